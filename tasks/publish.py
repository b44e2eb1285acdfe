"""Publish: everything a run made becomes one snapshot of the lake, after the gates."""

from collections.abc import Sequence

from prefect import task
from prefect.logging import get_run_logger

from newsmill import publishing
from newsmill.batches import StepResult
from newsmill.discovery import Discovery
from newsmill.run import Run, RunSummary
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="publish", task_run_name="publish-{run.run_id}", **RETRYING)
def publish(run: Run, found: Discovery, results: Sequence[StepResult]) -> RunSummary:
    """Check the gates, and commit all datasets in one step."""
    summary = publishing.publish(session().lake, run, found, results)
    get_run_logger().info(
        "snapshot %d: %d articles, %d rejects", summary.snapshot, summary.rows_added["articles"],
        summary.rows_added["rejects"],
    )  # fmt: skip
    return summary
