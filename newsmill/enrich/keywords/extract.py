"""Ranks the candidates: how often, how rare in the language, how early, whether in the title."""

from collections import Counter
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.keywords.candidates import Candidates, Words, collect
from newsmill.enrich.keywords.vocabulary import Vocabulary, vocabulary

_COUNT_POWER: Final = 0.7
_TITLE_FACTOR: Final = 1.6
_PHRASE_FACTOR: Final = 1.3
_EARLY_FACTOR: Final = 0.5
_EARLY_TOKENS: Final = 60.0
# A phrase stands for its word when it is most of the word's occurrences.
_MOST: Final = 0.6
_STOP_WEIGHT: Final = 1.0


def extract_keywords(document: Document, count: int = 10) -> list[str]:
    """At most so many keywords and key phrases, best first, for a document in one of `LANGUAGES`.

    Names as the text writes them, common words in lower case. A phrase takes the place of the words in it, the
    full name that of the surname, the more frequent of singular and plural that of the other.
    """
    known = vocabulary(document.language or "en")
    found = collect(document, known)
    _merge_surnames(found.names)
    title = f" {' '.join(document.title.lower().split())} " if document.title else ""
    counts = _whole(_repeated(found, title))
    ranked = sorted(
        counts, key=lambda key: (-_score(key, counts[key], found, known, title), found.first[key], key)
    )
    chosen: list[Words] = []
    for key in ranked:
        if len(chosen) == count:
            break
        if not any(_is_part(key, other) or _is_part(other, key) for other in chosen):
            chosen.append(key)
    return [found.surfaces.get(key) or " ".join(key) for key in chosen]


def _merge_surnames(names: Counter[Words]) -> None:
    """Count a name of one word with the longer name that it ends, where there is only one such."""
    endings: dict[str, list[Words]] = {}
    for key in names:
        if len(key) > 1:
            endings.setdefault(key[-1], []).append(key)
    for word, longer in endings.items():
        if len(longer) == 1 and (word,) in names:
            names[longer[0]] += names.pop((word,))


def _repeated(found: Candidates, title: str) -> Counter[Words]:
    """Names, and the phrases said more than once or in the title; the rarer of singular and plural merged."""
    counts = Counter({key: n for key, n in found.phrases.items() if n > 1 or f" {' '.join(key)} " in title})
    for key, n in found.names.items():
        counts[key] += n
    for key in list(counts):
        plural = (*key[:-1], key[-1] + "s")
        if plural in counts and key in counts:
            kept, dropped = (key, plural) if counts[key] >= counts[plural] else (plural, key)
            counts[kept] += counts.pop(dropped)
    return counts


def _whole(counts: Counter[Words]) -> Counter[Words]:
    """Without the shorter phrases that are mostly said as part of a longer one."""
    dropped = set()
    for key, n in counts.items():
        for length in range(1, len(key)):
            for at in range(len(key) - length + 1):
                part = key[at : at + length]
                if part in counts and n >= _MOST * counts[part]:
                    dropped.add(part)
    return Counter({key: n for key, n in counts.items() if key not in dropped})


def _score(key: Words, count: int, found: Candidates, known: Vocabulary, title: str) -> float:
    weights = [max(_STOP_WEIGHT, known.weights.get(word, known.rare_weight)) for word in key]
    score: float = count**_COUNT_POWER * sum(weights) / len(weights)
    if len(key) > 1:
        score *= _PHRASE_FACTOR
    if f" {' '.join(key)} " in title:
        score *= _TITLE_FACTOR
    score *= 1 + _EARLY_FACTOR * _EARLY_TOKENS / (_EARLY_TOKENS + found.first[key])
    return score


def _is_part(short: Words, long: Words) -> bool:
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
