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
    longest = int(lengths[0])
    active = [*np.searchsorted(-lengths, -np.arange(longest), side="left").tolist(), 0]
    # Labels along the first axis: reductions over it run over whole rows.
    best = [np.ascontiguousarray(scores[begins].T)]
    for step in range(1, longest):
        k = active[step]
        reached = best[-1][:, None, :k] + transitions[:, :, None]
        best.append(reached.max(axis=0) + scores[begins[:k] + step].T)
    chosen = np.zeros(len(lengths), np.int64)
    for step in range(longest - 1, -1, -1):
        k, goes_on = active[step], active[step + 1]
        reached = best[step]
        chosen[goes_on:k] = reached[:, goes_on:].argmax(axis=0)
        chosen[:goes_on] = (reached[:, :goes_on] + transitions[:, chosen[:goes_on]]).argmax(axis=0)
        labels[begins[:k] + step] = chosen[:k]
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
