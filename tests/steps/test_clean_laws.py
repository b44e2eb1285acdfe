"""The laws of cleaning, on pages made of clean and dirty parts in any order."""

import time
from collections import Counter

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill import identity, schema
from newsmill.steps.clean import CleanParams, clean
from newsmill.text.edits import Edit, undo

NOTICE = (
    "Copyright © 2024 The Daily Post Company. All rights reserved. This material is provided for personal use only and it "
    "may not be published, broadcast, rewritten or redistributed in whole or in part without the express written "
    "permission of the company, its agents or its partners in the media business."
)
STORY = [
    "The minister told reporters on Monday that the talks would go on until a deal was reached, officials said.",
    '"We will not wait," he said. The U.S. envoy, Mr. Smith of AT&T Corp., met him at 10.30 a.m.',
    "Prices rose 5 percent in May and 6 percent in June, the bank said in its report on Tuesday.",
    "Prices rose 5 percent in May and 7 percent in June, the bank said in its report on Tuesday.",
    "She bought an iPhone at McDonald's. MacDonald and eBay users say so too.",
    "days aftObama and Putin on the sidelines of G8 er the White House signaled it would begin arming rebels.",
    "The firm said it wouldThe plant in Geneva. (AP Photo/Jane Doe) close the plant by the end of the year.",
    "They met Image caption The two leaders in Geneva on Tuesday (Getty Images) and agreed to talk again.",
    "CafÃ© owners in MÃ¼nchen paid Â£40 for theâ€™ licence.",
    "A &amp; B &lt;b&gt;bold&lt;/b&gt; &quot;words&quot; <p>and <br/>tags</p> <SRD> stay.",
    "Roses are red,\nviolets are blue,\nsugar is sweet,\nand so are you.",
    "- one\n- two\n- three",
    "This line was wrapped at a fixed width by some old program\nthat could not hold more in a line than it did, so that the\ngovern-\nment has long lines now and the text goes on and on and on\nuntil its end.",
    "\ufeffodd\u200b char\xadacters\x00 and\x1f controls\u2028here",
]
FRAMES = [
    "25-11-2024 08:52 AM Jerusalem Timing",
    "Published: Nov. 3, 2019 | 4:05 p.m. ET",
    "05.03.2013 14:05",
    "Leaders still at odds over Syria",
    "LEADERS STILL AT ODDS OVER SYRIA",
    "Leaders still at odds over Syria - The Daily Site",
    "By Jane Doe",
    "Read also: Oil falls again",
    "Share this article",
    "Print | Send to a friend",
    "Related news",
    "Copyright © 2024. All rights reserved.",
    NOTICE,
    "Source: Agencies",
    "Advertisement",
    " Reuter",
    "(Reporting by Jane Doe; Editing by John Roe)",
    "World news",
    "HARBOURS",
    "3 min read",
    "Leaders still at odds\nover Syria",
    "Jane Dorsey\n13 June 2019 16:02 GMT",
    "By Jane Doe\nBoard votes 7-2 for new channel",
    "By Jane Dorsey and Bo Ek | Published: 13 June 2019",
    "By Our Correspondent",
    "Published: 13 June 2019 16:02 GMT | Updated: 13 June 2019 18:02 GMT",
    "13 June 1944",
    "14 June 1944\nThe first V-1 falls on London.",
]
parts = st.one_of(st.sampled_from(STORY), st.sampled_from(FRAMES), st.text(max_size=60))
pages = st.lists(parts, min_size=1, max_size=10).flatmap(
    lambda chosen: st.sampled_from(
        ["\n\n", "\n", "\r\n\r\n", "\r\n", " \n \n\n", "\n \n", "\n\t\n", "\r\n \r\n", "\n\xa0\n"]
    ).map(lambda end: end.join(chosen))
)
titles = st.one_of(st.none(), st.sampled_from(["Leaders still at odds over Syria", "CafÃ© &amp; bar"]))


def cleaned(title: str | None, text: str) -> tuple[list[dict], list[dict], list[dict]]:
    row = dict.fromkeys(schema.RAW_ARTICLES.names) | {
        "article_id": "a", "source_uri": "page.txt", "source_record": 0, "source_format": "text", "title": title, "text": text,
    }  # fmt: skip
    outcome = clean(pa.Table.from_pylist([row], schema.RAW_ARTICLES), CleanParams())
    return outcome.kept.to_pylist(), outcome.rejected.to_pylist(), outcome.side["edits"].to_pylist()


def as_edits(rows: list[dict]) -> list[Edit]:
    rows = sorted(rows, key=lambda row: row["sequence"])
    return [Edit(*(row[name] for name in Edit._fields)) for row in rows]


@settings(deadline=None, max_examples=250)
@given(titles, pages)
def test_edits_undone_give_the_raw_text_byte_for_byte(title, text):
    kept, _, edits = cleaned(title, text)
    for row in kept:
        raw = undo(None if title is None else row["title"], row["text"], as_edits(edits))
        assert raw == (title, text)
        assert identity.raw_digest(*raw) == row["raw_digest"]
        assert row["edit_count"] == len(edits)


@settings(deadline=None, max_examples=250)
@given(titles, pages)
def test_cleaning_twice_equals_cleaning_once(title, text):
    kept, _, _ = cleaned(title, text)
    for row in kept:
        again, rejected, edits = cleaned(row["title"], row["text"])
        assert edits == []
        assert not rejected
        assert (again[0]["title"], again[0]["text"]) == (row["title"], row["text"])


@settings(deadline=None, max_examples=250)
@given(titles, pages)
def test_no_rule_drops_a_character_silently(title, text):
    kept, rejected, edits = cleaned(title, text)
    assert len(kept) + len(rejected) == 1
    for row in kept:
        left = Counter(row["text"]) + Counter("".join(edit["before"] for edit in edits))
        if title is not None:
            left += Counter(row["title"])
        lost = Counter((title or "") + text) - left
        assert not lost


@settings(deadline=None, max_examples=250)
@given(titles, pages)
def test_no_article_makes_the_step_raise_or_fail(title, text):
    _, rejected, _ = cleaned(title, text)
    assert all(row["reason"] == "empty_after_cleaning" for row in rejected)


@pytest.mark.parametrize("blank", ["\n \n", "\n\t\n", "\n  \n", "\r\n \r\n", "\n\xa0\n"])
def test_long_lines_parted_by_a_line_of_white_space_are_paragraphs_and_undone(blank):
    lines = [STORY[0], *STORY[2:4]]
    kept, _, edits = cleaned("A title", blank.join(lines))
    assert kept[0]["text"].split("\n\n") == lines
    assert undo("A title", kept[0]["text"], as_edits(edits)) == ("A title", blank.join(lines))


def test_a_title_below_a_long_notice_is_found_the_first_time():
    assert 260 < len(NOTICE) <= 320
    kept, _, _ = cleaned(
        None, f"{NOTICE}\n\nLeaders meet in Geneva\n\nBy Jane Doe\n\n{STORY[0]}\n\n{STORY[1]}"
    )
    assert (kept[0]["title"], kept[0]["authors"]) == ("Leaders meet in Geneva", ["Jane Doe"])
    assert cleaned(kept[0]["title"], kept[0]["text"])[2] == []


@pytest.mark.parametrize(
    "part",
    [
        "Share this\n\n",
        "Read also: x\n\n",
        "Related news\n\nOil falls\n\n",
        "“Yes I do so and so\n\n",
        "<script>",
        "<!-- x>",
        "Go.Stop",
        "Photo: AP ",
    ],
)
def test_what_repeats_without_end_costs_no_more_than_its_length(part):
    text = (part * 200_000)[:200_000]
    cleaned(None, part)
    begin = time.process_time()
    cleaned(None, text)
    assert time.process_time() - begin < 2.0


def test_records_ask_for_more_evidence_of_a_splice_than_pages():
    caption = "Obama and Putin on the sidelines of G8"
    for source_format, captions in (("text", [caption]), ("jsonl", []), ("nitf", []), ("feed", [])):
        row = dict.fromkeys(schema.RAW_ARTICLES.names) | {
            "article_id": "a", "source_uri": "in", "source_record": 0, "source_format": source_format, "text": "\n\n".join(STORY[:6]),
        }  # fmt: skip
        raw = pa.Table.from_pylist([row], schema.RAW_ARTICLES)
        kept = clean(raw, CleanParams(record_splice_evidence=100)).kept
        assert kept["captions"].to_pylist() == [captions]
