"""The native recogniser: a linear-chain conditional random field, run with numpy for a batch at once."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Final

import numpy as np
import numpy.typing as npt

from newsmill.enrich.document import Document
from newsmill.enrich.entities.batch import Batch
from newsmill.enrich.entities.decoding import best_labels, spans_of
from newsmill.enrich.entities.model import PATH, Floats, Ints, Model, load_model
from newsmill.enrich.entities.scoring import FORBIDDEN, Scorer
from newsmill.enrich.entities.spans import Span
from newsmill.enrich.entities.vocabulary import CAPITAL, Vocabulary

KIND_OF_LABEL: Final[Mapping[str, str]] = {"PER": "person", "ORG": "organization", "LOC": "place"}
# Weight of the other occurrences of a word in its document, and how many made-up even votes stand beside them.
VOTE_WEIGHT: Final = 0.5
VOTE_PRIOR: Final = 1.0

Labels = npt.NDArray[np.int8]


class Recognizer:
    """Finds persons, organizations and places in English text.

    `kinds` says which label of the model gives which kind of mention; other labels give none.
    """

    def __init__(self, model: Model, kinds: Mapping[str, str] = KIND_OF_LABEL) -> None:
        self.version: str = model.version
        self._kinds = kinds
        self._labels = model.labels
        self._temperature = model.temperature
        self._lock = Lock()
        self._vocabulary = Vocabulary(model)
        self._scorer = Scorer(model, self._vocabulary)
        self._transitions = model.transitions.copy()
        for a, before in enumerate(model.labels):
            for b, after in enumerate(model.labels):
                if after[0] == "I" and (before == "O" or before[2:] != after[2:]):
                    self._transitions[a, b] = FORBIDDEN
        classes = sorted({label[2:] for label in model.labels})
        self._class_of_label = np.array(
            [[label[2:] == name for name in classes] for label in model.labels], np.float32
        )
        self._outside = model.labels.index("O")

    @classmethod
    def load(cls, path: Path = PATH) -> "Recognizer":
        """Load the packaged model, once a process."""
        return _load(path)

    def __call__(self, documents: Sequence[Document]) -> list[list[Span]]:
        """Mentions of each document, in order of their place, without overlaps.

        A document's mentions do not depend on the rest of the batch. Threads wait for one another.
        """
        found: list[list[Span]] = [[] for _ in documents]
        if any(document.words for document in documents):
            with self._lock:
                self._find(documents, found)
        return found

    def _find(self, documents: Sequence[Document], found: list[list[Span]]) -> None:
        batch = Batch(documents, self._vocabulary)
        scores = self._scorer.scores(batch)
        labels = best_labels(scores, batch.starts, batch.lengths, self._transitions)
        self._agree(batch, scores, labels)
        marked = np.flatnonzero(labels != self._outside)
        sure = self._given_neighbours(batch, scores, labels, marked)[np.arange(len(marked)), labels[marked]]
        is_apart = (np.diff(marked, prepend=-2) > 1) | batch.begins[marked]
        certainty = sure.tolist()
        places = marked.tolist()
        for first, beyond, name in spans_of(
            [self._labels[k] for k in labels[marked].tolist()], is_apart.tolist()
        ):
            if name not in self._kinds:
                continue
            which = int(batch.document[places[first]])
            document, at = documents[which], int(batch.first_word[which])
            start = int(document.starts[places[first] - at])
            end = int(document.ends[places[beyond - 1] - at])
            confidence = min(certainty[first:beyond])
            found[which].append(Span(start, end, self._kinds[name], confidence))

    def _agree(self, batch: Batch, scores: Floats, labels: Labels) -> None:
        """Let the other occurrences of a capitalised word in its document vote; decode anew where they differ.

        Changes `scores` and `labels` in place.
        """
        words = np.flatnonzero(batch.bits & CAPITAL)
        keys = batch.document[words] << 32 | batch.lows[words]
        _, form, count = np.unique(keys, return_inverse=True, return_counts=True)
        several = count[form] > 1
        words, form = words[several], form[several]
        if not len(words):
            return
        own = self._given_neighbours(batch, scores, labels, words) @ self._class_of_label
        total = np.zeros((len(count), own.shape[1]), np.float32)
        np.add.at(total, form, own)
        others = np.maximum(total[form] - own, 0) + np.float32(VOTE_PRIOR / own.shape[1])
        vote = np.log(others / (count[form] - 1 + VOTE_PRIOR)[:, None])
        now = self._class_of_label[labels[words]].argmax(axis=1)
        # In any case, since what other documents of the batch decide must not show in the confidences.
        scores[words] += (VOTE_WEIGHT * vote) @ self._class_of_label.T
        again = np.unique(batch.sentence[words[vote.argmax(axis=1) != now]])
        if not len(again):
            return
        lengths = batch.lengths[again]
        ends = np.cumsum(lengths)
        at = np.arange(int(lengths.sum())) + np.repeat(batch.starts[again] - ends + lengths, lengths)
        labels[at] = best_labels(scores[at], ends - lengths, lengths, self._transitions)

    def _given_neighbours(self, batch: Batch, scores: Floats, labels: Labels, words: Ints) -> Floats:
        """Probabilities of the labels of some words, their neighbours' labels taken as given."""
        given: Floats = scores[words]
        inner = batch.position[words] > 0
        given[inner] += self._transitions[labels[words[inner] - 1]]
        inner = batch.left[words] > 1
        given[inner] += self._transitions.T[labels[words[inner] + 1]]
        given /= np.float32(self._temperature)
        given -= given.max(axis=1, keepdims=True)
        np.exp(given, out=given)
        given /= given.sum(axis=1, keepdims=True)
        return given


@lru_cache(maxsize=2)
def _load(path: Path) -> Recognizer:
    return Recognizer(load_model(path))
