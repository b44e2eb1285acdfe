"""Days told from the day of writing: `Monday night`, `last Tuesday`, `yesterday`, `the morning of June 5`."""

import re
from datetime import date
from typing import Final

from newsmill.enrich.dates.absolute import find_month
from newsmill.enrich.dates.anchor import Anchor
from newsmill.enrich.dates.holidays import find_holiday
from newsmill.enrich.dates.lexicon import DAY, DAY_PART, DAY_PARTS, MONTH, MONTHS, WEEKDAY, weekday_number
from newsmill.enrich.dates.scan import Found, Scan
from newsmill.enrich.dates.told import find_told

_SHIFT: Final = (
    r"[Ll]ast|[Nn]ext|[Tt]his|[Tt]his past|[Tt]his coming|[Ee]arly|[Ll]ate|[Ee]arlier|[Ll]ater|[Tt]he previous|"
    r"[Tt]he following|[Ee]very|[Ee]ach|[Ee]very other|[Mm]ost"
)
_WEEKDAY: Final = re.compile(
    rf"\b(?:(?P<shift>{_SHIFT})\s+)?(?P<w>{WEEKDAY})(?P<plural>s\b)?(?:\s+(?:(?:early|late)\s+)?(?P<part>{DAY_PART})(?P<parts>s)?\b)?"
    r"(?:\s+(?:of\s+)?(?P<week>last|next|this|the following|the previous)\s+week\b)?"
)
_REPEATED: Final = frozenset({"every", "each", "every other", "most"})
# `Tuesday, Sept. 3`: the rule of months takes both.
_MONTH_AHEAD: Final = re.compile(
    rf",?\s+(?:(?:the\s+)?{DAY}(?:st|nd|rd|th)?(?:\s+of)?\s+{MONTH}|{MONTH}\s+{DAY}(?:st|nd|rd|th)?\b)"
)
# Days with a name of their own, and papers and programmes.
_NAMED_BEFORE: Final = re.compile(
    r"\b(?:Good|Black|Ash|Palm|Bloody|Easter|Whit|Cyber|Super|Super Bowl|Maundy|Shrove|Holy|Fat|Giving|Mad|Casual|Freaky|"
    r"Mail on|Independent on|Scotland on|Any Given|Man) $"
)
_NAMED_AFTER: Final = re.compile(
    r" (?:Times|Telegraph|Mirror|Mail|Herald|Express|Post|People|Night (?:Football|Live|Fever)|Tribune|Business|World|Mass)\b"
)
_TODAY: Final = re.compile(
    rf"\b(?:(?:[Tt]he (?P<way>day before|day after)\s+)?(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow)(?:\s+(?P<part>{DAY_PART})\b)?|(?P<tonight>[Tt]onight)|"
    rf"[Ll]ast (?P<last>night|evening)|[Tt]his (?P<thispart>{DAY_PART})\b)"
)
_TITLE_BEFORE: Final = re.compile(r"(?<![\w.])[A-Z]\w* $")
_TITLE_AFTER: Final = re.compile(r" (?:programme|program|[Ss]how|newspaper|website)\b")
_TODAY_SHIFT: Final = {"today": 0, "yesterday": -1, "tomorrow": 1}
_PART_OF: Final = re.compile(
    rf"\b(?:[Tt]he\s+)?(?:(?:early|late)\s+)?(?P<part>{DAY_PART})\s+of\s+(?=[\dA-Z])"
)
_WORD: Final = re.compile(r"(?:the\s+)?(?:\d{1,2}(?:st|nd|rd|th)?(?:\s+of)?\s+)?(?P<word>[A-Za-z]+)")
_DAY_VALUE: Final = re.compile(r"[\dX]{4}-[\dX]{2}-[\dX]{2}|XXXX-WXX-\d")
_JOINTS: Final = frozenset({" and ", " or ", " to ", " through ", " until ", "-", "–", " and on "})
_TODAYS: Final = frozenset(form for word in _TODAY_SHIFT for form in (word, word.capitalize()))


def find_weekday(scan: Scan, start: int, end: int) -> Found | None:
    """Find a weekday, with `last`, `next`, a part of the day or the week it is of; `every Monday` is no date."""
    match = _WEEKDAY.search(scan.text, max(scan.floor, start - 15), end + 34)
    while match is not None and match.end() <= start:
        match = _WEEKDAY.search(scan.text, match.end(), end + 34)
    if (
        match is None
        or match.start("w") != start
        or match["plural"]
        or match["parts"]
        or _MONTH_AHEAD.match(scan.text, match.end("w"))
    ):
        return None
    shift = (match["shift"] or "").lower()
    if shift in _REPEATED or _NAMED_AFTER.match(scan.text, match.end("w")):
        return None
    if _NAMED_BEFORE.search(scan.text, max(0, start - 15), start):
        return find_holiday(scan, start, end)
    number = weekday_number(match["w"])
    value = _of_week(scan, match["week"], number) if match["week"] else _nearest(scan, match, shift, number)
    return Found(match.start(), match.end(), value + DAY_PARTS.get(match["part"] or "", ""), confidence=0.8)


def _nearest(scan: Scan, match: re.Match[str], shift: str, number: int) -> str:
    if not shift and scan.last_day and scan.last_value.startswith(scan.last_day):
        # `On Monday and Tuesday`: the second is the one after the first; not so `from May 13 to Sunday`.
        is_joined = scan.text[scan.last_end : match.start()] in _JOINTS
        if is_joined and scan.text[scan.last_end - 1].isalpha():
            return Anchor(date.fromisoformat(scan.last_day)).weekday(number, is_ahead=True, is_strict=True)
    is_back = shift in {"last", "this past", "the previous", "earlier"}
    is_ahead = shift in {"next", "this coming", "the following"}
    is_ahead = is_ahead or (not is_back and scan.is_ahead(match.start(), match.end()))
    if shift == "this" and not is_ahead:
        return scan.anchor.weekday_of_week(number, 0)
    return scan.anchor.weekday(number, is_ahead=is_ahead, is_strict=shift in {"last", "next"})


def _of_week(scan: Scan, word: str, number: int) -> str:
    weeks = {"last": -1, "the previous": -1, "this": 0}.get(word, 1)
    return scan.anchor.weekday_of_week(number, weeks)


def find_today(scan: Scan, start: int, end: int) -> Found | None:
    """Today, yesterday, tomorrow, tonight, last night, this morning, that evening, the morning of June 5."""
    match = _TODAY.search(scan.text, max(scan.floor, start - 16), end + 10)
    while match is not None and match.end() <= start:
        match = _TODAY.search(scan.text, match.end(), end + 10)
    if match is None or match.start() > start:
        return _part_of_day(scan, start, end) or find_told(scan, start, end)
    if scan.text[start].isupper() and _is_title(scan.text, start, end):
        return None
    shift = _TODAY_SHIFT[match["word"].lower()] if match["word"] else -1 if match["last"] else 0
    shift += {"day before": -1, "day after": 1}.get(match["way"] or "", 0)
    part = match["part"] or match["thispart"] or match["last"] or ("night" if match["tonight"] else "")
    value = scan.anchor.shift("D", shift) + DAY_PARTS.get(part, "")
    return Found(match.start(), match.end(), value, confidence=0.9)


def _is_title(text: str, start: int, end: int) -> bool:
    """Tell a paper or a programme from the day: `USA Today`, `the Today programme`, `the Tonight Show`."""
    before = _TITLE_BEFORE.search(text, max(0, start - 24), start)
    return before is not None or _TITLE_AFTER.match(text, end) is not None


def _part_of_day(scan: Scan, start: int, end: int) -> Found | None:
    match = _PART_OF.search(scan.text, max(scan.floor, start - 10), end + 6)
    if match is None or match.start("part") != start:
        return None
    day = day_at(scan, match.end())
    if day is None:
        return None
    value = day.value + DAY_PARTS[match["part"]]
    return Found(match.start(), day.end, value, is_anchored=day.is_anchored, confidence=day.confidence)


def day_at(scan: Scan, at: int) -> Found | None:
    """Find the day whose expression begins right at an offset: `Monday`, `tomorrow`, `March 3`, `3 March 2013`."""
    match = _WORD.match(scan.text, at, at + 30)
    if match is None:
        return None
    word = match["word"]
    start, end = match.span("word")
    rule = find_today if word in _TODAYS else find_month if word in MONTHS else find_weekday
    found = rule(scan, start, end)
    is_day = found is not None and found.start == at and _DAY_VALUE.fullmatch(found.value)
    return found if is_day else None
