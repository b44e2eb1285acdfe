import json
from pathlib import Path

import pyarrow as pa
import pytest

from newsmill import schema
from newsmill.steps.clean import CleanParams, clean

CASES = json.loads((Path(__file__).parent / "cases" / "cases.json").read_text(encoding="utf-8"))
FAILURE = pytest.mark.xfail(strict=True, reason="known failure")


def cleaned(title: str | None, text: str) -> tuple[dict, list[dict]]:
    row = dict.fromkeys(schema.RAW_ARTICLES.names) | {
        "article_id": "a", "source_uri": "page.txt", "source_record": 0, "source_format": "text", "title": title, "text": text,
    }  # fmt: skip
    outcome = clean(pa.Table.from_pylist([row], schema.RAW_ARTICLES), CleanParams())
    (kept,) = outcome.kept.to_pylist()
    return kept, outcome.side["edits"].to_pylist()


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=case["name"], marks=FAILURE if case["kind"] == "known_failure" else ())
        for case in CASES
    ],
)
def test_golden_case_comes_out_as_its_journalist_wrote_it(case):
    article, edits = cleaned("A title of its own", case["text"])
    assert article["text"] == case.get("want", case["text"])
    assert article["captions"] == case.get("captions", [])
    if case["kind"] == "negative":
        assert edits == []


def test_the_sample_page_gives_back_its_article():
    page = (Path(__file__).parent / "cases" / "sample_page.txt").read_text(encoding="utf-8")
    article, _ = cleaned(None, page)
    assert article["title"] == "Obama, Putin Still at Odds over Syria"
    paragraphs = article["text"].split("\n\n")
    assert [p[:16] for p in paragraphs] == ["Also differences", "The US and Russi", '"We agreed to pu']
    assert "days after the White House signaled it would begin arming" in article["text"]
    assert "Vladidmir" in article["text"]
    assert article["captions"] == ["Obama and Putin on the sidelines of G8"]
    assert article["printed_at"].isoformat() == "2024-11-25T06:52:00+00:00"
    assert article["printed_raw"] == "25-11-2024 08:52 AM Jerusalem Timing"
    assert article["published_at"] is None
    assert (str(article["date"]), article["date_source"]) == ("2024-11-25", "printed")
