"""Score the search for near duplicates against all pairs of a corpus, and measure what it costs.

    python bench/duplicates.py NEWS.parquet NEAR_DUPLICATES_GOLD.npz

The gold (arrays a, b, j) has the pairs of articles whose runs of five words have a Jaccard similarity of 0.3 or more, found by
comparing all with all. CPU seconds are of this process, for all articles at once: words are counted apart, as
the clean step makes them for the content digest too.
"""

import sys
import time
from collections import Counter

import numpy as np
import pyarrow.parquet as pq

from newsmill.identity import plain_words
from newsmill.steps.resemblance import DeduplicateParams, candidates, compared
from newsmill.steps.shingles import WORDS, shingles, sketches_of


def main(news: str, gold_file: str) -> None:
    texts = pq.read_table(news, columns=["text"])["text"].to_pylist()
    params = DeduplicateParams()
    seconds = {}
    started = time.process_time()

    def lap(name: str) -> None:
        seconds[name] = time.process_time() - started - sum(seconds.values())

    plain = [plain_words(text) for text in texts]
    lap("words")
    sketches = sketches_of([str(number) for number in range(len(plain))], plain)["sketch"].combine_chunks()
    lap("sketches")
    sizes = np.diff(sketches.offsets.to_numpy())
    pairs = candidates(
        np.repeat(np.arange(len(plain)), sizes), sketches.flatten().to_numpy(), np.ones(len(plain), np.bool_)
    )
    lap("candidates")
    wanted = np.unique(np.concatenate(pairs))
    places = np.full(len(plain), -1)
    places[wanted] = np.arange(len(wanted))
    found = compared(pairs, shingles([plain[number] for number in wanted]), places, params)
    lap("comparison")

    searched = sum(seconds.values()) - seconds["words"]
    print(
        f"{len(texts)} articles:",
        ", ".join(f"{name} {spent:.2f}" for name, spent in seconds.items()),
        "CPU-s",
    )
    print(
        f"{len(texts) / searched:,.0f} articles per CPU-second without the words, {len(texts) / sum(seconds.values()):,.0f} with"
    )
    print(f"{len(pairs.later)} pairs compared: {dict(Counter(pair.kind for pair in found))}")
    with np.load(gold_file) as gold:
        similar = {
            (max(a, b), min(a, b)): j
            for a, b, j in zip(gold["a"].tolist(), gold["b"].tolist(), gold["j"].tolist(), strict=True)
        }
    counts = np.diff(shingles(plain).offsets)
    fewest = params.min_words - WORDS + 1
    near = {pair for pair, j in similar.items() if j >= params.near_jaccard}
    asked = {pair for pair in near if min(counts[list(pair)]) >= fewest}
    right = {(pair.later, pair.earlier) for pair in found if pair.kind == "near"}
    print(
        f"near: {len(right & asked)} of {len(asked)} pairs found, {len(right - near)} that are none; {len(near - asked)} are too short"
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
