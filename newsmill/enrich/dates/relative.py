"""Weeks, months, seasons and years told from the day of writing: `two weeks ago`, `this year`, `last summer`."""

import re
from collections.abc import Callable
from typing import Final

from newsmill.enrich.dates.anchor import Anchor
from newsmill.enrich.dates.lexicon import (
    NUMBER,
    ORDINALS,
    SEASONS,
    UNIT,
    UNITS,
    VAGUE,
    YEAR,
    number_of,
)
from newsmill.enrich.dates.quarters import QUARTER, read_quarter
from newsmill.enrich.dates.references import find_phrase
from newsmill.enrich.dates.scan import Found, Scan
from newsmill.enrich.dates.told import base, find_told
from newsmill.enrich.quotes.word_lists import words

_SHIFTED: Final = re.compile(
    r"\b(?P<lead>(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?(?P<edge>(?:[Tt]he\s+)?(?:(?:very\s+)?(?:beginning|start|end|middle|close)\s+of\s+)|(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate)\s+in\s+)?(?:the\s+)?"
    r"(?P<word>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming|[Cc]urrent|[Pp]ast|[Tt]he)\s+(?P<kind>fiscal\s+|financial\s+|calendar\s+)?(?P<unit>week|weekend|month|quarter|year|decade|century)\b(?!['’]s?\s*[- ]?(?:old|long))(?!-)"
)
_SEASON: Final = re.compile(
    r"\b(?:(?P<word>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming)|"
    r"(?:[Ii]n|[Bb]y|[Ss]ince|[Uu]ntil|[Dd]uring|[Oo]ver|[Bb]efore|[Aa]fter|[Tt]hrough|[Tt]hroughout|[Ff]or|[Ff]rom)\s+(?P<article>the)(?:\s+(?:early|late))?)"
    r"\s+(?P<season>spring|summer|fall|autumn|winter)\b"
)
_NOT_SEASON_AFTER: Final = re.compile(
    r"-|['’]|\s+(?!(?:and|or|in|on|at|is|was|were|will|would|has|had|have|but|that|when|as|to|with|after|before|because|for|"
    r"by|if|he|she|they|it|we|until|while|from)\b)\w"
)
_IN_SEASON: Final = re.compile(r"(?:in|during|until|through|throughout)\b", re.IGNORECASE)
_OF_SOMETHING: Final = re.compile(r"\s+(?:in|to|from)\b(?!\s+\d)")
_AGO: Final = re.compile(
    rf"\b(?:(?P<fuzzy>about|some|more than|nearly|almost|over|just|roughly|at least|around)\s+)?(?P<n>{NUMBER}|{VAGUE})(?:\s+of)?(?:\s+or\s+so)?[\s-]+(?P<u>{UNIT})s?\s+(?P<way>ago|earlier|later|before|after|from now|hence)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"\s+[\w'\"“‘(]")
_Reading = Callable[[Scan, re.Match[str]], Found | None]
_WAY: Final = re.compile(r"[\s-]+(?:ago|earlier|later|before|after|from now|hence)\b", re.IGNORECASE)
# `By year-end`, `at the year's end`.
_END: Final = re.compile(r"(?:-|['’]s\s)end\b")
# `The last week of March` is a week of March, not the one before the day of writing.
_OF: Final = re.compile(r"\s+of\s+(?!(?:this|last|next|the)\s+(?:month|quarter|year|decade|century)\b)")
_OF_YEAR: Final = re.compile(rf"\s+of\s+(?P<y>{YEAR})\b")
_SHIFT_WORDS: Final = frozenset(words("last next this coming current past the fiscal financial calendar"))
_TOLD_LEADS: Final = frozenset(words("that same very following previous preceding prior"))
_QUARTER_LEADS: Final = frozenset(ORDINALS) | {"fiscal"}
_STEPS: Final = {"last": -1, "past": -1, "next": 1, "coming": 1}


def find_unit(scan: Scan, start: int, end: int) -> Found | None:
    """Find an expression around a word such as week, month or year at `start`."""
    text = scan.text
    before = text[max(scan.floor, start - 14) : start].replace("-", " ").split()
    last = before[-1].lower() if before else ""
    if _WAY.match(text, end):
        found = _covering(scan, _AGO, _ago, start, end)
        if found is None and (last == "the" or text[end] == "-"):
            found = find_told(scan, start, end)
        return found or find_phrase(scan, start, end)
    if _END.match(text, end):
        return _at_end(scan, start, end)
    if text.startswith(("quarter", "half"), start) and last in _QUARTER_LEADS:
        return _covering(scan, QUARTER, read_quarter, start, end)
    if last in _TOLD_LEADS or (last == "next" and text.startswith("day", start)):
        return find_told(scan, start, end)
    if last in _SHIFT_WORDS:
        return _covering(scan, _SHIFTED, _shifted, start, end)
    return find_phrase(scan, start, end) if last in {"these", "recent"} else None


def _covering(scan: Scan, pattern: re.Pattern[str], rule: _Reading, start: int, end: int) -> Found | None:
    """Apply a reading to the match of its pattern that covers `start`, if there is one."""
    match = pattern.search(scan.text, max(scan.floor, start - 44), end + 30)
    while match is not None and match.end() <= start:
        match = pattern.search(scan.text, match.end(), end + 30)
    return rule(scan, match) if match is not None and match.start() <= start else None


def _shifted(scan: Scan, match: re.Match[str]) -> Found | None:
    word, unit = match["word"].lower(), UNITS[match["unit"]]
    is_edge = bool(match["edge"])
    if word == "the":
        # `the week` alone says nothing; `the weekend` and `the end of the year` do.
        if unit == "WE":
            count = 0 if scan.is_ahead(match.start(), match.end()) else _last_weekend(scan.anchor)
        elif is_edge:
            count = 0
        else:
            return None
    elif word == "past" and unit in {"W", "M", "Y", "Q", "WE", "DE", "CE"}:
        # `the past year` lasts until now: a duration, not a date; only `this past week` is one.
        return None
    elif word in {"last", "next"} and _OF.match(scan.text, match.end()):
        return _last_of_year(scan, match) if unit == "Q" else None
    else:
        count = _STEPS.get(word, 0)
    value = scan.anchor.shift(unit, count)
    if match["kind"] and match["kind"].strip() in {"fiscal", "financial"}:
        value = f"FY{value}" if unit == "Y" else value
    start = match.start("word") if word != "the" and not match["lead"] and not is_edge else match.start()
    return Found(_with_article(scan.text, start, match.start()), match.end(), value)


def _last_of_year(scan: Scan, match: re.Match[str]) -> Found | None:
    year = _OF_YEAR.match(scan.text, match.end())
    if year is None or match["word"].lower() != "last":
        return None
    start = _with_article(scan.text, match.start("word"), match.start())
    return Found(start, year.end(), f"{year['y']}-Q4", is_anchored=False)


def _at_end(scan: Scan, start: int, end: int) -> Found | None:
    unit, over = UNITS[scan.text[start:end].lower()], _END.match(scan.text, end)
    if unit not in {"Y", "M"} or over is None:
        return None
    return Found(_with_article(scan.text, start, scan.floor), over.end(), scan.anchor.shift(unit, 0))


def _with_article(text: str, start: int, low: int) -> int:
    return start - 4 if start - 4 >= low and text[start - 4 : start].lower() == "the " else start


def _last_weekend(anchor: Anchor) -> int:
    return 0 if anchor.day is None or anchor.day.weekday() >= 5 else -1


def _ago(scan: Scan, match: re.Match[str]) -> Found | None:
    unit = UNITS[match["u"].lower().removesuffix("s")]
    way = match["way"].lower()
    is_back = way in {"ago", "earlier", "before"}
    words = match["n"].lower()
    start = match.start()
    try:
        count = number_of(words)
    except KeyError:
        return (
            Found(start, match.end(), "PAST_REF" if is_back else "FUTURE_REF", confidence=0.5)
            if way == "ago"
            else None
        )
    if way in {"ago", "from now", "hence"}:
        if unit.startswith("T"):
            return Found(start, match.end(), scan.anchor.shift("D", 0), confidence=0.6)
        return Found(
            start, match.end(), scan.anchor.shift(unit, -count if is_back else count), confidence=0.9
        )
    return _from_last(scan, match, unit, -count if is_back else count)


def _from_last(scan: Scan, match: re.Match[str], unit: str, count: int) -> Found | None:
    """`Two weeks later` counts from the date told before, not from the day of writing."""
    is_preposition = match["way"].lower() in {"before", "after"} and _GOES_ON.match(scan.text, match.end())
    if unit.startswith("T") or is_preposition:
        # `Three years after the war` measures a distance: a duration, not a date.
        return None
    value = (base(scan, unit) or scan.anchor).shift(unit, count)
    return Found(match.start(), match.end(), value, confidence=0.5, is_base=count >= 0)


def find_season(scan: Scan, start: int, end: int) -> Found | None:
    """Find a season with `last`, `this` or `next`, or one that a preposition makes a time: `in the spring`."""
    match = _SEASON.search(scan.text, max(scan.floor, start - 26), end)
    if match is None or match.start("season") != start:
        return None
    word, code, day = (match["word"] or "").lower(), SEASONS[match["season"]], scan.anchor.day
    if not word and (_NOT_SEASON_AFTER.match(scan.text, end) or _is_movement(scan.text, match, end)):
        return None
    begin = match.start("word") if word else match.start("article")
    if day is None:
        return Found(begin, end, scan.anchor.season(code, 0), confidence=0.8)
    first = _BEGIN_MONTHS[code]
    # A winter is called by the year it begins in.
    now = -1 if code == "WI" and day.month <= 2 else 0
    if word == "next" or (not word and scan.is_ahead(begin, end)):
        is_over = first + 2 < day.month or (word == "next" and first <= day.month)
        count = now + is_over
    elif word.startswith("this"):
        count = -1 if word == "this past" and first > day.month else now
    elif word == "last":
        count = now - (first + 2 >= day.month)
    else:
        count = -1 if first - 1 >= day.month else now
    return Found(begin, end, scan.anchor.season(code, count), confidence=0.8 if word else 0.5)


def _is_movement(text: str, match: re.Match[str], end: int) -> bool:
    """Tell a fall or a spring of something from the season: `hit by the fall in oil prices`."""
    is_time = _IN_SEASON.match(match.group()) is not None
    return (
        match["season"] in {"fall", "spring"} and not is_time and _OF_SOMETHING.match(text, end) is not None
    )


_BEGIN_MONTHS: Final = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
