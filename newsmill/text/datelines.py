"""Datelines: place and agency at the start of a story (`MOSCOW (Reuters) - `), read and left in the text."""

import re
from typing import Final, NamedTuple

_MONTH: Final = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY: Final = rf"(?:,?\s+(?:{_MONTH}\s+\d{{1,2}}|\d{{1,2}}\s+{_MONTH})(?:,?\s+\d{{4}})?)"
_AGENCY: Final = r"\((?P<agency>[A-Z][\w&.'’/ -]{1,40})\)"
_REGION: Final = r"(?:,\s*[A-Z][\w.'’-]*(?:[ -][A-Z][\w.'’-]*){0,3})?"
_DASH: Final = r"\s*(?:--|[-–—])\s*(?=\S)"
# Behind an agency the paragraph may end, and CNN has no dash.
_AGENCY_BEFORE: Final = "|".join(
    rf"(?<=\({name}\))"
    for name in ("Reuters", "AP", "AFP", "UPI", "dpa", "ANSA", "EFE", "Xinhua", "Bloomberg")
)
_END: Final = rf"(?:{_DASH}|(?:{_AGENCY_BEFORE})[ ]*(?=\n\n)|(?<=\(CNN\))\s+(?=[A-ZÀ-Þ\"“]))"
# A place in capitals needs no agency, a place in mixed case does; an agency may stand alone.
_CAPITALS: Final = re.compile(
    rf"\s*(?P<place>[A-ZÀ-Þ][A-ZÀ-Þ.'’]+(?:[ /-][A-ZÀ-Þ.'’]+){{0,3}}){_REGION}{_DAY}?(?:\s*,?\s*{_AGENCY})?{_END}"
)
_MIXED: Final = re.compile(
    rf"\s*(?P<place>[A-ZÀ-Þ][\w.'’]+(?:[ -][A-ZÀ-Þ][\w.'’]+){{0,2}}){_REGION}{_DAY}?\s*,?\s*{_AGENCY}{_END}"
)
_AGENCY_ALONE: Final = re.compile(rf"\s*{_AGENCY}{_END}")
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


class Dateline(NamedTuple):
    """What a dateline names."""

    place: str | None
    agency: str | None


def read_dateline(text: str) -> Dateline:
    r"""Place and agency that the start of a text names, None for what it does not name.

    >>> read_dateline("MOSCOW (Reuters) - Russia said on Monday ...")
    Dateline(place='Moscow', agency='Reuters')
    >>> read_dateline("NEW YORK, Feb 26 - Shares rose.").place
    'New York'
    >>> read_dateline("LEITH, Scotland (Reuters)\n\nA ferry ran aground.").place
    'Leith'
    >>> read_dateline("The BBC - and others - said so.")
    Dateline(place=None, agency=None)
    """
    head = text[:160]
    if (
        "-" not in head
        and "–" not in head
        and "—" not in head
        and "(CNN)" not in head
        and ")\n\n" not in head
    ):
        return Dateline(None, None)
    match = _CAPITALS.match(head) or _MIXED.match(head)
    if match is not None:
        return Dateline(_mixed_case(match["place"]), match["agency"])
    alone = _AGENCY_ALONE.match(head)
    return Dateline(None, alone["agency"] if alone else None)


def _mixed_case(place: str) -> str:
    if not place.isupper() or "." in place:
        return place
    return _WORD.sub(lambda match: match.group().capitalize(), place)
