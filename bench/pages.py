"""Score cleaning on written pages of text in seven languages: what each site's template printed, and the story.

    python -m bench.pages [dev|holdout] [--show]

A page is right where title, authors, day, captions or text are as its writer marked them; of the text also how many of its
lines are the story's (precision) and how many of the story's lines are there (recall).
"""

import argparse
import difflib
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.clean import raw_table
from newsmill.steps.clean import CleanParams, clean

PAGES = Path(__file__).parent / "written"
FIGURES = ("title", "authors", "date", "text", "captions")


def lines_of(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


def same(found: str, wanted: str) -> int:
    """Lines that two texts have in common, in order."""
    return sum(
        block.size
        for block in difflib.SequenceMatcher(
            None, lines_of(found), lines_of(wanted), autojunk=False
        ).get_matching_blocks()
    )


def judge(row: dict[str, Any], gold: dict[str, Any]) -> dict[str, bool]:
    wanted = "\n\n".join(gold["paragraphs"])
    return {
        "title": " ".join((row["title"] or "").split()) == " ".join((gold["title"] or "").split()),
        "authors": {name.casefold() for name in row["authors"]}
        == {name.casefold() for name in gold["authors"]},
        "date": (row["date"].isoformat() if row["date"] else None) == gold["date"],
        "text": lines_of(row["text"]) == lines_of(wanted),
        "captions": sorted(lines_of("\n".join(row["captions"])))
        == sorted(lines_of("\n".join(gold["captions"]))),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("part", choices=("dev", "holdout"), nargs="?", default="holdout")
    parser.add_argument("--show", action="store_true", help="print what differs (never of the hold-out)")
    args = parser.parse_args()
    lines = (PAGES / f"pages_{args.part}.jsonl").read_text(encoding="utf-8").splitlines()
    golds = {gold["id"]: gold for gold in map(json.loads, lines)}
    pages = (
        {"title": None, "text": gold["page"], "source_uri": name, "source_format": "text"}
        for name, gold in golds.items()
    )
    outcome = clean(raw_table(pages), CleanParams())
    if outcome.rejected.num_rows:
        sys.exit(f"{outcome.rejected.num_rows} pages were rejected: {outcome.rejected['error'][0]}")
    kept = outcome.kept.to_pylist()
    right: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for row in kept:
        gold = golds[row["source_uri"]]
        wanted = "\n\n".join(gold["paragraphs"])
        verdict = judge(row, gold)
        for group in (gold["language"], "all"):
            count = right[group]
            count["pages"] += 1
            count["common"] += same(row["text"], wanted)
            count["found"] += len(lines_of(row["text"]))
            count["wanted"] += len(lines_of(wanted))
            for figure in FIGURES:
                count[figure] += verdict[figure]
        if args.show and not all(verdict.values()):
            show(row, gold, verdict)
    print(f"{'':4} pages " + " ".join(f"{figure:>8}" for figure in FIGURES) + "   lines: P     R     F1")
    for group, count in sorted(right.items(), key=lambda item: (item[0] == "all", item[0])):
        precision, recall = count["common"] / count["found"], count["common"] / count["wanted"]
        figures = " ".join(f"{count[figure]:8}" for figure in FIGURES)
        print(
            f"{group:4} {count['pages']:5} {figures}      {precision:.3f} {recall:.3f} {2 * precision * recall / (precision + recall):.3f}"
        )


def show(row: dict[str, Any], gold: dict[str, Any], verdict: dict[str, bool]) -> None:
    print("=====", gold["id"], *(figure for figure in FIGURES if not verdict[figure]))
    for figure in ("title", "authors", "captions"):
        if not verdict[figure]:
            print(f"{figure}: {row[figure]!r}\n  wanted {gold[figure]!r}")
    if not verdict["date"]:
        print(f"date: {row['date']} wanted {gold['date']}")
    wanted = "\n\n".join(gold["paragraphs"])
    for line in difflib.ndiff(lines_of(row["text"]), lines_of(wanted)):
        if line[0] in "+-":
            print("  missing " if line[0] == "+" else "  extra   ", line[2:150])


if __name__ == "__main__":
    main()
