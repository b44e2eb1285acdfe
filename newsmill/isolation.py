"""A step in a worker process that survives poison: the batch is split until the poison article is alone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from newsmill import work
from newsmill.batches import StepResult
from newsmill.exceptions import NewsmillError, WorkerDiedError
from newsmill.lake.staging import Staging
from newsmill.work import Part, Poison
from newsmill.workers import Workers

# More rows than these in one batch are no poison: something is wrong with the machine, or with a whole step.
MOST_POISON: Final = 16


def run_step(
    workers: Workers, lake: Path, run_id: str, batch_id: str, step: str, params: object
) -> StepResult:
    """Run a step over a staged batch in a worker.

    Where the batch kills its worker twice (a crash in a C extension, out of time), or ends in an error of its
    rows (out of memory, a defect), it is halved again and again; a row that does so alone becomes a reject of
    reason `worker_died` or `failed`, the rest go on. Raises the first error where more than `MOST_POISON` rows
    do, and at once what halving cannot heal: I/O errors, and what newsmill itself says is wrong.
    """
    run = partial(work.run_step, lake, run_id, batch_id, step, params)
    try:
        return workers.call(run)
    except Exception as error:
        if not _is_of_rows(error):
            raise
        dataset = work.INPUT_OF[step]
        whole = Part(0, Staging(lake).rows(batch_id, dataset[0])[dataset[1]])
        done, poison = _halve(workers, run, whole, error)
        return workers.call(work.join_parts, lake, run_id, batch_id, step, done, poison)


def _is_of_rows(error: Exception) -> bool:
    """Whether fewer rows may end otherwise."""
    return isinstance(error, WorkerDiedError) or not isinstance(error, NewsmillError | OSError)


def _halve(
    workers: Workers, run: Callable[[Part], StepResult], whole: Part, first: Exception
) -> tuple[list[Part], list[Poison]]:
    """Parts that are staged, and rows that are poison; `whole` has failed already, with the error `first`."""
    done: list[Part] = []
    poison: list[Poison] = []
    waiting = [*_smaller(whole, first, poison)]
    while waiting:
        part = waiting.pop()
        share = (part.stop - part.start) / (whole.stop - whole.start)
        try:
            workers.call_alone(run, part, share=share)
        except Exception as error:
            if not _is_of_rows(error):
                raise
            waiting += _smaller(part, error, poison)
            if len(poison) > MOST_POISON:
                raise first from None
        else:
            done.append(part)
    return done, poison


def _smaller(part: Part, error: Exception, poison: list[Poison]) -> tuple[Part, ...]:
    """The halves of a part that failed; a part of one row is added to `poison`."""
    if part.stop - part.start > 1:
        return part.halves()
    if part.stop > part.start:
        reason = "worker_died" if isinstance(error, WorkerDiedError) else "failed"
        poison.append(Poison(part, reason, f"{type(error).__name__}: {error}"[:1000]))
    return ()
