"""A mention of an entity, as every recogniser gives it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.document import Document

KINDS: Final = frozenset({"person", "organization", "place"})


@dataclass(frozen=True, slots=True)
class Span:
    """A mention: `start` and `end` in code points of the document's text, its kind, and how sure we are.

    `kind` is person, organization or place; `confidence` lies between 0 and 1; `name` is what the entity is known by in
    all languages, where the recogniser knows that.
    """

    start: int
    end: int
    kind: str
    confidence: float
    name: str | None = None


Backend = Callable[[Sequence[Document]], list[list[Span]]]
