"""Place names among the words of a document: gazetteer names and geographic features."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from newsmill.enrich.document import Document
from newsmill.enrich.places import evidence
from newsmill.enrich.places.gazetteer import Gazetteer, Name, words

SURE_SPAN: Final = 0.95  # confidence from which the recogniser's word alone makes a place


PARTS: Final = frozenset(word.capitalize() for word in evidence.DIRECTIONS)


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
        self.capitals = [at for at, word in enumerate(document.words) if word[0].isupper()]
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
        return (
            right < len(self.words)
            and right not in self.openers
            and self.starts[right] - self.ends[left] <= 1
        )

    def is_surely_place(self, at: int) -> bool:
        """Whether the recogniser is sure that a word belongs to a place."""
        span = self.span_at.get(at)
        return span is not None and span.kind == "place" and span.confidence >= SURE_SPAN

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
    beyond = 0
    for at in scene.capitals:
        if at < beyond:
            continue
        word = texts[at]
        match = _several(scene, at, longest)
        if match is None and (word in known or (len(word) > 3 and word.isupper())):
            match = _single(scene, at, word, names)
        if match is not None and match.name.text in nowhere and not scene.is_surely_place(at):
            beyond = match.last
            continue
        match = _feature(scene, at, match) or match
        if match is not None:
            if (
                at > max(beyond, 0)
                and texts[at - 1] in PARTS
                and at - 1 not in scene.openers
                and scene.joined(at - 1)
            ):
                match.first, match.start = at - 1, scene.starts[at - 1]
            found.append(match)
            beyond = match.last
    return found


def _several(scene: Scene, at: int, longest: dict[str, int]) -> Match | None:
    texts = scene.words
    if at + 1 == len(texts):
        return None
    pair = f"{texts[at]} {texts[at + 1]}"
    limit = longest.get(pair)
    is_upper = limit is None and texts[at].isupper() and pair.isupper()
    if is_upper:
        limit = longest.get(pair.title())
    if limit is None:
        return None
    reach = 1
    while reach < limit and scene.joined(at + reach - 1):
        reach += 1
    for size in range(reach, 1, -1):
        text = " ".join(texts[at : at + size])
        name = scene.names.name(text.title() if is_upper else text)
        if name is not None:
            return Match(at, at + size, scene.starts[at], scene.ends[at + size - 1], name)
    return None


def _single(scene: Scene, at: int, word: str, names: Gazetteer) -> Match | None:
    start, end = scene.starts[at], scene.ends[at]
    name = names.name(word)
    if name is None and len(word) > 3 and word.isupper():
        name = names.name(word.title())
    return None if name is None else Match(at, at + 1, start, end, name)


def _feature(scene: Scene, at: int, match: Match | None) -> Match | None:
    """Take a name with the word for what it is: `Sichuan Province` is Sichuan, `Kish River` a place of its own."""
    last = match.last if match is not None else at + 1
    head, tail = scene.words[at], scene.after(last)
    if (tail in _TAILS or head in evidence.NATURAL_HEADS) and tail and scene.joined(last - 1):
        is_tail = tail in _TAILS and not _goes_on(scene, last, tail)
        if is_tail and match is not None and _belongs(tail, match):
            return Match(at, last + 1, match.start, scene.ends[last], match.name)
        if (
            is_tail
            and tail in evidence.TAILS
            and (match is not None or (len(head) > 1 and head.lower() not in _NO_NAMES))
        ):
            return _unnamed(scene, at, last + 1)
        if match is None and head in evidence.NATURAL_HEADS and tail[0].isupper():
            return _unnamed(scene, at, at + 2)
    if match is None and _is_called(scene, at):
        return _unnamed(scene, at, at + 1)
    return None


_TAILS: Final = evidence.TAILS | evidence.AREA_TAILS
_NO_NAMES: Final = evidence.DIRECTIONS | words("openers")


def _belongs(tail: str, match: Match) -> bool:
    if tail in evidence.ADMINISTRATIVE_TAILS:
        return True
    return tail in evidence.AREA_TAILS and "area" in match.name.kinds


def _is_called(scene: Scene, at: int) -> bool:
    """Whether the text says that an unknown word names a place: `village of Xinmo`, `in Puge county`."""
    before = scene.before(at)
    if (
        before not in {"of", "in", "from", "near"}
        or len(scene.words[at]) < len("Ada")
        or scene.words[at].isupper()
    ):
        return False
    if before == "of" and scene.before(at - 1) in evidence.PLACE_NOUNS:
        return True
    return scene.after(at + 1) in {"county", "province", "district", "prefecture"}


def _goes_on(scene: Scene, at: int, tail: str) -> bool:
    """Whether a tail only begins another name: `State Police`, `District Court`, `River Valley`."""
    if not scene.joined(at) or not scene.words[at + 1][0].isupper():
        return False
    return tail not in {"County", "Province"} or scene.words[at + 1] in evidence.TAILS


def _unnamed(scene: Scene, first: int, last: int) -> Match:
    text = " ".join(scene.words[first:last])
    name = Name(text, last - first, 0.0, (), frozenset(), 0)
    return Match(first, last, scene.starts[first], scene.ends[last - 1], name, is_feature=True)
