"""Given names and titles by language, from the lists beside."""

from functools import cache
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent


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
