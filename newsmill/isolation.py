"""A step in a worker process that survives what kills workers: the batch is split until the poison is alone."""

from pathlib import Path

from newsmill import work
from newsmill.batches import StepResult
from newsmill.exceptions import WorkerDiedError
from newsmill.lake.staging import Staging
from newsmill.work import Part
from newsmill.workers import Workers


def run_step(workers: Workers, lake: Path, batch_id: str, step: str, params: object) -> StepResult:
    """Run a step over a staged batch in a worker.

    Where the batch kills its worker (a crash in a C extension, out of memory, out of time), twice, it is halved
    again and again; a row that kills its worker alone becomes a reject of reason `worker_died`, the rest go on.
    """
    try:
        return workers.call(work.run_step, lake, batch_id, step, params)
    except WorkerDiedError as error:
        rows = Staging(lake).rows(batch_id, work.INPUT_OF[step][0])[work.INPUT_OF[step][1]]
        done, deadly = _halve(workers, lake, batch_id, step, params, rows)
        return workers.call(work.join_parts, lake, batch_id, step, done, deadly, str(error))


def _halve(
    workers: Workers, lake: Path, batch_id: str, step: str, params: object, rows: int
) -> tuple[list[Part], list[Part]]:
    """Parts that are staged, and rows that kill."""
    waiting, done, deadly = [Part(0, rows)], [], []
    while waiting:
        part = waiting.pop()
        if part.stop - part.start > 1 and part == Part(0, rows):
            # The whole has killed already.
            waiting += part.halves()
            continue
        try:
            workers.call_alone(
                work.run_step, lake, batch_id, step, params, part, share=(part.stop - part.start) / rows
            )
        except WorkerDiedError:
            if part.stop - part.start == 1:
                deadly.append(part)
            else:
                waiting += part.halves()
        else:
            done.append(part)
    return done, deadly
