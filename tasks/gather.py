"""Gather: the inputs that are to be made again, and where their bytes still are."""

from prefect import task
from prefect.logging import get_run_logger

from newsmill import reprocessing
from newsmill.reprocessing import Gathered, Selection
from newsmill.run import Run
from tasks.retrying import RETRYING
from tasks.session import session


@task(name="gather", task_run_name="gather-{run.source}", **RETRYING)
def gather(run: Run, selection: Selection) -> Gathered:
    """Find the chosen inputs and stage the batches to read."""
    gathered = reprocessing.gather(run, session().lake, selection)
    logger = get_run_logger()
    logger.info(
        "%d inputs chosen, %d to read, %d batches",
        gathered.found.files_listed,
        gathered.found.files_read,
        len(gathered.found.batches),
    )
    for uri in gathered.lost:
        logger.warning("%s stays as it is: its bytes are gone, and the lake does not keep them", uri)
    return gathered
