"""Republish: what was made again takes the place of what was there, in one snapshot."""

from collections.abc import Sequence

from prefect import task
from prefect.logging import get_run_logger

from newsmill import reprocessing
from newsmill.batches import StepResult
from newsmill.discovery import Discovery
from newsmill.run import Run, RunSummary
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="republish", task_run_name="republish-{run.run_id}", **RETRYING)
def republish(run: Run, found: Discovery, results: Sequence[StepResult]) -> RunSummary:
    """Leave out what was read otherwise than it is on record, check the gates, and commit all datasets in one step."""
    summary = reprocessing.republish(session().lake, run, found, results)
    get_run_logger().info(
        "snapshot %d: %d articles in place of %d, %d rejects", summary.snapshot, summary.rows_added["articles"],
        summary.rows_replaced, summary.rows_added["rejects"],
    )  # fmt: skip
    return summary
