"""What `newsmill verify` finds."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A law of the lake that does not hold: of which dataset, where, and what was found instead.

    `path` is a file or folder inside the snapshot, empty where it concerns none. `law` is one of manifest,
    files, schema, keys, articles, duplicates, accounting, reversible.
    """

    dataset: str
    path: str
    law: str
    detail: str
