"""Times of day, in any language of the grammar."""

import re
from dataclasses import replace
from datetime import date
from typing import Final

from newsmill.enrich.dates.grammar.days import find_day
from newsmill.enrich.dates.grammar.patterns import expression, key
from newsmill.enrich.dates.grammar.reader import Reader, begins_sentence, is_day
from newsmill.enrich.dates.scan import Found, Scan
from newsmill.enrich.dates.told import REACH

# `In 2 h 05`: what took so long.
_DURATION: Final = re.compile(r"\b(?:en|em|in|pendant|durant|durante|per|por|un|une|una)\s+$", re.IGNORECASE)
_NOON_BEFORE: Final = re.compile(
    r"(?:\b(?:à|a|al|ao|la|da|della|dopo|hasta|até|verso|fino a|jusqu['’]à)|,)\s+$",
    re.IGNORECASE,
)
_NEAR_DAYS: Final = 31
_NEAR_WORDS: Final = 60  # code points
_COLON: Final = re.compile(r"\d{1,2}:\d\d(?!\d|:)")
_PART: Final = re.compile(r"T(?:MO|AF|EV|NI)$")
_OF: Final = re.compile(r"\s+(?:d[eio]\s+|del\s+)?")


def find_clock(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find a time of day, on the day named right behind it, last named, or of writing."""
    text = scan.text
    before = text[max(0, at - 24) : at]
    if reader.patterns.hours_before.search(before) or _DURATION.search(before):
        return None
    is_told = reader.patterns.at_before.search(before) is not None
    time, end = clock_at(reader, text, at, is_told=is_told)
    if time is None:
        return None
    last, over = _last_hour(reader, text, end)
    return _on_day(reader, scan, (at, end if last is None else over), time, last)


def _last_hour(reader: Reader, text: str, end: int) -> tuple[str | None, int]:
    """Read the hour that a time goes on to: `18 h à 20 h`."""
    joint = reader.patterns.hours_joint.match(text, end)
    return (None, end) if joint is None else clock_at(reader, text, joint.end(), is_told=True)


def _hours_at(reader: Reader, text: str, at: int, *, is_told: bool) -> tuple[str | None, str | None, int]:
    """Read a time at an offset, and the one it goes on to: `de 10 a 20 horas`; tell where they end."""
    first, end = clock_at(reader, text, at, is_told=is_told)
    bare = reader.patterns.hour.match(text, at) if first is None and is_told else None
    if bare is not None:
        first, end = _time(reader, int(bare["h"]), bare["m"] or "00", None), bare.end()
    last, over = _last_hour(reader, text, end) if first is not None else (None, end)
    if last is None:
        return (None if bare is not None else first), None, end
    return first, last, over


def clock_at(reader: Reader, text: str, at: int, *, is_told: bool) -> tuple[str | None, int]:
    """Read `hh:mm` at an offset and tell where it ends; `is_told` when a preposition of times stands before it."""
    match = reader.patterns.clock.match(text, at)
    if match is not None and not (text[match.end() : match.end() + 1].isalnum()):
        minutes = match["m"] or match["m2"] or match["m3"] or "00"
        return _time(reader, int(match["h"]), minutes, match["part"]), match.end()
    match = reader.patterns.clock_told.match(text, at)
    if match is None or not (match["part"] or (is_told and _is_time(reader, text, match))):
        return None, at
    hour = match["h"].lower()
    number = int(hour) if hour.isdecimal() else reader.lexicon.numbers[key(hour)]
    return _time(reader, number, match["m"] or match["m2"] or "00", match["part"]), match.end()


def _is_time(reader: Reader, text: str, match: re.Match[str]) -> bool:
    if match["mark"]:
        return True
    if not match["h"].isdecimal():
        return False
    no_hour = reader.lexicon.no_hour_after_pattern
    if not no_hour:
        return bool(match["m"]) and ":" in match.group()
    return bool(match["m"]) or expression(no_hour).match(text, match.end()) is None


def _time(reader: Reader, hour: int, minutes: str, part: str | None) -> str | None:
    code = reader.lexicon.hour_parts[key(part)] if part else ""
    if code == "NI" and hour == 12:
        return f"00:{minutes}"
    is_late = code in {"AF", "EV"} or (code == "NI" and hour >= 6)
    hour = hour + 12 if is_late and hour < 12 else hour
    return f"{hour:02d}:{minutes}" if hour <= 24 else None


def find_noon(reader: Reader, scan: Scan, at: int) -> Found | None:
    """Find noon or midnight, where a preposition or a day says that the hour is meant."""
    match = reader.patterns.noon.match(scan.text, at)
    if match is None or (text_is_name(scan.text, at) and reader.lexicon.has_small_weekdays):
        return None
    before = scan.text[max(0, at - 24) : at]
    if not (_NOON_BEFORE.search(before) or reader.patterns.at_before.search(before)):
        return None
    return _on_day(reader, scan, match.span(), reader.lexicon.noons[key(match.group())])


def text_is_name(text: str, at: int) -> bool:
    """Whether a word has a capital that no beginning of a sentence gives it."""
    return text[at].isupper() and not begins_sentence(text, at)


def _on_day(reader: Reader, scan: Scan, span: tuple[int, int], time: str, last: str | None = None) -> Found:
    after = _OF.match(scan.text, span[1])
    day = None if after is None else find_day(reader, scan, after.end())
    if day is not None and is_day(day):
        found = replace(day, start=span[0], confidence=0.8)
        return _at_hours(found, time, last)
    value = _last_day(scan, span[0]) or scan.anchor.shift("D", 0)
    return _at_hours(Found(*span, value, confidence=0.7), time, last)


def _at_hours(day: Found, time: str, last: str | None) -> Found:
    value_end = f"{day.value}T{last}" if last is not None and last > time else None
    return replace(day, value=f"{day.value}T{time}", value_end=value_end)


def _last_day(scan: Scan, at: int) -> str | None:
    """Give the day named before, where it is near by in the text and in time."""
    last, day = scan.last_day, scan.anchor.day
    if last is None or at - scan.last_end > REACH:
        return None
    is_near = day is None or abs(date.fromisoformat(last) - day).days <= _NEAR_DAYS
    return last if is_near or at - scan.last_end <= _NEAR_WORDS else None


def with_clock(reader: Reader, scan: Scan, found: Found) -> Found:
    """Put the time that follows a day on it: `Mittwoch um 10 Uhr`, `samedi à 15 heures`, `Mittwoch (21.00 Uhr)`."""
    day = found.value[:-3] if _PART.search(found.value) else found.value
    after = (
        reader.patterns.clock_after.match(scan.text, found.end) if is_day(replace(found, value=day)) else None
    )
    if after is None or (day != found.value and after.group()[0] != " "):
        return found
    # `3 mai 2012, 14:30`: digits with a colon behind a day need no preposition.
    is_told = after["at"] is not None or _COLON.match(scan.text, after.end()) is not None
    time, last, end = _hours_at(reader, scan.text, after.end(), is_told=is_told)
    if time is None:
        return found
    end += bool(after["open"]) and scan.text[end : end + 1] == ")"
    return _at_hours(replace(found, value=day, end=end, confidence=min(found.confidence, 0.8)), time, last)
