"""JSON and JSONL files -> raw records; a bad record costs itself, never its neighbours."""

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import chain, islice
from typing import Any, Final

import orjson

from newsmill.formats.aliases import lists_of
from newsmill.formats.decode import NotTextError, decode, utf_16_without_mark, well_formed
from newsmill.formats.fields import dump, has_own_text, is_record, record_of
from newsmill.formats.found import Found, Limits, Reject, reject
from newsmill.formats.frames import column_rows, list_rows, split_rows, with_id
from newsmill.formats.page_in_record import page_key, record_of_page
from newsmill.formats.salvage import BROKEN, LENIENT, pieces
from newsmill.records import RawRecord

IN_LINE: Final = 1 << 32
"""What the positions of two records of one line differ by: more than a file has lines."""
_WIDE_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_MARK: Final = b"\xef\xbb\xbf"
_FEWEST_NAMED: Final = 2
# What stands for a text that its source gives no more.
_SHORT_CHARS: Final = 40
_TAKEN_BACK: Final = frozenset({"[removed]", "[deleted]"})
_LONG_INTEGER: Final = re.compile(rb"[:,\[]\s*[-\d]\d{19}")
_SEPARATOR: Final = b"\x1e"
"""Begins each line of JSON text sequences (RFC 7464)."""


def load(data: bytes) -> tuple[Any, str]:
    """JSON value and encoding of the bytes.

    Raises `ValueError` when they are no JSON, nested too deeply included. Bad UTF-8, bare control characters,
    numbers out of range and lone surrogates are mended where the strict parser refuses them; it would round long integers.
    """
    try:
        found, error = orjson.loads(data), ""
        if not _LONG_INTEGER.search(data):
            return found, "utf-8"
    except orjson.JSONDecodeError as failure:
        error = str(failure)
    try:
        text, encoding = decode(data)
        return _mended(LENIENT.decode(text.lstrip("\ufeff"))), encoding
    except RecursionError:
        raise ValueError("nested too deeply") from None
    except NotTextError as binary:
        raise ValueError(str(binary)) from None
    except json.JSONDecodeError:
        raise ValueError(error) from None


def read_json(data: bytes, limits: Limits) -> Found:
    """Read the records of a JSON file: an object, a list of objects, or an object that holds such lists.

    Of one that breaks, or of values one after another, the whole records are read and what is broken is rejected.
    """
    try:
        found, encoding = load(data)
        records = _records(found)
    except (ValueError, RecursionError) as failure:
        yield from _salvage(data, str(failure), limits)
        return
    if len(records) == 1 and records[0] is found:
        yield read_record(found, data, 0, "json", encoding, limits)
        return
    if not records:
        yield reject(data, "no_text", "a list without records")
    for record, element in enumerate(records):
        yield read_record(element, None, record, "json", encoding, limits)


def read_json_lines(data: bytes, limits: Limits, offset: int = 0, first_record: int = 0) -> Found:
    """Read the records of a JSONL file, or of a range of its lines; `offset` is the range's first byte in the file.

    A record's position is that of its line, blank lines counted; further records of a line add `IN_LINE` each. Rejects carry their offset in the file.
    """
    if data.startswith(_WIDE_MARKS) or utf_16_without_mark(data):
        for found in read_json_lines(decode(data)[0].encode("utf-8"), limits, 0, first_record):
            yield replace(found, offset=None) if isinstance(found, Reject) else found
        return
    is_empty = True
    for record, at, line in _lines(data, first_record):
        is_empty = False
        yield from _line(line, record, offset + at, limits)
    if is_empty:
        yield reject(data, "empty", "no lines with content", first_record, offset)


def _salvage(data: bytes, error: str, limits: Limits) -> Found:
    broken = [reject(data, "bad_json", error)]
    try:
        text, encoding = decode(data)
    except NotTextError:
        yield from broken
        return
    found = pieces(text)
    first = list(islice(found, 1))
    if not first or (first[0][0] is BROKEN and first[0][1] == text):
        yield from broken
        return
    record = 0
    for value, words in chain(first, found):
        for element in _whole_records(value):
            if element is BROKEN:
                # Told in UTF-8: where it begins among the file's bytes depends on their encoding.
                yield reject(words.encode("utf-8"), "bad_json", error, record, None)
            else:
                yield read_record(element, None, record, "json", encoding, limits)
            record += 1
    if not record:
        yield from broken


def _whole_records(value: Any) -> list[Any]:
    try:
        return _records(_mended(value))
    except RecursionError:
        return [BROKEN]


def _lines(data: bytes, first_record: int) -> Iterator[tuple[int, int, bytes]]:
    at, record = (len(_MARK) if data.startswith(_MARK) else 0), first_record
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        at += data.startswith(_SEPARATOR, at)
        line = data[at:end]
        if line and not line.isspace():
            yield record, at, line
        at, record = end + 1, record + 1


def _line(line: bytes, record: int, offset: int, limits: Limits) -> Found:
    if len(line) > limits.max_record_bytes:
        yield reject(
            line,
            "too_large",
            f"a line over {limits.max_record_bytes} bytes (extract.max_record_bytes)",
            record,
            offset,
        )
        return
    try:
        found, encoding = load(line)
        records = _records(found)
    except (ValueError, RecursionError) as failure:
        yield from _broken_line(line, str(failure), record, offset, limits)
        return
    if len(records) == 1:
        yield read_record(records[0], line, record, "jsonl", encoding, limits, offset)
        return
    if not records:
        yield reject(line, "no_text", "a list without records", record, offset)
    for rank, element in enumerate(records):
        yield read_record(element, None, record + rank * IN_LINE, "jsonl", encoding, limits)


def _broken_line(line: bytes, error: str, record: int, offset: int, limits: Limits) -> Found:
    """Records of a line that is not one JSON value: several side by side, a comma or a record separator beside one."""
    found = list(_salvage(line, error, limits))
    if not any(isinstance(item, RawRecord) for item in found):
        yield reject(line, "bad_json", error, record, offset)
        return
    for item in found:
        place = record + item.record * IN_LINE
        if isinstance(item, RawRecord):
            yield item.model_copy(update={"record": place, "source_format": "jsonl"})
        else:
            yield replace(item, record=place)


def read_record(
    found: Any, data: bytes | None, record: int, source_format: str, encoding: str, limits: Limits,
    offset: int | None = None,
) -> Any:  # fmt: skip
    """Article or reject of one JSON value; the bytes of a list's element are made again from its value."""
    try:
        if not isinstance(found, Mapping):
            return _refuse(found, data, record, offset, "not_an_object", f"a JSON {type(found).__name__}")
        key = page_key(found)
        if key is None:
            article = record_of(found, record, source_format, encoding)
        else:
            if len(found[key]) > limits.max_html_bytes:
                error = f"a page over {limits.max_html_bytes} characters (extract.max_html_bytes)"
                return _refuse(found, data, record, offset, "too_large", error)
            article = record_of_page(found, key, record, source_format, encoding)
        if article is None:
            return _refuse(found, data, record, offset, "no_text", "no field holds a text")
        if unfit := _unfit(article.text, limits):
            return _refuse(found, data, record, offset, *unfit)
    except Exception as failure:
        # A page in a field may break in more ways than JSON does; it costs this record alone.
        return _refuse(found, data, record, offset, "bad_record", failure)
    return article


def _unfit(text: str, limits: Limits) -> tuple[str, str] | None:
    """Reason and words, where a record's text is none to keep."""
    if len(text) > limits.max_record_bytes:
        return "too_large", f"{len(text)} characters of text"
    if len(text) < _SHORT_CHARS and text.strip().lower() in _TAKEN_BACK:
        return "removed", "the source has taken the article back"
    return None


def _refuse(
    found: Any, data: bytes | None, record: int, offset: int | None, reason: str, error: object
) -> Reject:
    if data is None:
        try:
            data = dump(found).encode("utf-8", "replace")
        except RecursionError:
            data = repr(type(found)).encode()
    return reject(data, reason, error, record, offset)


def _records(found: Any) -> list[Any]:
    """Records in a JSON value: those of a list or of a container's lists, else the value itself."""
    if isinstance(found, list):
        return [record for element in found for record in _records(element)]
    if not isinstance(found, Mapping):
        return [found]
    if "columns" in found and (rows := split_rows(found)):
        return rows
    if keys := lists_of(tuple(found)):
        inner = [record for key in keys for record in _listed(found[key])]
        if inner and not has_own_text(found):
            return inner
    first = next(iter(found.values()), None)
    if isinstance(first, Mapping):
        return _named(found) or column_rows(found) or [found]
    return (isinstance(first, list) and list_rows(found)) or [found]


def _named(found: Mapping[str, Any]) -> list[Any]:
    """Records of an object that keeps each of several under its id; none where it is another."""
    if len(found) < _FEWEST_NAMED or not all(map(is_record, found.values())):
        return []
    return [with_id(key, record) for key, record in found.items()]


def _listed(value: Any) -> list[Any]:
    """Records of what stands under a container's name: a list with objects, or an object that holds such a list."""
    records = _records(value)
    is_list = records != [] and records[0] is not value
    return records if is_list and any(isinstance(record, Mapping) for record in records) else []


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {well_formed(key): _mended(item) for key, item in value.items()}
    # NaN is how data frames write that there is nothing.
    return None if isinstance(value, float) and not math.isfinite(value) else value
