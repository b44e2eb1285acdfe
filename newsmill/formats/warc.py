"""Web archives (WARC, ISO 28500) -> raw records: an article for each HTML page that was fetched, or text made of one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Final

import orjson

from newsmill.exceptions import NewsmillError
from newsmill.formats.archive import ArchiveTooLargeError, unpack_streams
from newsmill.formats.detect import detect
from newsmill.formats.fields import host
from newsmill.formats.found import Finding, Limits, Reject, Skipped, reject
from newsmill.formats.html_page import read_html
from newsmill.formats.http_body import Fields, body_of, fields_of
from newsmill.formats.json_records import IN_LINE
from newsmill.formats.text_page import read_text
from newsmill.formats.timestamps import parse_timestamp
from newsmill.formats.warc_units import FIRST_LINE, declared_end, head_end, record_start, units
from newsmill.records import RawRecord

_HTTP: Final = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b", re.IGNORECASE)
_HEAD_END: Final = re.compile(rb"\r?\n\r?\n")
_PAGES: Final = frozenset({"text/html", "application/xhtml+xml"})
_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
# A server that sends a field twice has it in one line with a comma.
_PARTED: Final = re.compile("[;,]")
# What a record says beside its page: when it was fetched, and that it is not all of it.
_SAID: Final = {name.lower(): name for name in ("WARC-Date", "WARC-Truncated", "WARC-Segment-Number")}
_MOST_KIND: Final = 60
_BLANK: Final = b"\r\n\0"
_END: Final = b"\r\n\r\n"


class _BrokenRecordError(NewsmillError):
    """A record that is not what its head says."""


@dataclass(frozen=True, slots=True)
class _Page:
    """What a record holds of a page that was fetched."""

    fields: Fields
    body: bytes
    charset: str | None = None
    is_text: bool = False


def read_warc(data: bytes, limits: Limits, offset: int = 0, first_record: int = 0) -> Iterator[Finding]:
    """Read the pages of a web archive, or of a range of its units; `offset` is the range's first byte in the file.

    A record's position is that of its unit; further records of one unit add `IN_LINE` each. Records that are no
    pages by their kind (requests, pictures, redirects) are `Skipped`, broken ones are rejects.
    """
    for rank, (start, end) in enumerate(units(data)):
        yield from _unit(data[start:end], first_record + rank, offset + start, limits)


def _unit(data: bytes, record: int, offset: int, limits: Limits) -> Iterator[Finding]:
    places = count(record, IN_LINE)
    start = record_start(data)
    if data[:start].strip(_BLANK):
        error = f"{start} bytes before the first record"
        yield reject(data[:start], "bad_warc", error, next(places), offset)
    if FIRST_LINE.match(data, start):
        yield from _record(data[start:], places, offset + start, limits)
    elif start < len(data):
        yield from _packed(data[start:], places, offset + start, limits)


def _packed(data: bytes, places: Iterator[int], offset: int, limits: Limits) -> Iterator[Finding]:
    """Records of gzip streams: as a rule one; of those that break or are too long, the records before that."""
    try:
        streams = unpack_streams(data, limits)
    except ArchiveTooLargeError as bomb:
        yield reject(data, "archive_too_large", bomb, next(places), offset)
        return
    is_long = len(streams.content) > limits.max_file_bytes
    content = streams.content if is_long else streams.content[: streams.whole or None]
    *before, (start, _) = units(content)
    for begin, end in before:
        yield from _record(content[begin:end], places, offset, limits)
    last = content[start:]
    why = f"{type(streams.failure).__name__}: {streams.failure}" if streams.failure else None
    if is_long:
        error = f"over {limits.max_file_bytes} bytes in one gzip stream (extract.max_file_bytes): pack records one by one"
        yield reject(last, "too_large", error, next(places), offset)
        return
    if why and not streams.whole:
        yield reject(last, "bad_warc", why, next(places), offset)
        return
    yield from _record(last, places, offset, limits)
    if streams.rest.strip(_BLANK):
        rest, error = streams.rest, why or f"{len(streams.rest)} bytes that are no record"
        yield reject(rest, "bad_warc", error, next(places), offset + len(data) - len(rest))


def _record(data: bytes, places: Iterator[int], offset: int, limits: Limits) -> Iterator[Finding]:
    """What a record gives, and what stands between its end and the next one."""
    record, length = next(places), declared_end(data)
    rest = b"" if length is None else data[length:]
    is_ended = rest.startswith(_END) and rest.strip(_BLANK) != b""
    try:
        found = _page_or_kind(data[:length] if is_ended else data, limits)
    except _BrokenRecordError as failure:
        yield reject(data, "bad_warc", failure, record, offset)
        return
    yield from [Skipped(record, found)] if isinstance(found, str) else _page(found, record, offset, limits)
    if is_ended:
        yield reject(rest, "bad_warc", f"{len(rest)} bytes that are no record", next(places), offset)


def _page(found: _Page, record: int, offset: int, limits: Limits) -> Iterator[Finding]:
    address = _bare(found.fields.get("warc-target-uri"))
    where = f" ({address})" if address else ""
    if not found.body.strip():
        yield reject(found.body, "empty", f"a page without content{where}", record, offset)
        return
    read = read_text(found.body, limits) if found.is_text else read_html(found.body, limits, found.charset)
    for item in read:
        if isinstance(item, Reject):
            yield replace(item, record=record, offset=offset, error=f"{item.error}{where}")
        else:
            yield _filled(item, found.fields, address, record)


def _page_or_kind(data: bytes, limits: Limits) -> _Page | str:
    """The page in a record, or what the record is in a word or two."""
    length, head = declared_end(data), head_end(data)
    if not FIRST_LINE.match(data) or length is None:
        raise _BrokenRecordError("a record without a head that says how long it is")
    if length > len(data):
        raise _BrokenRecordError(f"cut off: {len(data)} of {length} bytes")
    if data[length:].strip(_BLANK):
        raise _BrokenRecordError(f"it says {length} bytes, and has {len(data)}")
    fields = fields_of(data[:head])
    kind = fields.get("warc-type", "unknown").lower()[:_MOST_KIND]
    block = data[head:length]
    if kind == "resource":
        return _typed(fields, fields, block, limits)
    if kind == "conversion" and _media_type(fields) == "text/plain":
        return _Page(fields, block, is_text=True)
    if kind != "response":
        return kind
    status = _HTTP.match(block)
    if status is None:
        return f"response {_media_type(fields) or 'without a type'}"
    if status[1] != b"200":
        return f"status {status[1].decode('ascii')}"
    end = _HEAD_END.search(block)
    answer = fields_of(block[: end.start() if end else len(block)])
    body = block[end.end() :] if end else b""
    return _typed(fields, answer, body, limits)


def _typed(fields: Fields, answer: Fields, body: bytes, limits: Limits) -> _Page | str:
    """The page whose body this is; its media type where it is another thing."""
    media_type = _media_type(answer)
    if media_type and media_type not in _PAGES:
        return media_type
    content = body_of(body, answer, limits.max_html_bytes + 1)
    if not media_type and detect(content, "") != "html":
        return "without a type"
    charset = _CHARSET.search(answer.get("content-type", ""))
    return _Page(fields, content, charset[1] if charset else None)


def _media_type(fields: Fields) -> str:
    return _PARTED.split(fields.get("content-type", ""), maxsplit=1)[0].strip().lower()[:_MOST_KIND]


def _filled(page: RawRecord, fields: Fields, address: str | None, record: int) -> RawRecord:
    """The page's record with what the archive says of it: its address counts more than that which the page names."""
    moment, _ = parse_timestamp(fields.get("warc-date"))
    said = {name: fields[key] for key, name in _SAID.items() if fields.get(key)}
    extra = orjson.loads(page.extra or "{}") | said
    return page.model_copy(
        update={
            "record": record,
            "external_id": _bare(fields.get("warc-record-id")),
            "url": address or page.url,
            "site": page.site or host(address),
            "modified_at": moment,
            "extra": orjson.dumps(extra).decode("utf-8") if extra else None,
        }
    )


def _bare(value: str | None) -> str | None:
    return (value or "").strip("<> \t") or None
