"""Clean: raw articles to clean ones, every edit on record."""

from prefect import task

from newsmill.batches import StepResult
from newsmill.isolation import run_step
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="clean", task_run_name="clean-{extracted.batch_id:.8}", **RETRYING)
def clean(extracted: StepResult, run: Run) -> StepResult:
    """Clean a batch in a worker process and stage it with its edits."""
    return run_step(session().workers, run.lake, run.run_id, extracted.batch_id, "clean", run.settings.clean)
