"""Make newsmill/data/cleaning/caption_weights.json: what each piece of evidence for a caption between words weighs.

    python bench/caption_weights.py CORPUS.parquet

Splices captions into the paragraphs that bench/seams.py left out, fits a conditional logit (which reading of a
paragraph is right, or none), and prints by threshold what it would find and spoil. Weights are in log10.
"""

import json
import random
import re
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from caption_splices import Stories, make_caption, read_stories
from scipy.optimize import minimize

from newsmill.text.insertions import Reading, read_insertions

SEED = 1
# A paragraph without a caption counts so often: most have none.
CLEAN_WEIGHT = 45.0
PENALTY = 1.0
TARGET = Path(__file__).parent.parent / "newsmill" / "data" / "cleaning" / "caption_weights.json"
PLACE = re.compile(r"[a-z]{4,12}(?=[ ,.])")


class Examples(NamedTuple):
    """Evidence by reading (rows), each paragraph's first row, its right row (-1: none), and the row's paragraph."""

    evidence: np.ndarray
    first: np.ndarray
    right: np.ndarray
    paragraph: np.ndarray


def read_paragraphs(paragraphs: list[str], stories: Stories) -> tuple[list[tuple[int, list[Reading]]], int]:
    """Readings of each paragraph with a caption and without, the right one's number; captions not among them."""
    rng = random.Random(SEED + 1)
    examples: list[tuple[int, list[Reading]]] = []
    lost = 0
    for paragraph in paragraphs:
        if found := read_insertions(paragraph):
            examples.append((-1, found))
        places = list(PLACE.finditer(paragraph, 20, len(paragraph) - 20))
        if not places:
            continue
        at = rng.choice(places).end()
        caption = " " + make_caption(stories, rng)
        found = read_insertions(paragraph[:at] + caption + paragraph[at:])
        spans = [(one.start, one.end) for one in found]
        if (at, at + len(caption)) in spans:
            examples.append((spans.index((at, at + len(caption))), found))
        else:
            lost += 1
    return examples, lost


def as_examples(read: list[tuple[int, list[Reading]]], names: list[str]) -> Examples:
    sizes = [len(found) for _, found in read]
    first = np.cumsum([0, *sizes[:-1]])
    evidence = np.array([[one.evidence[name] for name in names] for _, found in read for one in found])
    right = np.array([row + at if at >= 0 else -1 for row, (at, _) in zip(first, read, strict=True)])
    return Examples(evidence, first, right, np.repeat(np.arange(len(read)), sizes))


def fit(examples: Examples) -> np.ndarray:
    evidence, first, right, paragraph = examples
    has = right >= 0
    counts = np.where(has, 1.0, CLEAN_WEIGHT)

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = evidence @ weights
        top = np.maximum(np.maximum.reduceat(scores, first), 0)
        shares = np.exp(scores - top[paragraph])
        total = np.add.reduceat(shares, first) + np.exp(-top)
        slope = evidence.T @ (counts[paragraph] * shares / total[paragraph]) - evidence[right[has]].sum(0)
        value = (counts * (np.log(total) + top)).sum() - scores[right[has]].sum()
        return value + PENALTY * (weights @ weights) / 2, slope + PENALTY * weights

    return minimize(loss, np.zeros(evidence.shape[1]), jac=True, method="L-BFGS-B").x / np.log(10)


def main() -> None:
    stories = read_stories(sys.argv[1], random.Random(SEED), is_for_weights=True)
    paragraphs = stories.paragraphs
    read, lost = read_paragraphs(paragraphs, stories)
    names = list(read[0][1][0].evidence)
    examples = as_examples(read, names)
    weights = fit(examples)
    TARGET.write_text(
        json.dumps(dict(zip(names, weights.round(3).tolist(), strict=True)), indent=1) + "\n",
        encoding="utf-8",
    )
    scores = examples.evidence @ weights
    best = np.maximum.reduceat(scores, examples.first)
    has = examples.right >= 0
    captions = has.sum() + lost
    print(captions, "captions,", lost, "not among the readings")
    for threshold in (0, 0.5, 1, 1.5, 2, 2.5, 3):
        taken = best >= threshold
        good = taken & has & (scores[examples.right] == best)
        print(
            f"threshold {threshold}: right {good.sum() / captions:.3f}, wrong {(taken & has & ~good).sum() / captions:.3f},"
            f" false in {1000 * (taken & ~has).sum() / len(paragraphs):.2f} of 1,000 paragraphs"
        )


if __name__ == "__main__":
    main()
