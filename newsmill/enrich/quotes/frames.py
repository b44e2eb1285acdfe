"""The sentence around a quotation: what stands before it and after it, with other quotations blanked out."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.quotes.word_lists import words

_ABBREVIATIONS: Final = frozenset(
    words(
        "mr ms mrs dr sen rep gov gen st lt col jr sr prof rev del sgt capt atty vs no inc corp hon supt cmdr maj sens reps "
        "messrs mt co ltd adm dem"
    )
)
_CANDIDATE: Final = re.compile(r"[.!?…][\"”»’')\]]*\s+|\n+|[.!?…][\"”»](?=[A-Z“])")
_BEFORE_CHARACTERS: Final = 400
_AFTER_CHARACTERS: Final = 260


@dataclass(frozen=True, slots=True)
class Frame:
    """Offsets of the rest of the sentence before a quotation (`begin` to `start`) and after (`end` to `stop`).

    `last` is the last character of the quoted words: a full stop there means that what follows is another
    sentence. `is_free`: nothing of the sentence stands before the quotation.
    """

    begin: int
    start: int
    end: int
    stop: int
    last: str
    is_free: bool

    @property
    def is_closed(self) -> bool:
        """Whether the quotation ends its sentence."""
        return self.last == "."


class Sentences:
    """Where the sentences of a text with masked quotations begin."""

    def __init__(self, masked: str) -> None:
        self._masked = masked
        starts = [0]
        ends = [0]
        for match in _CANDIDATE.finditer(masked):
            if self._is_end(match):
                ends.append(match.start())
                starts.append(match.end())
        self._starts = starts
        self._ends = ends

    def _is_end(self, match: re.Match[str]) -> bool:
        at, end = match.span()
        mark = self._masked[at]
        if match.group().count("\n") > 1 or (mark == "\n" and end - at > 1):
            return True
        if self._masked[end : end + 1].islower():
            return False
        if mark != ".":
            # A line that goes on in small letters, ruled out above, is only wrapped.
            return True
        before = self._masked[max(0, at - 12) : at].rsplit(None, 1)
        last = before[-1].lstrip("\"“‘'([") if before else ""
        is_short = last.lower() in _ABBREVIATIONS or (len(last) == 1 and last.isupper()) or last[-2:-1] == "."
        return not is_short or "\n" in match.group()

    def start(self, at: int) -> int:
        """Where the sentence begins that stands before offset `at`, not further back than a long sentence."""
        return max(self._starts[bisect_right(self._starts, at) - 1], at - _BEFORE_CHARACTERS)

    def stop(self, at: int, limit: int) -> int:
        """Where the sentence ends that goes on at offset `at`, without its full stop; at most `limit`."""
        index = bisect_right(self._ends, at)
        # The mark before `at` belongs to the quotation itself.
        return min(self._ends[index], limit) if index < len(self._ends) else limit


def frame_of(text: str, masked: str, sentences: Sentences, span: tuple[int, int], following: int) -> Frame:
    """Find the frame of one quotation; `following` is where the next quotation begins."""
    start, end = span
    begin = sentences.start(start)
    limit = min(len(text), end + _AFTER_CHARACTERS, following)
    stop = end if text[end : end + 1] == "\n" else max(end, sentences.stop(end - 1, limit))
    last = text[max(start, end - 8) : end].rstrip("\"”»’' \xa0")[-1:]
    if text[end : end + 1] == "," and last != ",":
        last = ","
    return Frame(begin, start, end, stop, last, not masked[begin:start].strip(" \t\xa0—–-…"))
