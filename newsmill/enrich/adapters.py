"""Enrichers made of the parts: entities, places, names, quotes, dates, counts."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Final

from newsmill.enrich import counts, dates, entities, names, places, quotes
from newsmill.enrich.annotations import ALL_LANGUAGES, Annotation, Enricher, Mention, Options, each
from newsmill.enrich.consistency import one_kind_a_name, whole_names
from newsmill.enrich.document import Document
from newsmill.enrich.merging import merged

_NOT_OF_NAMES: Final = " \n\t\"'’‘“”«»,;:-–—"


def _entities(
    documents: Sequence[Document], annotations: Sequence[Annotation], options: Options
) -> list[Annotation]:
    recognise = _recogniser(options.ner_backend)
    found = [
        [m for span in spans if (m := _mention(document, span, options.ner_backend)).surface]
        for document, spans in zip(documents, recognise(documents), strict=True)
    ]
    return [
        annotation._replace(mentions=one_kind_a_name(whole_names(document.text, mentions)))
        for document, annotation, mentions in zip(documents, annotations, found, strict=True)
    ]


@lru_cache(maxsize=2)
def _recogniser(name: str) -> entities.Backend:
    return entities.load_backend(name)


def recogniser_languages(ner_backend: str) -> frozenset[str] | None:
    """Languages a recogniser knows: a spaCy pipeline's name begins with its language, entry points take all.

    >>> recogniser_languages("spacy:de_core_news_sm"), recogniser_languages("spacy:xx_ent_wiki_sm")
    (frozenset({'de'}), None)
    """
    if ner_backend == "native":
        return entities.LANGUAGES
    kind, _, pipeline = ner_backend.partition(":")
    language = pipeline.partition("_")[0]
    return frozenset({language}) if kind == "spacy" and language != "xx" else ALL_LANGUAGES


def _mention(document: Document, span: entities.Span, method: str) -> Mention:
    """Mention of a span, without the quotation marks and dashes at its ends; its surface may be empty.

    One whose name the recogniser knows has its id from that.
    """
    surface = document.text[span.start : span.end]
    start = span.start + len(surface) - len(surface.lstrip(_NOT_OF_NAMES))
    surface = surface.strip(_NOT_OF_NAMES)
    name = " ".join(surface.split())
    mention = Mention(span.kind, surface, start, start + len(surface), span.confidence, method, name=name)
    if span.name is None:
        return mention
    return mention._replace(name=span.name, entity_id=names.entity_id(span.kind, span.name))


def _places(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    found = [
        Mention(
            p.kind, p.surface, p.start, p.end, p.confidence, p.method,
            name=p.name, entity_id=p.entity_id, country=p.country, admin_area=p.admin_area,
            latitude=p.latitude, longitude=p.longitude,
        )
        for p in places.find_places(document, annotation.mentions)
    ]  # fmt: skip
    return annotation._replace(mentions=merged(annotation.mentions, found))


def _names(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    canonical = names.canonicalise(annotation.mentions, document)
    return annotation._replace(mentions=tuple(map(_named, annotation.mentions, canonical)))


def _named(mention: Mention, canonical: names.Canonical) -> Mention:
    if mention.entity_id is not None:
        return mention  # a place on the map, or a body known by name
    is_surface = canonical.method == "surface"
    return mention._replace(
        name=canonical.name,
        entity_id=canonical.entity_id,
        method=mention.method if is_surface else f"{mention.method}+{canonical.method}",
        confidence=mention.confidence if is_surface else round(mention.confidence * canonical.confidence, 4),
    )


def _quotes(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    found = quotes.find_quotes(document, annotation.mentions)
    canonical = {m.entity_id: m.name for m in annotation.mentions if m.entity_id is not None}
    named = (
        replace(q, speaker_name=canonical[q.speaker_id]) if q.speaker_id in canonical else q for q in found
    )
    return annotation._replace(quotes=tuple(named))


def _dates(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    return annotation._replace(dates=tuple(dates.find_dates(document)))


def _counts(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    found = counts.find_counts(document, annotation.mentions, annotation.dates)
    return annotation._replace(counts=tuple(counts.with_places(document, found, annotation.mentions)))


ENTITIES: Final = Enricher("entities", 4, entities.LANGUAGES, _entities)
PLACES: Final = Enricher("places", places.VERSION, places.LANGUAGES, each(_places))
NAMES: Final = Enricher("names", names.VERSION, ALL_LANGUAGES, each(_names))
QUOTES: Final = Enricher("quotes", quotes.VERSION, quotes.LANGUAGES, each(_quotes))
DATES: Final = Enricher("dates", dates.VERSION, dates.LANGUAGES, each(_dates))
COUNTS: Final = Enricher("counts", counts.VERSION, counts.LANGUAGES, each(_counts))
