"""What is told of a run when the lake is free again."""

import json
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from flows.children import PARENT_VARIABLE
from flows.telling import told, unbegun_told
from newsmill.exceptions import SettingsError
from newsmill.lake.compact import compact
from newsmill.lake.store import Lake
from newsmill.publishing import record_unpublished
from newsmill.run import Run, new_run_id
from newsmill.settings import Settings


@pytest.fixture
def lake(tmp_path):
    return Lake.open(tmp_path / "lake")


def put_on_record(lake, settings, status):
    now = datetime.now(UTC)
    run = Run(
        run_id=new_run_id(now), started_at=now, flow="ingest", source="in", trigger="test", flow_run_id=None,
        settings=settings,
    )  # fmt: skip
    record_unpublished(lake, run, status, "told to")
    return run.run_id


@contextmanager
def held_until_a_maintenance_takes_over(lake):
    with lake.lock(1, "a run"):
        yield
    assert compact(lake, "maintenance").files_before > 1


@pytest.mark.parametrize("is_raised", [False, True])
def test_a_run_whose_row_is_merged_as_soon_as_the_lake_is_free_is_told_all_the_same(
    lake, tmp_path, is_raised
):
    told_of = tmp_path / "told.json"
    settings = Settings(lake=lake.root, hooks={"on_failure": {"command": f"tee {told_of}"}})

    def run():
        with told(
            lake, settings, "ingest", "in", held_until_a_maintenance_takes_over(lake), is_served=False
        ) as run_ids:
            put_on_record(lake, settings, "interrupted")
            run_ids.append(put_on_record(lake, settings, "failed"))
            if is_raised:
                raise ZeroDivisionError
            return run_ids

    if is_raised:
        with pytest.raises(ZeroDivisionError):
            run()
    else:
        run()
    payload = json.loads(told_of.read_text())
    assert payload["run_id"] == max(lake.current().dataset("runs").to_table()["run_id"].to_pylist())
    assert payload["status"] == "failed"


@pytest.mark.parametrize("is_served", [False, True])
def test_a_run_that_cannot_begin_is_a_line_where_a_service_runs_it(capsys, monkeypatch, is_served):
    monkeypatch.delenv(PARENT_VARIABLE, raising=False)
    if is_served:
        monkeypatch.setenv(PARENT_VARIABLE, "1")
    with pytest.raises(SettingsError), unbegun_told("ingest", "in"):
        raise SettingsError("retries = 99: too many")
    said = capsys.readouterr().out
    assert ("failed, 0.0 s: SettingsError: retries = 99: too many\n" in said) is is_served
    assert said.count("\n") == is_served
