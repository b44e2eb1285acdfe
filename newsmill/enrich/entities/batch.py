"""The words of many documents in one row."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from newsmill.enrich.document import Document
from newsmill.enrich.entities.model import Ints
from newsmill.enrich.entities.vocabulary import CAPITAL, CAPITALS, LETTERS, LONG, Vocabulary

# Longer sentences are tables or texts without full stops: cut, so that one of them does not slow a batch.
LONGEST_SENTENCE: Final = 120
CASES: Final = ("plain", "short", "title", "upper")
_NEIGHBOURS: Final = (-2, -1, 0, 1, 2)


class Batch:
    """Words of many documents, with their sentences and neighbours.

    All arrays have an entry a word, but for `starts`, `lengths` and `cases`, which have one a sentence, and
    `first_word`, one a document. `around` holds the vocabulary rows two before, one before ... two after, 0
    beyond the sentence; `is_joined` has one entry more: whether word k touches word k - 1 of its sentence.
    Needs at least one word.
    """

    def __init__(self, documents: Sequence[Document], vocabulary: Vocabulary) -> None:
        counts = [len(document.words) for document in documents]
        self.rows = vocabulary.rows([word for document in documents for word in document.words])
        self.document = np.repeat(np.arange(len(documents)), counts)
        self.first_word = np.cumsum([0, *counts[:-1]])
        size = len(self.rows)
        self.begins = _sentence_begins(documents, self.first_word.tolist(), size)
        self.starts = np.flatnonzero(self.begins)
        self.lengths = np.diff(self.starts, append=size)
        self.sentence = np.cumsum(self.begins) - 1
        self.position = np.arange(size) - self.starts[self.sentence]
        self.left = self.lengths[self.sentence] - self.position
        padded = np.zeros(size + 4, np.int64)
        padded[2:-2] = self.rows
        self.around = [
            np.where(
                self.position >= -shift if shift < 0 else self.left > shift,
                padded[2 + shift : 2 + shift + size],
                0,
            )
            for shift in _NEIGHBOURS
        ]
        self.bits = vocabulary.bits[self.rows]
        self.lows = vocabulary.lows[self.rows]
        starts = np.concatenate([document.starts for document in documents])
        ends = np.concatenate([document.ends for document in documents])
        self.is_joined = np.zeros(size + 1, bool)
        self.is_joined[1:-1] = (starts[1:] == ends[:-1]) & ~self.begins[1:]

    def cases(self) -> Ints:
        """Case of each sentence as an index into `CASES`."""
        letters, capitals, long, long_capital = (
            np.add.reduceat((self.bits & mask == mask).astype(np.int64), self.starts)
            for mask in (LETTERS, CAPITALS, LONG, LONG | CAPITAL)
        )
        case = np.zeros(len(self.starts), np.int64)
        case[(long > 0) & (long_capital > 0.8 * long)] = CASES.index("title")
        case[capitals > 0.6 * letters] = CASES.index("upper")
        case[letters < 3] = CASES.index("short")
        return case


def _sentence_begins(
    documents: Sequence[Document], first_word: list[int], size: int
) -> "np.ndarray[tuple[int], np.dtype[np.bool_]]":
    begins = np.zeros(size, bool)
    for document, at in zip(documents, first_word, strict=True):
        begins[document.sentences + at] = True
    starts = np.flatnonzero(begins)
    lengths = np.diff(starts, append=size)
    for k in np.flatnonzero(lengths > LONGEST_SENTENCE).tolist():
        begins[starts[k] : starts[k] + lengths[k] : LONGEST_SENTENCE] = True
    return begins
