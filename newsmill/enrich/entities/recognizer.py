"""The native recogniser: a linear-chain conditional random field, run with numpy for a batch at once."""

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from newsmill.enrich.document import Document
from newsmill.enrich.entities.decoding import best_labels, spans_of
from newsmill.enrich.entities.model import PATH, Floats, Ints, Model, load_model
from newsmill.enrich.entities.spans import Span
from newsmill.enrich.entities.vocabulary import (
    CAPITAL,
    CAPITALS,
    FIRST,
    LETTERS,
    LONG,
    LOWER,
    NAME_BEGIN,
    ORGWORD,
    PREPOSITION,
    SAYING,
    TITLE,
    Vocabulary,
)

KIND_OF_LABEL: Final = {"PER": "person", "ORG": "organization", "LOC": "place"}
LONGEST_SENTENCE: Final = 120
LONGEST_NAME: Final = 5
HINTS: Final = ("low", "first", "title", "in", "org", "said")
CASES: Final = ("plain", "short", "title", "upper")
_FORBIDDEN: Final = np.float32(-100)


class Batch:
    """Words of many documents in one row, with their sentences and neighbours."""

    def __init__(self, documents: Sequence[Document], vocabulary: Vocabulary) -> None:
        counts = [len(document.words) for document in documents]
        self.rows = vocabulary.rows([word for document in documents for word in document.words])
        self.document = np.repeat(np.arange(len(documents)), counts)
        self.offset = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
        size = len(self.rows)
        begins = np.zeros(size, bool)
        for document, at in zip(documents, self.offset.tolist(), strict=False):
            begins[document.sentences + at] = True
        starts = np.flatnonzero(begins)
        for start, length in zip(starts.tolist(), np.diff(starts, append=size).tolist(), strict=True):
            if length > LONGEST_SENTENCE:
                begins[start : start + length : LONGEST_SENTENCE] = True
        self.begins = begins
        self.starts = np.flatnonzero(begins)
        self.lengths = np.diff(self.starts, append=size)
        self.sentence = np.cumsum(begins) - 1
        self.position = np.arange(size) - self.starts[self.sentence]
        self.left = self.lengths[self.sentence] - self.position
        padded = np.zeros(size + 4, np.int64)
        padded[2:-2] = self.rows
        self.around = [
            np.where(self.position >= -shift if shift < 0 else self.left > shift, padded[2 + shift : 2 + shift + size], 0)
            for shift in (-2, -1, 0, 1, 2)
        ]
        self.bits = vocabulary.bits[self.rows]


class Recognizer:
    """Finds persons, organizations and places in English text."""

    def __init__(self, model: Model) -> None:
        self.version: str = model.version
        self._model = model
        self._vocabulary = Vocabulary(model)
        self._labels = model.labels
        labels = len(model.labels)
        self._transitions = model.transitions.copy()
        for a, before in enumerate(model.labels):
            for b, after in enumerate(model.labels):
                if after[0] == "I" and (before == "O" or before[2:] != after[2:]):
                    self._transitions[a, b] = _FORBIDDEN
        self._inside = np.array([label[0] == "I" for label in model.labels])
        self._outside = model.labels.index("O")
        self._shapes = _cube(model, "shapes", self._vocabulary.shape_ids)
        self._clusters = _cube(model, "clusters", self._vocabulary.coarse_ids)
        self._case = np.zeros((len(CASES), len(self._vocabulary.shape_ids) + 1, labels), np.float32)
        for name, row in model.tables["case"].rows().items():
            case, _, form = name.partition("|")
            self._case[CASES.index(case), self._vocabulary.shape_ids[form]] = row
        hints = model.tables["hints"].rows()
        self._hints = np.zeros((1 << len(HINTS), labels), np.float32)
        for mask in range(1 << len(HINTS)):
            for k, hint in enumerate(HINTS):
                if mask >> k & 1 and hint in hints:
                    self._hints[mask] += hints[hint]
        self._names = model.tables["names"].rows()
        self._pairs = {}
        low = self._vocabulary.low_ids
        ids = np.array([low[word] for word in model.pair_words], np.int64)
        for side, pairs in model.pairs.items():
            keys = ids[pairs.first] << 32 | ids[pairs.second]
            order = np.argsort(keys)
            self._pairs[side] = (keys[order], pairs.weights[order])

    @classmethod
    def load(cls, path: Path = PATH) -> "Recognizer":
        """The recogniser with the packaged model, loaded once a process."""
        return _load(path)

    def __call__(self, documents: Sequence[Document]) -> list[list[Span]]:
        """Mentions of each document, in order of their place, without overlaps."""
        found: list[list[Span]] = [[] for _ in documents]
        if not any(len(document.words) for document in documents):
            return found
        batch = Batch(documents, self._vocabulary)
        scores = self.scores(batch)
        labels = best_labels(scores, batch.starts, batch.lengths, self._transitions)
        sure = self._certainty(batch, scores, labels)
        marked = np.flatnonzero(labels != self._outside)
        gaps = np.diff(marked, prepend=-2) > 1
        runs = spans_of([self._labels[k] for k in labels[marked].tolist()], (gaps | batch.begins[marked]).tolist())
        places = marked.tolist()
        for first, beyond, kind in runs:
            name = KIND_OF_LABEL.get(kind)
            if name is None:
                continue
            a, b = places[first], places[beyond - 1]
            which = int(batch.document[a])
            document, at = documents[which], int(batch.offset[which])
            confidence = float(sure[first:beyond].min())
            found[which].append(Span(int(document.starts[a - at]), int(document.ends[b - at]), name, confidence))
        return found

    def scores(self, batch: Batch) -> Floats:
        """Score of every label for every word of a batch, before transitions."""
        vocabulary = self._vocabulary
        table = vocabulary.scores
        total: Floats = table[0][batch.around[0]]
        for k in range(1, 5):
            total += table[k][batch.around[k]]
        before, here, after = batch.around[1], batch.rows, batch.around[3]
        is_first, is_last = batch.position == 0, batch.left == 1
        for cube, ids in ((self._shapes, vocabulary.shapes), (self._clusters, vocabulary.coarse)):
            total += cube[np.where(is_first, 0, ids[before]), ids[here], np.where(is_last, 1, ids[after])]
        low = vocabulary.lows
        lows = low[here]
        self._add_pairs(total, "before", np.where(is_first, 0, low[before]), lows)
        self._add_pairs(total, "after", lows, np.where(is_last, 1, low[after]))
        total += self._case[_cases(batch)[batch.sentence], vocabulary.shapes[here]]
        self._add_hints(total, batch, lows)
        self._add_names(total, batch)
        total[np.ix_(batch.starts, np.flatnonzero(self._inside))] += _FORBIDDEN
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

    def _add_hints(self, total: Floats, batch: Batch, lows: Ints) -> None:
        """What the document says elsewhere of a capitalised word: seen in lower case, after a title ..."""
        bits = batch.bits
        words = np.flatnonzero(bits & CAPITAL)
        keys = batch.document << 32 | lows
        forms, form = np.unique(keys[words], return_inverse=True)
        lower = np.unique(keys[(bits & LOWER) > 0])
        at = np.searchsorted(lower, forms)
        at[at == len(lower)] = 0
        mask = np.zeros(len(forms), np.int64)
        if len(lower):
            mask[lower[at] == forms] = 1
        before = np.where(batch.position > 0, np.roll(bits, 1), 0)[words]
        after = np.where(batch.left > 1, np.roll(bits, -1), 0)[words]
        for k, flags in enumerate((before & FIRST, before & TITLE, before & PREPOSITION, after & ORGWORD, after & SAYING), 1):
            mask[form[flags > 0]] |= 1 << k
        total[words] += self._hints[mask[form]]

    def _add_names(self, total: Floats, batch: Batch) -> None:
        """Longest names of two words and more that the gazetteer knows."""
        flags, words, rows = self._model.lexicon.flags, self._vocabulary.words, batch.rows
        beyond = -1
        candidates = np.flatnonzero((batch.bits & NAME_BEGIN > 0) & (batch.left > 1))
        for at, left in zip(candidates.tolist(), batch.left[candidates].tolist(), strict=True):
            if at < beyond:
                continue
            low = [words[row].lower() for row in rows[at : at + min(LONGEST_NAME, left)].tolist()]
            for length in range(len(low), 1, -1):
                kinds = flags.get(" ".join(low[:length]))
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

    def _certainty(self, batch: Batch, scores: Floats, labels: npt.NDArray[np.int8]) -> Floats:
        """Probability of the label of each word of a mention, its neighbours' labels taken as given."""
        marked = np.flatnonzero(labels != self._outside)
        given = scores[marked].copy()
        inner = batch.position[marked] > 0
        given[inner] += self._transitions[labels[marked[inner] - 1]]
        inner = batch.left[marked] > 1
        given[inner] += self._transitions.T[labels[marked[inner] + 1]]
        given /= self._model.temperature
        given -= given.max(axis=1, keepdims=True)
        np.exp(given, out=given)
        chosen: Floats = given[np.arange(len(marked)), labels[marked]] / given.sum(axis=1)
        return chosen


def _cases(batch: Batch) -> Ints:
    """Case of each sentence: plain, short, title or upper."""
    counts = [np.add.reduceat((batch.bits & mask == mask).astype(np.int64), batch.starts) for mask in (LETTERS, CAPITALS, LONG, LONG | CAPITAL)]
    letters, capitals, long, long_capital = counts
    case = np.zeros(len(batch.starts), np.int64)
    case[(long > 0) & (long_capital > 0.8 * long)] = CASES.index("title")
    case[capitals > 0.6 * letters] = CASES.index("upper")
    case[letters < 3] = CASES.index("short")
    return case


def _cube(model: Model, table: str, ids: dict[str, int]) -> Floats:
    """Weights of three neighbours' classes as an array of four dimensions; the last id is for classes unknown."""
    size = len(ids) + 1
    cube = np.zeros((size, size, size, len(model.labels)), np.float32)
    for name, row in model.tables[table].rows().items():
        a, b, c = (ids[part] for part in name.split("|"))
        cube[a, b, c] = row
    return cube


@lru_cache(maxsize=2)
def _load(path: Path) -> Recognizer:
    return Recognizer(load_model(path))
