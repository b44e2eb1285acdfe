"""Training with crfsuite, and the weights it found as tables of the runtime."""

import random
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pycrfsuite
from entities_data import Example, labels
from entities_positions import Words, document_features

from newsmill.enrich.document import tokenize
from newsmill.enrich.entities.features import Lexicon
from newsmill.enrich.entities.model import PAIRS, TABLES, Floats, Model, Pairs, Table

L1, L2, LEAST_SEEN, ITERATIONS = 0.02, 1.0, 2, 70
# Share of a text's capitalised words whose entries in lists of names are hidden. Synthetic names come from the
# very lists, so that more must be hidden there.
HIDDEN_SHARE = {"synthetic": 0.3, "self": 0.15}
HIDDEN_SHARE_OTHERWISE = 0.12
# Softens the probabilities: with it the mean confidence of mentions equals the share that is right.
TEMPERATURE = 1.6
TABLE_OF_PREFIX = {"ss": "shapes", "cc": "clusters", "case": "case", "d": "hints"}
SIDE_OF_PREFIX = {"ww": "before", "wx": "after"}

Weights = defaultdict[str, Floats]


def sequences(
    examples: list[Example], lexicon: Lexicon, seed: int
) -> Iterator[tuple[list[list[str]], list[str]]]:
    """Features and labels of every sentence."""
    known, generator = Words(lexicon), random.Random(seed)
    for example in examples:
        words, starts, ends, sentences = tokenize(example.text)
        share = HIDDEN_SHARE.get(example.source, HIDDEN_SHARE_OTHERWISE)
        capitalised = sorted({word for word in words if word[0].isupper()})
        known.hidden = frozenset(word for word in capitalised if generator.random() < share)
        begin, end = starts.tolist(), ends.tolist()
        for (a, b), features in document_features(words, begin, end, sentences.tolist(), known):
            yield features, labels(begin[a:b], end[a:b], example.mentions)


def train(examples: list[Example], lexicon: Lexicon, path: Path, seed: int) -> None:
    """Train a conditional random field by L-BFGS with L1 and L2 penalties into a crfsuite file."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for features, wanted in sequences(examples, lexicon, seed):
        trainer.append(features, wanted)
    trainer.set_params(
        {
            "c1": L1,
            "c2": L2,
            "max_iterations": ITERATIONS,
            "feature.minfreq": LEAST_SEEN,
            "feature.possible_transitions": True,
        }
    )
    trainer.train(str(path))


def to_model(paths: list[Path], lexicon: Lexicon, version: str) -> Model:
    """One model with the mean weights of several crfsuite files, which were trained on the same labels."""
    names: list[str] = []
    transitions: Floats = np.zeros((0, 0), np.float32)
    tables: dict[str, Weights] = {}
    pairs: dict[str, Weights] = {}
    for path in paths:
        tagger = pycrfsuite.Tagger()
        tagger.open(str(path))
        info = tagger.info()
        if not names:
            names = sorted(info.labels, key=lambda label: (label != "O", label))
            transitions = np.zeros((len(names), len(names)), np.float32)
            tables = {
                table: _weights((5, len(names)) if table == "window" else (len(names),)) for table in TABLES
            }
            pairs = {side: _weights((len(names),)) for side in PAIRS}
        column = {label: k for k, label in enumerate(names)}
        for (before, after), weight in info.transitions.items():
            transitions[column[before], column[after]] += weight / len(paths)
        for (feature, label), weight in info.state_features.items():
            _place(feature, tables, pairs)[..., column[label]] += weight / len(paths)
    words = sorted({word for weights in pairs.values() for pair in weights for word in pair.split("|", 1)})
    index = {word: k for k, word in enumerate(words)}
    return Model(
        version=version,
        labels=tuple(names),
        transitions=transitions,
        temperature=TEMPERATURE,
        tables={
            name: Table(tuple(sorted(weights)), _stack(weights, len(names), name))
            for name, weights in tables.items()
        },
        pair_words=tuple(words),
        pairs={side: _pairs(weights, index, len(names)) for side, weights in pairs.items()},
        lexicon=lexicon,
    )


def _weights(form: tuple[int, ...]) -> Weights:
    return defaultdict(lambda: np.zeros(form, np.float32))


def _stack(weights: Weights, labels_: int, table: str) -> Floats:
    rows = [weights[name] for name in sorted(weights)]
    return (
        np.stack(rows)
        if rows
        else np.zeros((0, 5, labels_) if table == "window" else (0, labels_), np.float32)
    )


def _pairs(weights: Weights, index: dict[str, int], labels_: int) -> Pairs:
    first, second = [], []
    for pair in sorted(weights):
        a, b = pair.split("|", 1)
        first.append(index[a])
        second.append(index[b])
    return Pairs(np.array(first, np.int64), np.array(second, np.int64), _stack(weights, labels_, ""))


def _place(feature: str, tables: dict[str, Weights], pairs: dict[str, Weights]) -> Floats:
    """Row of the tables that a feature of crfsuite belongs to."""
    offset, _, rest = feature.partition("|")
    if offset in {"-2", "-1", "0", "1", "2"}:
        return tables["single"][feature] if rest == "PAD" else tables["window"][rest][int(offset) + 2]
    prefix, _, rest = feature.partition("=")
    if prefix in SIDE_OF_PREFIX:
        return pairs[SIDE_OF_PREFIX[prefix]][rest]
    if prefix in TABLE_OF_PREFIX:
        return tables[TABLE_OF_PREFIX[prefix]][rest]
    if prefix in {"jl", "jr"}:
        return tables["joints"][feature]
    if prefix in {"mB", "mI"}:
        return tables["names"][feature]
    return tables["single" if feature == "b" else "own"][feature]
