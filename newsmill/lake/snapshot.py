"""A snapshot: one state of the lake, which never changes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from newsmill.exceptions import LakeError
from newsmill.lake.errors import explained
from newsmill.lake.layout import SNAPSHOTS, schema_path, snapshot_name
from newsmill.lake.manifest import NAME, FileEntry, Manifest
from newsmill.lake.seal import seal

_BATCH_ROWS: Final = 65_536


@dataclass(frozen=True)
class Snapshot:
    """A committed state of the lake: its folder and its manifest."""

    path: Path
    manifest: Manifest

    @classmethod
    def read(cls, root: Path, version: int) -> Self:
        """Open snapshot `version` of the lake at `root`."""
        path = root / SNAPSHOTS / snapshot_name(version)
        return cls(path, Manifest.read(path / NAME))

    @property
    def version(self) -> int:
        """Number of the snapshot; it rises by one with each commit."""
        return self.manifest.version

    def files(self, dataset: str, years: Iterable[int] | None = None) -> list[FileEntry]:
        """Files of a dataset, of some year partitions if given; none for a dataset it does not have."""
        entries = self.manifest.datasets.get(dataset, [])
        wanted = None if years is None else set(years)
        return [entry for entry in entries if wanted is None or entry.year is None or entry.year in wanted]

    def file(self, dataset: str, entry: FileEntry) -> Path:
        """Path of one of its files."""
        return self.path / dataset / entry.path

    def sound_file(self, dataset: str, entry: FileEntry) -> Path:
        """Path of one of its files that is to be written again; `LakeError` where it is not as it was committed.

        Rows of an altered file must not come into a new one, whose checksum would say that they are sound.
        """
        file = self.file(dataset, entry)
        with explained("read", file):
            is_altered = entry.crc32 is not None and seal(file).crc32 != entry.crc32
        if is_altered:
            raise LakeError(
                f"{file} is damaged: its bytes are not those that were committed; put a sound copy in its place"
            )
        return file

    def rows(self, dataset: str) -> int:
        """Rows of a dataset, by the manifest."""
        return sum(entry.rows for entry in self.files(dataset))

    def schema(self, dataset: str) -> pa.Schema:
        """Read the schema of a dataset in this snapshot, as its 0-row schema file has it."""
        folder = self.path / dataset
        if not self.path.is_dir():
            raise LakeError(
                f"snapshot {self.version} is no longer in the lake: a newer one took its place more than keep_hours "
                "ago; open the newest one"
            )
        if dataset not in self.manifest.datasets:
            raise LakeError(
                f"snapshot {self.version} has no dataset {dataset}; one that newsmill has learnt since comes with the next run"
            )
        with explained("read", folder):
            is_partitioned = not (folder / schema_path(is_partitioned=False)).exists()
            return pq.read_schema(folder / schema_path(is_partitioned=is_partitioned))

    def dataset(self, name: str, years: Iterable[int] | None = None) -> ds.Dataset:
        """Open a dataset with pyarrow, with column `year` where partitioned; columns a file lacks are null."""
        schema = self.schema(name)
        base = self.path / name
        paths = [str(base / entry.path) for entry in self.files(name, years)]
        if (base / schema_path(is_partitioned=False)).exists():
            return ds.dataset(paths, schema=schema, format="parquet") if paths else ds.dataset(_none(schema))
        schema = schema.append(pa.field("year", pa.int32()))
        if not paths:
            return ds.dataset(_none(schema))
        by_year = ds.partitioning(pa.schema([("year", pa.int32())]), flavor="hive")
        return ds.dataset(
            paths, schema=schema, format="parquet", partitioning=by_year, partition_base_dir=str(base)
        )

    def table(
        self,
        name: str,
        columns: Sequence[str] | None = None,
        years: Iterable[int] | None = None,
        where: pc.Expression | None = None,
    ) -> pa.Table:
        """Read a dataset, or some of its columns, partitions and rows; `LakeError` where a file is damaged or gone."""
        source = self.dataset(name, years)
        with explained("read", self.path / name):
            return source.to_table(columns=None if columns is None else list(columns), filter=where)

    def batches(self, name: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """Read columns that all files of a dataset have, a piece at a time: memory does not grow with the dataset."""
        # A dataset's scanner reads far ahead of who asks.
        for entry in self.files(name):
            file = self.file(name, entry)
            with explained("read", file), pq.ParquetFile(file) as parquet:
                for batch in parquet.iter_batches(_BATCH_ROWS, columns=columns):
                    yield batch.select(columns)


def _none(schema: pa.Schema) -> pa.Table:
    return schema.empty_table()
