"""One language's patterns with the questions that its rules ask of a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.dates.grammar.lexicon import Lexicon
from newsmill.enrich.dates.grammar.patterns import Patterns, expression
from newsmill.enrich.dates.scan import Found, Scan
from newsmill.enrich.dates.told import REACH

_STOP: Final = r"[.!?…][\"”’»)]*\s+(?=[^\W\d_a-zà-ÿ]|[\"“„«—])|\n"
_SENTENCE_END: Final = re.compile(_STOP)
# `Am 3. Mai`: a number of one or two digits with a stop is an ordinal.
_SENTENCE_END_ORDINAL: Final = re.compile(rf"(?<!\b\d)(?<!\b\d\d){_STOP}")
_DAY_VALUE: Final = re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}|XXXX-WXX-\d")
_SENTENCE_BEGIN: Final = re.compile(r"(?:^|[.!?:…\n]|[«»“”„\"'‘’—–(-])\s*$")
_BEFORE: Final = 30  # code points that a cue before an expression is looked for in
_SENTENCE: Final = 160
_TOLD_YEAR: Final = 50
_CLAUSE: Final = 25  # what a comma counts, in code points


@dataclass(frozen=True, slots=True)
class Reader:
    """The grammar of one language."""

    patterns: Patterns

    @property
    def lexicon(self) -> Lexicon:
        """The words of the language."""
        return self.patterns.lexicon

    def stands_before(self, pattern: str | re.Pattern[str], text: str, at: int) -> bool:
        """Whether a pattern that ends in `$` holds of what stands before an offset."""
        compiled = expression(pattern) if isinstance(pattern, str) else pattern
        return compiled.search(text[max(0, at - _BEFORE) : at]) is not None

    def is_repeated(self, text: str, at: int) -> bool:
        """Whether `every` or its like stands before."""
        return self.stands_before(self.lexicon.repeated_pattern, text, at)

    def direction(self, scan: Scan, start: int, end: int) -> int:
        """Tell where the sentence around an expression looks, by the nearest cue: 1 ahead, -1 back, 0 unknown."""
        text = scan.text
        if self.stands_before(self.lexicon.since_pattern, text, start):
            return -1
        low, high = self.sentence(text, start, end)
        best = min(
            (
                (_distance(text, start, end, cue), -way)
                for way, cue in self._cues(text, low, high)
                if cue.end() <= start or cue.start() >= end
            ),
            default=(0, 0),
        )
        is_until = best[1] < 1 and self.stands_before(self.lexicon.until_pattern, text, start)
        return 1 if is_until else -best[1]

    def _cues(self, text: str, low: int, high: int) -> Iterator[tuple[int, re.Match[str]]]:
        sentence = text[:high]
        for way, pattern in ((1, self.lexicon.ahead_pattern), (-1, self.lexicon.back_pattern)):
            for cue in expression(pattern).finditer(sentence, low):
                # A verb has a capital only where it begins the sentence; a name may end like one.
                if cue.start() == low or not text[cue.start()].isupper():
                    yield way, cue

    def sentence(self, text: str, start: int, end: int) -> tuple[int, int]:
        """Give the span of the sentence around an expression, no farther than 160 code points from it."""
        ends = _SENTENCE_END if self.lexicon.has_small_months else _SENTENCE_END_ORDINAL
        low, high = max(0, start - _SENTENCE), min(len(text), end + _SENTENCE)
        for cut in ends.finditer(text, low, start):
            low = cut.end()
        over = ends.search(text, end, high)
        return low, high if over is None else over.start()

    def year_told(self, scan: Scan, start: int, direction: int) -> str | None:
        """Give the year that a date in the past counts in: that of the date before it, or a year of its sentence."""
        year, day = scan.last_value[:4], scan.anchor.day
        away = start - scan.last_end
        if direction > 0 or not year or day is None or int(year) > day.year:
            return None
        if scan.last_value != year:
            return year if direction < 0 and away <= REACH else None
        low, _ = self.sentence(scan.text, start, start)
        return year if away <= _TOLD_YEAR and low < scan.last_end else None

    def skip_link(self, text: str, at: int) -> int:
        """Give the offset behind a space and the prepositions and articles that may follow it."""
        link = self.patterns.link.match(text, at)
        return at if link is None else link.end()


def _distance(text: str, start: int, end: int, cue: re.Match[str]) -> int:
    """Count the code points to a cue; one in another clause is farther off."""
    between = text[cue.end() : start] if cue.start() < start else text[end : cue.start()]
    return len(between) + _CLAUSE * between.count(",")


def begins_sentence(text: str, at: int) -> bool:
    """Whether a word begins a sentence, a line or a quotation, where all words have a capital."""
    return _SENTENCE_BEGIN.search(text[max(0, at - 3) : at]) is not None


def is_day(found: Found | None) -> bool:
    """Whether what was found is one day, without a time."""
    return found is not None and found.value_end is None and _DAY_VALUE.fullmatch(found.value) is not None
