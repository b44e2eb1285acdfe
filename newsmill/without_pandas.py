"""Keeps pandas out of processes of newsmill's own where nobody asks for a frame."""

import sys
from importlib.abc import MetaPathFinder


class _NoPandas(MetaPathFinder):
    def find_spec(self, fullname: str, *_: object) -> None:
        if fullname == "pandas":
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def keep_pandas_out() -> None:
    """Have pyarrow do without pandas, until this process asks it for a frame: 45 MB and 0.2 CPU-seconds less.

    At the first list that it makes an array of, pyarrow imports pandas to know a `Series` if it sees one. It looks
    once, and here finds none; `to_pandas` and `from_pandas` look again. Not for a process of the user's: there
    `pa.array` must know a `Series`.
    """
    import pyarrow as pa  # noqa: PLC0415 - 0.1 s: a command may still have to say that its settings are wrong

    if "pandas" in sys.modules:
        return
    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)
