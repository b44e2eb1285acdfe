"""Staged steps: what a batch is between two tasks. A folder's existence means that it is complete."""

import json
import shutil
import uuid
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import pyarrow as pa

from newsmill.exceptions import LakeError
from newsmill.lake.errors import explained
from newsmill.lake.layout import GARBAGE, STAGING, checked_name
from newsmill.lake.seal import seal

BATCHES: Final = "batches"
DONE: Final = "_done.json"


@dataclass(frozen=True)
class Staging:
    """The staged batches of the lake at `root`; may be passed to other processes."""

    root: Path

    @property
    def folder(self) -> Path:
        """Where the batches stand, one folder each, one folder a step inside."""
        return self.root / STAGING / BATCHES

    def path(self, batch_id: str, step: str) -> Path:
        """Folder of a staged step, whether it exists or not."""
        return self.folder / checked_name(batch_id, "batch") / checked_name(step, "step")

    def has(self, batch_id: str, step: str, recipe: str | None = None) -> bool:
        """Whether the step is staged, which is to say complete; if given, under this recipe.

        Sizes and checksums are compared: nothing here waits for the disk, so a power cut may leave files whose
        names were written and whose contents were not.
        """
        folder = self.path(batch_id, step)
        try:
            done = self._done(batch_id, step)
            return recipe in {None, done.recipe} and all(
                seal(folder / f"{name}.arrow") == (table["bytes"], table["crc32"])
                for name, table in done.tables.items()
            )
        except (OSError, LakeError):
            return False

    def write(self, batch_id: str, step: str, tables: Mapping[str, pa.Table], recipe: str = "") -> None:
        """Stage the step's tables, all or nothing; a step that is staged already stays as it is.

        `recipe` is what decides the outcome beside the batch and its id; what was staged under another is replaced.
        """
        final = self.path(batch_id, step)
        if not self.has(batch_id, step, recipe):
            draft = final.with_name(f".{step}-{uuid.uuid4().hex}{GARBAGE}")
            try:
                with explained("stage a batch in", final):
                    _write_tables(draft, tables, recipe)
                    if final.exists() and not self.has(batch_id, step, recipe):
                        _remove(final)
                    _rename(draft, final)
            finally:
                shutil.rmtree(draft, ignore_errors=True)

    def read(self, batch_id: str, step: str, name: str) -> pa.Table:
        """Read a table of a staged step, mapped into memory: only what is touched is read."""
        file = self.path(batch_id, step) / f"{checked_name(name, 'table')}.arrow"
        with explained("read", file):
            return pa.ipc.open_file(pa.memory_map(str(file))).read_all()

    def rows(self, batch_id: str, step: str) -> dict[str, int]:
        """Rows of each table of a staged step."""
        return {name: table["rows"] for name, table in self._done(batch_id, step).tables.items()}

    def recipe(self, batch_id: str, step: str) -> str:
        """Recipe of a staged step."""
        return self._done(batch_id, step).recipe

    def discard(self, batch_ids: Iterable[str]) -> None:
        """Remove all steps of these batches; what the system does not let go is left to `sweep`."""
        for batch_id in batch_ids:
            # What is discarded is done with: its run is published, and must not fail for it.
            with suppress(OSError):
                _remove(self.folder / checked_name(batch_id, "batch"))

    def sweep(self, keep_hours: float, now: datetime) -> int:
        """Remove batches and unfinished files untouched for `keep_hours`; gives back how many."""
        oldest = (now - timedelta(hours=keep_hours)).timestamp()
        base = self.root / STAGING
        stale = [path for path in (*base.glob("*/*"), *base.glob(f"*{GARBAGE}")) if _touched(path) < oldest]
        for path in stale:
            _remove(path)
        return len(stale)

    def _done(self, batch_id: str, step: str) -> "_Done":
        file = self.path(batch_id, step) / DONE
        try:
            return _Done(**json.loads(file.read_bytes()))
        except (OSError, ValueError, TypeError) as error:
            raise LakeError(f"batch {batch_id} has no staged step {step}: run it again") from error


@dataclass(frozen=True)
class _Done:
    """What marks a staged step as complete: rows, bytes and CRC-32 of its tables, and its recipe."""

    recipe: str
    tables: dict[str, dict[str, int]]


def _write_tables(folder: Path, tables: Mapping[str, pa.Table], recipe: str) -> None:
    folder.mkdir(parents=True)
    done = {}
    for name, table in tables.items():
        file = folder / f"{checked_name(name, 'table')}.arrow"
        with pa.OSFile(str(file), "wb") as sink, pa.ipc.new_file(sink, table.schema) as stream:
            stream.write_table(table)
        done[name] = {"rows": table.num_rows, **seal(file)._asdict()}
    (folder / DONE).write_text(json.dumps({"recipe": recipe, "tables": done}))


def _rename(draft: Path, final: Path) -> None:
    # Fails where another worker was faster: its result is as good as ours.
    try:
        draft.rename(final)
    except OSError:
        if not (final / DONE).is_file():
            raise


def _touched(path: Path) -> float:
    """Newest change of a folder or of what is in it, as a POSIX time; infinite for what is gone meanwhile."""
    try:
        inside = [child.stat().st_mtime for child in path.iterdir()] if path.is_dir() else []
        return max([path.stat().st_mtime, *inside])
    except FileNotFoundError:
        return float("inf")


def _remove(path: Path) -> None:
    """Take a folder or file out of sight in one step, then delete it: no half of it is ever taken for a whole."""
    gone = path.parent / f".{uuid.uuid4().hex}{GARBAGE}"
    try:
        path.rename(gone)
    except FileNotFoundError:
        return
    if gone.is_dir():
        shutil.rmtree(gone, ignore_errors=True)
    else:
        gone.unlink()
