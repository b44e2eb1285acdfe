"""Less memory: tables of numbers that are kept in files, and what is free given back to the system."""

import ctypes
import mmap
import sys
from contextlib import suppress
from tempfile import TemporaryFile
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa

# Written in one piece, the kernel keeps it in pieces of 2 MB, and reading a number puts one of those in memory.
_PIECE: Final = 64 << 10


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
    return np.frombuffer(inside, table.dtype).reshape(table.shape)


def give_back() -> None:
    """Give memory that is free back to the system: Arrow's pool keeps it otherwise, and the C library, where it is glibc."""
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)
