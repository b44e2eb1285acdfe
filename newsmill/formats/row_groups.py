"""Parquet files too large to be read in one piece: where they are cut, between groups of rows, and their parts.

A part has the bytes of some groups. What says where in them the values stand is at the file's end, its footer.
"""

import io
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from newsmill.formats.aliases import name_a_text
from newsmill.formats.thrift_compact import Struct, read_struct

PARQUET: Final = b"PAR1"
_TAIL_BYTES: Final = 8
# Reading a footer costs some seconds for ten million bytes.
_LARGEST_FOOTER_BYTES: Final = 16 << 20
_MOST_ROWS: Final = 1 << 32
_FAILURES: Final = (ValueError, IndexError, KeyError, TypeError, AttributeError, RecursionError)
# Numbers of fields in Parquet's own description: of a file, a group of rows, a column's part of it, an element of the schema.
_SCHEMA, _GROUPS, _ENCRYPTION = 2, 4, 8
_COLUMNS, _ROWS = 1, 3
_COLUMN = 3
_COMPRESSED_BYTES, _DATA_AT, _DICTIONARY_AT = 7, 9, 11
_NAME, _CHILDREN = 4, 5


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
    if len(footer) > _LARGEST_FOOTER_BYTES:
        return whole
    try:
        described = read_struct(footer)
        if _ENCRYPTION in described or not name_a_text(_column_names(described[_SCHEMA])):
            return whole
        return _starts(described[_GROUPS], size, part_bytes) or whole
    except _FAILURES:
        return whole


def _starts(groups: list[Struct], size: int, part_bytes: int) -> list[tuple[int, int]]:
    starts, reached, row = [(0, 0)], 0, 0
    for group in groups:
        (begin, end), rows = _extent(group), group[_ROWS]
        if not (reached <= begin <= end <= size and 0 <= rows <= _MOST_ROWS):
            return []
        if begin - starts[-1][0] >= part_bytes:
            starts.append((begin, row))
        reached, row = end, row + rows
    return starts


def groups_of(part: FilePart) -> list[int]:
    """The groups of rows that begin in a part."""
    groups = read_struct(part.footer)[_GROUPS]
    return [at for at, group in enumerate(groups) if part.start <= _extent(group)[0] < part.end]


def _extent(group: Struct) -> tuple[int, int]:
    """First byte of a group of rows, and the byte behind it."""
    begins, ends = [], []
    for column in group[_COLUMNS]:
        told = column[_COLUMN]
        begin = min(told[_DATA_AT], told.get(_DICTIONARY_AT) or told[_DATA_AT])
        begins.append(begin)
        ends.append(begin + told[_COMPRESSED_BYTES])
    return min(begins), max(ends)


def _column_names(schema: list[Any]) -> tuple[str, ...]:
    """Names of the columns, of a schema that lists all elements, those inside others too, from the root on."""
    names, inside = [], 0
    for element in schema[1:]:
        if not inside:
            names.append(element[_NAME].decode("utf-8", "replace"))
        inside += element.get(_CHILDREN, 0) - (inside > 0)
    return tuple(names)


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
