"""Weeks, months, seasons and years told from the day of writing, in any language of the grammar."""

from typing import Final

from newsmill.enrich.dates.anchor import Anchor
from newsmill.enrich.dates.grammar.patterns import key
from newsmill.enrich.dates.grammar.reader import Reader
from newsmill.enrich.dates.scan import Found, Scan
from newsmill.enrich.dates.told import base

_STEPS: Final = {"last": -1, "lately": -1, "next": 1, "this": 0, "following": 1}
_BEGIN_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_HALVES: Final = 2
_QUARTERS: Final = 4
_WEEKEND_BEFORE: Final = r"\b(?:am|vom|das|fürs|le|du|el|del|il|nel|o|no|do|het)\s+$"


def find_shifted(reader: Reader, scan: Scan, at: int, only: str = "") -> Found | None:
    """Find a unit with its `last`, `next` or `this` before or after: `letzte Woche`, `la semaine prochaine`."""
    text = scan.text
    before = reader.patterns.adjective.match(text, at)
    start = at if before is None else before.end()
    unit = reader.patterns.unit.match(text, start)
    if unit is None or (only and reader.lexicon.units[key(unit.group())] not in only):
        return None
    after = reader.patterns.adjective_after.match(text, unit.end())
    way = (before or after) and (before or after).lastgroup  # type: ignore[union-attr]
    if way is None:
        return None
    end = unit.end() if after is None or before is not None else after.end()
    return _of_unit(scan, reader.lexicon.units[key(unit.group())], str(way), (at, end))


def _of_unit(scan: Scan, unit: str, way: str, span: tuple[int, int]) -> Found | None:
    if unit == "D" or (way == "lately" and unit != "WE"):
        # `El último año` lasts until now.
        return None
    if way == "following":
        value = (base(scan, unit) or scan.anchor).shift(unit, 1)
        return Found(*span, value, confidence=0.5)
    count = _STEPS[way]
    if unit == "WE" and way == "next" and scan.anchor.day is not None:
        # The coming weekend is that of this week until it has begun.
        count = int(scan.anchor.day.weekday() >= 5)
    return Found(*span, scan.anchor.shift(unit, count))


def find_weekend(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a weekend that is neither `last` nor `next`: the one before, or the one ahead."""
    unit = reader.patterns.unit.match(scan.text, at)
    if (
        unit is None
        or reader.lexicon.units[key(unit.group())] != "WE"
        or not reader.stands_before(_WEEKEND_BEFORE, scan.text, at)
    ):
        return None
    if reader.patterns.day_month.match(scan.text, reader.skip_link(scan.text, unit.end())):
        # `Le week-end du 23 mars`: the date tells it.
        return None
    is_ahead = reader.direction(scan, at, unit.end()) > 0
    day = scan.anchor.day
    count = 0 if is_ahead or day is None or day.weekday() >= 5 else -1
    return Found(at, unit.end(), scan.anchor.shift("WE", count), confidence=0.6)


def find_period(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a word that is a period by itself: `Jahresende`, `Vorjahr`."""
    word = reader.patterns.period.match(scan.text, at)
    if word is None:
        return None
    unit, count = reader.lexicon.periods[key(word.group())]
    return Found(at, word.end(), scan.anchor.shift(unit, count))


def find_this_unit(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Read a unit behind an edge, as in `fin du mois`: the one of now."""
    unit = reader.patterns.unit.match(scan.text, at)
    code = "" if unit is None else reader.lexicon.units[key(unit.group())]
    if unit is None or code not in {"W", "M", "Q", "Y", "WE"}:
        return None
    return Found(at, unit.end(), scan.anchor.shift(code, 0), confidence=0.8)


def find_ago(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a distance from now: `vor zwei Jahren`, `il y a trois jours`, `due anni fa`, `dans deux semaines`."""
    match = reader.patterns.ago.match(scan.text, at)
    if match is None or reader.stands_before(reader.lexicon.no_ago_pattern, scan.text, at):
        return None
    number, word = key(match["n1"] or match["n2"]), key(match["u1"] or match["u2"])
    count = int(number) if number.isdecimal() else reader.lexicon.numbers[number]
    unit = reader.lexicon.counted[word]
    unit, count = reader.lexicon.idioms.get(f"{number}_{word}", (unit, count))
    value = scan.anchor.shift(unit, count if match["ahead"] else -count)
    return Found(at, match.end(), value, confidence=0.7 if match["ahead"] else 0.9)


def find_season(reader: Reader, scan: Scan, at: int, way: str | None = None) -> Found | None:
    """Find a season with its year, with `last`, `this` or `next`, or one that a preposition makes a time."""
    text = scan.text
    match = reader.patterns.season.match(text, at)
    if match is None or reader.is_repeated(text, at):
        return None
    code, end = reader.lexicon.seasons[key(match["season"])], match.end()
    if match["y"]:
        return Found(at, end, f"{match['y']}-{code}", is_anchored=False, confidence=1.0)
    after = reader.patterns.adjective_after.match(text, end)
    if not way and after is not None:
        way, end = str(after.lastgroup), after.end()
    if way is None:
        shifted = find_shifted(reader, scan, reader.skip_link(text, end), only="Y")
        if shifted is not None:
            return Found(at, shifted.end, f"{shifted.value}-{code}", confidence=0.8)
        if not reader.stands_before(reader.lexicon.season_cue_pattern, text, at):
            return None
        way = "ahead" if reader.direction(scan, at, end) > 0 else ""
    return Found(at, end, _season(scan.anchor, code, way), confidence=0.8 if way else 0.5)


def _season(anchor: Anchor, code: str, way: str) -> str:
    if anchor.day is None:
        return anchor.season(code, 0)
    month, first = anchor.day.month, _BEGIN_MONTHS[code]
    # A winter is called by the year it begins in.
    now = -1 if code == "WI" and month <= 2 else 0
    count = {
        "next": now + (first <= month),
        "following": now + (first <= month),
        "ahead": now + (first + 2 < month),
        "this": now,
        "last": now - (first + 2 >= month),
    }.get(way, -1 if first - 1 >= month else now)
    return anchor.season(code, count)


def find_quarter(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a quarter or a half of a year: `drittes Quartal 2012`, `segundo semestre`."""
    text = scan.text
    match = reader.patterns.quarter.match(text, at)
    if match is None:
        return None
    name, code = key(match["n"]), reader.lexicon.quarters[key(match["unit"])]
    number = reader.lexicon.ordinals[name] if name in reader.lexicon.ordinals else int(name[0])
    letter = code[0]
    if number > (_HALVES if letter == "H" else _QUARTERS):
        return None
    year = reader.patterns.of_year.match(text, match.end())
    if year is not None:
        return Found(at, year.end(), f"{year['y']}-{letter}{number}", is_anchored=False, confidence=1.0)
    shifted = find_shifted(reader, scan, reader.skip_link(text, match.end()), only="Y")
    if shifted is not None:
        return Found(at, shifted.end, f"{shifted.value}-{letter}{number}")
    return None if code == "HY" else _quarter_of_now(reader, scan, match.span(), f"{letter}{number}")


def _quarter_of_now(reader: Reader, scan: Scan, span: tuple[int, int], name: str) -> Found:
    if name[0] == "H":
        return Found(*span, f"{scan.anchor.shift('Y', 0)}-{name}", confidence=0.7)
    is_ahead = reader.direction(scan, *span) > 0
    return Found(*span, scan.anchor.quarter(int(name[1]), is_ahead=is_ahead), confidence=0.7)
