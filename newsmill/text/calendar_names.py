"""Names of months and weekdays, and the marks of half days, in the languages of the press."""

import re
from functools import lru_cache
from typing import Final

LANGUAGES: Final = (
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "nb", "fi", "pl", "cs", "sk", "hu", "ro", "bg", "hr",
    "sr", "sl", "el", "tr", "ru", "uk", "ar", "fa", "he", "id", "ms", "vi", "hi", "ca", "et", "lv", "lt",
)  # fmt: skip
ENGLISH: Final = ("en",)
_ENGLISH_EXTRA: Final = {"sept": 9}
_NOT_LETTER: Final = re.compile(r"[.\u200e\u200f]")


def month(word: str) -> int | None:
    """Give the number of the month that a word names, in English first and then in the other languages; None if none.

    Source: CLDR, through babel.

    >>> month("Sept."), month("марта"), month("août"), month("Obama")
    (9, 3, 8, None)
    """
    key = fold(word)
    found = _months(ENGLISH).get(key)
    return _months(LANGUAGES).get(key) if found is None and not _is_english_other(key) else found


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week.

    >>> is_weekday("Tue."), is_weekday("vendredi"), is_weekday("Market")
    (True, True, False)
    """
    key = fold(word)
    return key in _weekdays(ENGLISH) or (not _is_english_other(key) and key in _weekdays(LANGUAGES))


def fold(word: str) -> str:
    """Write a name as the tables have it: without case and full stops."""
    return _NOT_LETTER.sub("", word).casefold()


@lru_cache(maxsize=1)
def _stop_words() -> frozenset[str]:
    return frozenset(
        [
            "at",
            "by",
            "on",
            "in",
            "the",
            "of",
            "to",
            "and",
            "a",
            "am",
            "pm",
            "time",
            "gmt",
            "utc",
            "published",
            "updated",
            "posted",
            "last",
        ]
    )


def _is_english_other(key: str) -> bool:
    """Tell a common English word, to be looked up no further: `a` and `at` name days elsewhere."""
    return key in _stop_words()


@lru_cache(maxsize=2)
def _months(languages: tuple[str, ...]) -> dict[str, int]:
    from babel import Locale  # noqa: PLC0415 - read when the first stamp is

    names: dict[str, int] = dict(_ENGLISH_EXTRA)
    for language in languages:
        for forms in Locale(language).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in forms[width].items():
                    if not name.isdigit():
                        names.setdefault(fold(name), number)
    return names


@lru_cache(maxsize=2)
def _weekdays(languages: tuple[str, ...]) -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415 - read when the first stamp is

    return frozenset(
        fold(name)
        for language in languages
        for forms in Locale(language).days.values()
        for width in ("wide", "abbreviated")
        for name in forms[width].values()
    ) | {"tues", "wednes", "thur", "thurs"}
