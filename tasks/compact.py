"""Compact: small files of each partition become few."""

from prefect import task
from prefect.logging import get_run_logger

from newsmill.lake import compact as compaction
from newsmill.lake.compact import Compacted
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="compact", task_run_name="compact-{run.run_id}", **RETRYING)
def compact(run: Run) -> Compacted:
    """Merge small files into a new snapshot with the same rows."""
    done = compaction.compact(session().lake, run.run_id)
    get_run_logger().info("%d files merged into %d", done.files_before, done.files_after)
    return done
