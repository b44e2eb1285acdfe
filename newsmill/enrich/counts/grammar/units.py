"""What a number counts: money, a share, or the noun behind it."""

import re
from typing import Final, NamedTuple

from newsmill.enrich.counts.grammar.numerals import Numerals
from newsmill.enrich.counts.grammar.patterns import Patterns, key
from newsmill.enrich.counts.lexicon import CURRENCY_SIGNS
from newsmill.enrich.counts.numbers import Numeral
from newsmill.enrich.quotes.lexicon import lexicon_of
from newsmill.enrich.quotes.word_lists import words

_WORD: Final = re.compile(r"(?:[^\S\n]+(?:d['’])?|(?<=['’]))(?P<word>[^\W\d_][\w'’²³-]*)")
MEASURES: Final = words("km km² m m² m2 m³ cm mm kg g t ha l cl ml hl kw mw gw kwh mwh gwh db")
_MARK: Final = r"(?:(?:[A-Z]{1,3})?[$£€¥₹₽₩₪₺₦₱₫฿₴]|CHF|EUR|USD|GBP|SFr\.?|Fr\.)"
SIGN_BEFORE: Final = re.compile(rf"(?<!\w){_MARK}[^\S\n]?$")
# `20 €`, `12 M€`, `1,2 Md€`.
_SIGN_AFTER: Final = re.compile(rf"[^\S\n]?(?P<scale>M|Md|Mds|k)?(?P<sign>{_MARK})(?!\w)")
_SCALES: Final = {"M": 1e6, "Md": 1e9, "Mds": 1e9, "k": 1e3}
_CODES: Final = {"SFr": "CHF", "SFr.": "CHF", "Fr.": "CHF"}
_MAX_WORDS: Final = 4
_THOUSAND: Final = 1000


class Measure(NamedTuple):
    """A unit, where it ends, what to multiply the number by, and whether events may befall what it is of."""

    unit: str | None
    end: int
    times: float
    is_thing: bool


class Units:
    """Finds the units of one language."""

    def __init__(self, patterns: Patterns, numerals: Numerals) -> None:
        lexicon = patterns.lexicon
        self._patterns = patterns
        self._numerals = numerals
        known = lexicon_of(lexicon.language)
        according = {entry[0] for entry in known.according}
        listed = words(f"{lexicon.stops} {lexicon.articles}")
        self._stops = known.prepositions | known.conjunctions | according | frozenset(listed)
        self._adjectives = frozenset(words(lexicon.adjectives))
        self._others = frozenset(words(lexicon.others))
        self._plurals = {*words(f"{lexicon.plural_nouns} {lexicon.measures}"), *patterns.victims, *MEASURES}
        self._persons = frozenset(words(lexicon.singular_persons))
        self._cents = frozenset(form for forms in lexicon.cents.values() for form in words(forms))
        self.is_capital = lexicon.language == "de"

    def after(self, text: str, numeral: Numeral, end: int, sign: str | None) -> Measure | None:
        """Find the unit of a number that ends at `end`; `sign` is that of money before it."""
        patterns = self._patterns
        percent = patterns.percent.match(text, end)
        if percent is not None:
            unit = "percentage points" if percent["points"] else "percent"
            return Measure(unit, percent.end(), 1.0, is_thing=False)
        if sign is not None:
            return Measure(_code(sign), end, 1.0, is_thing=False)
        after = _SIGN_AFTER.match(text, end) if numeral.is_digits else None
        if after is not None:
            return Measure(
                _code(after["sign"]), after.end(), _SCALES.get(after["scale"], 1.0), is_thing=False
            )
        money = patterns.money.match(text, end)
        if money is not None:
            coin = key(money["coin"])
            return Measure(
                patterns.codes[coin], money.end(), 0.01 if coin in self._cents else 1.0, is_thing=False
            )
        return self._one(text, end) if numeral.value == 1 else self._noun(text, numeral, end)

    def _one(self, text: str, end: int) -> Measure | None:
        """Find the single person, or the one it befell, that `one` counts."""
        at = end
        for _ in range(2):
            match = _WORD.match(text, at)
            if match is None:
                return None
            low = match["word"].lower()
            is_noun = not self.is_capital or match["word"][0].isupper()
            if is_noun and (low in self._persons or low in self._patterns.victims):
                return Measure(low, match.end(), 1.0, is_thing=True)
            if low not in self._adjectives and not self._patterns.adjective.fullmatch(match["word"]):
                return None
            at = match.end()
        return None

    def _noun(self, text: str, numeral: Numeral, end: int) -> Measure | None:
        """Find the plural noun, adjectives and `of the` stepped over: `zwei der drei jungen Männer`."""
        at = self._after_link(text, numeral, end)
        other: Measure | None = None
        for _ in range(_MAX_WORDS):
            match = _WORD.match(text, at)
            if match is None:
                break
            word = match["word"].rstrip("-'’")
            low = word.lower()
            stop = match.start("word") + len(word)
            if low in self._stops:
                break
            if low in self._others:
                other = other or Measure(low, stop, 1.0, is_thing=True)
            elif self._is_noun(word, low):
                return Measure(low, stop, 1.0, is_thing=True)
            elif low not in self._adjectives and not self._patterns.adjective.fullmatch(word):
                break
            at = stop
        return other

    def _is_noun(self, word: str, low: str) -> bool:
        if self.is_capital:
            return (word[0].isupper() and low not in self._adjectives) or low in MEASURES
        if low in self._plurals:
            return True
        if low in self._adjectives:
            return False
        # A capital makes a name of it: `30 Rock`, but `12 Palestiniens`.
        return self._patterns.noun.fullmatch(low) is not None

    def _after_link(self, text: str, numeral: Numeral, end: int) -> int:
        """Where the noun may begin: behind `of` of a scale or a plural, or behind `of the`."""
        partitive = self._patterns.partitive.match(text, end)
        if partitive is not None:
            whole = self._numerals.read(text, partitive.end()) if text[partitive.end()].isalnum() else None
            return whole.end if whole is not None else partitive.end() - 1
        link = self._patterns.link.match(text, end)
        if link is None:
            return end
        # `36 von 120 Sitzen`
        whole = self._numerals.read(text, link.end()) if text[link.end() : link.end() + 1].isdigit() else None
        if whole is not None and whole.value > numeral.value:
            return whole.end
        is_linked = bool(numeral.words) or text[end - 1].isalpha() or numeral.value >= _THOUSAND
        return link.end() - text[link.end() - 1].isspace() if is_linked and numeral.value >= 10 else end


def _code(sign: str) -> str:
    sign = sign.strip()
    return _CODES.get(sign) or CURRENCY_SIGNS.get(sign) or CURRENCY_SIGNS.get(sign[-1:], sign)
