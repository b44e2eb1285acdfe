"""What stands around every flow: the lake's lock, the run's note, the workers, and what crashed runs left."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from prefect.logging import get_run_logger
from prefect.runtime import flow_run

from flows.children import die_with_parent
from flows.forgetting import forget_old_runs
from flows.progress import say
from flows.sweep import crash_flow_run
from flows.telling import told
from newsmill.exceptions import GateError, LakeError
from newsmill.lake.store import Lake
from newsmill.lineage import aborted, traced
from newsmill.maintenance import MOST_SMALL_FILES, tidy
from newsmill.publishing import record_unpublished
from newsmill.run import Run, next_run_id, note_end, note_start, unfinished_runs
from newsmill.settings import Settings
from tasks.session import open_session


@contextmanager
def begin_run(
    flow: str, source: str, settings: Settings, trigger: str, *, is_accepted: bool = False
) -> Iterator[Run]:
    """A run under the lake's lock, on record however it ends.

    Waits for another run on the same lake; raises `LakeBusyError` when that takes too long.
    """
    # Where the serving process dies, its runs go with it; a run in a terminal has nobody to follow.
    is_served = die_with_parent()
    logger = get_run_logger()
    lake = Lake.open(settings.lake)

    def say_who(holder: str) -> None:
        logger.warning("waiting for the lake %s: %s holds it", lake.root, holder)
        say(f"waiting for the lake {settings.lake}: {holder} holds it")

    lock = lake.lock(settings.lock_wait_seconds, f"newsmill {flow}", say_who)
    with told(lake, settings, flow, source, lock, is_served=is_served) as run_ids:
        # First of all: what is put on record from here on is looked for in files of its own.
        _tidy(lake, settings.keep_hours)
        _forget()
        run_ids.extend(_settle_crashed(lake))
        # Ids are made under the lock, so that they sort as the runs were published.
        now = datetime.now(UTC)
        run = Run(
            run_id=next_run_id(now, lake.current()), started_at=now, flow=flow, source=source, trigger=trigger,
            flow_run_id=flow_run.get_id(), settings=settings, is_accepted=is_accepted,
        )  # fmt: skip
        note_start(lake.root, run)
        run_ids.append(run.run_id)
        try:
            with open_session(lake, settings), traced(lake, run, logger.warning):
                yield run
        except GateError as error:
            record_unpublished(lake, run, "refused", str(error))
            raise
        except Exception as error:
            record_unpublished(lake, run, "failed", f"{type(error).__name__}: {error}")
            raise
        note_end(lake.root, run)


def _tidy(lake: Lake, keep_hours: float) -> None:
    """Keep the lake in bounds where nobody maintains it; no run fails for it."""
    logger = get_run_logger()
    try:
        if tidy(lake, keep_hours):
            logger.info("small files were merged: more than %d had come together", MOST_SMALL_FILES)
    except LakeError as error:
        logger.warning("the lake is not tidied: %s", error)
        say(f"the lake is not tidied: {error}")


def _forget() -> None:
    """Keep Prefect's database in bounds where its server does not; no run fails for it."""
    logger = get_run_logger()
    try:
        if forgotten := forget_old_runs(datetime.now(UTC)):
            logger.info("%d runs that Prefect had kept long enough are deleted from its database", forgotten)
    except Exception as error:  # whatever Prefect's client raises: the lake does not need what it keeps
        logger.warning("old runs are not deleted from Prefect's database: %s", error)
        say(f"old runs are not deleted from Prefect's database: {error}")


def _settle_crashed(lake: Lake) -> list[str]:
    """Put runs on record whose process was killed, here and in Prefect; their ids. The lake must be locked."""
    logger = get_run_logger()
    crashed = unfinished_runs(lake.root)
    for run in crashed:
        logger.warning("run %s was interrupted; what it had staged is used again", run.run_id)
        say(f"run {run.run_id} was interrupted; what it had staged is used again")
        record_unpublished(lake, run, "interrupted", "the process ended before the run did")
        aborted(lake, run, logger.warning)
        if run.flow_run_id is not None:
            crash_flow_run(run.flow_run_id)
    return [run.run_id for run in crashed]
