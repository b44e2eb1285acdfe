"""Discover: what the source holds that the lake has not seen, cut into batches."""

from prefect import task
from prefect.logging import get_run_logger

from newsmill import discovery
from newsmill.discovery import Discovery
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="discover", task_run_name="discover-{run.source}", **RETRYING)
def discover(run: Run) -> Discovery:
    """List the source, digest its files and stage the batches to read."""
    lake = session().lake
    found = discovery.discover(run, lake.current(), lake.staging)
    get_run_logger().info(
        "%d files listed, %d new or changed, %d batches",
        found.files_listed,
        found.files_read,
        len(found.batches),
    )
    return found
