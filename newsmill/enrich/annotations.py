"""What the enrichers write to: one immutable annotation an article, and the shape every enricher has."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from newsmill.enrich.document import Document


class Mention(NamedTuple):
    """One mention of an entity: a row of dataset `mentions`, offsets in code points of the article's text."""

    kind: str
    surface: str
    start: int
    end: int
    confidence: float
    method: str
    name: str | None = None
    entity_id: str | None = None
    country: str | None = None
    admin_area: str | None = None
    latitude: float | None = None
    longitude: float | None = None


class Annotation(NamedTuple):
    """What is known of one article so far; a later enricher reads what earlier ones found.

    `mentions`, `quotes`, `dates`, `counts` and `topics` hold objects whose attributes are named as the columns of the
    dataset of the same name. `topics` is None where nothing looked for them. `failures` has one entry an enricher that
    failed on this article.
    """

    language: str | None = None
    language_confidence: float | None = None
    lead: str | None = None
    keywords: tuple[str, ...] | None = None
    tone: float | None = None
    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Any, ...] = ()
    dates: tuple[Any, ...] = ()
    counts: tuple[Any, ...] = ()
    topics: tuple[Any, ...] | None = None
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """Settings of the enrichers; `EnrichParams` of the step checks and describes them."""

    ner_backend: str = "native"
    keyword_count: int = 10
    lead_characters: int = 600
    assumed_language: str | None = None


Annotate = Callable[[Sequence[Document], Sequence[Annotation], Options], list[Annotation]]
AnnotateOne = Callable[[Document, Annotation, Options], Annotation]

ALL_LANGUAGES: Final = None


@dataclass(frozen=True, slots=True)
class Enricher:
    """One enricher: a pure function from documents and their annotations to new annotations.

    `annotate` gets the documents of one slice and gives back one annotation each, in order; it may raise. Raise
    `version` with every change of its results: it is part of the lineage. `languages` are the ISO 639 codes
    it knows (`ALL_LANGUAGES`: any text); it is never called on other articles, whose columns stay null.
    """

    name: str
    version: int
    languages: frozenset[str] | None
    annotate: Annotate


def each(annotate: AnnotateOne) -> Annotate:
    """Make an enricher's function over a slice from one over a single article."""

    def over_slice(
        documents: Sequence[Document], annotations: Sequence[Annotation], options: Options
    ) -> list[Annotation]:
        return [annotate(d, a, options) for d, a in zip(documents, annotations, strict=True)]

    return over_slice
