"""Language of an article: two models and the record's own word, weighed."""

from typing import Final

from newsmill.enrich.annotations import ALL_LANGUAGES, Annotation, Enricher, Options, each
from newsmill.enrich.document import Document
from newsmill.enrich.language.detect import detect, primary_code, sample

__all__ = ["ENRICHER", "detect", "primary_code", "sample"]


def _annotate(document: Document, annotation: Annotation, options: Options) -> Annotation:
    found = detect(sample(document.title, document.text), document.language)
    return annotation._replace(
        language=found.language or options.assumed_language, language_confidence=found.confidence
    )


ENRICHER: Final = Enricher("language", 2, ALL_LANGUAGES, each(_annotate))
