"""Packaged gazetteer: names as the token pass gives them, to places with coordinates and population."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from newsmill.identity import digest

DATA: Final = Path(__file__).parent / "data"
KINDS: Final = ("country", "area", "city", "region", "county")
CANDIDATE_LIMIT: Final = 40  # places of one name, the most populous first

Array = npt.NDArray[Any]


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
    """Look-up by name; `longest` is how many words the longest name has that begins with two words."""

    def __init__(self, arrays: dict[str, Array]) -> None:
        names = arrays["names"].tobytes().decode().split("\n")
        self._arrays = arrays
        self._texts = arrays["texts"].tobytes().decode().split("\n")
        self.index: Final = dict(zip(names, range(len(names)), strict=True))
        pairs = arrays["pairs"].tobytes().decode().split("\n")
        self.longest: Final = dict(zip(pairs, arrays["pair_words"].tolist(), strict=True))
        self._known: dict[str, Name] = {}
        self._countries: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self.index

    def name(self, text: str) -> Name | None:
        """Name and its places, None where the gazetteer has none."""
        if text in self._known:
            return self._known[text]
        at = self.index.get(text)
        if at is None:
            return None
        begin, end = self._arrays["offsets"][at : at + 2]
        members = self._arrays["members"][begin:end]
        if members.size > CANDIDATE_LIMIT:
            order = np.argsort(-self._arrays["population"][members], kind="stable")
            members = members[order[:CANDIDATE_LIMIT]]
        found = tuple(self._candidate(int(m)) for m in members)
        self._known[text] = made = Name(
            text,
            text.count(" ") + 1,
            float(self._arrays["zipf"][at]) / 10,
            found,
            frozenset(c.kind for c in found),
            max(c.population for c in found),
        )
        return made

    def country(self, code: str) -> Candidate:
        """Country of an ISO 3166-1 alpha-2 code."""
        if not self._countries:
            rows = np.flatnonzero(self._arrays["kind"] == KINDS.index("country")).tolist()
            self._countries = {self._texts[self._arrays["country"][row]]: row for row in rows}
        return self._candidate(self._countries[code])

    def _candidate(self, at: int) -> Candidate:
        a = self._arrays
        kind, country, iso = KINDS[a["kind"][at]], self._texts[a["country"][at]], self._texts[a["iso"][at]]
        ends = a["canonical_ends"]
        number = int(a["name"][at])
        begin = int(ends[number - 1]) if number else 0
        name = a["canonical"][begin : ends[number] - 1].tobytes().decode()
        area = self._texts[a["area"][at]]
        geonames = int(a["geonames"][at])
        if iso:
            entity_id = f"iso:{iso}"
        elif geonames:
            entity_id = f"geonames:{geonames}"
        else:
            entity_id = digest("place", kind, name, country, area)
        latitude, longitude = round(float(a["latitude"][at]), 5), round(float(a["longitude"][at]), 5)
        if kind == "area":
            area = name
        elif kind == "region":
            area = ""
        return Candidate(
            kind,
            name,
            country,
            area,
            latitude,
            longitude,
            int(a["population"][at]),
            entity_id,
            int(a["fame"][at]),
        )


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
