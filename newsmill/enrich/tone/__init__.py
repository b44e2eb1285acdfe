"""Tone of an article: the mean of its sentences by VADER's lexicon and rules."""

from typing import Final

from newsmill.enrich.annotations import Annotation, Enricher, Options, each
from newsmill.enrich.document import Document
from newsmill.enrich.tone.compound import mean_compound

__all__ = ["ENRICHER", "mean_compound"]


def _annotate(document: Document, annotation: Annotation, _options: Options) -> Annotation:
    return annotation._replace(tone=mean_compound(document))


ENRICHER: Final = Enricher("tone", 2, frozenset({"en"}), each(_annotate))
