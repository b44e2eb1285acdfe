"""Enrich: language, entities, places, quotes, dates, counts, keywords, topics and tone."""

from prefect import task

from newsmill.batches import StepResult
from newsmill.isolation import run_step
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="enrich", task_run_name="enrich-{cleaned.batch_id:.8}", **RETRYING)
def enrich(cleaned: StepResult, run: Run) -> StepResult:
    """Enrich a batch in a worker process and stage it with its mentions, quotes, dates, counts and topics."""
    return run_step(session().workers, run.lake, run.run_id, cleaned.batch_id, "enrich", run.settings.enrich)
