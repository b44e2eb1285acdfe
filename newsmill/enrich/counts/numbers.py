"""Numerals in digits and words, read where one begins."""

import re
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.counts.lexicon import PLURAL_SCALES, SCALES, SMALL_NUMBERS

_SMALL: Final = "|".join(sorted(SMALL_NUMBERS, key=len, reverse=True))
_PLURAL: Final = "|".join(PLURAL_SCALES)
_LONG_SCALE: Final = "hundred|thousand|million|billion|trillion|mln|bln|bn|tn|mn|dozen|lakh|crore"
_DIGITS: Final = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})*[ \u00a0\u202f]000(?![\d,])|\d{{1,15}}(?:\.\d{{1,6}})?)(?![\d])(?P<part>[ -]\d{{1,2}}/(?:2|3|4|5|8|16|32)(?!\d))?(?:(?:[^\S\n]|-)?(?P<scale>{_LONG_SCALE})\b|(?P<short>[mMkK]|bn|BN)\b)?",
    re.IGNORECASE,
)
_WORDS: Final = re.compile(
    rf"(?:(?P<half>half)\s+(?:a|an)\s+(?P<halved>million|billion|dozen|trillion)|(?P<article>a|an)\s+(?P<one>hundred|thousand|million|billion|trillion|dozen)|(?P<first>{_SMALL}))\b"
    rf"(?P<rest>(?:[\s-](?:(?<=hundred\s)and\s|(?<=thousand\s)and\s)?(?:{_SMALL}|{_LONG_SCALE})\b){{0,8}})",
    re.IGNORECASE,
)
_PLURALS: Final = re.compile(
    rf"(?:tens\s+of\s+)?(?:{_PLURAL})(?:\s+of\s+(?:{_PLURAL}))?\b(?:\s+of\b)?", re.IGNORECASE
)
_WORD: Final = re.compile(r"[a-z]+(?:-[a-z]+)?")
# `3,000`; in South Africa and Canada `3 000`.
_SEPARATORS: Final = re.compile("[,\\s]")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in the text with offsets; `words` the vague plural it is given in (`dozens of`), else empty."""

    value: float
    start: int
    end: int
    words: str
    is_digits: bool


def read_numeral(text: str, start: int) -> Numeral | None:
    """Find the numeral that begins at `start`, or None.

    >>> read_numeral("2.5 million people", 0).value, read_numeral("tens of thousands of", 0).value
    (2500000.0, 10000.0)
    >>> read_numeral("8-3/4 pct", 0).value, read_numeral("3 000 officers", 0).value
    (8.75, 3000.0)
    """
    if text[start].isdigit():
        return _read_digits(text, start)
    match = _PLURALS.match(text, start)
    if match is not None:
        return _read_plural(match)
    return _read_words(text, start)


def _read_digits(text: str, start: int) -> Numeral | None:
    match = _DIGITS.match(text, start)
    if match is None:
        return None
    value = float(_SEPARATORS.sub("", match["digits"]))
    if match["part"]:
        above, below = match["part"][1:].split("/")
        value += int(above) / int(below)
    scale = match["scale"] or match["short"]
    if scale:
        value *= SCALES[scale.lower()]
    return Numeral(value, start, match.end(), "", is_digits=True)


def _read_plural(match: re.Match[str]) -> Numeral:
    words = match.group().lower().split()
    value = 10.0 if words[0] == "tens" else 1.0
    for word in words:
        value *= PLURAL_SCALES.get(word, 1.0)
    return Numeral(value, match.start(), match.end(), " ".join(words), is_digits=False)


def _read_words(text: str, start: int) -> Numeral | None:
    match = _WORDS.match(text, start)
    if match is None:
        return None
    if match["half"]:
        return Numeral(SCALES[match["halved"].lower()] / 2, start, match.end(), "", is_digits=False)
    first = SCALES[match["one"].lower()] if match["article"] else SMALL_NUMBERS[match["first"].lower()]
    total, current = 0.0, float(first)
    for word in _WORD.findall(match["rest"].lower().replace(" and ", " ")):
        scale = SCALES.get(word)
        if scale is None:
            current += SMALL_NUMBERS.get(word, 0)
        elif scale <= 100:
            current *= scale
        else:
            total, current = total + current * scale, 0.0
    return Numeral(total + current, start, match.end(), "", is_digits=False)
