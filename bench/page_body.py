"""Make newsmill/data/pages/body.npz: the networks that tell an article's blocks from the rest of an HTML page.

    python bench/page_body.py PAGES_FOLDER GOLD.jsonl [--score-only]

GOLD.jsonl has a line a page: `file`, its name in the folder, and `text`, the article's. First come the figures: networks
that learn from four fifths of the sites are scored on the pages of the last fifth, by precision and recall of runs of four
words, as in Zyte's article extraction benchmark. They are scored once more with each word's letters changed, as a page in
a language that no rule knows. Then networks that learn from all pages are written. No text is kept.
"""

import argparse
import json
import random
import re
import string
from collections import Counter
from collections.abc import Callable
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from newsmill.formats.html_page import decode_page
from newsmill.formats.page_blocks import blocks_of
from newsmill.formats.page_body import THRESHOLD, Network, Networks, parse_page
from newsmill.formats.page_evidence import evidence_of

Floats = npt.NDArray[np.float32]

WORD = re.compile(r"\w+")
RUN = 4
NETWORKS, UNITS, EPOCHS, BATCH, RATE = 3, 48, 12, 256, 2e-3
KEPT_UNITS, KEPT_INPUTS, DECAY = 0.5, 0.9, 1e-2
FOLDS = 5
SEED = 1
TARGET = Path(__file__).parent.parent / "newsmill" / "data" / "pages" / "body.npz"


class Page(NamedTuple):
    """A page's blocks: their texts and evidence, how much of each is in the article (0 to 1), and their weights."""

    site: str
    wanted: str
    texts: list[str]
    evidence: Floats
    labels: Floats
    weights: Floats


def read_pages(folder: Path, gold: Path, change: Callable[[str], str]) -> list[Page]:
    pages = []
    for line in gold.open(encoding="utf-8"):
        said = json.loads(line)
        tree = parse_page(decode_page((folder / said["file"]).read_bytes())[0])
        where = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
        host = urlsplit(where[0]).netloc if where else ""
        blocks = blocks_of(tree)
        labels = label([block.text for block in blocks], said["text"])
        for node in tree.iter():
            if isinstance(node.tag, str) and node.tag not in {"script", "style"}:
                node.text, node.tail = change(node.text or ""), change(node.tail or "")
        evidence = evidence_of(tree, blocks_of(tree)) if blocks else np.zeros((0, 0), np.float32)
        words = np.array([max(1, len(WORD.findall(block.text))) for block in blocks], np.float32)
        whole = max(50.0, float((words * (labels > 0.5)).sum()))
        texts = [block.text for block in blocks]
        pages.append(
            Page(
                ".".join(host.split(".")[-2:]) or said["file"],
                said["text"],
                texts,
                evidence,
                labels,
                np.sqrt(words / whole),
            )
        )
    return pages


def label(texts: list[str], article: str) -> Floats:
    """How much of each block is in the article, by runs of words; short ones by whole lines, or by what is around them.

    Of lines that stand on the page more often than in the article, as headings do in tables of contents, those count
    that come in the article's order.
    """
    words = WORD.findall(article)
    runs = set(zip(*(words[i:] for i in range(RUN)), strict=False))
    lines = [plain(line) for line in article.split("\n")]
    pairs, different, single = set(pairwise(words)), set(lines), set(words)
    labels = []
    for text in texts:
        mine = WORD.findall(text)
        if len(mine) >= RUN:
            own = list(zip(*(mine[i:] for i in range(RUN)), strict=False))
            labels.append(sum(run in runs for run in own) / len(own))
        else:
            labels.append(1.0 if plain(text) in different and mine else 0.0 if not mine else -1.0)
    for i, value in enumerate(labels):
        if value < 0:
            mine = WORD.findall(texts[i])
            before = next((labels[j] for j in range(i - 1, -1, -1) if labels[j] >= 0), 0)
            after = next((labels[j] for j in range(i + 1, len(labels)) if labels[j] >= 0), 0)
            is_there = tuple(mine) in pairs if len(mine) == 2 else single.issuperset(mine)
            labels[i] = float(before > 0.5 and after > 0.5 and is_there)
    shown = [plain(text) for text in texts]
    in_order = {
        match.a + i
        for match in SequenceMatcher(None, shown, lines, autojunk=False).get_matching_blocks()
        for i in range(match.size)
    }
    taken = {shown[i] for i in in_order}
    return np.array(
        [
            0.0 if text in taken and i not in in_order else value
            for i, (text, value) in enumerate(zip(shown, labels, strict=True))
        ],
        np.float32,
    )


def plain(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def train(pages: list[Page]) -> Networks:
    evidence = np.vstack([page.evidence for page in pages if len(page.labels)])
    labels = np.concatenate([page.labels for page in pages]) > 0.5
    weights = np.concatenate([page.weights for page in pages])
    means, spreads = evidence.mean(0), evidence.std(0) + np.float32(1e-3)
    scaled = Networks(means, spreads, []).scaled(evidence)
    return Networks(
        means, spreads, [fit(scaled, labels, weights / weights.mean(), SEED + i) for i in range(NETWORKS)]
    )


def fit(inputs: Floats, labels: npt.NDArray[np.bool_], weights: Floats, seed: int) -> Network:
    """Fit one network of a hidden layer by Adam (Kingma and Ba 2015), with dropout and decoupled weight decay."""
    rng = np.random.default_rng(seed)
    width = inputs.shape[1]
    parameters = [
        rng.standard_normal((width, UNITS), np.float32) / np.sqrt(np.float32(width)),
        np.zeros(UNITS, np.float32),
        rng.standard_normal(UNITS, np.float32) / np.sqrt(np.float32(UNITS)),
        np.zeros(1, np.float32),
    ]
    first, second = [np.zeros_like(p) for p in parameters], [np.zeros_like(p) for p in parameters]
    step = 0
    for epoch in range(EPOCHS):
        order = rng.permutation(len(inputs))
        rate = RATE * (1 - epoch / EPOCHS)
        for begin in range(0, len(inputs), BATCH):
            rows = order[begin : begin + BATCH]
            x = (
                inputs[rows]
                * (rng.random((len(rows), width), np.float32) < KEPT_INPUTS)
                / np.float32(KEPT_INPUTS)
            )
            hidden = np.maximum(0, x @ parameters[0] + parameters[1])
            mask = (rng.random(hidden.shape, np.float32) < KEPT_UNITS) / np.float32(KEPT_UNITS)
            odds = (hidden * mask) @ parameters[2] + parameters[3]
            error = (1 / (1 + np.exp(-odds)) - labels[rows]) * weights[rows] / len(rows)
            back = np.outer(error, parameters[2]) * mask * (hidden > 0)
            gradients = [x.T @ back, back.sum(0), (hidden * mask).T @ error, error.sum(keepdims=True)]
            step += 1
            for k, gradient in enumerate(gradients):
                first[k] = 0.9 * first[k] + 0.1 * gradient
                second[k] = 0.999 * second[k] + 0.001 * gradient**2
                move = (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)
                decay = DECAY * parameters[k] if k in {0, 2} else 0
                parameters[k] = (parameters[k] - rate * (move + decay)).astype(np.float32)
    return Network(*parameters)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return (
        Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))
        if words
        else Counter()
    )


def score(pages: list[Page], odds: list[Floats], threshold: float) -> tuple[float, float, float]:
    """F1, precision and recall, means over pages."""
    precisions, recalls = [], []
    for page, mine in zip(pages, odds, strict=True):
        want = shingles(page.wanted)
        got = shingles("\n".join(text for text, odd in zip(page.texts, mine, strict=True) if odd > threshold))
        if want or got:
            same = (want & got).total()
            precisions.append(same / got.total() if got else 0.0)
            recalls.append(same / want.total() if want else 0.0)
    p, r = float(np.mean(precisions)), float(np.mean(recalls))
    return 2 * p * r / (p + r), p, r


def folds_of(pages: list[Page]) -> dict[str, int]:
    sites = sorted({page.site for page in pages})
    random.Random(0).shuffle(sites)
    return {site: i % FOLDS for i, site in enumerate(sites)}


def unknown_language() -> Callable[[str], str]:
    """Change letters for others of their kind, so that no word is known."""
    letters = list(string.ascii_lowercase)
    random.Random(SEED).shuffle(letters)
    new = "".join(letters)
    table = str.maketrans(string.ascii_lowercase + string.ascii_uppercase, new + new.upper())
    return lambda text: text.translate(table)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--score-only", action="store_true")
    options: Any = parser.parse_args()
    pages = read_pages(options.pages, options.gold, str)
    changed = read_pages(options.pages, options.gold, unknown_language())
    folds = folds_of(pages)
    learnt = {fold: train([page for page in pages if folds[page.site] != fold]) for fold in range(FOLDS)}
    for name, shown in (("pages of other sites", pages), ("... in a language unknown to the rules", changed)):
        odds = [learnt[folds[page.site]].odds(page.evidence) for page in shown]
        for threshold in (0.3, 0.35, 0.4, 0.45, 0.5, 0.55):
            print(f"{name}, threshold {threshold}: F1 %.4f P %.4f R %.4f" % score(shown, odds, threshold))
    print(f"shipped threshold: {THRESHOLD}")
    if not options.score_only:
        TARGET.parent.mkdir(exist_ok=True)
        train(pages).save(TARGET)


if __name__ == "__main__":
    main()
