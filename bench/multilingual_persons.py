"""Score persons in languages other than English: exact spans, and the name that the article knows each by, by language.

    python -m bench.multilingual_persons ARTICLES.jsonl PERSONS.jsonl [--errors LANGUAGE]

Each line of PERSONS has the `id` of an article and `persons`: `surface`, its `occurrence` in the text, and `name`, the fullest
form of it in the article.
"""

from collections import Counter
from datetime import date
from typing import Any

from bench.figures import print_scores, shares, span_of
from newsmill.enrich.document import Document
from newsmill.enrich.entities.by_lists import find_names
from newsmill.enrich.names import canonicalise
from newsmill.enrich.names.normalise import folded


def score(
    article: dict[str, Any], persons: list[dict[str, Any]], tally: Counter[str], errors: list[str]
) -> None:
    """Count what of a text was found, missed and invented, and how many are known by the right name."""
    text = article["text"]
    document = Document(
        text, article["title"], article["language"], date.fromisoformat(article["date"]), "published", None
    )
    spans = [one for one in find_names(document) if one.kind == "person"]
    mentions = [Named(s.start, s.end, text[s.start : s.end]) for s in spans]
    known = {
        (m.start, m.end): c.name for m, c in zip(mentions, canonicalise(mentions, document), strict=True)
    }
    for one in persons:
        span = span_of(text, one["surface"], one.get("occurrence", 1))
        tally["wanted"] += 1
        name = known.pop(span, None)
        if name is None:
            errors.append(f"missed   {text[max(0, span[0] - 30) : span[1] + 20]!r}")
            continue
        tally["found"] += 1
        tally["named"] += folded(name) == folded(one["name"])
        if folded(name) != folded(one["name"]):
            errors.append(f"name     {name!r} for {one['name']!r}")
    tally["invented"] += len(known)
    errors += [f"invented {text[max(0, start - 30) : end + 20]!r}" for start, end in known]


class Named:
    """A person's span as `canonicalise` takes it."""

    kind = "person"

    def __init__(self, start: int, end: int, surface: str) -> None:
        self.start, self.end, self.surface = start, end, surface


def line(tally: Counter[str]) -> str:
    found, wanted = tally["found"], tally["wanted"]
    return f"{wanted:4} {shares(wanted, found, tally['invented'])}, by the right name {tally['named']} of {found}"


if __name__ == "__main__":
    print_scores(__doc__ or "", "persons", score, line)
