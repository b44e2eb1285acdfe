import io
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from newsmill import memory


def _resident_kb_of_files() -> int:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("RssFile:"))


def test_a_mapped_table_is_the_same_table_and_cannot_be_written_to():
    table = np.arange(60_000, dtype=np.float32).reshape(200, 300)
    mapped = memory.mapped(table)
    assert np.array_equal(mapped, table)
    assert mapped.dtype == table.dtype
    with pytest.raises(ValueError, match="read-only"):
        mapped[0, 0] = 1


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_of_a_mapped_table_only_what_is_read_is_in_memory():
    mapped = memory.mapped(np.ones((32 << 20) // 8))
    before = _resident_kb_of_files()
    assert mapped[1_000_000] == 1
    assert _resident_kb_of_files() - before < 1_024


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_was_read_of_a_mapped_table_is_given_back_and_can_be_read_again():
    mapped = memory.mapped(np.arange((32 << 20) // 8))
    before = _resident_kb_of_files()
    assert mapped.sum() == sum(range((32 << 20) // 8))
    assert _resident_kb_of_files() - before > 30_000
    memory.give_back()
    assert _resident_kb_of_files() - before < 1_024
    assert mapped[-1] == (32 << 20) // 8 - 1


def test_a_table_that_cannot_be_mapped_stays_in_memory(monkeypatch):
    def full(**_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(memory, "TemporaryFile", full)
    table = np.arange(5)
    assert memory.mapped(table) is table


def test_a_table_that_is_only_half_written_stays_in_memory(monkeypatch, tmp_path):
    class Short(io.FileIO):
        def write(self, data):
            return super().write(data[: len(data) // 2])

    monkeypatch.setattr(memory, "TemporaryFile", lambda **_: Short(tmp_path / "table", "w+"))
    table = np.arange(5_000)
    assert memory.mapped(table) is table


def test_pyarrow_does_without_pandas_until_it_is_asked_for_a_frame():
    code = """
import sys
from newsmill.thrift import spare_memory
spare_memory()
import pyarrow as pa
table = pa.table({"a": pa.array(["x", None])})
assert "pandas" not in sys.modules
assert table.to_pandas().a.isna().tolist() == [False, True]
import pandas as pd
assert pa.array(pd.Series([1.0, None])).null_count == 1
"""
    subprocess.run([sys.executable, "-c", code], check=True)


def test_workers_have_no_pandas_and_take_memory_from_the_systems_heap():
    code = """
import sys
import newsmill.preload.first, newsmill.preload.light
import pyarrow as pa
assert "pandas" not in sys.modules
assert pa.default_memory_pool().backend_name == "system"
"""
    subprocess.run([sys.executable, "-c", code], check=True, env=_without_pool())


def test_a_pool_that_the_user_has_chosen_is_kept():
    code = """
from newsmill.thrift import spare_memory
spare_memory()
import pyarrow as pa
assert pa.default_memory_pool().backend_name == "mimalloc"
"""
    chosen = _without_pool() | {"ARROW_DEFAULT_MEMORY_POOL": "mimalloc"}
    subprocess.run([sys.executable, "-c", code], check=True, env=chosen)


def _without_pool():
    return {name: value for name, value in os.environ.items() if name != "ARROW_DEFAULT_MEMORY_POOL"}
