"""Forms of a name: without titles, possessives and company suffixes, and folded for comparison."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from newsmill.enrich.names.lists import words

_TITLE_WORDS: Final = words("title_words")
# Words that are also given names or surnames: titles only when more than one word follows.
_NAME_LIKE: Final = words("name_like")
_ORGANIZATION_SUFFIX: Final = re.compile(
    r",?\s+(?:inc|incorporated|corp|corporation|co|company|ltd|limited|plc|llc|llp|n\.?v|s\.?a|a\.?g|gmbh|s\.?p\.?a|"
    r"pty|bhd|k\.?k|oyj|a/s|& co|group|holdings)\.?$",
    re.IGNORECASE,
)
_POSSESSIVE: Final = re.compile(r"['’]s?$|['’]S$")
_JUNIOR: Final = re.compile(
    r",?\s+(?:jr|sr|ii|iii|iv)\.?$|,?\s+(?:[KQ]C|MP|MEP|MSP|[MOC]BE|Esq\.?|PhD|Ph\.D\.)$", re.IGNORECASE
)
_PUNCTUATION: Final = re.compile(r"[.\"“”‘’'`,;:()]+")


@lru_cache(maxsize=50_000)
def tidy(surface: str) -> str:
    """Surface on one line, without possessive and outer punctuation; `U.S.` and initials keep their points.

    >>> tidy("Obama's")
    'Obama'
    """
    text = " ".join(surface.split()).strip(' ,;:"“”()<>-–—')
    if "(" in text and ")" not in text:
        text = text[: text.index("(")].rstrip() or text
    shorter = _POSSESSIVE.sub("", text)
    return shorter or text


@lru_cache(maxsize=50_000)
def person_name(surface: str) -> str:
    """Person's name without titles before it and without `Jr.`, `KC` or `MBE` behind.

    >>> person_name("Russian President Vladimir Putin"), person_name("Mr. Obama"), person_name("King")
    ('Vladimir Putin', 'Obama', 'King')
    >>> person_name("Det Supt Jane Ford"), person_name("Sarah Smith KC")
    ('Jane Ford', 'Sarah Smith')
    """
    parts = _JUNIOR.sub("", tidy(surface)).split(" ")
    cut = 0
    for at, word in enumerate(parts[:-1]):
        plain = word.strip(".").lower()
        if plain in _TITLE_WORDS and not (plain in _NAME_LIKE and len(parts) - at == 2 and at == 0):
            cut = at + 1
        elif at - cut > 1:
            break
    return " ".join(parts[cut:])


@lru_cache(maxsize=50_000)
def organization_name(surface: str) -> str:
    """Organization's name without article and company suffix.

    >>> organization_name("The Boeing Co."), organization_name("Apple Inc."), organization_name("Group")
    ('Boeing', 'Apple', 'Group')
    """
    text = tidy(surface)
    if text[:4].lower() == "the ":
        text = text[4:]
    while (shorter := _ORGANIZATION_SUFFIX.sub("", text)) != text and shorter:
        text = shorter
    return text


@lru_cache(maxsize=100_000)
def folded(name: str) -> str:
    """Name for comparison: no case, no accents, no punctuation, hyphens as spaces.

    >>> folded("José María Aznar"), folded("S.E.C."), folded("Bashar al-Assad")
    ('jose maria aznar', 'sec', 'bashar al assad')
    """
    text = name
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    text = _PUNCTUATION.sub("", text.replace("-", " ").replace("–", " "))
    return " ".join(text.casefold().split())


def canonical_form(kind: str, surface: str) -> str:
    """Name that a surface of a kind stands for by itself."""
    if kind == "person":
        return person_name(surface)
    if kind == "organization":
        return organization_name(surface)
    return tidy(surface)
