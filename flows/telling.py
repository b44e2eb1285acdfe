"""The end of a run, told: one line where a service's log is read, and the hooks that are due."""

import os
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pyarrow.parquet as pq
from prefect.logging import get_run_logger

from flows.children import PARENT_VARIABLE
from flows.progress import say
from newsmill.delivery import deliver
from newsmill.exceptions import NewsmillError
from newsmill.hooks import due
from newsmill.lake.store import Lake
from newsmill.settings import Settings


@contextmanager
def told(
    lake: Lake,
    settings: Settings,
    flow: str,
    source: str,
    lock: AbstractContextManager[None],
    *,
    is_served: bool,
) -> Iterator[list[str]]:
    """Hold the lake by its `lock`, and when it is free again tell of the runs whose ids the block appends, and of its error."""
    run_ids: list[str] = []
    known: _Known | None = None
    try:
        with lock:
            try:
                yield run_ids
            finally:
                # Before the lake is free: a maintenance that waits for it merges the files that the rows are looked for in.
                known = _known(lake, settings, run_ids)
    except Exception as error:
        # None where the lock was not to be had.
        known = known or _known(lake, settings, run_ids)
        # An error before the run has an id, after its commit, or that kept it from the record is told all the same.
        if not known.rows or known.rows[-1]["status"] not in {"failed", "refused"}:
            known.rows.append(_unrecorded(flow, source, error))
        _tell(lake, settings, known, is_served=is_served)
        raise
    _tell(lake, settings, known, is_served=is_served)


@contextmanager
def unbegun_told(flow: str, source: str) -> Iterator[None]:
    """Say in a service's log why a run cannot even begin; its settings are unusable then, and its hooks unknown."""
    try:
        yield
    except NewsmillError as error:
        if PARENT_VARIABLE in os.environ:
            _write(line(_unrecorded(flow, source, error)))
        raise


@dataclass(frozen=True)
class _Known:
    """Rows of `runs`: those to tell of, and where a hook asks for them all that there are."""

    rows: list[dict[str, Any]]
    earlier: list[dict[str, Any]]


def _known(lake: Lake, settings: Settings, run_ids: list[str]) -> _Known:
    rows = _rows(lake, run_ids)
    has_input = bool(rows) and all(row.get("files_read") for row in rows)
    is_asked = settings.hooks.on_no_new_input is not None and not has_input
    return _Known(rows, _earlier(lake) if is_asked else [])


def _tell(lake: Lake, settings: Settings, known: _Known, *, is_served: bool) -> None:
    for row in known.rows:
        if is_served:
            _write(line(row))
        for notice in due(settings.hooks, row, known.earlier, lake=str(lake.root)):
            for problem in deliver(notice):
                get_run_logger().warning(problem)
                say(problem)
                if is_served:
                    _write(problem)


def _write(words: str) -> None:
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def line(row: dict[str, Any]) -> str:
    """A run in a line, from its row in dataset `runs`."""
    seconds = (row["finished_at"] - row["started_at"]).total_seconds()
    words = f"{row['finished_at']:%Y-%m-%d %H:%M:%S} {row['flow']} {row['run_id']}: {row['status']}"
    if row.get("files_read") is not None:
        words += (
            f", {row['files_read']:,} files read, {row['articles_written']:,} articles,"
            f" {row['rejects_written']:,} rejects"
        )
    if row.get("failed_batches"):
        words += f", {row['failed_batches']} batches failed"
    return f"{words}, {seconds:.1f} s" + (f": {row['error']}" if row.get("error") else "")


def _rows(lake: Lake, run_ids: list[str]) -> list[dict[str, Any]]:
    """Rows of `runs` for some ids, in their order; the files that hold them alone are read."""
    snapshot = lake.current()
    wanted = set(run_ids)
    rows = [
        row
        for entry in snapshot.files("runs")
        if entry.run in wanted
        for row in pq.read_table(snapshot.file("runs", entry), partitioning=None).to_pylist()
    ]
    return sorted(
        (row for row in rows if row["run_id"] in wanted), key=lambda row: run_ids.index(row["run_id"])
    )


def _earlier(lake: Lake) -> list[dict[str, Any]]:
    columns = ["run_id", "flow", "started_at", "finished_at", "files_read"]
    rows: list[dict[str, Any]] = lake.current().dataset("runs").to_table(columns=columns).to_pylist()
    return rows


def _unrecorded(flow: str, source: str, error: Exception) -> dict[str, Any]:
    now = datetime.now(UTC)
    return {
        "run_id": "unrecorded", "flow": flow, "source": source, "status": "failed", "started_at": now,
        "finished_at": now, "error": f"{type(error).__name__}: {error}",
    }  # fmt: skip
