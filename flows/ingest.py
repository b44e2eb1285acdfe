"""The main job: raw article files in, one new snapshot of the lake out. Read it top to bottom."""

from typing import Any

from prefect import flow, unmapped
from prefect.task_runners import ThreadPoolTaskRunner

from flows.ending import ended
from flows.progress import collect, expect, listening
from flows.running import begin_run
from flows.telling import unbegun_told
from newsmill.run import RunSummary
from newsmill.settings import load_settings
from tasks.clean import clean
from tasks.deduplicate import deduplicate
from tasks.discover import discover
from tasks.enrich import enrich
from tasks.extract import extract
from tasks.publish import publish
from tasks.report import ProgressShown, report
from tasks.retrying import retried
from tasks.survey import survey


@flow(
    name="ingest",
    flow_run_name="ingest {source}",
    description="Raw article files to clean, enriched, deduplicated Parquet, all or nothing.",
    task_runner=ThreadPoolTaskRunner(max_workers=8),  # type: ignore[arg-type] # Prefect's own type is too narrow
    persist_result=False,
)
def ingest(
    source: str,
    lake: str | None = None,
    settings: dict[str, Any] = {},  # noqa: B006 - Prefect shows it as the form's default; never changed
    accept: bool = False,
    trigger: str = "api",
) -> RunSummary:
    """Ingest what is new or changed in `source`; articles appear in the lake all at once, or not at all.

    Args:
        source: Folder (with its subfolders), file or glob with the raw article files.
        lake: Folder of the lake; without it the one that the settings name.
        settings: Settings that differ from newsmill.toml, as {"section": {"key": value}}.
        accept: Publish even where a data gate says no.
        trigger: What started the run; kept in dataset runs.
    """
    with unbegun_told("ingest", source):
        checked = load_settings(values=settings, lake=lake)
    with begin_run("ingest", source, checked, trigger, is_accepted=accept) as run:
        found = retried(discover, run)(run)
        with listening(ProgressShown(run)):
            expect(len(found.batches), "extract", "clean", "enrich")
            # References travel, articles stay in staged files. A batch that fails is left out; the next run takes it up.
            extracted = retried(extract, run).map(list(found.batches), unmapped(run))
            read = collect(extract=extracted)
            # A site's furniture shows over all of its pages: cleaning waits until the last of them is read.
            surveyed = retried(survey, run)(run, read)
            cleaned = retried(clean, run).map(extracted, unmapped(run))
            enriched = retried(enrich, run).map(cleaned, unmapped(run))
            results = [*read, surveyed, *collect(clean=cleaned, enrich=enriched)]
        flagged = retried(deduplicate, run)(run, results)
        summary = retried(publish, run)(run, found, [*results, flagged])
        report(run, summary)
    return ended(summary)
