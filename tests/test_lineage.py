"""OpenLineage events of real runs, rebuilt by the client's own classes, which check them."""

import json
import socket
import subprocess
import sys
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
from openlineage.client import event_v2
from openlineage.client.facet_v2 import (
    documentation_dataset,
    error_message_run,
    output_statistics_output_dataset,
    schema_dataset,
)

from newsmill.lake.layout import events_file, old_events_file
from newsmill.lake.store import Lake
from newsmill.lineage import aborted, traced
from newsmill.run import Run
from newsmill.schema import DATASETS
from newsmill.settings import Settings

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def lake(tmp_path_factory, ingest, seeds):
    root = tmp_path_factory.mktemp("lake") / "lake"
    ingest(seeds, root)
    return Lake.open(root)


@pytest.fixture(autouse=True)
def _no_network(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)


@pytest.fixture
def run(lake):
    """The run that made the lake, as it was when under way; no events of earlier tests."""
    events_file(lake.root).unlink(missing_ok=True)
    return run_of(lake)


def run_of(lake, source="seeds", **settings):
    run_id = pd.read_parquet(lake.root / "runs").run_id[0]
    return Run(
        run_id=run_id, started_at=datetime(2024, 1, 1, tzinfo=UTC), flow="ingest", source=source, trigger="test",
        flow_run_id=None, settings=Settings(lake=lake.root, **settings),
    )  # fmt: skip


def events(lake):
    """The events of a lake, each checked by the client's class for it."""
    return [checked(json.loads(line)) for line in events_file(lake.root).read_text().splitlines()]


def checked(event):
    url = event.pop("schemaURL")
    rebuilt = event_v2.RunEvent(
        eventTime=event["eventTime"],
        producer=event["producer"],
        eventType=event_v2.RunState[event["eventType"]],
        run=event_v2.Run(**event["run"]),
        job=event_v2.Job(**event["job"]),
        inputs=[event_v2.InputDataset(**found) for found in event["inputs"]],
        outputs=[event_v2.OutputDataset(**found) for found in event["outputs"]],
    )
    assert rebuilt.schemaURL == url
    assert set(event) == {"eventTime", "producer", "eventType", "run", "job", "inputs", "outputs"}
    return rebuilt


def facet(kind, found, **renamed):
    """A facet rebuilt by its class: unknown or missing properties raise."""
    assert found.pop("_producer").startswith("urn:newsmill:")
    assert found.pop("_schemaURL") == kind._get_schema()
    return kind(**found | renamed)


def test_a_run_is_a_start_and_a_complete_of_one_id_with_what_went_in_and_out(lake, run):
    with traced(lake, run, pytest.fail):
        pass
    start, complete = events(lake)
    assert [start.eventType.value, complete.eventType.value] == ["START", "COMPLETE"]
    assert start.run.runId == complete.run.runId
    assert (complete.job.namespace, complete.job.name) == ("newsmill", "ingest")
    assert [(found.namespace, found.name) for found in complete.inputs] == [
        ("file", str(Path("seeds").absolute()))
    ]
    assert start.outputs == []
    assert {found.name for found in complete.outputs} == {str(lake.root / name) for name in DATASETS}


def test_outputs_say_what_was_written(lake, run):
    with traced(lake, run, pytest.fail):
        pass
    for found in events(lake)[1].outputs:
        name = Path(found.name).name
        files = [path for path in (lake.root / name).rglob("*.parquet") if path.name != "00-schema.parquet"]
        said = facet(
            output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet,
            found.outputFacets["outputStatistics"],
        )
        assert said.rowCount == len(pd.read_parquet(lake.root / name))
        assert said.fileCount == len(files)
        assert said.size == sum(path.stat().st_size for path in files)
        fields = found.facets["schema"].pop("fields")
        rebuilt = [schema_dataset.SchemaDatasetFacetFields(**field) for field in fields]
        assert [field.name for field in rebuilt] == DATASETS[name].schema.names
        assert [field.type for field in rebuilt] == [str(kind) for kind in DATASETS[name].schema.types]
        facet(schema_dataset.SchemaDatasetFacet, found.facets["schema"], fields=rebuilt)
        facet(documentation_dataset.DocumentationDatasetFacet, found.facets["documentation"])


def test_a_failure_is_told_with_its_words_and_still_raised(lake, run):
    with pytest.raises(OSError, match="no space"), traced(lake, run, pytest.fail):
        raise OSError("no space left " * 1_000)
    failed = events(lake)[-1]
    assert failed.eventType.value == "FAIL"
    words = facet(error_message_run.ErrorMessageRunFacet, failed.run.facets["errorMessage"]).message
    assert words.startswith("OSError: no space left")
    assert len(words) == 2_000


def test_an_interrupt_and_a_killed_process_are_told_as_aborts_of_the_same_run(lake, run):
    with pytest.raises(KeyboardInterrupt), traced(lake, run, pytest.fail):
        raise KeyboardInterrupt
    aborted(lake, run, pytest.fail)
    assert [event.eventType.value for event in events(lake)] == ["START", "ABORT", "ABORT"]
    assert len({event.run.runId for event in events(lake)}) == 1


@pytest.mark.parametrize(
    ("source", "namespace", "name"),
    [
        ("s3://bucket/some/key", "s3://bucket", "some/key"),
        ("/in/*.txt", "file", "/in/*.txt"),
        ("gs://b", "gs://b", "/"),
    ],
)
def test_sources_are_named_as_the_standard_names_them(lake, run, source, namespace, name):
    with traced(lake, run.model_copy(update={"source": source}), pytest.fail):
        pass
    assert [(found.namespace, found.name) for found in events(lake)[0].inputs] == [(namespace, name)]


@pytest.mark.parametrize(("flow", "read"), [("reprocess", ["raw"]), ("maintain", [])])
def test_runs_over_the_lake_itself_read_no_source(lake, run, flow, read):
    with traced(lake, run.model_copy(update={"flow": flow, "source": "language = 'en'"}), pytest.fail):
        pass
    complete = events(lake)[1]
    assert complete.job.name == flow
    assert [found.name for found in complete.inputs] == [str(lake.root / name) for name in read]


def test_where_lineage_is_off_nothing_is_written(lake, run):
    del run
    with traced(lake, run_of(lake, lineage=False), pytest.fail):
        pass
    assert not events_file(lake.root).exists()


@pytest.mark.usefixtures("run")
def test_a_file_that_has_grown_too_long_takes_the_place_of_the_one_before(lake):
    for number in range(4):
        with traced(lake, run_of(lake, source=f"source-{number}", lineage_bytes=1 << 10), pytest.fail):
            pass
    kept = old_events_file(lake.root).read_text() + events_file(lake.root).read_text()
    assert json.loads(kept.splitlines()[-1])["eventType"] == "COMPLETE"
    assert "source-3" in kept
    assert "source-0" not in kept


def test_trouble_with_the_file_is_told_and_fails_no_run(lake, run):
    told = []
    events_file(lake.root).mkdir()
    try:
        with traced(lake, run, told.append):
            pass
    finally:
        with suppress(OSError):
            events_file(lake.root).rmdir()
    assert len(told) == 2
    assert "lineage is not recorded" in told[0]


def test_the_clients_own_configuration_sends_nothing_anywhere(lake, run, monkeypatch, tmp_path):
    monkeypatch.setenv("OPENLINEAGE_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("OPENLINEAGE__TRANSPORT__TYPE", "http")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "openlineage.yml").write_text("transport:\n  type: http\n  url: http://127.0.0.1:9\n")
    with traced(lake, run, pytest.fail):
        pass
    assert len(events(lake)) == 2


def test_the_client_is_imported_only_where_lineage_is_recorded():
    code = "import sys, newsmill.lineage; print('openlineage' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "False"
