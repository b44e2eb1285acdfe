"""Names that share one word for what they are: `Cooke, Grayson and Love counties`."""

from typing import Final

from newsmill.enrich.places.features import unnamed
from newsmill.enrich.places.gazetteer import words
from newsmill.enrich.places.scene import Match, Scene

LIST_POINTS: Final = 3.0
MOST: Final = 12  # names of a list
_PLURALS: Final = words("plurals")
_LINKS: Final = frozenset({",", "and", "&", "or"})


def listed(scene: Scene) -> dict[int, Match]:
    """Names before a plural such as `counties`, by the word they begin with; two at least make a list."""
    found: dict[int, Match] = {}
    if _PLURALS.isdisjoint(scene.words):
        return found
    for plural in (at for at, word in enumerate(scene.words) if word in _PLURALS):
        names = _names_before(scene, plural)
        if len(names) > 1:
            found |= {first: _named(scene, first, last, scene.words[plural]) for first, last in names}
    return found


def _names_before(scene: Scene, plural: int) -> list[tuple[int, int]]:
    names: list[tuple[int, int]] = []
    last = plural
    while len(names) < MOST and last not in scene.openers:
        first = last
        while first > 0 and scene.joined(first - 1) and scene.words[first - 1][0].isupper():
            first -= 1
        if first == last:
            break
        names.append((first, last))
        last = first
        while last not in scene.openers and scene.before(last) in _LINKS:
            last -= 1
        if last == first:
            break
    return names


def _named(scene: Scene, first: int, last: int, plural: str) -> Match:
    match = unnamed(scene, first, last)
    known = scene.names.name(f"{match.name.text} County") if plural == "counties" else None
    match.name, match.is_feature = known or match.name, known is None
    match.bonus = LIST_POINTS
    return match
