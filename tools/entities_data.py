"""Labelled text for training."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC", "misc": "MISC"}

# Of the marks in the project's own text: `[Bank of England|O]`.
KINDS_BY_LETTER = {"P": "PER", "O": "ORG", "L": "LOC", "M": "MISC"}
_MARK = re.compile(r"\[([^\[\]|]+)\|([POLM])\]")
_BETWEEN_PIECES = re.compile(r"\n----\n")

Mention = tuple[int, int, str]


@dataclass(frozen=True)
class Example:
    """A text with its mentions (start, end, label without B or I), and where it is from."""

    source: str
    text: str
    mentions: list[Mention]


def read_examples(path: Path) -> list[Example]:
    """Examples of a JSONL file with the fields `source`, `text` and `mentions`."""
    with path.open(encoding="utf-8") as file:
        return [
            Example(
                row["source"].split(",")[0],
                row["text"],
                [(m["start"], m["end"], KINDS[m["kind"]]) for m in row["mentions"]],
            )
            for row in map(json.loads, file)
        ]


def read_marked(folder: Path) -> Iterator[Example]:
    """Examples of a folder's *.txt files: pieces of text with their names marked, a line of four hyphens between two."""
    for path in sorted(folder.glob("*.txt")):
        for piece in _BETWEEN_PIECES.split(path.read_text(encoding="utf-8").strip()):
            yield _unmarked(piece)


def _unmarked(piece: str) -> Example:
    text, at = "", 0
    mentions: list[Mention] = []
    for mark in _MARK.finditer(piece):
        text += piece[at : mark.start()]
        mentions.append((len(text), len(text) + len(mark[1]), KINDS_BY_LETTER[mark[2]]))
        text += mark[1]
        at = mark.end()
    text += piece[at:]
    if set("[]") & set(text):
        raise ValueError(f"a mark is broken: {text[:80]!r}")
    return Example("written", text, mentions)


def labels(starts: list[int], ends: list[int], mentions: list[Mention]) -> list[str]:
    """B, I and O labels of the words of a sentence."""
    found = ["O"] * len(starts)
    for start, end, kind in sorted(mentions):
        prefix = "B-"
        for k, (a, b) in enumerate(zip(starts, ends, strict=True)):
            if a < end and b > start:
                found[k] = prefix + kind
                prefix = "I-"
    return found
