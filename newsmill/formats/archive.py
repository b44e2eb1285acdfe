"""Archives -> their members' bytes, streamed and capped, so that a bomb costs no more than a large file."""

import bz2
import lzma
import re
import stat
import tarfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from typing import Final, Protocol, Self

from newsmill.exceptions import NewsmillError
from newsmill.formats.detect import is_archive
from newsmill.formats.found import Limits
from newsmill.formats.warc_units import is_warc

_BLOCK: Final = 1 << 16
_FREE_BYTES: Final = 1 << 20
_XZ_MEMORY: Final = 128 << 20
_PACKED_SUFFIXES: Final = (".gz", ".bz2", ".xz", ".tgz", ".tbz2", ".txz")
_LITTER: Final = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_PADDING: Final = re.compile(rb"\0*")
_BLANK: Final = b"\0 \t\r\n"
_OFFICE: Final = "[Content_Types].xml"


class ArchiveTooLargeError(NewsmillError):
    """The archive unpacks to more than its limits allow."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A member: its name, its bytes (only their beginning where `reason` says why it is not read)."""

    name: str
    data: bytes
    reason: str | None = None
    error: str = ""


class _Decompressor(Protocol):
    @property
    def eof(self) -> bool: ...

    @property
    def needs_input(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int) -> bytes: ...


@dataclass
class _Budget:
    """What is left of the limits; spending over them raises `ArchiveTooLargeError`."""

    packed_bytes: int
    limits: Limits
    spent: int = 0
    members: int = 0
    names: Counter[str] = field(default_factory=Counter)
    taken: set[str] = field(default_factory=set)

    def spend(self, count: int) -> None:
        self.spent += count
        if self.spent > self.limits.max_archive_bytes:
            raise ArchiveTooLargeError(
                f"unpacks to over {self.limits.max_archive_bytes} bytes (extract.max_archive_bytes)"
            )
        if self.spent > max(_FREE_BYTES, self.limits.max_ratio * self.packed_bytes):
            raise ArchiveTooLargeError(
                f"unpacks to over {self.limits.max_ratio} times its size (extract.max_ratio)"
            )

    def enter(self, name: str) -> str:
        """Count a member and give its name, made valid Unicode and unique."""
        self.members += 1
        if self.members > self.limits.max_archive_members:
            raise ArchiveTooLargeError(
                f"over {self.limits.max_archive_members} members (extract.max_archive_members)"
            )
        name = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        # A member may really have the name that an equal one before it was given.
        unique = name
        while unique in self.taken:
            self.names[name] += 1
            unique = f"{name}#{self.names[name] + 1}"
        self.taken.add(unique)
        return unique


class _Unpacked:
    """Reads what gzip, bzip2 or xz data unpacks to, in blocks, several streams one after another included."""

    def __init__(self, data: bytes, budget: _Budget) -> None:
        self._data = data
        self._at = 0
        self._kind = data[:2]
        self._budget = budget
        self._engine: _Decompressor | None = None
        self._ready = b""
        self._begin = self._whole = 0

    def _next_stream(self) -> _Decompressor | None:
        if self._engine is not None:
            self._at -= len(self._engine.unused_data)
            self._at = _PADDING.match(self._data, self._at).end()  # type: ignore[union-attr] # matches anywhere
            self._begin, self._whole = self._at, self._budget.spent
        if not self._data.startswith(self._kind, self._at):
            return None
        if self._kind == b"\x1f\x8b":
            return _Gzip()
        return bz2.BZ2Decompressor() if self._kind == b"BZ" else lzma.LZMADecompressor(memlimit=_XZ_MEMORY)

    def _more(self) -> bytes:
        while True:
            if self._engine is None or self._engine.eof:
                self._engine = self._next_stream()
                if self._engine is None:
                    return b""
            is_hungry = self._engine.needs_input
            step = self._data[self._at : self._at + _BLOCK] if is_hungry else b""
            self._at += len(step)
            block = self._engine.decompress(step, _BLOCK)
            if block:
                self._budget.spend(len(block))
                return block
            if is_hungry and not step and not self._engine.eof:
                raise EOFError("the packed data ends too early")

    def rest(self) -> tuple[int, bytes]:
        """How much the streams gave that ended well, and what follows these."""
        return self._whole, self._data[self._begin :]

    def read_before_break(self, size: int) -> tuple[bytes, Exception | None]:
        """Up to `size` bytes; fewer at the end, or where the data breaks, and then why it does."""
        parts, self._ready = [self._ready], b""
        have = len(parts[0])
        failure: Exception | None = None
        try:
            while have < size and (block := self._more()):
                parts.append(block)
                have += len(block)
        except (EOFError, OSError, ValueError, zlib.error, lzma.LZMAError) as broken:
            failure = broken
        return b"".join(parts)[:size], failure

    def check_end(self) -> None:
        """Raise where the streams, which were read to their end, are followed by something else."""
        if rest := self._data[self._begin :].strip(_BLANK):
            raise ValueError(f"{len(rest)} bytes behind the packed data")

    def read(self, size: int) -> bytes:
        """Up to `size` bytes; fewer only at the end."""
        parts = [self._ready]
        have = len(self._ready)
        while have < size and (block := self._more()):
            parts.append(block)
            have += len(block)
        joined = b"".join(parts)
        self._ready = joined[size:]
        return joined[:size]


class _Header(tarfile.TarInfo):
    """A member's header; `tarfile` itself ends without a word at one that is damaged or cut off."""

    @classmethod
    def fromtarfile(cls, tar: tarfile.TarFile) -> Self:
        try:
            return super().fromtarfile(tar)
        except (tarfile.InvalidHeaderError, tarfile.TruncatedHeaderError) as failure:  # type: ignore[attr-defined]
            raise tarfile.ReadError(str(failure)) from failure


class _Gzip:
    """gzip with the interface of bz2 and lzma: what is not taken of the input is kept for the next call."""

    def __init__(self) -> None:
        self._engine = zlib.decompressobj(wbits=31)
        self._failure: zlib.error | None = None

    @property
    def eof(self) -> bool:
        return self._engine.eof

    @property
    def needs_input(self) -> bool:
        return not self._engine.unconsumed_tail

    @property
    def unused_data(self) -> bytes:
        return self._engine.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        if self._failure is not None:
            raise self._failure
        before, packed = self._engine.copy(), self._engine.unconsumed_tail or data
        try:
            return self._engine.decompress(packed, max_length)
        except zlib.error as failure:
            self._failure = failure
            return before_break(before, packed, max_length)


def before_break(engine: "zlib._Decompress", packed: bytes, max_length: int) -> bytes:
    """What packed data gives up to the byte that breaks it: zlib keeps that to itself."""
    given = bytearray()
    with suppress(zlib.error):
        for at in range(len(packed)):
            if len(given) < max_length:
                given += engine.decompress(packed[at : at + 1], max_length)
    return bytes(given[:max_length])


def unpack(data: bytes, name: str, limits: Limits) -> Iterator[Packed]:
    """Members of a zip or tar archive, or the one file in a compressed one.

    Raises `ArchiveTooLargeError` as soon as a limit is passed, and the errors of the formats (`EOFError`,
    `OSError`, `ValueError`, `zlib.error`, `lzma.LZMAError`, `tarfile.TarError`, `zipfile.BadZipFile`) where the
    archive breaks: members before that have been given. Links, folders and hidden members give nothing.
    """
    budget = _Budget(len(data), limits)
    if data.startswith(b"PK"):
        return _from_zip(data, budget)
    if data[257:262] == b"ustar":
        return _from_tar(BytesIO(data), budget, is_counted=True)
    return _from_packed(data, name, budget)


@dataclass(frozen=True, slots=True)
class Streams:
    """What gzip streams one after another hold, up to a byte over `max_file_bytes`, and why they break, if they do.

    The first `whole` bytes of the content are of streams that ended well; `rest` is what follows these in the packed data.
    """

    content: bytes
    failure: Exception | None
    whole: int
    rest: bytes


def unpack_streams(data: bytes, limits: Limits) -> Streams:
    """Unpack gzip streams. Raises `ArchiveTooLargeError`."""
    stream = _Unpacked(data, _Budget(len(data), limits))
    content, failure = stream.read_before_break(limits.max_file_bytes + 1)
    return Streams(content, failure, *stream.rest())


def _from_packed(data: bytes, name: str, budget: _Budget) -> Iterator[Packed]:
    head, _ = _Unpacked(data, _Budget(len(data), budget.limits)).read_before_break(512)
    stream = _Unpacked(data, budget)
    if head[257:262] == b"ustar":
        yield from _from_tar(stream, budget, is_counted=False)
        return
    limit = budget.limits.max_file_bytes
    inner = next((name[: -len(end)] for end in _PACKED_SUFFIXES if name.lower().endswith(end)), name)
    content, failure = stream.read_before_break(limit + 1)
    packed = _packed(budget.enter(inner.rsplit("/", 1)[-1]), content, limit)
    if failure is None or packed.reason:
        yield packed
        if packed.reason is None:
            stream.check_end()
    elif not content:
        raise failure
    else:
        yield Packed(packed.name, content, "bad_archive", f"{type(failure).__name__}: {failure}")


def _from_tar(stream: "BytesIO | _Unpacked", budget: _Budget, *, is_counted: bool) -> Iterator[Packed]:
    # Zeros are passed over: another archive may follow them.
    with tarfile.open(fileobj=stream, mode="r|", tarinfo=_Header, ignore_zeros=True) as tar:  # type: ignore[call-overload]
        for info in tar:
            if not info.isreg() or _is_litter(info.name):
                continue
            name = budget.enter(info.name)
            limit = budget.limits.max_file_bytes
            opened = tar.extractfile(info)
            content = opened.read(limit + 1) if opened else b""
            if len(content) < min(info.size, limit + 1):
                raise EOFError(f"{info.name} ends too early")
            # The holes of a sparse member are in no packed data.
            if is_counted or info.issparse():
                budget.spend(len(content))
            yield _packed(name, content, limit)
    if isinstance(stream, _Unpacked):
        stream.check_end()


def _from_zip(data: bytes, budget: _Budget) -> Iterator[Packed]:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        infos = archive.infolist()
        if (infos[:1] and infos[0].filename == "mimetype") or any(i.filename == _OFFICE for i in infos):
            raise ValueError("an Office document or e-book")
        for info in infos:
            if info.is_dir() or stat.S_ISLNK(info.external_attr >> 16) or _is_litter(info.filename):
                continue
            name = budget.enter(info.filename)
            if info.flag_bits & 1:
                yield Packed(name, b"", "encrypted", "the member is encrypted")
                continue
            yield _zip_member(archive, info, name, budget)


def _zip_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, budget: _Budget) -> Packed:
    limit = budget.limits.max_file_bytes
    parts: list[bytes] = []
    size = 0
    try:
        with archive.open(info) as opened:
            while size <= limit and (block := opened.read(_BLOCK)):
                parts.append(block)
                size += len(block)
                budget.spend(len(block))
    except ArchiveTooLargeError:
        raise
    except Exception as failure:
        return Packed(name, b"".join(parts), "bad_archive", f"{type(failure).__name__}: {failure}")
    return _packed(name, b"".join(parts), limit)


def _packed(name: str, content: bytes, limit: int) -> Packed:
    if len(content) > limit:
        return Packed(name, content, "too_large", f"a member over {limit} bytes (extract.max_file_bytes)")
    if is_archive(content) and not is_warc(content, name):
        return Packed(name, content, "nested_archive", "archives inside archives are not read")
    return Packed(name, content)


def _is_litter(name: str) -> bool:
    parts = [part for part in name.replace("\\", "/").split("/") if part not in {"", ".", ".."}]
    return not parts or any(part.startswith(".") or part.lower() in _LITTER for part in parts)
