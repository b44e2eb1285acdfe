"""The parts of a time as pages write it: day, month, year, hour, half day and zone, in any order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Final

from newsmill.text import calendar_names, zones

_TOKEN: Final = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)"
    r"|(?P<time>(?<!\d)(?:[01]?\d|2[0-4])(?:(?::[0-5]\d(?::[0-5]\d(?:\.\d+)?)?|\s?h\s?[0-5]\d)(?!\d)|h(?![^\W_])"
    r"|\s?[時时點点시](?:\s?[0-5]?\d\s?[分분](?:\s?[0-5]?\d\s?[秒초])?)?))"
    r"|(?P<numeric>(?<!\d)(?:\d{4}([-/.])\s?\d{1,2}\4\s?\d{1,2}|\d{1,2}([-/.])\s?\d{1,2}\5\s?(?:\d{4}|\d{2}))(?!\d)\.?)"
    r"|(?P<eastern>\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일])"
    r"|(?P<number>\d{1,4})(?P<ordinal>st|nd|rd|th|er|º|ª)?(?![\d])\.?"
    r"|(?P<half>(?:[AaPp]\.?\s?[Mm]\b|[صم](?![^\W\d_])|[πμ]\.?\s?μ(?![^\W\d_]))\.?)|(?P<half_before>[午上下오][前後午전후])"
    # A sign with a blank on either side parts date and time; behind a letter it parts day, month and year.
    r"|(?P<offset>(?:(?:GMT|UTC)\s?[+−–-]\d{1,2}(?::?\d{2})?|(?:GMT|UTC)\s?[+−–-]\s\d{1,2}(?!\s*[^\W\d_])"
    r"|(?<![^\W\d_])[+−–-](?:\d{2}:?\d{2}|\d{1,2}(?!\s*[^\W\d_])))(?!\d|[./:-]\d))"
    r"|(?P<eastern_day>[(]\s?[月火水木金土日월화수목금토일一二三四五六]\s?[)]|[月火水木金土日]曜日?|(?:星期|周|週)[一二三四五六日天]|[월화수목금토일]요일)"
    r"|(?P<word>[^\W\d_](?:[^\W\d_]|[\u0900-\u0963]|[’'.-](?=[^\W\d_]))*\.?)"
    r"|(?P<punctuation>[,;|/()\[\]·•@:–—-])|(?P<space>\s+)"
)
_FILLER: Final = frozenset([
    "at", "on", "in", "the", "de", "del", "of", "à", "um", "alle", "às", "kl", "в", "г", "о", "le", "el", "den", "a", "las",
    "la", "om", "ore", "ora", "ob", "u", "em", "klo", "kello", "saat", "по", "godz", "στις", "الساعة", "في", "בשעה",
])  # fmt: skip
_NUMBER: Final = re.compile(r"\d+")
_CLOCK_WORDS: Final = frozenset({"uhr", "uur", "hrs", "hours", "h", "ч", "hs"})
_LOCAL_TIME: Final = frozenset(
    {"local time", "heure locale", "hora local", "ora locale", "ortszeit", "местное время"}
)
_LATE: Final = frozenset("pPمμ後后午下후")
_DOT_TIME: Final = re.compile(
    r"(?<![\d:])(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)(?=\s*(?:[AaPp]\.?[Mm]\b|Uhr|uur|hrs|$|\s[A-Z]{3,4}$))"
)
# Digits and punctuation of other scripts, each for the one character that it stands for.


@dataclass(slots=True)
class Reading:
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


def read_time(body: str) -> Reading | None:
    """Read words that say a time and nothing else; None where one has no place in a time."""
    if "." in body:
        body = _DOT_TIME.sub(r"\g<hour>:\g<minute>", body)
    reading = Reading([], words=[])
    at = 0
    while at < len(body):
        match = _TOKEN.match(body, at)
        if match is None:
            return None
        at = match.end()
        if match["offset"] and reading.hour is None and not match["offset"][0].isalpha():
            at = match.start() + 1  # no offset before the hour: a dash
        elif not _take(match, reading):
            return None
    return reading if _take_words(reading) else None


def _take(match: re.Match[str], reading: Reading) -> bool:
    text = match.group()
    if match["numeric"] or match["eastern"]:
        return _take_numeric(text, reading)
    if match["number"]:
        reading.numbers.append(int(match["number"]))
        return len(reading.numbers) <= 3
    return _TAKERS[match.lastgroup or "space"](text, reading)


def _take_space(text: str, reading: Reading) -> bool:
    return _take_words(reading) if text in {"|", ";", "(", ")", "·", "•", ","} else True


def _take_iso(text: str, reading: Reading) -> bool:
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


def _take_time(text: str, reading: Reading) -> bool:
    if reading.hour is not None:
        return False
    hour, *rest = _NUMBER.findall(text)
    reading.hour = int(hour)
    reading.minute = int(rest[0]) if rest else 0
    reading.second = int(rest[1]) if len(rest) > 1 else 0
    return True


def _take_numeric(text: str, reading: Reading) -> bool:
    if reading.year is not None:
        return False
    first, second, third = (int(number) for number in _NUMBER.findall(text))
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


def _take_half_before(text: str, reading: Reading) -> bool:
    if reading.half is not None:
        return False
    reading.half = "p" if text[-1] in _LATE and text != "上午" else "a"
    return True


def _take_half(text: str, reading: Reading) -> bool:
    if text == "م" and reading.hour is None:
        return True  # behind a year: of our era
    if reading.hour is None and reading.numbers and reading.numbers[-1] <= 12:
        reading.hour = reading.numbers.pop()
    if reading.half is not None or reading.hour is None:
        return False
    reading.half = "p" if text[0] in _LATE else "a"
    return True


def _take_offset(text: str, reading: Reading) -> bool:
    if reading.hour is None:
        return False
    if (found := zones.zone(text)) is None:
        return False
    reading.zone = found
    return True


def _take_word(text: str, reading: Reading) -> bool:
    words = reading.words if reading.words is not None else []
    # `PT` is a zone behind the hour, and Friday in Polish.
    is_zone = reading.hour is not None and zones.is_abbreviation(text)
    number = None if is_zone else calendar_names.month(text)
    if number is not None and reading.month in {None, number}:
        reading.month = number
        return True
    if (
        not words
        and not is_zone
        and (calendar_names.is_weekday(text) or calendar_names.fold(text) in _FILLER)
    ):
        return True
    words.append(text)
    reading.words = words
    return len(words) <= 4


def _take_words(reading: Reading) -> bool:
    """Words that stand together after the time are a zone; anything else makes the line no stamp."""
    words = reading.words or []
    if not words:
        return True
    reading.words = []
    if calendar_names.fold(words[0]) in _CLOCK_WORDS:
        words = words[1:]
    text = " ".join(words)
    if not words or calendar_names.fold(text) in _LOCAL_TIME:
        return reading.hour is not None
    found = zones.zone(text)
    if found is None or (reading.hour is None and not reading.numbers):
        return False
    reading.zone = found
    return True


_TAKERS: Final[dict[str, Callable[[str, Reading], bool]]] = {
    "space": _take_space,
    "punctuation": _take_space,
    "iso": _take_iso,
    "time": _take_time,
    "half": _take_half,
    "half_before": _take_half_before,
    "eastern_day": _take_space,
    "offset": _take_offset,
    "word": _take_word,
}


def place_numbers(reading: Reading) -> bool:
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


def hour_of_day(reading: Reading) -> int | None:
    """Give the hour from 0 to 23 that hour and half day mean; None where no hour was read."""
    hour = reading.hour
    if hour is None or reading.half is None or hour > 12:
        return 0 if hour == 24 else hour
    return hour % 12 + (12 if reading.half == "p" else 0)
