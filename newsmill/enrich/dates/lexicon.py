"""The words of English date expressions, and the regular-expression pieces made of them."""

import re
from collections.abc import Iterable
from typing import Final

from newsmill.enrich.quotes.word_lists import words

_MONTHS: Final = (
    ("January", "Jan"), ("February", "Feb"), ("March", "Mar"), ("April", "Apr"), ("May",), ("June", "Jun"),
    ("July", "Jul"), ("August", "Aug"), ("September", "Sept", "Sep"), ("October", "Oct"), ("November", "Nov"),
    ("December", "Dec"),
)  # fmt: skip
_WEEKDAYS: Final = (
    ("Monday", "Mon"), ("Tuesday", "Tues", "Tue"), ("Wednesday", "Wed"), ("Thursday", "Thurs", "Thur", "Thu"),
    ("Friday", "Fri"), ("Saturday", "Sat"), ("Sunday", "Sun"),
)  # fmt: skip
_SMALL: Final = words(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)

MONTHS: Final = {
    form: number
    for number, names in enumerate(_MONTHS, 1)
    for name in names
    for form in ({name, name.upper(), name.lower()})
}
WEEKDAYS: Final = {
    form: number
    for number, names in enumerate(_WEEKDAYS)
    for name in names
    for form in (name, name.upper(), name.lower())
}
# Short forms that are words or names of their own: dates only beside a number.
SHORT_WEEKDAYS: Final = frozenset({"Sun", "Sat", "Wed", "Mon", "Fri", "Tue", "Thu"})
NUMBERS: Final = {
    **{word: number for number, word in enumerate(_SMALL)},
    "a": 1, "an": 1, "couple": 2, "a couple": 2, "a couple of": 2, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100, "a hundred": 100,
}  # fmt: skip
ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
SEASONS: Final = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
DAY_PARTS: Final = {"morning": "TMO", "afternoon": "TAF", "evening": "TEV", "night": "TNI"}
DECADES: Final = {
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8, "nineties": 9,
}  # fmt: skip
CENTURIES: Final = {
    word: number
    for number, word in enumerate(
        words(
            "eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
        ),
        11,
    )
} | {"twenty-first": 21}
UNITS: Final = {
    "day": "D", "week": "W", "weekend": "WE", "month": "M", "quarter": "Q", "year": "Y", "decade": "DE",
    "century": "CE", "centurie": "CE", "hour": "TH", "minute": "TM", "second": "TS",
}  # fmt: skip


def _any(words: Iterable[str]) -> str:
    return "(?:" + "|".join(sorted(map(re.escape, words), key=len, reverse=True)) + ")"


def _names(table: tuple[tuple[str, ...], ...]) -> str:
    """Full names as they are, short ones with their full stop."""
    full = _any([form for names in table for form in (names[0], names[0].upper())])
    short = _any([form for names in table for name in names[1:] for form in (name, name.upper())])
    return rf"(?:{full}\b|{short}\b\.?)"


MONTH: Final = _names(_MONTHS)
WEEKDAY: Final = _names(_WEEKDAYS)
DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)"
CENTURY: Final = _any(form for word in CENTURIES for form in (word, word.capitalize()))
DAY_PART: Final = _any(DAY_PARTS)
UNIT: Final = r"(?:day|weekend|week|month|quarter|year|decade|centurie|century|hour|minute|second)"
NUMBER: Final = (
    r"(?:\d{1,4}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-(?:one|two|three|four|five|six|seven|eight|nine)|"
    + _any(NUMBERS)
    + ")"
)
VAGUE: Final = r"(?:several|a few|few|many|some|recent)"


def month_number(word: str) -> int:
    """Month of a name or short form, 1 to 12.

    >>> month_number("Sept.")
    9
    """
    return MONTHS[word.rstrip(".")]


def weekday_number(word: str) -> int:
    """Weekday of a name or short form, Monday 0."""
    return WEEKDAYS[word.rstrip(".")]


def number_of(words: str) -> int:
    """Find number of a numeral in digits or words.

    >>> number_of("twenty-one"), number_of("a couple of"), number_of("12")
    (21, 2, 12)
    """
    low = words.lower()
    if low.isdecimal():
        return int(low)
    if "-" in low:
        tens, ones = low.split("-")
        return NUMBERS[tens] + NUMBERS[ones]
    return NUMBERS[low]
