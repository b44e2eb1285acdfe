"""Sentences with their date expressions written in: `[last week=2013-W11]`, and nothing else is a date."""

import re
from datetime import date
from pathlib import Path

import pytest

from newsmill.enrich.dates import find_dates
from newsmill.enrich.document import Document

DAY = date(2013, 3, 22)
LINES = (Path(__file__).parent / "cases" / "dates.txt").read_text(encoding="utf-8").splitlines()
EXPRESSION = re.compile(r"\[(?P<words>[^\]=]+)=[^\]]+\]")


def written(line: str, day: date) -> str:
    """The sentence of a line with the dates that are found in it written in the same way."""
    text = EXPRESSION.sub(r"\g<words>", line)
    pieces, at = [], 0
    for found in find_dates(Document(text, None, "en", day, "published", None)):
        value = found.value if found.value_end is None else f"{found.value}/{found.value_end}"
        pieces += [text[at : found.start], f"[{found.surface}={value}]"]
        at = found.end
    return "".join([*pieces, text[at:]])


@pytest.mark.parametrize("line", [line for line in LINES if line and not line.startswith("#")])
def test_each_date_of_a_sentence_is_found_with_its_value_and_nothing_else(line):
    assert written(line, DAY) == line
