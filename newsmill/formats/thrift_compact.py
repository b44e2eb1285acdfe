"""Thrift's compact protocol, in which Parquet files describe themselves, read into plain values.

pyarrow's own view of the columns ends the process where they are encrypted or damaged, and files are looked at where that
would end a whole run.
"""

from typing import Any, Final

Struct = dict[int, Any]
"""Values by the numbers of their fields."""

_TRUE, _FALSE, _BYTE, _I16, _I32, _I64, _DOUBLE, _BINARY, _LIST, _SET, _MAP, _STRUCT = range(1, 13)
_INTEGERS: Final = frozenset({_I16, _I32, _I64})
_LONG_LIST: Final = 15
_LONGEST_SHIFT: Final = 63


def read_struct(data: bytes) -> Struct:
    """The structure that begins the data. Raises `ValueError`, `IndexError` or `RecursionError` where there is none."""
    return _Reader(data).struct()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def struct(self) -> Struct:
        found: Struct = {}
        field = 0
        while head := self._byte():
            field = field + (head >> 4) if head >> 4 else self._integer()
            kind = head & 15
            # A field's truth stands in its type.
            found[field] = kind == _TRUE if kind in {_TRUE, _FALSE} else self._value(kind)
        return found

    def _value(self, kind: int) -> Any:
        if kind in _INTEGERS:
            return self._integer()
        if kind == _STRUCT:
            return self.struct()
        if kind == _BINARY:
            return self._bytes(self._count())
        if kind in {_LIST, _SET}:
            head = self._byte()
            count = self._count() if head >> 4 == _LONG_LIST else head >> 4
            return [self._value(head & 15) for _ in range(count)]
        if kind == _DOUBLE:
            return self._bytes(8)
        return self._map() if kind == _MAP else self._small(kind)

    def _map(self) -> list[tuple[Any, Any]]:
        count = self._count()
        kinds = self._byte() if count else 0
        return [(self._value(kinds >> 4), self._value(kinds & 15)) for _ in range(count)]

    def _small(self, kind: int) -> int:
        if kind not in {_TRUE, _FALSE, _BYTE}:
            raise ValueError(f"no type {kind}")
        return self._byte()

    def _byte(self) -> int:
        self._at += 1
        return self._data[self._at - 1]

    def _bytes(self, count: int) -> bytes:
        self._at += count
        if self._at > len(self._data):
            raise ValueError("cut off")
        return self._data[self._at - count : self._at]

    def _count(self) -> int:
        number = shift = 0
        while (byte := self._byte()) & 128:
            number |= (byte & 127) << shift
            shift += 7
            if shift > _LONGEST_SHIFT:
                raise ValueError("no number")
        return number | byte << shift

    def _integer(self) -> int:
        number = self._count()
        return (number >> 1) ^ -(number & 1)
