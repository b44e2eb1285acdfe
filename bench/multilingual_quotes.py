"""Figures of the quotes in other languages than English against blind gold.

    python -m bench.multilingual_quotes GOLD.jsonl [--misses]      bench/written/dev.jsonl

A line of the gold has `language`, `text` and `quotes`, each with `surface` (marks included), `occurrence` (which one
of the same words, from 1) and `speaker` (a name, the words of a role, or null). A quote is found where four fifths of
both spans overlap; its speaker is right where the last word of the name, or the head of the role, is among the words
of `speaker` or `speaker_name`; nobody is right where the gold has nobody.
"""

import json
import re
import sys
from collections import defaultdict
from pathlib import Path

from newsmill.enrich.annotations import Options
from newsmill.enrich.document import Document
from newsmill.enrich.quotes import Quote
from newsmill.enrich.registry import chosen
from newsmill.enrich.runner import annotate

ENRICHERS = chosen(("entities", "names", "quotes"))
LANGUAGES = ("de", "fr", "es", "it", "pt", "nl")
WORD = re.compile(r"[\w-]+")
ENOUGH = 0.8


def span_of(text: str, surface: str, occurrence: int) -> tuple[int, int]:
    at = -1
    for _ in range(occurrence):
        at = text.index(surface, at + 1)
    return at, at + len(surface)


def overlaps(found: Quote, span: tuple[int, int]) -> bool:
    common = min(found.end, span[1]) - max(found.start, span[0])
    return common > ENOUGH * max(found.end - found.start, span[1] - span[0])


def is_right(found: Quote, speaker: str | None) -> bool:
    if speaker is None:
        return found.speaker is None
    words = WORD.findall(speaker.lower())
    given = set(WORD.findall(f"{found.speaker or ''} {found.speaker_name or ''}".lower()))
    return words[-1] in given if is_name(speaker) else bool(head_words(words) & given)


def is_name(speaker: str) -> bool:
    """Tell `Katrin Behrens` from `Vorsitzende Richterin` and `ministre de l'intérieur`: names have no small words."""
    words = speaker.split()
    return len(words) > 1 and all(word[0].isupper() for word in words if len(word) > 3)


def head_words(words: list[str]) -> set[str]:
    return {word for word in words[:2] if len(word) > 3} or set(words)


def score(rows: list[dict], *, is_listing: bool = False) -> dict[str, list[int]]:
    """By language: quotes of the gold, quotes found, found of the gold, of these with the right speaker."""
    totals: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in rows:
        document = Document(row["text"], row["title"], row["language"], None, "none", None)
        quotes = annotate([document], ENRICHERS, Options())[0].quotes
        # Titles are not read for quotes.
        wanted = [gold for gold in row["quotes"] if gold.get("field", "text") == "text"]
        left, lines = list(quotes), []
        total = totals[row["language"]]
        total[0] += len(wanted)
        total[1] += len(quotes)
        for gold in wanted:
            span = span_of(row["text"], gold["surface"], gold["occurrence"])
            match = next((q for q in left if overlaps(q, span)), None)
            if match is not None:
                left.remove(match)
                total[2] += 1
                total[3] += is_right(match, gold["speaker"])
            if match is None or not is_right(match, gold["speaker"]):
                got = match and (match.speaker, match.speaker_name, match.method)
                lines.append(
                    f"{'wrong' if match else 'missed'} {gold['surface'][:70]!r}: {gold['speaker']}, {got}"
                )
        lines += [f"surplus {quote.quote[:70]!r}: {quote.speaker}, {quote.method}" for quote in left]
        if is_listing:
            print("\n".join(f"{row['language']} {line}" for line in lines), end="\n" * bool(lines))
    return totals


def main() -> None:
    path, *options = sys.argv[1:]
    rows = [json.loads(line) for line in Path(path).read_text("utf-8").splitlines()]
    totals = score(rows, is_listing="--misses" in options)
    for language in sorted(totals, key=LANGUAGES.index):
        report(language, totals[language])
    report("all", [sum(column) for column in zip(*totals.values(), strict=True)])


def report(name: str, total: list[int]) -> None:
    gold, found, hit, right = total
    parts = []
    for label, count in (("quotes", hit), ("with the right speaker", right)):
        precision, recall = count / found if found else 0.0, count / gold if gold else 0.0
        both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        parts.append(f"{label} P {precision:.1%} R {recall:.1%} F1 {both:.1%}")
    print(f"{name}: {'; '.join(parts)} ({gold} gold, {found} found)")


if __name__ == "__main__":
    main()
