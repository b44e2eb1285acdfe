"""Expire: old snapshots and stale staging go."""

from prefect import task
from prefect.logging import get_run_logger

from newsmill.lake import expire as expiry
from newsmill.lake.expire import Expired
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="expire", task_run_name="expire-{run.run_id}", **RETRYING)
def expire(run: Run) -> Expired:
    """Remove what was replaced, or left untouched, for longer than the setting `keep_hours`."""
    done = expiry.expire(session().lake, run.settings.keep_hours)
    get_run_logger().info("%d snapshots and %d staged folders removed", len(done.snapshots), done.staged)
    return done
