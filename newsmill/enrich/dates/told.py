"""Dates told from the date named before: `that day`, `the following week`, `a year earlier`, `the night before`."""

import re
from datetime import date
from typing import Final

from newsmill.enrich.dates.anchor import Anchor
from newsmill.enrich.dates.lexicon import DAY_PARTS, UNITS
from newsmill.enrich.dates.scan import Found, Scan

REACH: Final = 300  # code points to the date before; what stands farther off is another story
_SAME: Final = re.compile(r"[Tt]hat|[Tt]h(?:e|at|is) same|[Tt]h(?:at|is) very")
_UNITS_TOLD: Final = "day|week|weekend|month|quarter|year|decade|century|morning|afternoon|evening|night"
_TOLD: Final = re.compile(
    rf"\b(?:[Ll]ater |[Ee]arlier )?(?:(?P<lead>{_SAME.pattern}|(?:[Tt]he\s+)?(?:[Ff]ollowing|[Pp]revious|[Pp]receding|[Pp]rior)|[Tt]he next)\s+"
    rf"(?P<unit>{_UNITS_TOLD})\b(?!['’]s?\s*[- ]?(?:old|long))"
    rf"|(?:[Tt]he\s+)?(?P<from>{_UNITS_TOLD})[\s-](?P<way>before|after|earlier|later|ago)\b)"
)
_GOES_ON: Final = re.compile(r"\s+[\w'\"“‘(]")
_AHEAD: Final = frozenset({"following", "next", "after", "later"})
_VALUE: Final = re.compile(r"(?P<y>\d{4})(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?|-Q(?P<q>\d)|-W(?P<w>\d\d))?")
_FINENESS: Final = {"D": 0, "W": 1, "WE": 1, "M": 2, "Q": 3, "Y": 4, "DE": 4, "CE": 4}


def find_told(scan: Scan, start: int, end: int) -> Found | None:
    """Find an expression whose unit stands at `start` and that counts from the date named before."""
    match = _TOLD.search(scan.text, max(scan.floor, start - 24), end + 10)
    while match is not None and match.end() <= start:
        match = _TOLD.search(scan.text, match.end(), end + 10)
    if match is None or start not in {match.start("unit"), match.start("from")}:
        return None
    way = match["way"]
    if way in {"before", "after"} and _GOES_ON.match(scan.text, match.end()):
        # `The day after the attack` says nothing of the calendar.
        return None
    word = (way or match["lead"].lower().removeprefix("the ")).strip()
    is_same = way is None and _SAME.fullmatch(match["lead"]) is not None
    count = 0 if is_same else 1 if word in _AHEAD else -1
    unit = match["unit"] or match["from"]
    value = _value(scan, DAY_PARTS.get(unit, ""), UNITS.get(unit, "D"), count)
    if value is None:
        return None
    # What was a year earlier is compared with: the next `a year earlier` counts from the same date again.
    return Found(match.start(), match.end(), value, confidence=0.5, is_base=count >= 0)


def _value(scan: Scan, part: str, unit: str, count: int) -> str | None:
    anchor = base(scan, unit)
    if anchor is None and count == 0:
        return None
    return (anchor or scan.anchor).shift(unit, count) + part


def base(scan: Scan, unit: str) -> Anchor | None:
    """Find what a date of that unit counts from: the date named before, where it is near and as fine as the unit."""
    if _FINENESS[unit] == 0:
        return Anchor(date.fromisoformat(scan.last_day)) if scan.last_day else None
    match = _VALUE.match(scan.last_value) if scan.floor - REACH < scan.last_end else None
    if match is None:
        return None
    year = int(match["y"])
    if match["w"]:
        fineness, day = 1, date.fromisocalendar(year, int(match["w"]), 4)
    elif match["q"]:
        fineness, day = 3, date(year, int(match["q"]) * 3 - 2, 1)
    else:
        fineness = 0 if match["d"] else 2 if match["m"] else 4
        day = date(year, int(match["m"] or 1), int(match["d"] or 1))
    return Anchor(day) if fineness <= _FINENESS[unit] else None
