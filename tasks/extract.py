"""Extract: bytes to raw articles."""

from prefect import task

from newsmill.batches import StepResult
from newsmill.discovery import Batch
from newsmill.isolation import run_step
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="extract", task_run_name="extract-{batch.id:.8}", **RETRYING)
def extract(batch: Batch, run: Run) -> StepResult:
    """Read a batch's files in a worker process and stage their raw articles."""
    return run_step(session().workers, run.lake, run.run_id, batch.id, "extract", run.settings.extract)
