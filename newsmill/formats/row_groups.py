"""Parquet files too large to be read in one piece: where they are cut, between groups of rows, and their parts.

A part has the bytes of some groups. What says where in them the values stand is at the file's end, its footer.
"""

import io
from collections.abc import Callable
from typing import Final, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from newsmill.formats.aliases import name_a_text

PARQUET: Final = b"PAR1"
_TAIL_BYTES: Final = 8
# Whatever Arrow says of a footer that is none.
_FAILURES: Final = (pa.ArrowException, OSError, ValueError, MemoryError)


class FilePart(NamedTuple):
    """A range of a file's bytes, the position of its first row, and what is to be known of the whole file."""

    start: int
    end: int
    first_record: int
    footer: bytes
    size: int


def read_footer(read: Callable[[int, int], bytes], size: int) -> bytes:
    """The footer of a Parquet file of a size, with `read(start, size)`; empty for any other file."""
    tail = read(size - _TAIL_BYTES, _TAIL_BYTES) if size > _TAIL_BYTES and read(0, 4) == PARQUET else b""
    length = int.from_bytes(tail[:4], "little") + _TAIL_BYTES
    return read(size - length, length) if tail[4:] == PARQUET and length < size else b""


def part_starts(footer: bytes, size: int, part_bytes: int) -> list[tuple[int, int]]:
    """First byte and first row of each part of a file, of `part_bytes` or more; (0, 0) alone where it is not to be cut.

    A table of something else is one reject, however large it is.
    """
    whole = [(0, 0)]
    try:
        metadata = pq.read_metadata(pa.BufferReader(footer))
        if not name_a_text(tuple(metadata.schema.to_arrow_schema().names)):
            return whole
        groups = [_extent(metadata.row_group(at)) for at in range(metadata.num_row_groups)]
    except _FAILURES:
        return whole
    starts, reached, row = whole.copy(), 0, 0
    for begin, end, rows in groups:
        if not reached <= begin <= end <= size:
            return whole
        if begin - starts[-1][0] >= part_bytes:
            starts.append((begin, row))
        reached, row = end, row + rows
    return starts


def groups_of(metadata: pq.FileMetaData, part: FilePart) -> list[int]:
    """The groups of rows that begin in a part."""
    begins = [_extent(metadata.row_group(at))[0] for at in range(metadata.num_row_groups)]
    return [at for at, begin in enumerate(begins) if part.start <= begin < part.end]


def _extent(group: pq.RowGroupMetaData) -> tuple[int, int, int]:
    """First byte of a group, the byte behind it, and its rows."""
    begins, ends = [], []
    for at in range(group.num_columns):
        column = group.column(at)
        begin = column.data_page_offset
        if column.has_dictionary_page:
            begin = min(begin, column.dictionary_page_offset)
        begins.append(begin)
        ends.append(begin + column.total_compressed_size)
    return min(begins), max(ends), group.num_rows


class PartFile(io.RawIOBase):
    """A file of which a part and the footer are at hand; all else reads as zeros."""

    def __init__(self, data: bytes, part: FilePart) -> None:
        self._pieces = (
            (part.start, memoryview(data)),
            (part.size - len(part.footer), memoryview(part.footer)),
        )
        self._size, self._at = part.size, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Place of the next byte."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # any buffer, as Python's own
        """Read from the place on; Arrow looks for the footer in more bytes than it has."""
        begin = self._at
        end = max(begin, min(begin + len(buffer), self._size))
        buffer[: end - begin] = bytes(end - begin)
        for start, piece in self._pieces:
            first, last = max(begin, start), min(end, start + len(piece))
            if first < last:
                buffer[first - begin : last - begin] = piece[first - start : last - start]
        self._at = end
        return end - begin
