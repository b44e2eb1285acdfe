"""Score the language detector on headlines and story openings that language models wrote.

    python bench/language.py [NEWS.parquet]

`bench/languages/CODE.txt` holds 50 headlines, a line `---` and 10 openings of 40 to 90 words in each of 24 languages, some of the headlines
nearly all names; their writers saw no detector. With the news corpus also 1,500 of its English titles alone and 2,500 of its articles.
"""

import sys
from collections import Counter
from pathlib import Path

import pandas as pd

from newsmill.enrich.language import detect, sample

WRITTEN = Path(__file__).with_name("languages")


def found(lines: list[tuple[str | None, str]], code: str) -> tuple[int, Counter[str]]:
    """How many are right, and what the others are taken for."""
    answers = Counter(str(detect(sample(title, text)).language) for title, text in lines)
    right = answers.pop(code, 0)
    return right, answers


def written() -> None:
    total = Counter[str]()
    for path in sorted(WRITTEN.glob("*.txt")):
        headlines, openings = (
            [(None, line) for line in part.splitlines() if line.strip()]
            for part in path.read_text("utf-8").split("\n---\n")
        )
        shares = []
        for name, lines in (("headlines", headlines), ("openings", openings)):
            right, wrong = found(lines, path.stem)
            total += Counter({name: right, f"{name} in all": len(lines)})
            shares.append(f"{name} {right}/{len(lines)} {dict(wrong.most_common(3)) or ''}")
        print(f"{path.stem:4}", *shares)
    for name in ("headlines", "openings"):
        print(f"all  {name} {total[name]}/{total[f'{name} in all']}")


def english(news: Path) -> None:
    table = pd.read_parquet(news, columns=["source", "title", "text"])
    of_wires = table[table.source.isin(["bbc", "reuters21578"]) & (table.title.str.len() > 15)]
    titles = [(None, title) for title in of_wires.title.sample(1500, random_state=1)]
    articles = list(table.sample(2500, random_state=5)[["title", "text"]].itertuples(index=False, name=None))
    for name, lines in (("titles alone", titles), ("articles", articles)):
        right, wrong = found(lines, "en")
        print(f"English {name} {right}/{len(lines)} {dict(wrong.most_common(5))}")


if __name__ == "__main__":
    written()
    if len(sys.argv) > 1:
        english(Path(sys.argv[1]))
