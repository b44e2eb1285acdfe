"""Score places and demonyms in languages other than English: found, and put in the right country, by language.

    python -m bench.multilingual_places GOLD.jsonl [--errors LANGUAGE]

Each line of GOLD has `language`, `date`, `title`, `text` and `places`: `surface`, its `occurrence` in the text, `kind` (place or
demonym) and `country` (ISO 3166-1, null for seas and continents); those of the title have `field: title` and are left out.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from bench.figures import shares, span_of
from newsmill.enrich.document import Document
from newsmill.enrich.entities.by_lists import find_names
from newsmill.enrich.places import Place, find_places

Wanted = tuple[int, int, str, str | None]


def wanted(row: dict[str, Any]) -> list[Wanted]:
    """Spans, kinds and countries of the places of a text."""
    found = []
    for one in row["places"]:
        if one.get("field") == "title":
            continue
        start, end = span_of(row["text"], one["surface"], one.get("occurrence", 1))
        found.append((start, end, one["kind"], one["country"]))
    return found


def score(row: dict[str, Any], tally: Counter[str], errors: list[str]) -> None:
    """Count what of a text was found, missed and invented."""
    document = Document(
        row["text"], row["title"], row["language"], date.fromisoformat(row["date"]), "published", None
    )
    left: list[Place] = list(find_places(document, find_names(document)))
    for start, end, kind, country in wanted(row):
        hit = next((p for p in left if p.kind == kind and p.start < end and start < p.end), None)
        tally[f"{kind} wanted"] += 1
        if hit is None:
            errors.append(f"missed   {kind:8} {row['text'][max(0, start - 25) : end + 15]!r}")
            continue
        left.remove(hit)
        tally[f"{kind} found"] += 1
        if country is None or hit.country == country:
            tally[f"{kind} right"] += 1
        else:
            errors.append(f"country  {kind:8} {hit.surface} {hit.country} for {country}")
    for one in left:
        tally[f"{one.kind} invented"] += 1
        errors.append(f"invented {one.kind:8} {row['text'][max(0, one.start - 25) : one.end + 15]!r}")


def line(tally: Counter[str], kind: str) -> str:
    found, wanted = tally[f"{kind} found"], tally[f"{kind} wanted"]
    figures = shares(wanted, found, tally[f"{kind} invented"])
    return f"{kind:8} {wanted:4} {figures}, right country {tally[f'{kind} right']} of {found}"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--errors", metavar="LANGUAGE")
    args = parser.parse_args()
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    errors: dict[str, list[str]] = defaultdict(list)
    for text in args.gold.read_text("utf-8").splitlines():
        row = json.loads(text)
        score(row, tallies[row["language"]], errors[row["language"]])
    tallies["all"] = sum(tallies.values(), Counter())
    for code, tally in tallies.items():
        print(code, line(tally, "place"), "|", line(tally, "demonym"))
    print("\n".join(errors.get(args.errors, [])))


if __name__ == "__main__":
    sys.exit(main())
