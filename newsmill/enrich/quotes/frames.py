"""The sentence around a quotation: what stands before it and after it, with other quotations blanked out."""

import re
from dataclasses import dataclass
from typing import Final

_ABBREVIATION: Final = (
    r"(?<!\bMr)(?<!\bMs)(?<!\bMrs)(?<!\bDr)(?<!\bSen)(?<!\bRep)(?<!\bGov)(?<!\bGen)(?<!\bSt)(?<!\bLt)(?<!\bCol)"
    r"(?<!\bJr)(?<!\bSr)(?<!\bProf)(?<!\bRev)(?<!\bDel)(?<!\bSgt)(?<!\bCapt)(?<!\bAtty)(?<!\b[A-Z])(?<!\.[A-Z])(?<!\bvs)"
    r"(?<!\bNo)(?<!\bInc)(?<!\bCorp)(?<!\bHon)(?<!\bSupt)(?<!\bCmdr)(?<!\bMaj)"
)
_SENTENCE_END: Final = re.compile(
    rf"(?:{_ABBREVIATION}\.|[!?…])[\"”»’')\]]*\s+(?=[\"“„«‘'(\[—–-]?\s*[A-Z0-9])|\n+|(?<=[.!?…])[\"”»]\s*(?=[A-Z“])"
)
_END_AFTER: Final = re.compile(rf"{_ABBREVIATION}\.(?=[\"”»’')\]]*(?:\s|$))|[!?](?=\s|$)|\n")
_BEFORE_CHARACTERS: Final = 320
_AFTER_CHARACTERS: Final = 260


@dataclass(frozen=True, slots=True)
class Frame:
    """Offsets of the rest of the sentence before a quotation (`begin` to `start`) and after (`end` to `stop`).

    `is_closed`: the quotation ends with a full stop of its own, so that what follows is another sentence.
    """

    begin: int
    start: int
    end: int
    stop: int
    is_closed: bool
    is_free: bool


def sentence_start(masked: str, end: int, low: int) -> int:
    """Where the sentence begins that holds the character before `end`, not before `low`."""
    begin = max(low, end - _BEFORE_CHARACTERS)
    last = begin
    for match in _SENTENCE_END.finditer(masked, begin, end):
        last = match.end()
    return last


def frame_of(text: str, masked: str, span: tuple[int, int], following: int) -> Frame:
    """The frame of one quotation; `following` is where the next quotation begins."""
    start, end = span
    begin = sentence_start(masked, start, 0)
    limit = min(len(text), end + _AFTER_CHARACTERS, following)
    over = _END_AFTER.search(masked, end, limit)
    stop = over.start() if over else limit
    last = text[start:end].rstrip("\"”»’' \xa0")[-1:]
    return Frame(begin, start, end, stop, last == "." and text[end - 1 : end] != ",", not masked[begin:start].strip(" \t\xa0—–-…"))
