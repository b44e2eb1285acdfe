"""What the scorers of the written articles share: spans of the labels, precision, recall and F1 in words, the command line."""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

Score = Callable[[dict[str, Any], list[dict[str, Any]], Counter[str], list[str]], None]


def span_of(text: str, surface: str, occurrence: int) -> tuple[int, int]:
    """Where an occurrence of a string stands, in code points; raises `ValueError` where it does not."""
    at = -1
    for _ in range(occurrence):
        at = text.index(surface, at + 1)
    return at, at + len(surface)


def shares(wanted: int, found: int, invented: int) -> str:
    """Precision, recall and F1 in percent, of so many wanted, found of these, and found beside these.

    >>> shares(4, 3, 1)
    'P  75.0 R  75.0 F1  75.0'
    """
    precision, recall = found / max(1, found + invented), found / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {100 * precision:5.1f} R {100 * recall:5.1f} F1 {100 * f1:5.1f}"


def print_scores(description: str, layer: str, score: Score, line: Callable[[Counter[str]], str]) -> None:
    """Score the labels of a layer, such as `persons`, and print a line a language and one of all.

    `score` gets an article, its labels, and the tally and the errors of its language, and adds to both.
    """
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", type=Path)
    parser.add_argument("labels", type=Path)
    parser.add_argument("--errors", metavar="LANGUAGE")
    args = parser.parse_args()
    labels = {row["id"]: row[layer] for row in map(json.loads, args.labels.read_text("utf-8").splitlines())}
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    errors: dict[str, list[str]] = defaultdict(list)
    for row in map(json.loads, args.articles.read_text("utf-8").splitlines()):
        if row["id"] in labels:
            score(row, labels[row["id"]], tallies[row["language"]], errors[row["language"]])
    tallies["all"] = sum(tallies.values(), Counter())
    for code, tally in tallies.items():
        print(code, line(tally))
    print("\n".join(errors.get(args.errors, [])))
