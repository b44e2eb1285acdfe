"""The patterns of one language: the shapes that dates have everywhere, filled with the words of its lexicon."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from babel import Locale

from newsmill.enrich.dates.grammar.lexicon import NOTHING, Lexicon, either, forms

DAY: Final = r"(?:[12]\d|3[01]|0?[1-9])"
_FOUR_DIGITS: Final = r"(?:1[5-9]\d\d|20\d\d)"
YEAR: Final = _FOUR_DIGITS + r"(?!\w|[.,:]\d|\s?%)"
ROMAN: Final = r"(?-i:[IVX]+)"
_ORDINAL: Final = r"(?:\.|(?:er|re|ste|e|o)\b|[º°ª])?"
_DASH: Final = r"\s*[-–—]\s*"
_HOUR: Final = r"(?:[01]?\d|2[0-4])"
_MINUTE: Final = r"[0-5]\d"
_DAY_TO_MONTH: Final = r"[\s-]+(?:del?\s+)?"
_TO_YEAR: Final = r"(?:,?\s+(?:del?\s+|do\s+|van\s+|des\s+Jahres\s+)?|-)"


@dataclass(frozen=True, slots=True)
class Patterns:
    """The compiled patterns of a lexicon; all match from where an expression begins unless said otherwise."""

    lexicon: Lexicon
    months: Mapping[str, int]
    full_months: frozenset[str]
    weekdays: Mapping[str, int]
    day_month: re.Pattern[str]
    month: re.Pattern[str]
    numeric: re.Pattern[str]
    no_year: re.Pattern[str]
    holiday: re.Pattern[str]
    labelled: re.Pattern[str]
    weekday: re.Pattern[str]
    day_number: re.Pattern[str]
    day_word: re.Pattern[str]
    part: re.Pattern[str]
    part_of: re.Pattern[str]
    after_day: re.Pattern[str]
    adjective: re.Pattern[str]
    adjective_after: re.Pattern[str]
    unit: re.Pattern[str]
    link: re.Pattern[str]
    edge: re.Pattern[str]
    season: re.Pattern[str]
    quarter: re.Pattern[str]
    of_year: re.Pattern[str]
    ago: re.Pattern[str]
    year: re.Pattern[str]
    decade: re.Pattern[str]
    century: re.Pattern[str]
    century_name: re.Pattern[str]
    period: re.Pattern[str]
    clock: re.Pattern[str]
    clock_told: re.Pattern[str]
    clock_after: re.Pattern[str]
    noon: re.Pattern[str]
    hour: re.Pattern[str]
    hours_joint: re.Pattern[str]
    joint: re.Pattern[str]
    # These are searched for in what stands before an expression, or in its sentence.
    at_before: re.Pattern[str]
    hours_before: re.Pattern[str]
    between_before: re.Pattern[str]


def key(text: str) -> str:
    """Give the key of a matched piece in the tables of a lexicon.

    >>> key("L’altro  ieri")
    "l'altro_ieri"
    """
    return "_".join(text.lower().replace("’", "'").rstrip(".").split())


@cache
def expression(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of a lexicon at its first use."""
    return re.compile(pattern, re.IGNORECASE)


@cache
def month_names(lexicon: Lexicon) -> tuple[dict[str, int], frozenset[str]]:
    """Give the months of a language, short ones too, by their lower-case names, and the names in full."""
    months = Locale(lexicon.language).months["format"]
    full = {name: number for number, name in months["wide"].items()}
    short = {name.rstrip("."): number for number, name in months["abbreviated"].items()}
    names = {name.lower(): number for name, number in {**short, **full}.items()} | dict(lexicon.more_months)
    return names, frozenset(name.lower() for name in full)


@cache
def weekday_names(lexicon: Lexicon) -> dict[str, int]:
    """Give the weekdays of a language by their lower-case names, Monday 0."""
    days = Locale(lexicon.language).days["format"]["wide"]
    return {name.lower(): number for number, name in days.items()} | dict(lexicon.more_weekdays)


def patterns_of(lexicon: Lexicon) -> Patterns:
    """Fill the shapes of dates with the words of a language."""
    months, full_months = month_names(lexicon)
    weekdays = weekday_names(lexicon)
    month = rf"(?:{either(full_months)}|{either(months)}\.?)"
    part = either(lexicon.parts)
    to = rf"(?:{_DASH}|\s+{either(forms(lexicon.to))}\s+)"
    both, article = either(forms(lexicon.both)), either(forms(lexicon.articles))
    of = either(forms(lexicon.of))
    day = rf"(?:{DAY}|{either(forms(lexicon.first))})"
    number = rf"(?:\d{{1,3}}|{either(lexicon.numbers)})"
    label = either(forms(lexicon.day_label))
    mark, hour_word = either(forms(lexicon.hour_marks)), either(forms(lexicon.hour_words))
    at, hour_part = either(forms(lexicon.at)), either(lexicon.hour_parts)
    ordinal = either(lexicon.ordinals)
    century, years = either(forms(lexicon.century)), either(forms(lexicon.years))
    decade = either(lexicon.decades)
    compound = part if lexicon.compounds_parts else NOTHING

    def pattern(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    return Patterns(
        lexicon=lexicon,
        months=months,
        full_months=full_months,
        weekdays=weekdays,
        day_month=pattern(
            rf"(?:(?P<d1>{day}){_ORDINAL}(?:{_DAY_TO_MONTH}(?P<m1>{month})(?:{_TO_YEAR}(?P<y1>{YEAR}))?)?"
            rf"(?:(?P<both>\s+{both}\s+)|{to})(?:{article}\s*)?(?:{either(weekdays)},?\s+(?:{article}\s*)?)?)?"
            rf"(?P<d2>{day}){_ORDINAL}{_DAY_TO_MONTH}(?P<m2>{month})(?:{_TO_YEAR}(?P<y2>{YEAR}))?"
        ),
        month=pattern(
            rf"(?P<m1>{month})(?:{_TO_YEAR}(?P<y1>{YEAR}))?(?:(?:{to}|\s+(?P<both>{both})\s+)(?P<m2>{month})(?:{_TO_YEAR}(?P<y2>{YEAR}))?)?"
        ),
        numeric=pattern(
            rf"(?P<y>{_FOUR_DIGITS})-(?P<m>\d\d)-(?P<d>\d\d)\b"
            r"|(?P<a>\d{1,2})(?:(?P<mark>[./])\s?(?P<b>\d{1,2})(?P=mark)\s?(?P<c>(?:19|20)\d\d|\d\d)|-(?P<b2>\d{1,2})-(?P<c2>(?:19|20)\d\d))(?!\w|[.,/-]\d)"
        ),
        no_year=pattern(
            r"(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.(?![\w.,])" if lexicon.has_ordinal_stops else NOTHING
        ),
        holiday=pattern(rf"(?P<name>{either(lexicon.holidays)})(?:\s+(?:{of}\s+)?(?P<y>{YEAR}))?"),
        labelled=pattern(rf"{label}\s+(?P<d>{DAY})(?![.,:]?\d|\s*%)"),
        weekday=pattern(
            rf"(?P<w>{either(weekdays, is_whole=False)})(?P<compound>{compound})?\b"
        ),
        day_number=pattern(rf"\s*\((?P<d1>{DAY})(?:[./](?:1[0-2]|0?[1-9])\.?)?\)|,?\s+(?:{article}\s+)?(?:{label}\s+)?(?P<d2>{DAY})\b(?![.,:]\d|\s*%|\s?(?:{mark}|{hour_word}))"),
        day_word=pattern(either(lexicon.day_words)),
        part=pattern(rf"(?P<part>{part})"),
        part_of=pattern(
            rf"\s+(?:(?P<into>{either(forms(lexicon.night_into))})|{either(forms(lexicon.part_of))})\s*(?:{article}\s*)?"
        ),
        after_day=pattern(
            rf"\s+(?:{either(forms(lexicon.day_part_link))}\s+)?(?P<part>{part})"
        ),
        adjective=pattern(
            rf"(?:(?P<last>{either(forms(lexicon.last))})|(?P<next>{either(forms(lexicon.next))})|(?P<this>{either(forms(lexicon.this))})"
            rf"|(?P<following>{either(forms(lexicon.following))})|(?P<lately>{either(forms(lexicon.last_weekday))}))\s*"
        ),
        adjective_after=pattern(
            rf"\s+(?:(?P<last>{either(forms(lexicon.last_after))})|(?P<next>{either(forms(lexicon.next_after))})"
            rf"|(?P<following>{either(forms(lexicon.following_after))}))"
        ),
        unit=pattern(either(lexicon.units)),
        link=pattern(rf"(?:[\s,]*(?:\s|-)(?:(?:{of}|{article})\s*){{0,2}})"),
        edge=pattern(rf"{either(forms(lexicon.edges))}(?:-|\s+)(?P<link>(?:(?:{of}|{article})\s*){{0,2}})"),
        season=pattern(rf"(?P<season>{either(lexicon.seasons)})(?:\s+(?:{of}\s*)?(?:{article}\s*)?(?P<y>{YEAR})(?:/\d\d\b)?)?"),
        quarter=pattern(rf"(?P<n>{ordinal}|[1-4](?:\.|[º°]|(?:er|e|ème|de|ste)\b)?)\s+(?P<unit>{either(lexicon.quarters)})"),
        of_year=pattern(rf"\s+(?:(?:{of}|{article})\s*){{0,2}}(?P<y>{YEAR})"),
        ago=pattern(
            rf"(?:(?P<before>{either(forms(lexicon.ago_before))})|(?P<ahead>{either(forms(lexicon.ahead_before))}))\s+(?:\w{{2,9}}\s+(?:de\s+|als\s+)?)?(?P<n1>{number})\s+(?P<u1>{either(lexicon.counted)})"
            rf"|(?P<n2>{number})\s*(?P<u2>{either(lexicon.counted)})\s+{either(forms(lexicon.ago_after))}"
        ),
        year=pattern(
            rf"(?P<y>{YEAR})(?:(?:{to}|/|\s+(?P<both>{both})\s+)(?:{article}\s+)?(?P<e>{YEAR})|[-–/](?P<e2>\d\d)\b)?"
        ),
        decade=pattern(
            rf"(?:(?P<d1>(?:1[5-9]|20)?\d0)er|(?P<w1>{either(lexicon.decades if lexicon.has_decades_before_years else (), is_whole=False)}))[\s-]*{years}"
            rf"|{years}\s+['’]?(?P<d2>(?:(?:1[5-9]|20)?\d0)(?!\w|[.,]\d|\s*%|\s+mil\b)|{decade})"
        ),
        century=pattern(
            rf"(?P<n1>{ROMAN}|\d{{1,2}}|{ordinal})(?:\.|[º°]|(?:ème|e|er|de|ste)\b)?\s+{century}"
            rf"|{century}\s+(?P<n2>{ROMAN}\b|\d{{1,2}}\b|{ordinal})"
        ),
        century_name=pattern(either(lexicon.century_names)),
        period=pattern(either(lexicon.periods)),
        clock=pattern(
            rf"(?P<h>{_HOUR})(?:\s?{mark}(?:\s?(?P<m>{_MINUTE})(?!\w))?|h(?P<m2>{_MINUTE})(?!\w)|[.:](?P<m3>{_MINUTE})\s?(?:{mark}|{hour_word}))(?:\s+(?P<part>{hour_part}))?"
        ),
        clock_told=pattern(
            rf"(?P<h>{_HOUR}|{either(lexicon.numbers)})(?:[.:](?P<m>{_MINUTE}))?(?!\w|[.,:]\d)(?P<mark>\s?(?:{mark}|{hour_word})(?:\s(?P<m2>{_MINUTE})(?!\w))?)?(?:\s+(?P<part>{hour_part}))?"
        ),
        clock_after=pattern(rf"(?:,?\s*(?P<open>\()|,?\s+)(?P<at>{at}\s*)?"),
        noon=pattern(either(lexicon.noons)),
        joint=pattern(rf"\s+(?:{both}|{either(forms(lexicon.to))}|{either(forms(lexicon.night_into))})\s+(?:{article}\s+)?|{_DASH}"),
        at_before=pattern(rf"\b{at}\s*$"),
        hours_before=pattern(rf"\d\s*(?:{mark})?\s*(?:{either(forms(lexicon.to))}|{at}|[-–])\s*(?:{article}\s+)?$"),
        hour=pattern(rf"(?P<h>{_HOUR})(?:[.:h](?P<m>{_MINUTE}))?(?:\s?(?:{mark}|{hour_word}))?(?!\w)"),
        hours_joint=pattern(rf"\s*(?:{either(forms(lexicon.to))}|{at}|[-–])\s*(?:{at}\s*)?"),
        between_before=pattern(rf"\b{either(forms(lexicon.between))}\s+(?:{article}\s+)?(?:dias\s+)?$"),
    )  # fmt: skip
