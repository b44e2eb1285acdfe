"""Persons in languages without a trained recogniser: by given names, titles, and the surnames these tell."""

from newsmill.enrich.people.find import LANGUAGES, PersonSpan, find_persons
from newsmill.enrich.people.words import function_words, given_names, titles

__all__ = ["LANGUAGES", "PersonSpan", "find_persons", "function_words", "given_names", "titles"]
