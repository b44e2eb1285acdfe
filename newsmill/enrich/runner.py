"""Runs enrichers over a slice of documents; what fails costs its own columns of that article only."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from newsmill.enrich.annotations import Annotation, Enricher, Options
from newsmill.enrich.document import Document

_REASON_CHARACTERS: Final = 200


def annotate(
    documents: Sequence[Document], enrichers: Sequence[Enricher], options: Options
) -> list[Annotation]:
    """Annotations of the documents, in order; never raises for what an enricher does.

    Each enricher sees the documents with the language found so far.
    """
    annotations = [Annotation(language=d.language or options.assumed_language) for d in documents]
    for enricher in enrichers:
        known = [i for i, a in enumerate(annotations) if _knows(enricher, a.language)]
        found = _run(enricher, [documents[i] for i in known], [annotations[i] for i in known], options)
        for i, annotation in zip(known, found, strict=True):
            annotations[i] = annotation
        documents = [_in_language(d, a.language) for d, a in zip(documents, annotations, strict=True)]
    return annotations


def _knows(enricher: Enricher, language: str | None) -> bool:
    return enricher.languages is None or language in enricher.languages


def _in_language(document: Document, language: str | None) -> Document:
    return document if document.language == language else replace(document, language=language)


def _run(
    enricher: Enricher, documents: Sequence[Document], annotations: Sequence[Annotation], options: Options
) -> list[Annotation]:
    if not documents:
        return []
    try:
        return _called(enricher, documents, annotations, options)
    except Exception as error:
        if len(documents) == 1:
            return [annotations[0]._replace(failures=(*annotations[0].failures, _reason(enricher, error)))]
    return [
        _run(enricher, [document], [annotation], options)[0]
        for document, annotation in zip(documents, annotations, strict=True)
    ]


def _called(
    enricher: Enricher, documents: Sequence[Document], annotations: Sequence[Annotation], options: Options
) -> list[Annotation]:
    found = enricher.annotate(documents, annotations, options)
    if len(found) != len(documents):
        raise ValueError(f"{len(found)} annotations for {len(documents)} documents")
    return found


def _reason(enricher: Enricher, error: Exception) -> str:
    words = " ".join(str(error).split())
    return f"{enricher.name}: {type(error).__name__}: {words}"[:_REASON_CHARACTERS].rstrip(": ")
