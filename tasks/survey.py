"""Survey: what the pages of a site share, over the run and the lake."""

from collections.abc import Sequence

from prefect import task

from newsmill.batches import StepResult
from newsmill.run import Run
from newsmill.surveying import survey_run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="survey", task_run_name="survey-{run.run_id}", **RETRYING)
def survey(run: Run, results: Sequence[StepResult]) -> StepResult:
    """Count the lines at the edges of the extracted pages and of those in the lake, and stage what is shared."""
    return survey_run(session().lake, run, results)
