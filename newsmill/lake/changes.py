"""What a commit does to a lake: files that come, files that go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self


@dataclass(frozen=True)
class Part:
    """A finished Parquet file on the lake's file system; `path` is its place in the dataset's folder."""

    dataset: str
    path: str
    file: Path
    rows: int
    columns: int


@dataclass(frozen=True)
class Changes:
    """Files to add, and files to remove by dataset.

    `base` is the snapshot the changes were prepared from; the commit refuses them when the lake has moved on.
    None is for changes that depend on nothing that is in the lake.
    """

    adds: tuple[Part, ...] = ()
    removes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    base: int | None = None

    def adding(self, parts: Iterable[Part]) -> Self:
        """Give the same changes with more files to add."""
        return type(self)((*self.adds, *parts), self.removes, self.base)

    @property
    def is_empty(self) -> bool:
        """Whether nothing would change."""
        return not self.adds and not any(self.removes.values())
