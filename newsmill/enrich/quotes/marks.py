"""Where quotations begin and end: pairing of quotation marks, paragraph by paragraph."""

import re
from dataclasses import dataclass
from itertools import islice
from typing import Final

# LaTeX-like pairs are common in wire copy: ``like this''.
_MARK: Final = re.compile(r"[“”„\"«»]|``|''")
_SINGLE: Final = re.compile(
    r"(?P<open>(?<![\w'’‘`])[‘'](?=[\w“\"(\[])(?!(?:em|til|tis|twas|cause|bout|n|\d\ds?)\b))"
    r"|(?P<close>[,.?!…](?:’|'(?!'))(?=[\s)\]—–-]|$))|\n"
)
_DOUBLE: Final = ('"', "“", "”", "„", "«", "»", "``", "''")
_SINGLE_OPENERS: Final = ("‘", " '", "\n'", "('")
_OPENERS: Final = frozenset("“„«")
_CLOSERS: Final = {"“": "”", "„": "“”", "«": "»", "»": "«", "``": ("''",), '"': '"', "”": "”", "''": ("''",)}
_BEFORE_OPEN: Final = frozenset(" \t\xa0([{—–-/…:;,‘'\u2009\u202f")
_AFTER_CLOSE: Final = frozenset(" \t\xa0)]},.;:?!—–-…’'/*\u2009\u202f")
_MAX_PARAGRAPHS: Final = 12
# No article holds so many quotations; a text that does is none, and must not cost more than a long article.
_MAX_PIECES: Final = 2000
_MAX_MARKS: Final = 4000


@dataclass(frozen=True, slots=True)
class _Mark:
    text: str
    start: int
    end: int
    can_open: bool
    can_close: bool


@dataclass(frozen=True, slots=True)
class _Piece:
    """A quotation within one paragraph; `is_open` when its closing mark is missing."""

    start: int
    end: int
    mark: str
    is_open: bool
    is_first: bool


def find_quotations(text: str) -> list[tuple[int, int]]:
    """Spans of quotations with their marks, in order, not overlapping and not nested.

    A quotation that runs over paragraphs, each opened anew, is one span. Single quotation marks count only where
    they cannot be apostrophes: a mark that begins a word, later punctuation and a mark that ends it.

    >>> text = 'He said "yes", she said “no”.'
    >>> [text[a:b] for a, b in find_quotations(text)]
    ['"yes"', '“no”']
    """
    is_double = any(mark in text for mark in _DOUBLE)
    is_single = any(mark in text for mark in _SINGLE_OPENERS) or text.startswith("'")
    if not (is_double or is_single):
        return []
    pieces: list[_Piece] = []
    end = 0
    first = _MARK.search(text) if is_double else None
    while first is not None and len(pieces) < _MAX_PIECES:
        # Only lines that hold marks are read.
        begin = text.rfind("\n", end, first.start()) + 1 or end
        end = _line_end(text, first.end())
        pieces.extend(_pair(text, begin, end))
        first = _MARK.search(text, end)
    spans = _join_paragraphs(text, pieces)
    if is_single:
        spans = _with_single(text, spans)
    return spans


def _line_end(text: str, at: int) -> int:
    """Find where the line that holds `at` ends; a line that goes on in small letters is only wrapped."""
    end = text.find("\n", at)
    while end >= 0 and text[end + 1 : end + 2].islower():
        end = text.find("\n", end + 1)
    return len(text) if end < 0 else end


def _marks(text: str, begin: int, end: int) -> list[_Mark]:
    marks = []
    for match in islice(_MARK.finditer(text, begin, end), _MAX_MARKS + 20):
        start, stop = match.span()
        before = text[start - 1] if start > begin else " "
        after = text[stop] if stop < end else " "
        kind = match.group()
        opens = before in _BEFORE_OPEN and not after.isspace()
        closes = after in _AFTER_CLOSE or not before.isspace()
        if kind in _OPENERS or kind == "``":
            opens = True
        elif kind in {"”", "''"}:
            # Some sites open with a closing mark at the beginning of a line: ”Fear. I am truly afraid ...”
            opens, closes = start == begin and not after.isspace(), start > begin
        marks.append(_Mark(kind, start, stop, opens, closes))
    return marks


def _pair(text: str, begin: int, end: int) -> list[_Piece]:
    marks = _marks(text, begin, end)
    pieces: list[_Piece] = []
    at = 0
    while at < min(len(marks), _MAX_MARKS):
        mark = marks[at]
        if not mark.can_open:
            at += 1
            continue
        closing = _closing(marks, at)
        is_first = not text[begin : mark.start].strip()
        if closing is not None:
            pieces.append(_Piece(mark.start, marks[closing].end, mark.text, is_open=False, is_first=is_first))
            at = closing + 1
        elif any(later.text == mark.text and later.can_open for later in marks[at + 1 : at + 9]):
            at += 1
        else:
            stop = begin + len(text[begin:end].rstrip())
            pieces.append(_Piece(mark.start, stop, mark.text, is_open=True, is_first=is_first))
            break
    return pieces


def _closing(marks: list[_Mark], at: int) -> int | None:
    """Index of the mark that closes `marks[at]`, nested pairs skipped; None when there is none."""
    opener = marks[at]
    wanted = _CLOSERS[opener.text]
    depth = 0
    # Nesting is shallow: a look at the next marks is enough and keeps the work linear.
    last = min(at + 13, len(marks))
    for index in range(at + 1, last):
        mark = marks[index]
        if mark.text in wanted and mark.can_close:
            if depth == 0:
                return index
            depth -= 1
        elif mark.text == opener.text and mark.can_open:
            if opener.text == '"':
                last = index
                break
            depth += 1
    if opener.text in {"“", '"', "”"}:
        mixed = range(at + 1, last)
        return next((i for i in mixed if marks[i].text in {"”", '"'} and marks[i].can_close), None)
    return None


def _join_paragraphs(text: str, pieces: list[_Piece]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(pieces):
        first = last = pieces[at]
        count = 1
        while last.is_open and count < _MAX_PARAGRAPHS and at + count < len(pieces):
            following = pieces[at + count]
            is_next = (
                following.is_first
                and following.mark == first.mark
                and not text[last.end : following.start].strip()
            )
            if not is_next:
                break
            last, count = following, count + 1
        # Without its closing mark a quotation is believed only where the opening one is beyond doubt.
        if not last.is_open or count > 1 or first.mark == "“" or (first.is_first and first.mark == '"'):
            spans.append((first.start, last.end))
        at += count
    return spans


def _single(text: str) -> list[tuple[int, int]]:
    spans = []
    opened: int | None = None
    for match in _SINGLE.finditer(text):
        if match.lastgroup == "open":
            opened = match.start() if opened is None else opened
        else:
            if opened is not None and match.lastgroup == "close":
                spans.append((opened, match.end()))
            opened = None
    return spans


def _with_single(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    # Outer before inner: at the same start the longer one first.
    for span in sorted([*spans, *_single(text)], key=lambda s: (s[0], -s[1])):
        if not merged or span[0] >= merged[-1][1]:
            merged.append(span)
    return merged


def mask(text: str, spans: list[tuple[int, int]]) -> str:
    """Find the text with the words of quotations blanked out, offsets unchanged.

    Marks and the last character before a closing mark stay, since it tells whether the sentence goes on.

    >>> mask('"Of course," he said.', [(0, 12)])
    '"_________," he said.'
    """
    parts, at = [], 0
    for start, end in spans:
        keep = min(2, end - start - 1)
        parts += [text[at : start + 1], "_" * (end - start - 1 - keep), text[end - keep : end]]
        at = end
    parts.append(text[at:])
    return "".join(parts)
