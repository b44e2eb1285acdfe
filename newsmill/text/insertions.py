"""Captions that landed between two words of a sentence: `told reporters [Obama in Geneva (AP) ]that he would`."""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

import numpy as np

from newsmill.text.caption_shape import FOLLOWING_CHARS, label_starts, may_hold_marks, shape
from newsmill.text.credits import credit_ends
from newsmill.text.edits import Span
from newsmill.text.seams import (
    BREAK,
    CAPTION_ENDS,
    CAPTION_STARTS,
    REACH,
    WRONG_JOIN,
    Floats,
    Ints,
    Junctions,
    token_spans,
    tokens_of,
)

MAX_CAPTION_CHARS: Final = 320
MAX_CAPTION_TOKENS: Final = 70
_MIN_CHARS: Final = 8

# What junctions have to bring, in log10, to be looked at closely; most texts have none that do.
_LEAST_START: Final = 1.2
_LEAST_SUM: Final = 4.2
# The same in a text that has signs of labels or credits.
_LEAST_START_MARKED: Final = 0.6
_LEAST_SUM_MARKED: Final = 2.8
_MOST_JOIN: Final = 1.3
_MOST_READINGS: Final = 8
# Of those with the same credit or label, and such marks in a text.
_MOST_MARKED: Final = 3
_MOST_MARKS: Final = 60
# No caption starts with a date, a name's second initial, or a word that ties a sentence to the one before it.
_NO_FIRST: Final = re.compile(
    r"\s(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]\.\s"
    r"|(?:However|But|And|Or|Yet|Nor|Meanwhile|Nevertheless|Nonetheless|Moreover|Furthermore|Therefore|Although|Instead|Otherwise)\b)"
)
_WORD_ENDS: Final = re.compile(r"\s|[.,;:)]")


class Insertion(NamedTuple):
    """A caption between words: `text[start:end]` with the white space before it; its evidence as a score."""

    start: int
    end: int
    score: float


class Reading(NamedTuple):
    """A stretch of text that may be a caption, and the evidence for and against it by name."""

    start: int
    end: int
    evidence: dict[str, float]


class _Pair(NamedTuple):
    """Two junctions between which a caption may stand, and their odds."""

    first: int
    last: int
    start_odds: float
    end_odds: float
    join_odds: float


@lru_cache(maxsize=1)
def _weights() -> dict[str, float]:
    return dict(json.loads(files("newsmill").joinpath("data/cleaning/caption_weights.json").read_bytes()))


# Captions are looked for until none is found: the last text is looked at again after other rules had nothing to do.
@lru_cache(maxsize=1)
def find_insertion(text: str) -> Insertion | None:
    """Best reading of a caption between two words of a text; None where nothing points to one.

    The score is log10 of how much likelier the reading is than the text as it stands: how much the words at
    both ends look like seams, how well the words around the caption join without it, and its shape.
    """
    weights = _weights()
    found = (
        Insertion(start, end, sum(weights[name] * value for name, value in evidence.items()))
        for start, end, evidence in read_insertions(text)
    )
    return max(found, key=lambda one: one.score, default=None)


@lru_cache(maxsize=1)
def _junctions(text: str) -> Junctions:
    return Junctions(text)


def may_hold_any_mark(text: str) -> bool:
    """Whether a text has any sign of a caption's label or credit; costs nothing after `find_insertion` on the same text."""
    return _junctions(text).may_hold_marks


def read_insertions(text: str) -> list[Reading]:
    """Give the likeliest readings of a caption between words, with the evidence that `find_insertion` weighs."""
    junctions = _junctions(text)
    if junctions.count <= 2 * REACH:
        return []
    starts = junctions.may_start()
    odds = junctions.odds(starts, starts, CAPTION_STARTS)
    marked = junctions.may_hold_marks and may_hold_marks(text)
    likely = odds >= (_LEAST_START_MARKED if marked else _LEAST_START)
    pairs: list[_Pair] = []
    if likely.any():
        pairs = _pairs(junctions, starts[likely], odds[likely], _LEAST_SUM_MARKED if marked else _LEAST_SUM)
    if marked:
        pairs += _marked_pairs(text, junctions, starts, {(pair.first, pair.last) for pair in pairs})
    return _readings(text, junctions, pairs) if pairs else []


def _pairs(junctions: Junctions, starts: Ints, start_odds: Floats, least: float) -> list[_Pair]:
    """Junctions between which a caption may stand, the likeliest first."""
    ends = starts[:, None] + np.arange(2, MAX_CAPTION_TOKENS)
    breaks = junctions.paragraph_ends()
    ends = np.minimum(ends, breaks[np.searchsorted(breaks, starts)][:, None])  # where no caption ends
    possible = np.zeros(junctions.count, np.bool_)
    possible[ends] = True
    possible &= junctions.may_end()
    different = possible.nonzero()[0]
    odds = np.full(junctions.count, -np.inf, np.float32)
    odds[different] = junctions.odds(different, different, CAPTION_ENDS)
    end_odds = odds[ends]
    seams = start_odds[:, None] + end_odds
    rows, columns = np.nonzero(seams >= least - _MOST_JOIN)
    lefts, rights = starts[rows], ends[rows, columns]
    joins = -junctions.odds(lefts, rights, WRONG_JOIN)
    sums = seams[rows, columns] + joins
    order = np.argsort(-sums, kind="stable")[:_MOST_READINGS]
    order = order[sums[order] >= least]
    if not len(order):
        return []
    found = np.stack((start_odds[rows[order]], end_odds[rows[order], columns[order]], joins[order]))
    weighed = _weighed(junctions, lefts[order], rights[order], found)
    return [pair for pair in weighed if pair.start_odds + pair.end_odds + pair.join_odds >= least]


def _marked_pairs(text: str, junctions: Junctions, starts: Ints, known: set[tuple[int, int]]) -> list[_Pair]:
    """The likeliest pairs that end with a credit or start with a label, whatever their odds, beside those known."""
    breaks, may_end = junctions.paragraph_ends(), junctions.may_end()
    firsts: list[Ints] = []
    lasts: list[Ints] = []
    for last in _junctions_at(text, credit_ends(text)):
        number = np.searchsorted(breaks, last)
        begin = max(last - MAX_CAPTION_TOKENS, int(breaks[number - 1]) if number else -1) + 1
        firsts.append(starts[(starts >= begin) & (starts <= last - 2) & may_end[last]])
        lasts.append(np.full_like(firsts[-1], last))
    for first in np.intersect1d(_junctions_at(text, label_starts(text)), starts).tolist():
        end = min(first + MAX_CAPTION_TOKENS, int(breaks[np.searchsorted(breaks, first)]))
        lasts.append(may_end[first + 2 : end].nonzero()[0] + first + 2)
        firsts.append(np.full_like(lasts[-1], first))
    best: dict[tuple[int, int], None] = {}
    for some_firsts, some_lasts in zip(firsts, lasts, strict=True):
        odds = _search(junctions, some_firsts, some_lasts).sum(axis=0)
        order = np.argsort(-odds, kind="stable")[:_MOST_MARKED]
        best |= dict.fromkeys(zip(some_firsts[order].tolist(), some_lasts[order].tolist(), strict=True))
    chosen = [pair for pair in best if pair not in known]
    if not chosen:
        return []
    left, right = np.array(chosen).T
    return _weighed(junctions, left, right, _search(junctions, left, right))


def _junctions_at(text: str, places: list[int]) -> list[int]:
    """Numbers of the junctions at places (code points) where tokens start or end, the first ones only."""
    numbers: list[int] = []
    count = at = 0
    for place in sorted(set(places))[:_MOST_MARKS]:
        count += len(tokens_of(text[at:place]))
        numbers.append(count)
        at = place
    return numbers


def _search(junctions: Junctions, firsts: Ints, lasts: Ints) -> Floats:
    """Odds (rows) as `_look_closer` gives them, by the network that searches."""
    return np.stack(
        (
            junctions.odds(firsts, firsts, CAPTION_STARTS),
            junctions.odds(lasts, lasts, CAPTION_ENDS),
            -junctions.odds(firsts, lasts, WRONG_JOIN),
        )
    )


def _weighed(junctions: Junctions, firsts: Ints, lasts: Ints, found: Floats) -> list[_Pair]:
    """Pairs with the mean of the odds found and those of the network that looks closer."""
    odds = (found + _look_closer(junctions, firsts, lasts)) / 2
    return [_Pair(*pair) for pair in zip(firsts.tolist(), lasts.tolist(), *odds.tolist(), strict=True)]


def _look_closer(junctions: Junctions, firsts: Ints, lasts: Ints) -> Floats:
    """Odds (rows) of a caption's start and end at the junctions of each pair, and of the words around it being joined."""
    odds = junctions.closer_odds(
        np.concatenate((firsts, lasts, firsts)),
        np.concatenate((firsts, lasts, lasts)),
        np.repeat((CAPTION_STARTS, CAPTION_ENDS, WRONG_JOIN), len(firsts)),
    ).reshape(3, -1)
    odds[2] *= -1
    return odds


def _readings(text: str, junctions: Junctions, pairs: list[_Pair]) -> list[Reading]:
    readings: list[Reading] = []
    for pair, start, end in _spans(text, junctions, pairs):
        if _may_be_caption(text, start, end):
            seams = {"always": 1.0, "start": pair.start_odds, "end": pair.end_odds, "join": pair.join_odds}
            readings.append(
                Reading(start, end, seams | shape(text[start:end], text[end : end + FOLLOWING_CHARS]))
            )
    return readings


def _spans(text: str, junctions: Junctions, pairs: list[_Pair]) -> Iterator[tuple[_Pair, int, int]]:
    """What stands between the junctions of each pair, with the white space before it, in code points."""
    breaks = junctions.paragraph_ends()
    starts = [0, *(match.end() for match in re.finditer(BREAK, text))]
    last = max(pair.last for pair in pairs)
    # Only paragraphs that hold a pair are read again, and none beyond the last.
    found: dict[int, list[Span]] = {}
    for pair in pairs:
        number = int(np.searchsorted(breaks, pair.first))
        before = int(breaks[number - 1]) + 1 if number else 0
        if number not in found:
            found[number] = token_spans(text, starts[number], min(int(breaks[number]), last) - before)
        spans = found[number]
        yield pair, spans[pair.first - before - 1][1], spans[pair.last - before - 1][1]


def _may_be_caption(text: str, start: int, end: int) -> bool:
    return (
        text[start].isspace()
        and _MIN_CHARS <= end - start <= MAX_CAPTION_CHARS
        and _WORD_ENDS.match(text, end) is not None
        and _NO_FIRST.match(text, start) is None
    )
