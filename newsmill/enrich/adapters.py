"""Enrichers made of the parts: entities, places, quotes, dates."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from newsmill.enrich import dates, entities, places, quotes
from newsmill.enrich.annotations import Annotation, Enricher, Mention, Options, each
from newsmill.enrich.document import Document
from newsmill.enrich.merging import merged


def _entities(
    documents: Sequence[Document], annotations: Sequence[Annotation], options: Options
) -> list[Annotation]:
    recognise = entities.Recognizer.load()
    return [
        replace(annotation, mentions=tuple(_mention(document, span, options.ner_backend) for span in spans))
        for document, annotation, spans in zip(documents, annotations, recognise(documents), strict=True)
    ]


def _mention(document: Document, span: entities.Span, method: str) -> Mention:
    surface = document.text[span.start : span.end]
    name = " ".join(surface.split())
    return Mention(span.kind, surface, span.start, span.end, span.confidence, method, name=name)


def _places(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    found = [
        Mention(
            p.kind, p.surface, p.start, p.end, p.confidence, p.method,
            name=p.name, entity_id=p.entity_id, country=p.country, admin_area=p.admin_area,
            latitude=p.latitude, longitude=p.longitude,
        )
        for p in places.find_places(document, annotation.mentions)
    ]  # fmt: skip
    return replace(annotation, mentions=merged(annotation.mentions, found))


def _quotes(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    return replace(annotation, quotes=tuple(quotes.find_quotes(document, annotation.mentions)))


def _dates(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    return replace(annotation, dates=tuple(dates.find_dates(document)))


ENTITIES: Final = Enricher("entities", 1, entities.LANGUAGES, _entities)
PLACES: Final = Enricher("places", places.VERSION, places.LANGUAGES, each(_places))
QUOTES: Final = Enricher("quotes", quotes.VERSION, quotes.LANGUAGES, each(_quotes))
DATES: Final = Enricher("dates", dates.VERSION, dates.LANGUAGES, each(_dates))
