"""Persons and organizations in languages that the recogniser has not learnt."""

from typing import Final

from newsmill.enrich import organizations, people
from newsmill.enrich.document import Document
from newsmill.enrich.entities.spans import Span
from newsmill.enrich.name_words import NameWords

LANGUAGES: Final = people.LANGUAGES


def find_names(document: Document) -> list[Span]:
    """Persons and organizations of a document in one of `LANGUAGES`, in order and without overlaps.

    What is called an organization names no person: `Verlag Carl Hennings`.
    """
    scene = NameWords(document)
    bodies = organizations.find_organizations(document, scene)
    persons = people.find_persons(document, [(one.start, one.end) for one in bodies], scene)
    found = [Span(one.start, one.end, one.kind, one.confidence, one.name) for one in bodies]
    found += [Span(one.start, one.end, one.kind, one.confidence) for one in persons]
    return sorted(found, key=lambda span: span.start)
