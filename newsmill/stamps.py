"""Stamps: the size and times of files whose contents are known, so that what nobody touched need not be read again.

A cache and nothing else. It stands in the lake's staging, a file for each source; where it is missing or damaged all files
are read, and what it knows counts only where the lake has a file with the same contents on record.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsmill.identity import digest
from newsmill.lake.layout import GARBAGE, STAGING
from newsmill.schema import UTC_TIME
from newsmill.source import FileEntry

# A file may be written to twice within a tick of its file system's clock, and that clock may not be ours: the stamp of
# one that was read so soon after its last change says nothing.
SETTLED_SECONDS: Final = 60
_FOLDER: Final = "stamps"
_PLACE: Final = pa.schema(
    [("uri", pa.string()), ("size", pa.int64()), ("modified_at", UTC_TIME), ("changed_ns", pa.int64())]
)
_SCHEMA: Final = _PLACE.append(pa.field("digest", pa.string()))


@dataclass(frozen=True)
class Stamps:
    """What is known of the files of a source; `file` is where it is kept."""

    file: Path
    table: pa.Table

    @classmethod
    def of(cls, lake: Path, source: str) -> Self:
        """Read what an earlier run has kept of a source, nothing where there is none."""
        file = lake / STAGING / _FOLDER / f"{digest(source)}.parquet"
        try:
            return cls(file, pq.read_table(file, schema=_SCHEMA, partitioning=None))
        except (OSError, pa.ArrowException):
            return cls(file, _SCHEMA.empty_table())

    def digests(self, entries: Sequence[FileEntry]) -> pa.Array:
        """Digests of files by their stamps; null where one has to be read."""
        now = _places(entries)
        at = pc.index_in(now["uri"].combine_chunks(), value_set=self.table["uri"].combine_chunks())
        then = self.table.take(at)
        is_same = pa.array([True] * len(entries), pa.bool_())
        for name in ("size", "modified_at", "changed_ns"):
            is_same = pc.and_kleene(
                is_same, pc.equal(then[name].combine_chunks(), now[name].combine_chunks())
            )
        return pc.if_else(is_same, then["digest"].combine_chunks(), pa.scalar(None, pa.string()))

    def keep(self, entries: Sequence[FileEntry], digests: pa.Array, read_ns: int) -> None:
        """Keep what is known of all files of a source now; `read_ns` is the time before they were read.

        Where nothing new is known the file alone is marked as in use. What cannot be written is found out again.
        """
        known = _places(entries).append_column("digest", digests)
        is_settled = pc.less(known["changed_ns"], read_ns - SETTLED_SECONDS * 10**9)
        known = known.filter(pc.and_(is_settled, pc.is_valid(known["digest"])))
        with suppress(OSError):
            if known.equals(self.table) and known.num_rows:
                os.utime(self.file)
            elif known.num_rows:
                self.file.parent.mkdir(exist_ok=True)
                draft = self.file.with_suffix(GARBAGE)
                pq.write_table(known, draft, compression="zstd")
                draft.replace(self.file)


def _places(entries: Sequence[FileEntry]) -> pa.Table:
    names = _PLACE.names
    columns = [[getattr(entry, name) for entry in entries] for name in names]
    return pa.table(dict(zip(names, columns, strict=True)), schema=_PLACE)
