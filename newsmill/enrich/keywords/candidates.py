"""Cuts the token stream at stop words and punctuation into names and runs of common words.

Each token becomes one letter, so that names and runs are regular expressions over the letters.
"""

import re
from collections import Counter
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.keywords.vocabulary import FUNCTION, Vocabulary

Words = tuple[str, ...]

# N capitalised, I the same at the begin of a sentence, M capitalised and frequent (New), o joins names,
# c common word, `.` anything else.
_NAME: Final = re.compile(r"(?:I?M*N|IM|MM)[MN]*(?:oM*N[MN]*)*")
_RUN: Final = re.compile(r"[Ic]c*")
_JOINERS: Final = frozenset({"of", "de", "del", "della", "da", "do", "du", "von", "van", "der", "bin", "al"})
_TITLE_WORDS: Final = (
    "mr mrs ms dr prof sir president minister prime senator sen rep gov governor secretary chancellor general gen "
    "col judge king queen pope"
)
_TITLES: Final = frozenset(_TITLE_WORDS.split())
_LONGEST_NAME: Final = 6
_LONGEST_PHRASE: Final = 3


@dataclass(frozen=True, slots=True)
class Candidates:
    """Counts by lower-case words, the index of the token where each first stands, and names as written."""

    names: Counter[Words]
    phrases: Counter[Words]
    first: dict[Words, int]
    surfaces: dict[Words, str]


def collect(document: Document, vocabulary: Vocabulary) -> Candidates:
    """Names, and words, pairs and triples of common words, of a document."""
    words = document.words
    lowered = [word.lower() for word in words]
    letters = _letters(document, lowered, vocabulary)
    found = Candidates(Counter(), Counter(), {}, {})
    runs = list(letters)
    for match in _NAME.finditer(letters):
        begin, end = match.span()
        runs[begin:end] = "." * (end - begin)
        while begin < end - 1 and lowered[begin].rstrip(".") in _TITLES:
            begin += 1
        if end - begin <= _LONGEST_NAME:
            key = tuple(lowered[begin:end])
            found.names[key] += 1
            found.first.setdefault(key, begin)
            found.surfaces.setdefault(key, " ".join(words[begin:end]))
    for match in _RUN.finditer("".join(runs)):
        _add_run(found, lowered, *match.span())
    return found


def _letters(document: Document, lowered: list[str], vocabulary: Vocabulary) -> str:
    weights, rare = vocabulary.weights, vocabulary.rare_weight
    has_case = not document.text[:2000].isupper()
    letters = []
    for word, low in zip(document.words, lowered, strict=True):
        weight = weights.get(low, rare)
        if len(low) < 2 or not low[0].isalpha():
            letters.append(".")
        elif has_case and word[0].isupper():
            letters.append("N" if weight > 0 else "M" if weight > FUNCTION else ".")
        elif weight > 0:
            letters.append("c")
        else:
            letters.append("o" if low in _JOINERS else ".")
    for at in document.sentences.tolist():
        letters[at] = "I" if letters[at] == "N" else "." if letters[at] == "M" else letters[at]
    return "".join(letters)


def _add_run(found: Candidates, lowered: list[str], begin: int, end: int) -> None:
    if end - begin == 1 and (lowered[begin],) in found.names:
        found.names[(lowered[begin],)] += 1  # a name that opens a sentence
        return
    for at in range(begin, end):
        for stop in range(at + 1, min(at + _LONGEST_PHRASE, end) + 1):
            key = tuple(lowered[at:stop])
            found.phrases[key] += 1
            found.first.setdefault(key, at)
