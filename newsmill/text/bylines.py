"""Bylines: the line that names who wrote the story."""

import re
from typing import Final

MAX_BYLINE_CHARS: Final = 160

_NAME_WORD: Final = r"(?:[^\W\d_a-zà-öø-ÿ](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?|d[aeiu]|von|van|de[lnr]?|la|le|bin|ibn|al-[^\W\d_]+|el-[^\W\d_]+|ter|y)"
_NAME: Final = rf"{_NAME_WORD}(?:[ \u00a0]{_NAME_WORD}){{1,4}}"
_BYLINE: Final = re.compile(
    r"\s*(?:(?:story|text|report(?:ed|ing)?|written|posted|published|words)\s+)?"
    r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|Автор|Text)[: \u00a0]\s*"
    rf"(?P<names>{_NAME}(?:\s*(?:,|;|&|\band\b|\bAND\b|\bund\b|\bet\b|\by\b|\be\b)\s*{_NAME})*)"
    r"(?:\s*(?:[,|/(–—-]|\bin\b|\bfor\b|\bof\b|\n)\s*(?P<rest>[^.!?]{0,70}))?\s*",
)
_PART: Final = re.compile(r"\s*(?:,|;|&|\band\b|\bAND\b|\bund\b|\bet\b|\by\b|\be\b)\s*")
# What follows a name after a comma and is no name: the desk, the agency, the job.
_NO_NAME: Final = re.compile(
    r"\b(?:Reuters?|AP|AFP|UPI|BBC|CNN|Press|News|Staff|Writer|Writers|Correspondent|Editor|Reporter|Agency|Agencies"
    r"|Associated|Service|Times|Post|Bureau|Desk|Chief|Special|Contributor|Columnist|Online|Network)\b",
    re.IGNORECASE,
)
_NO_AUTHOR: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday"
    r"|Wednesday|Thursday|Friday|Saturday|Sunday|The|This|That|These|Those|Popular|Contrast)\b"
)

_LETTERS: Final = re.compile(r"[^\W\d_]+")


def read_byline(line: str) -> list[str] | None:
    """Names on a line that is a byline and nothing else; None where it is none.

    >>> read_byline("By Jane Doe and JOHN McROE, Reuters")
    ['Jane Doe', 'John McRoe']
    >>> read_byline("By Staff Writer") is None and read_byline("By the sea, a town waits") is None
    True
    """
    if len(line) > MAX_BYLINE_CHARS:
        return None
    match = _BYLINE.fullmatch(line)
    if match is None:
        return None
    names = [name for name in _PART.split(match["names"]) if name and not _NO_NAME.search(name)]
    if not names or any(_NO_AUTHOR.search(name) for name in names):
        return None
    return [_in_mixed_case(name) for name in names]


def _in_mixed_case(name: str) -> str:
    """Write a name as is usual: `JANE O'NEIL` -> `Jane O'Neil`."""
    name = name.replace("\u00a0", " ")
    words = [word for word in name.split() if len(word) > 2]
    if not all(word.removeprefix("Mc").isupper() for word in words):
        return name
    return _LETTERS.sub(lambda match: _title(match.group()), name)


def _title(word: str) -> str:
    if word[:2] in {"Mc", "MC"} and len(word) > 3:
        return "Mc" + word[2:].capitalize()
    return word.capitalize()
