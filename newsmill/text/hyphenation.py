"""Hyphens at line ends: whether a word was broken there, or has the hyphen anyway."""

import re
from typing import Final

from newsmill.text.edits import Rule
from newsmill.text.frequencies import DEFAULT_LANGUAGE, zipf

HYPHENATION: Final = Rule("hyphenation", 2)

_HYPHEN: Final = re.compile(r"([^\W_]+)-$")
_HEAD_WORD: Final = re.compile(r"\s*(([^\W\d_]+|\d+)-?)")
# After these a hyphen stands for what is left out: `Umwelt- und Verkehrsminister`.
_CONJUNCTIONS: Final = frozenset({
    "and", "or", "to", "und", "oder", "bzw", "sowie", "bis", "et", "ou", "y", "e", "o", "u", "en", "of", "og", "och", "и",
    "или", "i",
})  # fmt: skip
_COMMON_WORD: Final = 3.0
_KNOWN_WORD: Final = 2.0
# Frequency of a word in one that is seldom written as two: `shareholders`, but `ceasefire`.
_MOSTLY_ONE: Final = 3.75
_MORE_COMMON: Final = 1.5


def ends_with_hyphen(line: str) -> bool:
    """Whether a line ends with a word and a hyphen."""
    return _HYPHEN.search(line.rstrip()) is not None


def halves_of(line: str, following: str) -> tuple[str, str] | None:
    """What stands before and after a hyphen at a line end; the latter with a hyphen of its own, if any."""
    left, right = _HYPHEN.search(line), _HEAD_WORD.match(following)
    return (left.group(1), right.group(1)) if left and right else None


def is_broken_word(first: str, following: str) -> bool:
    """Whether two halves are a word of English that was broken for the line's sake, as one of them is none.

    >>> is_broken_word("govern", "ment"), is_broken_word("cease", "fire")
    (True, False)
    """
    return zipf(first + following) >= min(zipf(first), zipf(following)) + _MORE_COMMON


def in_place_of_hyphen(
    first: str, following: str, text: str, language: str, *, hyphenates: bool = True
) -> str:
    """What stands for a hyphen at a line end: nothing, the hyphen, or a blank after it.

    >>> in_place_of_hyphen("govern", "ment", "", "en"), in_place_of_hyphen("Rolls", "Royce", "", "en")
    ('', '-')
    >>> in_place_of_hyphen("Umwelt", "und", "", "de")
    ' '

    Most wrappers break lines at hyphens that stand there anyway: where none of the page's shows that it `hyphenates`,
    two common words keep theirs, unless they are mostly written as one.

    >>> in_place_of_hyphen("cease", "fire", "", "en", hyphenates=False)
    '-'
    """
    second = following.rstrip("-")
    is_capital = first.isupper() and second.isupper()
    is_word = is_capital or (second[0].islower() and not first.isupper())
    # What the article writes elsewhere comes before what its language does.
    if len(first) == 1 or not is_word or not (first + second).isalpha() or f"{first}-{second}" in text:
        return "-"
    if first + second in text:
        return ""
    whole = zipf(first + second, language)
    parts = min(zipf(first, language), zipf(second, language))
    if not hyphenates and parts >= _COMMON_WORD and whole < _MOSTLY_ONE and following not in _CONJUNCTIONS:
        return "-"
    if whole >= _COMMON_WORD or (whole > 0 and whole > parts - 1.5):
        return ""
    if following in _CONJUNCTIONS:
        return " "
    return "-" if is_capital or language == DEFAULT_LANGUAGE else _by_parts(first, second, language, parts)


def _by_parts(first: str, second: str, language: str, parts: float) -> str:
    """As `in_place_of_hyphen`, for a word that the lists do not know: most languages have more than they hold."""
    is_german_noun = language == "de" and first[0].isupper() and second[0].islower()
    return "" if parts < _KNOWN_WORD or is_german_noun else "-"
