"""What an article is about, in the IPTC Media Topics."""

from typing import Final

from newsmill.enrich.annotations import Annotation, Enricher, Options, each
from newsmill.enrich.document import Document
from newsmill.enrich.topics.find import Topic, find_topics
from newsmill.enrich.topics.lexicon import LANGUAGES

__all__ = ["ENRICHER", "LANGUAGES", "Topic", "find_topics"]


def _annotate(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    return annotation._replace(topics=find_topics(document))


ENRICHER: Final = Enricher("topics", 1, LANGUAGES, each(_annotate))
