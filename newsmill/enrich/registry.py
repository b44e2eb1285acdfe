"""All enrichers in the order they run: a new one is a module and a line here."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from newsmill.enrich import adapters, keywords, language, lead, tone, topics
from newsmill.enrich.annotations import Enricher

ENRICHERS: Final[tuple[Enricher, ...]] = (
    language.ENRICHER,  # first: it decides which of the others know the article
    lead.ENRICHER,
    keywords.ENRICHER,
    topics.ENRICHER,
    tone.ENRICHER,
    adapters.ENTITIES,
    adapters.PLACES,  # puts the entities on the map
    adapters.NAMES,  # gives persons and organizations their canonical names
    adapters.QUOTES,  # speakers are entities
    adapters.DATES,
    adapters.COUNTS,
)
NAMES: Final[tuple[str, ...]] = tuple(e.name for e in ENRICHERS)


def chosen(names: Iterable[str], ner_backend: str = "native") -> tuple[Enricher, ...]:
    """Choose the enrichers of these names, in the order of the registry.

    The languages of `entities` are those of the recogniser.
    """
    wanted = frozenset(names)
    return tuple(
        replace(e, languages=adapters.recogniser_languages(ner_backend)) if e.name == "entities" else e
        for e in ENRICHERS
        if e.name in wanted
    )


def versions() -> dict[str, int]:
    """Version of each enricher by name, for the lineage."""
    return {e.name: e.version for e in ENRICHERS}
