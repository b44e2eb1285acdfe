"""Numerals of one language in digits and words, read where one begins."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.counts.grammar.patterns import either
from newsmill.enrich.counts.lexicon import PLURAL_SCALES
from newsmill.enrich.counts.numbers import Numeral
from newsmill.enrich.quotes.word_lists import words

# `1.200,5`, `1 200`, `1'200`, `3,2`; a stop before one or two digits is a decimal point.
_DIGITS: Final = re.compile(
    r"(?:\d{1,3}(?:\.\d{3})+|\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d{1,3}(?:['’]\d{3})+)(?!\d)(?:,\d{1,6}(?!\d))?"
    r"|\d{1,15}(?:,\d{1,6}(?!\d)|\.\d{1,2}(?!\d))?"
)
_COMMA_THOUSANDS: Final = re.compile(r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d{1,2}(?!\d))?")
_THOUSANDS: Final = re.compile(r"[ .'’\u00a0\u202f](?=\d{3}(?!\d))")
_WORD: Final = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_PART: Final = re.compile(r"[^\W\d_]+")
_JOINT: Final = re.compile(r"[^\S\n]+|-")
_MILLION: Final = 1e6
_THOUSAND: Final = 1000
_HUNDRED: Final = 100
_ENGLISH: Final = {1e2: "hundreds", 1e3: "thousands", 1e6: "millions", 1e9: "billions", 1e12: "trillions"}


@dataclass(slots=True)
class _Sum:
    """A number as its words are added up: what millions hold, what thousands hold, the rest."""

    high: float = 0
    low: float = 0
    current: float = 0
    is_begun: bool = False

    def takes(self, number: float) -> bool:
        """Add a number below a thousand where one fits: `zweihundert` and `drei`, not `drei` and `drei`."""
        room = self.current and next((r for r in (100, 10) if self.current % r == 0), 1)
        # French: `soixante douze`, `quatre-vingt douze`.
        is_twenties = self.current in {60, 80} and number < 20
        if self.current and not number < min(room, _HUNDRED) and not is_twenties:
            return False
        self.current += number
        self.is_begun = True
        return True

    def multiplies(self, scale: float) -> None:
        """Multiply what was read so far, or one."""
        if scale < _MILLION:
            self.low = (self.current or 1) * scale
        else:
            self.high += (self.low + self.current or 1) * scale
            self.low = 0
        self.current = 0
        self.is_begun = True

    @property
    def value(self) -> float:
        """The number."""
        return self.high + self.low + self.current


class Numerals:
    """Reads the numerals of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._both = frozenset(words(lexicon.both))
        self._hundred = frozenset(words(lexicon.hundred))
        self._half = frozenset(words(lexicon.half))
        self._one = frozenset(words(lexicon.one))
        self._of = re.compile(
            rf"[^\S\n]+(?:{'|'.join(map(re.escape, words(lexicon.of)))})[^\S\n]+", re.IGNORECASE
        )
        half = "|".join(word.replace("_", r"\s+") for word in words(lexicon.and_half)) or "(?!)"
        self._and_half = re.compile(rf"[^\S\n]+(?:{half})\b", re.IGNORECASE)
        self._several = re.compile(rf"(?<!\w){either(words(lexicon.several))}[^\S\n]+$", re.IGNORECASE)
        self._groups: Mapping[str, float] = {**lexicon.dozens, **lexicon.collectives}
        scales = {word for word in lexicon.scales if not _is_abbreviated(word)}
        # Whether a numeral may begin with a word; most words come again.
        self.begins = lru_cache(maxsize=20_000)(self._begins)
        self.words = frozenset(
            {*lexicon.numbers, *scales, *lexicon.plurals, *self._groups, *lexicon.mixed, *self._one, *self._hundred, *self._half}
        )  # fmt: skip

    def _begins(self, word: str) -> bool:
        if "'" in word or "’" in word:
            word = word.replace("’", "'").rpartition("'")[2]
        word = word.lower()
        return word in self.words or self._fused(word) is not None or word.partition("-")[0] in self.words

    def read(self, text: str, start: int) -> Numeral | None:
        """Find the numeral that begins at `start`, or None; alone, `one` is none."""
        if text[start].isdigit():
            return self._digits(text, start)
        match = _WORD.match(text, start)
        if match is None:
            return None
        return self._plural(text, match) or self._group(text, start) or self._words(text, start)

    def is_about(self, text: str, numeral: Numeral) -> bool:
        """Whether the last word of a numeral is a collective, which stands for about so many."""
        return text[numeral.start : numeral.end].lower().split()[-1] in self._lexicon.collectives

    def _digits(self, text: str, start: int) -> Numeral | None:
        match = _COMMA_THOUSANDS.match(text, start) if self._lexicon.has_comma_thousands else None
        if match is not None:
            value, end = float(match.group().replace(",", "")), match.end()
        else:
            match = _DIGITS.match(text, start)
            if match is None:
                return None
            value = float(_THOUSANDS.sub("", match.group()).replace(",", "."))
            end = match.end()
        sum_ = _Sum(current=value, is_begun=True)
        end = self._scales(text, end, sum_)
        return Numeral(sum_.value, start, end, "", is_digits=True)

    def _scales(self, text: str, end: int, sum_: _Sum) -> int:
        """Multiply by the scales that follow: `3 mil millones`."""
        while True:
            at = end + (text[end : end + 1] in {" ", "\u00a0", "\u202f", "-"})
            word = _PART.match(text, at)
            low = word.group().lower() if word else ""
            scale = self._lexicon.scales.get(low)
            if word is None or scale is None or (at == end and len(low) < 3):
                return end
            if sum_.low and scale < _MILLION:
                return end
            sum_.multiplies(scale)
            end = word.end()
            # `Mio.`: the stop of an abbreviation.
            end += _is_abbreviated(low) and text.startswith(".", end)
            end = self._with_half(text, end, sum_, scale)

    def _with_half(self, text: str, end: int, sum_: _Sum, scale: float) -> int:
        match = self._and_half.match(text, end)
        if match is None:
            return end
        sum_.high += scale / 2
        return match.end()

    def _plural(self, text: str, match: re.Match[str]) -> Numeral | None:
        """Read a vague plural: `des dizaines de milliers de`, `Zehntausende`."""
        first = self._lexicon.plurals.get(match.group().lower())
        if first is None:
            return None
        english, end = first, match.end()
        link = self._of.match(text, end)
        second = _PART.match(text, link.end()) if link else None
        following = self._lexicon.plurals.get(second.group().lower(), "") if second else ""
        if second is not None and following and english in {"tens", "hundreds", "dozens", "thousands"}:
            english, end = f"{english} of {following}", second.end()
        value = _value_of(english)
        return Numeral(value, match.start(), end, f"{english} of", is_digits=False)

    def _group(self, text: str, start: int) -> Numeral | None:
        """Read `une vingtaine`, `zwei Dutzend`, `medio millón`, `anderthalb Millionen`."""
        found = [m.group().lower() for m in _words_from(text, start, 3)]
        spans = [m.end() for m in _words_from(text, start, 3)]
        times, at = 1.0, 0
        if found and (found[0] in self._one or self._lexicon.numbers.get(found[0], 100) < 10):
            times, at = float(self._lexicon.numbers.get(found[0], 1)), 1
        if at < len(found) and found[at] in self._half:
            times, at = times / 2, at + 1
        elif at < len(found) and found[at] in self._lexicon.mixed:
            times, at = self._lexicon.mixed[found[at]], at + 1
        if at >= len(found):
            return None
        value = self._groups.get(found[at])
        if value is None and times > 1 and found[at] in self._lexicon.plurals:
            value = _value_of(self._lexicon.plurals[found[at]])
        if value is None and times != int(times):
            value = self._lexicon.scales.get(found[at])
        return None if value is None else Numeral(times * value, start, spans[at], "", is_digits=False)

    def _words(self, text: str, start: int) -> Numeral | None:
        sum_ = _Sum()
        at, end = start, start
        while True:
            stop = self._word(text, at, sum_, is_first=at == start)
            if stop is None:
                break
            end = stop
            joint = _JOINT.match(text, end)
            if joint is None:
                break
            at = joint.end()
            word = _PART.match(text, at)
            if word is not None and word.group().lower() in self._both and sum_.value % 10 == 0:
                joint = _JOINT.match(text, word.end())
                at = joint.end() if joint else at
        if not sum_.is_begun or end == start or sum_.value == 0:
            return None
        return Numeral(sum_.value, start, end, self._vague(text, start), is_digits=False)

    def _vague(self, text: str, start: int) -> str:
        """Give the English for a scale that nothing numbers: `Millionen Menschen`, `mehrere tausend`."""
        word = _PART.match(text, start)
        low = word.group().lower() if word else ""
        scale = self._lexicon.scales.get(low) or float(self._lexicon.numbers.get(low, 0))
        if scale >= _MILLION or (scale in _ENGLISH and self._several.search(text, max(0, start - 12), start)):
            return f"{_ENGLISH[scale]} of"
        return ""

    def _word(self, text: str, at: int, sum_: _Sum, *, is_first: bool) -> int | None:
        """Add the word at an offset to a sum and give its end, or None where it is no part of the number."""
        for pattern in (_WORD, _PART):
            match = pattern.match(text, at)
            if match is None:
                return None
            low = match.group().lower()
            if self._add(low, sum_, is_first=is_first):
                end = match.end()
                scale = self._lexicon.scales.get(low)
                return end if scale is None else self._with_half(text, end, sum_, scale)
        return None

    def _add(self, word: str, sum_: _Sum, *, is_first: bool) -> bool:
        """Add a word to a sum, if it is one of the number's."""
        if word in self._one:
            return self._add_one(sum_, is_first=is_first)
        if word in self._hundred:
            # `cent`, `deux cents`
            is_one = sum_.current <= 9
            sum_.current, sum_.is_begun = (sum_.current or 1) * _HUNDRED if is_one else sum_.current, True
            return is_one
        scale = self._lexicon.scales.get(word)
        if scale is not None:
            return self._add_scale(word, scale, sum_)
        number = self._lexicon.numbers.get(word)
        if number is not None:
            return sum_.takes(number)
        fused = self._fused(word)
        if fused is None or sum_.current or sum_.low:
            return False
        sum_.low, sum_.is_begun = float(fused), True
        return True

    def _add_one(self, sum_: _Sum, *, is_first: bool) -> bool:
        """Add `ein` where it begins a number or, as in `vingt et un`, ends it."""
        if not is_first:
            return sum_.current >= 20 and sum_.takes(1)
        sum_.current, sum_.is_begun = 1, True
        return True

    def _add_scale(self, word: str, scale: float, sum_: _Sum) -> bool:
        if _is_abbreviated(word) or (sum_.low and scale < _MILLION):
            return False
        sum_.multiplies(scale)
        return True

    def _fused(self, word: str) -> int | None:
        """Read thousands written as one word: `dreitausendfünfhundert`."""
        thousand = self._lexicon.fused_thousand
        before, found, after = word.partition(thousand) if thousand else ("", "", "")
        if not found or not before:
            return None
        numbers = self._lexicon.numbers
        times = 1 if before in self._one else numbers.get(before)
        rest = numbers.get(after.removeprefix("und").removeprefix("en")) if after else 0
        return None if times is None or rest is None else times * _THOUSAND + rest


def _value_of(english: str) -> float:
    """Give the number of a vague plural.

    >>> _value_of("tens of thousands")
    10000.0
    """
    return math.prod(10.0 if word == "tens" else PLURAL_SCALES.get(word, 1.0) for word in english.split())


def _is_abbreviated(scale: str) -> bool:
    """Whether the word of a scale stands behind digits only: `Mio`, `mld`."""
    return len(scale) <= 3 and scale != "mil"


def _words_from(text: str, at: int, most: int) -> list[re.Match[str]]:
    found: list[re.Match[str]] = []
    while len(found) < most:
        match = _PART.match(text, at)
        if match is None:
            break
        found.append(match)
        joint = _JOINT.match(text, match.end())
        if joint is None:
            break
        at = joint.end()
    return found
