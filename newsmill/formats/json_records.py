"""JSON and JSONL files -> raw records; a bad record costs itself, never its neighbours."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import orjson

from newsmill.formats.aliases import CONTAINERS, plain_name
from newsmill.formats.decode import NotTextError, decode, well_formed
from newsmill.formats.fields import record_of
from newsmill.formats.found import Found, Limits, Reject, reject

_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LIST_BEGIN = re.compile(r"[\ufeff\s]*\[?\s*")
_BETWEEN = re.compile(r"[\s,]*(?:\][\s,]*)?")
_MARK = b"\xef\xbb\xbf"


def load(data: bytes) -> tuple[Any, str]:
    """JSON value and encoding of the bytes.

    Raises `ValueError` when they are no JSON, nested too deeply included. Bad UTF-8, bare control characters,
    numbers out of range and lone surrogates are mended where the strict parser refuses them.
    """
    try:
        return orjson.loads(data), "utf-8"
    except orjson.JSONDecodeError as failure:
        try:
            text, encoding = decode(data)
            return _mended(json.loads(text.lstrip("\ufeff"), strict=False)), encoding
        except RecursionError:
            raise ValueError("nested too deeply") from None
        except NotTextError as binary:
            raise ValueError(str(binary)) from None
        except json.JSONDecodeError:
            raise ValueError(str(failure)) from None


def read_json(data: bytes, limits: Limits) -> Found:
    """Read the records of a JSON file: an object, a list of objects, or an object that holds such a list.

    Of a list that breaks off, or of objects one after another, the whole ones are read and the rest is rejected.
    """
    try:
        found, encoding = load(data)
        elements = _elements(found)
    except (ValueError, RecursionError) as failure:
        yield from _salvage(data, str(failure), limits)
        return
    if elements is None:
        yield _record(found, data, 0, "json", encoding, limits)
        return
    if not elements:
        yield reject(data, "no_text", "a list without records")
    for record, element in enumerate(elements):
        yield _record(element, None, record, "json", encoding, limits)


def read_json_lines(data: bytes, limits: Limits, offset: int = 0, first_record: int = 0) -> Found:
    """Read the records of a JSONL file, or of a range of its lines; `offset` is the range's first byte in the file.

    A record's position is that of its line, blank lines counted. Rejects carry their offset in the file.
    """
    if data.startswith(_WIDE_MARKS):
        for found in read_json_lines(decode(data)[0].encode("utf-8"), limits, 0, first_record):
            yield replace(found, offset=None) if isinstance(found, Reject) else found
        return
    is_empty = True
    for record, at, line in _lines(data, first_record):
        is_empty = False
        yield _line(line, record, offset + at, limits)
    if is_empty:
        yield reject(data, "empty", "no lines with content", first_record, offset)


def _salvage(data: bytes, error: str, limits: Limits) -> Found:
    try:
        text, encoding = decode(data)
    except NotTextError:
        yield reject(data, "bad_json", error)
        return
    decoder = json.JSONDecoder(strict=False)
    record, at = 0, _LIST_BEGIN.match(text).end()  # type: ignore[union-attr]
    while at < len(text):
        try:
            found, end = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        yield _record(_mended(found), None, record, "json", encoding, limits)
        record, at = record + 1, _BETWEEN.match(text, end).end()  # type: ignore[union-attr]
    if at < len(text) or not record:
        # What is left is told in UTF-8: where it begins among the file's bytes depends on their encoding.
        rest = text[at:].encode("utf-8") if record else data
        yield reject(rest, "bad_json", error, record, None if record else 0)


def _lines(data: bytes, first_record: int) -> Iterator[tuple[int, int, bytes]]:
    at, record = (len(_MARK) if data.startswith(_MARK) else 0), first_record
    while at < len(data):
        end = data.find(b"\n", at)
        end = len(data) if end < 0 else end
        line = data[at:end]
        if line and not line.isspace():
            yield record, at, line
        at, record = end + 1, record + 1


def _line(line: bytes, record: int, offset: int, limits: Limits) -> Any:
    if len(line) > limits.max_record_bytes:
        return reject(line, "too_large", f"a line over {limits.max_record_bytes} bytes", record, offset)
    try:
        found, encoding = load(line)
    except ValueError as failure:
        return reject(line, "bad_json", failure, record, offset)
    return _record(found, line, record, "jsonl", encoding, limits, offset)


def _record(
    found: Any, data: bytes | None, record: int, source_format: str, encoding: str, limits: Limits,
    offset: int | None = None,
) -> Any:  # fmt: skip
    """Article or reject of one JSON value; the bytes of a list's element are made again from its value."""
    try:
        if not isinstance(found, Mapping):
            return _refuse(found, data, record, offset, "not_an_object", f"a JSON {type(found).__name__}")
        article = record_of(found, record, source_format, encoding)
        if article is None:
            return _refuse(found, data, record, offset, "no_text", "no field holds a text")
        if len(article.text) > limits.max_record_bytes:
            return _refuse(
                found, data, record, offset, "too_large", f"{len(article.text)} characters of text"
            )
    except (ValueError, RecursionError, TypeError) as failure:
        return _refuse(found, data, record, offset, "bad_record", failure)
    return article


def _refuse(
    found: Any, data: bytes | None, record: int, offset: int | None, reason: str, error: object
) -> Reject:
    if data is None:
        try:
            data = orjson.dumps(found)
        except (TypeError, RecursionError):
            data = repr(type(found)).encode()
    return reject(data, reason, error, record, offset)


def _elements(found: Any) -> list[Any] | None:
    """Give the records of a container, None where the value is itself a record."""
    if isinstance(found, list):
        return found
    if not isinstance(found, Mapping) or record_of(found, 0, "json", "") is not None:
        return None
    for key, inner in found.items():
        if plain_name(key) in CONTAINERS:
            if isinstance(inner, list) and any(isinstance(element, Mapping) for element in inner):
                return inner
            if isinstance(inner, Mapping) and (nested := _elements(inner)) is not None:
                return nested
    return None


def _mended(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_mended(item) for item in value]
    if isinstance(value, dict):
        return {well_formed(key): _mended(item) for key, item in value.items()}
    return value
