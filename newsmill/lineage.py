"""What a run read and wrote, as OpenLineage events: one JSON line each in a file beside the lake.

Only the client's event classes and its file transport are used: no configuration of the client's own is read
(environment, `openlineage.yml`), and nothing is sent anywhere.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from newsmill import __version__
from newsmill.exceptions import LakeError
from newsmill.lake.layout import events_file, old_events_file
from newsmill.lake.manifest import FileEntry
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.run import Run
from newsmill.schema import DATASETS

if TYPE_CHECKING:
    from openlineage.client.event_v2 import InputDataset, OutputDataset, RunEvent

JOB_NAMESPACE: Final = "newsmill"
_PRODUCER: Final = f"urn:newsmill:{__version__}"
_LONGEST_ERROR: Final = 2_000


@contextmanager
def traced(lake: Lake, run: Run, on_trouble: Callable[[str], object]) -> Iterator[None]:
    """Record START, and at the end of the block COMPLETE, FAIL (an error) or ABORT (an interrupt).

    Does nothing where the setting `lineage` is off. The lake must be locked by this process. Lineage never
    fails a run: what cannot be written is told to `on_trouble`.
    """
    _record(lake, run, on_trouble, "START")
    try:
        yield
    except Exception as error:
        _record(lake, run, on_trouble, "FAIL", f"{type(error).__name__}: {error}")
        raise
    except BaseException:
        _record(lake, run, on_trouble, "ABORT")
        raise
    _record(lake, run, on_trouble, "COMPLETE")


def aborted(lake: Lake, run: Run, on_trouble: Callable[[str], object]) -> None:
    """Record the end of a run whose process was killed."""
    _record(lake, run, on_trouble, "ABORT", "the process ended before the run did")


def _record(
    lake: Lake, run: Run, on_trouble: Callable[[str], object], state: str, error: str | None = None
) -> None:
    if not run.settings.lineage:
        return
    # An eighth of a second that only lineage needs.
    from openlineage.client.transport.file import FileConfig, FileTransport  # noqa: PLC0415

    try:
        event = _event(lake, run, state, error)
        _rotate(lake, run.settings.lineage_bytes)
        FileTransport(FileConfig(log_file_path=str(events_file(lake.root)), append=True)).emit(event)
    except (RuntimeError, ValueError, OSError, LakeError) as trouble:
        on_trouble(f"lineage is not recorded: {trouble}")


def _rotate(lake: Lake, most_bytes: int) -> None:
    events = events_file(lake.root)
    if events.is_file() and events.stat().st_size >= most_bytes:
        events.replace(old_events_file(lake.root))


def _event(lake: Lake, run: Run, state: str, error: str | None) -> "RunEvent":
    from openlineage.client import event_v2  # noqa: PLC0415
    from openlineage.client.facet_v2 import (  # noqa: PLC0415
        error_message_run,
        job_type_job,
        nominal_time_run,
        processing_engine_run,
    )

    facets: dict[str, Any] = {
        "nominalTime": nominal_time_run.NominalTimeRunFacet(run.started_at.isoformat(), producer=_PRODUCER),
        "processing_engine": processing_engine_run.ProcessingEngineRunFacet(
            __version__, "newsmill", producer=_PRODUCER
        ),
    }
    if error is not None:
        facets["errorMessage"] = error_message_run.ErrorMessageRunFacet(
            error[:_LONGEST_ERROR], "PYTHON", producer=_PRODUCER
        )
    job_type = job_type_job.JobTypeJobFacet("BATCH", "NEWSMILL", "FLOW", producer=_PRODUCER)
    return event_v2.RunEvent(
        eventType=event_v2.RunState[state],
        eventTime=datetime.now(UTC).isoformat(),
        run=event_v2.Run(_run_uuid(lake, run), facets),
        job=event_v2.Job(JOB_NAMESPACE, run.flow, {"jobType": job_type}),
        inputs=_inputs(lake, run),
        outputs=_outputs(lake, run) if state == "COMPLETE" else [],
        producer=_PRODUCER,
    )


def _run_uuid(lake: Lake, run: Run) -> str:
    """Prefect's flow run where there is one, so that both records meet; else an id that follows from ours."""
    return run.flow_run_id or str(uuid.uuid5(uuid.NAMESPACE_URL, f"{lake.root.as_uri()}#{run.run_id}"))


def _inputs(lake: Lake, run: Run) -> list["InputDataset"]:
    """What the run read: the source of an ingest, the bytes kept in the lake for a reprocess."""
    from openlineage.client import event_v2  # noqa: PLC0415

    if run.flow == "reprocess":
        return [event_v2.InputDataset("file", str(lake.root / "raw"))]
    if run.flow != "ingest":
        return []
    parts = urlsplit(run.source)
    if len(parts.scheme) > 1 and parts.netloc:
        return [event_v2.InputDataset(f"{parts.scheme}://{parts.netloc}", parts.path.lstrip("/") or "/")]
    return [event_v2.InputDataset("file", str(Path(run.source).absolute()))]


def _outputs(lake: Lake, run: Run) -> list["OutputDataset"]:
    """The datasets that this run wrote files of."""
    snapshot = lake.current()
    written = {
        name: [entry for entry in snapshot.files(name) if _is_of(entry, run)]
        for name in snapshot.manifest.datasets
    }
    return [_output(lake, snapshot, name, entries) for name, entries in written.items() if entries]


def _is_of(entry: FileEntry, run: Run) -> bool:
    # A compaction numbers the files it merges.
    return entry.run == run.run_id or entry.run.startswith(f"{run.run_id}-")


def _output(lake: Lake, snapshot: Snapshot, name: str, entries: list[FileEntry]) -> "OutputDataset":
    from openlineage.client import event_v2  # noqa: PLC0415
    from openlineage.client.facet_v2 import (  # noqa: PLC0415
        dataset_version_dataset,
        documentation_dataset,
        output_statistics_output_dataset,
        schema_dataset,
    )

    dataset = DATASETS[name]
    # Names and types; their descriptions would make a year of runs a gigabyte, and stand in the Parquet files.
    fields = [
        schema_dataset.SchemaDatasetFacetFields(column.name, str(column.type)) for column in dataset.schema
    ]
    statistics = output_statistics_output_dataset.OutputStatisticsOutputDatasetFacet(
        rowCount=sum(entry.rows for entry in entries),
        size=sum(entry.bytes for entry in entries),
        fileCount=len(entries),
        producer=_PRODUCER,
    )
    return event_v2.OutputDataset(
        "file",
        str(lake.root / name),
        outputFacets={"outputStatistics": statistics},
        facets={
            "schema": schema_dataset.SchemaDatasetFacet(fields, producer=_PRODUCER),
            "version": dataset_version_dataset.DatasetVersionDatasetFacet(
                str(snapshot.version), producer=_PRODUCER
            ),
            "documentation": documentation_dataset.DocumentationDatasetFacet(
                f"A row is {dataset.row}.", producer=_PRODUCER
            ),
        },
    )
