"""Keeping a lake in order: small files merged, what is old removed, the laws checked, all of it on record."""

import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from pydantic import BaseModel

from newsmill.lake.compact import Compacted, compact, mergeable_files
from newsmill.lake.expire import Expired, expire
from newsmill.lake.problem import Problem
from newsmill.lake.store import Lake
from newsmill.publication import Publication
from newsmill.publishing import run_identity
from newsmill.run import Run, next_run_id

MOST_SMALL_FILES: Final = 1_000
MOST_SNAPSHOTS: Final = 100
_EXAMPLES: Final = 20


class Maintained(BaseModel):
    """What a maintenance did; `problems` are the laws that do not hold."""

    run_id: str
    status: str
    snapshot: int
    lake: Path
    seconds: float
    files_before: int
    files_after: int
    snapshots_removed: int
    staged_removed: int
    problems: tuple[Problem, ...]


def tidy(lake: Lake, keep_hours: float) -> bool:
    """Merge and remove where so much has come together that it slows runs and readers; whether files were merged.

    Where `maintain` runs once a day there is nothing to do; where it never does, this keeps the cost of a run from
    growing with the number of runs before it. The lake must be locked by this process.
    """
    is_crowded = mergeable_files(lake) > MOST_SMALL_FILES
    if is_crowded:
        compact(lake, next_run_id(datetime.now(UTC), lake.current()))
    if len(lake.snapshots()) > MOST_SNAPSHOTS:
        expire(lake, keep_hours)
    return is_crowded


def record(
    lake: Lake, run: Run, compacted: Compacted, expired: Expired, problems: Sequence[Problem]
) -> Maintained:
    """Put a maintenance on record in dataset `runs`. The lake must be locked by this process."""
    publication = Publication(lake, run)
    finished_at = datetime.now(UTC)
    maintained = Maintained(
        run_id=run.run_id,
        status="failed" if problems else "completed",
        snapshot=publication.next_version,
        lake=run.lake,
        seconds=(finished_at - run.started_at).total_seconds(),
        files_before=compacted.files_before,
        files_after=compacted.files_after,
        snapshots_removed=len(expired.snapshots),
        staged_removed=expired.staged,
        problems=tuple(problems),
    )
    counts = {"input_records": 0, "articles_written": 0, "rejects_written": 0}
    row = run_identity(run) | counts | {
        "finished_at": finished_at,
        "status": maintained.status,
        "error": describe(problems) or None,
        "snapshot": maintained.snapshot,
    }  # fmt: skip
    publication.write_rows("runs", [row])
    publication.commit()
    shutil.rmtree(lake.parts_folder(run.run_id), ignore_errors=True)
    return maintained


def rows(done: Maintained) -> list[dict[str, object]]:
    """The maintenance as a table: one row a figure, then one a problem."""
    figures: dict[str, object] = {
        "files merged": done.files_before,
        "into files": done.files_after,
        "snapshots removed": done.snapshots_removed,
        "staged folders removed": done.staged_removed,
        "problems": len(done.problems),
    }
    table = [{"what": name, "figure": value} for name, value in figures.items()]
    return table + [{"what": p.law, "figure": f"{p.dataset} {p.path} {p.detail}"} for p in done.problems]


def describe(problems: Sequence[Problem]) -> str:
    """The laws that do not hold, one line each, cut where there are many."""
    lines = [f"{p.law}: {p.dataset}{'/' if p.path else ''}{p.path}: {p.detail}" for p in problems[:_EXAMPLES]]
    left = len(problems) - len(lines)
    return "\n".join([*lines, f"and {left} more"] if left else lines)
