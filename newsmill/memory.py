"""Less memory: tables of numbers that are kept in files, and what is free given back to the system."""

import mmap
from tempfile import TemporaryFile
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from newsmill.heap import trim_heap

# Written in one piece, the kernel keeps it in pieces of 2 MB, and reading a number puts one of those in memory.
_PIECE: Final = 64 << 10

_mapped: Final[list[mmap.mmap]] = []


def mapped(table: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Copy a table to a file without a name: in memory are only the parts that are read, once for all forked processes.

    The copy cannot be written to. Where no such file can be made, the table itself comes back.
    """
    try:
        with TemporaryFile(prefix="newsmill-", buffering=0) as file:
            data = np.ascontiguousarray(table).data.cast("B")
            for at in range(0, len(data), _PIECE):
                piece = data[at : at + _PIECE]
                if file.write(piece) != len(piece):
                    return table  # the disk is full
            inside = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    except OSError:
        return table
    _mapped.append(inside)
    return np.frombuffer(inside, table.dtype).reshape(table.shape)


def give_back() -> None:
    """Give back to the system what is free, in Arrow's pool and in the heap, and what was read of mapped tables."""
    pa.default_memory_pool().release_unused()
    trim_heap()
    # They stay in the system's cache: reading them again takes some milliseconds.
    if hasattr(mmap, "MADV_DONTNEED"):
        for inside in _mapped:
            inside.madvise(mmap.MADV_DONTNEED)
