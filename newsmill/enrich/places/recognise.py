"""Place names among the words of a document: gazetteer names and geographic features."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from newsmill.enrich.document import Document
from newsmill.enrich.places import evidence
from newsmill.enrich.places.gazetteer import Gazetteer, Name, words


class SpanLike(Protocol):
    """What the recogniser of entities gives: code points from `start` to `end`, a kind and its confidence."""

    @property
    def start(self) -> int:
        """First code point."""
    @property
    def end(self) -> int:
        """One past the last code point."""
    @property
    def kind(self) -> str:
        """Kind of the mention: person, organization or place."""
    @property
    def confidence(self) -> float:
        """Confidence from 0 to 1."""


@dataclass(slots=True)
class Match:
    """A name in the text: words from `first` up to `last`, code points, and the points for it."""

    first: int
    last: int
    start: int
    end: int
    name: Name
    is_feature: bool = False
    points: float = 0.0


class Scene:
    """The words of one document with what is asked of them again and again."""

    def __init__(self, document: Document, names: Gazetteer, spans: Sequence[SpanLike] = ()) -> None:
        self.text = document.text
        self.words = document.words
        self.starts: list[int] = document.starts.tolist()
        self.ends: list[int] = document.ends.tolist()
        self.openers = set(document.sentences.tolist())
        self.names = names
        self.has_spans = bool(spans)
        self.span_at: dict[int, SpanLike] = {}
        for span in spans:
            at = bisect_left(self.ends, span.start + 1)
            while at < len(self.words) and self.starts[at] < span.end:
                self.span_at[at] = span
                at += 1

    def joined(self, left: int) -> bool:
        """Whether the word after `left` follows it in the same line and sentence."""
        right = left + 1
        return right < len(self.words) and right not in self.openers and self.starts[right] - self.ends[left] <= 1

    def before(self, at: int) -> str:
        """Word before, empty at the begin of a sentence."""
        return self.words[at - 1] if at and at not in self.openers else ""

    def after(self, last: int) -> str:
        """Word after, empty at the end of a sentence."""
        return self.words[last] if last < len(self.words) and last not in self.openers else ""


def matches(scene: Scene) -> list[Match]:
    """Longest gazetteer names among capitalised words, and features (`Kish River`), without overlaps."""
    found: list[Match] = []
    texts, names, longest = scene.words, scene.names, scene.names.longest
    known, nowhere = names.index, words("not_places")
    at, count = 0, len(texts)
    while at < count:
        word = texts[at]
        if not word[0].isupper():
            at += 1
            continue
        match = _several(scene, at, min(longest[word], count - at)) if word in longest else None
        if match is None and (word in known or "-" in word or (len(word) > 3 and word.isupper())):
            match = _single(scene, at, word, names)
        if match is not None and match.name.text in nowhere:
            at = match.last
            continue
        match = _feature(scene, at, match) or match
        if match is None:
            at += 1
        else:
            found.append(match)
            at = match.last
    return found


def _several(scene: Scene, at: int, limit: int) -> Match | None:
    reach = 1
    while reach < limit and scene.joined(at + reach - 1):
        reach += 1
    for size in range(reach, 1, -1):
        name = scene.names.name(" ".join(scene.words[at : at + size]))
        if name is not None:
            return Match(at, at + size, scene.starts[at], scene.ends[at + size - 1], name)
    return None


def _single(scene: Scene, at: int, word: str, names: Gazetteer) -> Match | None:
    start, end = scene.starts[at], scene.ends[at]
    name = names.name(word)
    if name is None and "-" in word:
        left, _, right = word.partition("-")
        name = names.name(left) if len(left) > 1 else None
        if name is not None and (right.islower() or names.name(right)):
            end = start + len(left)
        else:
            name = None
    if name is None and len(word) > 3 and word.isupper():
        name = names.name(word.title())
    return None if name is None else Match(at, at + 1, start, end, name)


def _feature(scene: Scene, at: int, match: Match | None) -> Match | None:
    """A name with the word for what it is: `Sichuan Province` is Sichuan, `Kish River` a place of its own."""
    last = match.last if match is not None else at + 1
    if last >= len(scene.words):
        return None
    head, tail = scene.words[at], scene.words[last]
    if tail in evidence.TAILS and scene.joined(last - 1) and not _goes_on(scene, last, tail):
        if at in scene.openers and match is None and scene.words[at].lower() in words("openers"):
            return None
        if match is not None and (tail in evidence.ADMINISTRATIVE_TAILS or match.name.kinds & {"county"}):
            return Match(at, last + 1, match.start, scene.ends[last], match.name)
        if match is None and head.lower() in evidence.DIRECTIONS | words("openers"):
            return None
        return _unnamed(scene, at, last + 1)
    if head in evidence.NATURAL_HEADS and match is None and tail[0].isupper() and scene.joined(at):
        return _unnamed(scene, at, at + 2)
    return None


def _goes_on(scene: Scene, at: int, tail: str) -> bool:
    """Whether a tail only begins another name: `State Police`, `District Court`, `River Valley`."""
    if not scene.joined(at) or not scene.words[at + 1][0].isupper():
        return False
    return tail not in {"County", "Province"} or scene.words[at + 1] in evidence.TAILS


def _unnamed(scene: Scene, first: int, last: int) -> Match:
    text = " ".join(scene.words[first:last])
    name = Name(text, last - first, 0.0, (), frozenset(), 0)
    return Match(first, last, scene.starts[first], scene.ends[last - 1], name, is_feature=True)
