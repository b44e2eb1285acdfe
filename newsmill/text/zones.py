"""Time zones as pages name them: offsets, abbreviations, cities and countries."""

import re
from datetime import timedelta, timezone, tzinfo
from functools import lru_cache
from importlib.resources import files
from typing import Final
from zoneinfo import ZoneInfo

from newsmill.text.calendar_names import tables

# Abbreviations that the press uses for one zone, as (zone) or (hours). Where a name means the standard and
# the summer time of one region (EST, EDT; MSK, MSD), its own offset holds, as RFC 2822 has it; `ET` and
# `Moscow time` follow the date.
# IST, CST and AST stand for several zones: taken for what the English-language press most prints.
_ABBREVIATIONS: Final[dict[str, float | str]] = {
    "UTC": 0, "GMT": 0, "Z": 0, "UT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "CEST": 2, "MEZ": 1,
    "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "MSD": 4, "TRT": 3, "IDT": 3, "IST": "Asia/Kolkata",
    "IRST": 3.5, "IRDT": 4.5, "GST": 4, "PKT": 5, "NPT": 5.75, "BDT": 6, "ICT": 7, "WIB": 7, "WITA": 8, "WIT": 9,
    "HKT": 8, "SGT": 8, "PHT": 8, "MYT": 8, "AWST": 8, "JST": 9, "KST": 9, "ACST": 9.5, "ACDT": 10.5,
    "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7,
    "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8, "HST": -10, "AST": -4, "ADT": -3, "NST": -3.5,
    "NDT": -2.5, "BRT": -3, "ART": -3, "CLT": "America/Santiago", "COT": -5, "PET": -5, "VET": -4,
    "SAST": 2, "CAT": 2, "EAT": 3, "WAT": 1, "ET": "America/New_York", "CT": "America/Chicago",
    "MT": "America/Denver", "PT": "America/Los_Angeles", "AET": "Australia/Sydney", "UK": "Europe/London",
    "МСК": 3, "TSİ": 3, "KSA": 3,
}  # fmt: skip
_METAZONES: Final = {
    "eastern": "America/New_York", "us eastern": "America/New_York", "central": "America/Chicago",
    "mountain": "America/Denver", "pacific": "America/Los_Angeles", "central european": "Europe/Berlin",
    "eastern european": "Europe/Bucharest", "western european": "Europe/Lisbon", "greenwich mean": "UTC",
    "coordinated universal": "UTC", "british summer": "Europe/London", "india standard": "Asia/Kolkata",
    "israel standard": "Asia/Jerusalem", "japan standard": "Asia/Tokyo", "arabia standard": "Asia/Riyadh",
    "mecca": "Asia/Riyadh", "makkah": "Asia/Riyadh", "occupied palestine": "Asia/Jerusalem",
    "al quds": "Asia/Jerusalem", "washington": "America/New_York", "beijing": "Asia/Shanghai",
    "irish": "Europe/Dublin", "british": "Europe/London", "french": "Europe/Paris", "german": "Europe/Berlin",
    "italian": "Europe/Rome", "israeli": "Asia/Jerusalem", "turkish": "Europe/Istanbul", "indian": "Asia/Kolkata",
    "peninsular": "Europe/Madrid", "brasília": "America/Sao_Paulo", "roma": "Europe/Rome", "lisboa": "Europe/Lisbon", "московское": "Europe/Moscow",
    "московскому": "Europe/Moscow", "москве": "Europe/Moscow", "киевское": "Europe/Kiev", "киеву": "Europe/Kiev",
    "مكة": "Asia/Riyadh", "مكة المكرمة": "Asia/Riyadh", "غرينتش": "UTC", "جرينتش": "UTC", "القاهرة": "Africa/Cairo",
    "بيروت": "Asia/Beirut", "القدس": "Asia/Jerusalem", "دمشق": "Asia/Damascus", "بغداد": "Asia/Baghdad", "الرياض": "Asia/Riyadh",
}  # fmt: skip
_OFFSET: Final = re.compile(r"(?:(?:GMT|UTC|UT)\s*)?([+\-−–])\s?(\d{1,2})(?::?(\d{2}))?", re.IGNORECASE)
_TIME_WORD: Final = re.compile(
    r"(?:\b(?:local|standard|daylight|summer))?\s*\b(?:time|timing|hours|hrs|время|времени)\Z", re.IGNORECASE
)
_TIME_OF: Final = re.compile(r"\A(?:heure|hora|ora|horário|ب?توقيت)\s+(?:(?:de|di|du)\s+)?", re.IGNORECASE)
_ARTICLE: Final = re.compile(r"\A(?:in|at|the)\s+", re.IGNORECASE)


@lru_cache(maxsize=1024)
def zone(words: str) -> tzinfo | None:
    """Find the zone that words name; None where they name none, or a country of several zones.

    >>> zone("Jerusalem Timing")
    zoneinfo.ZoneInfo(key='Asia/Jerusalem')
    >>> zone("GMT+3")
    datetime.timezone(datetime.timedelta(seconds=10800))
    >>> zone("Lebanon time")
    zoneinfo.ZoneInfo(key='Asia/Beirut')
    >>> zone("Russia time") is None and zone("Page") is None
    True
    """
    words = words.strip(" ()[],.;")
    offset = _OFFSET.fullmatch(words)
    if offset is not None:
        return _fixed(offset)
    return _known(words) if _abbreviation(words) in _ABBREVIATIONS else _named(words)


def is_abbreviation(word: str) -> bool:
    """Whether a word in capitals stands for a zone.

    >>> is_abbreviation("PT"), is_abbreviation("p.t.")
    (True, False)
    """
    return word.isupper() and _abbreviation(word) in _ABBREVIATIONS


def _abbreviation(word: str) -> str:
    return word.upper().replace(".", "")


def _known(abbreviation: str) -> tzinfo:
    known = _ABBREVIATIONS[_abbreviation(abbreviation)]
    return ZoneInfo(known) if isinstance(known, str) else timezone(timedelta(hours=known))


def is_place(name: str) -> bool:
    """Whether a name is that of a country with one zone, or of a city that a zone is named after.

    >>> is_place("Los Angeles"), is_place("Jane Doe")
    (True, False)
    """
    key = fold(name)
    return key in tables()["cities"] or key in tables()["countries"]


def _fixed(match: re.Match[str]) -> tzinfo | None:
    hours, minutes = int(match[2]), int(match[3] or 0)
    if hours > 14 or minutes > 59:
        return None
    size = timedelta(hours=hours, minutes=minutes)
    return timezone(size if match[1] == "+" else -size)


def _named(words: str) -> tzinfo | None:
    bare = _TIME_OF.sub("", _TIME_WORD.sub("", words))
    name = fold(_ARTICLE.sub("", bare))
    if not name:
        return None
    if bare != words and is_abbreviation(bare):  # "UK time"
        return _known(bare)
    key = _METAZONES.get(name) or tables()["cities"].get(name) or tables()["countries"].get(name)
    if key is None and bare != words:  # "Tel Aviv time": any city may be asked for when the words say time
        key = _town_zone(name)
    return ZoneInfo(key) if key else None


def fold(name: str) -> str:
    """Write a name as the tables have it: without case and hyphens.

    >>> fold("Port-au-Prince"), fold("Sana’a")
    ('port au prince', "sana'a")
    """
    return " ".join(name.replace("-", " ").replace("’", "'").split()).casefold()


@lru_cache(maxsize=256)
def _town_zone(name: str) -> str | None:
    """Zone of the largest town of that name. Source: GeoNames, by `tools/town_zones.py`."""
    # Read each time, a third of a megabyte: few pages name a zone by a town that no zone is named after.
    towns = files("newsmill").joinpath("data/cleaning/town_zones.tsv").read_bytes()
    at = towns.find(f"\t{name}\t".encode())
    if at < 0:
        return None
    return towns[towns.rfind(b"\n", 0, at) + 1 : at].partition(b"\t")[0].decode()
