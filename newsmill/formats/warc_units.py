"""Where the records of a web archive (WARC, ISO 28500) begin: the same places whoever looks, however it is cut.

A packed archive is gzip members one after another, as a rule one a record; a unit of it begins with each member that
unpacks to a record's first line. A unit of a plain archive is a record, as long as its head says. Only behind what is
broken the next beginning is searched for, since what a page holds may look like one; what is passed over belongs to the
unit before.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from itertools import chain, pairwise
from typing import Final

Read = Callable[[int, int], bytes]
"""Bytes at a place, up to a number; fewer at the end."""

_HEAD_BYTES: Final = 32 << 10
FIRST_LINE: Final = re.compile(rb"WARC/\d+\.\d+[ \t]*\r?\n", re.IGNORECASE)
# To the first empty line; another record's first line is no part of a head.
_HEAD: Final = re.compile(rb"[^\n]*\n(?:(?!WARC/\d|\r?\n)[^\n]*\n)*+\r?\n", re.IGNORECASE)
_LENGTH: Final = re.compile(rb"\nContent-Length:[ \t]*(\d{1,18})[ \t]*\r?\n", re.IGNORECASE)
# A first line in the middle of what is broken counts only with a header below it.
_NEXT: Final = re.compile(rb"WARC/\d+\.\d+[ \t]*\r?\n(?:WARC|Content)-[\w-]+:", re.IGNORECASE)
_GZIP: Final = b"\x1f\x8b\x08"
_SUFFIXES: Final = (".warc", ".warc.gz")
_BLOCK: Final = 1 << 20
_STEP: Final = 1 << 16
_OVERLAP: Final = 1 << 10


def is_warc(data: bytes, name: str) -> bool:
    r"""Whether the bytes begin as a web archive does; where they are named as one, a record in the first MiB will do.

    >>> is_warc(b"WARC/1.1\r\nWARC-Type: warcinfo", "a"), is_warc(b"WARC/1.1 is a format.", "a")
    (True, False)
    """
    if FIRST_LINE.match(data) or _is_packed_start(data[:_OVERLAP]):
        return True
    if not name.lower().endswith(_SUFFIXES):
        return False
    head = data[:_BLOCK]
    return _NEXT.search(head) is not None or _search_packed(_reader(head), 0, len(head)) is not None


def units(data: bytes) -> Iterator[tuple[int, int]]:
    """Beginning and end of each unit of an archive, or of a range of its units, that is in memory."""
    return units_of(_reader(data), len(data))


def units_of(read: Read, size: int) -> Iterator[tuple[int, int]]:
    """Beginning and end of each unit of `size` bytes; together they are all bytes, what stands before the first included."""
    starts = _starts(read, size)
    next(starts, None)
    yield from pairwise(chain((0,), starts, (size,)))


def record_start(data: bytes) -> int:
    """Where the first record of a unit begins; its end where it has none."""
    return next(_starts(_reader(data), len(data)), len(data))


def _starts(read: Read, size: int) -> Iterator[int]:
    is_packed = False
    for at in _packed_starts(read, size) if read(0, 1) != b"W" else ():
        is_packed = True
        yield at
    if not is_packed:
        yield from _plain_starts(read, size)


def _reader(data: bytes) -> Read:
    return lambda at, size: data[at : at + size]


def _is_packed_start(packed: bytes) -> bool:
    if not packed.startswith(_GZIP):
        return False
    try:
        return zlib.decompressobj(wbits=31).decompress(packed, 5).upper() == b"WARC/"
    except zlib.error:
        return False


def _packed_starts(read: Read, size: int) -> Iterator[int]:
    """Where members begin that unpack to a record's first line.

    Each member is unpacked to find its end: what a member holds may look like another one.
    """
    at: int | None = 0
    while at is not None and at < size:
        if _is_packed_start(read(at, _OVERLAP)):
            yield at
        end = _member_end(read, at)
        at = end if end is not None else _search_packed(read, at + 1, size)


def _member_end(read: Read, at: int) -> int | None:
    """Where what follows a gzip member begins; None where the member is broken or cut off."""
    engine = zlib.decompressobj(wbits=31)
    while not engine.eof:
        packed = read(at, _STEP)
        if not packed:
            return None
        at += len(packed)
        try:
            while packed and not engine.eof:
                engine.decompress(packed, _BLOCK)
                packed = engine.unconsumed_tail
        except zlib.error:
            return None
    return at - len(engine.unused_data)


def _search_packed(read: Read, at: int, size: int) -> int | None:
    for place, step in _windows(at, size):
        block = read(place, step + _OVERLAP)
        begin = block.find(_GZIP, 0, step + len(_GZIP) - 1)
        while begin >= 0:
            if _is_packed_start(block[begin : begin + _OVERLAP]):
                return place + begin
            begin = block.find(_GZIP, begin + 1, step + len(_GZIP) - 1)
    return None


def _windows(at: int, size: int) -> Iterator[tuple[int, int]]:
    """Places and lengths to search through, the first ones short: what is broken may be so every few bytes."""
    step = _OVERLAP
    while at < size:
        yield at, step
        at, step = at + step, min(2 * step, _BLOCK)


def _plain_starts(read: Read, size: int) -> Iterator[int]:
    at: int | None = 0 if FIRST_LINE.match(read(0, _OVERLAP)) else _search(read, 0, size)
    while at is not None:
        yield at
        at = _following(read, at, size)


def _following(read: Read, at: int, size: int) -> int | None:
    """Where the record after that at `at` begins; None for the last."""
    end = declared_end(read(at, _HEAD_BYTES))
    if end is not None:
        tail = read(at + end, _OVERLAP)
        blank = len(tail) - len(tail.lstrip(b"\r\n"))
        if FIRST_LINE.match(tail, blank):
            return at + end + blank
        if at + end + blank == size:
            return None
    return _search(read, at + 1, size)


def declared_end(record: bytes) -> int | None:
    """How long a record says that it is, head and block; None where it does not say."""
    head = head_end(record)
    length = _LENGTH.search(record, 0, head)
    return head + int(length[1]) if length else None


def head_end(record: bytes) -> int:
    """Where the block of a record begins; 0 where its head has no end."""
    head = _HEAD.match(record, 0, _HEAD_BYTES)
    return head.end() if head else 0


def _search(read: Read, at: int, size: int) -> int | None:
    for place, step in _windows(at, size):
        found = _NEXT.search(read(place, step + _OVERLAP))
        if found is not None:
            return place + found.start()
    return None
