"""Make newsmill/data/cleaning/word_pairs.npz: log10 affinities of neighbouring words of news prose.

    python bench/word_pairs.py CORPUS.parquet SOURCE

Reads the rows of one `source` (the shipped table: reutersC50, Reuters articles of the UCI repository, CC BY
4.0), counts pairs of the commonest words, other words by their form, and stores the smoothed pointwise
mutual information, in steps of 1/30, as int8. No text is kept.
"""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsmill.text.grammar import OTHER_FORMS, PUNCTUATION, SCALE, form, words_of

WORDS = 900
SMOOTHING = 60.0
TARGET = Path(__file__).parent.parent / "newsmill" / "data" / "cleaning" / "word_pairs.npz"


def sentences(texts: list[str]) -> list[list[str]]:
    """Words of each paragraph; a sentence's first word in lower case where it is common so."""
    return [words_of(line) for text in texts for line in text.split("\n") if line.strip()]


def main() -> None:
    corpus, source = sys.argv[1:3]
    table = pq.read_table(corpus, columns=["source", "text"])
    texts = table.filter(pc.equal(table["source"], source))["text"].to_pylist()
    lines = sentences(texts)
    frequency = Counter(word for line in lines for word in line if word.islower() or word in PUNCTUATION)
    words = [word for word, _ in frequency.most_common(WORDS)]
    numbers = {word: number for number, word in enumerate([*words, *OTHER_FORMS])}
    size = len(numbers)
    counts = np.zeros((size, size))
    for line in lines:
        ids = [
            numbers[word] if word in numbers else numbers[form(word)]
            for word in _with_lowered_starts(line, numbers)
        ]
        np.add.at(counts, (ids[:-1], ids[1:]), 1)
    share = counts.sum(0) / counts.sum()
    given = (counts + SMOOTHING * share) / (counts.sum(1, keepdims=True) + SMOOTHING)
    affinity = np.log10(given / np.maximum(share, 1e-9))
    pairs = np.clip(np.round(affinity * SCALE), -127, 127).astype(np.int8)
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(TARGET, words=_as_bytes(list(numbers)), pairs=pairs)
    print(
        size,
        "words and forms;",
        TARGET.stat().st_size,
        "bytes;",
        sum(map(len, lines)),
        "words read",
    )


def _as_bytes(words: list[str]) -> np.ndarray:
    return np.frombuffer(json.dumps(words).encode(), np.uint8)


def _with_lowered_starts(line: list[str], numbers: dict[str, int]) -> list[str]:
    return [
        word.lower()
        if (at == 0 or line[at - 1] in {".", "?", "!", '"'}) and word.lower() in numbers
        else word
        for at, word in enumerate(line)
    ]


if __name__ == "__main__":
    main()
