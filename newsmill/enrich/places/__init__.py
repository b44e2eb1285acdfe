"""Places on the map: names found by gazetteer and recogniser, resolved to countries, areas and coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.places import abroad, languages
from newsmill.enrich.places.evidence import ACCEPT
from newsmill.enrich.places.gazetteer import Candidate, gazetteer
from newsmill.enrich.places.nearby import WIDE_KINDS, nearest
from newsmill.enrich.places.people import find_demonyms
from newsmill.enrich.places.recognise import matches
from newsmill.enrich.places.resolve import resolve
from newsmill.enrich.places.scene import Scene, SpanLike
from newsmill.enrich.places.weighing import of_recogniser, weigh

__all__ = ["LANGUAGES", "VERSION", "Place", "SpanLike", "find_places"]

VERSION: Final = 7
_ENGLISH: Final = "en"
LANGUAGES: Final = frozenset({_ENGLISH, *languages.LANGUAGES})
DEMONYM_CONFIDENCE: Final = 0.9


@dataclass(frozen=True, slots=True)
class Place:
    """Place or demonym in the text; `start` and `end` are code points, degrees are WGS 84.

    `entity_id` is `iso:CC`, `iso:CC-AREA`, `geonames:N` or a digest; with no place known it, the country and
    the coordinates are None.
    """

    start: int
    end: int
    surface: str
    kind: str
    name: str
    entity_id: str | None
    country: str | None
    admin_area: str | None
    latitude: float | None
    longitude: float | None
    confidence: float
    method: str


def find_places(document: Document, spans: Sequence[SpanLike], demonym_kind: str = "demonym") -> list[Place]:
    """Places and demonyms of a document, in order and without overlaps.

    `spans` are the recogniser's persons, organizations and places, none where there is no recogniser.
    `method` is gazetteer (one place of that name), context (chosen by population and the places around),
    neighbour (`Paris, Texas`), nearby (not in the gazetteer, put where the nearest named place lies), feature or
    recogniser (not in the gazetteer, not located), or demonym, which come with kind `demonym_kind`.
    """
    if not document.words:
        return []
    if document.language in languages.LANGUAGES:
        return _in_language(document, document.language, spans, demonym_kind)
    scene = Scene(document, gazetteer(), spans)
    people = find_demonyms(scene)
    taken = {first: last for first, last, _ in people}
    found = [m for m in matches(scene) if taken.get(m.first, 0) < m.last]
    weigh(scene, found)
    accepted = [m for m in found if m.points >= ACCEPT]
    named = [m for m in accepted if m.name.candidates]
    readings = resolve(scene, named, {place.country for _, _, place in people if place.country})
    made = [
        _place(document, (m.start, m.end), "place", r.place, r.share / (1 + exp(-m.points)), r.method)
        for m, r in zip(named, readings, strict=True)
    ]
    covered = {word for m in accepted for word in range(m.first, m.last)}
    for first, last, place in people:
        if first not in covered:
            covered.update(range(first, last))
            start, end = scene.starts[first], scene.ends[last - 1]
            made.append(_place(document, (start, end), demonym_kind, place, DEMONYM_CONFIDENCE, "demonym"))
    anchors = sorted(
        ((m.start, r.place) for m, r in zip(named, readings, strict=True) if r.place.kind not in WIDE_KINDS),
        key=lambda a: a[0],
    )
    unknown = [(m.start, m.end, 1 / (1 + exp(-m.points)), "feature") for m in accepted if m.is_feature]
    unknown += [(s.start, s.end, s.confidence, "recogniser") for s in of_recogniser(scene, spans, covered)]
    made += [_unknown(document, one, nearest(one[0], anchors)) for one in unknown]
    return sorted(made, key=lambda p: (p.start, p.end))


def _in_language(document: Document, code: str, spans: Sequence[SpanLike], demonym_kind: str) -> list[Place]:
    scene, named, people = abroad.find_in(document, code, spans)
    made = [
        _place(document, (m.start, m.end), "place", r.place, r.share / (1 + exp(-m.points)), r.method)
        for m, r in named
    ]
    for first, last, country in people:
        where = scene.starts[first], scene.ends[last - 1]
        made.append(_place(document, where, demonym_kind, country, DEMONYM_CONFIDENCE, "demonym"))
    return sorted(made, key=lambda p: (p.start, p.end))


def _place(
    document: Document, where: tuple[int, int], kind: str, place: Candidate, confidence: float, method: str
) -> Place:
    start, end = where
    return Place(
        start, end, document.text[start:end], kind, place.name, place.entity_id, place.country or None,
        place.area or None, place.latitude, place.longitude, round(confidence, 3), method,
    )  # fmt: skip


def _unknown(document: Document, one: tuple[int, int, float, str], near: Candidate | None) -> Place:
    """Make a place that no gazetteer knows; its confidence is halved where it is put at another place."""
    start, end, confidence, method = one
    surface = document.text[start:end]
    name = " ".join(surface.split())
    if near is None:
        return Place(
            start, end, surface, "place", name, None, None, None, None, None, round(confidence, 3), method
        )
    return Place(
        start, end, surface, "place", name, None, near.country or None, near.area or None,
        near.latitude, near.longitude, round(confidence / 2, 3), "nearby",
    )  # fmt: skip
