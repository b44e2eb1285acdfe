"""Packaged gazetteer: names as the token pass gives them, to places with coordinates and population."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from newsmill.enrich.places.lookup import Array, Lookup
from newsmill.identity import digest

DATA: Final = Path(__file__).parent / "data"
KINDS: Final = ("country", "area", "city", "region", "county")
CANDIDATE_LIMIT: Final = 40  # places of one name, the most populous first


@dataclass(frozen=True, slots=True)
class Candidate:
    """Place that a name may mean; degrees are WGS 84, `area` is the first-level area it lies in.

    `fame` counts the names GeoNames has for a city in other languages and spellings, at most 255.
    """

    kind: str
    name: str
    country: str
    area: str
    latitude: float
    longitude: float
    population: int
    entity_id: str
    fame: int


@dataclass(frozen=True, slots=True, eq=False)  # one object a name: compared and hashed by identity
class Name:
    """Name with the places it may mean, and how frequent the word is in English (Zipf scale, 0 unknown)."""

    text: str
    words: int
    zipf: float
    candidates: tuple[Candidate, ...]
    kinds: frozenset[str]
    population: int


class Gazetteer:
    """Look-up by name; takes the arrays that `tools/build_gazetteer.py` packs."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        self.index: Final = Lookup(arrays.pop("names"), arrays.pop("name_slots"))
        self._pairs = Lookup(arrays.pop("pairs"), arrays.pop("pair_slots"))
        self._seconds = frozenset(arrays.pop("seconds").tobytes().decode().split("\n"))
        self._texts = arrays.pop("texts").tobytes().decode().split("\n")
        # One value at a time is read: a memoryview gives Python's own numbers, twice as fast as numpy.
        self._columns: dict[str, memoryview] = {name: values.data for name, values in arrays.items()}
        self._known: dict[str, Name] = {}
        countries = np.flatnonzero(arrays["kind"] == KINDS.index("country")).tolist()
        self._countries = {self._texts[arrays["country"][row]]: row for row in countries}

    def __contains__(self, name: str) -> bool:
        return name in self.index

    def longest(self, first: str, second: str) -> int | None:
        """How many words the longest name has that begins with these two, None where none does."""
        if not (second[0].isupper() or second in self._seconds):
            return None
        at = self._pairs.get(f"{first} {second}")
        return None if at is None else self._columns["pair_words"][at]

    def name(self, text: str) -> Name | None:
        """Name and its places, None where the gazetteer has none."""
        if text in self._known:
            return self._known[text]
        at = self.index.get(text)
        if at is None:
            return None
        columns = self._columns
        offsets, population = columns["offsets"], columns["population"]
        members = columns["members"][offsets[at] : offsets[at + 1]].tolist()
        if len(members) > CANDIDATE_LIMIT:
            members = sorted(members, key=lambda m: (-population[m], m))[:CANDIDATE_LIMIT]
        found = tuple(map(self._candidate, members))
        self._known[text] = made = Name(
            text,
            text.count(" ") + 1,
            columns["zipf"][at] / 10,
            found,
            frozenset(c.kind for c in found),
            max(c.population for c in found),
        )
        return made

    def country(self, code: str) -> Candidate:
        """Country of an ISO 3166-1 alpha-2 code. Raises KeyError for an unknown code."""
        return self._candidate(self._countries[code])

    def _candidate(self, at: int) -> Candidate:
        columns, texts = self._columns, self._texts
        kind = KINDS[columns["kind"][at]]
        country, area, iso = (texts[columns[name][at]] for name in ("country", "area", "iso"))
        ends, number = columns["canonical_ends"], columns["name"][at]
        name = bytes(columns["canonical"][ends[number - 1] if number else 0 : ends[number] - 1]).decode()
        geonames = columns["geonames"][at]
        if iso:
            entity_id = f"iso:{iso}"
        else:
            entity_id = f"geonames:{geonames}" if geonames else digest("place", kind, name, country, area)
        area = {"area": name, "region": ""}.get(kind, area)
        latitude, longitude = round(columns["latitude"][at], 5), round(columns["longitude"][at], 5)
        people, fame = columns["population"][at], columns["fame"][at]
        return Candidate(kind, name, country, area, latitude, longitude, people, entity_id, fame)


@cache
def gazetteer() -> Gazetteer:
    """Load the packaged gazetteer, once a process (about 0.2 CPU-seconds)."""
    with np.load(DATA / "gazetteer.npz") as archive:
        return Gazetteer({name: archive[name] for name in archive.files})


def _rows(name: str) -> list[str]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@cache
def words(name: str) -> frozenset[str]:
    """Words of a packaged list: `given_names`, `surnames`, `not_places` or one of `evidence.txt`."""
    if name == "not_places":
        return frozenset(_rows("not_places.txt"))
    if name.endswith("names"):
        return frozenset(" ".join(_rows(f"{name}.txt")).split())
    rows = [row.partition(": ") for row in _rows("evidence.txt")]
    return frozenset(word for head, _, rest in rows if head == name for word in rest.split())


@cache
def senses() -> dict[str, str]:
    """Entities that names mean they mean in news when nothing says otherwise."""
    return dict(row.split(";") for row in _rows("senses.txt"))


@cache
def demonyms() -> dict[str, tuple[str, bool]]:
    """Demonyms to a country's code or the name of another place, and whether the demonym is a plural."""
    found: dict[str, tuple[str, bool]] = {}
    for line in _rows("countries.txt"):
        code, _, _, own, _ = line.split(";")
        for demonym in filter(None, own.split(",")):
            found[demonym] = (code, False)
            if not demonym.endswith(("s", "ese", "sh", "ch", "men", "z")):
                found.setdefault(f"{demonym}s", (code, True))
    for line in _rows("demonyms.txt"):
        place, own = line.split(";")
        for demonym in own.split(","):
            found[demonym] = (place, False)
            found.setdefault(f"{demonym}s", (place, True))
    return found
