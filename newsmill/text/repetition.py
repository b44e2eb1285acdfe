"""Repetition: a lead printed twice, a paragraph doubled by a template."""

import re
import unicodedata
from difflib import SequenceMatcher
from typing import Final

from newsmill.text.edits import Draft, Rule
from newsmill.text.frequencies import zipf

REPEATED_LEAD: Final = Rule("repeated_lead", 2)
REPEATED_PARAGRAPH: Final = Rule("repeated_paragraph", 2)

_MIN_WORDS: Final = 8
_MIN_NEIGHBOUR_WORDS: Final = 4
# What is found again further on: as many words in all, and in one of its paragraphs, as no refrain and no question has.
_MIN_RUN_WORDS: Final = 40
_MIN_LONGEST_WORDS: Final = 20
_LEAD_PARAGRAPHS: Final = 4
_NEAR: Final = 90.0
_VARIANT: Final = 80.0
_KNOWN_ZIPF: Final = 1.5
_NOT_WORD: Final = re.compile(r"[\W_]+")
_DIGITS: Final = re.compile(r"\d+")
_CUT_SHORT: Final = re.compile(r"(?:\.\.\.|…)\s*$")
_DATELINE: Final = re.compile(r"[^.!?]{2,60}?\s[-–—]{1,2}\s")
_QUESTION: Final = re.compile(r"[?？؟][\"'”’)\]]*$")
_ARTICLES: Final = frozenset({"a", "an", "the", "that"})
_SPELLINGS: Final = (
    ("our", "or"),
    ("is", "iz"),
    ("ys", "yz"),
    ("ll", "l"),
    ("tre", "ter"),
    ("gramme", "gram"),
    ("nce", "nse"),
)


def remove_repeated_paragraphs(draft: Draft) -> None:
    """Take out a lead that stands twice, exactly or nearly, and copies of paragraphs that only a template makes.

    These are copies right below, of the lead near the top, and long ones or long runs. A question put twice and
    a refrain are the article's own.
    """
    _remove_repeated_lead(draft)
    spans, text = draft.paragraphs(), draft.text
    paragraphs = [text[start:end] for start, end in spans]
    if len(set(paragraphs)) == len(paragraphs):
        return
    copies = _copies(paragraphs)
    doubled = {
        index for run in _runs(copies) if _is_long([paragraphs[index] for index in run]) for index in run
    } | {index for index, of in copies.items() if _is_copy(paragraphs[index], index, of)}
    draft.remove_paragraphs([(REPEATED_PARAGRAPH, index) for index in sorted(doubled, reverse=True)])


def _copies(paragraphs: list[str]) -> dict[int, int]:
    """Paragraphs that stood before, and where last; by index."""
    seen: dict[str, int] = {}
    copies: dict[int, int] = {}
    for index, paragraph in enumerate(paragraphs):
        if paragraph in seen:
            copies[index] = seen[paragraph]
        seen[paragraph] = index
    return copies


def _runs(copies: dict[int, int]) -> list[list[int]]:
    """Copies that follow each other as what they are copies of does."""
    runs: list[list[int]] = []
    for index, of in copies.items():
        if copies.get(index - 1) == of - 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    return runs


def _is_long(run: list[str]) -> bool:
    prose = [len(paragraph.split()) for paragraph in run if not _is_set(paragraph)]
    return sum(prose) >= _MIN_RUN_WORDS and max(prose) >= _MIN_LONGEST_WORDS


def _is_copy(paragraph: str, index: int, of: int) -> bool:
    words = len(paragraph.split())
    if index == of + 1:
        return words >= (_MIN_WORDS if "\n" in paragraph else _MIN_NEIGHBOUR_WORDS)
    return of == 0 and index < _LEAD_PARAGRAPHS and words >= _MIN_WORDS and not _is_set(paragraph)


def _is_set(paragraph: str) -> bool:
    """Whether a paragraph is a question or has lines of its own: such are repeated on purpose."""
    return "\n" in paragraph or _QUESTION.search(paragraph) is not None


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

    Words must agree but for their spelling: `rose 5 percent` and `rose 6 percent` are two statements.
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

    one, other = (_NOT_WORD.sub(" ", _without_dateline(p).casefold()).strip() for p in (first, second))
    is_near = _DIGITS.findall(one) == _DIGITS.findall(other) and fuzz.ratio(one, other) >= _NEAR
    if not is_near or not _say_the_same(one, other):
        return None
    return 0 if len(second) > len(first) else 1


def _without_dateline(paragraph: str) -> str:
    dateline = _DATELINE.match(paragraph)
    return paragraph[dateline.end() :] if dateline else paragraph


def _say_the_same(one: str, other: str) -> bool:
    """Whether two sentences differ in the spelling of words, in articles, or in that one is cut off."""
    if one.replace(" ", "") == other.replace(" ", "") or one.startswith(other) or other.startswith(one):
        return True
    words, others = one.split(), other.split()
    for kind, start, end, from_, to in SequenceMatcher(None, words, others, autojunk=False).get_opcodes():
        mine, theirs = words[start:end], others[from_:to]
        if kind == "equal" or _ARTICLES.issuperset(mine + theirs):
            continue
        if len(mine) != len(theirs) or not all(map(_is_variant, mine, theirs)):
            return False
    return True


def _is_variant(one: str, other: str) -> bool:
    """Whether two words are one in another spelling, or misspelt.

    >>> _is_variant("vladimir", "vladidmir"), _is_variant("centre", "center"), _is_variant("million", "billion")
    (True, True, False)
    """
    from rapidfuzz import fuzz  # noqa: PLC0415

    if one[0] != other[0] or fuzz.ratio(one, other) < _VARIANT:
        return False
    return min(zipf(one), zipf(other)) < _KNOWN_ZIPF or _spelling(one) == _spelling(other)


def _spelling(word: str) -> str:
    """One spelling for what is written in two ways in England and America, and with or without accents."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    for english, american in _SPELLINGS:
        plain = plain.replace(english, american)
    return plain
