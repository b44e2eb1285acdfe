"""How common a word is in a language: what tells stop words from key words.

Sources: wordfreq's word lists (Speer 2022; the small ones, words of one in a million and more), CLDR's names of
weekdays and months by babel.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import log10
from typing import Final

# Languages that wordfreq knows and that put spaces between words, by ISO 639-1 code to wordfreq's.
_SAME_CODES: Final = (
    "ar bg bn ca cs da de el en es fa fi fr he hi hu id is it lt lv mk ms nl pl pt ro ru sk sl sv ta tr uk ur"
)
_LISTS: Final[Mapping[str, str]] = {code: code for code in _SAME_CODES.split()} | {
    "no": "nb",
    "bs": "sh",
    "hr": "sh",
    "tl": "fil",
}
LANGUAGES: Final = frozenset(_LISTS)

# Zipf scale: log10 of occurrences in a thousand million words. From STOP on are verbs of saying, numerals and
# the like, which may stand in a name (New York); from FUNCTION on are function words, which never do; RARE
# stands for all words below the lists' floor of 3.
_STOP_ZIPF: Final = 5.55
_FUNCTION_ZIPF: Final = 6.3
_RARE_ZIPF: Final = 2.5
_ZIPF_OFFSET: Final = 9.0
_CEILING: Final = 7.0

_JOINERS: Final = frozenset({"of", "de", "del", "della", "da", "do", "du", "von", "van", "der", "bin", "al"})
# English words before a name, or at the begin of a sentence, that are no part of it: Czech, Vaclav Klaus for Czech Prime Minister Vaclav Klaus.
_TITLE_WORDS: Final = (
    "mr mrs ms dr prof sir president minister prime senator sen rep gov governor secretary chancellor gen col judge "
    "pope chairman chairwoman chief executive officer spokesman spokeswoman mr. mrs. ms. dr. prof. sen. rep. gov. "
    "gen. col. former speaker ceo mayor inspector detective sergeant constable commissioner pastor although despite"
)
# English words that are no key although they are not that common: abbreviations of wires, and what any story is told with.
_NO_KEYS: Final = (
    "dlrs dlr mln bln pct cts vs oper shr shrs stg avg qtr bpd tonnes yen per cent reuters spokesman spokeswoman spokesperson rose fell "
    "climbed dropped gained slipped jumped eased reported announced estimated urged likely released forced "
    "although despite thus"
)
_TITLES: Final = frozenset(_TITLE_WORDS.split())
_HYPHENS: Final = frozenset("-‐‑'’")
_MOST_LETTERS: Final = 100_000

STOP: Final = 0.0
FUNCTION: Final = -1.0


class Letters(dict[str, str]):
    """One letter a token as it is written, worked out when first asked for; forgets all when it grows large.

    N: capitalised; M: capitalised, but a stop word otherwise (New); o: may join two names; c: common word;
    d: number; -: hyphen or apostrophe; a point: anything else.
    """

    def __init__(self, weights: Mapping[str, float], rare_weight: float) -> None:
        super().__init__()
        self._weights = weights
        self._rare_weight = rare_weight

    def __missing__(self, word: str) -> str:
        """Classify a token not seen before."""
        if len(self) >= _MOST_LETTERS:
            self.clear()
        letter = self[word] = self._letter(word)
        return letter

    def _letter(self, word: str) -> str:
        low = word.lower()
        weight = self._weights.get(low, self._rare_weight)
        if low[0].isdigit():
            return "d"
        if low in _HYPHENS:
            return "-"
        if len(low) < 2 or not low[0].isalpha() or (weight <= FUNCTION and low not in _JOINERS):
            return "."
        if word[0].isupper():
            if low in _TITLES:
                return "."
            return "N" if weight > STOP else "M" if weight > FUNCTION else "."
        return "o" if low in _JOINERS else "c" if weight > STOP else "."


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Weights of lower-case words: higher for rarer ones, `STOP` or `FUNCTION` for those that are no key."""

    weights: Mapping[str, float]
    rare_weight: float
    letters: Letters


@cache
def vocabulary(language: str) -> Vocabulary:
    """Load the vocabulary of one of `LANGUAGES`; some 20 ms, once."""
    from wordfreq import get_frequency_dict  # noqa: PLC0415 - loaded when first needed

    frequencies = get_frequency_dict(_LISTS[language], "small")
    weights = {word: _weight(log10(f) + _ZIPF_OFFSET) for word, f in frequencies.items()}
    weights |= dict.fromkeys(_calendar_words(language), FUNCTION)
    if language == "en":
        weights |= dict.fromkeys(_NO_KEYS.split(), STOP) | {"no.": FUNCTION}
    rare_weight = _CEILING - _RARE_ZIPF
    return Vocabulary(weights, rare_weight, Letters(weights, rare_weight))


def _weight(zipf: float) -> float:
    if zipf >= _FUNCTION_ZIPF:
        return FUNCTION
    return STOP if zipf >= _STOP_ZIPF else _CEILING - zipf


def _calendar_words(language: str) -> set[str]:
    from babel import Locale  # noqa: PLC0415 - loaded when first needed

    locale = Locale.parse({"tl": "fil"}.get(language, language))
    names = [
        name
        for table in (locale.days, locale.months)
        for usage in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in table[usage][width].values()
    ]
    words = {name.lower().strip(".") for name in names if " " not in name}
    # `Oct.` is one token.
    return words | {f"{word}." for word in words}
