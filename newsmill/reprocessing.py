"""Making rows again: which inputs are chosen, where their bytes still are, and what of it may be published.

Inputs (files) are made again whole, since the rows of a file are replaced together. Rejects stay in the lake as
history, under the run that made them; those of the newest run that read an input are the current ones.
"""

import os
import re
import shutil
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Final, Self

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
from pydantic import BaseModel, ConfigDict, Field, model_validator

from newsmill.arrivals import input_of
from newsmill.batches import StepResult
from newsmill.discovery import INPUTS, Discovery, latest_inputs, stage_batches
from newsmill.discovery import STEP as DISCOVER
from newsmill.exceptions import SettingsError
from newsmill.inspection import query_sql
from newsmill.kept_bytes import restore
from newsmill.lake.layout import STAGING
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.staging import Staging
from newsmill.lake.store import Lake
from newsmill.members import FileDigest, Member, fingerprint, members_of
from newsmill.publishing import deduplicate, publish
from newsmill.run import Run, RunSummary
from newsmill.source import ARCHIVE_MARK, FileEntry, path_of
from newsmill.version import PIPELINE_VERSION, is_older

INSTALLED: Final = "current"
STATUS: Final = "reprocessed"
_VERSION: Final = re.compile(r"\d+(\.\d+)*")


class Selection(BaseModel):
    """What is made again: one of the three; `reason` narrows `rejects`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    where: str | None = Field(
        default=None, title="Where", description="DuckDB condition over `articles`, as `language = 'en'`."
    )
    rejects: bool = Field(default=False, title="Rejects", description="Inputs that have rejects.")
    reason: str | None = Field(
        default=None, title="Reason", description="Only rejects of this reason, as `bad_json`."
    )
    older_than_version: str | None = Field(
        default=None,
        title="Older than version",
        description=f"Rows made by older steps than this version, as `1.2.1.1`; `{INSTALLED}` is the installed one.",
    )

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if sum([self.where is not None, self.rejects, self.older_than_version is not None]) != 1:
            raise SettingsError(
                "say what to reprocess: one of --where, --rejects and --older-than-version (in Prefect: where, rejects, older_than_version)"
            )
        if self.where is not None and not self.where.strip():
            raise SettingsError("--where is empty: write a condition, such as --where \"language = 'en'\"")
        if self.reason is not None and not self.rejects:
            raise SettingsError("--reason chooses among rejects: add --rejects")
        if not _VERSION.fullmatch(self.version):
            raise SettingsError(f"{self.version} is no version: write it like {PIPELINE_VERSION}")
        return self

    @property
    def version(self) -> str:
        """The version that chosen rows are older than."""
        is_installed = self.older_than_version in {None, INSTALLED}
        return PIPELINE_VERSION if is_installed else str(self.older_than_version)

    @property
    def words(self) -> str:
        """The selection in words, for the run's record."""
        if self.where is not None:
            return f"articles where {self.where}"
        if self.rejects:
            return f"rejects of reason {self.reason}" if self.reason else "rejects"
        return f"rows older than version {self.version}"


class Gathered(BaseModel):
    """What a reprocess has to read, and the chosen inputs whose bytes are gone, which stay as they are."""

    model_config = ConfigDict(frozen=True)

    found: Discovery
    lost: tuple[str, ...]


def chosen_inputs(lake: Lake, selection: Selection) -> list[str]:
    """Uris of the inputs that hold what is selected, sorted.

    Raises `LakeError` with DuckDB's own words where the condition cannot be read.
    """
    if selection.where is not None:
        mark = f"split_part(source_uri, '{ARCHIVE_MARK}', 1)"
        query = f"select distinct {mark} as uri from articles where ({selection.where}\n)"  # noqa: S608 - the user's own condition on the user's own lake
        return sorted(query_sql(lake.root, query)["uri"].to_pylist())
    snapshot = lake.current()
    rejects = current_rejects(snapshot, ["reason", "pipeline_version"])
    if selection.rejects:
        if selection.reason is not None:
            rejects = rejects.filter(pc.equal(rejects["reason"], selection.reason))
        return _uris([rejects])
    articles = snapshot.table("articles", ["source_uri", "pipeline_version"])
    return _uris([_older(table, selection.version) for table in (articles, rejects)])


def current_rejects(snapshot: Snapshot, columns: Sequence[str] = ()) -> pa.Table:
    """Rejects of the newest run that read their input (`source_uri` and `columns`); older ones are history."""
    rejects = snapshot.table("rejects", ["source_uri", "run_id", *columns])
    inputs = latest_inputs(snapshot)
    newest = dict(zip(inputs["source_uri"].to_pylist(), inputs["run_id"].to_pylist(), strict=True))
    uris = input_of(rejects["source_uri"]).to_pylist()
    is_current = [
        newest.get(uri) == run for uri, run in zip(uris, rejects["run_id"].to_pylist(), strict=True)
    ]
    return rejects.filter(pa.array(is_current, pa.bool_()))


def gather(run: Run, lake: Lake, selection: Selection) -> Gathered:
    """Find the bytes of the chosen inputs and stage batches of them.

    They are read where they were, if the contents are still those on record, else from dataset `raw`.
    """
    snapshot = lake.current()
    known = _held_inputs(snapshot)
    chosen = [known[uri] for uri in chosen_inputs(lake, selection) if uri in known]
    batch_bytes = run.settings.source.batch_bytes
    members: list[Member] = []
    moved: list[dict[str, object]] = []
    rows: list[dict[str, object]] = []
    for row in chosen:
        entry = _entry(row, os.path.realpath(path_of(str(row["source_uri"]))))
        if not _take(entry, row, batch_bytes, members, rows):
            moved.append(row)
    digests = {str(row["digest"]) for row in moved if row["digest"] is not None}
    restored = restore(snapshot, digests, _restored_folder(lake.root))
    lost = []
    for row in moved:
        path = restored.get(str(row["digest"]))
        if path is None or not _take(_entry(row, str(path)), row, batch_bytes, members, rows):
            lost.append(str(row["source_uri"]))
    members.sort(key=lambda member: (member.uri, member.start))
    found = stage_batches(run, lake.staging, members, rows, len(chosen))
    return Gathered(found=found, lost=tuple(lost))


def republish(lake: Lake, run: Run, found: Discovery, results: Sequence[StepResult]) -> RunSummary:
    """Commit what was made again in the place of what was there. The lake must be locked by this process.

    Batches in which an input turned out to be another than the one on record are left out: a file that vanished or
    changed after it was gathered must not put a reject in the place of its articles.
    """
    extracted = [result.batch_id for result in results if result.step == "extract"]
    differing = {batch_id for batch_id in extracted if _differs(lake.staging, batch_id)}
    settled = [result for result in results if result.batch_id not in differing]
    flagged = deduplicate(lake, run, settled)
    summary = publish(lake, run, found, [*settled, flagged])
    # Not before the commit: another try looks at them again.
    lake.staging.discard(differing)
    shutil.rmtree(_restored_folder(lake.root), ignore_errors=True)
    return summary


def _held_inputs(snapshot: Snapshot) -> dict[str, dict[str, object]]:
    """For each input the row of the run that gave what the lake holds of it; one that could not read it changed nothing."""
    columns = ["source_uri", "run_id", "digest", "size", "modified_at"]
    gave = ds.field("digest").is_valid() | (ds.field("articles") > 0)
    held = snapshot.table("inputs", columns, where=gave).sort_by("run_id")
    newest = latest_inputs(snapshot)
    return {row["source_uri"]: row for table in (newest, held) for row in table.to_pylist()}


def _restored_folder(root: Path) -> Path:
    """Where kept bytes stand as files while they are read; its name is the same in every run, as batch ids are."""
    return root / STAGING / "restored"


def _entry(row: dict[str, object], path: str) -> FileEntry:
    values = {name: row[name] for name in ("size", "modified_at")}
    return FileEntry(uri=str(row["source_uri"]), path=path, **values)  # type: ignore[arg-type] # rows are checked by the lake


def _take(
    entry: FileEntry,
    row: dict[str, object],
    batch_bytes: int,
    members: list[Member],
    rows: list[dict[str, object]],
) -> bool:
    """Add the members of an input, if the file has the contents on record."""
    found = _contents(entry, row["digest"], batch_bytes)
    if found is None:
        return False
    members += members_of(entry, found)
    rows.append({name: row.get(name) for name in INPUTS.names if name != "batch_ids"} | {"status": STATUS})
    return True


def _contents(entry: FileEntry, digest: object, batch_bytes: int) -> FileDigest | None:
    try:
        is_candidate = digest is not None and Path(entry.path).stat().st_size == entry.size
    except (OSError, ValueError):
        return None
    found = fingerprint(entry, batch_bytes) if is_candidate else None
    return found if found is not None and found.digest == digest else None


def _differs(staging: Staging, batch_id: str) -> bool:
    members = staging.read(batch_id, DISCOVER, "members")
    wanted = dict(zip(members["uri"].to_pylist(), members["digest"].to_pylist(), strict=True))
    read = staging.read(batch_id, "extract", "inputs").select(["source_uri", "digest"]).to_pylist()
    return any(wanted[row["source_uri"]] != row["digest"] for row in read)


def _older(table: pa.Table, than: str) -> pa.Table:
    versions = table["pipeline_version"].unique().to_pylist()
    older = pa.array([version for version in versions if is_older(version, than)], pa.string())
    return table.filter(pc.is_in(table["pipeline_version"], value_set=older))


def _uris(tables: Collection[pa.Table]) -> list[str]:
    return sorted({uri for table in tables for uri in input_of(table["source_uri"]).unique().to_pylist()})
