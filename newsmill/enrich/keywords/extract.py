"""Ranks the candidates: how often, how rare in the language, how early, whether in the title."""

from collections import Counter
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.keywords.candidates import Candidates, collect
from newsmill.enrich.keywords.vocabulary import Vocabulary, vocabulary

_COUNT_POWER: Final = 0.7
_TITLE_FACTOR: Final = 1.6
_PHRASE_FACTOR: Final = 1.8
_EARLY_FACTOR: Final = 0.5
_EARLY_TOKENS: Final = 60.0
# A phrase stands for its words when it makes up most of their occurrences.
_MOST: Final = 0.6
_LEAST_WEIGHT: Final = 1.0


def extract_keywords(document: Document, count: int = 10) -> list[str]:
    """At most so many keywords and key phrases, best first, for a document in one of `LANGUAGES`.

    Names as the text writes them, common words in lower case. A phrase takes the place of the words in it, the
    full name that of the surname, the more frequent of singular and plural that of the other.
    """
    known = vocabulary(document.language or "en")
    title_words = (document.title or "").lower().split()
    title = f" {' '.join(title_words)} "
    found = collect(document, known, frozenset(title_words))
    _merge_surnames(found.names)
    counts = _repeated(found, title)
    _merge_plurals(counts)
    _drop_parts(counts)
    scores = {key: _score(key, n, found, known, title) for key, n in counts.items()}
    ranked = sorted(scores, key=lambda key: (-scores[key], found.first[key], key))
    chosen: list[str] = []
    for key in ranked:
        if len(chosen) == count:
            break
        padded = f" {key} "
        if not any(padded in f" {other} " or f" {other} " in padded for other in chosen):
            chosen.append(key)
    texts = frozenset(document.words)
    return [
        found.surfaces.get(key) or _as_written(key, document, texts, known, found.first[key])
        for key in chosen
    ]


def _as_written(key: str, document: Document, texts: frozenset[str], known: Vocabulary, first: int) -> str:
    """Words of a key that first stands at a token, names capitalised that the text never has in lower case.

    `Sony` where each sentence on it begins so. A text all in capitals has no other case; a word whose plural or
    singular is known is no name.
    """
    words = key.split(" ")
    if texts.issuperset(words) or document.text.isupper():
        return key
    written = document.words[first : first + len(words)]
    return " ".join(
        word if word in texts or _has_number(word, known) else own
        for word, own in zip(words, written, strict=True)
    )


def _has_number(word: str, known: Vocabulary) -> bool:
    """Whether the language has the plural of a word, or its singular."""
    return f"{word}s" in known.weights or (word[-1] == "s" and word[:-1] in known.weights)


def _merge_surnames(names: Counter[str]) -> None:
    """Count a name of one word with the longer name that it ends, where there is only one such."""
    endings: dict[str, list[str]] = {}
    for key in names:
        first, _, last = key.rpartition(" ")
        if first:
            endings.setdefault(last, []).append(key)
    for word, longer in endings.items():
        if len(longer) == 1 and word in names:
            names[longer[0]] += names.pop(word)


def _repeated(found: Candidates, title: str) -> Counter[str]:
    counts = Counter({key: n for key, n in found.phrases.items() if n > 1 or f" {key} " in title})
    counts.update(found.names)
    return counts


def _merge_plurals(counts: Counter[str]) -> None:
    for plural in [key for key in counts if key[-1] == "s" and key[:-1] in counts]:
        single = plural[:-1]
        kept, dropped = (single, plural) if counts[single] >= counts[plural] else (plural, single)
        counts[kept] += counts.pop(dropped)


def _drop_parts(counts: Counter[str]) -> None:
    """Drop the shorter phrases that are mostly said as part of a longer one."""
    for key in [key for key in counts if " " in key]:
        words = key.split(" ")
        for length in range(1, len(words)):
            for at in range(len(words) - length + 1):
                part = " ".join(words[at : at + length])
                if part in counts and counts[key] >= _MOST * counts[part]:
                    del counts[part]


def _score(key: str, count: int, found: Candidates, known: Vocabulary, title: str) -> float:
    weights = [known.weights.get(word, known.rare_weight) for word in key.split(" ")]
    score: float = count**_COUNT_POWER * max(_LEAST_WEIGHT, sum(weights) / len(weights))
    if len(weights) > 1:
        score *= _PHRASE_FACTOR
    if f" {key} " in title:
        score *= _TITLE_FACTOR
    score *= 1 + _EARLY_FACTOR * _EARLY_TOKENS / (_EARLY_TOKENS + found.first[key])
    return score
