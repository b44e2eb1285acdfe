"""Make sets of dates, places, counts, names and keywords of real news, with the gold that was labelled for them.

    python bench/labelled.py dates|places|counts|names|keywords DATA OUT

Writes OUT/SET_news.jsonl, to be ingested, and OUT/SET_news_gold.jsonl, to score the lake against with the enrichment benchmark
(counts: `python -m bench.quotes_dates counts OUT`; names: `python bench/names.py OUT LAKE`, keywords: `python bench/keywords.py OUT LAKE`).
Texts come from DATA/news_corpus.parquet and DATA/dates_dev.jsonl; SET_news_gold.jsonl beside this file names articles by
their ids and holds no text. Labels were given by four runs of a language model a set, from the texts alone:
dates and times as TIMEX3 (TimeML 1.2.1), date lines included; of places each name with its coordinates, but not peoples, teams,
buildings, streets, and none within the name of an organization; counts of people and things, shares and money, without measures,
rates and what stands in tables; persons and organizations with all the names that the article has for each;
keywords as an archivist would file the article under.
"""

import argparse
import json
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

HERE = Path(__file__).parent
FIELDS = {
    "dates": ("value", "type"),
    "places": ("lat", "lon"),
    "counts": ("number", "unit", "event"),
    "names": (),
    "keywords": (),
}


def texts(data: Path) -> dict[str, str]:
    """Give the articles by id, those of the corpus with their title above them."""
    corpus = pq.read_table(data / "news_corpus.parquet", columns=["id", "title", "text"]).to_pylist()
    found = {row["id"]: with_title(row["title"], row["text"]) for row in corpus}
    with (data / "dates_dev.jsonl").open(encoding="utf-8") as lines:
        return found | {row["id"]: row["text"].strip() for row in map(json.loads, lines)}


def with_title(title: str | None, text: str) -> str:
    if not title or not title.strip() or text.startswith(title):
        return text.strip()
    return f"{title}\n\n{text}".strip()


def labels(kind: str, text: str, rows: list[list[Any]]) -> list[Any]:
    if kind == "keywords":
        return rows
    if kind == "names":
        return [{"kind": of, "surfaces": [text[start:end] for start, end in spans]} for of, spans in rows]
    names = FIELDS[kind]
    return [
        {"surface": text[start:end], "start": start, "end": end, **dict(zip(names, rest, strict=True))}
        for start, end, *rest in rows
    ]


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=list(FIELDS))
    parser.add_argument("data", type=Path)
    parser.add_argument("out", type=Path)
    arguments = parser.parse_args()
    kind, known = arguments.kind, texts(arguments.data)
    articles, gold = [], []
    with (HERE / f"{kind}_news_gold.jsonl").open(encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            text = known[row["id"]]
            if len(text) != row["characters"]:
                raise SystemExit(
                    f"{row['id']} is not the text that was labelled: it has {len(text)} characters"
                )
            day = {"date": row["date"]} if row.get("date") else {}
            articles.append({"id": row["id"], "text": text, **day})
            gold.append({"id": row["id"], kind: labels(kind, text, row[kind])})
    arguments.out.mkdir(parents=True, exist_ok=True)
    for name, made in ((f"{kind}_news", articles), (f"{kind}_news_gold", gold)):
        (arguments.out / f"{name}.jsonl").write_text(
            "".join(json.dumps(row) + "\n" for row in made), encoding="utf-8"
        )


if __name__ == "__main__":
    main()
