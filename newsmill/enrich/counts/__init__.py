"""Counted things, shares and amounts of money: number, qualifier, unit, event, source."""

from newsmill.enrich.counts.count import Count
from newsmill.enrich.counts.enricher import LANGUAGES, VERSION, find_counts
from newsmill.enrich.counts.where import Scenes

__all__ = ["LANGUAGES", "VERSION", "Count", "Scenes", "find_counts"]
