"""Direct quotes with their speakers: words and punctuation alone, no model."""

from newsmill.enrich.quotes.enricher import LANGUAGES, VERSION, Quote, find_quotes

__all__ = ["LANGUAGES", "VERSION", "Quote", "find_quotes"]
