"""Times of day: `18:00 UTC`, `6:40 p.m.`."""

import re
from typing import Final

from newsmill.enrich.dates.scan import Found, Scan

_ZONE: Final = r"GMT|UTC|ET|EST|EDT|CET|BST|PT|PST|PDT|local time|Eastern(?: time)?"
_SHIFT: Final = r"(?:\s?[+-]\d{1,2})?"
_CLOCK: Final = re.compile(
    r"(?P<h>[01]?\d|2[0-4])(?:[:.](?P<m>[0-5]\d))?(?:[:.][0-5]\d)?"
    r"(?:\s?(?:(?P<half>[aApP])\.?[mM]\b\.?|o['’]clock\b))?"
    rf"(?:,?\s?(?:(?P<zone>{_ZONE})\b{_SHIFT}|\((?P<inner>{_ZONE})\b{_SHIFT}\)))?"
)


def find_clock(scan: Scan, start: int, end: int) -> Found | None:
    """Find a time of day that begins at `start`, on the day last named or the day of writing."""
    del end
    match = _CLOCK.match(scan.text, start)
    if match is None or not (match["half"] or (match["m"] and ":" in match.group())):
        return None
    hour = int(match["h"])
    if match["half"] and not 1 <= hour <= 12:
        return None
    if match["half"]:
        hour = hour % 12 + (12 if match["half"] in "pP" else 0)
    day = scan.last_day or scan.anchor.shift("D", 0)
    zone = (
        "Z"
        if (match["zone"] or match["inner"]) in {"GMT", "UTC"} and not re.search(r"[+-]\d", match.group())
        else ""
    )
    value = f"{day}T{hour:02d}:{match['m'] or '00'}{zone}"
    return Found(start, match.end(), value, confidence=0.7)
