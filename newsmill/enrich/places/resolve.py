"""Which place a name means: population, the countries and areas the document speaks of, and neighbours."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import cos, exp, hypot, log10, radians
from typing import Final

from newsmill.enrich.places.gazetteer import Candidate, Name, senses
from newsmill.enrich.places.recognise import Match, Scene

KIND_POINTS: Final = {"country": 3.0, "region": 2.0, "area": 0.6, "county": 0.0, "city": 0.0}
SENSE_POINTS: Final = 2.5
NEAR_KM: Final = 80.0
DEGREE_KM: Final = 111.2
SURE: Final = 0.8


@dataclass(frozen=True, slots=True)
class Reading:
    """Name's place, the share of the odds it has among its rivals, and how it was chosen."""

    place: Candidate
    share: float
    method: str


@dataclass(slots=True)
class Setting:
    """Votes of a document for countries and first-level areas, by the names that give them."""

    countries: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    areas: defaultdict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    anchors: list[Candidate] = field(default_factory=list)


def setting(found: Sequence[Match], demonyms: Sequence[str]) -> Setting:
    """Votes of unambiguous names, each once: countries, areas, cities; and of demonyms."""
    votes = Setting()
    for country in set(demonyms):
        votes.countries[country] += 1.5
    for match in {m.name.text: m for m in found}.values():
        candidates = match.name.candidates
        countries = [c for c in candidates if c.kind == "country"]
        areas = [c for c in candidates if c.kind == "area"]
        if countries and len(candidates) == len(countries):
            votes.countries[countries[0].country] += 1
        elif areas and not countries:
            for area in areas:
                votes.areas[area.country, area.name] += 1.5 / len(areas)
                votes.countries[area.country] += 1.5 / len(areas)
        elif not areas and not countries:
            _vote_of_city(candidates, votes)
    return votes


def _vote_of_city(candidates: tuple[Candidate, ...], votes: Setting) -> None:
    lands = {(c.country, c.area) for c in candidates}
    best = max(candidates, key=lambda c: c.population)
    weight = 0.7 if len(lands) == 1 else 0.4 if best.population > 300_000 else 0.0
    if weight and best.country:
        votes.countries[best.country] += weight
        if best.area:
            votes.areas[best.country, best.area] += weight


def score(candidate: Candidate, name: str, votes: Setting) -> float:
    """Log10 odds of a candidate: population, kind, the votes for its country and area, and what is near."""
    points = log10(candidate.population + 10) + KIND_POINTS[candidate.kind]
    if senses().get(name) == candidate.entity_id:
        points += SENSE_POINTS
    points += min(2.0, 0.7 * votes.countries[candidate.country])
    if candidate.kind in {"country", "region"}:
        return points
    if candidate.area and candidate.area != name:
        here = votes.areas[candidate.country, candidate.area]
        if here:
            points += min(2.2, 1 + 0.5 * here)
    if votes.anchors:
        points += min(
            2.5, 1.2 * sum(exp(-_kilometres(candidate, a) / NEAR_KM) for a in votes.anchors if a.name != name)
        )
    return points


def _kilometres(a: Candidate, b: Candidate) -> float:
    """Distance on a plane: right to a few per cent where it is small, large where it is large."""
    north = a.latitude - b.latitude
    east = (a.longitude - b.longitude) * cos(radians(a.latitude))
    return DEGREE_KM * hypot(north, east)


def outer_bonus(candidate: Candidate, outer: Name) -> float:
    """Points for lying in the place named right behind: `Paris, Texas`."""
    for other in outer.candidates:
        if other.country == candidate.country:
            if other.kind == "area" and candidate.area == other.name and candidate.kind != "area":
                return 8.0
            if other.kind == "country" and candidate.kind != "country":
                return 6.0
    return 0.0


def resolve(scene: Scene, found: Sequence[Match], votes: Setting) -> list[Reading]:
    """For each match its place.

    A name that stands once with its area or country (`Paris, Texas`) means that place in the whole document.
    Names that are sure then pull the others towards places near them, and counties towards the towns named.
    """
    readings = _neighbours(scene, found, votes)
    fixed = set(readings)
    for reading in readings.values():
        votes.countries[reading.place.country] += 1
        if reading.place.area:
            votes.areas[reading.place.country, reading.place.area] += 1
    names = {m.name.text: m.name for m in found}
    for text, name in names.items():
        if text not in fixed:
            readings[text] = _best(name, votes)
    votes.anchors = [
        r.place
        for r in readings.values()
        if (r.share >= SURE and r.place.kind == "city") or r.method == "neighbour"
    ]
    if votes.anchors:
        for text, name in names.items():
            if text not in fixed and len(name.candidates) > 1:
                readings[text] = _best(name, votes)
    for text, reading in readings.items():
        if reading.place.kind == "county":
            readings[text] = replace(reading, place=_among_towns(reading.place, readings))
    return [readings[m.name.text] for m in found]


def _neighbours(scene: Scene, found: Sequence[Match], votes: Setting) -> dict[str, Reading]:
    readings: dict[str, Reading] = {}
    at_word = {m.first: m for m in found}
    for match in found:
        after = scene.after(match.last)
        following = at_word.get(match.last + 1) if after in {",", "("} else None
        if following is None:
            continue
        bonuses = [outer_bonus(c, following.name) for c in match.name.candidates]
        if max(bonuses) > 0:
            reading = _best(match.name, votes, bonuses)
            readings.setdefault(match.name.text, replace(reading, method="neighbour"))
    return readings


def _among_towns(county: Candidate, readings: dict[str, Reading]) -> Candidate:
    """County of unknown extent, put where the towns lie that the document names in the same state."""
    towns = [
        r.place
        for r in readings.values()
        if r.place.kind == "city" and (r.place.country, r.place.area) == (county.country, county.area)
    ]
    if not towns:
        return county
    latitude = sum(t.latitude for t in towns) / len(towns)
    longitude = sum(t.longitude for t in towns) / len(towns)
    return replace(county, latitude=round(latitude, 5), longitude=round(longitude, 5))


def _best(name: Name, votes: Setting, bonuses: list[float] | None = None) -> Reading:
    points = [score(c, name.text, votes) for c in name.candidates]
    if bonuses is not None:
        points = [p + b for p, b in zip(points, bonuses, strict=True)]
    top = max(range(len(points)), key=points.__getitem__)
    share = 1 / sum(10 ** min(0.0, p - points[top]) for p in points)
    return Reading(name.candidates[top], share, "gazetteer" if len(points) == 1 else "context")
