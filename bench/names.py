"""Score whether the names of one person or organization get one id, and those of two get two.

    python bench/names.py OUT LAKE

OUT is what `bench/labelled.py names` made, LAKE a lake of its articles. Compared are the different names of an article that both
have, by B-cubed precision and recall (Bagga and Baldwin 1998).
"""

import json
import sys
from collections import Counter, defaultdict
from pathlib import Path

import pandas as pd


def flat(name: str) -> str:
    return " ".join(name.replace("’", "'").split())


def ids_of(lake: Path) -> dict[str, dict[str, str]]:
    """Of each article by its own id, the entity that each name means most often."""
    articles = pd.read_parquet(lake / "articles", columns=["article_id", "external_id"])
    mentions = pd.read_parquet(lake / "mentions", columns=["article_id", "kind", "surface", "entity_id"])
    known = mentions[mentions.kind.isin(["person", "organization"])].merge(articles, on="article_id")
    counts: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    for row in known.itertuples():
        counts[row.external_id][flat(row.surface)][row.entity_id] += 1
    return {
        article: {name: ids.most_common(1)[0][0] for name, ids in names.items()}
        for article, names in counts.items()
    }


def main(out: Path, lake: Path) -> None:
    found = ids_of(lake)
    precision = recall = names = labelled = whole = several = 0
    for line in (out / "names_news_gold.jsonl").open(encoding="utf-8"):
        article = json.loads(line)
        mine = found.get(article["id"], {})
        gold = {
            flat(name): number
            for number, entity in enumerate(article["names"])
            for name in entity["surfaces"]
        }
        both = [name for name in gold if name in mine]
        labelled, names = labelled + len(gold), names + len(both)
        for name in both:
            same = {other for other in both if gold[other] == gold[name]}
            together = {other for other in both if mine[other] == mine[name]}
            precision += len(same & together) / len(together)
            recall += len(same & together) / len(same)
        for number in set(gold.values()):
            ids = [mine[name] for name in both if gold[name] == number]
            several += len(ids) > 1
            whole += len(ids) > 1 and len(set(ids)) == 1
    p, r = precision / names, recall / names
    print(
        f"{names} of {labelled} names are mentions; B-cubed of these {200 * p * r / (p + r):.1f} (P {p:.1%}, R {r:.1%})"
    )
    print(f"{whole} of {several} persons and organizations with several names have one id")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
