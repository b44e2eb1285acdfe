"""What a language lends to the grammar of dates: its words, and nothing of how dates are built."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from newsmill.enrich.quotes.word_lists import words

NOTHING: Final = "(?!)"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The words of one language for dates.

    Word lists are running text, `_` stands for a space within one entry; mappings have lower-case keys of the same form.
    Fields that end in `_pattern` are regular expressions, matched without regard to case.
    """

    language: str
    more_months: Mapping[str, int] = field(default_factory=dict)
    more_weekdays: Mapping[str, int] = field(default_factory=dict)
    bare_weekdays: frozenset[str] = frozenset()  # days only where no noun follows: `na segunda`
    month_cue_pattern: str = ""  # what must stand before a month alone, where months are names too
    has_ordinal_stops: bool = False  # `3.`
    # Months are written with a capital only where they begin a sentence or belong to a name.
    has_small_months: bool = True
    has_capital_day_months: bool = True
    has_small_weekdays: bool = True
    # `Montagabend`, `woensdagavond`.
    compounds_parts: bool = False
    first: str = ""  # the first of a month in words
    articles: str
    of: str
    to: str
    both: str  # `and`
    between: str
    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    # Days and their parts, `TMO` to `TNI`.
    day_words: Mapping[str, tuple[int, str]]
    no_day_word_pattern: str = NOTHING  # a word of `day_words` that is none, with what stands before it
    no_day_word_after_pattern: str = NOTHING
    parts: Mapping[str, str]
    day_part_link: str = ""  # between a day and its part: `por la`
    part_of: str  # between a part and its day: `de`
    night_into: str = ""  # between the night and the day it leads into: `auf`
    day_label: str = ""  # `dia 20`
    # Adjectives, by their place.
    last: str
    next: str
    this: str
    last_weekday: str = ""  # `last` of days only, where with a unit it tells a span: `el último año`
    last_after: str = ""
    next_after: str = ""
    following: str = ""
    following_after: str = ""
    units: Mapping[str, str]  # singular forms
    counted: Mapping[str, str]  # forms after a number
    ago_before: str = ""
    no_ago_pattern: str = NOTHING  # what before `ago_before` makes a duration of it
    ago_after: str = ""
    ahead_before: str = ""
    idioms: Mapping[str, tuple[str, int]] = field(default_factory=dict)  # of `ago`: `quinze jours`
    edges: str  # `early`, `mid`, `end of`
    edges_of_units: str = ""  # those that stand right before a unit: `fine anno`
    periods: Mapping[str, tuple[str, int]] = field(
        default_factory=dict
    )  # words that are a unit of their own: `vorjahr`
    years: str  # the plural before or after a decade
    decades: Mapping[str, int]
    has_decades_before_years: bool = False  # `neunziger Jahre`
    century: str
    century_names: Mapping[str, int] = field(default_factory=dict)
    no_century_pattern: str
    seasons: Mapping[str, str]
    season_cue_pattern: str
    quarters: Mapping[str, str]  # `Q`, `H`; `HY` only with its year
    holidays: Mapping[str, tuple[int, int]]  # month and day; month 0: days from Easter
    # Times of day.
    at: str
    hour_marks: str  # a number before one is a time
    hour_words: str = ""  # so only where `at` stands before it, or minutes
    no_hour_after_pattern: str = (
        ""  # what no hour stands before; where this is told, hours may stand without a mark
    )
    hour_parts: Mapping[str, str]
    noons: Mapping[str, str]
    # What no date is.
    no_year_before_pattern: str
    no_year_after_pattern: str
    repeated_pattern: str
    street_pattern: str = NOTHING
    no_weekday_before_pattern: str = NOTHING
    no_weekday_after_pattern: str = NOTHING
    # Which way a sentence looks.
    ahead_pattern: str
    back_pattern: str
    since_pattern: str  # what stands right before a date in the past
    until_pattern: str  # and before one ahead, where no verb tells otherwise


def forms(text: str) -> tuple[str, ...]:
    """Give the entries of a word list.

    >>> forms("il_y_a depuis")
    ('il y a', 'depuis')
    """
    return tuple(word.replace("_", " ") for word in words(text))


def either(entries: Iterable[str], *, is_whole: bool = True) -> str:
    """Make a pattern of any of these, the longest first, whole words or not; of none one that matches nothing."""
    pieces = sorted(entries, key=len, reverse=True)
    return "(?:" + "|".join(_piece(piece, is_whole=is_whole) for piece in pieces) + ")" if pieces else NOTHING


def _piece(entry: str, *, is_whole: bool) -> str:
    pattern = r"\s+".join(re.escape(word) for word in entry.replace("_", " ").split()).replace("'", "['’]")
    return pattern + r"\b" if is_whole and entry[-1].isalnum() else pattern


def inflected(stems: str, endings: str) -> str:
    """Give every stem with every ending (`-` for none), as a word list.

    >>> inflected("letzt nächst", "e en")
    'letzte letzten nächste nächsten'
    """
    return " ".join(stem + ending.replace("-", "") for stem in words(stems) for ending in words(endings))
