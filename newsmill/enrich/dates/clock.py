"""Times of day: `18:00 UTC`, `6:40 p.m.`, `9 a.m. Friday`, `1830 GMT`, `noon`."""

import re
from typing import Final

from newsmill.enrich.dates.days import day_at
from newsmill.enrich.dates.scan import Found, Scan

_ZONE: Final = r"GMT|UTC|ET|EST|EDT|CET|BST|PT|PST|PDT|local time|Eastern(?: time)?"
_SHIFT: Final = r"(?:\s?[+-]\d{1,2})?"
_CLOCK: Final = re.compile(
    r"(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d))?(?P<s>[:.][0-5]\d)?"
    r"(?:\s?(?:(?P<half>[aApP])\.?[mM]\b\.?|(?P<sharp>o['’]clock\b)))?"
    rf"(?:,?\s?(?:(?P<zone>{_ZONE})\b{_SHIFT}|\((?P<inner>{_ZONE})\b{_SHIFT}\)))?"
)
_MILITARY: Final = re.compile(r"(?P<h>[01]\d|2[0-3])(?P<m>[0-5]\d)\s?(?P<zone>GMT|UTC)\b")
_NOON: Final = re.compile(
    r"\b(?:at|by|until|till|before|after|around|from|to|about|since|past|just before|shortly after|high|[Aa]t about)\s+$"
)
# `He ran it in 2:04`: a bare time needs a word that points at the clock.
_CUE: Final = re.compile(
    r"(?:\b(?:[Aa]t|[Bb]y|[Uu]ntil|[Tt]ill|[Ss]ince|[Ff]rom|[Tt]o|[Aa]round|[Aa]bout|[Bb]efore|[Aa]fter|[Bb]etween|and|day|TIME|Time)|[-–,(])\s*$"
)
_DAY_AFTER: Final = re.compile(r",?\s+(?P<on>on\s+)?(?:early\s+)?(?=[A-Z]|today|tomorrow|yesterday|\d)")


def find_clock(scan: Scan, start: int, end: int) -> Found | None:
    """Find a time of day that begins at `start`, on the day named right behind it, last named, or of writing."""
    del end
    match = _CLOCK.match(scan.text, start)
    if match is None or not (match["half"] or match["sharp"] or (match["m"] and ":" in match.group())):
        return None
    hour = int(match["h"])
    zone = match["zone"] or match["inner"]
    if match["half"] and not 1 <= hour <= 12:
        return None
    if not (match["half"] or match["sharp"] or zone) and (
        match["s"] or not _CUE.search(scan.text, max(0, start - 9), start)
    ):
        return None
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    is_universal = zone in {"GMT", "UTC"} and not re.search(r"[+-]\d", match.group())
    return _on_day(scan, match, f"{hour:02d}:{match['m'] or '00'}{'Z' if is_universal else ''}")


def find_military(scan: Scan, start: int, end: int) -> Found | None:
    """Find a time such as `1830 GMT`."""
    del end
    match = _MILITARY.match(scan.text, start)
    return None if match is None else _on_day(scan, match, f"{match['h']}:{match['m']}Z")


def find_noon(scan: Scan, start: int, end: int) -> Found | None:
    """Find noon or midnight, where a preposition or a day says that the hour is meant."""
    word = re.compile(r"\w+").match(scan.text, start, end)
    is_timed = _NOON.search(scan.text, max(0, start - 14), start) is not None
    if word is None or not (is_timed or day_at(scan, end + 1)):
        return None
    return _on_day(scan, word, "00:00" if word.group().lower() == "midnight" else "12:00")


def _on_day(scan: Scan, match: re.Match[str], time: str) -> Found:
    """Put a time on its day: `9 a.m. Friday` is one expression, `9 a.m. on Friday` two."""
    after = _DAY_AFTER.match(scan.text, match.end())
    day = day_at(scan, after.end()) if after else None
    if day is None:
        value = scan.last_day or scan.anchor.shift("D", 0)
        return Found(match.start(), match.end(), f"{value}T{time}", confidence=0.7)
    end = match.end() if after is None or after["on"] else day.end
    return Found(match.start(), end, f"{day.value[:10]}T{time}", confidence=0.8)
