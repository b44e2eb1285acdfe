"""Tables of articles in columns: Parquet and Arrow (Feather) files whose columns name a text, one article a row."""

import base64
import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple
from urllib.parse import unquote

import pyarrow as pa
import pyarrow.ipc
import pyarrow.parquet as pq

from newsmill.formats.aliases import column_names
from newsmill.formats.decode import NotTextError, decode
from newsmill.formats.found import Found, Limits, Reject, reject
from newsmill.formats.json_records import read_record
from newsmill.formats.row_groups import PARQUET, FilePart, PartFile, groups_of
from newsmill.formats.tables import why_no_articles

_ENCRYPTED: Final = b"PARE"
_ARROW: Final = b"ARROW1"
_ARROW_HEAD_BYTES: Final = 8
_IPC: Final = pa.ipc.IpcReadOptions(use_threads=False)
# A stream, as Hugging Face's `save_to_disk` writes it, begins with the length of its schema.
_STREAM: Final = b"\xff\xff\xff\xff"
_STREAM_SUFFIX: Final = ".arrow"
_MAGIC: Final = (PARQUET, _ENCRYPTED, _ARROW)
_ROWS: Final = 64
# What a row costs beside its values: a table of a few bytes may say that it has a thousand million of them.
_ROW_BYTES: Final = 256
_STRINGS: Final = pa.string()
_ANY_STRING: Final = frozenset({pa.string(), pa.large_string(), pa.string_view()})
# Where Arrow says what is wrong with a file, in its own errors or in Python's.
_FAILURES: Final = (
    pa.ArrowException,
    OSError,
    ValueError,
    TypeError,
    MemoryError,
    RecursionError,
    OverflowError,
)
_NO_PARTITION: Final = "__HIVE_DEFAULT_PARTITION__"
_INDEX: Final = "__index_level_"


class _Group(NamedTuple):
    """Rows that break together: their number where it is known, and the rows."""

    rows: int | None
    batches: Iterator[pa.RecordBatch]


class _Table(NamedTuple):
    """A table that is opened: its columns, and its rows, which are read when they are asked for."""

    schema: pa.Schema
    groups: Iterator[_Group]


def is_columnar(data: bytes, name: str) -> bool:
    """Whether the bytes begin as a Parquet or an Arrow file does."""
    return data.startswith(_MAGIC) or (name.endswith(_STREAM_SUFFIX) and data.startswith(_STREAM))


def read_columnar(data: bytes, source_uri: str, limits: Limits) -> Found:
    """Read the records of a table; a group of rows that is broken is a reject, and costs no other.

    What the folders of a partitioned table say (`language=en/part.parquet`) is part of each record.
    """
    if data.startswith(_ENCRYPTED):
        return iter([reject(data, "encrypted", "an encrypted Parquet file")])
    if data.startswith(PARQUET):
        return _read(data, lambda: _open_parquet(pa.BufferReader(data)), "parquet", source_uri, limits)
    return _read(data, lambda: _open_arrow(data), "arrow", source_uri, limits)


def read_part(data: bytes, part: FilePart, source_uri: str, limits: Limits) -> Found:
    """Read the records of a part of a large Parquet file, whose bytes are `data`."""
    file = pa.PythonFile(PartFile(data, part), mode="r")
    return _read(data, lambda: _open_parquet(file, part), "parquet", source_uri, limits, part.first_record)


def partition_of(uri: str) -> dict[str, str]:
    """What the folders of a file say of its rows, as Hive, Spark and pandas partition tables.

    >>> partition_of("/in/site=a.example/date=2024-01-01/part-0.parquet")
    {'site': 'a.example', 'date': '2024-01-01'}
    """
    folders = [folder.partition("=") for folder in uri.split("/")[:-1] if not folder.endswith("!")]
    return {
        unquote(name): unquote(value)
        for name, mark, value in folders
        if name and mark and value != _NO_PARTITION
    }


def _read(
    data: bytes, opened: Callable[[], _Table], source_format: str, source_uri: str, limits: Limits, first_record: int = 0
) -> Found:  # fmt: skip
    try:
        table = opened()
        names = column_names(table.schema.names)
    except _FAILURES as failure:
        yield reject(data, "bad_table", _words(failure), first_record)
        return
    if error := why_no_articles(names):
        yield reject(data, "unsupported_format", error, first_record)
    else:
        is_empty = True
        for record, found in _records(table.groups, names, partition_of(source_uri), limits, first_record):
            is_empty = False
            yield (
                found
                if isinstance(found, Reject)
                else read_record(found, None, record, source_format, "utf-8", limits)
            )
        if is_empty:
            yield reject(data, "empty", "a table without rows", first_record)


def _records(
    groups: Iterator[_Group], names: list[str], partition: Mapping[str, str], limits: Limits, record: int
) -> Iterator[tuple[int, dict[str, Any] | Reject]]:
    """Rows with their positions; of those that cannot be read, why. No bytes of the file are those of some rows."""
    beside = {name: value for name, value in partition.items() if name not in names}
    spent = 0
    for group in groups:
        first = record
        try:
            for packed in group.batches:
                batch = _decoded(packed)
                spent += batch.nbytes + _ROW_BYTES * batch.num_rows
                if spent > limits.max_archive_bytes:
                    error = f"unpacks to over {limits.max_archive_bytes} bytes (extract.max_archive_bytes); rows from {record} on are not read"
                    yield record, reject(b"", "too_large", error, record, None)
                    return
                for row in _rows(batch, names):
                    yield record, {**beside, **row}
                    record += 1
        except _FAILURES as failure:
            rows = f"from {record} on" if group.rows is None else f"{record} to {first + group.rows - 1}"
            error = f"rows {rows}: {_words(failure)}"
            yield record, reject(b"", "bad_table", error, record, None)
            record += 1
        record = max(record, first + (group.rows or 0))


def _open_parquet(source: pa.NativeFile, part: FilePart | None = None) -> _Table:
    file = pq.ParquetFile(source, page_checksum_verification=True)
    metadata = file.metadata
    chosen = range(metadata.num_row_groups) if part is None else groups_of(part)

    def groups() -> Iterator[_Group]:
        for at in chosen:
            batches = file.iter_batches(_ROWS, row_groups=[at], use_threads=False)
            yield _Group(metadata.row_group(at).num_rows, batches)

    return _Table(file.schema_arrow, groups())


def _open_arrow(data: bytes) -> _Table:
    if data.startswith(_STREAM):
        return _stream(data)
    try:
        file = pa.ipc.open_file(pa.BufferReader(data), options=_IPC)
    except pa.ArrowInvalid as failure:
        # What lacks is the table of contents, at the end; what stands before it is a stream.
        return _stream(data[_ARROW_HEAD_BYTES:], failure)
    groups = (_Group(None, _cut(map(file.get_batch, (at,)))) for at in range(file.num_record_batches))
    return _Table(file.schema, groups)


def _stream(data: bytes, failure: Exception | None = None) -> _Table:
    """A stream, which breaks behind its last batch for the reason given, or where something follows."""
    source = pa.BufferReader(data)
    stream = pa.ipc.open_stream(source, options=_IPC)

    def batches() -> Iterator[pa.RecordBatch]:
        yield from stream
        if failure is not None:
            raise failure
        if rest := source.size() - source.tell():
            raise ValueError(f"{rest} bytes behind the last batch")

    return _Table(stream.schema, iter([_Group(None, _cut(batches()))]))


def _cut(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """Some rows at a time, of batches whose offsets and lengths are checked: Arrow takes a file's word for them."""
    for batch in batches:
        batch.validate(full=True)
        for at in range(0, batch.num_rows, _ROWS):
            yield batch.slice(at, _ROWS)


def _rows(batch: pa.RecordBatch, names: list[str]) -> Iterator[dict[str, Any]]:
    """Rows as JSON would have them, without the cells that hold nothing and the numbers that pandas gives its rows."""
    kept = [at for at, name in enumerate(names) if not name.startswith(_INDEX)]
    columns = [_values(batch.column(at)) for at in kept]
    named = [names[at] for at in kept]
    for cells in zip(*columns, strict=True):
        yield {name: cell for name, cell in zip(named, cells, strict=True) if cell is not None}


def _decoded(batch: pa.RecordBatch) -> pa.RecordBatch:
    return pa.RecordBatch.from_arrays(list(map(_written_out, batch.columns)), names=batch.schema.names)


def _written_out(column: pa.Array) -> pa.Array:
    try:
        return column.cast(_typed(column.type), safe=False)
    except pa.ArrowNotImplementedError:
        # Arrow has no words for intervals; Python has.
        return column


def _values(column: pa.Array) -> list[Any]:
    try:
        values = column.to_pylist()
    except (ValueError, OverflowError, LookupError):
        # Strings that are no UTF-8 are decoded as files are; of moments and zones that Python has not, the number is kept.
        values = column.cast(_typed(column.type, pa.binary(), pa.int64()), safe=False).to_pylist()
    return [_plain(value) for value in values]


def _typed(
    kind: pa.DataType, strings: pa.DataType = _STRINGS, moments: pa.DataType | None = None
) -> pa.DataType:
    """The type as which values of a type are taken, at any depth; dates, times and decimals are written out."""
    types = pa.types
    if types.is_dictionary(kind):
        return _typed(kind.value_type, strings, moments)
    if types.is_nested(kind):
        return _nested(kind, lambda inner: _typed(inner, strings, moments))
    if types.is_timestamp(kind) and kind.tz is not None:
        # Not written out: that asks for the system's own table of zones.
        return moments or pa.timestamp("us", kind.tz)
    if types.is_temporal(kind) or types.is_decimal(kind):
        return _STRINGS
    return strings if kind in _ANY_STRING else kind


def _nested(kind: pa.DataType, typed: Callable[[pa.DataType], pa.DataType]) -> pa.DataType:
    types = pa.types
    if types.is_struct(kind):
        fields = [kind.field(at) for at in range(kind.num_fields)]
        return pa.struct([field.with_type(typed(field.type)) for field in fields])
    if types.is_map(kind):
        return pa.map_(typed(kind.key_type), typed(kind.item_type))
    if types.is_list(kind) or types.is_large_list(kind) or types.is_fixed_size_list(kind):
        return pa.list_(typed(kind.value_type))
    return kind


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, bytes):
        return _text(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        # Arrow gives a map as its pairs.
        is_map = bool(value) and isinstance(value[0], tuple)
        return _plain(dict(value)) if is_map else [_plain(item) for item in value]
    return str(value)


def _text(value: bytes) -> str:
    """Bytes as JSON would carry them: the text that they are, else in base 64."""
    try:
        return decode(value)[0]
    except NotTextError:
        return base64.b64encode(value).decode("ascii")


def _words(failure: BaseException) -> str:
    return str(failure).partition("\n")[0] or type(failure).__name__
