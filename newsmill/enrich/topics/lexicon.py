"""The words of topics: a list by hand for each language, and where its terms stand in a text.

A file has sections `[medtop:...] name`, and in them lines of a weight and terms after it, with commas between. A term is
a word or a phrase; one with a capital letter is found as it is written, others in any case and, in English, in the plural
too. `*` at the end stands for any ending. `?` marks a term that means something else as often: it counts only beside
others of its top topic that have none. The terms of section `[]` mean no topic, and keep their words from being others.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

from newsmill.enrich.document import tokenize
from newsmill.enrich.topics.scheme import media_topics

LANGUAGES: Final = frozenset({"en"})

# Tokens that are left out, so that `box-office` is `box office` and `workers' strike` is `workers strike`.
LEFT_OUT: Final = frozenset("-'’") | {"'s", "’s"}
# Spellings of words looked up that are kept: those of some thousand articles, 6 MB.
_MOST_KNOWN: Final = 50_000
_SHORTEST_STEM: Final = 3


class Weight(NamedTuple):
    """What a term counts for a topic; an unsure one only beside sure ones of the same top topic."""

    topic: str
    value: float
    is_sure: bool


Weights = tuple[Weight, ...]


class Entry(NamedTuple):
    """A term by its first word: the words after it, whether they have to be written so, the term and what it counts."""

    rest: tuple[str, ...]
    is_exact: bool
    term: str
    weights: Weights


class Found(NamedTuple):
    """A term in a text: index of its first word and one past its last, what it counts."""

    start: int
    end: int
    term: str
    weights: Weights


class Lexicon(dict[str, tuple[Entry, ...]]):
    """The terms that may begin with a word as it is written, longest first."""

    def __init__(self, text: str, *, has_plurals: bool) -> None:
        """Read the terms of a file's text."""
        super().__init__()
        self._exact: dict[str, list[Entry]] = defaultdict(list)
        self._folded: dict[str, list[Entry]] = defaultdict(list)
        self._stems: dict[str, list[Entry]] = defaultdict(list)
        for term, weights in _terms(text).items():
            self._add(term, weights, has_plurals=has_plurals)

    def find(self, words: Sequence[str]) -> list[Found]:
        """Find the terms in words made by `plain`, in order, not overlapping, the longest of those that begin at a word."""
        known = list(map(self.__getitem__, words))
        words = [*words, ""]
        lowered = "\n".join(words).lower().split("\n")
        found: list[Found] = []
        end = 0
        for at in [at for at, entries in enumerate(known) if entries]:
            if at < end:
                continue
            for rest, is_exact, term, weights in known[at]:
                spelt = words if is_exact else lowered
                after = at + 1 + len(rest)
                # The next word is looked at first, as it nearly always tells.
                if not rest or (spelt[at + 1] == rest[0] and tuple(spelt[at + 1 : after]) == rest):
                    found.append(Found(at, after, term, weights))
                    end = after
                    break
        return found

    def __missing__(self, word: str) -> tuple[Entry, ...]:
        lower = word.lower()
        entries = [*self._exact.get(word, ()), *self._folded.get(lower, ())]
        for length in range(_SHORTEST_STEM, len(lower) + 1):
            entries += self._stems.get(lower[:length], ())
        known = tuple(sorted(entries, key=lambda entry: (-len(entry.rest), not entry.is_exact)))
        if len(self) < _MOST_KNOWN:
            self[word] = known
        return known

    def _add(self, term: str, weights: Weights, *, has_plurals: bool) -> None:
        first, *rest = plain(tokenize(term.removesuffix("*") + " ").words)
        if term.endswith("*"):
            self._stems[first].append(Entry(tuple(rest), False, term, weights))
            return
        is_exact = term != term.lower()
        of_word = self._exact if is_exact else self._folded
        of_word[first].append(Entry(tuple(rest), is_exact, term, weights))
        if has_plurals and not is_exact:
            *before, last = (first, *rest)
            for other in _plurals(last):
                head, *tail = (*before, other)
                if not any(entry.rest == tuple(tail) for entry in self._folded[head]):
                    self._folded[head].append(Entry(tuple(tail), False, term, weights))


@cache
def lexicon(language: str) -> Lexicon:
    """The lexicon of one of `LANGUAGES`."""
    text = files(__package__).joinpath("lexicons", f"{language}.txt").read_text(encoding="utf-8")
    return Lexicon(text, has_plurals=language == "en")


def plain(words: Sequence[str]) -> list[str]:
    """Words without the hyphens and endings that are not compared.

    >>> plain(["box", "-", "office", "workers", "'", "strike"])
    ['box', 'office', 'workers', 'strike']
    """
    return [word for word in words if word not in LEFT_OUT]


def _terms(text: str) -> dict[str, Weights]:
    """What each term counts, for its topics and all above them; for a topic of which it has several, the most."""
    weights: dict[str, dict[str, tuple[float, bool]]] = defaultdict(dict)
    for topic, value, term in _lines(text):
        is_sure = not term.endswith("?")
        of_topics = weights[term.rstrip("?")]
        for above in media_topics()[topic].path if topic else ():
            of_topics[above] = max(of_topics.get(above, (0.0, False)), (value, is_sure))
    return {
        term: tuple(Weight(topic, *of) for topic, of in of_topics.items())
        for term, of_topics in weights.items()
    }


def _lines(text: str) -> Iterator[tuple[str, float, str]]:
    """Topic, weight and term."""
    topic = ""
    for line in text.splitlines():
        if line.startswith("["):
            topic = line[1 : line.index("]")]
        elif line and not line.startswith("#"):
            value, _, terms = line.partition(" ")
            for term in terms.split(", "):
                yield topic, float(value), term


def _plurals(word: str) -> tuple[str, ...]:
    """Regular plural of an English noun; a word that looks like one has none.

    >>> _plurals("robbery"), _plurals("crash"), _plurals("tariff"), _plurals("news")
    (('robberies',), ('crashes',), ('tariffs',), ())
    """
    if not word.isalpha() or word.endswith("s"):
        return ()
    if word.endswith("y") and word[-2:-1] not in set("aeiou"):
        return (f"{word[:-1]}ies",)
    return (f"{word}es",) if word.endswith(("ch", "sh", "x", "z")) else (f"{word}s",)
