"""What a file is, by its content; its name is only a hint."""

import re
from typing import Final, Literal

import orjson

from newsmill.formats.columnar import is_columnar
from newsmill.formats.decode import NotTextError, decode
from newsmill.formats.foreign import foreign_format
from newsmill.formats.markup import NAMES
from newsmill.formats.tables import SUFFIXES as TABLE_SUFFIXES
from newsmill.formats.tables import is_table_of_articles
from newsmill.formats.warc_units import is_warc
from newsmill.formats.xml_root import news_root

Kind = Literal[
    "text", "html", "json", "jsonl", "csv", "columnar", "xml", "warc", "archive", "binary", "other"
]

JSONL_SUFFIXES: Final = (".jsonl", ".ndjson", ".jsonlines", ".jl")
_JSON_SUFFIXES: Final = (".json", *JSONL_SUFFIXES)
_HTML_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_ARCHIVES: Final = (b"\x1f\x8b", b"PK\x03\x04", b"PK\x05\x06", b"BZh", b"\xfd7zXZ\x00")
_SIGNATURES: Final = (
    (b"\x89PNG", "a PNG picture"), (b"\xff\xd8\xff", "a JPEG picture"), (b"GIF8", "a GIF picture"),
    (b"%PDF-", "a PDF document"), (b"{\\rtf", "an RTF document"), (b"\xd0\xcf\x11\xe0", "an Office document"),
    (b"\x7fELF", "a program"), (b"MZ\x90", "a program"), (b"RIFF", "a media file"),
    (b"OggS", "a media file"), (b"ID3", "a media file"), (b"SQLite format 3", "a database"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"), (b"Rar!", "a RAR archive"), (b"(\xb5/\xfd", "a Zstandard file"),
    (b"filedesc://", "an ARC web archive"), (b"FEA1", "a Feather file of the first version"),
)  # fmt: skip
_HTML: Final = re.compile(
    rb"\s*+(?:<!--.*?-->\s*+)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_INSIDE: Final = re.compile(rb"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
# The first element of a markup that is not HTML's, written to its end.
_OTHER_ROOT: Final = re.compile(
    rf"(?:<!doctype(?!\s+html)\b[^>]*>\s*)?<(?!(?:{NAMES})\b)([a-z]\w*(?::\w+)?)[\s>]".encode(), re.IGNORECASE
)
_TAG: Final = re.compile(rb"<(?:p|div|article|span|h[1-6]|meta|title|table|br|a)\b[^>]*>", re.IGNORECASE)
_HEAD_BYTES: Final = 4096
# A value spread over lines, in a file that is named as if each line had its own.
_SPREAD: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{][ \t\r]*\n")
_FIRST_LINE: Final = re.compile(rb"\s*(\{[^\n]*\})[ \t\r]*(?:\n|\Z)")

# How a JSON record begins, in a list or not, after a first line that is a broken one or not.
_RECORD: Final = re.compile(rb'\A(?:\{[^\n]*\n)?\s*(?:\[\s*)?\{\s*"[^"\n]{1,80}"\s*:\s*["\[{\dtfnN-]')


def signature(data: bytes) -> str | None:
    """Name of a binary format that is not read, by its first bytes."""
    return next((words for mark, words in _SIGNATURES if data.startswith(mark)), None)


def is_archive(data: bytes) -> bool:
    """Whether the bytes begin as gzip, zip, bzip2, xz or tar does."""
    return data.startswith(_ARCHIVES) or data[257:262] == b"ustar"


def is_json_lines(data: bytes, name: str) -> bool:
    """Whether each line is a JSON value: the name says so, or the first line is a whole JSON object."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    if name.lower().endswith(JSONL_SUFFIXES):
        return not _SPREAD.match(data)
    first = _FIRST_LINE.match(data.removeprefix(b"\xef\xbb\xbf"))
    if first is None:
        return False
    try:
        return isinstance(orjson.loads(first[1]), dict)
    except orjson.JSONDecodeError:
        return False


def detect(data: bytes, name: str) -> Kind:
    """Tell what the bytes are; `other` is text that is neither page nor record, `binary` what no reader takes.

    >>> detect(b'{"text": "a"}', "page.txt"), detect(b"<html><p>a", "page.txt"), detect(b"[Photo] a", "page.json")
    ('json', 'html', 'json')
    """
    name = name.lower()
    if is_warc(data, name):
        return "warc"
    if is_archive(data):
        return "archive"
    if is_columnar(data, name):
        return "columnar"
    if signature(data):
        return "binary"
    head = _plain_head(data)
    return "binary" if head is None else _detect_text(data, head, name)


def _detect_text(data: bytes, head: bytes, name: str) -> Kind:
    if head[:1] in {b"{", b"["}:
        return _detect_json(data, head, name)
    if head[:1] == b"<":
        return _detect_markup(data, head, name)
    if name.endswith(_JSON_SUFFIXES):
        return "jsonl" if is_json_lines(data, name) else "json"
    if name.endswith(_HTML_SUFFIXES) and _TAG.search(head):
        return "html"
    words = head.decode("utf-8")
    if name.endswith(TABLE_SUFFIXES) and is_table_of_articles(words):
        return "csv"
    return "other" if foreign_format(words, name) else "text"


def what_other(data: bytes, name: str) -> str:
    """What a file of kind `other` is, in words."""
    head = _plain_head(data) or b""
    return foreign_format(head.decode("utf-8"), name) or "XML or SGML that is neither news nor an HTML page"


def _plain_head(data: bytes) -> bytes | None:
    try:
        return decode(data[:_HEAD_BYTES])[0].lstrip("\ufeff \t\r\n").encode("utf-8")
    except NotTextError:
        return None


def _detect_json(data: bytes, head: bytes, name: str) -> Kind:
    if is_json_lines(data, name):
        return "jsonl" if name.endswith(JSONL_SUFFIXES) or b"\n" in data.strip() else "json"
    if name.endswith(_JSON_SUFFIXES) or _RECORD.match(head):
        return "json"
    try:
        found = orjson.loads(data)
    except orjson.JSONDecodeError:
        return "text"
    return "json" if isinstance(found, dict) or (found and isinstance(found[0], dict)) else "text"


def _detect_markup(data: bytes, head: bytes, name: str) -> Kind:
    if news_root(head.decode("utf-8")):
        return "xml"
    if _HTML.match(head) or (head.startswith(b"<?xml") and _HTML_INSIDE.search(head)):
        return "html"
    if head.startswith(b"<?xml") or name.endswith((".xml", ".rss", ".svg")):
        return "other"
    root = None if name.endswith(_HTML_SUFFIXES) else _OTHER_ROOT.match(head)
    if root is not None and b"</" + root[1] + b">" in data:
        return "other"
    return "html" if name.endswith(_HTML_SUFFIXES) or len(_TAG.findall(head)) >= 3 else "text"
