"""Score the places enricher on a JSONL of articles and its gold, without a lake.

    python bench/places.py ARTICLES.jsonl GOLD.jsonl [--recogniser] [--demonyms] [--errors]

Matching is that of the enrichment benchmark: surfaces as multisets an article, coordinates within 161 km.
`--recogniser` gives it the spans of the entity recogniser; `--demonyms` counts demonyms as places. A second line leaves out of the gold what is a demonym or has no
coordinates and a street or building for a name.
"""

import json
import math
import re
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from newsmill.enrich.document import Document
from newsmill.enrich.places import Place, find_places
from newsmill.enrich.places.gazetteer import demonyms, gazetteer

STREET = re.compile(
    r"\b(?:Street|St\.?|Road|Rd\.?|Avenue|Ave\.?|Drive|Dr\.|Highway|Parkway|Lane|Boulevard|Way|Church|School|"
    r"University|Hospital|College|Museum|Center|Centre|Hall|Park|Interstate|Route|Court|Stadium|Airport)\b|\d"
)


def read(path: str) -> list[dict[str, Any]]:
    with Path(path).open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def flat(text: str) -> str:
    table = str.maketrans("\u2018\u2019\u201c\u201d\u00a0", "''\"\" ")
    return re.sub(r"\s+", " ", text.translate(table)).strip()


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    la, lo, lb, mo = map(math.radians, (*a, *b))
    x = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin((mo - lo) / 2) ** 2
    return 12742 * math.asin(min(1, math.sqrt(x)))


def document(text: str) -> Document:
    return Document(text, None, "en", None, "none", None)


def is_core(gold: dict[str, Any]) -> bool:
    surface = gold["surface"]
    if (
        surface in demonyms()
        or not re.match(r"[A-Z]", surface)
        or (not surface[-1].isalpha() and surface[-1] != ".")
    ):
        return False
    return gold["lat"] is not None or not STREET.search(surface)


def score(
    name: str, gold: dict[str, list[dict[str, Any]]], mine: dict[str, list[Place]], errors: Counter[str]
) -> None:
    hit = found = total = near = located = 0
    for key, places in gold.items():
        a = Counter(flat(x["surface"]) for x in places)
        b = Counter(flat(p.surface) for p in mine[key])
        hit += (a & b).total()
        total += a.total()
        found += b.total()
        for s, n in (b - a).items():
            errors[f"+ {s}"] += n
        for s, n in (a - b).items():
            errors[f"- {s}"] += n
        where = defaultdict(list)
        for p in mine[key]:
            where[flat(p.surface)].append(p)
        for x in places:
            got = where.get(flat(x["surface"]))
            if got and x["lat"] is not None:
                y = got.pop() if len(got) > 1 else got[0]
                located += 1
                is_near = (
                    y.latitude is not None
                    and kilometres((x["lat"], x["lon"]), (y.latitude, y.longitude)) <= 161
                )
                near += is_near
                if not is_near:
                    errors[
                        f"@ {y.surface} ({y.name}, {y.admin_area}, {y.country}) {x['lat']:.1f} {x['lon']:.1f}"
                    ] += 1
    p, r = hit / max(found, 1), hit / max(total, 1)
    print(
        f"{200 * p * r / max(p + r, 1e-9):6.2f} F1  P {100 * p:.1f} R {100 * r:.1f} ({total} gold), "
        f"{100 * near / max(located, 1):.2f}% of {located} within 161 km  {name}"
    )


def recognised(documents: list[Document]) -> list[list[Any]]:
    from newsmill.enrich.entities import Recognizer  # noqa: PLC0415 - only where asked for

    recogniser = Recognizer.load()
    return [found for at in range(0, len(documents), 64) for found in recogniser(documents[at : at + 64])]


def main() -> None:
    paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    articles, rows = read(paths[0]), read(paths[1])
    gold = {
        g["id"]: g["places"]
        if "places" in g
        else [{**m, "lat": None, "lon": None} for m in g["mentions"] if m["kind"] == "place"]
        for g in rows
    }
    begin = time.process_time()
    gazetteer()
    loaded = time.process_time() - begin
    documents = [document(a["text"]) for a in articles]
    spans = recognised(documents) if "--recogniser" in sys.argv else [[] for _ in documents]
    find_places(documents[0], spans[0])
    begin = time.process_time()
    found = [find_places(d, s) for d, s in zip(documents, spans, strict=True)]
    seconds = time.process_time() - begin
    tokens = sum(len(d.words) for d in documents)
    kinds = ("place", "demonym") if "--demonyms" in sys.argv else ("place",)
    mine = {a["id"]: [p for p in f if p.kind in kinds] for a, f in zip(articles, found, strict=True)}
    errors: Counter[str] = Counter()
    score("as the benchmark counts", gold, mine, errors)
    core = {k: [x for x in v if is_core(x)] for k, v in gold.items()}
    errors_core: Counter[str] = Counter()
    score("without demonyms, streets and buildings", core, mine, errors_core)
    print(f"{1000 * seconds / tokens * 530:.3f} ms an article of 450 words; gazetteer {loaded:.2f} CPU-s")
    if "--errors" in sys.argv:
        for sign in "+-@":
            print([(e[2:], n) for e, n in errors_core.most_common() if e[0] == sign][:150])


if __name__ == "__main__":
    main()
