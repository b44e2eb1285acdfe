"""Named entities: persons, organizations and places, by the native model or another backend."""

from typing import Final

from newsmill.enrich.entities.backends import load_backend, probe_backend
from newsmill.enrich.entities.recognizer import Recognizer
from newsmill.enrich.entities.spans import Backend, Span

# Languages the native model knows (ISO 639-1).
LANGUAGES: Final = frozenset({"en"})

__all__ = ["LANGUAGES", "Backend", "Recognizer", "Span", "load_backend", "probe_backend"]
