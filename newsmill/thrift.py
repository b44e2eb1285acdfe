"""How a process of newsmill's own uses less memory than Arrow's defaults would have it use."""

import os
import sys
from importlib.abc import MetaPathFinder
from typing import Final

_POOL_VARIABLE: Final = "ARROW_DEFAULT_MEMORY_POOL"


class _NoPandas(MetaPathFinder):
    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def spare_memory() -> None:
    """Have Arrow do without pandas until this process asks for a frame, and take its memory from the system's heap.

    At the first list that it makes an array of, pyarrow imports pandas (45 MB, 0.2 CPU-seconds) to know a `Series` if
    it sees one. It looks once, and here finds none; `to_pandas` and `from_pandas` look again. Arrow's own pool keeps
    what is small and what is large apart: tables of a batch that hold 6 MB take 20 there, and 7 in the heap. The
    user's choice in ARROW_DEFAULT_MEMORY_POOL holds.

    Not for a process of the user's: there `pa.array` must know a `Series`.
    """
    is_chosen = _POOL_VARIABLE in os.environ
    os.environ.setdefault(_POOL_VARIABLE, "system")
    try:
        import pyarrow as pa  # noqa: PLC0415 - 0.1 s: a command may still have to say that its settings are wrong

        # Which pool, Arrow asks once; what is started from here is for the user to say.
        pa.default_memory_pool()
    finally:
        if not is_chosen:
            del os.environ[_POOL_VARIABLE]
    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)
