"""Quarters and halves of years: `the third quarter`, `the first half of 2012`, `Q3 2012`."""

import re
from typing import Final

from newsmill.enrich.dates.lexicon import ORDINALS, YEAR
from newsmill.enrich.dates.scan import Found, Scan

QUARTER: Final = re.compile(
    rf"\b(?:[Tt]he\s+)?(?P<n>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)(?P<fiscal>\s+fiscal)?[\s-](?P<half>quarter|half)\b(?:\s+(?:of|in)\s+(?P<edge>(?:this|last|next|the)\s+year|(?:fiscal\s+)?(?P<y>{YEAR})\b))?(?:\s+(?P<y2>{YEAR})\b)?"
)
_NO_QUARTER_AFTER: Final = re.compile(
    r"\s+(?:of (?:the )?(?:game|match|season)|final|century)", re.IGNORECASE
)


def read_quarter(scan: Scan, match: re.Match[str]) -> Found | None:
    """Read a match of `QUARTER`."""
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
    if letter == "H":
        return Found(match.start(), match.end(), f"{scan.anchor.shift('Y', 0)}-H{number}", confidence=0.7)
    is_ahead = scan.is_ahead(match.start(), match.end())
    value = scan.anchor.quarter(number, is_ahead=is_ahead)
    return Found(match.start(), match.end(), value, confidence=0.7)


_SHORT: Final = re.compile(rf"Q(?P<n>[1-4])\b(?:(?:\s+(?:of\s+)?|[-/])(?P<y>{YEAR})\b)?")


def find_short_quarter(scan: Scan, start: int, end: int) -> Found | None:
    """Find `Q3` or `Q3 2012`."""
    del end
    match = _SHORT.match(scan.text, start)
    if match is None:
        return None
    number = int(match["n"])
    if match["y"]:
        return Found(start, match.end(), f"{match['y']}-Q{number}", is_anchored=False, confidence=1.0)
    value = scan.anchor.quarter(number, is_ahead=scan.is_ahead(start, match.end()))
    return Found(start, match.end(), value, confidence=0.7)
