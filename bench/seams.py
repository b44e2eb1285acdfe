"""Make newsmill/data/cleaning/seams.npz: the network that tells seams of spliced captions from news prose.

    python bench/seams.py CORPUS.parquet [--epochs N]

Reads news articles (the shipped network: Reuters C50, Reuters-21578, PolNeAR), splices captions of
bench/caption_grammar.json into four fifths of their paragraphs, and trains a network of one hidden layer on
the words around junctions: natural ones, those before and after captions, and those that a wrong cut would
make. The last fifth is for bench/caption_weights.py. No text is kept.
"""

import argparse
import itertools
import random
import re
from collections import Counter
from pathlib import Path

import numpy as np
from caption_splices import Stories, make_caption, read_stories
from scipy import sparse

from newsmill.text.seams import (
    BREAK,
    CAPTION_ENDS,
    CAPTION_STARTS,
    FORMS,
    NATURAL,
    REACH,
    WRONG_JOIN,
    Vocabulary,
    form,
    tokens_of,
)

WORDS, WIDTH, UNITS = 16000, 24, 64
LEAST_SEEN = 8
BATCH, RATE, UNKNOWN_SHARE = 1024, 3e-3, 0.1
LONGEST = 45
SEED = 1
TARGET = Path(__file__).parent.parent / "newsmill" / "data" / "cleaning" / "seams.npz"


def make_words(lines: list[list[str]]) -> list[str]:
    inner: Counter[str] = Counter()
    first: Counter[str] = Counter()
    for line in lines:
        for before, word in itertools.pairwise([".", *line]):
            (first if before in {".", "?", "!", ":", '"', BREAK} else inner)[word] += 1
    counts: Counter[str] = Counter()
    for word, number in (inner + first).items():
        lower = word.lower()
        counts[lower if word[1:].islower() and inner[lower] > inner[word] else word] += number
    words = [
        w
        for w, n in counts.most_common()
        if n >= LEAST_SEEN and (w[0].isalpha() or len(w) == 1) and not w[0].isdigit()
    ]
    return [*FORMS, *words[:WORDS]]


def window(left: list[int], i: int, right: list[int], j: int) -> list[int]:
    before, after = left[max(0, i - REACH) : i], right[j : j + REACH]
    return [0] * (REACH - len(before)) + before + after + [0] * (REACH - len(after))


def make_examples(
    lines: list[list[str]], numbers: Vocabulary, stories: Stories, rng: random.Random
) -> tuple[np.ndarray, np.ndarray]:
    """Windows of words around junctions, and of which kind each is."""
    windows: list[list[int]] = []
    kinds: list[int] = []

    def add(kind: int, left: list[int], i: int, right: list[int], j: int) -> None:
        windows.append(window(left, i, right, j))
        kinds.append(kind)

    for before, line in itertools.pairwise(lines):
        tail = [*(numbers[word] for word in before[-REACH:]), 0]
        text = [*tail, *(numbers[word] for word in line), *((0,) if rng.random() < 0.7 else ())]
        skip = len(tail)
        places = [skip + i for i in range(2, len(line) - 1) if may_take(line[i - 1], rng)]
        if len(places) < 4:
            continue
        for _ in range(max(1, len(line) // 15)):
            start = rng.choice(places)
            caption = [numbers[word] for word in tokens_of(make_caption(stories, rng))]
            spliced, end = text[:start] + caption + text[start:], start + len(caption)
            add(CAPTION_STARTS, spliced, start, spliced, start)
            add(CAPTION_ENDS, spliced, end, spliced, end)
            add(NATURAL, text, start, text, start)
            for _ in range(2):
                at = rng.randrange(skip + 1, len(text))
                add(NATURAL, text, at, text, at)
            near = rng.randrange(max(1, start - 6), min(end + 6, len(spliced)))
            if near not in {start, end}:
                add(NATURAL, spliced, near, spliced, near)
            at = rng.choice(places)
            add(WRONG_JOIN, text, at, text, rng.randrange(at + 1, min(at + LONGEST, len(text)) + 1))
            if len(caption) > 2:
                inside = rng.randrange(start + 1, end)
                add(NATURAL, spliced, inside, spliced, inside)
                wrong = rng.randrange(max(start + 1, end - 8), min(end + 5, len(spliced)))
                if wrong != end and rng.random() < 0.5:
                    add(WRONG_JOIN, spliced, start, spliced, wrong)
                wrong = rng.randrange(max(1, start - 8), end)
                if wrong != start and rng.random() < 0.5:
                    add(WRONG_JOIN, spliced, wrong, spliced, end)
    order = np.random.default_rng(SEED).permutation(len(kinds))
    return np.array(windows, np.int32)[order], np.array(kinds)[order]


SMALL = re.compile(r"\w?[a-z]+$")


def may_take(word: str, rng: random.Random) -> bool:
    """Whether a caption is put after a word: mostly longer ones, as template engines cut at any."""
    return SMALL.match(word) is not None and (len(word) > 3 or rng.random() < 0.3)


class Trainer:
    """Adam on a network of one hidden layer over the vectors of the words in a window."""

    def __init__(self, numbers: Vocabulary, names: list[str]) -> None:
        rng = np.random.default_rng(SEED)
        self.rng, self.size = rng, numbers.size

        def normal(*shape: int) -> np.ndarray:
            return rng.normal(0, 0.1, shape).astype(np.float32)

        self.parameters = [
            normal(numbers.size, WIDTH), normal(1, WIDTH), normal(2 * REACH * WIDTH, UNITS), np.zeros(UNITS, np.float32),
            normal(UNITS, 4), np.zeros(4, np.float32),
        ]  # fmt: skip
        self.first = [np.zeros_like(p) for p in self.parameters]
        self.second = [np.zeros_like(p) for p in self.parameters]
        small = [n if n < len(FORMS) else numbers[form(word)] for n, word in enumerate(names)]
        capital = [n if n < len(FORMS) else numbers[form(word.capitalize())] for n, word in enumerate(names)]
        self.forms = np.array(small + capital)
        self.step = 0

    def forward(self, windows: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Give what is known of the words, the hidden units, and the share of each kind."""
        vectors, capital, hidden, bias, outputs, offsets = self.parameters
        known = vectors[windows % self.size] + (windows >= self.size)[..., None] * capital[0]
        known = known.reshape(len(windows), -1)
        units = np.maximum(known @ hidden + bias, 0)
        scores = units @ outputs + offsets
        scores = np.exp(scores - scores.max(1, keepdims=True))
        return known, units, scores / scores.sum(1, keepdims=True)

    def train(self, windows: np.ndarray, kinds: np.ndarray, rate: float) -> None:
        """Take one step."""
        unknown = self.rng.random(windows.shape) < UNKNOWN_SHARE
        windows = np.where(unknown, self.forms[windows], windows)
        known, units, shares = self.forward(windows)
        _, _, hidden, _, outputs, _ = self.parameters
        shares[np.arange(len(kinds)), kinds] -= 1
        shares /= len(kinds)
        back = shares @ outputs.T
        back[units <= 0] = 0
        words = (back @ hidden.T).reshape(-1, WIDTH)
        count = windows.size
        rows = sparse.csr_matrix(
            (np.ones(count, np.float32), ((windows % self.size).ravel(), np.arange(count))),
            shape=(self.size, count),
        )
        capitals = words[(windows >= self.size).ravel()].sum(0, keepdims=True)
        gradients = [rows @ words, capitals, known.T @ back, back.sum(0), units.T @ shares, shares.sum(0)]
        self.step += 1
        for state in zip(self.parameters, gradients, self.first, self.second, strict=True):
            adam(*state, rate, self.step)


def adam(
    value: np.ndarray, gradient: np.ndarray, first: np.ndarray, second: np.ndarray, rate: float, step: int
) -> None:
    first += 0.1 * (gradient - first)
    second += 0.01 * (gradient * gradient - second)
    value -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("--epochs", type=int, default=6)
    args = parser.parse_args()
    rng = random.Random(SEED)
    stories = read_stories(args.corpus, rng)
    lines = [tokens_of(paragraph) for paragraph in stories.paragraphs[len(stories.paragraphs) // 5 :]]
    names = make_words(lines)
    numbers = Vocabulary(names)
    held, held_kinds = make_examples(lines[:2000], numbers, stories, rng)
    trainer = Trainer(numbers, names)
    for epoch in range(args.epochs):
        windows, kinds = make_examples(lines, numbers, stories, rng)
        shares = np.bincount(kinds) / len(kinds)
        steps = args.epochs * (len(kinds) // BATCH)
        order = trainer.rng.permutation(len(kinds))
        for at in range(len(kinds) // BATCH):
            chosen = order[at * BATCH : (at + 1) * BATCH]
            rate = RATE * min(1, (trainer.step + 1) / 200) * max(0.02, 1 - trainer.step / steps)
            trainer.train(windows[chosen], kinds[chosen], rate)
        found = trainer.forward(held)[2]
        loss = -np.log(found[np.arange(len(held)), held_kinds]).mean()
        print(
            f"epoch {epoch + 1}: loss {loss:.4f}, right {(found.argmax(1) == held_kinds).mean():.4f}",
            flush=True,
        )
    save(names, trainer.parameters, shares)
    print(len(kinds), "examples;", len(names), "words and forms;", TARGET.stat().st_size, "bytes")


def save(names: list[str], parameters: list[np.ndarray], shares: np.ndarray) -> None:
    vectors, capital, hidden, bias, outputs, offsets = parameters
    steps = np.abs(vectors).max(1, keepdims=True) / 127
    np.savez_compressed(
        TARGET,
        words=np.frombuffer("\0".join(names).encode(), np.uint8),
        vectors=np.round(vectors / steps).astype(np.int8),
        steps=steps.astype(np.float16),
        capital=capital[0].astype(np.float16),
        hidden=hidden.astype(np.float16),
        bias=bias.astype(np.float16),
        outputs=outputs.astype(np.float16),
        offsets=(offsets - np.log(shares)).astype(np.float16),
    )


if __name__ == "__main__":
    main()
