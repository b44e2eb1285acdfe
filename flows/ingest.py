"""The main job: raw article files in, one new snapshot of the lake out. Read it top to bottom."""

from typing import Annotated, Any

from prefect import flow, unmapped
from prefect.task_runners import ThreadPoolTaskRunner
from pydantic import Field

from flows.progress import collect, listening
from flows.running import begin_run
from newsmill.run import RunSummary
from newsmill.settings import load_settings
from tasks.clean import clean
from tasks.discover import discover
from tasks.enrich import enrich
from tasks.extract import extract
from tasks.publish import publish
from tasks.report import ProgressShown, report

Source = Annotated[str, Field(title="Source", description="Folder, file or glob with the raw article files.")]
LakeFolder = Annotated[
    str | None, Field(title="Lake", description="Folder of the lake; default: the settings'.")
]
Overrides = Annotated[
    dict[str, Any], Field(title="Settings", description="Settings that differ, as {section: {key: value}}.")
]
Accept = Annotated[bool, Field(title="Accept", description="Publish even where a data gate says no.")]
Trigger = Annotated[str, Field(title="Trigger", description="What started the run; kept in dataset runs.")]


@flow(
    name="ingest",
    flow_run_name="ingest {source}",
    description="Raw article files to clean, enriched, deduplicated Parquet, all or nothing.",
    task_runner=ThreadPoolTaskRunner(max_workers=8),  # type: ignore[arg-type] # Prefect's own type is too narrow
    persist_result=False,
)
def ingest(
    source: Source,
    lake: LakeFolder = None,
    settings: Overrides = {},  # noqa: B006 - Prefect shows it as the form's default; never changed
    accept: Accept = False,
    trigger: Trigger = "api",
) -> RunSummary:
    """Ingest what is new or changed in `source`; articles appear in the lake all at once, or not at all."""
    with begin_run(
        "ingest", source, load_settings(lake=lake, **settings), trigger, is_accepted=accept
    ) as run:
        found = discover(run)
        # References travel, articles stay in staged files. A batch that fails is left out; the next run takes it up.
        extracted = extract.map(list(found.batches), unmapped(run))
        cleaned = clean.map(extracted, unmapped(run))
        enriched = enrich.map(cleaned, unmapped(run))
        with listening(ProgressShown(run)):
            results = collect(extract=extracted, clean=cleaned, enrich=enriched)
        summary = publish(run, found, results)
        report(run, summary)
    return summary
