"""Dates that name a month, a year or digits: `3 September 2013`, `Sept. 3-4`, `2013-09-03`, `the 1990s`."""

import re
from datetime import date
from typing import Final

from newsmill.enrich.dates.holidays import is_of_attacks
from newsmill.enrich.dates.lexicon import (
    CENTURIES,
    CENTURY,
    DAY,
    DECADES,
    MONTH,
    SEASONS,
    WEEKDAY,
    YEAR,
    month_number,
)
from newsmill.enrich.dates.scan import Found, Scan
from newsmill.enrich.quotes.pronouns import first_names
from newsmill.enrich.quotes.word_lists import words

_ORDINAL: Final = r"(?:st|nd|rd|th)?"
_TO: Final = r"(?:\s*[-–—]\s*|\s+(?:to|through|until)\s+(?:the\s+)?)"
_NO_DAY: Final = r"(?![\d:%]|,\d|\.\d|\s*(?:percent|per cent|%|million|billion|people)\b)"
_PART: Final = r"(?:(?P<part>[Ee]arly|[Ll]ate|[Mm]id|[Mm]iddle of|[Ee]nd of|[Ss]tart of|[Bb]eginning of|[Tt]he (?:middle|end|start|beginning) of)[-\s]+)?"
_MONTH_DATE: Final = re.compile(
    rf"\b(?:{WEEKDAY},?\s+)?(?:"
    rf"(?P<m1>{MONTH})\s+(?P<d1>{DAY}){_ORDINAL}{_NO_DAY}"
    rf"(?:{_TO}(?:(?P<m1e>{MONTH})\s+)?(?P<d1e>{DAY}){_ORDINAL}{_NO_DAY})?(?:,?\s+(?P<y1>{YEAR})\b)?"
    rf"|(?:the\s+)?(?P<d2>{DAY}){_ORDINAL}(?:{_TO}(?P<d2e>{DAY}){_ORDINAL})?(?:\s+of)?[\s-]+(?P<m2>{MONTH})(?:,?[\s-]+(?P<y2>{YEAR})\b)?"
    rf"|{_PART.replace('part', 'part3')}(?P<m3>{MONTH})(?:\s+of)?,?\s+(?P<y3>{YEAR})\b"
    rf"|(?:(?P<shift>[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Ee]arlier this|[Ll]ater this)\s+)?{_PART}(?P<m4>{MONTH})"
    rf")(?:,?\s+(?:of\s+)?(?P<yearly>last|this|next)\s+year\b)?"
)
# `may` and `march` are verbs, and names of months stand in names of people: a lone one needs a word before it.
_MONTH_CUE: Final = re.compile(
    r"\b(?P<cue>in|since|by|until|of|last|from|through|to|between|and|during|this|next|early|late|mid|before|after|for|or|"
    r"every|each|on|ended|ending|the|or|for|than|till|around)[\s-]+$",
    re.IGNORECASE,
)
_REPEATED: Final = frozenset({"every", "each"})
# After these a month is no person even where a person of that name is spoken of.
_SURE_CUES: Final = frozenset(
    {"in", "since", "until", "last", "during", "this", "next", "early", "late", "mid", "till"}
)
_VERBS: Final = frozenset({"May", "March", "Mar", "Jan", "MAY", "MARCH"})
_PERSONAL: Final = frozenset({"April", "May", "June", "August"})
_SURNAME: Final = re.compile(r" ([A-Z][a-z]+)\b(?! \d)")
_TITLES: Final = frozenset(words("Mr Mr. Mrs Mrs. Ms Ms. Miss Dr Dr. Sir Lady Lord Senator Sen."))
_AMBIGUOUS: Final = frozenset({"April", "June", "August", "Apr", "Jun", "Aug"})
_NUMERIC: Final = re.compile(
    rf"(?P<y>{YEAR})-(?P<m>\d\d)-(?P<d>\d\d)\b|(?<![\d-])(?P<a>\d{{1,2}})(?:(?P<mark>[/.])(?P<b>\d{{1,2}})(?P=mark)(?P<c>(?:19|20)?\d\d)|-(?P<b2>\d{{1,2}})-(?P<c2>(?:19|20)\d\d))(?![\w.]*\d|-)"
)
_YEAR: Final = re.compile(
    rf"(?:(?:[Tt]he\s+)?{_PART}(?P<fiscal>[Ff]iscal\s+(?:[Yy]ear\s+)?)?(?:(?P<season>[Ss]pring|[Ss]ummer|[Ff]all|[Aa]utumn|[Ww]inter)\s+(?:of\s+)?)?)?"
    rf"(?<![\d$£€¥#/.,:])(?<!\d[-–])(?P<y>{YEAR})(?:\s?[-–]\s?(?P<e>{YEAR})\b|[-–/](?P<e2>\d\d)\b)?(?![\d%]|[.,:/]\d|-\w|s\b)"
)
_FISCAL: Final = re.compile(r"FY(?P<y>\d{4}|\d\d)(?:[-–/](?P<e>\d\d)\b)?")
_NOT_YEAR_AFTER: Final = re.compile(
    r"\s*(?:%|percent|per cent|people|persons?|men|women|children|soldiers|troops|votes?|miles?|points?|dollars?|euros?|"
    r"pounds|yen|tons?|tonnes|meters|metres|feet|km|kilometers|kilometres|jobs|employees|workers|students|cases|deaths|"
    r"times|hours|million|billion|dead|homes|members|police|shares|francs|GMT|hrs|acres|barrels|mw|MW|kg)\b"
)
_NOT_YEAR_BEFORE: Final = re.compile(
    r"(?:\b(?:[Aa]bout|at least|than|[Nn]early|[Aa]lmost|[Ss]ome|[Nn]o\.|[Rr]oom|[Ff]light|[Cc]hannel|[Rr]oute|[Nn]umber|"
    r"[Mm]odel|[Rr]s\.?|US\$|[Tt]otal(?:ing)? of|up to)|[$£€#¥])\s*$"
)
_DECADE: Final = re.compile(
    rf"(?:[Tt]he\s+)?{_PART}(?:(?P<d>(?:1[5-9]|20)\d)0['’]?s\b|(?<!\w)['’]?(?P<t>[2-9])0s\b|(?P<w>twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b)"
)
_CENTURY: Final = re.compile(
    rf"(?:[Tt]he\s+)?(?:(?:early|late|mid)[-\s])?(?:(?P<n>\d{{1,2}})(?:st|nd|rd|th)|(?P<w>{CENTURY}))[-\s][Cc]entury\b"
)


def find_month(scan: Scan, start: int, end: int) -> Found | None:
    """Find a date whose month stands at `start`."""
    low = max(scan.floor, start - 34)
    match = _MONTH_DATE.search(scan.text, low, end + 44)
    while match is not None and match.end() <= start:
        match = _MONTH_DATE.search(scan.text, match.end(), end + 44)
    if match is None or match.start() > start:
        return None
    if match["yearly"]:
        return _of_year_told(scan, match)
    if match["m4"]:
        return _lone_month(scan, match)
    if match["m3"]:
        return Found(
            match.start(),
            match.end(),
            f"{match['y3']}-{month_number(match['m3']):02d}",
            is_anchored=False,
            confidence=1.0,
        )
    return _month_day(scan, match)


def _month_day(scan: Scan, match: re.Match[str]) -> Found | None:
    month_name, first, last, year = (
        (match["m1"], match["d1"], match["d1e"], match["y1"])
        if match["m1"]
        else (match["m2"], match["d2"], match["d2e"], match["y2"])
    )
    month = month_number(month_name)
    month_end = month_number(match["m1e"]) if match["m1e"] else month
    if year:
        # `Dec. 30 - Jan. 2, 2014`: the year is that of the end.
        value = date(int(year) - (month_end < month), month, int(first)).isoformat()
        value_end = date(int(year), month_end, int(last)).isoformat() if last else None
        return Found(
            match.start(), match.end(), value, _later(value, value_end), is_anchored=False, confidence=1.0
        )
    if is_of_attacks(scan, month, int(first), match.end()):
        return Found(match.start(), match.end(), f"2001-{month:02d}-{int(first)}", is_anchored=False)
    is_ahead = scan.is_ahead(match.start(), match.end())
    value = scan.anchor.month_day(month, int(first), is_ahead=is_ahead)
    value_end = scan.anchor.month_day(month_end, int(last), is_ahead=is_ahead) if last else None
    return Found(match.start(), match.end(), value, _later(value, value_end), confidence=0.9)


def _of_year_told(scan: Scan, match: re.Match[str]) -> Found | None:
    """`December last year`, `March 18 of last year`."""
    year = scan.anchor.shift("Y", {"last": -1, "this": 0, "next": 1}[match["yearly"]])
    month = month_number(match["m1"] or match["m2"] or match["m3"] or match["m4"])
    day = match["d1"] or match["d2"]
    value = f"{year}-{month:02d}" + (f"-{int(day):02d}" if day else "")
    return Found(match.start(), match.end(), value, confidence=0.9)


def _later(value: str, value_end: str | None) -> str | None:
    """Find the end of a range; one before its begin is no end."""
    return value_end if value_end is not None and value_end > value else None


def _lone_month(scan: Scan, match: re.Match[str]) -> Found | None:
    start, text = match.start("m4"), scan.text
    name = match["m4"]
    shift = (match["shift"] or "").lower()
    cue = _MONTH_CUE.search(text, max(0, start - 10), start)
    is_told = bool(shift or match["part"])
    if not (is_told or cue) and (name in _VERBS or not _stands_alone(text, match)):
        return None
    if (cue and cue["cue"].lower() in _REPEATED) or (
        not is_told and _is_person(text, name, cue, match.end())
    ):
        return None
    begin = match.start() if shift or match["part"] else start
    end = match.end()
    is_ahead = shift in {"next", "later this"} or (shift != "last" and scan.is_ahead(begin, end))
    value = scan.anchor.month(month_number(name), is_ahead=is_ahead, is_strict=shift in {"last", "next"})
    return Found(begin, end, value, confidence=0.8)


def _is_person(text: str, name: str, cue: re.Match[str] | None, end: int) -> bool:
    """Tell whether a month's name is rather that of a person: `April Jones`, `May` where Theresa May is spoken of."""
    if name not in _PERSONAL or (cue is not None and cue["cue"].lower() in _SURE_CUES):
        return False
    surname = _SURNAME.match(text, end)
    if surname is not None and surname[1].lower() not in first_names():
        return True
    full = re.finditer(rf"\b([A-Z][a-z]+\.?) {name}\b", text)
    return any(m[1] in _TITLES or m[1].lower() in first_names() for m in full)


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Tell whether no capitalised neighbour makes the month a part of a name, as in `April Jones`."""
    after = text[match.end() : match.end() + 2]
    if after[:1] == " " and after[1:].isupper():
        return False
    is_first = text[max(0, match.start() - 2) : match.start()][:1] in {"", "\n", "."}
    return not (is_first and match["m4"] in _AMBIGUOUS)


def find_numeric(scan: Scan, start: int, end: int) -> Found | None:
    """Find a date in digits: ISO, or month/day/year unless the first number cannot be a month."""
    del end
    match = _NUMERIC.match(scan.text, start)
    if match is None:
        return None
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        confidence = 1.0
    else:
        month, day, year = (
            int(number) for number in (match["a"], match["b"] or match["b2"], match["c"] or match["c2"])
        )
        confidence = 0.7 if month <= 12 and day <= 12 and month != day else 1.0
        if match["mark"] != "/" or month > 12:
            # Points and dashes are written where the day comes first.
            month, day = day, month
        if year < 100:
            year += 1900 if year > 50 else 2000
    return Found(
        match.start(),
        match.end(),
        date(year, month, day).isoformat(),
        is_anchored=False,
        confidence=confidence,
    )


def find_year(scan: Scan, start: int, end: int) -> Found | None:
    """Find a year by itself, with `early`, a season or `fiscal` before it, or a span of years."""
    low = max(scan.floor, start - 28)
    text = scan.text
    match = _YEAR.match(text, start)
    wide = _YEAR.search(text, low, end + 8)
    if wide is not None and wide.start("y") == start:
        match = wide
    if (
        match is None
        or _NOT_YEAR_AFTER.match(text, match.end())
        or _NOT_YEAR_BEFORE.search(text, max(0, start - 14), start)
    ):
        return None
    begin = match.start() if any(match[name] for name in ("part", "fiscal", "season")) else start
    year = match["y"]
    if match["season"]:
        return Found(
            begin,
            match.end(),
            f"{year}-{SEASONS[match['season'].lower()]}",
            is_anchored=False,
            confidence=1.0,
        )
    last = match["e"] or match["e2"]
    value_end = _year_end(year, last)
    if last and value_end is None:
        return None
    value = f"FY{year}" if match["fiscal"] else year
    return Found(begin, match.end(), value, value_end, is_anchored=False, confidence=0.9)


def find_fiscal(scan: Scan, start: int, end: int) -> Found | None:
    """Find a business year: `FY2016`, `FY24`, `FY2023-24`."""
    match = _FISCAL.match(scan.text, start)
    if match is None or match.end() < end:
        return None
    year = match["y"] if len(match["y"]) == len("2016") else f"20{match['y']}"
    value_end = _year_end(year, match["e"])
    return Found(start, match.end(), f"FY{year}", value_end, is_anchored=False, confidence=0.9)


def _year_end(year: str, last: str | None) -> str | None:
    if last is None:
        return None
    value = last if len(last) == 4 else year[:2] + last
    return value if year < value < str(int(year) + 60) else None


def find_decade(scan: Scan, start: int, end: int) -> Found | None:
    """Find a decade: `the 1990s`, `'80s`, `the sixties`."""
    match = _DECADE.search(scan.text, max(scan.floor, start - 16), end + 6)
    if match is None or match.end() <= start or match.start() > start:
        return None
    if match["w"] and not match.group().lower().startswith("the"):
        return None
    if match["t"] and not match.group().lower().startswith(("the", "'", "’")):
        return None
    value = match["d"] or f"19{match['t'] or DECADES[match['w']]}"
    return Found(match.start(), match.end(), value, is_anchored=False, confidence=0.9)


def find_century(scan: Scan, start: int, end: int) -> Found | None:
    """Find a century by its number: `the 21st century`, `the nineteenth century`."""
    match = _CENTURY.search(scan.text, max(scan.floor, start - 20), end)
    if match is None:
        return None
    number = int(match["n"] or CENTURIES[match["w"].lower()])
    if not 1 < number < 30:
        return None
    return Found(match.start(), match.end(), f"{number - 1:02d}", is_anchored=False, confidence=1.0)


_DAY_OF_MONTH: Final = re.compile(
    r"\b(?:[Oo]n|[Bb]y|[Uu]ntil|[Ss]ince|[Ff]rom)\s+(?P<article>the)\s+(?P<d>\d{1,2})(?:st|nd|rd|th)\b(?P<of>\s+of\s+(?P<month>this|last|next)\s+month\b)?"
    r"(?=\s*[^\w\s-]|\s*$|\s+(?:and|to|at|for|but|as|that|when|with|in|he|she|they|it|we|the)\b)"
)


def find_day_of_month(scan: Scan, start: int, end: int) -> Found | None:
    """Find a day by its number alone: `on the 22nd`, `on the 3rd of next month`."""
    match = _DAY_OF_MONTH.search(scan.text, max(scan.floor, start - 12), end + 16)
    if match is None or match.start("d") != start:
        return None
    day = int(match["d"])
    if match["month"]:
        month = scan.anchor.shift("M", {"last": -1, "this": 0, "next": 1}[match["month"]])
        return Found(match.start("article"), match.end(), f"{month}-{day:02d}", confidence=0.8)
    value = scan.anchor.day_of_month(day, is_ahead=scan.is_ahead(start, end))
    return Found(match.start("article"), match.end(), value, confidence=0.5)
