"""Figures of the enrichers of quotes, dates and counts, without a lake.

    python -m bench.quotes_dates scores FOLDER      quotes_dev.jsonl, dates_dev.jsonl and their _gold files
    python -m bench.quotes_dates counts FOLDER      counts_news.jsonl and its gold, as bench/labelled.py makes them
    python -m bench.quotes_dates speed CORPUS.parquet [ARTICLES]

Scores follow the rules of the lake's scorer. The gold of the dates covers the title and the first sentences of an
article only, so that they are given for all found and for those in the part annotated (title, date line, four
sentences). Speed is CPU time per 450 words.
"""

import json
import math
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd

from newsmill.enrich.counts import find_counts
from newsmill.enrich.counts.enricher import Count
from newsmill.enrich.dates import DateExpression, find_dates
from newsmill.enrich.document import Document
from newsmill.enrich.quotes import find_quotes

STOP = {"the", "a", "an", "of", "mr", "mrs", "ms", "president", "said"}
MARKS = str.maketrans("‘’“”\u00a0", "''\"\" ")
SENTENCES_ANNOTATED = 4
WRAP = re.compile(r"(?<!\n)\n(?!\n)")


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text.translate(MARKS)).strip()


def bare(text: str) -> str:
    return re.sub(r"\W+", " ", flat(text)).strip().lower()


def name_words(text: str) -> set[str]:
    return set(re.findall(r"\w+", flat(text).lower())) - STOP


def document_of(text: str, day: date | None) -> Document:
    return Document(text, None, "en", day, "published" if day else "none", None)


def records(folder: Path, name: str) -> Iterator[tuple[dict, dict]]:
    gold = {row["id"]: row for row in map(json.loads, (folder / f"{name}_gold.jsonl").open(encoding="utf-8"))}
    for row in map(json.loads, (folder / f"{name}.jsonl").open(encoding="utf-8")):
        yield row, gold[row["id"]]


def score_quotes(folder: Path) -> None:
    total = found = right = emitted = 0
    for row, gold in records(folder, "quotes_dev"):
        quotes = [(bare(q.quote), q.speaker or "") for q in find_quotes(document_of(row["text"], None))]
        emitted += len(quotes)
        for wanted in gold["quotes"]:
            text = bare(wanted["quote"])
            speakers = [
                speaker
                for words, speaker in quotes
                if words == text
                or (len(text) > 30 and (text in words or (words in text and len(words) > 0.8 * len(text))))
            ]
            total += 1
            found += bool(speakers)
            right += bool(speakers) and (
                not wanted["speaker"] or any(name_words(s) & name_words(wanted["speaker"]) for s in speakers)
            )
    print(
        f"quotes: {found / total:.2%} found, {right / total:.2%} with the right speaker ({total} gold, {emitted} found)"
    )


def annotated_end(document: Document) -> int:
    lines = sum(1 for line in document.text.split("\n")[:-1] if line.strip())
    last = lines + SENTENCES_ANNOTATED
    return (
        int(document.starts[document.sentences[last]])
        if last < len(document.sentences)
        else len(document.text)
    )


def score_dates(folder: Path, *, is_whole: bool) -> None:
    found = gold_rows = overlap = right = 0
    for row, gold in records(folder, "dates_dev"):
        day = date.fromisoformat(row["published_at"]) if row.get("published_at") else None
        document = document_of(row["text"], day)
        end = len(document.text) if is_whole else annotated_end(document)
        left = [d for d in find_dates(document) if d.start < end]
        found += len(left)
        gold_rows += len(gold["dates"])
        for wanted in gold["dates"]:
            match = first_overlap(left, flat(wanted["surface"]).lower())
            if match is not None:
                overlap += 1
                right += match.value == wanted["value"]
                left.remove(match)
    part = "whole text" if is_whole else "annotated part"
    print(
        f"dates, {part}: {200 * overlap / (found + gold_rows):.2f} F1 recognised, "
        f"{200 * right / (found + gold_rows):.2f} F1 with the right value ({gold_rows} gold, {found} found)"
    )


def first_overlap(left: list[DateExpression], wanted: str) -> DateExpression | None:
    for candidate in left:
        surface = flat(candidate.surface).lower()
        if surface in wanted or wanted in surface:
            return candidate
    return None


def score_counts(folder: Path) -> None:
    """Compare counts by place and number; of a range either end will do, of `hundreds of` the place."""
    gold_rows = found_rows = right_gold = right_found = right_unit = 0
    for row, gold in records(folder, "counts_news"):
        # Wrapped lines as cleaning joins them: offsets stay.
        found = find_counts(document_of(WRAP.sub(" ", row["text"]), None))
        gold_rows += len(gold["counts"])
        found_rows += len(found)
        right = set()
        for wanted in gold["counts"]:
            match = next((c for c in found if is_count(c, wanted)), None)
            if match is not None:
                right.add(match.start)
                right_gold += 1
                right_unit += same_unit(match.unit, wanted["unit"])
        right_found += len(right)
    precision, recall = right_found / found_rows, right_gold / gold_rows
    print(
        f"counts: {200 * precision * recall / (precision + recall):.1f} F1 (P {precision:.1%} R {recall:.1%}, {gold_rows} gold), "
        f"unit right in {right_unit / right_gold:.1%} of these"
    )


def is_count(count: Count, wanted: dict) -> bool:
    overlaps = count.start < wanted["end"] and wanted["start"] < count.end
    number = wanted["number"]
    return overlaps and (number is None or count.qualifier == "between" or math.isclose(count.number, number))


def same_unit(mine: str | None, wanted: str | None) -> bool:
    one, other = ((unit or "").lower().split() for unit in (mine, wanted))
    return one == other or (bool(one and other) and one[-1].rstrip("s") == other[-1].rstrip("s"))


def measure_speed(corpus: Path, articles: int) -> None:
    texts = pd.read_parquet(corpus, columns=["text"]).text.sample(articles, random_state=7)
    documents = [document_of(text, date(2004, 3, 5)) for text in texts]
    words = sum(len(text.split()) for text in texts)
    rules: dict[str, Callable[[Document], list]] = {
        "quotes": find_quotes,
        "dates": find_dates,
        "counts": find_counts,
    }
    for name, rule in rules.items():
        seconds = []
        for _ in range(3):
            begin = time.process_time()
            rows = Counter(len(rule(document)) for document in documents)
            seconds.append(time.process_time() - begin)
        found = sum(count * number for count, number in rows.items())
        print(
            f"{name}: {min(seconds) / words * 450_000:.3f} ms per 450 words, {found / len(documents):.1f} rows an article"
        )


def main() -> None:
    match sys.argv[1:]:
        case ["scores", folder]:
            score_quotes(Path(folder))
            score_dates(Path(folder), is_whole=True)
            score_dates(Path(folder), is_whole=False)
        case ["counts", folder]:
            score_counts(Path(folder))
        case ["speed", corpus, *articles]:
            measure_speed(Path(corpus), int(articles[0]) if articles else 1500)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
