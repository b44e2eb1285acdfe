import json
from datetime import UTC, datetime, timedelta

import pytest
from pydantic import ValidationError

from newsmill.hooks import MASK, Hook, Hooks, NoNewInputHook, RejectShareHook, due
from newsmill.run import unfinished_runs
from newsmill.settings import Settings

NOON = datetime(2024, 5, 1, 12, tzinfo=UTC)


def _row(run_id="r", status="completed", at=NOON, **values):
    return {
        "run_id": run_id,
        "flow": "ingest",
        "status": status,
        "started_at": at,
        "finished_at": at,
    } | values


def _events(hooks, row, earlier=()):
    return [notice.event for notice in due(hooks, row, earlier)]


ALL = Hooks(
    on_failure=Hook(command="true"),
    on_reject_share=RejectShareHook(command="true", above=0.2),
    on_no_new_input=NoNewInputHook(command="true", hours=2),
)


@pytest.mark.parametrize("status", ["failed", "refused", "interrupted"])
def test_every_bad_end_is_told(status):
    assert _events(ALL, _row(status=status)) == ["failure"]


def test_batches_left_out_are_a_failure_and_a_good_run_is_not():
    assert _events(ALL, _row(failed_batches=1, files_read=3)) == ["failure"]
    assert _events(ALL, _row(failed_batches=0, files_read=3)) == []


@pytest.mark.parametrize(("rejects", "expected"), [(2, []), (3, ["reject_share"]), (10, ["reject_share"])])
def test_rejects_are_told_above_the_share_only(rejects, expected):
    assert _events(ALL, _row(files_read=1, input_records=10, rejects_written=rejects)) == expected


def test_a_dry_spell_is_told_once():
    runs = [_row("r0", files_read=5)]
    told = []
    for number in range(1, 10):
        run = _row(f"r{number}", at=NOON + timedelta(minutes=30 * number), files_read=0)
        told += [run["run_id"] for _ in due(ALL, run, [*runs, run])]
        runs.append(run)
    assert told == ["r4"]


def test_new_input_ends_a_dry_spell():
    runs = [_row("r0", files_read=5), _row("r1", at=NOON + timedelta(hours=3), files_read=0)]
    wet = _row("r2", at=NOON + timedelta(hours=4), files_read=1)
    assert _events(ALL, wet, runs) == []
    dry = _row("r3", at=NOON + timedelta(hours=7), files_read=0)
    assert _events(ALL, dry, [*runs, wet]) == ["no_new_input"]


def test_a_lake_that_never_had_input_is_told_of_too():
    first = _row("r0", files_read=0)
    assert _events(ALL, first, [first]) == []
    assert _events(ALL, _row("r1", at=NOON + timedelta(hours=2), files_read=0), [first]) == ["no_new_input"]


def test_nothing_is_told_without_hooks():
    assert _events(Hooks(), _row(status="failed", failed_batches=3, input_records=1, rejects_written=1)) == []


def test_the_payload_says_what_happened_and_is_plain_json():
    row = _row(status="failed", error="disk full", rejects_by_reason='{"empty": 2}', files_read=7)
    payload = json.loads(json.dumps(due(ALL, row, lake="/lake")[0].payload, default=str))
    assert payload["event"] == "failure"
    assert (payload["lake"], payload["run_id"], payload["error"]) == ("/lake", "r", "disk full")
    assert (payload["rejects_by_reason"], payload["files_read"]) == ({"empty": 2}, 7)


@pytest.mark.parametrize(
    "values", [{}, {"webhook": "file:///etc/passwd"}, {"command": " "}, {"command": "x", "when": "now"}]
)
def test_a_hook_that_tells_nobody_or_something_else_is_refused(values):
    with pytest.raises(ValidationError):
        Hook(**values)


def test_an_address_is_masked_where_settings_are_recorded_and_a_run_left_behind_can_be_read(begin, tmp_path):
    secret = "https://chat.example.org/hooks/T0P53CR37"
    settings = Settings(lake=tmp_path / "lake", hooks={"on_failure": {"webhook": secret}}, retries=7)
    assert settings.hooks.on_failure.webhook == secret
    assert json.loads(settings.model_dump_json())["hooks"]["on_failure"]["webhook"] == MASK
    with begin("ingest", "in", settings) as (_, lake):
        [note] = (lake.root / ".runs").iterdir()
        assert "T0P53CR37" not in note.read_text()
        assert [found.settings.retries for found in unfinished_runs(lake.root)] == [7]
