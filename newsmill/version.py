"""The version of the pipeline's steps: rows carry it, and rows of an older one can be made again."""

from typing import Final

from newsmill.steps.clean import CLEAN_VERSION
from newsmill.steps.deduplicate import DEDUPLICATE_VERSION
from newsmill.steps.enrich import ENRICH_VERSION
from newsmill.steps.extract import EXTRACT_VERSION

# Compared part by part: rows are older when any step's number is lower.
PIPELINE_VERSION: Final = f"{EXTRACT_VERSION}.{CLEAN_VERSION}.{DEDUPLICATE_VERSION}.{ENRICH_VERSION}"


def is_older(version: str, than: str = PIPELINE_VERSION) -> bool:
    """Whether rows of `version` were made by a step older than that of `than`.

    >>> is_older("1.1.1.1", "1.2.1.1"), is_older("1.2.1.1", "1.2.1.1"), is_older("1.10.1.1", "1.9.1.1")
    (True, False, False)
    """
    mine, theirs = version.split("."), than.split(".")
    return any(int(one) < int(other) for one, other in zip(mine, theirs, strict=False))
