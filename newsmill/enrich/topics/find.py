"""What an article is about: topics whose words are there, weighed."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final, NamedTuple

from newsmill.enrich.document import Document, Tokens, tokenize
from newsmill.enrich.topics.lexicon import LEFT_OUT, Weights, lexicon, plain
from newsmill.enrich.topics.scheme import media_topics

# What a term counts where it stands, for one in the text.
_IN_TITLE: Final = 3.0
_IN_LEAD: Final = 2.0
_LEAD_WORDS: Final = 60
# The tenth time a word is said tells less than the first.
_DAMPING: Final = 0.7
# A top topic needs so much from sure terms before unsure ones count for it, and these never count more than the sure.
_SURE: Final = 4.0
# A topic is kept from this score on in a text of so many words, and from this share of the best beside it, by level.
_WORDS: Final = 400
_GROWTH: Final = 0.5
_LEAST: Final = (9.0, 7.0, 7.0)
_SHARE: Final = (0.5, 0.45, 0.6)
_HALF_SURE: Final = 15.0  # score that gives half of the confidence
_MOST_TERMS: Final = 5


class Topic(NamedTuple):
    """A topic of an article: a row of dataset `topics`."""

    topic: str
    name: str
    broader: str | None
    confidence: float
    terms: tuple[str, ...]
    method: str = "lexicon"


@dataclass(frozen=True)
class _Part:
    """Title or text, with its tokens."""

    text: str
    tokens: Tokens

    def words(self, start: int, end: int) -> str:
        """Give the words of a term, by its place in the plain words, as they are written."""
        first, last = self._kept[start], self._kept[end - 1]
        return " ".join(self.text[self.tokens.starts[first] : self.tokens.ends[last]].split())

    @cached_property
    def _kept(self) -> list[int]:
        return [at for at, word in enumerate(self.tokens.words) if word not in LEFT_OUT]


@dataclass(slots=True)
class _Said:
    """A term of an article: where it stands first, what it counts, how often it is said, weighed."""

    part: _Part
    start: int
    end: int
    weights: Weights
    times: float = 0.0


@dataclass(slots=True)
class _Score:
    """What sure and unsure terms give to a topic, and which they are."""

    sure: float = 0.0
    unsure: float = 0.0
    terms: list[tuple[float, _Said]] = field(default_factory=list)

    @property
    def total(self) -> float:
        return self.sure + min(self.unsure, self.sure)


def find_topics(document: Document) -> tuple[Topic, ...]:
    """Topics of a document in one of `LANGUAGES`, best first; none where nothing is said often enough."""
    scores = _scores(_said(document))
    length = (max(len(document.words), _WORDS // 4) / _WORDS) ** _GROWTH
    below: dict[str, list[str]] = defaultdict(list)
    for key in scores:
        path = media_topics()[key].path
        if scores[path[-1]].sure >= _SURE:
            below[path[1] if len(path) > 1 else ""].append(key)
    found = _kept("", 1.0, below, scores, length)
    return tuple(sorted(found, key=lambda topic: -topic.confidence))


def _said(document: Document) -> Iterable[_Said]:
    """Terms of title and text."""
    said: dict[str, _Said] = {}
    known = lexicon(document.language or "")
    title = document.title or ""
    for part in (_Part(title, tokenize(title)), _Part(document.text, document.tokens)):
        is_title = part.tokens is not document.tokens
        for start, end, term, weights in known.find(plain(part.tokens.words)):
            if weights:
                if term not in said:
                    said[term] = _Said(part, start, end, weights)
                said[term].times += _IN_TITLE if is_title else _IN_LEAD if start < _LEAD_WORDS else 1.0
    return said.values()


def _scores(said: Iterable[_Said]) -> dict[str, _Score]:
    """Score of each topic that a term of the text is of, or above."""
    scores: dict[str, _Score] = defaultdict(_Score)
    for of in said:
        times = of.times**_DAMPING
        for topic, value, is_sure in of.weights:
            score = scores[topic]
            worth = value * times
            if is_sure:
                score.sure += worth
            else:
                score.unsure += worth
            score.terms.append((worth, of))
    return scores


def _kept(
    broader: str, confidence: float, below: dict[str, list[str]], scores: dict[str, _Score], length: float
) -> Iterator[Topic]:
    """Topics under one that is kept, and all under these."""
    level = len(media_topics()[broader].path) if broader else 0
    best = max((scores[key].total for key in below[broader]), default=0.0)
    for key in below[broader]:
        score = scores[key].total
        if score >= max(_LEAST[level] * length, _SHARE[level] * best):
            topic = media_topics()[key]
            sure = confidence * score / (score + _HALF_SURE * length) * score / best
            terms = sorted(scores[key].terms, key=lambda term: -term[0])[:_MOST_TERMS]
            yield Topic(
                key,
                topic.name,
                topic.top if broader else None,
                round(sure, 4),
                tuple(dict.fromkeys(of.part.words(of.start, of.end) for _, of in terms)),
            )
            yield from _kept(key, sure, below, scores, length)
