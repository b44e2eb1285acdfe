"""Deduplicate: what repeats an article of this run or of the lake."""

from collections.abc import Sequence

from prefect import task

from newsmill import publishing
from newsmill.batches import StepResult
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="deduplicate", task_run_name="deduplicate-{run.run_id}", **RETRYING)
def deduplicate(run: Run, results: Sequence[StepResult]) -> StepResult:
    """Compare all that arrives with each other and with the lake; stage the flags. Drops nothing."""
    # The steps are over: what their processes hold is memory that publication may have.
    session().workers.close()
    return publishing.deduplicate(session().lake, run, results)
