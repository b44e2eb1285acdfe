"""Extract: bytes to raw articles."""

from prefect import task

from newsmill import work
from newsmill.batches import StepResult
from newsmill.discovery import Batch
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="extract", task_run_name="extract-{batch.id:.8}", **RETRYING)
def extract(batch: Batch, run: Run) -> StepResult:
    """Read a batch's files in a worker process and stage their raw articles."""
    return session().workers.call(work.extract, run.lake, batch.id, run.settings.extract)
