"""Word lists and weights for telling place names from persons, organizations and common words.

Weights are natural-log odds, roughly: 1 is worth a factor of e. They were set by hand from what each piece of
evidence means, and checked on several annotated corpora; none stands for a particular text.
"""

from functools import cache
from math import log10
from typing import Final

from newsmill.enrich.places.gazetteer import Name, words

ACCEPT: Final = 0.5  # points from which a gazetteer match is a place
SOFT_KINDS: Final = frozenset({"country", "area", "region"})  # hardly anything else has such a name

STRONG_PREPOSITIONS: Final = words("strong_prepositions")
WEAK_PREPOSITIONS: Final = words("weak_prepositions")
DIRECTIONS: Final = words("directions")
TITLES: Final = words("titles")
ORGANIZATION_HEADS: Final = words("organization_heads")
NEUTRAL_FOLLOWERS: Final = words("neutral_followers")
ADMINISTRATIVE_TAILS: Final = words("administrative_tails")
AREA_TAILS: Final = words(
    "area_tails"
)  # part of the name of a known area only: `Kano State`, not `Islamic State`
NATURAL_TAILS: Final = words("natural_tails")
NATURAL_HEADS: Final = words("natural_heads")
TAILS: Final = ADMINISTRATIVE_TAILS | NATURAL_TAILS
TOWN_FOLLOWERS: Final = words("town_followers")
DWELLERS: Final = words("dwellers")
PLACE_NOUNS: Final = words("place_nouns")
SAYING: Final = words("saying")
DISEASES: Final = words("diseases")  # `West Nile virus`, `Lassa fever`


@cache
def prior(name: Name) -> float:
    """Worth of the name alone: its kinds, its population against its frequency, its being a person's name."""
    if not name.candidates:
        return 1.0
    if "country" in name.kinds:
        points = 3.5
    elif name.kinds & {"region", "area", "county"}:
        points = 2.5
    else:
        points = 0.8 * (log10(max(name.population, 100)) - 3.5)
    if "country" not in name.kinds and "county" not in name.kinds:
        # A word more frequent than a town of this size is ever mentioned means something else as a rule.
        expected = 0.9 * log10(max(name.population, 100)) - 0.8
        points -= (2 if name.words == 1 else 1) * max(0.0, name.zipf - expected)
    return points + (_of_one_word(name) if name.words == 1 else _of_several_words(name))


def _of_one_word(name: Name) -> float:
    is_soft = bool(name.kinds & SOFT_KINDS)
    points = 0.0
    if name.text in words("given_names"):
        points -= 0.7 if is_soft else 1.5
    if name.text in words("surnames"):
        points -= 0.3 if is_soft else 1.0
    if len(name.text) <= 3 and not is_soft:
        points -= 2
    return points


def _of_several_words(name: Name) -> float:
    parts = name.text.split(" ")
    if parts[0] in words("given_names") and parts[-1] in words("surnames"):
        return -2
    return 0.0 if parts[0] in {"The", "La", "El"} or not parts[-1][0].isupper() else 1.5
