"""JSON that breaks somewhere -> its values: what is whole is read, what is broken is told apart."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from newsmill.formats.aliases import CONTAINERS, plain_name
from newsmill.formats.fields import has_own_text

_BEGIN: Final = re.compile(r"[\ufeff\x1e\s]*\[?[\ufeff\x1e\s]*")
_BETWEEN: Final = re.compile(r"[\x1e\s,]*(?:(?P<end>\])[\x1e\s,]*)?")
_OPENED: Final = re.compile(r'"(?P<key>[^"\\]{1,40})"\s*:\s*\[\s*(?=\{)')
# What ends a record and begins one: objects side by side, an object on a line of its own.
_NEXT: Final = re.compile(r'(?:\}[\s,\x1e]*|\n[\s,\x1e\[]*)(?=\{\s*")')
_FIRST_KEY: Final = re.compile(r'\{\s*("[^"\\\n]{1,80}")\s*:')
_HEAD_CHARACTERS: Final = 100_000
_CLOSERS: Final = ("}", "}}", "}}}")
# What failed attempts may cost, in characters for one of the text: an attack must not make the search quadratic.
_MOST_TRIES: Final = 8
_DEEP: Final = 50_000
BROKEN: Final = object()
# The most characters of an integer that may have a place in 64 bits.
_LONG_INTEGER: Final = 20
_64_BITS: Final = range(-(2**63), 2**63)


def _integer(digits: str) -> int | str:
    """An integer; a long one as its digits, which Python may refuse to read, and what reads `extra` would round."""
    if len(digits) > _LONG_INTEGER or (len(digits) == _LONG_INTEGER and int(digits) not in _64_BITS):
        return digits
    return int(digits)


LENIENT: Final = json.JSONDecoder(strict=False, parse_int=_integer)
"""Takes bare control characters, NaN and numbers of any length."""


class _Text(str):
    """Text in which the decoder's errors count no lines: of many errors each would cost all the text before it."""

    __slots__ = ("end",)

    def __init__(self, text: str) -> None:
        self.end = len(text.rstrip())

    def count(self, *_: object) -> int:
        return 0

    def rfind(self, *_: object) -> int:
        return -1


def pieces(data: str) -> Iterator[tuple[Any, str]]:
    """Values of a list, of a container's list, of values one after another, each with the stretch it was read from.

    The value is `BROKEN` where it cannot be read. After a broken one it goes on with the next that begins as that one did. What is cut off at the end is broken.
    """
    text = _Text(data)
    at = _BEGIN.match(text).end()  # type: ignore[union-attr] # matches anywhere
    effort = _Effort(_MOST_TRIES * len(text) + _DEEP)
    is_inside = False
    while at < len(text):
        value, end = _value(text, at)
        if isinstance(value, _Failure):
            inner = None if is_inside else _into_container(text, at, value.position)
            if inner is not None:
                at, is_inside = inner, True
                continue
            end = _resume(text, at, value, effort)
            value = BROKEN
        yield value, text[at:end]
        gap = _BETWEEN.match(text, end)
        at = gap.end()  # type: ignore[union-attr] # matches anywhere
        if is_inside and gap["end"]:  # type: ignore[index]
            at, is_inside = _leave_container(text, at)


@dataclass
class _Effort:
    left: int


@dataclass(frozen=True, slots=True)
class _Failure:
    """How far the text could be read, and whether it broke off there."""

    position: int
    is_cut: bool


def _value(text: _Text, at: int) -> tuple[Any, int]:
    try:
        return LENIENT.raw_decode(text, at)
    except RecursionError:
        return _Failure(at + _DEEP, is_cut=False), at
    except json.JSONDecodeError as failure:
        is_cut = failure.msg.startswith("Unterminated") or failure.pos >= text.end
        return _Failure(failure.pos, is_cut), at


def _into_container(text: str, at: int, end: int) -> int | None:
    """Where the first record begins in the list of a container, which is whole up to there and breaks at `end`."""
    if text[at] != "{":
        return None
    for found in _OPENED.finditer(text, at, min(end + 1, at + _HEAD_CHARACTERS)):
        if plain_name(found["key"]) in CONTAINERS and _is_head(text[at : found.end()].rstrip()):
            return found.end()
    return None


def _is_head(head: str) -> bool:
    """Whether it is a container's beginning up to its list, and not that of an article."""
    for closers in _CLOSERS:
        try:
            found = LENIENT.decode(f"{head}]{closers}")
        except (ValueError, RecursionError):
            continue
        return isinstance(found, dict) and not has_own_text(found)
    return False


def _leave_container(text: str, at: int) -> tuple[int, bool]:
    """Where the next list of the container begins, or the next container."""
    for found in _OPENED.finditer(text, at, at + _HEAD_CHARACTERS):
        if plain_name(found["key"]) in CONTAINERS:
            return found.end(), True
    following = _NEXT.search(text, at)
    return (following.end() if following else len(text)), False


def _resume(text: _Text, at: int, failure: _Failure, effort: _Effort) -> int:
    """Where the next record begins after one that breaks: it is whole, and no part of the broken one.

    An object inside of the broken one is told by its place or its first key, unless each begins a line.
    """
    key = _FIRST_KEY.match(text, at)
    for found in _NEXT.finditer(text, at + 1):
        start = found.end()
        if not (_begins_line(text, at) and _begins_line(text, start)):
            other = _FIRST_KEY.match(text, start)
            is_other = key is not None and (other is None or other[1] != key[1])
            if failure.is_cut or start < failure.position or is_other:
                continue
        value, _ = _value(text, start)
        if not isinstance(value, _Failure):
            return start
        effort.left -= max(1, value.position - start)
        if effort.left < 0:
            break
    return len(text)


def _begins_line(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] in "\n\x1e"
