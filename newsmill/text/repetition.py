"""Repetition: a lead printed twice, a paragraph doubled by a template."""

import re
from typing import Final

from newsmill.text.edits import Draft, Rule

REPEATED_LEAD: Final = Rule("repeated_lead", 1)
REPEATED_PARAGRAPH: Final = Rule("repeated_paragraph", 1)

_MIN_WORDS: Final = 8
_MIN_NEIGHBOUR_WORDS: Final = 4
_NEAR: Final = 90.0
_NOT_WORD: Final = re.compile(r"[\W_]+")
_DIGITS: Final = re.compile(r"\d+")
_CUT_SHORT: Final = re.compile(r"(?:\.\.\.|…)\s*$")


def remove_repeated_paragraphs(draft: Draft) -> None:
    """Take out a lead that stands twice, exactly or nearly, and later copies of any paragraph of eight words."""
    _remove_repeated_lead(draft)
    seen: dict[str, int] = {}
    spans, text = draft.paragraphs(), draft.text
    if len({text[start:end] for start, end in spans}) == len(spans):
        return
    doubled: list[int] = []
    last = ""
    for index, (start, end) in enumerate(spans):
        paragraph = text[start:end]
        words = len(paragraph.split())
        if paragraph in seen and (
            words >= _MIN_WORDS
            or (words >= _MIN_NEIGHBOUR_WORDS and paragraph == last and "\n" not in paragraph)
        ):
            doubled.append(index)
        seen[paragraph] = index
        last = paragraph
    draft.remove_paragraphs([(REPEATED_PARAGRAPH, index) for index in reversed(doubled)])


def _remove_repeated_lead(draft: Draft) -> None:
    spans = draft.paragraphs()
    if len(spans) < 2:
        return
    first, second = (draft.text[slice(*span)] for span in spans[:2])
    if len(first.split()) < _MIN_NEIGHBOUR_WORDS:
        return
    if first == second:
        draft.remove_paragraph(REPEATED_LEAD, 1)
    elif (worse := _worse_copy(first, second)) is not None:
        draft.remove_paragraph(REPEATED_LEAD, worse)


def _worse_copy(first: str, second: str) -> int | None:
    """Which of two leads to drop where one nearly repeats the other: 0, 1, or None where they differ.

    Numbers must agree: `rose 5 percent` and `rose 6 percent` are two statements.
    """
    if min(len(first), len(second)) < 40:
        return None
    if _CUT_SHORT.search(first) and second.startswith(_CUT_SHORT.sub("", first)[:-12]):
        return 0
    if abs(len(first) - len(second)) > 0.15 * max(len(first), len(second)) + 4:
        return None
    if first[:3].casefold() != second[:3].casefold() and first[-8:].casefold() != second[-8:].casefold():
        return None
    from rapidfuzz import fuzz  # noqa: PLC0415 - only pages with two like leads need it

    one, other = (_NOT_WORD.sub(" ", p.casefold()).strip() for p in (first, second))
    if _DIGITS.findall(one) != _DIGITS.findall(other) or fuzz.ratio(one, other) < _NEAR:
        return None
    return 0 if len(second) > len(first) else 1
