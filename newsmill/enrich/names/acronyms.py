"""Acronyms that a text defines: `European Union (EU)`, `SOHR (Syrian Observatory for Human Rights)`."""

import re
from typing import Final

from newsmill.enrich.names.lists import words

_IN_BRACKETS: Final = re.compile(r"\(\s*(?:the\s+)?([A-Z][A-Za-z.&-]{1,9})\s*\)")
_ACRONYM_FIRST: Final = re.compile(r"\b([A-Z][A-Z&.-]{1,9})\s+\((?:the\s+)?([A-Z][^()\n]{4,80})\)")
_WORD: Final = re.compile(r"[A-Za-zÀ-ÿ][\wÀ-ÿ'’.&]*")
_SMALL: Final = words("small")
_SPAN: Final = 90  # characters looked back for the long form


def initials(name: str) -> str:
    """Upper-case initials of the words that count.

    >>> initials("Syrian Observatory for Human Rights")
    'SOHR'
    """
    return "".join(w[0] for w in _WORD.findall(name.replace("-", " ")) if w.lower() not in _SMALL).upper()


def readings(name: str) -> set[str]:
    """The acronyms that a name spells, counting small words or not.

    >>> sorted(readings("Department of Transportation"))
    ['DOT', 'DT']
    """
    every = "".join(w[0] for w in _WORD.findall(name.replace("-", " "))).upper()
    return {initials(name), every}


def letters(acronym: str) -> str:
    """Letters of an acronym, upper-case.

    >>> letters("U.N.")
    'UN'
    """
    return re.sub(r"[^A-Za-z]", "", acronym).upper()


def spells(acronym: str, name: str) -> bool:
    """Whether a name's initials give an acronym, counting small words or not.

    >>> spells("EU", "European Union"), spells("DOT", "Department of Transportation"), spells("UN", "Unicorn")
    (True, True, False)
    """
    return len(letters(acronym)) > 1 and letters(acronym) in readings(name)


def defined(text: str) -> dict[str, str]:
    """Acronyms to the long forms that the text defines them by.

    >>> defined("The European Union (EU) and the Syrian Observatory for Human Rights (SOHR) agree.")
    {'EU': 'European Union', 'SOHR': 'Syrian Observatory for Human Rights'}
    """
    found: dict[str, str] = {}
    if "(" not in text:
        return found
    for match in _IN_BRACKETS.finditer(text):
        long_form = _long_form(match[1], text[max(0, match.start() - _SPAN) : match.start()])
        if long_form:
            found.setdefault(match[1], long_form)
    for match in _ACRONYM_FIRST.finditer(text):
        if spells(match[1], match[2]):
            found.setdefault(match[1], match[2].strip())
    return found


def _long_form(acronym: str, before: str) -> str:
    """Shortest run of words at the end of `before` that spells the acronym."""
    if re.search(r"[.!?\n]\s*$", before):
        return ""
    found = list(_WORD.finditer(before))
    for first in range(len(found) - 2, max(-1, len(found) - 12), -1):
        word = found[first].group()
        if word[0].upper() != acronym[0].upper() or word.islower():
            continue
        name = before[found[first].start() :].strip(" ,-–—")
        if "\n" not in name and not re.search(r"[.!?;:]\s", name) and spells(acronym, name):
            return name
    return ""
