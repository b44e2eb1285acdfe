"""Given names and titles by language, from the lists beside."""

from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent
# What the reader of quotes knows of a language. Read as a file: that package imports this one.
_LEXICONS: Final = _HERE.parent / "quotes" / "lexicons"
_FUNCTION: Final = frozenset(
    {"prepositions", "determiners", "conjunctions", "adverbs", "time", "stops", "auxiliaries", "according"}
)


@cache
def _lists(name: str) -> dict[str, frozenset[str]]:
    rows = (_HERE / name).read_text("utf-8").splitlines()
    parts = (row.partition(": ") for row in rows if row and not row.startswith("#"))
    return {code: frozenset(rest.split()) for code, _, rest in parts}


@cache
def given_names(code: str) -> frozenset[str]:
    """Given names that a language's papers write of (ISO 639-1), those of other languages among them. Raises KeyError for one that is not known.

    >>> {"Annalena", "Emmanuel", "John"} <= given_names("de")
    True
    """
    lists = _lists("given_names.txt")
    return lists["all"] - lists[code]


def titles(code: str) -> frozenset[str]:
    """Titles and roles that stand before a person's name. Raises KeyError for a language that is not known.

    >>> "Bundeskanzler" in titles("de"), "ministra" in titles("es")
    (True, True)
    """
    return _lists("titles.txt")[code]


@cache
def _sections(code: str) -> dict[str, frozenset[str]]:
    found: dict[str, list[str]] = {}
    name = ""
    for row in (_LEXICONS / f"{code}.txt").read_text("utf-8").splitlines():
        if row.startswith("["):
            name = row[1:-1]
        elif not row.startswith("#"):
            found.setdefault(name, []).extend(row.split())
    return {name: frozenset(words) for name, words in found.items()}


@cache
def roles(code: str) -> frozenset[str]:
    """Nouns for what somebody is, in small letters, the titles included.

    >>> "camionista" in roles("it")
    True
    """
    return _sections(code)["roles"] | titles(code)


@cache
def sayings(code: str) -> frozenset[str]:
    """Finite forms of verbs of saying, and in Dutch `aldus`, which stands like one."""
    return _sections(code)["verbs"] | ({"aldus"} if code == "nl" else frozenset())


@cache
def function_words(code: str) -> frozenset[str]:
    """Words that no name begins with, in small letters."""
    return frozenset(word for name, words in _sections(code).items() if name in _FUNCTION for word in words)
