"""Which place a name means: population, the countries and areas the document speaks of, and neighbours."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import cos, exp, hypot, log10, radians
from typing import Final

from newsmill.enrich.places.gazetteer import Candidate, Name, senses
from newsmill.enrich.places.recognise import Match, Scene

KIND_POINTS: Final = {"country": 4.0, "region": 3.0, "area": 1.6, "county": 0.5, "city": 0.0}
FAME_POINTS: Final = 0.8
SENSE_POINTS: Final = 2.5
COUNTRY_POINTS: Final = (0.7, 2.0)  # a vote, and at most
SMALL_TOWN_POINTS: Final = 0.9
LARGE: Final = 100_000
SPOKEN_OF: Final = 0.4
AREA_POINTS: Final = (1.1, 2.2)
NEAR_POINTS: Final = (1.2, 2.5)  # a sure place at distance 0, and at most
NEAR_KM: Final = 80.0
DEGREE_KM: Final = 111.2
SURE: Final = 0.8
DEMONYM_VOTE: Final = 1.5
NEIGHBOUR_VOTE: Final = 1.5
IN_AREA_POINTS: Final = 8.0  # `Paris, Texas`
IN_COUNTRY_POINTS: Final = 6.0  # `Paris, France`

Votes = defaultdict[str, float]


@dataclass(frozen=True, slots=True)
class Reading:
    """A name's place, the share of the odds it has among its rivals, and how it was chosen."""

    place: Candidate
    share: float
    method: str


@dataclass(slots=True)
class Setting:
    """Votes of a document for countries (`US`) and their areas (`US/Texas`), and the places it surely names."""

    votes: Votes = field(default_factory=lambda: defaultdict(float))
    anchors: list[Candidate] = field(default_factory=list)


@cache
def base(name: Name) -> tuple[float, ...]:
    """Log10 odds of a name's places before any context: population, fame, kind and usual sense."""
    sense = senses().get(name.text)
    return tuple(
        log10(c.population + 10)
        + FAME_POINTS * log10(1 + c.fame)
        + KIND_POINTS[c.kind]
        + (SENSE_POINTS if c.entity_id == sense else 0.0)
        for c in name.candidates
    )


@cache
def own_votes(name: Name) -> dict[str, float]:
    """Votes of a name for countries and areas: the shares of its places, by flattened odds."""
    weights = [10 ** (0.7 * points) for points in base(name)]
    total = sum(weights)
    votes: Votes = defaultdict(float)
    for candidate, weight in zip(name.candidates, weights, strict=True):
        share = weight / total
        if candidate.country:
            votes[candidate.country] += share
        if candidate.area:
            votes[_area_key(candidate)] += share * (1.5 if candidate.kind == "area" else 1.0)
    return dict(votes)


@cache
def _key_of(country: str, area: str) -> str:
    return f"{country}/{area}"


def _area_key(candidate: Candidate) -> str:
    return _key_of(candidate.country, candidate.area)


def setting(names: Iterable[Name], demonyms: Iterable[str]) -> Setting:
    """Votes of the distinct names and demonyms of a document."""
    made = Setting()
    for country in demonyms:
        made.votes[country] += DEMONYM_VOTE
    for name in names:
        for key, vote in own_votes(name).items():
            made.votes[key] += vote
    return made


def best(name: Name, context: Setting, bonuses: Sequence[float] | None = None) -> Reading:
    """Most likely place of a name; its own votes do not count for it."""
    points = list(base(name))
    own = own_votes(name)
    for at, candidate in enumerate(name.candidates):
        country = candidate.country
        votes = context.votes.get(country, 0.0) - own.get(country, 0.0)
        here = 0.0
        if candidate.area:
            key = _area_key(candidate)
            here = context.votes.get(key, 0.0) - own.get(key, 0.0)
            points[at] += min(AREA_POINTS[1], AREA_POINTS[0] * here)
        # That a country is spoken of says little for a small town in it, unless its region is too.
        most = COUNTRY_POINTS[1] if candidate.population > LARGE or here >= SPOKEN_OF else SMALL_TOWN_POINTS
        points[at] += min(most, COUNTRY_POINTS[0] * votes)
        if context.anchors and candidate.kind in {"city", "county", "area"}:
            points[at] += _nearness(candidate, name.text, context.anchors)
        if bonuses is not None:
            points[at] += bonuses[at]
    top = max(range(len(points)), key=points.__getitem__)
    share = 1 / sum(10 ** min(0.0, p - points[top]) for p in points)
    return Reading(name.candidates[top], share, "gazetteer" if len(points) == 1 else "context")


def _nearness(candidate: Candidate, name: str, anchors: list[Candidate]) -> float:
    near = 0.0
    for anchor in anchors:
        north = DEGREE_KM * (candidate.latitude - anchor.latitude)
        if -4 * NEAR_KM < north < 4 * NEAR_KM and anchor.name != name:
            # On a plane: right to a few per cent where the distance is small, large where it is large.
            east = DEGREE_KM * (candidate.longitude - anchor.longitude) * cos(radians(candidate.latitude))
            near += exp(-hypot(north, east) / NEAR_KM)
    return min(NEAR_POINTS[1], NEAR_POINTS[0] * near)


def outer_bonus(candidate: Candidate, outer: Name) -> float:
    """Points for lying in the place named right behind: `Paris, Texas`."""
    for other in outer.candidates:
        if other.country == candidate.country:
            if other.kind == "area" and candidate.area == other.name and candidate.kind != "area":
                return IN_AREA_POINTS
            if other.kind == "country" and candidate.kind != "country":
                return IN_COUNTRY_POINTS
    return 0.0


def resolve(scene: Scene, found: Sequence[Match], demonyms: Iterable[str]) -> list[Reading]:
    """For each match its place.

    A name that stands once with its area or country (`Paris, Texas`) means that place in the whole document.
    Names that are sure then pull the others towards places near them, and counties towards the towns named.
    """
    names = {m.name.text: m.name for m in found}
    context = setting(names.values(), demonyms)
    readings = _neighbours(scene, found, context)
    fixed = set(readings)
    for text, reading in readings.items():
        context.votes[reading.place.country] += NEIGHBOUR_VOTE - own_votes(names[text]).get(
            reading.place.country, 0.0
        )
        if reading.place.area:
            context.votes[_area_key(reading.place)] += NEIGHBOUR_VOTE
    for text, name in names.items():
        if text not in fixed:
            readings[text] = best(name, context)
    context.anchors = [
        r.place
        for r in readings.values()
        if (r.share >= SURE and r.place.kind == "city") or r.method == "neighbour"
    ]
    if context.anchors:
        for text, name in names.items():
            if text not in fixed and len(name.candidates) > 1:
                readings[text] = best(name, context)
    for text, reading in readings.items():
        if reading.place.kind == "county":
            readings[text] = replace(reading, place=_among_towns(reading.place, readings))
    return [readings[m.name.text] for m in found]


def _neighbours(scene: Scene, found: Sequence[Match], context: Setting) -> dict[str, Reading]:
    readings: dict[str, Reading] = {}
    at_word = {m.first: m for m in found}
    for match in found:
        after = scene.after(match.last)
        following = at_word.get(match.last + 1) if after in {",", "("} else None
        if following is None:
            continue
        bonuses = [outer_bonus(c, following.name) for c in match.name.candidates]
        if max(bonuses) > 0:
            reading = best(match.name, context, bonuses)
            readings.setdefault(match.name.text, replace(reading, method="neighbour"))
    return readings


def _among_towns(county: Candidate, readings: dict[str, Reading]) -> Candidate:
    """Put a county of unknown extent where the towns lie that the document names in the same state."""
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
