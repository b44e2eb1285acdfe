"""Cuts the token stream at stop words and punctuation into names and runs of common words.

Each token becomes one letter, so that names and runs are regular expressions over the letters.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.keywords.vocabulary import Vocabulary

# The letters are those of `Vocabulary.letters`, and I: a capitalised key word at the begin of a sentence.
_NAME: Final = re.compile(r"(?:I?M*N|IM|MM)[MN]*(?:oM*N[MN]*)*")
_RUN: Final = re.compile(r"[Ic]c*")
_AT_BEGIN: Final = {"N": "I", "M": "."}
_NAMED: Final = frozenset("NM")
# Last words of bodies that two matters name. Of two words behind `and` at least, so that two bodies stay two.
_BODIES: Final = frozenset({
    "Commission", "Administration", "Department", "Agency", "Service", "Services", "Committee", "Association", "Authority",
    "Bureau",
})  # fmt: skip
_LONGEST_NAME: Final = 8  # tokens, hyphens included
_LONGEST_PHRASE: Final = 3
_CASE_CHARACTERS: Final = 2000


@dataclass(frozen=True, slots=True)
class Candidates:
    """Names and common words and phrases in lower case: how often, at which token first, names as written."""

    names: Counter[str]
    phrases: Counter[str]
    first: Mapping[str, int]
    surfaces: Mapping[str, str]


def collect(document: Document, vocabulary: Vocabulary, title_words: frozenset[str]) -> Candidates:
    """Names, and words, pairs and triples of common words that are said more than once or in the title."""
    words = document.words
    lowered = "\n".join(words).lower().split("\n")
    has_case = not document.text[:_CASE_CHARACTERS].isupper()
    letters = list(map(vocabulary.letters.__getitem__, words if has_case else lowered))
    for at in document.sentences.tolist():
        letters[at] = _AT_BEGIN.get(letters[at], letters[at])
    if document.language == "en":
        _join_bodies(words, letters)
    _glue(document, letters)
    line = "".join(letters).replace("dc", "..")  # what follows a number is a unit
    spans = [match.span() for match in _NAME.finditer(line)]
    first: dict[str, int] = {}
    surfaces: dict[str, str] = {}
    names = Counter(_names(document, spans, first, surfaces))
    for begin, end in spans:
        line = f"{line[:begin]}{'.' * (end - begin)}{line[end:]}"
    runs = [match.span() for match in _RUN.finditer(line)]
    openers = [lowered[begin] for begin, end in runs if end - begin == 1 and lowered[begin] in names]
    names.update(openers)  # names of one word that open a sentence
    return Candidates(names, _phrases(lowered, runs, title_words, names, first), first, surfaces)


def _join_bodies(words: Sequence[str], letters: list[str]) -> None:
    """Make one name of what `and` parts in the names of bodies: `Food and Drug Administration`."""
    for at in [at for at, word in enumerate(words) if word == "and"]:
        last = at
        while last + 1 < len(letters) and letters[last + 1] in _NAMED:
            last += 1
        if at > 0 and letters[at - 1] in _NAMED and last > at + 1 and words[last] in _BODIES:
            letters[at] = "o"


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


def _names(
    document: Document, spans: Sequence[tuple[int, int]], first: dict[str, int], surfaces: dict[str, str]
) -> list[str]:
    found = []
    for begin, end in spans:
        if end - begin == 1:
            surface = document.words[begin]
        elif end - begin <= _LONGEST_NAME:
            surface = document.text[document.starts[begin] : document.ends[end - 1]]
        else:
            continue
        key = surface.lower()
        found.append(key)
        if key not in first:
            first[key] = begin
            surfaces[key] = surface
    return found


def _phrases(
    lowered: Sequence[str],
    runs: Sequence[tuple[int, int]],
    title_words: frozenset[str],
    names: Mapping[str, int],
    first: dict[str, int],
) -> Counter[str]:
    common: list[str] = []
    for begin, end in runs:
        if end - begin > 1 or lowered[begin] not in names:
            common += lowered[begin:end]
    counts = Counter(common)
    kept = {word: n for word, n in counts.items() if n > 1 or word in title_words}
    longer = []
    for begin, end in runs:
        for at in range(begin, end):
            if lowered[at] in kept:
                first.setdefault(lowered[at], at)
                if at + 1 < end and lowered[at + 1] in kept:
                    longer += _longer(lowered[at : min(at + _LONGEST_PHRASE, end)], at, kept, first)
    phrases = Counter(longer)
    phrases.update(kept)
    return phrases


def _longer(words: Sequence[str], at: int, kept: Mapping[str, int], first: dict[str, int]) -> list[str]:
    found = [f"{words[0]} {words[1]}"]
    if len(words) == _LONGEST_PHRASE and words[2] in kept:
        found.append(f"{found[0]} {words[2]}")
    for key in found:
        first.setdefault(key, at)
    return found
