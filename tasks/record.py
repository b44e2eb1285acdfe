"""Record: a maintenance is put in dataset runs, and shown in Prefect's UI."""

from collections.abc import Sequence

from prefect import task
from prefect.artifacts import create_table_artifact
from prefect.logging import get_run_logger

from newsmill import maintenance
from newsmill.lake.compact import Compacted
from newsmill.lake.expire import Expired
from newsmill.lake.problem import Problem
from newsmill.maintenance import Maintained
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="record", task_run_name="record-{run.run_id}", **RETRYING)
def record(run: Run, compacted: Compacted, expired: Expired, problems: Sequence[Problem]) -> Maintained:
    """Write the run's row, and store its figures as an artifact."""
    done = maintenance.record(session().lake, run, compacted, expired, problems)
    try:
        create_table_artifact(
            maintenance.rows(done),
            key=f"maintain-{run.run_id.lower().replace('z-', '-')}",
            description="What was merged, removed and found",
        )
    except Exception as error:  # the run is on record: trying the task again would record it twice
        get_run_logger().warning("the figures could not be stored as an artifact: %s", error)
    return done
