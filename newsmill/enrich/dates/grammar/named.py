"""Days that name their month or have a name of their own, in any language of the grammar."""

import re
from datetime import date, timedelta
from typing import Final

from newsmill.enrich.dates.grammar.months import month_number
from newsmill.enrich.dates.grammar.patterns import key
from newsmill.enrich.dates.grammar.reader import Reader
from newsmill.enrich.dates.grammar.relative import find_shifted
from newsmill.enrich.dates.holidays import easter
from newsmill.enrich.dates.scan import Found, Scan

# What the words around a date tell of where it lies.
WAYS: Final = {"last": -1, "lately": -1, "next": 1, "following": 1}
_NO_YEAR_BEFORE: Final = re.compile(r"(?:\b(?:am|vom|bis|zum|den|dem|ab|seit)\s+|\()$", re.IGNORECASE)
_HOLIDAY_BEFORE: Final = re.compile(
    r"\b(?:an|am|zu|vor|nach|bis|seit|über|à|avant|après|depuis|pour|en|por|hasta|desde|a|per|dopo|no|ao|até|met|op|na|voor|tot|rond|el|il|"
    r"(?:para|pour|avant|après|dopo|per|antes|depois)\s+(?:la|le|o|il|d[eo]l?))\s+$",
    re.IGNORECASE,
)


def find_numeric(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a date in digits: ISO, or the day first."""
    match = reader.patterns.numeric.match(scan.text, at)
    if match is None:
        return None
    if match["y"]:
        value = date(int(match["y"]), int(match["m"]), int(match["d"]))
        return Found(at, match.end(), value.isoformat(), is_anchored=False, confidence=1.0)
    day, month, year = int(match["a"]), int(match["b"] or match["b2"]), int(match["c"] or match["c2"])
    if year < 100:
        year += 1900 if year > 50 else 2000
    return Found(at, match.end(), date(year, month, day).isoformat(), is_anchored=False, confidence=0.9)


def find_no_year(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a day and month in digits: `am 3.9.`."""
    match = reader.patterns.no_year.match(scan.text, at)
    if match is None or not _NO_YEAR_BEFORE.search(scan.text[max(0, at - 8) : at]):
        return None
    direction = reader.direction(scan, at, match.end())
    value, _ = _value(reader, scan, None, int(match["m"]), int(match["d"]), at, direction)
    return Found(at, match.end(), value, confidence=0.7)


def find_holiday(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a day with a name where a preposition or a year tells that the day is meant: `zu Ostern`, `Navidad de 2012`."""
    match = reader.patterns.holiday.match(scan.text, at)
    if match is None or not scan.text[at].isupper():
        return None
    month, day = reader.lexicon.holidays[key(match["name"])]
    if match["y"]:
        value = _holiday(month, day, int(match["y"]))
        return Found(at, match.end(), value.isoformat(), is_anchored=False, confidence=1.0)
    anchor = scan.anchor.day
    if anchor is None or not _HOLIDAY_BEFORE.search(scan.text[max(0, at - 12) : at]):
        return None
    near = [_holiday(month, day, year) for year in (anchor.year - 1, anchor.year, anchor.year + 1)]
    if reader.direction(scan, at, match.end()) > 0:
        near = [one for one in near if one >= anchor]
    value = min(near, key=lambda one: abs((one - anchor).days))
    return Found(at, match.end(), value.isoformat(), confidence=0.7)


def _holiday(month: int, day: int, year: int) -> date:
    return date(year, month, day) if month else easter(year) + timedelta(day)


def find_day_month(reader: Reader, scan: Scan, at: int, way: str | None = None) -> Found | None:
    """Find a day and month, with a year or without: `3. Mai`, `du 3 au 5 mai 2013`, `3 y 4 de mayo del año pasado`."""
    text = scan.text
    match = reader.patterns.day_month.match(text, at)
    if match is None or not _is_plain_month(reader, match) or reader.stands_before(
        reader.lexicon.street_pattern, text, at
    ):  # fmt: skip
        return None
    month, last = month_number(reader, match["m2"]), _day(match["d2"])
    first_month, first = (month_number(reader, match["m1"]) if match["m1"] else month), match["d1"]
    year, end = match["y2"], match.end()
    if year is None:
        shifted = find_shifted(reader, scan, reader.skip_link(text, end), only="Y")
        after = reader.patterns.adjective_after.match(text, end)
        if shifted is not None and shifted.value.isdecimal():
            year, end = shifted.value, shifted.end
        elif after is not None:
            way, end = after.lastgroup, after.end()
    direction = 2 * WAYS.get(way or "", 0) or reader.direction(scan, at, end)
    if first is None:
        value, is_told = _value(reader, scan, year, month, last, at, direction)
        return Found(at, end, value, is_anchored=not is_told, confidence=1.0 if is_told else 0.9)
    begin_year = match["y1"] or (year and str(int(year) - (month < first_month)))
    begin, is_told = _value(reader, scan, begin_year, first_month, _day(first), at, direction)
    if match["both"] and not (
        (month == first_month and last == _day(first) + 1)
        or reader.stands_before(reader.patterns.between_before, text, at)
    ):
        # `Le 3 et le 17 mai` are two days: the other is found next.
        over = at + len(match.group()[: match.start("both") - at].rstrip())
        return Found(at, over, begin, is_anchored=not is_told, confidence=0.8)
    value_end, _ = _value(reader, scan, year, month, last, at, direction)
    return Found(
        at, end, begin, value_end if value_end > begin else None, is_anchored=not is_told,
        confidence=1.0 if is_told else 0.9,
    )  # fmt: skip


def _value(
    reader: Reader, scan: Scan, year: str | None, month: int, day: int, at: int, direction: int
) -> tuple[str, bool]:
    if year:
        return date(int(year), month, day).isoformat(), True
    told = reader.year_told(scan, at, direction)
    if told is not None:
        return date(int(told), month, day).isoformat(), False
    value = scan.anchor.month_day(month, day, is_ahead=direction > 0)
    if direction < -1 and scan.anchor.day is not None and value > scan.anchor.day.isoformat():
        value = date(int(value[:4]) - 1, month, day).isoformat()
    return value, False


def _day(text: str) -> int:
    return int(text) if text.isdecimal() else 1


def _is_plain_month(reader: Reader, match: re.Match[str]) -> bool:
    """Tell a date from a street or a square called by one: `9 de Julio`."""
    word = match["m2"]
    return reader.lexicon.has_capital_day_months or bool(match["y2"]) or word.isupper() or word[0].islower()
