"""Word lists and weights for telling place names from persons, organizations and common words.

Weights are natural-log odds, roughly: 1 is worth a factor of e. They were set by hand from what each piece of
evidence means, and checked on several annotated corpora; none stands for a particular text.
"""

from functools import cache
from math import log10
from typing import Final

from newsmill.enrich.places.gazetteer import Name, words

ACCEPT: Final = 0.5  # points from which a gazetteer match is a place

STRONG_PREPOSITIONS: Final = words("strong_prepositions")
WEAK_PREPOSITIONS: Final = words("weak_prepositions")
DIRECTIONS: Final = words("directions")
TITLES: Final = words("titles")
ORGANIZATION_HEADS: Final = words("organization_heads")
PLACE_TAILS: Final = words("place_tails")
PLACE_HEADS: Final = words("place_heads")
SAYING: Final = words("saying")
STATES_OF_MIND: Final = words("states_of_mind")


@cache
def prior(name: Name) -> float:
    """Worth of the name alone: its kinds, its population against its frequency, its being a person's name."""
    if "country" in name.kinds:
        points = 3.5
    elif "region" in name.kinds or name.kinds & {"area", "county"}:
        points = 2.5
    else:
        points = 0.8 * (log10(max(name.population, 100)) - 3.5)
    if name.words > 1:
        return points + _of_several_words(name)
    if "country" not in name.kinds:
        expected = 0.9 * log10(max(name.population, 100)) - 1.2
        points -= 2 * max(0.0, name.zipf - expected - 0.4)
    is_soft = bool(name.kinds & {"country", "area", "region"})
    if name.text in words("given_names"):
        points -= 0.7 if is_soft else 2
    if name.text in words("surnames"):
        points -= 0.3 if is_soft else 1.2
    if len(name.text) <= 3 and not is_soft:
        points -= 2
    return points


def _of_several_words(name: Name) -> float:
    parts = name.text.split(" ")
    if parts[0] in words("given_names") and parts[-1] in words("surnames"):
        return -2
    return 0.0 if parts[0] in {"The", "La", "El"} or not parts[-1][0].isupper() else 1.5


def is_direction(word: str) -> bool:
    """Whether a word, of any case, says in which part of a place."""
    return word.lower() in DIRECTIONS
