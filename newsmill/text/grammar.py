"""How well two words go together in news prose: a small table of word pairs, by word or by form."""

import json
import re
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Final

import numpy as np
import numpy.typing as npt

# Steps of the table a unit of log10.
SCALE: Final = 30.0
OTHER_FORMS: Final = (
    "<ing>", "<ed>", "<ly>", "<s>", "<noun>", "<lower>", "<name>", "<capitals>", "<number>", "<sign>",
)  # fmt: skip
PUNCTUATION: Final = frozenset(".,;:?!()[]\"'-$%")

_TOKEN: Final = re.compile(r"\w+(?:['’.-]\w+)*|[^\w\s]")
_SUFFIXES: Final = (
    ("ing", "<ing>"), ("ed", "<ed>"), ("ly", "<ly>"), ("tion", "<noun>"), ("ment", "<noun>"), ("ness", "<noun>"),
    ("ity", "<noun>"), ("s", "<s>"),
)  # fmt: skip
_ENDINGS: Final = tuple(ending for ending, _ in _SUFFIXES)
_SAME: Final = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "£": "$", "€": "$"})


def words_of(text: str) -> list[str]:
    """Words and signs of a text.

    >>> words_of("days after (G8).")
    ['days', 'after', '(', 'G8', ')', '.']
    """
    return _TOKEN.findall(text.translate(_SAME))


def form(word: str) -> str:
    """Name what stands for a word that the table does not hold: its form."""
    if word[0].isdigit():
        return "<number>"
    if not word[0].isalpha():
        return "<sign>"
    if word[0].isupper():
        return "<capitals>" if len(word) > 1 and word.isupper() else "<name>"
    if not word.endswith(_ENDINGS):
        return "<lower>"
    return next(name for ending, name in _SUFFIXES if word.endswith(ending))


_NEXT: Final = re.compile(r"\s*(\w+(?:['.-]\w+)*|[^\w\s])")
_LAST: Final = re.compile(r"(\w+(?:['.-]\w+)*|[^\w\s])\s*$")


def word_after(text: str, at: int) -> str:
    """Give the first word or sign from a position on; a full stop where there is none."""
    match = _NEXT.match(text[at : at + 24].translate(_SAME))
    return match.group(1) if match else "."


def word_before(text: str, at: int) -> str:
    """Give the last word or sign before a position; a full stop where there is none."""
    match = _LAST.search(text[max(0, at - 20) : at].translate(_SAME))
    return match.group(1) if match else "."


@lru_cache(maxsize=1)
def _stored() -> dict[str, npt.NDArray[Any]]:
    data = files("newsmill").joinpath("data/cleaning/word_pairs.npz").read_bytes()
    with np.load(BytesIO(data)) as stored:
        return {name: stored[name] for name in stored.files}


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], memoryview]:
    words = json.loads(_stored()["words"].tobytes())
    # One value at a time is read: a memoryview gives Python's own numbers, faster than numpy.
    return {word: number for number, word in enumerate(words)}, _stored()["pairs"].data


def affinity(first: str, second: str) -> float:
    """Log10 of how much more often two words stand together in news prose than their frequencies say.

    Source of the table: bench/word_pairs.py, on Reuters C50 (CC BY 4.0).

    >>> affinity("of", "the") > 0 > affinity("the", "of")
    True
    """
    numbers, pairs = _table()
    i = numbers.get(first)
    j = numbers.get(second)
    if i is None:
        i = numbers[form(first)]
    if j is None:
        j = numbers[form(second)]
    odds: int = pairs[i, j]
    return odds / SCALE
