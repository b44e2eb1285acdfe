"""Word types met so far: each is analysed once and then is a row of numbers."""

from collections.abc import Iterable
from typing import Final

import numpy as np
import numpy.typing as npt

from newsmill.enrich.entities.features import (
    BEGIN,
    END,
    clusters_of,
    own_attributes,
    shape,
    window_attributes,
)
from newsmill.enrich.entities.model import Floats, Ints, Model

OFFSETS: Final = 5
# Word types held at most: a long run meets ever new names, and a row is about 200 bytes.
LARGEST: Final = 150_000

# Properties of a word type, as bits.
CAPITAL, LOWER, FIRST, TITLE, ORGWORD, SAYING, PREPOSITION, NAME_BEGIN = (1 << k for k in range(8))
LETTERS, CAPITALS, LONG = (1 << k for k in range(8, 11))

SAYING_WORDS: Final = frozenset({"said", "says", "told", "added"})
PREPOSITIONS: Final = frozenset({"in", "at"})
_CAPITAL_SHAPES: Final = frozenset({"XX", "XXX", "XX."})
_IMPOSSIBLE: Final = np.float32(-100)


class Vocabulary:
    """Rows of numbers by word type.

    `scores` has the shape (5, rows, labels): what a word adds to the scores of the word two before it, one
    before it, itself, and so on. Row 0 stands for the place beyond the begin or end of a sentence. `shapes`,
    `coarse` (cluster) and `lows` (lower-case form) are ids, `bits` the properties above.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._window, self._own = model.tables["window"], model.tables["own"]
        self._window_row = {name: k for k, name in enumerate(self._window.names)}
        self._own_row = {name: k for k, name in enumerate(self._own.names)}
        single = model.tables["single"].rows()
        labels = len(model.labels)
        self._none = np.zeros(labels, np.float32)
        self._bias = single.get("b", self._none)
        self._begins = np.array([label.startswith("B-") for label in model.labels])
        self._padding = np.stack([single.get(f"{o}|PAD", self._none) for o in (-2, -1, 0, 1, 2)])
        self.shape_ids = _ids(part for name in model.tables["shapes"].names for part in name.split("|"))
        self.coarse_ids = _ids(part for name in model.tables["clusters"].names for part in name.split("|"))
        self._begin_words = frozenset(name.split(" ", 1)[0] for name in model.lexicon.flags if " " in name)
        self._reset()

    def _reset(self) -> None:
        labels, rows = len(self._model.labels), 1 << 14
        self.words = [""]
        self.low_ids: dict[str, int] = _ids(self._model.pair_words)
        self._rows: dict[str, int] = {}
        self.scores: Floats = np.zeros((OFFSETS, rows, labels), np.float32)
        self.scores[:, 0] = self._padding
        self.shapes: Ints = np.zeros(rows, np.int64)
        self.coarse: Ints = np.zeros(rows, np.int64)
        self.lows: Ints = np.zeros(rows, np.int64)
        self.bits: Ints = np.zeros(rows, np.int64)

    def rows(self, words: list[str]) -> npt.NDArray[np.int64]:
        """Rows of words, new ones analysed."""
        if len(self.words) + len(words) > LARGEST:
            fresh = len(set(words).difference(self._rows))
            if len(self.words) + fresh > LARGEST:
                self._reset()
        found = list(map(self._rows.get, words))
        if None in found:
            for word in dict.fromkeys(words):
                if word not in self._rows:
                    self._add(word)
            found = list(map(self._rows.get, words))
        return np.array(found, np.int64)

    def _grow(self) -> None:
        self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)], axis=1)
        for name in ("shapes", "coarse", "lows", "bits"):
            array = getattr(self, name)
            setattr(self, name, np.concatenate([array, np.zeros_like(array)]))

    def _add(self, word: str) -> None:
        row = len(self.words)
        if row >= len(self.bits):
            self._grow()
        self._rows[word] = row
        self.words.append(word)
        lexicon = self._model.lexicon
        attributes = window_attributes(word, lexicon)
        window = [k for a in attributes if (k := self._window_row.get(a)) is not None]
        own = [k for a in own_attributes(word) if (k := self._own_row.get(a)) is not None]
        scores: Floats = np.add.reduce(self._window.weights[window])
        scores[2] += np.add.reduce(self._own.weights[own])
        scores[2] += self._bias
        form = shape(word)
        if form[0] == "p":
            scores[2, self._begins] += _IMPOSSIBLE
        self.scores[:, row] = scores
        clusters = clusters_of(word, lexicon)
        self.shapes[row] = self.shape_ids.get(form, len(self.shape_ids))
        self.coarse[row] = self.coarse_ids.get(clusters[0] if clusters else "c=?", len(self.coarse_ids))
        self.lows[row] = self.low_ids.setdefault(word.lower(), len(self.low_ids))
        self.bits[row] = self._bits_of(word, form, frozenset(attributes))

    def _bits_of(self, word: str, form: str, attributes: frozenset[str]) -> int:
        is_capital = word[0].isupper()
        has_letters = form[0] in "Xx"
        properties = (
            (CAPITAL, is_capital),
            (LOWER, word[0].islower()),
            (FIRST, is_capital and "g=FIRST" in attributes),
            (TITLE, "g=TITLE" in attributes),
            (ORGWORD, is_capital and "g=ORGWORD" in attributes),
            (SAYING, word in SAYING_WORDS),
            (PREPOSITION, word in PREPOSITIONS),
            (NAME_BEGIN, is_capital and word.lower() in self._begin_words),
            (LETTERS, has_letters),
            (CAPITALS, form in _CAPITAL_SHAPES),
            (LONG, has_letters and form != "xs"),
        )
        return sum(bit for bit, holds in properties if holds)


def _ids(names: Iterable[str]) -> dict[str, int]:
    """Ids by name; the marks of a sentence's begin and end are 0 and 1."""
    found = {BEGIN: 0, END: 1}
    for name in names:
        found.setdefault(name, len(found))
    return found
