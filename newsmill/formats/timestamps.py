"""Times as records and markup write them, read without guessing the order of day and month."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Final

from newsmill.text.zones import zone

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_UNITS: Final = ((10**11, 1), (10**14, 10**3), (10**17, 10**6), (10**20, 10**9))
_COMPACT: Final = {8: "%Y%m%d", 12: "%Y%m%d%H%M", 14: "%Y%m%d%H%M%S"}
_YEARS: Final = range(1600, 2101)
_MONTH_NAMES: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS: Final = {name: month for month, name in enumerate(_MONTH_NAMES, 1)}
_MONTH: Final = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_CLOCK: Final = (
    r"(?:(?:,|\s+at)?[\sT]+(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:\.(?P<fraction>\d+))?)?"
    r"(?:\s*(?P<half>[ap])\.?m\.?)?(?:\s*(?P<zone>[+-]\d\d:?\d\d|[a-z]{1,4}))?)?"
)
_WEEKDAY: Final = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_WORDED: Final = (
    re.compile(
        rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+{_MONTH}[\s,-]+(?P<year>\d{{4}}){_CLOCK}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"{_WEEKDAY}{_MONTH}[\s-]+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s,-]+(?P<year>\d{{4}}){_CLOCK}",
        re.IGNORECASE,
    ),
)
_NUMERIC: Final = re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<year>\d{4})" + _CLOCK, re.IGNORECASE)
_YEAR_FIRST: Final = re.compile(
    r"(?P<year>\d{4})[/.](?P<month>\d{1,2})[/.](?P<day>\d{1,2})" + _CLOCK, re.IGNORECASE
)
# What C's ctime and Twitter write: the year at the end.
_YEAR_LAST: Final = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}}){_CLOCK}\s+(?P<year>\d{{4}})", re.IGNORECASE
)
_ISO: Final = re.compile(
    r"(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d\S*?)\s*(?P<offset>[+-]\d\d:?\d\d)?(?:\s*(?P<zone>[A-Za-z]{1,4}))?"
)
_SECONDS: Final = re.compile(r"\d{9,13}\.\d+")


def parse_timestamp(value: object) -> tuple[datetime | None, bool]:
    """Time of a value in the zone that it names, and whether it says all that the value says.

    ISO 8601, RFC 2822, worded dates, day and month in figures where one is over 12 or the year is first,
    figures alone from the year to the day, minute or second, seconds or milliseconds since 1970, zones by their
    abbreviations; these in an object or a list of one too. A date without a time is midnight, a time without a zone is taken as UTC: both not exact.
    None where the value is no time, or an ambiguous one. Dates in other words than English are not exact.

    >>> moment, is_exact = parse_timestamp("2024-11-25T08:52:00+02:00")
    >>> moment.isoformat(), is_exact
    ('2024-11-25T08:52:00+02:00', True)
    >>> parse_timestamp("26-FEB-1987 15:01:01.79")
    (datetime.datetime(1987, 2, 26, 15, 1, 1, 790000, tzinfo=datetime.timezone.utc), False)
    >>> parse_timestamp("03/04/2024")
    (None, False)
    """
    while isinstance(value, dict | list) and len(value) == 1:
        value = next(iter(value.values() if isinstance(value, dict) else value))
    try:
        if isinstance(value, str):
            return _from_text(value.strip())
        if isinstance(value, int | float) and not isinstance(value, bool):
            return _from_number(value)
    except (ValueError, OverflowError, TypeError):
        pass
    return None, False


def _from_text(text: str) -> tuple[datetime | None, bool]:
    if not text or len(text) > 64 or not any(map(str.isdigit, text)):
        return None, False
    if text.isdecimal() and len(text) != 8:
        return _from_number(int(text)) if len(text) >= 9 else (None, False)
    if _SECONDS.fullmatch(text):
        return _from_number(float(text))
    try:
        return _aware(datetime.fromisoformat(text))
    except ValueError:
        match = _ISO.fullmatch(text)
        return _from_iso(match) if match else _from_words(text)


def _from_iso(match: re.Match[str]) -> tuple[datetime | None, bool]:
    moment = datetime.fromisoformat(match["time"] + (match["offset"] or ""))
    return _aware(moment if moment.tzinfo or not match["zone"] else _in_zone(moment, match["zone"]))


def _from_words(text: str) -> tuple[datetime | None, bool]:
    for pattern in (*_WORDED, _YEAR_LAST):
        if match := pattern.fullmatch(text):
            return _aware(_assemble(match, int(match["day"]), _MONTHS[match["month"][:3].lower()]))
    if match := _YEAR_FIRST.fullmatch(text):
        return _aware(_assemble(match, int(match["day"]), int(match["month"])))
    if match := _NUMERIC.fullmatch(text):
        return _from_figures(match)
    if text[:3].isalpha() and text[3:4] == ",":
        return _aware(parsedate_to_datetime(text))
    return _from_stamp(text)


def _from_stamp(text: str) -> tuple[datetime | None, bool]:
    """Time as the stamps of pages write it, in other languages too; one of an update is none."""
    # They cost their import only where they are needed.
    from newsmill.text.stamp_labels import Says  # noqa: PLC0415
    from newsmill.text.stamps import read_stamp  # noqa: PLC0415

    stamp = read_stamp(text)
    if stamp is None or stamp.order_is_open or stamp.says is Says.UPDATED:
        return None, False
    moment = datetime(
        stamp.year, stamp.month, stamp.day, stamp.hour or 0, stamp.minute, stamp.second, tzinfo=stamp.zone
    )
    return _aware(moment)[0], False


def _from_number(number: float) -> tuple[datetime | None, bool]:
    moment = _compact(str(int(number))) if number == int(number) else None
    return (_since_epoch(number), True) if moment is None else _aware(moment)


def _compact(digits: str) -> datetime | None:
    """Time written as figures from year to day, minute or second; None where they make no plausible one."""
    form = _COMPACT.get(len(digits))
    try:
        moment = datetime.strptime(digits, form) if form else None  # noqa: DTZ007 - _to_utc gives the zone
    except ValueError:
        return None
    return moment if moment and moment.year in _YEARS else None


def _since_epoch(number: float) -> datetime | None:
    # Fourteen figures would be milliseconds after 2286, or microseconds before 1974.
    if not number > 0 or 10**13 <= number < 10**14:
        return None
    for limit, unit in _UNITS:
        if number < limit:
            # Whole microseconds, so that 53 bits do not blur the last digits.
            return _EPOCH + timedelta(microseconds=round(number * 10**6 / unit))
    return None


def _from_figures(match: re.Match[str]) -> tuple[datetime | None, bool]:
    first, second = int(match["a"]), int(match["b"])
    if first == second or second > 12 >= first:
        return _aware(_assemble(match, second, first))
    return _aware(_assemble(match, first, second)) if first > 12 >= second else (None, False)


def _assemble(match: re.Match[str], day: int, month: int) -> datetime:
    hour = int(match["hour"] or 0)
    if match["half"]:
        if not 1 <= hour <= 12:
            raise ValueError(f"no such hour: {hour}")
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    fraction = int((match["fraction"] or "0")[:6].ljust(6, "0"))
    moment = datetime(  # noqa: DTZ001 - _to_utc gives the zone
        int(match["year"]), month, day, hour, int(match["minute"] or 0), int(match["second"] or 0), fraction
    )
    return _in_zone(moment, match["zone"]) if match["zone"] else moment


def _in_zone(moment: datetime, words: str) -> datetime:
    """The moment in a zone, `+0200` or `EST`. Raises `ValueError` where there is no such zone."""
    if words[0] in "+-":
        return datetime.fromisoformat(f"{moment.isoformat()}{words}")
    found = zone(words)
    if found is None:
        raise ValueError(f"no such zone: {words}")
    return moment.replace(tzinfo=found)


def _aware(moment: datetime) -> tuple[datetime, bool]:
    """The moment with a zone, and whether it had one. Raises `OverflowError` for one that no calendar has in UTC."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC), False
    moment.astimezone(UTC)
    return moment, True
