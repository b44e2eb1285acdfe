"""Misspelt names: how far two names are apart, and whether that is a slip or another name."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from rapidfuzz.distance import DamerauLevenshtein

from newsmill.enrich.names.normalise import folded
from newsmill.enrich.places.gazetteer import words

SHORTEST_WORD: Final = 5  # letters of the word that differs
LONG_WORD: Final = 9  # words of this length may differ in two letters


def distance(name: str, other: str) -> int | None:
    """Damerau-Levenshtein distance of two folded names that may be one misspelt, None where they are two names.

    They differ in one word only, of five letters or more, by one slip (two in a long word), not in its first
    letter; and not when the name to be mended is itself a name that people have, or differs by an ending that
    makes another name (`Johnson`, `Johnston`; `Maria`, `Marie`).

    >>> distance("vladidmir putin", "vladimir putin"), distance("john smith", "joan smith")
    (1, None)
    >>> distance("maria gomez", "marie gomez"), distance("barak obama", "barack obama")
    (None, 1)
    """
    mine, theirs = name.split(), other.split()
    if len(mine) != len(theirs):
        return None
    pairs = [(a, b) for a, b in zip(mine, theirs, strict=True) if a != b]
    if len(pairs) != 1:
        return None
    wrong, right = pairs[0]
    if min(len(wrong), len(right)) < SHORTEST_WORD or wrong[0] != right[0] or is_known_name(wrong):
        return None
    if any(c.isdigit() for c in wrong + right):
        return None
    limit = 2 if min(len(wrong), len(right)) >= LONG_WORD else 1
    apart = DamerauLevenshtein.distance(wrong, right, score_cutoff=limit)
    if apart > limit or _is_inflection(wrong, right):
        return None
    return int(apart)


def slots(name: str) -> Iterator[tuple[int, str]]:
    """What a folded name has in common with one that it may be misspelt for, once for each word that may differ.

    That word keeps its first letter, and the words beside it agree: names without a common slot are two names.

    >>> list(slots("barak obama"))
    [(0, 'b obama'), (1, 'barak o')]
    """
    words_of = name.split(" ")
    for at, word in enumerate(words_of):
        yield at, " ".join([*words_of[:at], word[:1], *words_of[at + 1 :]])


def _is_inflection(word: str, other: str) -> bool:
    """Whether two words differ in their last letter or a mere ending, which other names and plurals do."""
    short, long = sorted((word, other), key=len)
    return long[:-1] == short or (len(word) == len(other) and word[:-1] == other[:-1])


@cache
def _folded_names() -> frozenset[str]:
    return frozenset(folded(w) for w in words("given_names") | words("surnames"))


def is_known_name(word: str) -> bool:
    """Whether a folded word is a given name or surname of the packaged lists, hence no slip."""
    return word in _folded_names()
