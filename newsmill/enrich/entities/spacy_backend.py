"""A spaCy pipeline as recogniser: an optional extra, imported only when it is asked for."""

from collections.abc import Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Final

from newsmill.enrich.document import Document
from newsmill.enrich.entities.spans import Backend, Span
from newsmill.exceptions import SettingsError

# Labels of OntoNotes and of WikiNER pipelines.
KIND_OF_LABEL: Final = {
    "PERSON": "person", "PER": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place",
}  # fmt: skip
# spaCy gives no probability: a fixed value between the native model's doubtful and sure mentions.
CONFIDENCE: Final = 0.7
_UNUSED: Final = ("tagger", "parser", "attribute_ruler", "lemmatizer", "morphologizer")


def probe(pipeline: str) -> None:
    """Check that spaCy and the pipeline are installed; raises `SettingsError` that says how to install them."""
    if find_spec("spacy") is None:
        raise SettingsError(
            f"The entity backend spacy:{pipeline} needs spaCy: install it with `pip install spacy`,"
            f" then its pipeline with `python -m spacy download {pipeline or 'en_core_web_sm'}`,"
            " or set the backend to native."
        )
    if not import_module("spacy.util").is_package(pipeline):
        raise SettingsError(
            f"spaCy has no pipeline {pipeline!r}: install it with `python -m spacy download {pipeline}`,"
            " or set the backend to native."
        )


def load(pipeline: str) -> Backend:
    """Load the recogniser of a pipeline; raises `SettingsError` like `probe`."""
    probe(pipeline)
    nlp: Any = import_module("spacy").load(pipeline, exclude=_UNUSED)

    def recognize(documents: Sequence[Document]) -> list[list[Span]]:
        return [_spans(parsed) for parsed in nlp.pipe(document.text for document in documents)]

    return recognize


def _spans(parsed: Any) -> list[Span]:
    """Mentions of a parsed text, the article `the` taken off."""
    found = []
    for entity in parsed.ents:
        kind = KIND_OF_LABEL.get(entity.label_)
        if kind is None:
            continue
        start, end = int(entity.start_char), int(entity.end_char)
        if entity.text[:4].lower() == "the ":
            start += 4
        found.append(Span(start, end, kind, CONFIDENCE))
    return found
