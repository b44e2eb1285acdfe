"""Sentences with their places written in: `[Paris=US/Texas]`, and nothing else is a place."""

import re
from pathlib import Path

import pytest

from newsmill.enrich.document import Document
from newsmill.enrich.places import find_places

LINES = (Path(__file__).parent / "cases" / "places.txt").read_text(encoding="utf-8").splitlines()
EXPRESSION = re.compile(r"\[(?P<words>[^\]=]+)=(?P<where>[^\]/]+)(?:/(?P<area>[^\]]+))?\]")


def places_of(text: str) -> list[tuple[str, str, str | None]]:
    document = Document(text, None, "en", None, "none", None)
    return [
        (p.surface, p.country or "?", p.admin_area) for p in find_places(document, []) if p.kind == "place"
    ]


@pytest.mark.parametrize("line", [line for line in LINES if line and not line.startswith("#")])
def test_each_place_of_a_sentence_is_found_where_it_lies_and_nothing_else(line):
    wanted = [(m["words"], m["where"], m["area"]) for m in EXPRESSION.finditer(line)]
    found = places_of(EXPRESSION.sub(r"\g<words>", line))
    shown = [(surface, country) for surface, country, _ in found]
    assert shown == [(surface, country) for surface, country, _ in wanted]
    assert all(area in {None, known} for (_, _, known), (_, _, area) in zip(found, wanted, strict=True))
