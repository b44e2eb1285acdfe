"""Laws of the native recogniser."""

import json
import os
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.document import Document
from newsmill.enrich.entities import LANGUAGES, Recognizer, Span
from newsmill.enrich.entities.spans import KINDS

STORY = (
    "MOSCOW (Reuters) - President Vladimir Putin met Angela Merkel in Geneva on Tuesday.\n\n"
    "Putin said Russia would work with the United Nations, which has an office in Geneva.\n"
    "Microsoft Corp. shares rose, while Merkel flew back to Berlin."
)


def document(text: str) -> Document:
    return Document(text, None, "en", None, "none", None)


def find(*texts: str) -> list[list[Span]]:
    return Recognizer.load()([document(text) for text in texts])


def surfaces(text: str) -> set[tuple[str, str]]:
    return {(text[span.start : span.end], span.kind) for span in find(text)[0]}


def test_persons_places_and_organizations_of_a_story_are_found():
    found = surfaces(STORY)
    assert {
        ("Vladimir Putin", "person"), ("Angela Merkel", "person"), ("Putin", "person"), ("Merkel", "person"),
        ("Geneva", "place"), ("Russia", "place"), ("Berlin", "place"),
        ("United Nations", "organization"), ("Microsoft Corp.", "organization"),
    } <= found  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "the minister said the talks would go on until the end of the week, and nobody was surprised.",
        "Shares fell 2 percent on Monday. Prices had risen in January and February.",
        "It was the first time in ten years. However, the plan is unlikely to work.",
        "Here are the main points of the agreement:",
        "1,250 3.4 2020 ... -- ()",
        "Read more\nSubscribe\nAll rights reserved.",
    ],
)
def test_plain_text_has_no_entities(text):
    assert find(text) == [[]]


@pytest.mark.parametrize("word", ["January", "May", "Monday", "April", "Sunday"])
def test_months_and_weekdays_are_no_persons(word):
    assert not {kind for _, kind in surfaces(f"The vote was held in {word}, officials said on {word}.")}


def test_a_headline_in_title_case_is_not_one_long_name():
    text = "Five Things To Watch This Week As Markets Brace For The Election"
    assert all(span.end - span.start < 20 for span in find(text)[0])


def test_offsets_count_code_points():
    plain = "Angela Merkel met Barack Obama in Berlin on Tuesday, officials said."
    shifted = "𝔘𝔫𝔦 😀 news: " + plain
    by = len(shifted) - len(plain)
    found = [shifted[span.start : span.end] for span in find(shifted)[0] if span.start >= by]
    assert found == ["Angela Merkel", "Barack Obama", "Berlin"]


def test_no_documents_and_empty_documents_give_nothing():
    recognize = Recognizer.load()
    assert recognize([]) == []
    assert find("", "  \n ", "Obama")[:2] == [[], []]


def test_the_rest_of_a_batch_does_not_change_a_document():
    texts = [
        STORY,
        "",
        "Obama visited London. London is large.",
        STORY[:60],
        "nothing here",
        "NASA",
        STORY * 3,
    ]
    together = find(*texts)
    assert together == [find(text)[0] for text in texts]
    assert find(*reversed(texts)) == together[::-1]


def test_the_same_text_gives_the_same_mentions_again():
    assert find(STORY) == find(STORY)


def test_a_full_vocabulary_starts_anew_without_changing_results(monkeypatch):
    monkeypatch.setattr("newsmill.enrich.entities.vocabulary.LARGEST", 60)
    expected = find(STORY)
    for k in range(30):
        find(" ".join(f"Word{k}x{n}" for n in range(10)))
    assert find(STORY) == expected


def test_a_word_seen_elsewhere_in_its_document_helps():
    text = "Valdor Quimby, the mayor, spoke to reporters.\nQuimby said he was glad.\nThen Quimby left."
    kinds = Counter(kind for surface, kind in surfaces(text) if "Quimby" in surface)
    assert set(kinds) == {"person"}


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=st.sampled_from("aZé😀 .,'’\"\n-1ßİĲ\u00a0\u200bЖ"), max_size=80))
def test_spans_lie_in_the_text_in_order_without_overlap(text):
    at = 0
    for span in find(text)[0]:
        assert at <= span.start < span.end <= len(text)
        assert span.kind in KINDS
        assert 0 <= span.confidence <= 1
        at = span.end


def test_a_sentence_without_end_is_cut_but_read():
    words = "Obama met Merkel and " * 500
    assert len(find(words)[0]) > 900


def test_the_model_knows_english_and_has_a_version():
    assert "en" in LANGUAGES
    assert Recognizer.load().version
    assert Recognizer.load() is Recognizer.load()


def test_confidence_orders_sure_and_doubtful_mentions():
    sure = find("German Chancellor Angela Merkel arrived in Washington.")[0]
    assert np.mean([span.confidence for span in sure]) > 0.8


@pytest.mark.slow
def test_quality_on_news_stays_above_its_floor():
    folder = Path(os.environ.get("NEWSMILL_DEV_DATA", ""))
    if not (folder / "entities_dev_gold.jsonl").is_file():
        pytest.skip("NEWSMILL_DEV_DATA names no folder with entities_dev.jsonl and entities_dev_gold.jsonl")
    texts = [json.loads(line) for line in (folder / "entities_dev.jsonl").open(encoding="utf-8")]
    gold = {
        g["id"]: g["mentions"]
        for g in map(json.loads, (folder / "entities_dev_gold.jsonl").open(encoding="utf-8"))
    }
    hit = found = wanted = 0
    for text, spans in zip(texts, find(*(t["text"] for t in texts)), strict=True):
        mine = {(s.start, s.end, s.kind) for s in spans}
        theirs = {(m["start"], m["end"], m["kind"]) for m in gold[text["id"]]}
        hit, found, wanted = hit + len(mine & theirs), found + len(mine), wanted + len(theirs)
    assert 2 * hit / (found + wanted) > 0.78
