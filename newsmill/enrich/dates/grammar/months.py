"""Months, with a year or alone, in any language of the grammar."""

import re
from typing import Final

from newsmill.enrich.dates.grammar.patterns import key
from newsmill.enrich.dates.grammar.reader import Reader, begins_sentence
from newsmill.enrich.dates.grammar.relative import find_shifted
from newsmill.enrich.dates.scan import Found, Scan

_CAPITAL: Final = re.compile(r"\s+[^\W\d_a-zà-ÿ]\w")
_NUMBER_BEFORE: Final = re.compile(r"(?<!\d)\d{1,2}\.?\s+(?:de\s+)?$")


def find_month(reader: Reader, scan: Scan, at: int, way: str | None = None) -> Found | None:
    """Find a month, with a year or alone, or a span of months."""
    text = scan.text
    match = reader.patterns.month.match(text, at)
    if match is None or _NUMBER_BEFORE.search(text[max(0, at - 8) : at]):
        # Behind a number that made no date: of a street, or of no calendar.
        return None
    is_pair = match["both"] and not reader.stands_before(reader.patterns.between_before, text, at)
    if match["m2"] and not is_pair:
        return _months(reader, scan, match)
    # `En mars et avril 2012` are two months of that year.
    year = match["y1"] or match["y2"]
    if year is None:
        return _lone_month(reader, scan, match.span("m1"), way)
    value, end = f"{year}-{month_number(reader, match['m1']):02d}", max(match.end("m1"), match.end("y1"))
    return Found(at, end, value, is_anchored=False, confidence=1.0)


def _months(reader: Reader, scan: Scan, match: re.Match[str]) -> Found | None:
    """Read a span of months: `von Mai bis Juli 2012`."""
    if not _is_full(reader, match["m1"]) or not _is_full(reader, match["m2"]):
        return None
    month, last = month_number(reader, match["m1"]), month_number(reader, match["m2"])
    year_end = match["y2"] or match["y1"]
    direction = 0 if year_end else reader.direction(scan, *match.span())
    value_end = f"{year_end}-{last:02d}" if year_end else _month_value(scan, last, direction)
    begin = match["y1"] or ("XXXX" if value_end[0] == "X" else str(int(value_end[:4]) - (last < month)))
    value = f"{begin}-{month:02d}"
    later = value_end if value_end > value else None
    return Found(*match.span(), value, later, is_anchored=year_end is None)


def _is_full(reader: Reader, name: str) -> bool:
    return name.lower() in reader.patterns.full_months


def _lone_month(reader: Reader, scan: Scan, span: tuple[int, int], way: str | None) -> Found | None:
    (start, end), text = span, scan.text
    name = text[start:end]
    if not _is_full(reader, name) or reader.is_repeated(text, start):
        return None
    after = reader.patterns.adjective_after.match(text, end)
    if not way and after is not None:
        way, end = str(after.lastgroup), after.end()
    if way is None and not _is_month_alone(reader, text, start, end):
        return None
    shifted = None if way else find_shifted(reader, scan, reader.skip_link(text, end), only="Y")
    month = month_number(reader, name)
    if shifted is not None:
        return Found(start, shifted.end, f"{shifted.value}-{month:02d}", confidence=0.9)
    if way in {"last", "next"}:
        value = scan.anchor.month(month, is_ahead=way == "next", is_strict=True)
    elif way == "this":
        value = f"{scan.anchor.shift('Y', 0)}-{month:02d}"
    else:
        direction = reader.direction(scan, start, end)
        told = reader.year_told(scan, start, direction)
        value = _month_value(scan, month, direction) if told is None else f"{told}-{month:02d}"
    return Found(start, end, value, confidence=0.8)


def _month_value(scan: Scan, month: int, direction: int) -> str:
    """Find the month a sentence means; one that looks nowhere means the next months rather than last year's."""
    anchor = scan.anchor
    if direction == 0 and anchor.day is not None:
        direction = 1 if 0 < (month - anchor.day.month) % 12 <= 3 else -1
    return anchor.month(month, is_ahead=direction > 0)


def _is_month_alone(reader: Reader, text: str, start: int, end: int) -> bool:
    """Tell a month from a name made of one: `Juni` needs a preposition, `Julio` is no July but where a sentence begins."""
    cue = reader.lexicon.month_cue_pattern
    if cue:
        return reader.stands_before(cue, text, start)
    is_name = text[start].isupper() and (
        not begins_sentence(text, start) or _CAPITAL.match(text, end) is not None
    )
    return not is_name


def month_number(reader: Reader, name: str) -> int:
    """Give the month of a name or short form."""
    return reader.patterns.months[key(name)]
