"""Keywords and key phrases of an article."""

from typing import Final

from newsmill.enrich.annotations import Annotation, Enricher, Options, each
from newsmill.enrich.document import Document
from newsmill.enrich.keywords.extract import extract_keywords
from newsmill.enrich.keywords.vocabulary import LANGUAGES

__all__ = ["ENRICHER", "LANGUAGES", "extract_keywords"]


def _annotate(document: Document, annotation: Annotation, options: Options) -> Annotation:
    return annotation._replace(keywords=tuple(extract_keywords(document, options.keyword_count)))


ENRICHER: Final = Enricher("keywords", 4, LANGUAGES, each(_annotate))
