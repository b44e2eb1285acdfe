"""Cuts the token stream at stop words and punctuation into names and runs of common words.

Each token becomes one letter, so that names and runs are regular expressions over the letters.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.keywords.vocabulary import Vocabulary

# The letters are those of `Vocabulary.letters`, and I: a capitalised key word at the begin of a sentence.
_NAME: Final = re.compile(r"(?:I?M*N|IM|MM)[MN]*(?:oM*N[MN]*)*")
_RUN: Final = re.compile(r"[Ic]c*")
_AT_BEGIN: Final = {"N": "I", "M": "."}
_LONGEST_NAME: Final = 8  # tokens, hyphens included
_LONGEST_PHRASE: Final = 3
_CASE_CHARACTERS: Final = 2000


@dataclass(frozen=True, slots=True)
class Candidates:
    """Names and common words and phrases in lower case: how often, at which token first, names as written."""

    names: Counter[str] = field(default_factory=Counter)
    phrases: Counter[str] = field(default_factory=Counter)
    first: dict[str, int] = field(default_factory=dict)
    surfaces: dict[str, str] = field(default_factory=dict)


def collect(document: Document, vocabulary: Vocabulary, title_words: frozenset[str]) -> Candidates:
    """Names, and words, pairs and triples of common words that are said more than once or in the title."""
    words = document.words
    lowered = "\n".join(words).lower().split("\n")
    has_case = not document.text[:_CASE_CHARACTERS].isupper()
    letters = list(map(vocabulary.letters.__getitem__, words if has_case else lowered))
    for at in document.sentences.tolist():
        letters[at] = _AT_BEGIN.get(letters[at], letters[at])
    _glue(document, letters)
    line = "".join(letters).replace("dc", "..")  # what follows a number is a unit
    found = Candidates()
    for match in _NAME.finditer(line):
        _add_name(found, document, lowered, *match.span())
    line = _NAME.sub(lambda match: "." * len(match.group()), line)
    _add_runs(found, lowered, [match.span() for match in _RUN.finditer(line)], title_words)
    return found


def _glue(document: Document, letters: list[str]) -> None:
    """Make names of several tokens one (Bre-X, O'Brien, Bashar al-Assad); leave out other compounds."""
    for at in [at for at, letter in enumerate(letters) if letter == "-"]:
        if not 0 < at < len(letters) - 1:
            continue
        if document.starts[at] != document.ends[at - 1] or document.starts[at + 1] != document.ends[at]:
            continue
        before, after = document.words[at - 1][0], document.words[at + 1][0]
        if before.isupper() and after.isupper():
            letters[at - 1 : at + 2] = "NNN"
        elif letters[at - 1] == "o" and after.isupper():
            letters[at - 1 : at + 1] = "NM"
        else:
            letters[at - 1] = letters[at + 1] = "."


def _add_name(found: Candidates, document: Document, lowered: Sequence[str], begin: int, end: int) -> None:
    if end - begin == 1:
        key, surface = lowered[begin], document.words[begin]
    elif end - begin <= _LONGEST_NAME:
        surface = document.text[document.starts[begin] : document.ends[end - 1]]
        key = surface.lower()
    else:
        return
    found.names[key] += 1
    if key not in found.first:
        found.first[key] = begin
        found.surfaces[key] = surface


def _add_runs(
    found: Candidates, lowered: Sequence[str], runs: Sequence[tuple[int, int]], title_words: frozenset[str]
) -> None:
    common: list[str] = []
    for begin, end in runs:
        if end - begin == 1 and lowered[begin] in found.names:
            found.names[lowered[begin]] += 1  # a name that opens a sentence
        else:
            common += lowered[begin:end]
    counts = Counter(common)
    kept = {word: n for word, n in counts.items() if n > 1 or word in title_words}
    found.phrases.update(kept)
    for begin, end in runs:
        for at in range(begin, end):
            if lowered[at] in kept:
                found.first.setdefault(lowered[at], at)
                if at + 1 < end:
                    _add_longer(found, lowered[at : min(at + _LONGEST_PHRASE, end)], at, kept)


def _add_longer(found: Candidates, words: Sequence[str], at: int, kept: Mapping[str, int]) -> None:
    key = words[0]
    for word in words[1:]:
        if word not in kept:
            return
        key = f"{key} {word}"
        found.phrases[key] += 1
        found.first.setdefault(key, at)
