"""The one entry to all formats: the bytes of a file -> the articles and rejects found in them."""

import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Final

from newsmill.formats.archive import ArchiveTooLargeError, Packed, unpack
from newsmill.formats.columnar import read_columnar
from newsmill.formats.detect import Kind, detect, signature, what_other
from newsmill.formats.found import Finding, Found, Limits, reject
from newsmill.formats.html_page import read_html
from newsmill.formats.json_records import read_json, read_json_lines
from newsmill.formats.tables import read_table
from newsmill.formats.text_page import read_text
from newsmill.formats.warc import read_warc


def _read_xml(data: bytes, limits: Limits) -> Found:
    # lxml costs its import only where there is XML.
    from newsmill.formats.xml_news import read_xml  # noqa: PLC0415

    return read_xml(data, limits)


_READERS: Final[dict[Kind, Callable[[bytes, Limits], Iterator[Finding]]]] = {
    "text": read_text,
    "html": read_html,
    "json": read_json,
    "jsonl": read_json_lines,
    "csv": read_table,
    "xml": _read_xml,
    "warc": read_warc,
}
_ARCHIVE_FAILURES: Final = (
    EOFError, OSError, ValueError, RuntimeError, OverflowError, MemoryError, NotImplementedError,
    zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile,
)  # fmt: skip


def parse(data: bytes, source_uri: str, limits: Limits) -> Iterator[tuple[str, Finding]]:
    """Read the records of a file with the uri each came from, `archive!/member` inside an archive.

    At least one finding for any bytes whatever; never an exception for what they hold.
    """
    if detect(data, source_uri) == "archive":
        yield from _parse_archive(data, source_uri, limits)
        return
    for found in parse_file(data, source_uri, limits):
        yield source_uri, found


def parse_file(data: bytes, source_uri: str, limits: Limits) -> Iterator[Finding]:
    """Read the records of a file that is no archive."""
    if not data.strip():
        return iter([reject(data, "empty", "no bytes" if not data else "nothing but spaces")])
    kind = detect(data, source_uri)
    if kind == "binary":
        words = signature(data)
        return iter([reject(data, "not_text", words or "control bytes all over: binary data, not text")])
    if kind == "other":
        return iter([reject(data, "unsupported_format", what_other(data, source_uri))])
    if kind == "columnar":
        return read_columnar(data, source_uri, limits)
    return _READERS[kind](data, limits)


def _parse_archive(data: bytes, source_uri: str, limits: Limits) -> Iterator[tuple[str, Finding]]:
    is_empty = True
    try:
        for packed in unpack(data, source_uri, limits):
            is_empty = False
            uri = f"{source_uri}!/{packed.name}"
            if packed.reason:
                for found in _before_break(packed, uri, limits):
                    yield uri, found
                continue
            for found in parse_file(packed.data, uri, limits):
                yield uri, found
    except ArchiveTooLargeError as failure:
        yield source_uri, reject(data, "archive_too_large", failure)
    except _ARCHIVE_FAILURES as failure:
        yield source_uri, reject(data, "bad_archive", f"{type(failure).__name__}: {failure}")
    else:
        if is_empty:
            yield source_uri, reject(data, "empty", "an archive without files")


def _before_break(packed: Packed, uri: str, limits: Limits) -> Iterator[Finding]:
    """Records of a member before the byte that breaks it, and why it is not read to its end.

    Of what is one article its first half is none.
    """
    record = 0
    if (
        packed.reason == "bad_archive"
        and packed.data
        and detect(packed.data, uri) in {"json", "jsonl", "csv", "xml", "warc"}
    ):
        for found in parse_file(packed.data, uri, limits):
            yield found
            record = found.record + 1
    yield reject(packed.data, packed.reason or "bad_archive", packed.error, record)
