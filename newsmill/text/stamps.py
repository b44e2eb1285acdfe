"""Stamps: the line on which a page says when it was printed or published."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from newsmill.text import calendar_names, zones

MAX_STAMP_CHARS: Final = 140

_LABEL: Final = re.compile(
    r"\s*(?P<label>(?:(?:first|last|originally)\s+)?(?P<verb>published|posted|updated|modified|created|printed|issued|added"
    r"|release[d]?|date|time|publicado|publié|mis à jour|veröffentlicht|erstellt|stand|actualizado|pubblicato|aggiornato"
    r"|опубликовано|обновлено|дата)"
    r"(?:\s+(?:on|at|le|el|il|am))?)\b\s*(?:[:\-–|]\s*|(?=[\dA-ZÀ-ÞА-Я]))",
    re.IGNORECASE,
)
# Labels that say when the page was shown, changed or printed, and not when the story was first published.
_NOT_PUBLISHED: Final = frozenset({"printed", "date", "time", "дата", "stand", "created", "erstellt"})
_TOKEN: Final = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)"
    r"|(?P<time>(?<!\d)(?:[01]?\d|2[0-4])(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|h[0-5]\d)(?!\d))"
    r"|(?P<numeric>(?<!\d)(?:\d{4}([-/.])\s?\d{1,2}\4\s?\d{1,2}|\d{1,2}([-/.])\s?\d{1,2}\5\s?(?:\d{4}|\d{2}))(?!\d)\.?)"
    r"|(?P<eastern>\d{4}\s?年\s?\d{1,2}\s?月\s?\d{1,2}\s?日)"
    r"|(?P<number>\d{1,4})(?P<ordinal>st|nd|rd|th|er|º|ª)?(?![\d])\.?"
    r"|(?P<half>[AaPp]\.?\s?[Mm]\b\.?)"
    r"|(?P<offset>(?:(?:GMT|UTC)\s*)?[+−–-]\s?\d{1,2}:?(?:\d{2})?(?!\d))"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[’'.-](?=[^\W\d_]))*\.?)"
    r"|(?P<punctuation>[,;|/()\[\]·•@:–—-])|(?P<space>\s+)"
)
_FILLER: Final = frozenset(
    [
        "at",
        "on",
        "in",
        "the",
        "de",
        "del",
        "of",
        "à",
        "um",
        "alle",
        "às",
        "kl",
        "в",
        "г",
        "о",
        "le",
        "el",
        "den",
    ]
)
_DIGIT: Final = re.compile(r"\d")
_CLOCK_WORDS: Final = frozenset({"uhr", "uur", "hrs", "hours", "h", "ч"})
_DOT_TIME: Final = re.compile(
    r"(?P<hour>\d{1,2})[.h](?P<minute>[0-5]\d)(?=\s*(?:[AaPp]\.?[Mm]\b|Uhr|uur|hrs|$|\s[A-Z]{3,4}$))"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp as read: its words, its day or the two days it may mean, its time, its zone.

    `numbers` are the two ambiguous numbers (first, second) of a numeric date whose order is open, else None.
    `says_published` holds where a label calls the time the publication's.
    """

    raw: str
    year: int
    month: int
    day: int
    hour: int | None
    minute: int
    second: int
    zone: tzinfo | None
    says_published: bool
    order_is_open: bool
    order_evidence: bool | None

    def day_of(self, *, day_first: bool) -> date:
        """Give the day, with an open order of day and month settled."""
        if self.order_is_open and not day_first:
            return date(self.year, self.day, self.month)
        return date(self.year, self.month, self.day)

    def instant(self, *, day_first: bool) -> datetime | None:
        """Give the moment in UTC; None where the stamp names no hour or no zone that is known."""
        if self.hour is None or self.zone is None:
            return None
        day = self.day_of(day_first=day_first)
        local = datetime(day.year, day.month, day.day, self.hour, self.minute, self.second, tzinfo=self.zone)
        return local.astimezone(UTC)


@dataclass(slots=True)
class _Reading:
    """What the tokens of a line have given so far."""

    numbers: list[int]
    year: int | None = None
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int = 0
    second: int = 0
    half: str | None = None
    zone: tzinfo | None = None
    is_open: bool = False
    evidence: bool | None = None
    words: list[str] | None = None


def read_stamp(line: str) -> Stamp | None:
    """Read a line that is a stamp and nothing else; None where any of its words has no place in a stamp.

    >>> stamp = read_stamp("25-11-2024 08:52 AM Jerusalem Timing")
    >>> stamp.instant(day_first=True).isoformat()
    '2024-11-25T06:52:00+00:00'
    >>> read_stamp("Published: Nov. 3, 2019 | 4:05 p.m. ET").instant(day_first=True).isoformat()
    '2019-11-03T21:05:00+00:00'
    >>> read_stamp("May 2024 brought 10:30 trains") is None
    True
    """
    if len(line) > MAX_STAMP_CHARS or _DIGIT.search(line) is None:
        return None
    raw = line.strip()
    body, says_published = _without_label(raw)
    reading = _read(_DOT_TIME.sub(r"\g<hour>:\g<minute>", body) if "." in body or "h" in body else body)
    if reading is None:
        return None
    return _stamp(raw, reading, says_published=says_published)


def _without_label(line: str) -> tuple[str, bool]:
    match = _LABEL.match(line)
    if match is None:
        return line, False
    return line[match.end() :], match["verb"].lower() not in _NOT_PUBLISHED


def _read(body: str) -> _Reading | None:
    reading = _Reading([], words=[])
    at = 0
    while at < len(body):
        match = _TOKEN.match(body, at)
        if match is None or not _take(match, reading):
            return None
        at = match.end()
    return reading if _take_words(reading) else None


def _take(match: re.Match[str], reading: _Reading) -> bool:
    text = match.group()
    if match["numeric"] or match["eastern"]:
        return _take_numeric(text, reading)
    if match["number"]:
        reading.numbers.append(int(match["number"]))
        return len(reading.numbers) <= 3
    return _TAKERS[match.lastgroup or "space"](text, reading)


def _take_space(text: str, reading: _Reading) -> bool:
    return _take_words(reading) if text in {"|", ";", "(", ")", "·", "•", ","} else True


def _take_iso(text: str, reading: _Reading) -> bool:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return False
    if reading.year is not None:
        return False
    reading.year, reading.month, reading.day = at.year, at.month, at.day
    reading.hour, reading.minute, reading.second = at.hour, at.minute, at.second
    reading.zone = at.tzinfo
    return True


def _take_time(text: str, reading: _Reading) -> bool:
    if reading.hour is not None:
        return False
    hour, *rest = re.split(r"[:h.]", text)
    reading.hour = int(hour)
    reading.minute = int(rest[0])
    reading.second = int(rest[1]) if len(rest) > 1 else 0
    return True


def _take_numeric(text: str, reading: _Reading) -> bool:
    if reading.year is not None:
        return False
    first, second, third = (int(number) for number in re.findall(r"\d+", text))
    if first > 31:
        reading.year, reading.month, reading.day = first, second, third
        return True
    reading.year = third if third > 99 else third + (2000 if third < 70 else 1900)
    is_dotted = "." in text
    if first > 12 or is_dotted:
        reading.day, reading.month, reading.evidence = first, second, None if is_dotted else True
    elif second > 12:
        reading.month, reading.day, reading.evidence = first, second, False
    else:
        reading.day, reading.month, reading.is_open = first, second, first != second
    return True


def _take_half(text: str, reading: _Reading) -> bool:
    if reading.hour is None and reading.numbers and reading.numbers[-1] <= 12:
        reading.hour = reading.numbers.pop()
    if reading.half is not None or reading.hour is None:
        return False
    reading.half = text[0].lower()
    return True


def _take_offset(text: str, reading: _Reading) -> bool:
    if reading.hour is None:
        return False
    if (found := zones.zone(text)) is None:
        return False
    reading.zone = found
    return True


def _take_word(text: str, reading: _Reading) -> bool:
    if reading.month is None and (number := calendar_names.month(text)) is not None:
        reading.month = number
        return True
    words = reading.words if reading.words is not None else []
    if not words and (calendar_names.is_weekday(text) or calendar_names.fold(text) in _FILLER):
        return True
    words.append(text)
    reading.words = words
    return len(words) <= 4


def _take_words(reading: _Reading) -> bool:
    """Words that stand together after the time are a zone; anything else makes the line no stamp."""
    words = reading.words or []
    if not words:
        return True
    reading.words = []
    if calendar_names.fold(words[0]) in _CLOCK_WORDS:
        words = words[1:]
    text = " ".join(words)
    if not words or calendar_names.fold(text) == "local time":
        return reading.hour is not None
    found = zones.zone(text)
    if found is None or (reading.hour is None and not reading.numbers):
        return False
    reading.zone = found
    return True


_TAKERS: Final[dict[str, Callable[[str, _Reading], bool]]] = {
    "space": _take_space,
    "punctuation": _take_space,
    "iso": _take_iso,
    "time": _take_time,
    "half": _take_half,
    "offset": _take_offset,
    "word": _take_word,
}


def _stamp(raw: str, reading: _Reading, *, says_published: bool) -> Stamp | None:
    if reading.year is None and not _place_numbers(reading):
        return None
    if reading.numbers and reading.day is not None:
        return None
    year, month, day = reading.year, reading.month, reading.day
    if year is None or month is None or day is None or not 1900 <= year <= 2200:
        return None
    hour = _hour(reading)
    try:
        date(year, month, day)
        if hour is not None and not 0 <= hour <= 23:
            return None
    except ValueError:
        return None
    return Stamp(
        raw, year, month, day, hour, reading.minute, reading.second, reading.zone, says_published,
        reading.is_open, reading.evidence,
    )  # fmt: skip


def _place_numbers(reading: _Reading) -> bool:
    """Settle day and year of a date whose month is named."""
    numbers = reading.numbers
    if reading.month is None or len(numbers) != 2:
        return False
    day, year = (numbers[1], numbers[0]) if numbers[0] > 31 else (numbers[0], numbers[1])
    if year < 100:
        year += 2000 if year < 70 else 1900
    reading.day, reading.year = day, year
    reading.numbers = []
    return 1 <= day <= 31


def _hour(reading: _Reading) -> int | None:
    hour = reading.hour
    if hour is None or reading.half is None or hour > 12:
        return 0 if hour == 24 else hour
    return hour % 12 + (12 if reading.half == "p" else 0)
