"""Counted things, shares and amounts of money: number, qualifier, unit, event, source."""

from newsmill.enrich.counts.count import Count
from newsmill.enrich.counts.enricher import LANGUAGES, VERSION, find_counts
from newsmill.enrich.counts.where import with_places

__all__ = ["LANGUAGES", "VERSION", "Count", "find_counts", "with_places"]
