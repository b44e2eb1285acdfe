"""The bytes of the source: digests, ranges of large JSONL files and web archives, batches, and the one place that reads them."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from newsmill.division import Digest, Divider, Part, fresh_digest
from newsmill.formats.detect import is_json_lines
from newsmill.formats.row_groups import PARQUET, part_starts, read_footer
from newsmill.formats.warc_units import is_warc, units_of
from newsmill.identity import digest
from newsmill.source import FileEntry, time_of

_BLOCK_BYTES: Final = 1 << 20
_PACKED: Final = (".gz", ".tgz", ".zip", ".bz2", ".tbz2", ".xz", ".txz", ".parquet", ".feather")
_PACKED_WEIGHT: Final = 6  # news text packs to about a sixth
_OPEN_FLAGS: Final = os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC


@dataclass(frozen=True, slots=True)
class FileDigest:
    """Digest of a file, its size, and its parts (one, but for large JSONL files and web archives).

    `digest` is None and `reason` a fixed word (`vanished`, `unreadable`) where the file could not be read.
    """

    digest: str | None
    size: int
    parts: tuple[Part, ...]
    reason: str | None = None
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """A range of a file to read: all of it, or some lines of a large JSONL file, some records of a web archive.

    `digest` and `size` are the file's; `part_digest` is that of the range, `part` its rank in the file. Where
    discovery could not read the file `digest` is None, and reading is tried once more.
    """

    uri: str
    path: str
    digest: str | None
    size: int
    modified_at: datetime
    start: int
    end: int
    first_record: int
    part: int = 0
    part_digest: str | None = None

    @property
    def is_whole(self) -> bool:
        """Whether the range is the whole file."""
        return self.start == 0 and self.end == self.size


@dataclass(frozen=True, slots=True)
class SourceBytes:
    """A member and its bytes; where they could not be had, or are too many, `reason` and `error` say why.

    A part of a Parquet file has the file's `footer` beside it.
    """

    member: Member
    data: bytes | None
    reason: str | None = None
    error: str | None = None
    footer: bytes = b""


class _NotRegularError(OSError):
    """What stands at the path is no file."""


def fingerprint(entry: FileEntry, batch_bytes: int) -> FileDigest:
    """Read a file once: its digest, and where to cut it if it is over `batch_bytes` and made of lines or of records.

    Never raises for what is wrong with the file.
    """
    if entry.error:
        return FileDigest(None, entry.size, (), "unreadable", entry.error)
    try:
        handle = _open(entry.path)
        try:
            return _scan(handle, entry.uri, batch_bytes)
        finally:
            os.close(handle)
    except OSError as failure:
        return FileDigest(None, entry.size, (), _reason(failure), str(failure))


def members_of(entry: FileEntry, found: FileDigest) -> list[Member]:
    """Ranges of a file to read; one empty range where it could not be read."""
    parts = found.parts or (Part(0, found.size, "", 0),)
    return [
        Member(
            uri=entry.uri, path=entry.path, digest=found.digest, size=found.size, modified_at=entry.modified_at,
            start=part.start, end=part.end, first_record=part.first_record, part=rank,
            part_digest=part.digest or None,
        )
        for rank, part in enumerate(parts)
    ]  # fmt: skip


def cut_batches(members: Sequence[Member], batch_bytes: int, batch_files: int = 2000) -> list[list[Member]]:
    """Cut members, in their order, into batches of up to `batch_bytes` and `batch_files`; a larger one is alone.

    Packed files weigh what they may unpack to, so that a batch's memory is bounded for them as well.
    """
    batches: list[list[Member]] = []
    room, used = 0, 0
    for member in members:
        size = (member.end - member.start) * (_PACKED_WEIGHT if member.uri.lower().endswith(_PACKED) else 1)
        if not batches or used + size > batch_bytes or room == 0:
            batches.append([])
            room, used = batch_files, 0
        batches[-1].append(member)
        room, used = room - 1, used + size
    return batches


def read_member(member: Member, max_bytes: int) -> SourceBytes:
    """Bytes of a member, checked against its digest.

    A file that is no longer what was listed is read again: if it then holds still its new bytes count (with their
    digest), a range of it does not. More than `max_bytes` give only the beginning and `too_large`. Never raises
    for what is wrong with the file: `vanished`, `unreadable`, `changed_while_reading`.
    """
    try:
        handle = _open(member.path)
        try:
            return _read_checked(handle, member, max_bytes)
        finally:
            os.close(handle)
    except OSError as failure:
        return SourceBytes(member, None, _reason(failure), str(failure))


def _read_checked(handle: int, member: Member, max_bytes: int) -> SourceBytes:
    if member.end - member.start > max_bytes:
        return SourceBytes(
            member,
            _read(handle, member.start, min(max_bytes, _BLOCK_BYTES)),
            "too_large",
            f"over {max_bytes} bytes (extract.max_file_bytes)",
        )
    data = _read(handle, member.start, member.end - member.start)
    is_in_columns = not member.is_whole and _read(handle, 0, len(PARQUET)) == PARQUET
    needs_end = is_in_columns or member.end == member.size
    is_longer = needs_end and os.fstat(handle).st_size != member.size
    if member.part_digest == digest(data) and not is_longer:
        return SourceBytes(member, data, footer=_footer(handle, member.size) if is_in_columns else b"")
    if member.digest is not None and not member.is_whole:
        return SourceBytes(member, data, "changed_while_reading", "the file is not what was listed")
    before = os.fstat(handle)
    if before.st_size > max_bytes:
        return SourceBytes(
            member, data[:_BLOCK_BYTES], "too_large", f"over {max_bytes} bytes (extract.max_file_bytes)"
        )
    first, second = _read(handle, 0, before.st_size), _read(handle, 0, before.st_size + 1)
    if first != second or os.fstat(handle).st_mtime_ns != before.st_mtime_ns:
        return SourceBytes(member, second, "changed_while_reading", "the file changes while it is read")
    now = digest(first)
    size, modified_at = len(first), time_of(before.st_mtime_ns)
    as_read = replace(member, digest=now, part_digest=now, size=size, end=size, modified_at=modified_at)
    return SourceBytes(as_read, first)


def _open(path: str) -> int:
    # Not blocking, and asked again once open: what was a file when listed may be a pipe or a link by now.
    handle = os.open(path, _OPEN_FLAGS)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise _NotRegularError(f"no regular file: {path!r}")
    return handle


def _read(handle: int, start: int, size: int) -> bytes:
    blocks: list[bytes] = []
    while size > 0 and (block := os.pread(handle, min(size, 16 * _BLOCK_BYTES), start)):
        blocks.append(block)
        start, size = start + len(block), size - len(block)
    return b"".join(blocks)


def _footer(handle: int, size: int) -> bytes:
    return read_footer(partial(_read, handle), size)


def _reason(failure: OSError) -> str:
    return "vanished" if isinstance(failure, FileNotFoundError) else "unreadable"


def _blocks(handle: int) -> Iterator[bytes]:
    while block := os.read(handle, _BLOCK_BYTES):
        yield block


def _scan(handle: int, uri: str, batch_bytes: int) -> FileDigest:
    whole = fresh_digest()
    cutter: _Cutter | Divider | None = None
    size = 0
    for block in _blocks(handle):
        if size == 0:
            cutter = _cutter_of(handle, block, uri, batch_bytes)
        whole.update(block)
        size += len(block)
        if cutter is not None:
            cutter.feed(block)
    value = whole.hexdigest()
    parts = cutter.finish() if cutter is not None else [Part(0, size, value, 0)]
    return FileDigest(value, size, tuple(parts))


def _cutter_of(handle: int, block: bytes, uri: str, batch_bytes: int) -> "_Cutter | Divider | None":
    """What cuts a file that begins so into parts; None for one that is a part."""
    if block.startswith(PARQUET):
        return _divider(handle, batch_bytes // _PACKED_WEIGHT)
    if os.fstat(handle).st_size <= batch_bytes:
        return None
    if is_warc(block, uri):
        return _archive_divider(handle, batch_bytes)
    return _Cutter(batch_bytes) if is_json_lines(block, uri) else None


def _archive_divider(handle: int, part_bytes: int) -> Divider:
    """What divides a web archive between its records; one that is larger than a part is a part of its own."""
    size, starts = os.fstat(handle).st_size, [(0, 0)]
    for rank, (begin, end) in enumerate(units_of(lambda at, n: _read(handle, at, min(n, size - at)), size)):
        if end - starts[-1][0] > part_bytes and begin > starts[-1][0]:
            starts.append((begin, rank))
    return Divider(starts)


def _divider(handle: int, part_bytes: int) -> Divider | None:
    """What divides a large Parquet file between its groups of rows."""
    size = os.fstat(handle).st_size
    starts = part_starts(_footer(handle, size), size, part_bytes) if size > part_bytes else []
    return Divider(starts) if len(starts) > 1 else None


class _Cutter:
    """Cuts a stream of lines into parts of about `batch_bytes`; a line as large as that is a part of its own.

    `_state` digests from the part's start, `_tail` from the open line's start, so that a line that turns out to
    be too long can still be cut off from those before it.
    """

    def __init__(self, batch_bytes: int) -> None:
        self._limit = batch_bytes
        self._parts: list[Part] = []
        self._base = self._lines = self._line_start = 0
        self._begin_part()

    def feed(self, block: bytes) -> None:
        """Take the next bytes of the file."""
        at = 0
        while (end := self._full_at(block, at)) > 0:
            at = self._pass_lines(block, at, block.rfind(b"\n", at, end - 1) + 1)
            self._cut_off_long_line(self._base + end)
            self._state.update(block[at:end])
            self._lines += 1
            self._line_start = self._base + end
            self._cut(self._line_start, self._state)
            self._begin_part()
            at = end
        at = self._pass_lines(block, at, block.rfind(b"\n", at) + 1)
        self._state.update(block[at:])
        self._tail.update(block[at:])
        self._base += len(block)

    def finish(self) -> list[Part]:
        """Give the parts, once all bytes are taken."""
        self._cut_off_long_line(self._base)
        if self._base > self._start:
            self._cut(self._base, self._state)
        return self._parts

    def _begin_part(self) -> None:
        self._start, self._first_record = self._line_start, self._lines
        self._state, self._tail, self._whole_lines = fresh_digest(), fresh_digest(), fresh_digest()

    def _full_at(self, block: bytes, at: int) -> int:
        """Where the first line ends with which the part is full; 0 where it does not in this block."""
        wanted = max(at, self._start + self._limit - 1 - self._base)
        return block.find(b"\n", wanted) + 1 if wanted < len(block) else 0

    def _pass_lines(self, block: bytes, at: int, end: int) -> int:
        if end <= at:
            return at
        self._state.update(block[at:end])
        self._lines += block.count(b"\n", at, end)
        self._line_start = self._base + end
        self._whole_lines, self._tail = self._state.copy(), fresh_digest()
        return end

    def _cut_off_long_line(self, end: int) -> None:
        if end - self._line_start >= self._limit and self._line_start > self._start:
            self._cut(self._line_start, self._whole_lines)
            self._start, self._first_record, self._state = self._line_start, self._lines, self._tail

    def _cut(self, end: int, state: Digest) -> None:
        self._parts.append(Part(self._start, end, state.hexdigest(), self._first_record))
