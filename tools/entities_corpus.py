"""What unlabelled news teaches about words: frequency, share of capitals, distributional clusters."""

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow.parquet as pq

from newsmill.enrich.document import tokenize
from newsmill.enrich.entities.features import cluster_key

CONTEXT_WORDS, OFFSETS = 1500, (-2, -1, 1, 2)
LEAST_COUNT = 4
DIMENSIONS, SKETCH = 100, 120
# Name of the attribute, number of clusters; the first is the coarse one.
CLUSTERINGS = (("c", 64), ("C", 256), ("B", 500), ("D", 1000))
CHUNK_TOKENS = 2_000_000
CAPITAL_SHARES = (0.02, 0.1, 0.3, 0.6, 0.9, 0.99)


@dataclass(frozen=True)
class Text:
    """A tokenised text of the corpus and where it is from."""

    source: str
    text: str
    words: list[str]
    sentences: list[int]


def read_corpus(path: Path) -> list[Text]:
    """Texts of a Parquet file with the columns `source` and `text`."""
    table = pq.read_table(path, columns=["source", "text"])
    texts = []
    for source, text in zip(table["source"].to_pylist(), table["text"].to_pylist(), strict=True):
        words, _, _, sentences = tokenize(text)
        texts.append(Text(source, text, words, sentences.tolist()))
    return texts


def cased_counts(texts: list[Text]) -> Counter[str]:
    """How often each word occurs as written."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text.words)
    return counts


def _sentences(texts: list[Text]) -> Iterator[list[str]]:
    for text in texts:
        for a, b in pairwise([*text.sentences, len(text.words)]):
            yield text.words[a:b]


def statistics(texts: list[Text]) -> dict[str, tuple[str, ...]]:
    """By lower-case word: class of its frequency, and of its share of capitals inside sentences."""
    count: Counter[str] = Counter()
    inner: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for sentence in _sentences(texts):
        words = [w for w in sentence if w[0].isalpha()]
        count.update(w.lower() for w in words)
        if sum(w[0].isupper() for w in words) > 0.6 * len(words):
            continue
        for word in sentence[1:]:
            if word[0].isalpha():
                inner[word.lower()] += 1
                capital[word.lower()] += word[0].isupper()
    found = {}
    for word, n in count.items():
        if n >= LEAST_COUNT:
            classes = [f"f={min(12, int(math.log2(n)))}"]
            if inner[word] >= 3:
                share = capital[word] / inner[word]
                classes.append(f"k={sum(share >= edge for edge in CAPITAL_SHARES)}")
            found[word] = tuple(classes)
    return found


def clusters(texts: list[Text], cased: Counter[str], seed: int) -> dict[str, tuple[str, ...]]:
    """Clusters of words as written, by the words around them (positive PMI, SVD, spherical k-means).

    A word's count at the begin of a sentence is left out: its capital says nothing there.
    """
    generator = np.random.default_rng(seed)
    words, contexts = _context_counts(texts, cased)
    totals = contexts.sum(axis=1)
    frequent = totals >= LEAST_COUNT
    words = [word for word, keep in zip(words, frequent.tolist(), strict=True) if keep]
    contexts, totals = contexts[frequent], totals[frequent]
    share = contexts.sum(axis=0) ** 0.75
    share /= share.sum()
    contexts /= totals[:, None]
    contexts /= np.maximum(share, 1e-9)
    np.log(np.maximum(contexts, 1e-9), out=contexts)
    np.maximum(contexts, 0, out=contexts)
    vectors = _singular_vectors(contexts, generator)
    weights = np.log1p(totals).astype(np.float32)
    found = [(name, _k_means(vectors, weights, size, generator)) for name, size in CLUSTERINGS]
    return {word: tuple(f"{name}={groups[row]}" for name, groups in found) for row, word in enumerate(words)}


def _context_counts(texts: list[Text], cased: Counter[str]) -> tuple[list[str], npt.NDArray[np.float32]]:
    by_key: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for word, n in cased.items():
        by_key[cluster_key(word)] += n
        lower[cluster_key(word).lower()] += n
    words = [word for word, n in by_key.items() if n >= LEAST_COUNT]
    row = {word: k for k, word in enumerate(words)}
    column = {word: k for k, (word, _) in enumerate(lower.most_common(CONTEXT_WORDS))}
    edge, other = len(column), len(column) + 1
    width = len(column) + 2
    rows = {word: row.get(cluster_key(word), -1) for word in cased}
    columns = {word: column.get(cluster_key(word).lower(), other) for word in cased}
    counts = np.zeros(len(words) * len(OFFSETS) * width, np.float32)
    for chunk in _chunks(texts):
        target: list[int] = []
        context: list[int] = []
        for text in chunk:
            begins = set(text.sentences)
            target += [-1, -1, *(-1 if k in begins else rows[w] for k, w in enumerate(text.words))]
            context += [edge, edge, *(columns[w] for w in text.words)]
        _count(counts, np.array(target), np.array(context), width, edge)
    return words, counts.reshape(len(words), -1)


def _chunks(texts: list[Text]) -> Iterator[list[Text]]:
    chunk: list[Text] = []
    size = 0
    for text in texts:
        chunk.append(text)
        size += len(text.words)
        if size > CHUNK_TOKENS:
            yield chunk
            chunk, size = [], 0
    yield chunk


def _count(
    counts: npt.NDArray[np.float32],
    target: npt.NDArray[np.int64],
    context: npt.NDArray[np.int64],
    width: int,
    edge: int,
) -> None:
    wanted = target >= 0
    for k, offset in enumerate(OFFSETS):
        shifted = np.full(len(context), edge)
        if offset < 0:
            shifted[-offset:] = context[:offset]
        else:
            shifted[:-offset] = context[offset:]
        cells = (target[wanted] * len(OFFSETS) + k) * width + shifted[wanted]
        counts += np.bincount(cells, minlength=len(counts)).astype(np.float32)


def _singular_vectors(
    matrix: npt.NDArray[np.float32], generator: np.random.Generator
) -> npt.NDArray[np.float32]:
    """Left singular vectors, by a random sketch with two power iterations, scaled and of length 1."""
    sketch = matrix @ generator.standard_normal((matrix.shape[1], SKETCH)).astype(np.float32)
    for _ in range(2):
        sketch, _ = np.linalg.qr(sketch)
        back, _ = np.linalg.qr(matrix.T @ sketch)
        sketch = matrix @ back
    basis, _ = np.linalg.qr(sketch)
    left, values, _ = np.linalg.svd(basis.T @ matrix, full_matrices=False)
    vectors = (basis @ left)[:, :DIMENSIONS] * np.sqrt(values[:DIMENSIONS])
    scaled: npt.NDArray[np.float32] = vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
    return scaled


def _k_means(
    vectors: npt.NDArray[np.float32],
    weights: npt.NDArray[np.float32],
    size: int,
    generator: np.random.Generator,
    rounds: int = 15,
) -> list[int]:
    chosen = generator.choice(len(vectors), size, replace=False, p=weights / weights.sum())
    centres = vectors[chosen].copy()
    for _ in range(rounds):
        nearest = (vectors @ centres.T).argmax(axis=1)
        sums = np.zeros_like(centres)
        np.add.at(sums, nearest, vectors * weights[:, None])
        length = np.linalg.norm(sums, axis=1, keepdims=True)
        centres = np.where(length > 0, sums / np.maximum(length, 1e-9), centres)
    groups: list[int] = (vectors @ centres.T).argmax(axis=1).tolist()
    return groups
