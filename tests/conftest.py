"""Fixtures: the seeds, and the whole pipeline without Prefect."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsmill import work
from newsmill.batches import StepResult
from newsmill.discovery import discover
from newsmill.lake.store import Lake
from newsmill.publishing import publish, record_unpublished
from newsmill.run import Run, RunSummary, new_run_id, note_end, note_start, unfinished_runs
from newsmill.settings import Settings

ROOT = Path(__file__).parents[1]


def ingest_here(
    folder: Path, lake_root: Path, /, *, accept: bool = False, lose: int = 0, **settings: object
) -> RunSummary:
    """What flows/ingest.py does, one batch after the other in this process; the last step of `lose` batches fails."""
    checked = Settings(lake=lake_root, **settings)
    lake = Lake.open(lake_root)
    with lake.lock(10, "test"):
        for crashed in unfinished_runs(lake.root):
            record_unpublished(lake, crashed, "interrupted", "the process ended before the run did")
        now = datetime.now(UTC)
        run = Run(
            run_id=new_run_id(now), started_at=now, flow="ingest", source=str(folder), trigger="test",
            flow_run_id=None, settings=checked, is_accepted=accept,
        )  # fmt: skip
        note_start(run)
        found = discover(run, lake.current(), lake.staging)
        results: list[StepResult] = []
        for number, batch in enumerate(found.batches):
            results.append(work.run_step(run.lake, batch.id, "extract", checked.extract))
            results.append(work.run_step(run.lake, batch.id, "clean", checked.clean))
            if number >= lose:
                results.append(work.run_step(run.lake, batch.id, "enrich", checked.enrich))
        summary = publish(lake, run, found, results)
        note_end(run)
        return summary


@pytest.fixture(scope="session")
def ingest() -> Callable[..., RunSummary]:
    return ingest_here


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"
