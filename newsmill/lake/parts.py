"""Writing a dataset's rows as Parquet files, one a partition, in bounded memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Final, Self

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsmill.exceptions import LakeError
from newsmill.lake.changes import Part
from newsmill.lake.errors import explained
from newsmill.lake.layout import UNDATED, checked_name
from newsmill.lake.together import end_of_article
from newsmill.schema import Dataset

FILE_BYTES: Final = 256 << 20
BUFFER_BYTES: Final = 64 << 20
OPEN_FILES: Final = 128
ROW_GROUP_ROWS: Final = {"articles": 16_384, "raw": 1_024}
NARROW_ROW_GROUP_ROWS: Final = 131_072
NO_DAY: Final = int(np.iinfo(np.int32).min)
Days = npt.NDArray[np.int64]
# Values that hardly repeat: a dictionary costs time and saves nothing; bounds on them let no reader skip.
UNIQUE: Final = frozenset(
    {"text", "title", "lead", "url", "extra", "raw_digest", "content_digest", "source_digest", "quote"}
    | {"before", "after", "bytes", "content", "digest", "page", "edge_lines"}
)


def conform(table: pa.Table, schema: pa.Schema, constants: Mapping[str, str] | None = None) -> pa.Table:
    """Give the table exactly the schema's columns, types and descriptions.

    Columns that are missing are filled from `constants`, else with nulls; a column the schema does not know,
    or one of a type that does not fit, is a `LakeError`.
    """
    unknown = set(table.column_names) - set(schema.names)
    if unknown:
        raise LakeError(f"columns that the schema does not have: {', '.join(sorted(unknown))}")
    columns = []
    for wanted in schema:
        if wanted.name in table.column_names:
            column = table[wanted.name]
        elif constants and wanted.name in constants:
            column = pa.repeat(pa.scalar(constants[wanted.name], wanted.type), table.num_rows)
        else:
            column = pa.nulls(table.num_rows, wanted.type)
        try:
            columns.append(column if column.type == wanted.type else column.cast(wanted.type))
        except pa.ArrowInvalid as error:
            raise LakeError(
                f"column {wanted.name} is {column.type}, the schema says {wanted.type}: {error}"
            ) from error
    return pa.Table.from_arrays(columns, schema=schema)


def writer(file: Path, dataset: Dataset, schema: pa.Schema | None = None) -> pq.ParquetWriter:
    """Open a Parquet writer with the lake's options: zstd 3, page index, dictionaries where values repeat.

    The file is always a new one. What stands there under its name, from an earlier try, may be a file of a snapshot
    by another name: it is not written to.
    """
    file.unlink(missing_ok=True)
    schema = dataset.schema if schema is None else schema
    names = [name for name in schema.names if not (name in UNIQUE or dataset.key == (name,))]
    paths = [f"{name}.list.element" if pa.types.is_list(schema.field(name).type) else name for name in names]
    return pq.ParquetWriter(
        file, schema, compression="zstd", compression_level=3, write_page_index=True,
        use_dictionary=paths, write_statistics=[*paths, *(n for n in dataset.key if n in schema.names)],
    )  # fmt: skip


class PartWriter:
    """Writes a dataset's rows into one file a partition, `<run_id>-0001.parquet` and on.

    Tables are buffered by partition up to `buffer_bytes` in all, sorted by date, and written as row groups, so
    that memory is bounded whatever the number of tables. Use it as a context manager; `parts` are complete
    after it. An error inside leaves files in `folder` that nobody refers to.
    """

    def __init__(
        self,
        dataset: Dataset,
        folder: Path,
        run_id: str,
        *,
        constants: Mapping[str, str] | None = None,
        file_bytes: int = FILE_BYTES,
        buffer_bytes: int = BUFFER_BYTES,
        buffer_rows: int | None = None,
    ) -> None:
        """`constants` fills columns that the tables lack: run_id and pipeline_version.

        A partition is written when it has `buffer_rows` rows, by default a row group.
        """
        self.parts: list[Part] = []
        self._dataset, self._run_id = dataset, checked_name(run_id, "run id")
        self._folder = folder / dataset.name
        self._constants = constants or {}
        self._file_bytes, self._buffer_bytes = file_bytes, buffer_bytes
        self._group_rows = ROW_GROUP_ROWS.get(dataset.name, NARROW_ROW_GROUP_ROWS)
        self._buffer_rows = self._group_rows if buffer_rows is None else buffer_rows
        self._buffers: dict[int | None, _Buffer] = {}
        self._open: dict[int | None, _OpenPart] = {}
        self._numbers: dict[int | None, int] = {}

    def __enter__(self) -> Self:
        with explained("write to", self._folder):
            self._folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        if kind is None:
            for partition in sorted(self._buffers, key=lambda year: year or 0):
                self._flush(partition)
        for partition in list(self._open):
            self._close(partition, is_wanted=kind is None)

    def write(self, table: pa.Table, dates: pa.Table | None = None) -> None:
        """Add rows. `dates` (columns article_id, date) says which partition the articles of the rows are in.

        Not needed for `articles`, which have the date themselves, and for flat datasets. A row of an article
        that `dates` does not know is a `LakeError`.
        """
        table = conform(table, self._dataset.schema, self._constants)
        # Taking rows in another order copies a column's chunks into one array, which ends at 2 GiB of text.
        pieces = max(1, -(-table.nbytes // self._buffer_bytes))
        step = max(1, -(-table.num_rows // pieces))
        at = 0
        while at < table.num_rows:
            end = end_of_article(table, at + step)
            self._buffer(table.slice(at, end - at), dates)
            at = end

    def _buffer(self, table: pa.Table, dates: pa.Table | None) -> None:
        if not self._dataset.is_partitioned:
            self._append(None, table, np.zeros(table.num_rows, np.int64))
        else:
            days = _days(table, dates)
            years = _years(days)
            for year in np.unique(years):
                rows = np.flatnonzero(years == year)
                # A copy: slices would keep the whole table alive as long as their partition is not full.
                self._append(int(year), table.take(pa.array(rows)), days[rows])
        while sum(buffer.bytes for buffer in self._buffers.values()) > self._buffer_bytes:
            self._flush(max(self._buffers, key=lambda partition: self._buffers[partition].bytes))

    def _append(self, partition: int | None, table: pa.Table, days: Days) -> None:
        buffer = self._buffers.setdefault(partition, _Buffer())
        buffer.add(table, days)
        if buffer.rows >= self._buffer_rows:
            self._flush(partition)

    def _flush(self, partition: int | None) -> None:
        table = self._buffers.pop(partition).by_date()
        if partition not in self._open:
            if len(self._open) >= OPEN_FILES:
                self._close(next(iter(self._open)))
            self._numbers[partition] = self._numbers.get(partition, 0) + 1
            self._open[partition] = self._start(partition, self._numbers[partition])
        part = self._open[partition]
        with explained("write", part.file):
            part.parquet.write_table(table, row_group_size=self._group_rows)
            part.rows += table.num_rows
            size = part.file.stat().st_size
        if size >= self._file_bytes:
            self._close(partition)

    def _start(self, partition: int | None, number: int) -> "_OpenPart":
        name = f"{self._run_id}-{number:04d}.parquet"
        path = name if partition is None else f"year={partition}/{name}"
        file = self._folder / path
        with explained("write", file):
            file.parent.mkdir(exist_ok=True)
            return _OpenPart(path, file, writer(file, self._dataset))

    def _close(self, partition: int | None, *, is_wanted: bool = True) -> None:
        part = self._open.pop(partition)
        with explained("write", part.file):
            part.parquet.close()
        if is_wanted:
            columns = len(self._dataset.schema)
            self.parts.append(Part(self._dataset.name, part.path, part.file, part.rows, columns))


@dataclass
class _OpenPart:
    """A file being written."""

    path: str
    file: Path
    parquet: pq.ParquetWriter
    rows: int = 0


@dataclass
class _Buffer:
    """Rows of one partition that wait to be written."""

    tables: list[pa.Table] = field(default_factory=list)
    days: list[Days] = field(default_factory=list)
    rows: int = 0
    bytes: int = 0

    def add(self, table: pa.Table, days: Days) -> None:
        self.tables.append(table)
        self.days.append(days)
        self.rows += table.num_rows
        self.bytes += table.nbytes

    def by_date(self) -> pa.Table:
        order = np.argsort(np.concatenate(self.days), kind="stable")
        return pa.concat_tables(self.tables).take(pa.array(order))


def _days(table: pa.Table, dates: pa.Table | None) -> Days:
    """Days since 1970 of each row's article; undated ones first."""
    if dates is None:
        if "date" not in table.column_names:
            raise LakeError("rows of articles whose dates are not given: pass `dates`")
        found = table["date"]
    else:
        at = pc.index_in(table["article_id"], value_set=dates["article_id"].combine_chunks())
        if at.null_count:
            stray = table["article_id"].filter(pc.is_null(at))[0].as_py()
            raise LakeError(f"a row belongs to article {stray}, whose date was not given")
        found = dates["date"].take(at)
    days: Days = found.cast(pa.int32()).fill_null(NO_DAY).to_numpy().astype(np.int64)
    return days


def _years(days: Days) -> Days:
    """Year partition of each day; 0 for undated ones and for years outside 1 to 9999."""
    years: Days = days.astype("datetime64[D]").astype("datetime64[Y]").astype(np.int64) + 1970
    years[(years < 1) | (years > 9999)] = UNDATED
    return years
