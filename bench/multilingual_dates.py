"""Figures of the dates in languages other than English, on articles with their annotations.

    python -m bench.multilingual_dates bench/written/SET.jsonl [--errors]

One article a line: `language`, `date`, `title`, `text` and `dates`, each with its `surface` and `occurrence` in the text (those
of the title, `field`, are left out), `value` and `value_end`.
"""

import json
import re
import sys
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path

from bench.figures import span_of
from newsmill.enrich.dates import DateExpression, find_dates
from newsmill.enrich.document import Document


def articles(path: Path) -> Iterator[dict]:
    yield from map(json.loads, path.open(encoding="utf-8"))


def document_of(row: dict) -> Document:
    return Document(
        row["text"], row["title"], row["language"], date.fromisoformat(row["date"]), "published", None
    )


def print_figures(counts: dict[str, Counter]) -> None:
    """Print precision, recall and F1 of each language and of all, from `gold`, `found` and `right`."""
    for language, count in {**counts, "all": sum(counts.values(), Counter())}.items():
        gold, found, right = count["gold"], count["found"], count["right"]
        f1 = 2 * right / (gold + found) if gold + found else 0.0
        print(
            f"{language:4} P {right / max(found, 1):.3f}  R {right / max(gold, 1):.3f}  F1 {f1:.3f}  ({gold} gold, {found} found, {right} right)"
        )


# Dates: an expression is right where it overlaps the annotated words and means the same days (and hour).


def score_dates(path: Path, *, has_errors: bool) -> None:
    counts: dict[str, Counter] = {}
    for row in articles(path):
        count = counts.setdefault(row["language"], Counter())
        left = find_dates(document_of(row))
        wanted = [w for w in row["dates"] if w.get("field", "text") == "text"]
        count.update(gold=len(wanted), found=len(left))
        for gold in wanted:
            span = span_of(row["text"], gold["surface"], gold["occurrence"])
            match = next((d for d in overlapping(left, span) if is_same_date(d, gold)), None)
            if match is not None:
                count["right"] += 1
                left.remove(match)
            elif has_errors:
                told = [f"{d.surface} = {d.value}/{d.value_end}" for d in overlapping(left, span)]
                print(f"{row['id']}: {gold['surface']} = {gold['value']}/{gold['value_end']}, found: {told}")
        if has_errors:
            spans = [span_of(row["text"], w["surface"], w["occurrence"]) for w in wanted]
            for d in left:
                if not any(d in overlapping([d], span) for span in spans):
                    print(
                        f"{row['id']}: too many: {d.surface} = {d.value}: {row['text'][max(0, d.start - 30) : d.end + 30]!r}"
                    )
    print_figures(counts)


def overlapping(left: Iterable[DateExpression], span: tuple[int, int]) -> list[DateExpression]:
    return [d for d in left if d.start < span[1] and span[0] < d.end]


def is_same_date(found: DateExpression, gold: dict) -> bool:
    return meaning(found.value, found.value_end) == meaning(gold["value"], gold["value_end"])


def meaning(value: str, value_end: str | None) -> tuple[object, object]:
    """Give first and last day, so that a half of a year and the span of its months are one."""
    first, last = days_of(value)
    return first, last if value_end is None else days_of(value_end)[1]


def days_of(value: str) -> tuple[object, object]:
    if match := re.fullmatch(r"(\d{4})-(?:Q(\d)|H(\d)|(\d\d))", value):
        year, size, number = (
            int(match[1]),
            3 if match[2] else 6 if match[3] else 1,
            int(match[2] or match[3] or match[4]),
        )
        last = number * size
        return date(year, last - size + 1, 1), date(year, last, monthrange(year, last)[1])
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        begin = date.fromisocalendar(int(match[1]), int(match[2]), 6 if match[3] else 1)
        return begin, begin + timedelta(1 if match[3] else 6)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return date.fromisoformat(value), date.fromisoformat(value)
    return value, value


def main() -> None:
    match sys.argv[1:]:
        case [path, *options]:
            score_dates(Path(path), has_errors="--errors" in options)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
