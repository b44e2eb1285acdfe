"""Merging small files: the same rows in fewer, larger, sorted files."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from newsmill.lake.changes import Changes, Part
from newsmill.lake.errors import explained
from newsmill.lake.manifest import FileEntry
from newsmill.lake.parts import PartWriter, conform
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.lake.together import whole_articles
from newsmill.schema import Dataset

SMALL_BYTES: Final = 32 << 20
GROUP_BYTES: Final = 256 << 20
BATCH_ROWS: Final = 16_384


@dataclass(frozen=True)
class Compacted:
    """What `compact` did; `snapshot` is the one it found where there was nothing to do."""

    snapshot: Snapshot
    files_before: int
    files_after: int


def compact(
    lake: Lake,
    run_id: str,
    *,
    small_bytes: int = SMALL_BYTES,
    group_bytes: int = GROUP_BYTES,
) -> Compacted:
    """Merge files smaller than `small_bytes`, and bring files of older schemas up to date.

    Rows stay the same, sorted by date within each new file; no row changes its partition. Files are merged up
    to `group_bytes`, counted uncompressed, since that is what they take in memory. Takes the lake's lock (waits up to a minute) unless it is held.
    """
    with lake.exclusive(f"compaction {run_id}"):
        base = lake.current()
        folder = lake.parts_folder(run_id)
        adds: list[Part] = []
        removes: dict[str, frozenset[str]] = {}
        for name, dataset in lake.datasets.items():
            groups = list(_groups(base, dataset, small_bytes, group_bytes))
            for number, group in enumerate(groups, start=1):
                adds += _merge(base, dataset, group, folder, f"{run_id}-{number:04d}", group_bytes)
            if groups:
                removes[name] = frozenset(entry.path for group in groups for entry in group)
        before = sum(map(len, removes.values()))
        changes = Changes(tuple(adds), removes, base.version)
        snapshot = base if changes.is_empty else lake.commit(changes, run_id=run_id)
        return Compacted(snapshot, before, len(adds))


def mergeable_files(lake: Lake) -> int:
    """How many files fewer the newest snapshot may have; by its manifest alone."""
    base = lake.current()
    return sum(
        len(partition) - 1
        for dataset in lake.datasets.values()
        for partition in _partitions(base, dataset, SMALL_BYTES)
    )


def _partitions(base: Snapshot, dataset: Dataset, small_bytes: int) -> list[list[FileEntry]]:
    """Small files, and files of older schemas, by partition."""
    columns = len(dataset.schema)
    partitions: dict[int | None, list[FileEntry]] = defaultdict(list)
    for entry in base.files(dataset.name):
        if entry.bytes < small_bytes or entry.columns < columns:
            partitions[entry.year].append(entry)
    return list(partitions.values())


def _groups(
    base: Snapshot, dataset: Dataset, small_bytes: int, group_bytes: int
) -> Iterator[list[FileEntry]]:
    """Find groups of files of one partition that are worth writing again, each up to `group_bytes`."""
    columns = len(dataset.schema)
    for partition in _partitions(base, dataset, small_bytes):
        group: list[FileEntry] = []
        weight = 0
        for entry in partition if _is_worthwhile(partition, columns) else []:
            size = _uncompressed(base.file(dataset.name, entry))
            if group and weight + size > group_bytes:
                if _is_worthwhile(group, columns):
                    yield group
                group, weight = [], 0
            group.append(entry)
            weight += size
        if _is_worthwhile(group, columns):
            yield group


def _is_worthwhile(group: list[FileEntry], columns: int) -> bool:
    return len(group) > 1 or any(entry.columns < columns for entry in group)


def _uncompressed(file: Path) -> int:
    with explained("read", file):
        footer = pq.read_metadata(file)
    return sum(footer.row_group(number).total_byte_size for number in range(footer.num_row_groups))


def _merge(
    base: Snapshot, dataset: Dataset, group: list[FileEntry], folder: Path, name: str, buffer_bytes: int
) -> list[Part]:
    """Write the files of a group again as one, sorted as a whole, or as several where one would be too large."""
    dates = _dates(base, dataset, group[0].year)
    with PartWriter(dataset, folder, name, buffer_bytes=2 * buffer_bytes, buffer_rows=1 << 62) as parts:
        for entry in group:
            file = base.sound_file(dataset.name, entry)
            with explained("read", file), pq.ParquetFile(file) as parquet:
                batches = parquet.iter_batches(BATCH_ROWS)
                tables = whole_articles(batches, BATCH_ROWS) if dates is not None else map(pa.table, batches)
                for table in tables:
                    parts.write(conform(table, dataset.schema), dates)
    return parts.parts


def _dates(base: Snapshot, dataset: Dataset, year: int | None) -> pa.Table | None:
    """Ids and dates of the articles of a partition, for datasets whose rows have no date themselves."""
    if year is None or dataset.name == "articles":
        return None
    return base.table("articles", ["article_id", "date"], [year])
