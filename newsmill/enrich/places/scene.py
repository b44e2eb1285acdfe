"""The words of a document as the search for places sees them, and what it finds."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from newsmill.enrich.document import Document
from newsmill.enrich.places.gazetteer import Gazetteer, Name

SURE_SPAN: Final = 0.95  # confidence from which the recogniser's word alone makes a place


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
    """A name in the text: words from `first` up to `last`, code points, and the points for it.

    `bonus` are points it has by the way it was found.
    """

    first: int
    last: int
    start: int
    end: int
    name: Name
    is_feature: bool = False
    bonus: float = 0.0
    points: float = 0.0


class Scene:
    """The words of one document with what is asked of them again and again."""

    def __init__(self, document: Document, names: Gazetteer, spans: Sequence[SpanLike] = ()) -> None:
        self.text = document.text
        self.words = document.words
        self.starts: list[int] = document.starts.tolist()
        self.ends: list[int] = document.ends.tolist()
        self.capitals = document.capitals()
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

    def follows_age(self, at: int) -> bool:
        """Whether the word before is an age between commas: `Vernon Adkins, 40, of McKee`."""
        return (
            at > 1
            and self.words[at - 1] == ","
            and self.words[at - 2].isdecimal()
            and len(self.words[at - 2]) < 4
        )

    def before(self, at: int) -> str:
        """Word before, empty at the begin of a sentence."""
        return self.words[at - 1] if at and at not in self.openers else ""

    def after(self, last: int) -> str:
        """Word after, empty at the end of a sentence."""
        return self.words[last] if last < len(self.words) and last not in self.openers else ""
