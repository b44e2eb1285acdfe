"""Strings to numbers without an object for each: one blob of UTF-8 that many processes can afford."""

from collections.abc import Sequence
from typing import Any, Final
from zlib import crc32

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[Any]
_EMPTY: Final = -1
_SPARE: Final = 2  # slots a string, at least
_REMEMBERED: Final = 16_384  # answers kept: the words of news are often the same


def slots_of(texts: Sequence[str]) -> Array:
    """Hash table of strings: each one's number at its hash, or in the next free slot; a power of two in size.

    >>> sorted(slots_of(["Paris", "Texas"]).tolist())
    [-1, -1, 0, 1]
    """
    size = 1 << (_SPARE * len(texts) - 1).bit_length()
    slots = np.full(size, _EMPTY, np.int32)
    for number, text in enumerate(texts):
        at = crc32(text.encode("utf-8", "surrogatepass")) % size
        while slots[at] != _EMPTY:
            at = (at + 1) % size
        slots[at] = number
    return slots


class Lookup:
    r"""Numbers of the strings of a blob, one a line, by the slots that `slots_of` made of them.

    >>> found = Lookup(np.frombuffer("Paris\nTexas".encode(), np.uint8), slots_of(["Paris", "Texas"]))
    >>> found.get("Texas"), found.get("Rome"), "Paris" in found
    (1, None, True)
    """

    def __init__(self, blob: Array, slots: Array) -> None:
        self._blob = blob.tobytes()
        ends = np.append(np.flatnonzero(blob == ord("\n")), len(self._blob))
        # A memoryview gives Python's own numbers, twice as fast as numpy.
        self._ends = ends.astype(np.int32).data
        self._slots = slots.data
        self._mask = len(slots) - 1
        self._answers: dict[str, int | None] = {}

    def get(self, text: str) -> int | None:
        """Number of a string, None where it is not in the blob."""
        try:
            return self._answers[text]
        except KeyError:
            if len(self._answers) >= _REMEMBERED:
                self._answers.clear()
            self._answers[text] = found = self._find(text)
            return found

    def _find(self, text: str) -> int | None:
        wanted = text.encode("utf-8", "surrogatepass")
        blob, ends, slots, mask = self._blob, self._ends, self._slots, self._mask
        at = crc32(wanted) & mask
        while (number := slots[at]) != _EMPTY:
            end = ends[number]
            begin = ends[number - 1] + 1 if number else 0
            if end - begin == len(wanted) and blob.startswith(wanted, begin):
                return number
            at = (at + 1) & mask
        return None

    def __contains__(self, text: str) -> bool:
        return self.get(text) is not None

    def texts(self) -> list[str]:
        """All strings in order."""
        return self._blob.decode().split("\n")
