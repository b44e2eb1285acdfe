"""What a server answered -> its fields, and the body as it was before it was packed for the way."""

import re
import zlib
from contextlib import suppress
from typing import Final

import pyarrow as pa

from newsmill.formats.archive import before_break

Fields = dict[str, str]

_FOLDED: Final = re.compile(rb"\r?\n[ \t]+")
_CHUNK: Final = re.compile(rb"(?:\r?\n)?([0-9A-Fa-f]{1,16})[ \t]*(?:;[^\r\n]*)?\r?\n")
_WINDOWS: Final = {"gzip": (31,), "x-gzip": (31,), "deflate": (15, -15)}
_ARROW: Final = {"br": "brotli", "zstd": "zstd"}
_BLOCK: Final = 1 << 16


def fields_of(head: bytes) -> Fields:
    r"""Fields below the first line of a head, their names in small letters; of several of one name the first.

    >>> fields_of(b"HTTP/1.1 200 OK\r\nContent-Type: text/html;\r\n charset=utf-8\r\nX")
    {'content-type': 'text/html; charset=utf-8'}
    """
    fields: Fields = {}
    for line in _FOLDED.sub(b" ", head).split(b"\n")[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            fields.setdefault(name.strip().decode("latin-1").lower(), _text(value.strip()))
    return fields


def body_of(data: bytes, fields: Fields, limit: int) -> bytes:
    """Body with its chunks joined and its content encodings undone, up to `limit` bytes.

    Crawlers often keep the fields of what they have undone already: a body that is not packed as the fields say
    is left as it is. Of one that breaks what stands before the break is given.
    """
    if "chunked" in fields.get("transfer-encoding", "").lower():
        data = _joined(data)
    for name in reversed(fields.get("content-encoding", "").lower().split(",")):
        data = _undone(data, name.strip(), limit)
    return data


def _text(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")


def _joined(data: bytes) -> bytes:
    parts: list[bytes] = []
    at = 0
    while (head := _CHUNK.match(data, at)) is not None:
        size = int(head[1], 16)
        if size == 0:
            return b"".join(parts)
        at = head.end() + size
        parts.append(data[head.end() : at])
    return b"".join(parts) or data


def _undone(data: bytes, name: str, limit: int) -> bytes:
    found = _from_arrow(data, _ARROW[name], limit) if name in _ARROW else b""
    for window in _WINDOWS.get(name, ()):
        found = found or _inflated(data, window, limit)
    return found or data


def _inflated(data: bytes, window: int, limit: int) -> bytes:
    try:
        return zlib.decompressobj(wbits=window).decompress(data, limit)
    except zlib.error:
        # Bare deflate has no mark: what it gives of other bytes before it breaks is noise.
        return before_break(zlib.decompressobj(wbits=window), data, limit) if window > 0 else b""


def _from_arrow(data: bytes, codec: str, limit: int) -> bytes:
    given: list[bytes] = []
    size = 0
    with suppress(OSError), pa.CompressedInputStream(pa.BufferReader(data), codec) as stream:
        while size < limit and (block := stream.read(min(_BLOCK, limit - size))):
            given.append(block)
            size += len(block)
    return b"".join(given)
