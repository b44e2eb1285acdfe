"""A run: who it is, what it left behind when it was interrupted, and what it has to say at its end."""

import re
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field

from newsmill import __version__
from newsmill.lake.errors import explained
from newsmill.lake.snapshot import Snapshot
from newsmill.settings import Settings
from newsmill.version import PIPELINE_VERSION

_NOTES: Final = ".runs"
_RUN_ID: Final = re.compile(r"(\d{8}T\d{6}Z)-([0-9a-f]{5})[0-9a-f]{2}")
_UNATTENDED: Final = frozenset({"deployment", "schedule", "start", "catch-up"})


class Run(BaseModel):
    """A run under way; small, so that it may travel between tasks."""

    model_config = ConfigDict(frozen=True)

    run_id: str
    started_at: datetime
    flow: str
    source: str
    trigger: str
    flow_run_id: str | None
    settings: Settings
    is_accepted: bool = Field(default=False, description="Publish in spite of a gate.")
    # Of the code that began it: whoever puts an interrupted run on record may be another.
    code_version: str = __version__
    pipeline_version: str = PIPELINE_VERSION

    @property
    def lake(self) -> Path:
        """Folder of the lake, absolute."""
        return self.settings.lake.absolute()

    @property
    def seen_at(self) -> datetime:
        """When its articles count as first seen: its start, or where the clock was set back the moment of its id."""
        return max(self.started_at, _moment_of(self.run_id) or self.started_at)

    @property
    def is_unattended(self) -> bool:
        """Whether a schedule or deployment runs it: a source that is empty for now is no slip of the user's then."""
        return self.trigger in _UNATTENDED


class StepAccount(BaseModel):
    """Rows and cost of one step over a run."""

    rows_in: int = 0
    kept: int = 0
    rejected: int = 0
    seconds: float = 0
    cpu_seconds: float = 0
    resumed_batches: int = 0
    peak_memory_bytes: int = 0


class RunSummary(BaseModel):
    """What a run has to say at its end."""

    run_id: str
    flow: str = "ingest"
    status: str
    snapshot: int
    lake: Path
    shown_lake: str = Field(description="The lake as the user named it.")
    seconds: float
    files_listed: int
    files_read: int
    input_records: int
    rows_added: dict[str, int]
    rows_total: dict[str, int]
    rows_replaced: int
    rejects_by_reason: dict[str, int]
    skipped_by_kind: dict[str, int] = Field(description="Records that are no articles by their kind.")
    failed_batches: int
    steps: dict[str, StepAccount]

    @property
    def why_read(self) -> str:
        """Why the files were read, in words."""
        return "made again" if self.flow == "reprocess" else "new or changed"


def new_run_id(now: datetime) -> str:
    """Key of a run: its start in UTC and seven hex digits, five for the microsecond, so that it sorts by time."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}-{now.microsecond:05x}{secrets.token_hex(1)}"


def next_run_id(now: datetime, snapshot: Snapshot) -> str:
    """Key of a run that follows those of a snapshot: it sorts after them even where the clock was set back."""
    ids = (entry.run for entries in snapshot.manifest.datasets.values() for entry in entries)
    newest = _moment_of(max((run_id for run_id in ids if _RUN_ID.fullmatch(run_id)), default=""))
    return new_run_id(now if newest is None else max(now, newest + timedelta(microseconds=1)))


def _moment_of(run_id: str) -> datetime | None:
    found = _RUN_ID.fullmatch(run_id)
    if found is None:
        return None
    return datetime.strptime(f"{found[1]}+0000", "%Y%m%dT%H%M%SZ%z") + timedelta(
        microseconds=int(found[2], 16)
    )


def note_start(lake: Path, run: Run) -> None:
    """Leave word at the lake that the run has begun; `note_end` takes it away, a crash leaves it there."""
    note = _note(lake, run)
    temporary = note.with_suffix(".tmp")
    with explained("write", note):
        note.parent.mkdir(parents=True, exist_ok=True)
        # Hooks are masked in JSON and could not be read back; who tells of the run is the one that finds it.
        temporary.write_text(run.model_dump_json(exclude={"settings": {"hooks"}}), encoding="utf-8")
        temporary.replace(note)


def note_end(lake: Path, run: Run) -> None:
    """Take away the word that the run has begun."""
    _note(lake, run).unlink(missing_ok=True)


def unfinished_runs(lake: Path) -> list[Run]:
    """Runs that began and did not end. Under the lake's lock none of them is alive."""
    runs = []
    for note in sorted((lake / _NOTES).glob("*.json")):
        try:
            runs.append(Run.model_validate_json(note.read_bytes()))
        except ValueError:
            # Settings of another version: what the note says can no longer be read.
            note.unlink()
    return runs


def _note(lake: Path, run: Run) -> Path:
    # Not the lake of the run's settings: a crashed run may have named it from another folder.
    return lake / _NOTES / f"{run.run_id}.json"
