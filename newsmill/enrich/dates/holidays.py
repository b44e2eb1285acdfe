"""Days with names: Christmas, Good Friday, Thanksgiving, Labor Day, `9/11`."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from newsmill.enrich.dates.lexicon import YEAR
from newsmill.enrich.dates.scan import Found, Scan

_FIXED: Final = {
    "Christmas": (12, 25), "Christmas Day": (12, 25), "Christmas Eve": (12, 24), "Boxing Day": (12, 26),
    "New Year's Day": (1, 1), "New Year's Eve": (12, 31), "Valentine's Day": (2, 14), "St. Patrick's Day": (3, 17),
    "May Day": (5, 1), "Bastille Day": (7, 14), "Halloween": (10, 31), "Fourth of July": (7, 4), "Veterans Day": (11, 11),
    "April Fools' Day": (4, 1), "Groundhog Day": (2, 2), "All Saints' Day": (11, 1), "Armistice Day": (11, 11),
    "International Women's Day": (3, 8), "Earth Day": (4, 22), "Bonfire Night": (11, 5), "Anzac Day": (4, 25),
}  # fmt: skip
# Month, weekday (Monday 0), and which of them; -1 is the last.
_BY_WEEKDAY: Final = {
    "Thanksgiving": (11, 3, 4), "Thanksgiving Day": (11, 3, 4), "Labor Day": (9, 0, 1), "Memorial Day": (5, 0, -1),
    "Martin Luther King Day": (1, 0, 3), "Presidents' Day": (2, 0, 3), "Columbus Day": (10, 0, 2),
    "Father's Day": (6, 6, 3),
}  # fmt: skip
_BY_EASTER: Final = {
    "Easter": 0, "Easter Sunday": 0, "Easter Monday": 1, "Easter Day": 0, "Good Friday": -2, "Maundy Thursday": -3,
    "Palm Sunday": -7, "Ash Wednesday": -46, "Shrove Tuesday": -47, "Whit Monday": 50, "Whit Sunday": 49,
}  # fmt: skip
_NAMES: Final = sorted({*_FIXED, *_BY_WEEKDAY, *_BY_EASTER}, key=len, reverse=True)
# These name a season, a meal, a church's feast too: a word before must say that a day is meant.
_LOOSE: Final = frozenset({"Christmas", "Easter", "Thanksgiving", "Halloween"})
_CUE: Final = re.compile(
    r"\b(?:on|at|by|until|till|before|after|since|over|during|around|than|for|and)\s+$",
    re.IGNORECASE,
)
_NOUN_AFTER: Final = re.compile(
    r"['’]s?\s|\s+(?!(?:and|or|in|on|at|of|is|was|were|will|would|has|had|have|but|that|this|last|next|when|as|to|with|after|"
    r"before|because|for|by|if|he|she|they|it|we|the|a|an|than|until|while|from|since|so)\b)[\w]"
)
_HOLIDAY: Final = re.compile(
    r"\b(?:(?P<shift>[Ll]ast|[Nn]ext|[Tt]his|[Ee]very|[Ee]ach)\s+)?(?P<name>"
    + "|".join(re.escape(name).replace("'", "['’]").replace(r"\.", r"\.?") for name in _NAMES)
    + rf")\b(?:(?:,?\s+(?:of\s+|in\s+)?)(?P<y>{YEAR})\b)?"
)
_ATTACKS: Final = date(2001, 9, 11)
_OF_ATTACKS: Final = re.compile(r",?\s+(?:terror|attack|hijack|suicide|commission|bomb)", re.IGNORECASE)


def find_attacks(scan: Scan, start: int, end: int) -> Found | None:
    """Find `9/11`, which is known by its day and month alone."""
    if scan.anchor.day is None or scan.anchor.day < _ATTACKS:
        return None
    return Found(start, end, _ATTACKS.isoformat(), is_anchored=False, confidence=0.8)


def is_of_attacks(scan: Scan, month: int, day: int, end: int) -> bool:
    """Tell whether a day without a year is that of `the Sept. 11 attacks`."""
    is_same = (month, day) == (_ATTACKS.month, _ATTACKS.day)
    return is_same and _OF_ATTACKS.match(scan.text, end) is not None


def find_holiday(scan: Scan, start: int, end: int) -> Found | None:
    """Find a day with a name around `start`, in the year told or the nearest one."""
    match = _HOLIDAY.search(scan.text, max(scan.floor, start - 24), end + 24)
    while match is not None and match.end("name") <= start:
        match = _HOLIDAY.search(scan.text, match.end(), end + 24)
    if match is None or match.start("name") > start:
        return None
    name, shift = match["name"].replace("’", "'"), (match["shift"] or "").lower()
    if shift in {"every", "each"} or (name in _LOOSE and not _is_meant(scan.text, match)):
        return None
    day_of = _rule_of(name if name in _NAMES else name.replace("St ", "St. "))
    if match["y"]:
        value = day_of(int(match["y"])).isoformat()
        return Found(match.start(), match.end(), value, is_anchored=False, confidence=1.0)
    return Found(match.start(), match.end(), _nearest(scan, match, day_of, shift), confidence=0.8)


def _is_meant(text: str, match: re.Match[str]) -> bool:
    if match["y"] or match["shift"]:
        return True
    is_cued = _CUE.search(text, max(0, match.start() - 12), match.start()) is not None
    return is_cued and _NOUN_AFTER.match(text, match.end("name")) is None


def _nearest(scan: Scan, match: re.Match[str], day_of: Callable[[int], date], shift: str) -> str:
    anchor = scan.anchor.day
    if anchor is None:
        is_fixed = day_of(2001).replace(year=2002) == day_of(2002)
        return f"XXXX{day_of(2001).isoformat()[4:]}" if is_fixed else "XXXX-XX-XX"
    days = [day_of(year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    if shift == "last":
        days = [day for day in days if day < anchor]
    elif shift in {"next", "this"} or scan.is_ahead(match.start(), match.end()):
        days = [day for day in days if day >= anchor]
    return min(days, key=lambda day: abs((day - anchor).days)).isoformat()


def _rule_of(name: str) -> Callable[[int], date]:
    if name in _FIXED:
        month, day = _FIXED[name]
        return lambda year: date(year, month, day)
    if name in _BY_EASTER:
        return lambda year: easter(year) + timedelta(_BY_EASTER[name])
    return lambda year: _of_month(year, *_BY_WEEKDAY[name])


def _of_month(year: int, month: int, weekday: int, number: int) -> date:
    """Find the first, second ... or last (-1) such weekday of a month."""
    if number < 0:
        last = date(year, month + 1, 1) - timedelta(1)
        return last - timedelta((last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta((weekday - first.weekday()) % 7 + 7 * (number - 1))


def easter(year: int) -> date:
    """Sunday of the Western churches (the anonymous Gregorian algorithm).

    >>> easter(2013), easter(2026)
    (datetime.date(2013, 3, 31), datetime.date(2026, 4, 5))
    """
    golden, century = year % 19, year // 100
    epact = (century - century // 4 - (8 * century + 13) // 25 + 19 * golden + 15) % 30
    moon = epact - epact // 28 * (1 - 29 // (epact + 1) * ((21 - golden) // 11))
    sunday = moon - (year + year // 4 + moon + 2 - century + century // 4) % 7
    month = 3 + (sunday + 40) // 44
    return date(year, month, sunday + 28 - 31 * (month // 4))
