"""Features of every word in its place, as strings for crfsuite: what the runtime computes with tables."""

from collections.abc import Iterator
from itertools import pairwise

from newsmill.enrich.entities.batch import LONGEST_SENTENCE
from newsmill.enrich.entities.features import (
    BEGIN,
    END,
    Lexicon,
    clusters_of,
    own_attributes,
    shape,
    window_attributes,
)
from newsmill.enrich.entities.scoring import LONGEST_NAME
from newsmill.enrich.entities.vocabulary import PREPOSITIONS, SAYING_WORDS

# Attributes that come from lists of names; training hides them now and then, lest the model lean on them alone.
KNOWLEDGE = frozenset({"g=", "q=", "Q="})
CAPITAL_SHAPES = frozenset({"XX", "XXX", "XX."})

Range = tuple[int, int]
Hints = dict[str, set[str]]


class Words:
    """Attributes of words, cached; `hidden` words are looked up without knowledge of names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.hidden: frozenset[str] = frozenset()
        self._window: dict[str, tuple[str, ...]] = {}
        self._bare: dict[str, tuple[str, ...]] = {}
        self._own: dict[str, tuple[str, ...]] = {}

    def window(self, word: str) -> tuple[str, ...]:
        """Attributes that count for the neighbours too."""
        if word not in self._window:
            attributes = tuple(window_attributes(word, self.lexicon))
            self._window[word] = attributes
            self._bare[word] = tuple(a for a in attributes if a[:2] not in KNOWLEDGE)
        return (self._bare if word in self.hidden else self._window)[word]

    def own(self, word: str) -> tuple[str, ...]:
        """Attributes that count for the word alone."""
        if word not in self._own:
            self._own[word] = tuple(own_attributes(word))
        return self._own[word]

    def coarse(self, word: str) -> str:
        """Coarsest cluster."""
        clusters = clusters_of(word, self.lexicon)
        return clusters[0] if clusters else "c=?"


def sentence_ranges(words: list[str], sentences: list[int]) -> list[Range]:
    """First word and one past the last of every sentence, over-long ones cut."""
    return [
        (c, min(b, c + LONGEST_SENTENCE))
        for a, b in pairwise([*sentences, len(words)])
        for c in range(a, b, LONGEST_SENTENCE)
    ]


def document_features(
    words: list[str], starts: list[int], ends: list[int], sentences: list[int], known: Words
) -> Iterator[tuple[Range, list[list[str]]]]:
    """Every sentence's range and the features of its words."""
    ranges = sentence_ranges(words, sentences)
    hints = _document_hints(words, ranges, known)
    for a, b in ranges:
        joined = [a < k < b and starts[k] == ends[k - 1] for k in range(a, b + 1)]
        yield (a, b), _sentence_features(words[a:b], joined, hints, known)


def _document_hints(words: list[str], ranges: list[Range], known: Words) -> Hints:
    """For every lower-case form that is capitalised somewhere: what the document says of it elsewhere."""
    hints: Hints = {}
    lower = {word for word in words if word[0].islower()}
    for a, b in ranges:
        for k in range(a, b):
            word = words[k]
            if word[0].isupper():
                found = hints.setdefault(word.lower(), set())
                if word.lower() in lower:
                    found.add("low")
                found |= _hints_before(words[k - 1], known) if k > a else set()
                found |= _hints_after(words[k + 1], known) if k < b - 1 else set()
    return hints


def _hints_before(word: str, known: Words) -> set[str]:
    attributes = known.window(word)
    return {
        hint
        for hint, holds in (
            ("first", word[0].isupper() and "g=FIRST" in attributes),
            ("title", "g=TITLE" in attributes),
            ("in", word in PREPOSITIONS),
        )
        if holds
    }


def _hints_after(word: str, known: Words) -> set[str]:
    is_organization = word[0].isupper() and "g=ORGWORD" in known.window(word)
    return ({"org"} if is_organization else set()) | ({"said"} if word in SAYING_WORDS else set())


def _name_matches(words: list[str], known: Words) -> list[tuple[str, ...]]:
    """Find the flags, by word, of the longest names of two words and more that begin with a capital."""
    low = [word.lower() for word in words]
    found: list[tuple[str, ...]] = [()] * len(words)
    beyond = 0
    for k, word in enumerate(words):
        if k < beyond or not word[0].isupper() or word in known.hidden:
            continue
        for length in range(min(LONGEST_NAME, len(words) - k), 1, -1):
            kinds = known.lexicon.flags.get(" ".join(low[k : k + length]))
            if kinds:
                found[k] = tuple("mB=" + kind for kind in kinds)
                found[k + 1 : k + length] = [tuple("mI=" + kind for kind in kinds)] * (length - 1)
                beyond = k + length
                break
    return found


def _sentence_features(words: list[str], joined: list[bool], hints: Hints, known: Words) -> list[list[str]]:
    low = [BEGIN, *(word.lower() for word in words), END]
    shapes = [BEGIN, *map(shape, words), END]
    coarse = [BEGIN, *map(known.coarse, words), END]
    names = _name_matches(words, known)
    case = _case(shapes[1:-1])
    features = []
    for k, word in enumerate(words):
        found = ["b", *known.own(word), *names[k], f"case={case}|{shapes[k + 1]}"]
        for offset in (-2, -1, 0, 1, 2):
            inside = 0 <= k + offset < len(words)
            attributes = known.window(words[k + offset]) if inside else ("PAD",)
            found += [f"{offset}|{attribute}" for attribute in attributes]
        found.append("ss=" + "|".join(shapes[k : k + 3]))
        found.append("cc=" + "|".join(coarse[k : k + 3]))
        found.append("ww=" + "|".join(low[k : k + 2]))
        found.append("wx=" + "|".join(low[k + 1 : k + 3]))
        found += ["jl=" + shapes[k]] if joined[k] else []
        found += ["jr=" + shapes[k + 2]] if joined[k + 1] else []
        found += ["d=" + hint for hint in sorted(hints[low[k + 1]])] if word[0].isupper() else []
        features.append(found)
    return features


def _case(shapes: list[str]) -> str:
    """Case of a sentence: short, plain, title or upper."""
    letters = [s for s in shapes if s[0] in "Xx"]
    if len(letters) < 3:
        return "short"
    if sum(s in CAPITAL_SHAPES for s in letters) > 0.6 * len(letters):
        return "upper"
    long = [s for s in letters if s != "xs"]
    if long and sum(s[0] == "X" for s in long) > 0.8 * len(long):
        return "title"
    return "plain"
