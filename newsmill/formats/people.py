"""The names of people in a record, in the shapes content systems keep them."""

import ast
import html
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

_ENTITY: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_BREAK: Final = re.compile(r"[;|\n]")
_SEVERAL: Final = re.compile(r"\s*,\s*(?:and\s+)?|\s+(?:and|&)\s+", re.IGNORECASE)
_BY: Final = re.compile(r"by(?:[:\s]\s*)", re.IGNORECASE)
_NAMES: Final = (
    "name", "display_name", "displayName", "full_name", "fullName", "title", "value", "label", "original", "node",
    "username", "url",
)  # fmt: skip
_PARTS: Final = (
    ("first_name", "last_name"), ("firstName", "lastName"), ("firstname", "lastname"), ("givenName", "familyName"),
    ("given", "family"), ("first", "last"),
)  # fmt: skip
_NOBODY: Final = frozenset({"", "none", "null", "nan"})
_LONGEST_LIST: Final = 4096
_MAX_DEPTH: Final = 8


def plain(text: str) -> str:
    """Text with its HTML entities as characters; `&copy=2` in an address is none."""
    return _ENTITY.sub(lambda match: html.unescape(match.group()), text) if "&" in text else text


def people(value: Any) -> list[str] | None:
    """Names in a string, a list or objects; None where there is none. A number is a key of some table, no name.

    >>> people("By Jane Doe and Bo Ek; Se&aacute;n Roe"), people([{"first_name": "Jane", "last_name": "Doe", "id": 5}]), people(12)
    (['Jane Doe', 'Bo Ek', 'Seán Roe'], ['Jane Doe'], None)
    """
    return list(dict.fromkeys(_names(value, _MAX_DEPTH))) or None


def _names(value: Any, depth: int) -> Iterator[str]:
    if not depth:
        return
    if isinstance(value, str):
        yield from _said(value, depth)
    elif isinstance(value, Mapping):
        yield from _of_one(value, depth)
    elif isinstance(value, list):
        for item in value:
            yield from _names(item, depth - 1)


def _said(text: str, depth: int) -> Iterator[str]:
    text = plain(text).strip()
    if text.startswith("[") and len(text) < _LONGEST_LIST:
        try:
            yield from _names(list(ast.literal_eval(text)), depth - 1)
        except (ValueError, SyntaxError, TypeError, MemoryError, RecursionError):
            pass
        else:
            return
    for part in (" ".join(part.split()) for part in _BREAK.split(text)):
        label = _BY.match(part)
        name = part[label.end() :] if label else part
        if name.casefold() not in _NOBODY and not name.isdecimal():
            yield from _each(name)


def _each(names: str) -> list[str]:
    """The names in `Jane Doe, Bo Ek and Seán Roe`, where each of the parts is one: `Doe, Jane` and `Jane Doe, Reuters` are not parted."""
    count = len(_SEVERAL.split(names))
    if count == 1:
        return [names]
    from newsmill.text.bylines import read_byline  # noqa: PLC0415 - costs its import only where it is needed

    found = read_byline(f"By {names}") or []
    return found if len(found) == count else [names]


def _of_one(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    for parts in _PARTS:
        words = [value.get(part) for part in parts]
        if all(isinstance(word, str) and word.strip() for word in words):
            yield " ".join(str(word).strip() for word in words)
            return
    for key in _NAMES:
        if names := list(_names(value.get(key), depth - 1)):
            yield from names
            return
