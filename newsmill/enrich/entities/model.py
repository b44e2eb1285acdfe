"""The trained weights of the recogniser and how they are stored."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from newsmill.enrich.entities.features import Lexicon

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Bytes = npt.NDArray[np.uint8]

PATH: Final = Path(__file__).with_name("model.npz")
# Features named by a string, each with one row of weights a label.
TABLES: Final = ("window", "own", "shapes", "clusters", "case", "hints", "joints", "names", "single")
PAIRS: Final = ("before", "after")


@dataclass(frozen=True)
class Table:
    """Names of features and their weights, one row a name; `window` has five rows a name, one an offset."""

    names: tuple[str, ...]
    weights: Floats

    def rows(self) -> dict[str, Floats]:
        """Weights by name."""
        return dict(zip(self.names, self.weights, strict=True))


@dataclass(frozen=True)
class Pairs:
    """Weights of pairs of neighbouring words; `first` and `second` point into the model's pair words."""

    first: Ints
    second: Ints
    weights: Floats


@dataclass(frozen=True)
class Model:
    """A linear-chain conditional random field with additive features."""

    version: str
    labels: tuple[str, ...]
    transitions: Floats
    temperature: float
    tables: dict[str, Table]
    pair_words: tuple[str, ...]
    pairs: dict[str, Pairs]
    lexicon: Lexicon


def pack(strings: Sequence[str]) -> Bytes:
    """Strings without line ends as one array of bytes."""
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def unpack(array: Bytes) -> tuple[str, ...]:
    """Give back the strings of `pack`.

    >>> unpack(pack(["a", "é"]))
    ('a', 'é')
    """
    text = array.tobytes().decode()
    return tuple(text.split("\n")) if text else ()


def _load_lexicon(data: dict[str, Any]) -> Lexicon:
    def mapping(name: str) -> dict[str, tuple[str, ...]]:
        keys, groups = unpack(data[name + "_keys"]), unpack(data[name + "_groups"])
        split = [tuple(group.split(" ")) for group in groups]
        return {key: split[group] for key, group in zip(keys, data[name + "_index"].tolist(), strict=True)}

    return Lexicon(mapping("flags"), mapping("statistics"), mapping("word_clusters"))


def load_model(path: Path = PATH) -> Model:
    """Read a model file; raises `OSError` or `ValueError` where it is missing or damaged."""
    with np.load(path, allow_pickle=False) as file:
        data = {name: file[name] for name in file.files}
    return Model(
        version=unpack(data["version"])[0],
        labels=unpack(data["labels"]),
        transitions=data["transitions"].astype(np.float32),
        temperature=float(data["temperature"]),
        tables={
            name: Table(unpack(data[name + "_names"]), data[name + "_weights"].astype(np.float32))
            for name in TABLES
        },
        pair_words=unpack(data["pair_words"]),
        pairs={
            name: Pairs(
                data[name + "_first"].astype(np.int64),
                data[name + "_second"].astype(np.int64),
                data[name + "_weights"].astype(np.float32),
            )
            for name in PAIRS
        },
        lexicon=_load_lexicon(data),
    )


def save_model(model: Model, path: Path) -> None:
    """Write a model file: weights as float16, strings as bytes, compressed."""
    data: dict[str, Any] = {
        "version": pack([model.version]),
        "labels": pack(model.labels),
        "transitions": model.transitions,
        "temperature": np.array(model.temperature),
        "pair_words": pack(model.pair_words),
    }
    for name, table in model.tables.items():
        data[name + "_names"] = pack(table.names)
        data[name + "_weights"] = table.weights.astype(np.float16)
    for name, pairs in model.pairs.items():
        data[name + "_first"] = pairs.first.astype(np.int32)
        data[name + "_second"] = pairs.second.astype(np.int32)
        data[name + "_weights"] = pairs.weights.astype(np.float16)
    lexicon = model.lexicon
    for name, mapping in (
        ("flags", lexicon.flags),
        ("statistics", lexicon.statistics),
        ("word_clusters", lexicon.clusters),
    ):
        groups = {group: k for k, group in enumerate(sorted(set(mapping.values())))}
        data[name + "_keys"] = pack(tuple(mapping))
        data[name + "_groups"] = pack([" ".join(group) for group in groups])
        data[name + "_index"] = np.array([groups[g] for g in mapping.values()], np.int32)
    with path.open("wb") as file:
        np.savez_compressed(file, allow_pickle=False, **data)
