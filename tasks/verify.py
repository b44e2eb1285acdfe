"""Verify: the laws of the lake, checked over all of it."""

from prefect import task
from prefect.logging import get_run_logger

from newsmill import verify as laws
from newsmill.lake.problem import Problem
from newsmill.run import Run
from tasks.retrying import RETRYING


@task(name="verify", task_run_name="verify-{run.run_id}", **RETRYING)
def verify(run: Run) -> list[Problem]:
    """Read the whole lake and list what does not hold."""
    problems = laws.verify(run.lake)
    get_run_logger().info("%d problems found", len(problems))
    return problems
