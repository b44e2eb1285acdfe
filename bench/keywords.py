"""Score keywords against those that a reader would file an article under.

    python bench/keywords.py OUT LAKE

OUT is what `bench/labelled.py keywords` made, LAKE a lake of its articles. Words are compared without their commonest endings; a keyword
is half right where it is part of a wanted one, or the other way round.
"""

import json
import re
import sys
from pathlib import Path

import pandas as pd

ENDINGS = ("ies", "es", "s", "ing", "ed")
FIRST = 5


def key(words: str) -> tuple[str, ...]:
    return tuple(
        stem(word.removesuffix("'s")) for word in re.findall(r"[\w'.&-]+", words.lower().replace("’", "'"))
    )


def stem(word: str) -> str:
    return next(
        (word[: -len(end)] for end in ENDINGS if word.endswith(end) and len(word) - len(end) >= 3), word
    )


def is_like(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)


def main(out: Path, lake: Path) -> None:
    articles = pd.read_parquet(lake / "articles", columns=["external_id", "keywords"]).set_index(
        "external_id"
    )
    right = like = given = found = touched = wanted = 0
    for line in (out / "keywords_news_gold.jsonl").open(encoding="utf-8"):
        row = json.loads(line)
        gold = [key(words) for words in row["keywords"]]
        mine = [key(words) for words in articles.keywords[row["id"]]]
        given += len(mine[:FIRST])
        right += sum(one in gold for one in mine[:FIRST])
        like += sum(any(is_like(one, other) for other in gold) for one in mine[:FIRST])
        wanted += len(gold)
        found += sum(one in mine for one in gold)
        touched += sum(any(is_like(one, other) for other in mine) for one in gold)
    print(
        f"of the first {FIRST} keywords {right / given:.1%} are wanted, {like / given:.1%} with half right ones"
    )
    print(
        f"of {wanted} wanted {found / wanted:.1%} are among all, {touched / wanted:.1%} with half right ones"
    )


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
