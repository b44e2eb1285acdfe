"""Named entities: persons, organizations and places, by the native model or another backend."""

from typing import Final

from newsmill.enrich.entities import by_lists
from newsmill.enrich.entities.backends import load_backend, probe_backend
from newsmill.enrich.entities.recognizer import Recognizer
from newsmill.enrich.entities.spans import Backend, Span

# Languages the native recogniser knows (ISO 639-1): persons, organizations and places in English, no places in the others.
LANGUAGES: Final = frozenset({"en", *by_lists.LANGUAGES})

__all__ = ["LANGUAGES", "Backend", "Recognizer", "Span", "load_backend", "probe_backend"]
