"""Recognisers by name: `native`, `spacy:<pipeline>`, or an entry point of the group `newsmill.ner`.

An entry point names a callable without arguments that gives a `Backend`: a callable from a sequence of
documents to one list of spans a document.
"""

from collections.abc import Sequence
from importlib.metadata import EntryPoint, entry_points
from typing import Final, cast

from newsmill.enrich.document import Document
from newsmill.enrich.entities import by_lists, spacy_backend
from newsmill.enrich.entities.recognizer import Recognizer
from newsmill.enrich.entities.spans import Backend, Span
from newsmill.exceptions import SettingsError

GROUP: Final = "newsmill.ner"
NATIVE: Final = "native"
_SPACY: Final = "spacy:"


def load_backend(name: str) -> Backend:
    """Load the recogniser of that name; raises `SettingsError` where there is none or it cannot be loaded."""
    if name == NATIVE:
        return _native
    if name.startswith(_SPACY):
        return spacy_backend.load(name.removeprefix(_SPACY))
    try:
        return cast("Backend", _entry_point(name).load()())
    except SettingsError:
        raise
    except Exception as error:
        raise SettingsError(f"The entity backend {name!r} cannot be loaded: {error}") from error


def _native(documents: Sequence[Document]) -> list[list[Span]]:
    """The trained recogniser, and in languages that it has not learnt what lists tell."""
    found = iter(Recognizer.load()([one for one in documents if one.language not in by_lists.LANGUAGES]))
    return [
        by_lists.find_names(one) if one.language in by_lists.LANGUAGES else next(found) for one in documents
    ]


def probe_backend(name: str) -> None:
    """Check at little cost that a recogniser can be had; raises `SettingsError` that says what to do."""
    if name == NATIVE:
        return
    if name.startswith(_SPACY):
        spacy_backend.probe(name.removeprefix(_SPACY))
    else:
        _entry_point(name)


def _entry_point(name: str) -> EntryPoint:
    found = entry_points(group=GROUP, name=name)
    if not found:
        known = sorted({NATIVE, "spacy:<pipeline>", *entry_points(group=GROUP).names})
        raise SettingsError(
            f"No entity backend {name!r}: choose one of {', '.join(known)},"
            f" or install a package that offers it as an entry point of the group {GROUP}."
        )
    return next(iter(found))
