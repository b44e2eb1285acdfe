"""Which words may begin a date in a language, and the rules to try there."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache, partial
from typing import Final

from newsmill.enrich.dates.anchor import Anchor
from newsmill.enrich.dates.grammar import dutch, french, german, italian, portuguese, spanish
from newsmill.enrich.dates.grammar.clock import find_clock, find_noon, with_clock
from newsmill.enrich.dates.grammar.days import (
    find_day_word,
    find_labelled,
    find_part,
    find_weekday,
    with_part,
)
from newsmill.enrich.dates.grammar.lexicon import Lexicon, forms
from newsmill.enrich.dates.grammar.months import find_month
from newsmill.enrich.dates.grammar.named import find_day_month, find_holiday, find_no_year, find_numeric
from newsmill.enrich.dates.grammar.patterns import key, month_names, patterns_of, weekday_names
from newsmill.enrich.dates.grammar.reader import Reader, is_day
from newsmill.enrich.dates.grammar.relative import (
    find_ago,
    find_period,
    find_quarter,
    find_season,
    find_shifted,
    find_this_unit,
    find_weekend,
)
from newsmill.enrich.dates.grammar.years import find_century, find_decade, find_year
from newsmill.enrich.dates.scan import Found, Scan
from newsmill.enrich.quotes.word_lists import words

_LEXICONS: Final[Mapping[str, Lexicon]] = {
    module.LEXICON.language: module.LEXICON
    for module in (german, french, spanish, italian, portuguese, dutch)
}
LANGUAGES: Final = frozenset(_LEXICONS)

Rule = Callable[[Scan, int, int], Found | None]
_Find = Callable[[Reader, Scan, int], Found | None]
_MONTH_VALUE: Final = re.compile(r"[\dX]{4}-[\dX]{2}")
_LINE: Final = 60  # a date line is no longer
_FIRST_WORD: Final = re.compile(r"\d+|\w+|\S")
_ROMANS: Final = words("I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI")


def find_adjective(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find what `last`, `next` or `this` stands before: a unit, a weekday, a month, a season, a night."""
    match = reader.patterns.adjective.match(scan.text, at)
    if match is None:
        return None
    way, inner = match.lastgroup, match.end()
    shifted = find_shifted(reader, scan, at)
    if shifted is not None:
        month = _named_month(reader, scan, shifted, way)
        return _with_weekday(reader, scan, shifted) if month is None else replace(month, start=at)
    found = (
        find_labelled(reader, scan, inner, way)
        or find_day_month(reader, scan, inner, way)
        or find_weekday(reader, scan, inner, way)
        or find_month(reader, scan, inner, way)
        or find_season(reader, scan, inner, way)
        or find_part(reader, scan, inner, way)
    )
    return None if found is None else replace(found, start=at)


def _named_month(reader: Reader, scan: Scan, found: Found, way: str | None) -> Found | None:
    """Read the name behind its month: `el pasado mes de enero`."""
    is_month = _MONTH_VALUE.fullmatch(found.value) is not None
    return find_month(reader, scan, reader.skip_link(scan.text, found.end), way) if is_month else None


def _with_weekday(reader: Reader, scan: Scan, found: Found) -> Found:
    """Read the weekday behind its week: `vorige week woensdag`."""
    if "-W" not in found.value or scan.text[found.end : found.end + 1] != " ":
        return found
    day = find_weekday(reader, scan, found.end + 1)
    week = found.value[-2:]
    if day is None or not week.isdecimal() or not day.value[:1].isdecimal():
        return found
    number = date.fromisoformat(day.value[:10]).weekday() + 1
    value = date.fromisocalendar(int(found.value[:4]), int(week), number).isoformat()
    return Found(found.start, day.end, value + day.value[10:], confidence=0.8)


def find_edge(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find the beginning, middle or end of a period: `Ende März`, `début 2020`, `finales del siglo XIX`, `fin du mois`."""
    match = reader.patterns.edge.match(scan.text, at)
    if match is None:
        return None
    inner = match.end()
    if reader.patterns.unit.match(scan.text, at):
        # `Fin de semana` is a unit of its own.
        return None
    for find in (
        find_adjective, find_day_month, partial(find_month, way=""), find_decade, find_century, find_quarter,
        partial(find_season, way=""), find_shifted, find_year,
    ):  # fmt: skip
        found = find(reader, scan, inner)
        if found is not None:
            return replace(found, start=at)
    edge = key(scan.text[at : match.start("link")])
    is_of_unit = match["link"] or edge in words(reader.lexicon.edges_of_units)
    unit = find_this_unit(reader, scan, inner) if is_of_unit else None
    return None if unit is None else replace(unit, start=at)


_DIGITS: Final[tuple[_Find, ...]] = (
    find_numeric, find_day_month, find_no_year, find_clock, find_decade, find_century, find_quarter, find_ago, find_year,
)  # fmt: skip


@cache
def _reader(language: str) -> Reader:
    return Reader(patterns_of(_LEXICONS[language]))


def date_line(language: str, head: str) -> tuple[date | None, int, int]:
    """Find the first line that is nothing but a date, and where it stands."""
    reader, at = _reader(language), 0
    for line in head.split("\n"):
        day = _day_of_line(reader, line.strip(" \t.,")) if len(line) < _LINE else None
        if day is not None:
            return day, at, at + len(line)
        at += len(line) + 1
    return None, 0, 0


def _day_of_line(reader: Reader, line: str) -> date | None:
    scan = Scan(line, Anchor(None))
    try:
        found = (
            find_weekday(reader, scan, 0) or find_day_month(reader, scan, 0) or find_numeric(reader, scan, 0)
        )
    except ValueError:
        return None
    is_whole = found is not None and found.end == len(line) and is_day(found) and not found.is_anchored
    return date.fromisoformat(found.value) if found is not None and is_whole else None


@cache
def rules_of(language: str) -> tuple[dict[str, Rule], Rule]:
    """Give the rules of a language by the words that may begin a date, and the rule of numbers."""
    lexicon, reader = _LEXICONS[language], _reader(language)
    finds: dict[str, list[_Find]] = {}
    for entries, find in _beginnings(lexicon):
        for entry in entries:
            word = first_word(entry)
            for form in {word, word.capitalize(), word.upper()}:
                kinds = finds.setdefault(form, [])
                if find not in kinds:
                    kinds.append(find)
    rules: dict[str, Rule] = {
        form: partial(_first, reader, tuple(sorted(kinds, key=_ORDER.index))) for form, kinds in finds.items()
    }
    return rules, partial(_first, reader, _DIGITS)


def _first(reader: Reader, finds: tuple[_Find, ...], scan: Scan, start: int, end: int) -> Found | None:
    del end
    for find in finds:
        found = find(reader, scan, start)
        if found is not None:
            return with_part(reader, scan, with_clock(reader, scan, found))
    return None


def first_word(entry: str) -> str:
    """Give the first token of an entry, as texts are split.

    >>> first_word("aujourd'hui"), first_word("il_y_a")
    ('aujourd', 'il')
    """
    match = _FIRST_WORD.match(entry.replace("_", " "))
    return "" if match is None else match.group()


_ORDER: Final[tuple[_Find, ...]] = (
    find_holiday, find_day_word, find_ago, find_labelled, find_clock, find_quarter, find_century, find_decade, find_part, find_adjective,
    find_weekday, find_day_month, find_month, find_season, find_shifted, find_weekend, find_edge, find_period, find_noon,
)  # fmt: skip


def _beginnings(lexicon: Lexicon) -> Iterable[tuple[Iterable[str], _Find]]:
    weekdays = weekday_names(lexicon)
    yield weekdays, find_weekday
    if lexicon.compounds_parts:
        yield (day + part for day in weekdays for part in lexicon.parts), find_weekday
    yield month_names(lexicon)[0], find_month
    yield forms(lexicon.first), find_day_month
    yield lexicon.day_words, find_day_word
    yield forms(lexicon.day_label), find_labelled
    yield lexicon.parts, find_part
    for adjectives in (lexicon.last, lexicon.next, lexicon.this, lexicon.following, lexicon.last_weekday):
        yield forms(adjectives), find_adjective
    yield lexicon.units, find_shifted
    yield (unit for unit, code in lexicon.units.items() if code == "WE"), find_weekend
    yield forms(lexicon.edges), find_edge
    yield lexicon.periods, find_period
    yield lexicon.seasons, find_season
    yield lexicon.ordinals, find_quarter
    for rule in (find_century, find_decade):
        yield forms(lexicon.years), rule
        yield forms(lexicon.century), rule
    yield (*lexicon.ordinals, *lexicon.century_names), find_century
    yield (roman + end for roman in _ROMANS for end in ("", "e", "ème", "o", ".")), find_century
    yield lexicon.decades, find_decade
    yield (decade + year for decade in lexicon.decades for year in forms(lexicon.years)), find_decade
    yield (*forms(lexicon.ago_before), *forms(lexicon.ahead_before), *lexicon.numbers), find_ago
    yield lexicon.numbers, find_clock
    yield lexicon.noons, find_noon
    yield lexicon.holidays, find_holiday
