"""Makes rows of the lake again: those of an older version, those a condition chooses, or chosen rejects."""

from typing import Any

from prefect import flow, unmapped
from prefect.task_runners import ThreadPoolTaskRunner

from flows.ending import ended
from flows.progress import collect, expect, listening, say
from flows.running import begin_run
from flows.telling import unbegun_told
from newsmill.lake.store import Lake
from newsmill.reprocessing import Selection
from newsmill.run import RunSummary
from newsmill.settings import load_settings
from tasks.clean import clean
from tasks.enrich import enrich
from tasks.extract import extract
from tasks.gather import gather
from tasks.report import ProgressShown, report
from tasks.republish import republish
from tasks.retrying import retried
from tasks.survey import survey


@flow(
    name="reprocess",
    description="Chosen files of the lake made again with the installed steps, all or nothing. "
    "Choose by exactly one of: where, rejects, older than version.",
    task_runner=ThreadPoolTaskRunner(max_workers=8),  # type: ignore[arg-type] # Prefect's own type is too narrow
    persist_result=False,
)
def reprocess(  # noqa: PLR0913, PLR0917 - the fields of Prefect's form
    where: str | None = None,
    rejects: bool = False,
    reason: str | None = None,
    older_than_version: str | None = None,
    lake: str | None = None,
    settings: dict[str, Any] = {},  # noqa: B006 - Prefect shows it as the form's default; never changed
    accept: bool = False,
    trigger: str = "api",
) -> RunSummary:
    """Make the files that hold chosen rows again; their new rows take the old ones' place all at once, or not at all.

    Args:
        where: DuckDB condition over articles, such as language = 'en'.
        rejects: Files that have rejects.
        reason: Only rejects of this reason, such as bad_json.
        older_than_version: Rows made by older steps than this version, such as 1.2.1.1; current is the installed one.
        lake: Folder of the lake; without it the one that the settings name.
        settings: Settings that differ from newsmill.toml, as {"section": {"key": value}}.
        accept: Publish even where a data gate says no.
        trigger: What started the run; kept in dataset runs.
    """
    selection = Selection(
        where=where or None,
        rejects=rejects,
        reason=reason or None,
        older_than_version=older_than_version or None,
    )
    with unbegun_told("reprocess", selection.words):
        checked = load_settings(values=settings, lake=lake)
        Lake.open(checked.lake, create=False)
    with begin_run("reprocess", selection.words, checked, trigger, is_accepted=accept) as run:
        gathered = retried(gather, run)(run, selection)
        for uri in gathered.lost:
            say(f"{uri} stays as it is: its bytes are gone, and the lake does not keep them")
        with listening(ProgressShown(run)):
            expect(len(gathered.found.batches), "extract", "clean", "enrich")
            extracted = retried(extract, run).map(list(gathered.found.batches), unmapped(run))
            read = collect(extract=extracted)
            # A site's furniture shows over all of its pages: cleaning waits until the last of them is read.
            surveyed = retried(survey, run)(run, read)
            cleaned = retried(clean, run).map(extracted, unmapped(run))
            enriched = retried(enrich, run).map(cleaned, unmapped(run))
            results = [*read, surveyed, *collect(clean=cleaned, enrich=enriched)]
        summary = retried(republish, run)(run, gathered.found, results)
        report(run, summary)
    return ended(summary)
