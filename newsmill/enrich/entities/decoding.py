"""The best label sequence of many sentences at once (Viterbi)."""

import numpy as np
import numpy.typing as npt

from newsmill.enrich.entities.model import Floats, Ints


def best_labels(scores: Floats, starts: Ints, lengths: Ints, transitions: Floats) -> npt.NDArray[np.int8]:
    """Best labels of all words.

    `scores` has a row a word and a column a label, `starts` and `lengths` say where the sentences are (all
    longer than 0), `transitions` goes from the row's label to the column's. Sentences are walked side by
    side, longest first, so that each step is a few array operations.
    """
    labels = np.zeros(len(scores), np.int8)
    if not len(starts):
        return labels
    order = np.argsort(-lengths, kind="stable")
    lengths, begins = lengths[order], starts[order]
    longest, many = int(lengths[0]), len(lengths)
    active = np.searchsorted(-lengths, -np.arange(longest), side="left")
    into = np.ascontiguousarray(transitions.T)
    back = np.zeros((longest, many, scores.shape[1]), np.int8)
    last = np.zeros(many, np.int8)
    best = scores[begins]
    for step in range(1, longest):
        k = int(active[step])
        if k < len(best):
            last[k : len(best)] = best[k:].argmax(axis=1)
            best = best[:k]
        reached = best[:, None, :] + into
        back[step, :k] = reached.argmax(axis=2)
        best = reached.max(axis=2)
        best += scores[begins[:k] + step]
    last[: len(best)] = best.argmax(axis=1)
    for step in range(longest - 1, -1, -1):
        k = int(active[step])
        labels[begins[:k] + step] = last[:k]
        if step:
            last[:k] = back[step, np.arange(k), last[:k]]
    return labels


def spans_of(labels: list[str], is_begin: list[bool]) -> list[tuple[int, int, str]]:
    """First word, one past the last word, and kind of every B-I run; a sentence's begin ends a run.

    >>> spans_of(["B-PER", "I-PER", "O", "B-LOC", "B-LOC"], [True, False, False, False, False])
    [(0, 2, 'PER'), (3, 4, 'LOC'), (4, 5, 'LOC')]
    """
    found: list[tuple[int, int, str]] = []
    first, kind = -1, ""
    for k, label in enumerate([*labels, "O"]):
        goes_on = k < len(labels) and label == "I-" + kind and not is_begin[k]
        if first >= 0 and not goes_on:
            found.append((first, k, kind))
            first = -1
        if label[0] == "B" or (label[0] == "I" and first < 0):
            first, kind = k, label[2:]
    return found
