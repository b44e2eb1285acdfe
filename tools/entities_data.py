"""Labelled text for training."""

import json
from dataclasses import dataclass
from pathlib import Path

KINDS = {"person": "PER", "organization": "ORG", "place": "LOC", "misc": "MISC"}

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
