"""Date expressions resolved to ISO 8601 and TIMEX3 values."""

from newsmill.enrich.dates.enricher import LANGUAGES, VERSION, DateExpression, find_dates

__all__ = ["LANGUAGES", "VERSION", "DateExpression", "find_dates"]
