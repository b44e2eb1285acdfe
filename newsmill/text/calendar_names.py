"""Names of months and weekdays, and the marks of half days, in the languages of the press."""

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any, Final

# Common English words, to be looked up no further: `a` and `at` name days elsewhere.
_ENGLISH_OTHERS: Final = frozenset({
    "at", "by", "on", "in", "the", "of", "to", "and", "a", "am", "pm", "time", "gmt", "utc", "published", "updated",
    "posted", "last",
})  # fmt: skip
_NOT_LETTER: Final = re.compile(r"[.\u200e\u200f]")


def month(word: str) -> int | None:
    """Give the number of the month that a word names, in English first and then in the other languages; None if none.

    Source: CLDR, by `tools/calendar_names.py`.

    >>> month("Sept."), month("марта"), month("août"), month("Obama")
    (9, 3, 8, None)
    """
    key = fold(word)
    months: dict[str, dict[str, int]] = tables()["months"]
    found = months["english"].get(key)
    return months["any"].get(key) if found is None and key not in _ENGLISH_OTHERS else found


def is_weekday(word: str) -> bool:
    """Whether a word names a day of the week.

    >>> is_weekday("Tue."), is_weekday("vendredi"), is_weekday("Market")
    (True, True, False)
    """
    key = fold(word)
    weekdays: dict[str, frozenset[str]] = tables()["weekdays"]
    return key in weekdays["english"] or (key not in _ENGLISH_OTHERS and key in weekdays["any"])


def fold(word: str) -> str:
    """Write a name as the tables have it: without case and full stops."""
    return (word if word.isalpha() else _NOT_LETTER.sub("", word)).casefold()


@lru_cache(maxsize=1)
def tables() -> dict[str, Any]:
    """Names of months, weekdays, cities and countries, from the file that `tools/calendar_names.py` makes."""
    made: dict[str, Any] = json.loads(files("newsmill").joinpath("data/cleaning/calendar.json").read_bytes())
    made["weekdays"] = {kind: frozenset(names) for kind, names in made["weekdays"].items()}
    return made
