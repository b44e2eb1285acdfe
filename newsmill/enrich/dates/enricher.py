"""The enricher of date expressions: words that may begin one, the rule of each, overlaps resolved."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from newsmill.enrich.dates.absolute import (
    find_century,
    find_day_of_month,
    find_decade,
    find_fiscal,
    find_month,
    find_numeric,
    find_year,
)
from newsmill.enrich.dates.anchor import Anchor
from newsmill.enrich.dates.clock import find_clock, find_military, find_noon
from newsmill.enrich.dates.days import find_today, find_weekday
from newsmill.enrich.dates.grammar import LANGUAGES as GRAMMAR_LANGUAGES
from newsmill.enrich.dates.grammar import date_line, rules_of
from newsmill.enrich.dates.holidays import find_attacks, find_holiday
from newsmill.enrich.dates.lexicon import DAY_PARTS, DECADES, MONTHS, SEASONS, SHORT_WEEKDAYS, UNITS, WEEKDAYS
from newsmill.enrich.dates.quarters import find_short_quarter
from newsmill.enrich.dates.references import find_phrase, find_reference
from newsmill.enrich.dates.relative import find_season, find_unit
from newsmill.enrich.dates.scan import Found, Scan
from newsmill.enrich.document import Document

LANGUAGES: Final = frozenset({"en"}) | GRAMMAR_LANGUAGES
VERSION: Final = 5

Rule = Callable[[Scan, int, int], Found | None]

_PRINT_CONFIDENCE: Final = 0.3
_TEXT_ANCHOR_CONFIDENCE: Final = 0.6
_DATE_LINE: Final = re.compile(
    r"^[ \t]*(?:(?:published|updated|posted|date)(?: on)?:?[ \t]+)?(?P<date>(?:[A-Z][a-z]+day,?[ \t]+)?(?:[A-Z][a-z]{2,8}\.?[ \t]+\d{1,2}(?:st|nd|rd|th)?,?[ \t]+\d{4}"
    r"|\d{1,2}(?:st|nd|rd|th)?[ \t]+[A-Z][a-z]{2,8}\.?,?[ \t]+\d{4}|\d{4}-\d\d-\d\d))[.,]?[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
_HEAD_CHARACTERS: Final = 600
# No article holds so many; a table or a log that does costs no more than a long article.
_MAX_TRIGGERS: Final = 6000
_DAY_VALUE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_DIGITS: Final = frozenset("0123456789")
_CLOCK_WORDS: Final = frozenset({"a", "p", "o", "am", "pm", "a.m.", "p.m.", "a.", "p.", "o'clock", "o’clock"})


@dataclass(frozen=True, slots=True)
class DateExpression:
    """A date expression with offsets in code points and its value, ISO 8601 or TIMEX3.

    `value_end` is the inclusive end of a range, `granularity` what the value names (time, day, week ...),
    `confidence` 0 to 1: at most 0.3 where the value hangs on a date that is a mere print or file stamp.
    """

    surface: str
    start: int
    end: int
    value: str
    value_end: str | None
    granularity: str
    confidence: float


def _forms(words: Iterable[str], rule: Rule) -> dict[str, Rule]:
    return {form: rule for word in words for form in (word, word.capitalize())}


_RULES: Final[dict[str, Rule]] = {
    **_forms(UNITS, find_unit),
    **_forms([unit + "s" for unit in UNITS], find_unit),
    "half": find_unit,
    **_forms(SEASONS, find_season),
    **_forms(DAY_PARTS, find_today),
    **_forms(("today", "yesterday", "tomorrow", "tonight"), find_today),
    **_forms(
        ("now", "currently", "recently", "future", "past", "nowadays", "presently", "lately"), find_reference
    ),
    **dict.fromkeys(("present", "moment", "ago"), find_phrase),
    **_forms(("noon", "midnight", "midday"), find_noon),
    **dict.fromkeys(("Q1", "Q2", "Q3", "Q4"), find_short_quarter),
    **dict.fromkeys(
        ("Eve", "Day", "Christmas", "Easter", "Thanksgiving", "Halloween", "Fourth"), find_holiday
    ),
    **_forms(DECADES, find_decade),
    **dict.fromkeys(
        [f"FY{year}" for year in (*range(1990, 2050), *map("{:02d}".format, range(50)))], find_fiscal
    ),
    "century": lambda scan, start, end: find_century(scan, start, end) or find_unit(scan, start, end),
    **{word: find_month for word in MONTHS if not word.islower()},
    **{word + ".": find_month for word in MONTHS if not word.islower()},
    **{word: find_weekday for word in WEEKDAYS if not word.islower() and word not in SHORT_WEEKDAYS},
}


def find_dates(document: Document) -> list[DateExpression]:
    """Date expressions of an article in order, not overlapping; durations and repetitions are left out.

    They are resolved against `document.date`; without one against a date line in the head of the text; without
    that the values keep `X` for what is not known (`XXXX-09-03`). Never raises.
    """
    day, line = _anchor_of(document)
    scan = Scan(document.text, Anchor(day))
    is_firm = document.date is not None and document.date_source not in {"printed", "file"}
    ceiling = 1.0 if is_firm else _PRINT_CONFIDENCE if document.date is not None else _TEXT_ANCHOR_CONFIDENCE
    found = []
    for index, rule in _triggers(document):
        start, end = int(document.starts[index]), int(document.ends[index])
        if start < scan.floor or line[0] <= start < line[1]:
            continue
        try:
            one = rule(scan, start, end)
        except (ValueError, OverflowError, KeyError):
            # No such day in the calendar, as in 31 February.
            continue
        if one is None or one.start < scan.floor:
            continue
        scan.remember(one)
        found.append(_expression(document.text, one, ceiling))
    return found


def _triggers(document: Document) -> list[tuple[int, Rule]]:
    words = document.words
    if document.language in GRAMMAR_LANGUAGES:
        rules, digits = rules_of(document.language)
        hits = [i for i, word in enumerate(words) if word in rules or word[0] in _DIGITS]
        return [(i, rules.get(words[i], digits)) for i in hits[:_MAX_TRIGGERS]]
    hits = [i for i, word in enumerate(words) if word in _RULES or word[0] in _DIGITS]
    triggers: list[tuple[int, Rule]] = []
    for index in hits[:_MAX_TRIGGERS]:
        word = words[index]
        rule = _RULES.get(word) or _rule_of_digits(word, words[index + 1] if index + 1 < len(words) else "")
        if rule is not None:
            triggers.append((index, rule))
    return triggers


def _rule_of_digits(word: str, following: str) -> Rule | None:
    if following in {"s", "'s", "’s"} and word[-1] == "0":
        return find_decade
    if len(word) == 4 and word.isdecimal():
        return _of_four_digits(following)
    if len(word) == len("2014/15") and word[4] == "/" and word[:4].isdecimal():
        return find_year
    if "/" in word or word.count(".") == 2 or (following == "-" and len(word) <= 2):
        return find_attacks if word == "9/11" else find_numeric
    if ":" in word or following.lower() in _CLOCK_WORDS:
        return find_clock
    return _rule_of_suffix(word, following)


def _of_four_digits(following: str) -> Rule:
    return (
        _find_year_or_iso if following == "-" else find_military if following in {"GMT", "UTC"} else find_year
    )


def _rule_of_suffix(word: str, following: str) -> Rule | None:
    if word[-2:] in {"st", "nd", "rd", "th"}:
        return find_century if following.lower().startswith(("centur", "-")) else find_day_of_month
    return find_clock if word[-2:].lower() in {"am", "pm"} else None


def _find_year_or_iso(scan: Scan, start: int, end: int) -> Found | None:
    return find_numeric(scan, start, end) or find_year(scan, start, end)


def _anchor_of(document: Document) -> tuple[date | None, tuple[int, int]]:
    """Find the day to resolve against, and the span of a line that merely repeats the article's own date."""
    if document.language in GRAMMAR_LANGUAGES:
        return _anchor_of_line(document)
    match = _DATE_LINE.search(document.text, 0, _HEAD_CHARACTERS)
    day = None if match is None else _day_of_line(match["date"])
    if document.date is None:
        return day, (0, 0)
    is_repeated = match is not None and day == document.date
    return document.date, match.span() if match is not None and is_repeated else (0, 0)


def _anchor_of_line(document: Document) -> tuple[date | None, tuple[int, int]]:
    line, start, end = date_line(document.language or "", document.text[:_HEAD_CHARACTERS])
    if document.date is None:
        return line, (0, 0)
    return document.date, (start, end) if line == document.date else (0, 0)


def _day_of_line(line: str) -> date | None:
    """Read the one date that a line holds, whatever its case."""
    text = re.sub(r"(?<=\d)(?:St|Nd|Rd|Th)", lambda suffix: suffix.group().lower(), line.title())
    for word in re.finditer(r"[A-Za-z]+|\d{4}-", text):
        rule = find_month if word.group() in MONTHS else find_numeric if word.group()[-1] == "-" else None
        try:
            found = rule(Scan(text, Anchor(None)), *word.span()) if rule else None
        except (ValueError, KeyError):
            return None
        if found is not None and _DAY_VALUE.fullmatch(found.value):
            return date.fromisoformat(found.value)
    return None


def _expression(text: str, found: Found, ceiling: float) -> DateExpression:
    confidence = min(found.confidence, ceiling) if found.is_anchored else found.confidence
    return DateExpression(
        text[found.start : found.end], found.start, found.end, found.value, found.value_end,
        granularity_of(found.value), confidence,
    )  # fmt: skip


_GRANULARITIES: Final = (
    (re.compile(r".*T\d\d:\d\d|.*T(?:MO|AF|EV|NI)$"), "time"),
    (re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)$|XXXX-WXX-\d$"), "day"),
    (re.compile(r".*-W(?:\d\d|XX)(?:-WE)?$"), "week"),
    (re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|XX)$"), "month"),
    (re.compile(r".*-Q.$"), "quarter"),
    (re.compile(r".*-H.$"), "half"),
    (re.compile(r".*-(?:SP|SU|FA|WI)$"), "season"),
    (re.compile(r"(?:FY)?(?:\d{4}|XXXX)$"), "year"),
    (re.compile(r"\d{3}$"), "decade"),
    (re.compile(r"\d\d$"), "century"),
)


def granularity_of(value: str) -> str:
    """Tell what a value names: time, day, week, month, quarter, half, season, year, decade, century or reference.

    >>> granularity_of("2013-09-03"), granularity_of("199"), granularity_of("PRESENT_REF")
    ('day', 'decade', 'reference')
    """
    return next((name for pattern, name in _GRANULARITIES if pattern.match(value)), "reference")
