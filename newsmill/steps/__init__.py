"""The steps: pure functions, Table -> Outcome(kept, rejected), with frozen params beside each."""

from newsmill.steps.clean import clean
from newsmill.steps.deduplicate import deduplicate
from newsmill.steps.enrich import enrich
from newsmill.steps.extract import extract

__all__ = ["clean", "deduplicate", "enrich", "extract"]
