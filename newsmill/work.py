"""The part of a task that runs in a worker process: staged tables in, the step, staged tables out.

Nothing here imports Prefect, so workers start fast. What is already staged is not made again: a path follows
from what went in, so existence means completeness.
"""

import resource
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from newsmill import steps
from newsmill.batches import StepResult
from newsmill.discovery import STEP as DISCOVER
from newsmill.discovery import members_from
from newsmill.lake.staging import Staging
from newsmill.members import read_member
from newsmill.steps.clean import CleanParams
from newsmill.steps.enrich import EnrichParams
from newsmill.steps.extract import ExtractParams
from newsmill.steps.outcome import Outcome


def extract(lake: Path, batch_id: str, params: ExtractParams) -> StepResult:
    """Read a batch's files and stage their raw articles."""
    members = members_from(Staging(lake).read(batch_id, DISCOVER, "members"))
    limit = params.max_file_bytes
    return _stage(
        lake, batch_id, "extract", lambda: steps.extract((read_member(m, limit) for m in members), params)
    )


def clean(lake: Path, batch_id: str, params: CleanParams) -> StepResult:
    """Clean a batch's raw articles and stage them with their edits."""
    return _stage(
        lake,
        batch_id,
        "clean",
        lambda: steps.clean(Staging(lake).read(batch_id, "extract", "articles"), params),
    )


def enrich(lake: Path, batch_id: str, params: EnrichParams) -> StepResult:
    """Enrich a batch's cleaned articles and stage them with their mentions, quotes, dates and counts."""
    return _stage(
        lake,
        batch_id,
        "enrich",
        lambda: steps.enrich(Staging(lake).read(batch_id, "clean", "articles"), params),
    )


def peak_memory_bytes() -> int:
    """Peak resident memory of this process."""
    # What getrusage says of a spawned process includes its parent's peak; the kernel's own count does not.
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _stage(lake: Path, batch_id: str, step: str, run_step: Callable[[], Outcome]) -> StepResult:
    staging = Staging(lake)
    wall, cpu = time.perf_counter(), time.process_time()
    is_resumed = staging.has(batch_id, step)
    if not is_resumed:
        outcome = run_step()
        tables = {"articles": outcome.kept, "rejects": outcome.rejected, **outcome.side}
        staging.write(batch_id, step, tables)
    rows = staging.rows(batch_id, step)
    return StepResult(
        batch_id=batch_id,
        step=step,
        rows_in=rows["articles"] + rows["rejects"],
        kept=rows["articles"],
        rejected=rows["rejects"],
        seconds=time.perf_counter() - wall,
        cpu_seconds=time.process_time() - cpu,
        peak_memory_bytes=peak_memory_bytes(),
        is_resumed=is_resumed,
    )
