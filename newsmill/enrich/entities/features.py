"""What the recogniser sees of a word by itself: the attributes that training weighs and the runtime sums."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

# Marks for a place before the first and after the last word of a sentence.
BEGIN: Final = "\x02"
END: Final = "\x03"

_DIGIT: Final = re.compile(r"\d")
_PLAIN_PUNCTUATION: Final = frozenset(".,()-\":;'/$")


@dataclass(frozen=True)
class Lexicon:
    """Knowledge of words from gazetteers and unlabelled text.

    `flags` maps a lower-case name, of one word or several, to gazetteer classes (`CITY`, `FIRST` ...);
    `statistics` a lower-case word to classes of its frequency and of its share of capitals; `clusters` a
    word as written to its distributional clusters, coarse to fine.
    """

    flags: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    statistics: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    clusters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def shape(word: str) -> str:  # noqa: C901, PLR0911 - a flat decision list reads best in one piece
    """Class of a word's letters: `Xx`, `XX`, `x`, `d4`, `p,` ...

    >>> [shape(w) for w in ("Obama", "NATO", "U.S.", "the", "2020", "McCain", ",")]
    ['Xx', 'XX', 'XX.', 'xs', 'd4', 'XxX', 'p,']
    """
    first = word[0]
    if word.isdigit():
        return "d4" if len(word) == 4 else "d"
    if first.isdigit():
        return "dm"
    if not any(map(str.isalnum, word)):
        return "p" + word if word in _PLAIN_PUNCTUATION else "p"
    if len(word) == 1 and word.isupper():
        return "X"
    if len(word) == 2 and word[1] == "." and first.isupper():
        return "X."
    if word.isupper():
        if "." in word:
            return "XX."
        return "XX" if len(word) <= 4 else "XXX"
    if first.isupper():
        if any(map(str.isupper, word[1:])):
            return "Xx-X" if "-" in word else "XxX"
        return "Xx-" if "-" in word else ("Xx." if word.endswith(".") else "Xx")
    if word.islower():
        return "x-" if "-" in word else ("x" if len(word) > 3 else "xs")
    return "xX" if any(map(str.isupper, word)) else "o"


def cluster_key(word: str) -> str:
    """Give the form under which the cluster table knows a word: digits as 0.

    >>> cluster_key("1,250")
    '0,000'
    """
    return _DIGIT.sub("0", word) if word[0].isdigit() else word


def clusters_of(word: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Clusters of a word; a word in capitals that has none takes those of its capitalised form."""
    found = lexicon.clusters.get(cluster_key(word))
    if found is None and len(word) > 1:
        found = lexicon.clusters.get(word.capitalize() if word[0].isupper() else word.lower())
    return found or ()


def window_attributes(word: str, lexicon: Lexicon) -> list[str]:
    """Attributes of a word that count for its neighbours too, two to each side."""
    lower = word.lower()
    flags = lexicon.flags.get(lower, ())
    if not flags and lower.endswith("."):
        flags = lexicon.flags.get(lower[:-1], ())
    return [
        "w=" + lower,
        "s=" + shape(word),
        *("g=" + flag for flag in flags),
        *lexicon.statistics.get(lower, ("f=?",)),
        *(clusters_of(word, lexicon) or ("c=?",)),
    ]


def own_attributes(word: str) -> list[str]:
    """Attributes of a word that count for itself alone: its beginnings, endings and exact form."""
    lower = word.lower()
    return [
        *(f"p{n}=" + lower[:n] for n in (1, 2, 3, 4)),
        *(f"e{n}=" + lower[-n:] for n in (1, 2, 3, 4)),
        "W=" + word,
    ]
