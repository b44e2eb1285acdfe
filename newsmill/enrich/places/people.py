"""Demonyms in the text: `Russian`, `Sri Lankans`, and the places they are evidence for."""

from functools import cache
from typing import Final

from newsmill.enrich.places.evidence import ORGANIZATION_HEADS
from newsmill.enrich.places.gazetteer import Candidate, demonyms, gazetteer, senses
from newsmill.enrich.places.scene import Scene

LONGEST: Final = 3  # words of a demonym


@cache
def _first_words() -> frozenset[str]:
    return frozenset(d.split(" ")[0] for d in demonyms())


@cache
def _place(target: str) -> Candidate | None:
    if len(target) == len("CC"):
        return gazetteer().country(target)
    name = gazetteer().name(target)
    if name is None:
        return None
    rank = {"country": 3, "area": 2, "region": 2, "county": 0, "city": 1}
    return max(
        name.candidates, key=lambda c: (senses().get(target) == c.entity_id, rank[c.kind], c.population)
    )


def find_demonyms(scene: Scene) -> list[tuple[int, int, Candidate]]:
    """First word, last word (exclusive) and place of each demonym; those in names of organizations are left out."""
    found: list[tuple[int, int, Candidate]] = []
    first, known, texts = _first_words(), demonyms(), scene.words
    beyond = 0
    for at in scene.capitals:
        if at < beyond:
            continue
        word = texts[at]
        if word not in first:
            continue
        reach = 1
        while reach < LONGEST and scene.joined(at + reach - 1):
            reach += 1
        for size in range(reach, 0, -1):
            target = known.get(" ".join(texts[at : at + size]))
            if target is None:
                continue
            place = _place(target[0])
            if place is not None and scene.after(at + size) not in ORGANIZATION_HEADS:
                found.append((at, at + size, place))
            beyond = at + size
            break
    return found
