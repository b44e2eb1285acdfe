"""The counts of languages other than English: one grammar, a lexicon for each."""

from newsmill.enrich.counts.grammar.reading import LANGUAGES, read_counts

__all__ = ["LANGUAGES", "read_counts"]
