"""Score the topics of real news against those that a reader filed it under.

    python bench/topics.py DATA [--by-topic]

Reads DATA/news_corpus.parquet; its articles run through `clean` and `enrich`. topics_news_gold.jsonl beside this file names 200 of them by
their ids with their topics in the IPTC Media Topics, given by a language model that saw titles and texts alone: `main` is the one that a
librarian would choose, `topics` are all top topics, `second` those below. The first half of them (`dev`) was looked at while thresholds
were chosen and words weighed, the other (`holdout`) never. `--by-topic` shows the figures of each topic, of `dev` only.

Of the BBC's articles, whose ids have their section, all are scored: is the topic that comes first that of the section?
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa

from newsmill import schema
from newsmill.enrich.topics.scheme import media_topics
from newsmill.steps.clean import CleanParams, clean
from newsmill.steps.enrich import EnrichParams, enrich

GOLD = Path(__file__).with_name("topics_news_gold.jsonl")
SECTIONS = {
    "business": "medtop:04000000",
    "entertainment": "medtop:01000000",
    "politics": "medtop:11000000",
    "sport": "medtop:15000000",
    "tech": "medtop:13000000",
}
LEVELS = {1: "top topics", 2: "second level"}
BANDS = (0.0, 0.5, 0.7, 0.8, 1.0)

Found = Mapping[str, Sequence[tuple[str, float]]]


def topics_of(corpus: pd.DataFrame) -> dict[str, list[tuple[str, float]]]:
    """Topics of each article by its id with their confidence, best first."""
    blank = dict.fromkeys(schema.RAW_ARTICLES.names)
    rows = [
        blank
        | {"article_id": row.id, "source_uri": row.id, "source_format": "jsonl", "language": "en"}
        | {"title": row.title, "text": row.text}
        for row in corpus.itertuples()
    ]
    cleaned = clean(pa.Table.from_pylist(rows, schema.RAW_ARTICLES), CleanParams()).kept
    found = enrich(cleaned, EnrichParams(enrichers=("topics",))).side["topics"].to_pylist()
    topics: dict[str, list[tuple[str, float]]] = {row.id: [] for row in corpus.itertuples()}
    for row in found:
        topics[row["article_id"]].append((row["topic"], row["confidence"]))
    return topics


def of_level(level: int, topics: Iterable[tuple[str, float]]) -> list[str]:
    return [topic for topic, _ in topics if len(media_topics()[topic].path) == level]


def f1(right: int, given: int, wanted: int) -> str:
    return f"F1 {200 * right / (given + wanted):.1f} (P {right / given:.1%} R {right / wanted:.1%})"


def score_main(gold: list[dict[str, Any]], found: Found) -> None:
    """Main topic: the one that comes first against `main`, and, as two readers differ on it, against any of `topics`."""
    first = [(row, of_level(1, found[row["id"]])[:1]) for row in gold]
    strict = sum(topics == [row["main"]] for row, topics in first)
    lenient = sum(bool(set(topics) & set(row["topics"])) for row, topics in first)
    ((commonest, times),) = Counter(row["main"] for row in gold).most_common(1)
    wanted = sum(commonest in row["topics"] for row in gold)
    print(
        f"  main topic: {strict / len(gold):.1%} right, {lenient / len(gold):.1%} one of the article's; "
        f"always {media_topics()[commonest].name}: {times / len(gold):.1%}, {wanted / len(gold):.1%}"
    )


def score_level(level: int, gold: list[dict[str, Any]], found: Found, *, is_by_topic: bool) -> None:
    right, given, wanted = Counter[str](), Counter[str](), Counter[str]()
    for row in gold:
        wants, has = set(row["topics" if level == 1 else "second"]), set(of_level(level, found[row["id"]]))
        right.update(wants & has)
        given.update(has)
        wanted.update(wants)
    ((commonest, times),) = wanted.most_common(1)
    always = f1(times, len(gold), wanted.total())
    print(
        f"  {LEVELS[level]}: {f1(right.total(), given.total(), wanted.total())}, {wanted.total()} wanted; "
        f"always {media_topics()[commonest].name}: {always}"
    )
    for key, _ in (given | wanted).most_common() if is_by_topic else []:
        numbers = f"{right[key]:3} right of {given[key]:3} given, {wanted[key]:3} wanted"
        print(f"    {media_topics()[key].name:45} {numbers}")


def score_confidence(gold: list[dict[str, Any]], found: Found) -> None:
    rows = [
        (sure, topic in row["topics"])
        for row in gold
        for topic, sure in found[row["id"]]
        if topic == media_topics()[topic].top
    ]
    for low, high in pairwise(BANDS):
        of_band = [is_right for sure, is_right in rows if low <= sure < high]
        if of_band:
            share = sum(of_band) / len(of_band)
            print(f"  top topics of confidence {low} to {high}: {share:.0%} of {len(of_band)} right")


def score_sections(found: Found) -> None:
    first: dict[str, Counter[str]] = {section: Counter() for section in SECTIONS}
    for key, topics in found.items():
        if key.startswith("bbc-"):
            first[key.split("-")[1]][(of_level(1, topics) or ["none"])[0]] += 1
    right = {section: first[section][topic] for section, topic in SECTIONS.items()}
    sizes = {section: of.total() for section, of in first.items()}
    print(
        f"sections of the BBC: {sum(right.values()) / sum(sizes.values()):.1%} of {sum(sizes.values())} agree; "
        f"always the commonest: {max(sizes.values()) / sum(sizes.values()):.1%}"
    )
    for section, of in first.items():
        names = {key: media_topics()[key].name if key != "none" else key for key in of}
        others = ", ".join(f"{names[key]} {times}" for key, times in of.most_common(4))
        print(f"  {section}: {right[section] / sizes[section]:.1%} of {sizes[section]} ({others})")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--by-topic", action="store_true")
    args = parser.parse_args()
    with GOLD.open(encoding="utf-8") as lines:
        gold = [json.loads(line) for line in lines]
    corpus = pd.read_parquet(args.data / "news_corpus.parquet", columns=["id", "title", "text"])
    is_of_gold = corpus.id.isin([row["id"] for row in gold])
    found = topics_of(corpus[is_of_gold | corpus.id.str.startswith("bbc-")])
    for part in ("dev", "holdout"):
        rows = [row for row in gold if row["part"] == part]
        print(f"{part}, {len(rows)} articles")
        score_main(rows, found)
        for level in LEVELS:
            score_level(level, rows, found, is_by_topic=args.by_topic and part == "dev")
        score_confidence(rows, found)
    score_sections(found)


if __name__ == "__main__":
    main()
