"""Named entities: persons, organizations and places, by the native model or another backend."""

from typing import Final

from newsmill.enrich.entities.recognizer import Recognizer
from newsmill.enrich.entities.spans import Span

LANGUAGES: Final = frozenset({"en"})

__all__ = ["LANGUAGES", "Recognizer", "Span"]
