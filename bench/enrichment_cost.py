#!/usr/bin/env python3
"""CPU cost of the enrichment: 450-word articles a CPU-second, whole and by enricher.

python bench/enrichment_cost.py ARTICLES.parquet|ARTICLES.jsonl [--articles 400] [--rounds 3]

Rows need `text`; `title` and `language` are read where present. Articles of 300 to 600 words are taken, evenly
over the file, and the cost is scaled to 450 words. Models are loaded by a first run that is not counted; of the
rounds the cheapest counts, since a busy machine only ever adds.
"""

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import process_time

import pyarrow as pa
import pyarrow.parquet as pq

from newsmill import schema
from newsmill.enrich import registry
from newsmill.enrich.annotations import Annotation, Enricher, Options
from newsmill.enrich.document import Document
from newsmill.preload.steps import run_steps
from newsmill.steps.enrich import EnrichParams, enrich

WORDS = 450
FEWEST, MOST = 300, 600


@dataclass
class Clock:
    """CPU seconds by enricher."""

    seconds: dict[str, float] = field(default_factory=dict)

    def timed(self, enricher: Enricher) -> Enricher:
        """Make an enricher that counts its own CPU time here."""

        def annotate(
            documents: Sequence[Document], annotations: Sequence[Annotation], options: Options
        ) -> list[Annotation]:
            start = process_time()
            try:
                return enricher.annotate(documents, annotations, options)
            finally:
                self.seconds[enricher.name] = self.seconds.get(enricher.name, 0.0) + process_time() - start

        return replace(enricher, annotate=annotate)


def read(path: Path) -> list[dict]:
    if path.suffix == ".parquet":
        names = set(pq.read_schema(path).names) & {"title", "text", "language"}
        return pq.read_table(path, columns=sorted(names)).to_pylist()
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def table(rows: list[dict]) -> pa.Table:
    blank = {f.name: None for f in schema.CLEAN_ARTICLES} | {"date_source": "none"}
    full = [
        blank
        | {
            "article_id": str(i),
            "text": paragraphs(r["text"]),
            "title": r.get("title"),
            "language": r.get("language"),
        }
        for i, r in enumerate(rows)
    ]
    return pa.Table.from_pylist(full, schema=schema.CLEAN_ARTICLES)


def paragraphs(text: str) -> str:
    """Text as the cleaner leaves it: one line a paragraph, a blank line between."""
    blocks = text.split("\n\n") if "\n\n" in text else text.split("\n    ") if "\n    " in text else [text]
    return "\n\n".join(" ".join(block.split()) for block in blocks)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("path", type=Path)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--enrichers", default=",".join(registry.NAMES))
    args = parser.parse_args()
    rows = [r for r in read(args.path) if r["text"] and FEWEST <= len(r["text"].split()) <= MOST]
    articles = table(rows[:: max(1, len(rows) // args.articles)][: args.articles])
    shares = sum(len(text.split()) for text in articles.column("text").to_pylist()) / WORDS
    params = EnrichParams(enrichers=tuple(args.enrichers.split(",")))
    # As in a worker of newsmill's.
    run_steps(params.enrichers)
    enrich(articles.slice(0, 20), params)
    clock = Clock()
    registry.ENRICHERS = tuple(map(clock.timed, registry.ENRICHERS))
    best, parts, failures = float("inf"), {}, 0
    for _ in range(args.rounds):
        clock.seconds.clear()
        start = process_time()
        outcome = enrich(articles, params)
        spent = process_time() - start
        failures = sum(map(len, outcome.kept.column("enrichment_failures").to_pylist()))
        if spent < best:
            best, parts = spent, dict(clock.seconds)
    parts["tokens, tables"] = best - sum(parts.values())
    for name, seconds in parts.items():
        print(f"{1000 * seconds / shares:8.3f} ms  {name}")
    print(
        f"{1000 * best / shares:8.3f} ms  whole: {shares / best:.0f} articles of {WORDS} words a CPU-second"
    )
    print(f"{articles.num_rows:8d} articles, {failures} failures of enrichers")


if __name__ == "__main__":
    main()
