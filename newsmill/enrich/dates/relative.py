"""Dates told from the day of writing: `last Tuesday`, `two weeks ago`, `this year`, `the third quarter`."""

import re
from collections.abc import Callable
from datetime import date
from typing import Final

from newsmill.enrich.dates.anchor import Anchor
from newsmill.enrich.dates.lexicon import (
    DAY,
    DAY_PART,
    DAY_PARTS,
    MONTH,
    NUMBER,
    ORDINALS,
    SEASONS,
    UNIT,
    UNITS,
    VAGUE,
    WEEKDAY,
    YEAR,
    number_of,
    weekday_number,
)
from newsmill.enrich.dates.scan import Found, Scan
from newsmill.enrich.quotes.word_lists import words

_WEEKDAY: Final = re.compile(
    rf"\b(?:(?P<shift>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming|[Ee]arly|[Ll]ate|[Ll]ater)\s+)?(?P<w>{WEEKDAY})(?P<plural>s\b)?(?:\s+(?P<part>{DAY_PART})\b)?"
)
# `Tuesday, Sept. 3`: the rule of months takes both.
_MONTH_AHEAD: Final = re.compile(
    rf",?\s+(?:(?:the\s+)?{DAY}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}|{MONTH}\s+{DAY}\b)"
)
_TODAY: Final = re.compile(
    rf"\b(?:(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow)(?:\s+(?P<part>{DAY_PART})\b)?|(?P<tonight>[Tt]onight)|(?P<lastnight>[Ll]ast night)|[Tt]his (?P<thispart>{DAY_PART})\b)"
)
_TODAY_SHIFT: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
_SHIFTED: Final = re.compile(
    r"\b(?P<lead>(?:[Ee]arlier|[Ll]ater|[Ll]ate|[Ee]arly)\s+)?(?P<edge>(?:[Tt]he\s+)?(?:(?:very\s+)?(?:beginning|start|end|middle)\s+of\s+))?(?:the\s+)?"
    r"(?P<word>[Ll]ast|[Nn]ext|[Tt]his|[Pp]revious|[Cc]oming|[Cc]urrent|[Ff]ollowing|[Pp]ast|[Tt]he)\s+(?P<kind>fiscal\s+|financial\s+|calendar\s+)?(?P<unit>week|weekend|month|quarter|year|decade|century)\b(?!['’]s?\s*[- ]?(?:old|long))(?!-)"
)
_SEASON: Final = re.compile(
    r"\b(?P<word>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming)\s+(?P<season>spring|summer|fall|autumn|winter)\b"
)
_AGO: Final = re.compile(
    rf"\b(?:(?P<fuzzy>about|some|more than|nearly|almost|over|just|roughly|at least|around)\s+)?(?P<n>{NUMBER}|{VAGUE})(?:\s+of)?(?:\s+or\s+so)?[\s-]+(?P<u>{UNIT})s?\s+(?P<way>ago|earlier|later|before|after|from now|hence)\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"\s+[\w'\"“‘(]")
_QUARTER: Final = re.compile(
    rf"\b(?:[Tt]he\s+)?(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)(?P<fiscal>\s+fiscal)?[\s-](?P<half>quarter|half)\b(?:\s+(?:of|in)\s+(?P<edge>(?:this|last|next|the)\s+year|(?:fiscal\s+)?(?P<y>{YEAR})\b))?(?:\s+(?P<y2>{YEAR})\b)?"
)
_NO_QUARTER_AFTER: Final = re.compile(
    r"\s+(?:of (?:the )?(?:game|match|season)|final|century)", re.IGNORECASE
)
_SAME_DAY: Final = re.compile(r"\b(?:[Tt]hat|[Tt]he same|[Tt]his very)\s+(?P<unit>day)\b(?!['’]s)")
_Reading = Callable[[Scan, re.Match[str]], Found | None]
_WAY: Final = re.compile(r"\s+(?:ago|earlier|later|before|after|from now|hence)\b", re.IGNORECASE)
_SHIFT_WORDS: Final = frozenset(
    words("last next this previous coming current following past the fiscal financial calendar")
)
_QUARTER_LEADS: Final = frozenset(ORDINALS) | {"fiscal"}
_BACK_WORDS: Final = frozenset({"last", "previous", "past"})
_AHEAD_WORDS: Final = frozenset({"next", "coming", "following"})


def find_weekday(scan: Scan, start: int, end: int) -> Found | None:
    """Find a weekday, with `last`, `next`, or a part of the day."""
    match = _WEEKDAY.search(scan.text, max(scan.floor, start - 13), end + 11)
    while match is not None and match.end() <= start:
        match = _WEEKDAY.search(scan.text, match.end(), end + 11)
    if (
        match is None
        or match.start("w") != start
        or match["plural"]
        or _MONTH_AHEAD.match(scan.text, match.end("w"))
    ):
        return None
    shift = (match["shift"] or "").lower()
    is_ahead = shift in {"next", "this coming"} or (
        shift not in {"last", "this past"} and scan.is_ahead(match.start(), match.end())
    )
    value = scan.anchor.weekday(
        weekday_number(match["w"]), is_ahead=is_ahead, is_strict=shift in {"last", "next"}
    )
    if match["part"]:
        value += DAY_PARTS[match["part"]]
    return Found(match.start(), match.end(), value, confidence=0.8)


def find_today(scan: Scan, start: int, end: int) -> Found | None:
    """Today, yesterday, tomorrow, tonight, last night, this morning."""
    match = _TODAY.search(scan.text, max(scan.floor, start - 10), end + 10)
    if match is None or not match.start() <= start < match.end():
        return None
    shift = _TODAY_SHIFT[match["word"].lower()] if match["word"] else -1 if match["lastnight"] else 0
    part = match["part"] or match["thispart"] or ("night" if match["tonight"] or match["lastnight"] else None)
    value = scan.anchor.shift("D", shift) + (DAY_PARTS[part] if part else "")
    return Found(match.start(), match.end(), value, confidence=0.9)


def find_unit(scan: Scan, start: int, end: int) -> Found | None:
    """Find an expression around a word such as week, month or year at `start`."""
    text = scan.text
    word = text[start:end]
    before = text[max(scan.floor, start - 14) : start].replace("-", " ").split()
    last = before[-1].lower() if before else ""
    if _WAY.match(text, end):
        return _covering(scan, _AGO, _ago, start, end)
    if word.startswith(("quarter", "half")) and last in _QUARTER_LEADS:
        return _covering(scan, _QUARTER, _quarter, start, end)
    if last in _SHIFT_WORDS:
        return _covering(scan, _SHIFTED, _shifted, start, end)
    if word == "day" and last in {"that", "same", "very"}:
        return _covering(scan, _SAME_DAY, _same_day, start, end)
    return None


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
    else:
        count = -1 if word in _BACK_WORDS else 1 if word in _AHEAD_WORDS else 0
    value = scan.anchor.shift(unit, count)
    if match["kind"] and match["kind"].strip() in {"fiscal", "financial"}:
        value = f"FY{value}" if unit == "Y" else value
    start = match.start("word") if word != "the" and not match["lead"] and not is_edge else match.start()
    confidence = 0.5 if word in {"following", "previous"} else 0.9
    return Found(_with_article(scan.text, start, match.start()), match.end(), value, confidence=confidence)


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
    anchor = Anchor(date.fromisoformat(scan.last_day)) if scan.last_day else scan.anchor
    return Found(match.start(), match.end(), anchor.shift(unit, count), confidence=0.5)


def _quarter(scan: Scan, match: re.Match[str]) -> Found | None:
    if _NO_QUARTER_AFTER.match(scan.text, match.end()):
        return None
    number = ORDINALS[match["n"].lower()]
    year = match["y"] or match["y2"]
    letter = "Q" if match["half"] == "quarter" else "H"
    if letter == "H" and (number > 2 or not (year or match["edge"])):
        return None
    if year:
        return Found(
            match.start(), match.end(), f"{year}-{letter}{number}", is_anchored=False, confidence=1.0
        )
    if match["edge"] and not match["edge"].startswith("the"):
        shift = {"this": 0, "last": -1, "next": 1}[match["edge"].split()[0]]
        return Found(
            match.start(), match.end(), f"{scan.anchor.shift('Y', shift)}-{letter}{number}", confidence=0.9
        )
    value = scan.anchor.quarter(number) if letter == "Q" else f"{scan.anchor.shift('Y', 0)}-H{number}"
    return Found(match.start(), match.end(), value, confidence=0.7)


def _same_day(scan: Scan, match: re.Match[str]) -> Found | None:
    if scan.last_day is None:
        return None
    return Found(match.start(), match.end(), scan.last_day, confidence=0.5)


def find_season(scan: Scan, start: int, end: int) -> Found | None:
    """Find a season with `last`, `this` or `next`."""
    match = _SEASON.search(scan.text, max(scan.floor, start - 13), end)
    if match is None:
        return None
    word = match["word"].lower()
    code = SEASONS[match["season"]]
    day = scan.anchor.day
    count = 1 if word == "next" else 0
    if day is not None and word == "last" and _begin_month(code) + 2 >= day.month:
        count = -1
    return Found(match.start(), match.end(), scan.anchor.season(code, count), confidence=0.8)


def _begin_month(code: str) -> int:
    return {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]


_REFERENCES: Final = {
    "now": "PRESENT_REF", "currently": "PRESENT_REF", "recently": "PAST_REF", "nowadays": "PRESENT_REF",
    "presently": "PRESENT_REF",
}  # fmt: skip
_FUTURE: Final = re.compile(
    r"\b(?:the|the near)\s+(?P<word>future|past)\b(?!\s+(?:\w+\s+)?(?:day|week|month|year|decade|few|several|two|three|four|five|six))"
)


def find_reference(scan: Scan, start: int, end: int) -> Found | None:
    """Words for the present, the past and the future: TIMEX3 references, not dates of the calendar."""
    word = scan.text[start:end].lower()
    if word in _REFERENCES:
        if scan.text.startswith(" as ", end):
            # `As recently as Monday`: the date follows.
            return None
        return Found(start, end, _REFERENCES[word], is_anchored=False, confidence=0.5)
    match = _FUTURE.search(scan.text, max(scan.floor, start - 10), end + 24)
    if match is None or match.start("word") != start:
        return None
    return Found(
        match.start(),
        end,
        "FUTURE_REF" if match["word"] == "future" else "PAST_REF",
        is_anchored=False,
        confidence=0.5,
    )
