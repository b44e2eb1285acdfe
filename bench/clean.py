"""Measure the clean step: pages a CPU-second on one core, and edits by rule.

    python bench/clean.py PAGES [--out LAKE_DIR] [--rows N]

PAGES is a folder of *.txt pages, a JSONL or a Parquet file with columns `title` and `text` (or `paragraphs`).
With --out the cleaned articles and edits are written there as Parquet.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from newsmill import identity, schema
from newsmill.preload.steps import run_steps
from newsmill.steps.clean import CleanParams, clean
from newsmill.text.edits import Edit, undo


def records(source: Path) -> Iterator[dict[str, Any]]:
    if source.is_dir():
        for page in sorted(source.glob("*.txt")):
            text = page.read_bytes().decode("utf-8")
            yield {"title": None, "text": text, "source_uri": f"pages/{page.name}", "source_format": "text"}
    elif source.suffix == ".parquet":
        for number, row in enumerate(pq.read_table(source).to_pylist()):
            yield {
                "title": row["title"],
                "text": row["text"],
                "source_uri": f"{row.get('source')}/{number}",
                "source_format": "json",
            }
    else:
        for number, line in enumerate(source.read_text(encoding="utf-8").splitlines()):
            row = json.loads(line)
            text = row.get("text") or "\n\n".join(row["paragraphs"])
            yield {
                "title": row.get("title"),
                "text": text,
                "source_uri": f"{source.name}/{number}",
                "source_format": "jsonl",
            }


def raw_table(rows: Iterator[dict[str, Any]]) -> pa.Table:
    empty = dict.fromkeys(schema.RAW_ARTICLES.names)
    filled = [
        {**empty, "article_id": identity.article_id(row["source_uri"], "#0"), "source_record": 0, **row}
        for row in rows
    ]
    return pa.Table.from_pylist(filled, schema.RAW_ARTICLES)


def irreversible(raw: pa.Table, kept: pa.Table, edits: pa.Table) -> int:
    """Articles whose edits, undone, do not give the raw digest."""
    by_article: dict[str, list[Edit]] = {}
    for row in edits.to_pylist():
        by_article.setdefault(row["article_id"], []).append(
            Edit(row["rule"], row["rule_version"], row["field"], row["position"], row["before"], row["after"])
        )
    had_title = dict(zip(raw["article_id"].to_pylist(), raw["title"].is_valid().to_pylist(), strict=True))
    return sum(
        identity.raw_digest(
            *undo(
                row["title"] if had_title[row["article_id"]] else None,
                row["text"],
                by_article.get(row["article_id"], []),
            )
        )
        != row["raw_digest"]
        for row in kept.select(["article_id", "title", "text", "raw_digest"]).to_pylist()
    )


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("pages", type=Path)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--rows", type=int)
    args = parser.parse_args()
    raw = raw_table(records(args.pages)).slice(0, args.rows)
    # As in a worker of newsmill's, where all that is loaded at first use is loaded.
    run_steps(())
    started = time.process_time()
    outcomes = [
        clean(pa.Table.from_batches([batch]), CleanParams()) for batch in raw.to_batches(max_chunksize=2000)
    ]
    seconds = time.process_time() - started
    kept = pa.concat_tables([outcome.kept for outcome in outcomes])
    edits = pa.concat_tables([outcome.side["edits"] for outcome in outcomes])
    words = sum(kept["word_count"].to_pylist())
    print(f"{raw.num_rows / seconds:8.0f} pages a CPU-second; {words / seconds / 250:.0f} of 250 words")
    print(f"{raw.num_rows} in, {kept.num_rows} kept; not reversible: {irreversible(raw, kept, edits)}")
    for rule, number in Counter(edits["rule"].to_pylist()).most_common():
        articles = len(set(edits.filter(pa.compute.equal(edits["rule"], rule))["article_id"].to_pylist()))
        print(f"{number:8d} edits in {articles:6d} articles  {rule}")
    if args.out:
        args.out.mkdir(parents=True, exist_ok=True)
        (args.out / "articles").mkdir(exist_ok=True)
        (args.out / "edits").mkdir(exist_ok=True)
        pq.write_table(kept, args.out / "articles" / "0.parquet")
        pq.write_table(edits, args.out / "edits" / "0.parquet")


if __name__ == "__main__":
    sys.exit(main())
