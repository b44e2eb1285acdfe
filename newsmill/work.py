"""The part of a task that runs in a worker process: staged rows in, the step, staged tables out.

Nothing here imports Prefect, so workers start fast. What is already staged is not made again: a path follows
from what went in, so existence means completeness.
"""

import os
import resource
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from newsmill import schema
from newsmill.batches import StepResult
from newsmill.discovery import STEP as DISCOVER
from newsmill.discovery import members_from
from newsmill.identity import digest
from newsmill.lake.staging import Staging
from newsmill.members import read_member
from newsmill.steps.clean import CleanParams, clean
from newsmill.steps.enrich import EnrichParams, enrich
from newsmill.steps.extract import ExtractParams, extract
from newsmill.steps.outcome import Outcome
from newsmill.steps.survey import STEP as SURVEY

# The staged table that each step reads.
INPUT_OF: Final[Mapping[str, tuple[str, str]]] = {
    "extract": (DISCOVER, "members"),
    "clean": ("extract", "articles"),
    "enrich": ("clean", "articles"),
}
_REJECTED_BYTES: Final = 64 << 10


@dataclass(frozen=True)
class Part:
    """A range of a step's input rows, worked on alone."""

    start: int
    stop: int

    def name(self, step: str) -> str:
        """Name the part is staged under."""
        return f"{step}-{self.start}-{self.stop}"

    def halves(self) -> tuple["Part", "Part"]:
        """The part as two."""
        middle = (self.start + self.stop) // 2
        return Part(self.start, middle), Part(middle, self.stop)


def _extract(members: pa.Table, params: ExtractParams) -> Outcome:
    limit = params.max_file_bytes
    return extract((read_member(member, limit) for member in members_from(members)), params)


_RUN: Final[Mapping[str, Callable[..., Outcome]]] = {
    "extract": _extract,
    "clean": clean,
    "enrich": enrich,
}


def run_step(
    lake: Path, run_id: str, batch_id: str, step: str, params: object, part: Part | None = None
) -> StepResult:
    """Run `extract`, `clean` or `enrich` over a staged batch, or a part of its rows, and stage the outcome.

    `clean` takes what the run's survey found of the batch's sites.
    """
    staging = Staging(lake)
    wall, cpu = time.perf_counter(), time.process_time()
    name = part.name(step) if part else step
    beside = (_shared_lines(staging, run_id, batch_id),) if step == "clean" else ()
    recipe = _recipe(staging, batch_id, step, *beside)
    is_resumed = staging.has(batch_id, name, recipe)
    if not is_resumed:
        rows = staging.read(batch_id, *INPUT_OF[step])
        rows = rows.slice(part.start, part.stop - part.start) if part else rows
        outcome = _RUN[step](rows, params, *beside)
        tables = {"articles": outcome.kept, "rejects": outcome.rejected, **outcome.side}
        staging.write(batch_id, name, tables, recipe)
    return _result(staging, batch_id, name, step, wall, cpu, is_resumed=is_resumed)


def _shared_lines(staging: Staging, run_id: str, batch_id: str) -> pa.Table:
    """What the run's survey found of the sites that are in the batch."""
    shared = staging.read(run_id, SURVEY, "shared")
    sites = pc.unique(staging.read(batch_id, "extract", "edges")["site"])
    return shared.filter(pc.is_in(shared["site"], value_set=sites))


def _recipe(staging: Staging, batch_id: str, step: str, shared: pa.Table | None = None) -> str:
    """What decides the outcome of a step beside its batch: what pages share, for `clean` and what is made of it."""
    if step == "enrich":
        return staging.recipe(batch_id, "clean")
    if shared is None:
        return ""
    return digest(*shared["site"].to_pylist(), shared["line"].to_numpy().tobytes())


@dataclass(frozen=True)
class Poison:
    """A part of one row that no worker can finish: why as a fixed word, and the error's own words."""

    part: Part
    reason: str
    error: str


def join_parts(
    lake: Path, run_id: str, batch_id: str, step: str, done: Sequence[Part], deadly: Sequence[Poison]
) -> StepResult:
    """Stage a step from its parts; the rows that are poison become rejects."""
    staging = Staging(lake)
    wall, cpu = time.perf_counter(), time.process_time()
    beside = (_shared_lines(staging, run_id, batch_id),) if step == "clean" else ()
    recipe = _recipe(staging, batch_id, step, *beside)
    if not staging.has(batch_id, step, recipe):
        names = [part.name(step) for part in sorted(done, key=lambda part: part.start)]
        tables = {}
        for table in staging.rows(batch_id, names[0]) if names else ():
            tables[table] = pa.concat_tables([staging.read(batch_id, name, table) for name in names])
        rows = staging.read(batch_id, *INPUT_OF[step])
        rejects = [_reject(rows.slice(p.part.start, 1).to_pylist()[0], step, p) for p in deadly]
        rejected = pa.Table.from_pylist(rejects, schema=schema.REJECTS.schema)
        if not tables:
            tables = _nothing(step)
        tables["rejects"] = pa.concat_tables(
            [tables["rejects"], rejected.select(tables["rejects"].column_names)]
        )
        staging.write(batch_id, step, tables, recipe)
    return _result(staging, batch_id, step, step, wall, cpu, is_resumed=False)


def peak_memory_bytes() -> int:
    """Peak resident memory of this process."""
    # What getrusage says of a spawned process includes its parent's peak; the kernel's own count does not.
    with suppress(OSError):
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _result(
    staging: Staging, batch_id: str, name: str, step: str, wall: float, cpu: float, *, is_resumed: bool
) -> StepResult:
    rows = staging.rows(batch_id, name)
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


def _reject(row: dict[str, Any], step: str, poison: Poison) -> dict[str, Any]:
    """The reject of a row that is poison: a file, of step extract, else an article."""
    if step == "extract":
        content, size = _beginning(row), row["end"] - row["start"]
    else:
        whole = (row["text"] or "").encode("utf-8", "replace")
        content, size = whole[:_REJECTED_BYTES], len(whole)
    return {
        "source_uri": row.get("source_uri", row.get("uri")),
        "source_record": row.get("source_record", row.get("first_record")),
        "source_digest": row.get("source_digest", row.get("digest")),
        "step": step,
        "reason": poison.reason,
        "error": poison.error,
        "content": content,
        "content_bytes": size,
    }


def _beginning(member: dict[str, Any]) -> bytes:
    """The first bytes of a file to read; none where it is gone."""
    with suppress(OSError), Path(os.fsdecode(member["path"])).open("rb") as file:
        file.seek(member["start"])
        return file.read(min(member["end"] - member["start"], _REJECTED_BYTES))
    return b""


def _nothing(step: str) -> dict[str, pa.Table]:
    """Tables of a step that kept nothing: what it gives for no rows at all."""
    empty = {"clean": schema.RAW_ARTICLES, "enrich": schema.CLEAN_ARTICLES}
    if step == "extract":
        outcome = extract((), ExtractParams())
    else:
        outcome = _RUN[step](empty[step].empty_table(), _DEFAULTS[step]())
    return {"articles": outcome.kept, "rejects": outcome.rejected, **outcome.side}


_DEFAULTS: Final[Mapping[str, type]] = {"clean": CleanParams, "enrich": EnrichParams}
