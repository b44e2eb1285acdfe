"""Which place a name means: population, the countries and areas the document speaks of, and neighbours."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import cos, exp, hypot, log10, radians
from typing import Final

from newsmill.enrich.places.evidence import TOWN_FOLLOWERS
from newsmill.enrich.places.gazetteer import Candidate, Name, senses
from newsmill.enrich.places.scene import Match, Scene

KIND_POINTS: Final = {"country": 4.0, "region": 3.0, "area": 1.6, "county": 0.5, "city": 0.0}
FAME_POINTS: Final = 0.8
SENSE_POINTS: Final = 2.5
COUNTRY_POINTS: Final = (0.85, 2.3)  # a vote, and at most
SMALL_TOWN_POINTS: Final = 0.9
LARGE: Final = 100_000
SPOKEN_OF: Final = 0.4
AREA_POINTS: Final = (1.4, 2.8)
NEAR_POINTS: Final = (1.2, 2.5)  # a sure place at distance 0, and at most
NEAR_KM: Final = 80.0
DEGREE_KM: Final = 111.2
SURE: Final = 0.8
DEMONYM_VOTE: Final = 1.5
NEIGHBOUR_VOTE: Final = 1.5
FLATTENED: Final = 0.7
NO_ODDS: Final = 3.0  # less likely than the likeliest by so much, a place has no vote
TOWN_POINTS: Final = (3.0, 6.0)  # a mention, and at most
ROUNDS: Final = 3
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

    def swap(self, old: Mapping[str, float], new: Mapping[str, float]) -> None:
        """Take a name's votes back and give it others."""
        for key, vote in old.items():
            self.votes[key] -= vote
        for key, vote in new.items():
            self.votes[key] += vote


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
    """Votes of a name for countries and areas before any context."""
    return votes_of(name, base(name))


def votes_of(name: Name, odds: Sequence[float]) -> dict[str, float]:
    """Votes of a name for countries and areas: the shares of its places, by flattened odds."""
    least = max(odds) - NO_ODDS
    # Most places of a name that many share have no part in it.
    weights = [10 ** (FLATTENED * (points - least)) if points > least else 0.0 for points in odds]
    total = sum(weights)
    votes: Votes = defaultdict(float)
    for candidate, weight in zip(name.candidates, weights, strict=True):
        if not weight:
            continue
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


def _keys(place: Candidate) -> tuple[str, ...]:
    """Country and area that a place speaks for."""
    return (place.country, _area_key(place)) if place.area else (place.country,)


def setting(names: Iterable[Name], demonyms: Iterable[str]) -> Setting:
    """Votes of the distinct names and demonyms of a document."""
    made = Setting()
    for country in demonyms:
        made.votes[country] += DEMONYM_VOTE
    for name in names:
        for key, vote in own_votes(name).items():
            made.votes[key] += vote
    return made


def odds_in(name: Name, context: Setting, own: dict[str, float], town: float = 0.0) -> list[float]:
    """Log10 odds of a name's places in a document.

    `own`, the name's own votes, do not count for it; `town` are the points for being a town.
    """
    points = list(base(name))
    for at, candidate in enumerate(name.candidates):
        country = candidate.country
        if candidate.kind == "city":
            points[at] += town
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
    return points


def _reading(name: Name, points: Sequence[float]) -> Reading:
    top = max(range(len(points)), key=points.__getitem__)
    shares = [10 ** min(0.0, p - points[top]) for p in points]
    whole = sum(shares[at] for at in _around(name, top))
    return Reading(name.candidates[top], whole / sum(shares), "context")


@cache
def _around(name: Name, top: int) -> tuple[int, ...]:
    """Places that are no rivals of one of a name's places, itself among them: the area of Beijing around the city."""
    place = name.candidates[top]
    return tuple(at for at, c in enumerate(name.candidates) if at == top or _is_around(c, place))


def _is_around(one: Candidate, other: Candidate) -> bool:
    """Whether of two places of one name the one lies in the other."""
    if one.kind == other.kind or (one.name, one.country) != (other.name, other.country):
        return False
    return one.area == other.area or "country" in {one.kind, other.kind}


def _nearness(candidate: Candidate, name: str, anchors: list[Candidate]) -> float:
    near = 0.0
    for anchor in anchors:
        north = DEGREE_KM * (candidate.latitude - anchor.latitude)
        if -4 * NEAR_KM < north < 4 * NEAR_KM and anchor.name != name:
            # On a plane: right to a few per cent where the distance is small, large where it is large.
            east = DEGREE_KM * (candidate.longitude - anchor.longitude) * cos(radians(candidate.latitude))
            near += exp(-hypot(north, east) / NEAR_KM)
    return min(NEAR_POINTS[1], NEAR_POINTS[0] * near)


def enclosing(candidate: Candidate, outer: Name) -> tuple[float, Candidate] | None:
    """Area or country of the name right behind that a place lies in, with points for that: `Paris, Texas`."""
    for other in outer.candidates:
        if other.country == candidate.country:
            if other.kind == "area" and candidate.area == other.name and candidate.kind != "area":
                return IN_AREA_POINTS, other
            if other.kind == "country" and candidate.kind != "country":
                return IN_COUNTRY_POINTS, other
    return None


def town_points(scene: Scene, found: Iterable[Match]) -> dict[str, float]:
    """Points for being a town of names that are spoken of as towns are, though countries are called so too."""
    points: dict[str, float] = defaultdict(float)
    for match in found:
        if scene.after(match.last) in TOWN_FOLLOWERS and match.name.kinds & {"country", "region"}:
            points[match.name.text] = min(TOWN_POINTS[1], points[match.name.text] + TOWN_POINTS[0])
    return points


def resolve(scene: Scene, found: Sequence[Match], demonyms: Iterable[str]) -> list[Reading]:
    """For each match its place.

    A name that stands once with its area or country (`Paris, Texas`) means that place in the whole document.
    Names that are sure then pull the others towards places near them, and counties towards the towns named.
    """
    names = {m.name.text: m.name for m in found}
    context = setting(names.values(), demonyms)
    readings, outer = _neighbours(scene, found, context)
    towns = town_points(scene, found)
    own = {text: own_votes(name) for text, name in names.items()}
    for text, reading in readings.items():
        votes = dict.fromkeys(_keys(reading.place), NEIGHBOUR_VOTE)
        context.swap(own[text], votes)
        own[text] = votes
    for text, name in names.items():
        if text not in readings and len(name.candidates) == 1:
            readings[text] = Reading(name.candidates[0], 1.0, "gazetteer")
    unsure = {text: name for text, name in names.items() if text not in readings}
    for _ in range(ROUNDS if unsure else 0):
        for text, name in unsure.items():
            odds = odds_in(name, context, own[text], towns.get(text, 0.0))
            readings[text] = _reading(name, odds)
            votes = votes_of(name, odds)
            context.swap(own[text], votes)
            own[text] = votes
        context.anchors = [
            r.place
            for r in readings.values()
            if (r.share >= SURE and r.place.kind == "city") or r.method == "neighbour"
        ]
    for text, reading in readings.items():
        if reading.place.kind == "county":
            readings[text] = replace(reading, place=_among_towns(reading.place, readings))
    return [outer.get(m.first) or readings[m.name.text] for m in found]


def _neighbours(
    scene: Scene, found: Sequence[Match], context: Setting
) -> tuple[dict[str, Reading], dict[int, Reading]]:
    """Readings of names that stand with their area or country, and of that, by its first word."""
    readings: dict[str, Reading] = {}
    outer: dict[int, Reading] = {}
    at_word = {m.first: m for m in found}
    for match in found:
        after = scene.after(match.last)
        following = at_word.get(match.last + 1) if after in {",", "("} else None
        if following is None:
            continue
        around = [enclosing(c, following.name) for c in match.name.candidates]
        if any(around):
            odds = odds_in(match.name, context, own_votes(match.name))
            points = [a + (b[0] if b else 0.0) for a, b in zip(odds, around, strict=True)]
            reading = replace(_reading(match.name, points), method="neighbour")
            readings.setdefault(match.name.text, reading)
            found_around = around[match.name.candidates.index(reading.place)]
            if found_around is not None:
                outer[following.first] = replace(reading, place=found_around[1])
    return readings, outer


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
