"""Scores of the labels of every word: sums of the weights of its features."""

from typing import Final

import numpy as np

from newsmill.enrich.entities.batch import CASES, Batch
from newsmill.enrich.entities.model import Floats, Ints, Model
from newsmill.enrich.entities.vocabulary import (
    CAPITAL,
    FIRST,
    LOWER,
    NAME_BEGIN,
    ORGWORD,
    PREPOSITION,
    SAYING,
    TITLE,
    Vocabulary,
)

LONGEST_NAME: Final = 5
# What a document says elsewhere of a capitalised word, in the order of the bits of `_hints`.
HINTS: Final = ("low", "first", "title", "in", "org", "said")
FORBIDDEN: Final = np.float32(-100)


class Scorer:
    """Sums feature weights for batches of words."""

    def __init__(self, model: Model, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._flags = model.lexicon.flags
        self._inside = np.array([k for k, label in enumerate(model.labels) if label[0] == "I"])
        self._shapes = _cube(model, "shapes", vocabulary.shape_ids)
        self._clusters = _cube(model, "clusters", vocabulary.coarse_ids)
        width = (len(vocabulary.shape_ids) + 1, len(model.labels))
        self._case = np.zeros((len(CASES), *width), np.float32)
        for name, row in model.tables["case"].rows().items():
            case, _, form = name.partition("|")
            self._case[CASES.index(case), vocabulary.shape_ids[form]] = row
        self._joints = np.zeros((2, *width), np.float32)
        for name, row in model.tables["joints"].rows().items():
            side, _, form = name.partition("=")
            self._joints[("jl", "jr").index(side), vocabulary.shape_ids[form]] = row
        self._hints = _hint_sums(model)
        self._names = model.tables["names"].rows()
        ids = np.array([vocabulary.low_ids[word] for word in model.pair_words], np.int64)
        self._pairs = {}
        for side, pairs in model.pairs.items():
            keys = ids[pairs.first] << 32 | ids[pairs.second]
            order = np.argsort(keys)
            self._pairs[side] = (keys[order], pairs.weights[order])

    def scores(self, batch: Batch) -> Floats:
        """Score of every label (column) for every word (row) of a batch, before transitions."""
        vocabulary = self._vocabulary
        total: Floats = vocabulary.scores[0][batch.around[0]]
        for k in range(1, 5):
            total += vocabulary.scores[k][batch.around[k]]
        before, here, after = batch.around[1:4]
        is_first, is_last = batch.position == 0, batch.left == 1
        for cube, ids in ((self._shapes, vocabulary.shapes), (self._clusters, vocabulary.coarse)):
            total += cube[np.where(is_first, 0, ids[before]), ids[here], np.where(is_last, 1, ids[after])]
        for k, (joined, neighbour) in enumerate(
            ((batch.is_joined[:-1], before), (batch.is_joined[1:], after))
        ):
            at = np.flatnonzero(joined)
            total[at] += self._joints[k, vocabulary.shapes[neighbour[at]]]
        self._add_pairs(total, "before", np.where(is_first, 0, vocabulary.lows[before]), batch.lows)
        self._add_pairs(total, "after", batch.lows, np.where(is_last, 1, vocabulary.lows[after]))
        total += self._case[batch.cases()[batch.sentence], vocabulary.shapes[here]]
        self._add_hints(total, batch)
        self._add_names(total, batch)
        total[np.ix_(batch.starts, self._inside)] += FORBIDDEN
        return total

    def _add_pairs(self, total: Floats, side: str, first: Ints, second: Ints) -> None:
        keys, weights = self._pairs[side]
        if not len(keys):
            return
        wanted = first << 32 | second
        at = np.searchsorted(keys, wanted)
        at[at == len(keys)] = 0
        hit = np.flatnonzero(keys[at] == wanted)
        total[hit] += weights[at[hit]]

    def _add_hints(self, total: Floats, batch: Batch) -> None:
        bits = batch.bits
        words = np.flatnonzero(bits & CAPITAL)
        keys = batch.document << 32 | batch.lows
        forms, form = np.unique(keys[words], return_inverse=True)
        mask = np.zeros(len(forms), np.int64)
        lower = np.unique(keys[(bits & LOWER) > 0])
        mask[np.isin(forms, lower, assume_unique=True)] = 1
        before = np.where(batch.position > 0, np.roll(bits, 1), 0)[words]
        after = np.where(batch.left > 1, np.roll(bits, -1), 0)[words]
        found = (before & FIRST, before & TITLE, before & PREPOSITION, after & ORGWORD, after & SAYING)
        for k, flags in enumerate(found, 1):
            mask[form[flags > 0]] |= 1 << k
        total[words] += self._hints[mask[form]]

    def _add_names(self, total: Floats, batch: Batch) -> None:
        """Longest names of two words and more that the gazetteer knows."""
        words, rows = self._vocabulary.words, batch.rows
        beyond = -1
        candidates = np.flatnonzero((batch.bits & NAME_BEGIN > 0) & (batch.left > 1))
        for at, left in zip(candidates.tolist(), batch.left[candidates].tolist(), strict=True):
            if at < beyond:
                continue
            low = [words[row].lower() for row in rows[at : at + min(LONGEST_NAME, left)].tolist()]
            for length in range(len(low), 1, -1):
                kinds = self._flags.get(" ".join(low[:length]))
                if kinds:
                    self._add_name(total, at, length, kinds)
                    beyond = at + length
                    break

    def _add_name(self, total: Floats, at: int, length: int, kinds: tuple[str, ...]) -> None:
        for kind in kinds:
            if (row := self._names.get("mB=" + kind)) is not None:
                total[at] += row
            if (row := self._names.get("mI=" + kind)) is not None:
                total[at + 1 : at + length] += row


def _hint_sums(model: Model) -> Floats:
    """Weights of every combination of hints."""
    rows = model.tables["hints"].rows()
    sums = np.zeros((1 << len(HINTS), len(model.labels)), np.float32)
    for mask in range(len(sums)):
        for k, hint in enumerate(HINTS):
            if mask >> k & 1 and hint in rows:
                sums[mask] += rows[hint]
    return sums


def _cube(model: Model, table: str, ids: dict[str, int]) -> Floats:
    """Weights of three neighbours' classes as an array of four dimensions; the last id stands for others."""
    size = len(ids) + 1
    cube = np.zeros((size, size, size, len(model.labels)), np.float32)
    for name, row in model.tables[table].rows().items():
        a, b, c = (ids[part] for part in name.split("|"))
        cube[a, b, c] = row
    return cube
