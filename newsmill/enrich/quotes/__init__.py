"""Direct quotes with their speakers: words and punctuation alone, no model."""

from newsmill.enrich.quotes.enricher import LANGUAGES, VERSION, find_quotes
from newsmill.enrich.quotes.quote import Quote

__all__ = ["LANGUAGES", "VERSION", "Quote", "find_quotes"]
