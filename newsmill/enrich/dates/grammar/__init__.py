"""The dates of languages other than English: one grammar, a lexicon for each."""

from newsmill.enrich.dates.grammar.reading import LANGUAGES, date_line, rules_of

__all__ = ["LANGUAGES", "date_line", "rules_of"]
