"""Packaged word lists of the names step."""

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Final

DATA: Final = Path(__file__).parent / "data"


@cache
def _lists() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in (DATA / "words.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, words_of_line = line.partition(": ")
            found[name].update(words_of_line.split())
    return {name: frozenset(found[name]) for name in found}


def words(name: str) -> frozenset[str]:
    """Words of a list of `words.txt`. Raises KeyError for an unknown list."""
    return _lists()[name]


def pairs(name: str) -> dict[str, str]:
    """Pairs `one=other` of a list of `words.txt`, by the first."""
    return dict(sorted(pair.split("=") for pair in words(name)))


@cache
def attested_persons() -> dict[str, bool]:
    """Well known persons' names, and whether their surname alone means them."""
    lines = (DATA / "attested_persons.txt").read_text("utf-8").splitlines()
    names = [line.strip() for line in lines if line.strip() and not line.startswith("#")]
    return {name.rstrip("*"): name.endswith("*") for name in names}
