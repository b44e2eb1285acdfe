"""The C library's heap."""

import ctypes
import sys
from contextlib import suppress


def trim_heap() -> None:
    """Give what is free of the C library's heap back to the system, where that library is glibc."""
    if sys.platform == "linux":
        with suppress(AttributeError, OSError):
            ctypes.CDLL(None).malloc_trim(0)
