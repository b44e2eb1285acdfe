"""Small lakes: articles whose id says all about them."""

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow as pa
import pytest

from newsmill.lake.changes import Changes
from newsmill.lake.parts import PartWriter
from newsmill.lake.replace import rows_out
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS

Dated = Mapping[str, int | None]
WriteRun = Callable[[Lake, str, Dated], Snapshot]


def _tables(articles: Dated, run_id: str) -> dict[str, pa.Table]:
    """An article by id and year, with one mention and two edits each, and its run."""
    ids = list(articles)
    days = [
        None if year is None else dt.date(year, 6, 1 + n % 28) for n, year in enumerate(articles.values())
    ]
    dates = pa.array(days, pa.date32())
    return {
        "articles": pa.table(
            {"article_id": pa.array(ids, pa.string()), "date": dates, "title": pa.array(ids)}
        ),
        "mentions": pa.table(
            {
                "article_id": pa.array(ids, pa.string()),
                "start": pa.array([0] * len(ids), pa.int32()),
                "name": pa.array([f"{run_id} {i}" for i in ids], pa.string()),
            }
        ),
        "edits": pa.table(
            {
                "article_id": pa.array([i for i in ids for _ in range(2)], pa.string()),
                "sequence": pa.array([0, 1] * len(ids), pa.int32()),
            }
        ),
        "runs": pa.table({"run_id": [run_id]}),
    }


def _write_run(lake: Lake, run_id: str, articles: Dated) -> Snapshot:
    """What publication does: under the lock, take old revisions out, put all rows in, commit."""
    tables = _tables(articles, run_id)
    folder = lake.parts_folder(run_id)
    with lake.lock(30, run_id):
        out = rows_out(lake.current(), tables["articles"]["article_id"].combine_chunks(), folder, run_id)
        changes = out.changes
        for name, table in tables.items():
            constants = {"run_id": run_id, "pipeline_version": "1"}
            with PartWriter(DATASETS[name], folder, run_id, constants=constants) as parts:
                parts.write(table, tables["articles"] if name in {"mentions", "edits"} else None)
            changes = changes.adding(parts.parts)
        return lake.commit(changes, run_id=run_id)


@pytest.fixture
def write_run() -> WriteRun:
    return _write_run


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake.open(tmp_path / "lake")


@pytest.fixture
def files_of() -> Callable[[Path], set[str]]:
    """Every name below a folder, to see that nothing came or went."""
    return lambda root: {str(path.relative_to(root)) for path in root.rglob("*")}


@pytest.fixture
def no_changes() -> Changes:
    return Changes()
