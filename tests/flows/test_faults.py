"""What goes wrong in a run, against the real Prefect engine: retried, left out, refused, and said in the exit code."""

import json
import logging
import multiprocessing
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import pairwise
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from uuid import UUID

import pandas as pd
import pytest
from prefect import flow, task
from prefect.client.orchestration import get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId
from prefect.exceptions import ObjectNotFound
from prefect.runtime import flow_run
from prefect.settings import (
    PREFECT_API_DATABASE_CONNECTION_URL,
    PREFECT_API_URL,
    PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED,
    temporary_settings,
)
from prefect.testing.utilities import prefect_test_harness
from typer.testing import CliRunner

from flows.cli import app
from flows.progress import collect, listening
from newsmill.discovery import discover
from newsmill.exceptions import LakeIOError, SourceError
from newsmill.hooks import MASK
from newsmill.lake.store import Lake
from newsmill.run import Run, new_run_id
from newsmill.settings import Settings
from newsmill.verify import verify
from tasks.retrying import RETRYING, retried

QUICK = {
    "enrich": {"enrichers": ["lead"], "assumed_language": "en"},
    "source": {"batch_files": 2},
    "workers": 1,
}
OPTIONS = ["--set", 'enrich.enrichers=["lead"]', "--set", "enrich.assumed_language=en",
           "--set", "source.batch_files=2", "--set", "workers=1"]  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def engine(tmp_path_factory):
    """One real server for the file; the command sets up nothing beside it."""
    with pytest.MonkeyPatch.context() as patch, prefect_test_harness(server_startup_timeout=120):
        patch.setenv("PREFECT_HOME", str(tmp_path_factory.mktemp("prefect")))
        patch.setenv("PREFECT_API_URL", PREFECT_API_URL.value())
        yield
        workers = [
            child for child in multiprocessing.active_children() if isinstance(child, ForkServerProcess)
        ]
        assert workers == []


@pytest.fixture
def lake(tmp_path):
    return tmp_path / "lake"


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(4):
        story = f"The council of Harbourton voted on the landing number {n} after the winter storms."
        (folder / f"{n}.txt").write_text(f"Landing {n}\n\n{story}\n\n{story} Nothing else was decided.\n")
    return folder


def newsmill(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def rows(lake, dataset="articles"):
    return pd.read_parquet(lake / dataset)


def state_of(run):
    with get_client(sync_client=True) as client:
        return client.read_flow_run(UUID(run.flow_run_id)).state


def obstacle(source: Path, lake: Path, step: str = "clean") -> Path:
    """What keeps a step of the first batch from being staged: a link to nowhere where its folder would be."""
    settings, now = Settings(lake=lake, **QUICK), datetime.now(UTC)
    run = Run(
        run_id=new_run_id(now), started_at=now, flow="ingest", source=str(source), trigger="test",
        flow_run_id=None, settings=settings,
    )  # fmt: skip
    opened = Lake.open(lake)
    first = discover(run, opened.current(), opened.staging).batches[0]
    link = opened.staging.path(first.id, step)
    link.symlink_to("nowhere")
    return link


@contextmanager
def on_retry(act) -> Iterator[list[str]]:
    """Do something whenever Prefect says that it will try a task again, before it does."""
    said: list[str] = []

    class Listener(logging.Handler):
        def emit(self, record):
            words = record.getMessage()
            if "will start" in words:
                said.append(words)
                act()

    logger, listener = logging.getLogger("prefect.task_runs"), Listener()
    logger.addHandler(listener)
    try:
        yield said
    finally:
        logger.removeHandler(listener)


def test_an_io_error_that_passes_costs_a_retry(source, lake):
    link = obstacle(source, lake)
    with on_retry(lambda: link.unlink(missing_ok=True)) as said:
        result = newsmill("run", source, "--lake", lake, *OPTIONS)
    assert result.exit_code == 0, result.output
    assert len(said) == 1
    assert "Retry 1/3" in said[0]
    assert len(rows(lake)) == 4
    run = rows(lake, "runs").iloc[0]
    assert (run.status, run.failed_batches) == ("completed", 0)
    assert state_of(run).is_completed()


def test_a_batch_that_keeps_failing_is_left_out_and_the_next_run_takes_it_up(source, lake):
    link = obstacle(source, lake)
    with on_retry(lambda: None) as said:
        result = newsmill("run", source, "--lake", lake, *OPTIONS, "--set", "retries=1")
    assert result.exit_code == 1
    assert len(said) == 1
    assert "Retry 1/1" in said[0]
    assert ["articles", "2", "2"] in [line.split() for line in result.output.splitlines()]
    assert "clean failed for a batch" in " ".join(result.output.split())
    assert "enrich failed" not in result.output
    run = rows(lake, "runs").iloc[0]
    assert (run.status, run.failed_batches, run.articles_written) == ("failed", 1, 2)
    assert state_of(run).is_failed()
    assert "the next run takes them up" in state_of(run).message
    assert "failed batches: 1; the next run takes them up" in newsmill("status", "--lake", lake).output
    link.unlink()
    result = newsmill("run", source, "--lake", lake, *OPTIONS)
    assert result.exit_code == 0, result.output
    assert ["articles", "2", "4"] in [line.split() for line in result.output.splitlines()]
    assert verify(lake) == []


def test_a_batch_that_cannot_be_read_keeps_none_of_the_others_from_being_cleaned(source, lake):
    link = obstacle(source, lake, "extract")
    result = newsmill("run", source, "--lake", lake, *OPTIONS, "--set", "retries=0")
    assert result.exit_code == 1
    assert "extract failed for a batch" in " ".join(result.output.split())
    run = rows(lake, "runs").iloc[0]
    assert (run.status, run.failed_batches, run.articles_written) == ("failed", 1, 2)
    assert json.loads(run.steps)["survey"]["rows_in"] == 2
    link.unlink()
    assert newsmill("run", source, "--lake", lake, *OPTIONS).exit_code == 0
    assert len(rows(lake)) == 4


def test_what_fails_all_batches_is_not_said_for_each():
    heard = []

    class Heard:
        def step(self, *_): ...

        def say(self, words):
            heard.append(words)

    @task
    def fails(_number: int) -> None:
        raise LakeIOError("the disk is full")

    @flow
    def every() -> int:
        with listening(Heard()):
            return len(collect(extract=fails.map(list(range(9)))))

    assert every() == 0
    words = "extract failed for a batch, which stays out until the next run: LakeIOError: the disk is full"
    assert heard == [words] * 3


def test_a_report_that_cannot_be_stored_costs_a_published_run_nothing(source, lake):
    Lake.open(lake)
    (lake / "croissant.json").mkdir()
    result = newsmill("run", source, "--lake", lake, *OPTIONS, "--set", "retries=0")
    assert result.exit_code == 0, result.output
    assert ["articles", "4", "4"] in [line.split() for line in result.output.splitlines()]
    [run] = rows(lake, "runs").itertuples()
    assert (run.status, state_of(run).is_completed()) == ("completed", True)


def test_only_errors_of_the_system_are_tried_again_and_as_often_as_is_set(lake):
    now = datetime.now(UTC)
    settings = Settings(lake=lake, retries=0)
    never = Run(
        run_id="x", started_at=now, flow="f", source="", trigger="test", flow_run_id=None, settings=settings
    )
    tried: list[str] = []
    errors = {
        "system": OSError(5, "Input/output error"), "lake": LakeIOError("cannot write"),
        "bad input": SourceError("no such file"), "defect": TypeError("no such thing"),
    }  # fmt: skip

    @task(**(RETRYING | {"retry_delay_seconds": [0.1]}))
    def fails_once(name: str) -> str:
        tried.append(name)
        if tried.count(name) == 1:
            raise errors[name.removesuffix(", never")]
        return name

    @flow
    def every() -> dict[str, bool]:
        states = {name: fails_once(name, return_state=True) for name in errors}
        states["system, never"] = retried(fails_once, never)("system, never", return_state=True)
        return {name: state.is_completed() for name, state in states.items()}

    assert every() == {
        "system": True,
        "lake": True,
        "bad input": False,
        "defect": False,
        "system, never": False,
    }
    assert {name: tried.count(name) for name in set(tried)} == {
        "system": 2, "lake": 2, "bad input": 1, "defect": 1, "system, never": 1,
    }  # fmt: skip


def test_delays_grow_and_jitter():
    delays = RETRYING["retry_delay_seconds"]
    assert all(later >= 2 * earlier for earlier, later in pairwise(delays))
    assert RETRYING["retry_jitter_factor"] > 0


def test_a_gate_refuses_the_run_and_accept_publishes_what_is_staged(source, lake):
    (source / "empty.txt").touch()
    gate = ["--set", "gates.max_reject_share=0.1"]
    result = newsmill("run", source, "--lake", lake, *OPTIONS, *gate)
    assert result.exit_code == 1
    assert "max_reject_share: 1 of 5 records were rejected (20.0%), allowed are 10.0%" in result.output
    assert "--accept publishes it" in result.output
    refused = rows(lake, "runs").iloc[0]
    assert (refused.status, refused.articles_written) == ("refused", 0)
    assert "max_reject_share" in refused.error
    assert state_of(refused).is_failed()
    assert "max_reject_share" in state_of(refused).message
    assert len(rows(lake)) == 0
    result = newsmill("run", source, "--lake", lake, *OPTIONS, *gate, "--accept")
    assert result.exit_code == 0, result.output
    accepted = rows(lake, "runs").sort_values("run_id").iloc[1]
    steps = json.loads(accepted.steps)
    assert [steps[step]["resumed_batches"] for step in ("extract", "clean", "enrich")] == [3, 3, 3]
    assert len(rows(lake)) == 4
    assert verify(lake) == []


def test_the_address_of_a_hook_is_on_record_nowhere(source, lake, monkeypatch):
    # Put back afterwards: the command hands hooks over in it.
    monkeypatch.setenv("NEWSMILL_HOOKS", "{}")
    secret = "http://127.0.0.1:9/T0P53CR37"
    result = newsmill("run", source, "--lake", lake, *OPTIONS, "--set", f"hooks.on_failure.webhook={secret}")
    assert result.exit_code == 0, result.output
    [run] = rows(lake, "runs").itertuples()
    assert json.loads(run.settings)["hooks"]["on_failure"]["webhook"] == MASK
    with get_client(sync_client=True) as client:
        parameters = client.read_flow_run(UUID(run.flow_run_id)).parameters
    assert parameters["settings"]["workers"] == 1
    assert "T0P53CR37" not in json.dumps(parameters, default=str)


def test_what_is_made_again_and_what_is_lost_is_said(source, lake):
    newsmill("run", source, "--lake", lake, *OPTIONS, "--set", "extract.keep_raw=false")
    (source / "1.txt").unlink()
    result = newsmill("reprocess", "--where", "true", "--lake", lake, *OPTIONS, "--set", "workers=1")
    assert result.exit_code == 0, result.output
    assert "1.txt stays as it is: its bytes are gone" in " ".join(result.output.split())
    assert "3 of 4 files made again" in result.output
    run = rows(lake, "runs").query("flow == 'reprocess'").iloc[0]
    assert (run.articles_written, run.articles_replaced, run.source) == (3, 3, "articles where true")
    assert state_of(run).is_completed()
    assert len(rows(lake)) == 4


def test_a_lake_that_breaks_its_laws_fails_its_maintenance(source, lake):
    newsmill("run", source, "--lake", lake, *OPTIONS)
    result = newsmill("maintain", "--lake", lake)
    assert result.exit_code == 0, result.output
    assert "all laws hold" in result.output
    snapshot = Lake.open(lake).current()
    victim = snapshot.files("fingerprints")[0]
    snapshot.file("fingerprints", victim).write_bytes(b"no Parquet")
    result = newsmill("maintain", "--lake", lake)
    assert result.exit_code == 1
    assert f"files: fingerprints/{victim.path}" in result.output
    run = rows(lake, "runs").query("flow == 'maintain'").sort_values("run_id").iloc[-1]
    assert (run.status, victim.path in run.error) == ("failed", True)
    assert state_of(run).is_failed()


def test_a_maintenance_on_record_is_not_recorded_again_for_a_table_that_cannot_be_stored(
    source, lake, monkeypatch
):
    newsmill("run", source, "--lake", lake, *OPTIONS)

    def time_out(*_args, **_kwargs):
        raise TimeoutError("Prefect's server does not answer")

    monkeypatch.setattr("tasks.record.create_table_artifact", time_out)
    with on_retry(lambda: None) as said:
        result = newsmill("maintain", "--lake", lake)
    assert (result.exit_code, said) == (0, []), result.output
    assert list(rows(lake, "runs").query("flow == 'maintain'").status) == ["completed"]


def test_a_run_tidies_a_crowded_lake_and_does_not_fail_where_it_cannot(source, lake, ingest, monkeypatch):
    ingest(source, lake, **QUICK)
    (source / "later.txt").write_text("Landing 9\n\nThe landing was opened on Monday, in the end.\n")
    ingest(source, lake, **QUICK)
    monkeypatch.setattr("newsmill.maintenance.MOST_SMALL_FILES", 1)
    snapshot = Lake.open(lake).current()
    file = snapshot.file("articles", snapshot.files("articles")[0])
    sound = file.read_bytes()
    file.write_bytes(b"no Parquet")
    result = newsmill("run", source, "--lake", lake, *OPTIONS)
    assert (result.exit_code, "the lake is not tidied" in result.output) == (0, True), result.output
    file.write_bytes(sound)
    result = newsmill("run", source, "--lake", lake, *OPTIONS)
    assert (result.exit_code, "not tidied" in result.output) == (0, False), result.output
    assert (len(Lake.open(lake).current().files("runs")), len(rows(lake, "runs"))) == (2, 4)


@pytest.mark.parametrize("words", [["maintain"], ["reprocess", "--rejects"]])
def test_without_a_lake_nothing_is_made(lake, words):
    result = newsmill(*words, "--lake", lake)
    assert result.exit_code == 2
    assert "no lake at" in result.output
    assert not lake.exists()


def kept_by_prefect(flow_run_id):
    """Whether Prefect's server knows a run, and how many artifacts it has of it."""
    with get_client(sync_client=True) as client:
        of_it = FlowRunFilter(id=FlowRunFilterId(any_=[UUID(flow_run_id)]))
        artifacts = len(client.read_artifacts(flow_run_filter=of_it))
        try:
            client.read_flow_run(UUID(flow_run_id))
        except ObjectNotFound:
            return False, artifacts
        return True, artifacts


@flow(name="ingest")
def another_projects_ingest() -> str:
    return str(flow_run.id)


def age(flow_run_id, days):
    path = PREFECT_API_DATABASE_CONNECTION_URL.value().removeprefix("sqlite+aiosqlite:///")
    with closing(sqlite3.connect(path, timeout=30)) as database, database:
        set_back = "update flow_run set end_time = datetime(end_time, ?) where id = ?"
        assert database.execute(set_back, [f"-{days} days", flow_run_id]).rowcount == 1


def test_old_runs_of_newsmill_alone_are_deleted_and_only_by_a_command_with_a_server_of_its_own(source, lake):
    def run():
        newsmill("run", source, "--lake", lake, *OPTIONS)
        return rows(lake, "runs").sort_values("run_id").flow_run_id.iloc[-1]

    old, foreign = run(), another_projects_ingest()
    for flow_run_id in (old, foreign):
        age(flow_run_id, days=91)
    younger = run()
    age(younger, days=89)
    assert kept_by_prefect(old)[0]
    # What a server of its own has by default, and the client of another has not.
    with temporary_settings({PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED: "events,flow_runs"}):
        run()
    assert kept_by_prefect(old) == (False, 0)
    assert kept_by_prefect(foreign)[0]
    is_kept, artifacts = kept_by_prefect(younger)
    assert is_kept
    assert artifacts > 0
