"""Score organizations in languages other than English: exact spans, by language.

    python -m bench.multilingual_organizations ARTICLES.jsonl ORGANIZATIONS.jsonl [--errors LANGUAGE]

Each line of ORGANIZATIONS has the `id` of an article and `organizations`: `surface` and its `occurrence` in the text.
"""

from collections import Counter
from datetime import date
from typing import Any

from bench.figures import print_scores, shares, span_of
from newsmill.enrich.document import Document
from newsmill.enrich.entities.by_lists import find_names


def score(
    article: dict[str, Any], wanted: list[dict[str, Any]], tally: Counter[str], errors: list[str]
) -> None:
    """Count what of a text was found, missed and invented."""
    text = article["text"]
    document = Document(
        text, article["title"], article["language"], date.fromisoformat(article["date"]), "published", None
    )
    left = {(one.start, one.end) for one in find_names(document) if one.kind == "organization"}
    for one in wanted:
        span = span_of(text, one["surface"], one.get("occurrence", 1))
        tally["wanted"] += 1
        if span in left:
            left.remove(span)
            tally["found"] += 1
        else:
            errors.append(f"missed   {text[max(0, span[0] - 30) : span[1] + 20]!r} {one['surface']!r}")
    tally["invented"] += len(left)
    errors += [
        f"invented {text[max(0, start - 30) : end + 20]!r} {text[start:end]!r}" for start, end in sorted(left)
    ]


def line(tally: Counter[str]) -> str:
    return f"{tally['wanted']:4} {shares(tally['wanted'], tally['found'], tally['invented'])}"


if __name__ == "__main__":
    print_scores(__doc__ or "", "organizations", score, line)
