import json

import pytest

from newsmill.formats.found import Limits, Reject
from newsmill.formats.json_records import read_json_lines

LIMITS = Limits()
STORY = (
    "<p>The mayor of the town said on Tuesday that the bridge would stay closed until the autumn rains.</p>"
    * 3
)
PAGE = (
    "<!DOCTYPE html>\n<html lang='de'><head><title>Bridge stays closed</title><meta name='author' content='Jane Doe'>"
    "<meta property='og:site_name' content='The Courier'><meta property='article:published_time' content='2024-03-05T10:00:00Z'></head>"
    f"<body><nav><a href='/'>Home</a></nav><h1>Bridge stays closed</h1>{STORY}</body></html>"
)


def only(record, limits=LIMITS):
    (found,) = read_json_lines(json.dumps(record).encode(), limits)
    return found


@pytest.mark.parametrize("key", ["html", "raw_html", "content", "body", "response"])
def test_a_page_in_a_record_is_read_as_a_page(key):
    found = only({"url": "https://www.courier.example/bridge", key: PAGE, "status": 200})
    assert found.text.split("\n\n") == [STORY[3 : STORY.index("</p>")]] * 3
    assert (found.title, found.authors, found.language, found.site) == (
        "Bridge stays closed", ["Jane Doe"], "de", "The Courier",
    )  # fmt: skip
    assert found.url == "https://www.courier.example/bridge"
    assert found.source_format == "jsonl"
    assert json.loads(found.extra) == {"status": 200}


def test_what_the_record_says_counts_more_than_the_page():
    found = only(
        {
            "id": 7,
            "title": "Bridge shut",
            "byline": "By Bo Ek",
            "publisher": "Wire",
            "pubDate": "2024-03-04T09:00:00Z",
            "html": PAGE,
        }
    )
    assert (found.external_id, found.title, found.authors, found.site) == (
        "7",
        "Bridge shut",
        ["Bo Ek"],
        "Wire",
    )
    assert found.published_at.day == 4


def test_the_time_of_fetching_is_no_date_of_the_page():
    found = only({"html": PAGE, "timestamp": "2025-01-01T00:00:00Z"})
    assert found.published_at.year == 2024
    assert json.loads(found.extra) == {"timestamp": "2025-01-01T00:00:00Z"}
    undated = PAGE.replace("2024-03-05T10:00:00Z", "")
    assert only({"html": undated, "timestamp": "2025-01-01T00:00:00Z"}).published_at.year == 2025


def test_the_text_beside_a_page_is_the_text():
    assert only({"text": "The mayor said no.", "html": PAGE}).text == "The mayor said no."
    assert only({"summary": "The mayor said no.", "html": PAGE}).text.startswith("The mayor of the town")


@pytest.mark.parametrize(
    "text", ["<html> is the tag that begins it, she said.", "5 < 6", "<p>The mayor said no.</p>"]
)
def test_markup_in_a_text_makes_no_page(text):
    assert only({"title": "Tags", "text": text}).text


def test_a_page_without_text_or_over_the_limit_is_a_reject():
    empty = only({"url": "https://a.example/", "html": "<html><head></head><body></body></html>"})
    assert isinstance(empty, Reject)
    assert empty.reason == "no_text"
    large = only({"html": PAGE}, Limits(max_html_bytes=200))
    assert isinstance(large, Reject)
    assert large.reason == "too_large"
    assert "extract.max_html_bytes" in large.error


def test_a_page_without_anything_in_it_costs_no_record_but_its_own():
    data = b'{"url": "https://a.example/", "html": "<!doctype html>"}\n{"text": "The mayor said no."}'
    empty, found = read_json_lines(data, LIMITS)
    assert (empty.reason, found.text) == ("bad_record", "The mayor said no.")
