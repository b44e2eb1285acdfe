"""Report: what a run did, as artifacts that Prefect's UI shows."""

from prefect import task
from prefect.artifacts import create_markdown_artifact, create_table_artifact

from newsmill.run import Run, RunSummary
from newsmill.summary import dataset_rows, markdown, step_rows
from tasks.retrying import RETRYING


@task(name="report", task_run_name="report-{run.run_id}", **RETRYING)
def report(run: Run, summary: RunSummary) -> None:
    """Store the run's tables and its summary with the line of pandas that reads the result."""
    key = run.run_id.lower().replace("z-", "-")
    create_table_artifact(
        step_rows(summary), key=f"steps-{key}", description="Rows, seconds and rejects by step"
    )
    create_table_artifact(dataset_rows(summary), key=f"datasets-{key}", description="Rows by dataset")
    create_markdown_artifact(markdown(summary), key=f"summary-{key}", description="What the run did")
