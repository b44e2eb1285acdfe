"""Roads, which no gazetteer lists: `East Broad Street`, `Interstate 45`, `County Road 43`."""

from typing import Final

from newsmill.enrich.places import evidence
from newsmill.enrich.places.features import NO_NAMES, unnamed
from newsmill.enrich.places.gazetteer import words
from newsmill.enrich.places.scene import Match, Scene

LONGEST_NAME: Final = 3  # words before `Street`
ROAD_POINTS: Final = 2.5
_TAILS: Final = words("road_tails")
_ROUTES: Final = words("routes")
_ROUTE_LEADS: Final = words("route_leads")
# `At Main Street`, `The North Road`: no part of the name, though capitalised.
_NO_PART: Final = (
    evidence.WEAK_PREPOSITIONS | evidence.STRONG_PREPOSITIONS | words("openers") | {"on", "along"}
) - {"north", "south", "east", "west", "new", "old", "big", "great", "upper", "lower"}
_WHERE: Final = frozenset(
    {"on", "off", "along", "of", "at", "near", "and", "to", "from", "in", "onto", "between"}
)


def roads(scene: Scene) -> dict[int, Match]:
    """Roads by the word they begin with."""
    found: dict[int, Match] = {}
    for at in scene.capitals:
        word = scene.words[at]
        if word in _ROUTES and scene.after(at + 1)[:1].isdigit() and scene.joined(at):
            match: Match | None = _numbered(scene, at)
        elif word in _TAILS:
            match = _named(scene, at)
        else:
            continue
        if match is not None:
            match.bonus = ROAD_POINTS
            found[match.first] = match
    return found


def _named(scene: Scene, tail: int) -> Match | None:
    if scene.joined(tail) and scene.words[tail + 1][0].isupper():
        # `Wall Street Journal`, `St. Paul`.
        return None
    first = tail
    while tail - first < LONGEST_NAME and _is_part(scene, first - 1):
        first -= 1
    if scene.words[tail - 1] in _ROUTE_LEADS or scene.words[tail - 1] in _ROUTES:
        # `County Road`, `State Highway`: roads have a number behind.
        return None
    if first == tail or (first == tail - 1 and scene.words[first].lower() in NO_NAMES):
        return None
    if scene.words[first] in words("given_names") and scene.before(first) not in _WHERE:
        # Diane Lane is an actress.
        return None
    return unnamed(scene, first, _past_point(scene, tail + 1))


def _past_point(scene: Scene, last: int) -> int:
    """Take in the point of a short form in the middle of a sentence: `Nordland Ave. in`."""
    is_point = scene.after(last) == "." and last + 1 < len(scene.words) and last + 1 not in scene.openers
    return last + 1 if is_point else last


def _is_part(scene: Scene, at: int) -> bool:
    if at < 0 or not scene.joined(at):
        return False
    word = scene.words[at]
    if word.lower() in _NO_PART or word in evidence.TITLES:
        return False
    return word[0].isupper() or word[-2:] in {"st", "nd", "rd", "th"}


def _numbered(scene: Scene, at: int) -> Match:
    first = at
    while scene.before(first) in _ROUTE_LEADS and scene.joined(first - 1):
        first -= 1
    return unnamed(scene, first, at + 2)
