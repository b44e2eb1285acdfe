"""Make newsmill/data/cleaning/seams.npz: the networks that tell seams of spliced captions from news prose.

    python bench/seams.py CORPUS.parquet [--epochs N]

Reads news articles (the shipped networks: Reuters C50, Reuters-21578, PolNeAR) and the stories of bench/prose and
tools/entities_news, splices captions of bench/caption_splices.py into their paragraphs, and trains two networks of
one hidden layer on the words around junctions: natural ones, those before and after captions, and those that a wrong cut
would make. A fifth of the articles' paragraphs is left to bench/caption_weights.py. No text is kept. Two cores are busy
for some twelve minutes.
"""

import argparse
import itertools
import random
import re
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import numpy as np
from caption_splices import Mix, Stories, make_caption, read_stories
from scipy import sparse

from newsmill.text.seams import (
    BREAK,
    CAPTION_ENDS,
    CAPTION_STARTS,
    FAR_REACH,
    FORMS,
    NATURAL,
    REACH,
    SEARCH,
    SECOND,
    WRONG_JOIN,
    Vocabulary,
    form,
    stored_name,
    tokens_of,
)

WORDS, WIDTH = 16000, 24
LEAST_SEEN = 8
BATCH, RATE, UNKNOWN_SHARE = 1024, 3e-3, 0.1
LONGEST = 45
SEED = 1
TARGET = Path(__file__).parent.parent / "newsmill" / "data" / "cleaning" / "seams.npz"


class Plan(NamedTuple):
    """Words that a network sees on each side, its hidden units, and the captions that it learns from."""

    reach: int
    units: int
    mix: Mix


# One searches and is small, the other looks closer. They see different captions: their mean is better than each.
PLANS = {SEARCH: Plan(REACH, 48, Mix(0.0, 0.5)), SECOND: Plan(FAR_REACH, 112, Mix(0.5, 0.25))}


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


def window(left: list[int], i: int, right: list[int], j: int, reach: int) -> list[int]:
    before, after = left[max(0, i - reach) : i], right[j : j + reach]
    return [0] * (reach - len(before)) + before + after + [0] * (reach - len(after))


def make_examples(
    lines: list[list[str]], numbers: Vocabulary, stories: Stories, plan: Plan, rng: random.Random
) -> tuple[np.ndarray, np.ndarray]:
    """Windows of words around junctions, and of which kind each is."""
    windows: list[list[int]] = []
    kinds: list[int] = []

    def add(kind: int, left: list[int], i: int, right: list[int], j: int) -> None:
        windows.append(window(left, i, right, j, plan.reach))
        kinds.append(kind)

    for before, line in itertools.pairwise(lines):
        tail = [*(numbers[word] for word in before[-plan.reach :]), 0]
        text = [*tail, *(numbers[word] for word in line), *((0,) if rng.random() < 0.7 else ())]
        skip = len(tail)
        places = [skip + i for i in range(2, len(line) - 1) if may_take(line[i - 1], rng)]
        if len(places) < 4:
            continue
        for _ in range(max(1, len(line) // 15)):
            start = rng.choice(places)
            caption = [numbers[word] for word in tokens_of(make_caption(stories, rng, plan.mix))]
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

    def __init__(self, numbers: Vocabulary, names: list[str], plan: Plan) -> None:
        rng = np.random.default_rng(SEED)
        self.rng, self.size = rng, numbers.size

        def normal(*shape: int) -> np.ndarray:
            return rng.normal(0, 0.1, shape).astype(np.float32)

        self.parameters = [
            normal(numbers.size, WIDTH), normal(1, WIDTH), normal(2 * plan.reach * WIDTH, plan.units),
            np.zeros(plan.units, np.float32), normal(plan.units, 4), np.zeros(4, np.float32),
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


def train(network: str, corpus: str, epochs: int) -> tuple[list[str], dict[str, np.ndarray]]:
    """Words of the vocabulary, and a network's arrays by the name that they are stored under."""
    plan = PLANS[network]
    rng = random.Random(SEED)
    stories = read_stories(corpus, rng)
    lines = [tokens_of(paragraph) for paragraph in stories.paragraphs]
    names = make_words([*lines, *map(tokens_of, stories.captions)])
    numbers = Vocabulary(names)
    held, held_kinds = make_examples(lines[:2000], numbers, stories, plan, rng)
    trainer = Trainer(numbers, names, plan)
    for epoch in range(epochs):
        windows, kinds = make_examples(lines, numbers, stories, plan, rng)
        shares = np.bincount(kinds) / len(kinds)
        steps = epochs * (len(kinds) // BATCH)
        order = trainer.rng.permutation(len(kinds))
        for at in range(len(kinds) // BATCH):
            chosen = order[at * BATCH : (at + 1) * BATCH]
            rate = RATE * min(1, (trainer.step + 1) / 200) * max(0.02, 1 - trainer.step / steps)
            trainer.train(windows[chosen], kinds[chosen], rate)
        found = trainer.forward(held)[2]
        loss = -np.log(found[np.arange(len(held)), held_kinds]).mean()
        right = (found.argmax(1) == held_kinds).mean()
        print(
            f"{network}, epoch {epoch + 1} of {len(kinds)} examples: loss {loss:.4f}, right {right:.4f}",
            flush=True,
        )
    return names, as_stored(network, trainer.parameters, shares)


def as_stored(network: str, parameters: list[np.ndarray], shares: np.ndarray) -> dict[str, np.ndarray]:
    vectors, capital, hidden, bias, outputs, offsets = parameters
    steps = np.abs(vectors).max(1, keepdims=True) / 127
    arrays = {
        "vectors": np.round(vectors / steps).astype(np.int8),
        "steps": steps.astype(np.float16),
        "capital": capital[0].astype(np.float16),
        "hidden": hidden.astype(np.float16),
        "bias": bias.astype(np.float16),
        "outputs": outputs.astype(np.float16),
        "offsets": (offsets - np.log(shares)).astype(np.float16),
    }
    return {stored_name(network, name): array for name, array in arrays.items()}


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("corpus")
    parser.add_argument("--epochs", type=int, default=13)
    args = parser.parse_args()
    with ProcessPoolExecutor(len(PLANS)) as pool:
        trained = list(pool.map(train, PLANS, [args.corpus] * len(PLANS), [args.epochs] * len(PLANS)))
    names = trained[0][0]
    arrays = {name: array for _, stored in trained for name, array in stored.items()}
    np.savez_compressed(TARGET, words=np.frombuffer("\0".join(names).encode(), np.uint8), **arrays)
    print(len(names), "words and forms;", TARGET.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
