"""Quality, speed and start cost of the native entity recogniser.

    python bench/entities.py quality GOLD_FOLDER NAME     strict F1 on NAME.jsonl against NAME_gold.jsonl
    python bench/entities.py news NEWS.parquet            the same on 99 news articles, against entities_news_gold.jsonl
    python bench/entities.py speed NEWS.parquet           milliseconds an article of 450 words, load time

The gold of `news` names articles by their ids and holds no text: the number of characters that were labelled, and kind, start
and end of each name. Each half was labelled by one run of a language model, from the text alone, by tools/entities_news/GUIDE.md.

Seconds are CPU seconds of this process.
"""

import argparse
import json
import time
from pathlib import Path

import pyarrow.parquet as pq

from newsmill.enrich.document import Document
from newsmill.enrich.entities import Recognizer
from newsmill.enrich.entities.model import PATH

NEWS_GOLD = Path(__file__).with_name("entities_news_gold.jsonl")
BATCH = 64
WORDS = range(300, 700)


def document(text: str) -> Document:
    return Document(text, None, "en", None, "none", None)


Mention = tuple[str, int, int, str]


def score(texts: dict[str, str], gold: set[Mention]) -> None:
    """Print strict F1 by kind of the mentions (text, start, end, kind) that are found in texts."""
    recognize = Recognizer.load()
    found = recognize([document(text) for text in texts.values()])
    mine = {(key, s.start, s.end, s.kind) for key, spans in zip(texts, found, strict=True) for s in spans}
    for kind in ("person", "organization", "place", "all"):
        a = {m for m in mine if kind in {m[3], "all"}}
        b = {m for m in gold if kind in {m[3], "all"}}
        hit = len(a & b)
        precision, recall = hit / max(1, len(a)), hit / max(1, len(b))
        f1 = 2 * hit / max(1, len(a) + len(b))
        print(
            f"{kind:13} F1 {100 * f1:5.2f}  P {100 * precision:5.2f}  R {100 * recall:5.2f}  ({len(b)} gold)"
        )


def read(path: Path) -> list[dict]:
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def quality(folder: Path, name: str) -> None:
    texts = {row["id"]: row["text"] for row in read(folder / f"{name}.jsonl")}
    gold = read(folder / f"{name}_gold.jsonl")
    score(texts, {(g["id"], m["start"], m["end"], m["kind"]) for g in gold for m in g["mentions"]})


def on_news(news: Path) -> None:
    table = pq.read_table(news, columns=["id", "text"])
    articles = dict(zip(table["id"].to_pylist(), table["text"].to_pylist(), strict=True))
    gold = read(NEWS_GOLD)
    texts = {g["id"]: articles[g["id"]][: g["characters"]] for g in gold}
    score(texts, {(g["id"], start, end, kind) for g in gold for kind, start, end in g["mentions"]})


def speed(news: Path) -> None:
    started = time.process_time()
    recognize = Recognizer.load()
    print(f"load {time.process_time() - started:.3f} CPU-s, file {PATH.stat().st_size / 1e6:.1f} MB")
    table = pq.read_table(news, columns=["source", "text"])
    texts = [
        text
        for source, text in zip(table["source"].to_pylist(), table["text"].to_pylist(), strict=True)
        if not source.startswith("reuters21578") and len(text.split()) in WORDS
    ][:1280]
    documents = [document(text) for text in texts]
    words = sum(len(text.split()) for text in texts)
    for name in ("first pass", "again"):
        started = time.process_time()
        for at in range(0, len(documents), BATCH):
            recognize(documents[at : at + BATCH])
        spent = time.process_time() - started
        print(f"{name}: {1000 * spent / words * 450:.2f} ms an article of 450 words, {len(texts)} articles")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("quality")
    command.add_argument("folder", type=Path)
    command.add_argument("name", nargs="?", default="entities_dev")
    commands.add_parser("news").add_argument("news", type=Path)
    commands.add_parser("speed").add_argument("news", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "quality":
        quality(arguments.folder, arguments.name)
    elif arguments.command == "news":
        on_news(arguments.news)
    else:
        speed(arguments.news)


if __name__ == "__main__":
    main()
