"""Score counts in languages other than English: found with the right number, then unit, qualifier and event, by language.

    python -m bench.multilingual_counts ARTICLES.jsonl COUNTS.jsonl [--errors LANGUAGE]

Each line of COUNTS has the `id` of an article and `counts`: `surface`, its `occurrence` in the text, `number`, `unit`, `qualifier` and
`event`. A count is found where the spans overlap and the number is right. Vague plurals (`thousands of`), which the labels leave
out, are not scored.
"""

import math
from collections import Counter
from datetime import date
from typing import Any

from bench.figures import print_scores, shares, span_of
from newsmill.enrich.annotations import Options
from newsmill.enrich.counts import Count
from newsmill.enrich.document import Document
from newsmill.enrich.registry import chosen
from newsmill.enrich.runner import annotate

ENRICHERS = chosen(("entities", "places", "names", "dates", "counts"))
VAGUE = ("tens of", "dozens of", "hundreds of", "thousands of", "millions of", "billions of", "trillions of")


def score(
    article: dict[str, Any], wanted: list[dict[str, Any]], tally: Counter[str], errors: list[str]
) -> None:
    """Count what of a text was found, missed and invented, and what of those found is right."""
    text = article["text"]
    day = date.fromisoformat(article["date"])
    document = Document(text, article["title"], article["language"], day, "published", None)
    found = annotate([document], ENRICHERS, Options())[0].counts
    left = [count for count in found if not (count.qualifier or "").endswith(VAGUE)]
    for one in wanted:
        start, end = span_of(text, one["surface"], one.get("occurrence", 1))
        tally["wanted"] += 1
        match = next((c for c in left if is_same(c, start, end, one["number"])), None)
        shown = repr(text[max(0, start - 40) : end + 30])
        if match is None:
            errors.append(f"missed    {shown}")
            continue
        left.remove(match)
        tally["found"] += 1
        tally["event wanted"] += one["event"] is not None
        tally["event given"] += match.event is not None
        tally["event right"] += match.event is not None and match.event == one["event"]
        for column, is_right in (
            ("unit", same_unit(match.unit, one["unit"])),
            ("qualifier", match.qualifier == one["qualifier"]),
            ("event", match.event == one["event"]),
        ):
            tally[column] += is_right
            if not is_right:
                errors.append(f"{column:9} {getattr(match, column)!r} for {one[column]!r} in {shown}")
    tally["invented"] += len(left)
    errors += [f"invented  {text[max(0, c.start - 40) : c.end + 30]!r}" for c in left]


def is_same(count: Count, start: int, end: int, number: float | None) -> bool:
    return count.start < end and start < count.end and (number is None or math.isclose(count.number, number))


def same_unit(mine: str | None, wanted: str | None) -> bool:
    """Compare the heads: the first word, in small letters."""
    return (mine or "").lower().split()[:1] == (wanted or "").lower().split()[:1]


def line(tally: Counter[str]) -> str:
    found, wanted = tally["found"], tally["wanted"]
    right = ", ".join(f"{column} {tally[column]}" for column in ("unit", "qualifier", "event"))
    events = (
        f"events {tally['event right']} right of {tally['event wanted']} wanted, {tally['event given']} given"
    )
    return f"{wanted:4} {shares(wanted, found, tally['invented'])}, of {found} found right {right}; {events}"


if __name__ == "__main__":
    print_scores(__doc__ or "", "counts", score, line)
