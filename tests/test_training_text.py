"""Laws of the text that tools/train_entities.py and bench/seams.py learn from."""

import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MARKED = ROOT / "tools/entities_news"


def load(name):
    spec = importlib.util.spec_from_file_location(name, ROOT / f"tools/{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def data():
    return load("entities_data")


def test_marks_become_mentions_and_leave_the_text(data, tmp_path):
    (tmp_path / "a.txt").write_text(
        "[PARIS|L] ([AP|O]) - [Ann Lee|P] left | went.\n----\nNo name.\n", encoding="utf-8"
    )
    first, second = data.read_marked(tmp_path)
    assert first.text == "PARIS (AP) - Ann Lee left | went."
    assert [(first.text[a:b], kind) for a, b, kind in first.mentions] == [
        ("PARIS", "LOC"), ("AP", "ORG"), ("Ann Lee", "PER"),
    ]  # fmt: skip
    assert (second.text, second.mentions) == ("No name.", [])


@pytest.mark.parametrize("broken", ["[Ann Lee|X] left", "[Ann Lee left", "Ann Lee|P] left", "[|P] left"])
def test_a_broken_mark_is_refused(data, tmp_path, broken):
    (tmp_path / "a.txt").write_text(broken, encoding="utf-8")
    with pytest.raises(ValueError, match="a mark is broken"):
        list(data.read_marked(tmp_path))


def test_the_labelled_news_is_whole_and_no_piece_stands_twice(data):
    pieces = list(data.read_marked(MARKED))
    kinds = Counter(kind for piece in pieces for *_, kind in piece.mentions)
    assert len({piece.text for piece in pieces}) == len(pieces) > 2800
    assert min(kinds.values()) > 3000
    for piece in pieces:
        surfaces = [piece.text[a:b] for a, b, _ in piece.mentions]
        assert all(surface == surface.strip() != "" for surface in surfaces), piece.text[:60]


def test_the_gold_of_the_news_names_spans_within_what_was_labelled():
    gold = [json.loads(line) for line in (ROOT / "bench/entities_news_gold.jsonl").open(encoding="utf-8")]
    assert len({article["id"] for article in gold}) == len(gold) == 99
    for article in gold:
        at = 0
        for kind, start, end in article["mentions"]:
            assert kind in {"person", "organization", "place"}
            assert at <= start < end <= article["characters"]
            at = end


@pytest.mark.parametrize(("kind", "articles"), [("dates", 100), ("places", 100), ("counts", 80)])
def test_the_gold_of_dates_places_and_counts_names_spans_in_the_order_of_what_was_labelled(kind, articles):
    gold = [json.loads(line) for line in (ROOT / f"bench/{kind}_news_gold.jsonl").open(encoding="utf-8")]
    assert len({article["id"] for article in gold}) == len(gold) == articles
    for article in gold:
        at = 0
        for start, end, *rest in article[kind]:
            assert at <= start < end <= article["characters"]
            assert len(rest) == (3 if kind == "counts" else 2)
            at = end


def test_the_gold_of_names_names_spans_within_what_was_labelled():
    gold = [json.loads(line) for line in (ROOT / "bench/names_news_gold.jsonl").open(encoding="utf-8")]
    assert len({article["id"] for article in gold}) == len(gold) == 100
    for article in gold:
        for kind, spans in article["names"]:
            assert kind in {"person", "organization"}
            assert all(0 <= start < end <= article["characters"] for start, end in spans)
