"""Discovery: what a source holds, what of it is new or changed since the lake saw it, cut into batches."""

import os
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel, ConfigDict

from newsmill.identity import digest
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.staging import Staging
from newsmill.members import FileDigest, Member, cut_batches, fingerprint, members_of
from newsmill.run import Run
from newsmill.schema import UTC_TIME
from newsmill.settings import Settings
from newsmill.source import FileEntry, list_source
from newsmill.version import PIPELINE_VERSION

STEP = "discover"
_READERS = 4

# An input to read, as publication needs it.
INPUTS = pa.schema(
    [
        ("source_uri", pa.string()),
        ("size", pa.int64()),
        ("modified_at", UTC_TIME),
        ("digest", pa.string()),
        ("status", pa.string()),
        ("batch_ids", pa.list_(pa.string())),
    ]
)
_MEMBERS = pa.schema(
    [
        ("uri", pa.string()),
        ("path", pa.binary()),
        ("digest", pa.string()),
        ("size", pa.int64()),
        ("modified_at", UTC_TIME),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("first_record", pa.int64()),
        ("part", pa.int64()),
        ("part_digest", pa.string()),
    ]
)


class Batch(BaseModel):
    """Reference to a batch of files to read; its members are staged."""

    model_config = ConfigDict(frozen=True)

    id: str
    files: int
    input_bytes: int


class Discovery(BaseModel):
    """What a run has to read: batches, and the staged table of its inputs (under the run's id)."""

    model_config = ConfigDict(frozen=True)

    files_listed: int
    files_read: int
    batches: tuple[Batch, ...]


@dataclass(frozen=True)
class Change:
    """A file that the lake has not seen with these contents; `status` is new or changed."""

    entry: FileEntry
    found: FileDigest
    status: str


def discover(run: Run, snapshot: Snapshot, staging: Staging) -> Discovery:
    """List the source, digest every file, and stage batches of those whose contents the lake has not seen there.

    Raises `SourceError` when the source cannot be used at all, or is empty in a run that a user began.
    """
    listed, changes = find_changes(run.source, run.settings, snapshot, may_be_empty=run.is_unattended)
    members = [member for change in changes for member in members_of(change.entry, change.found)]
    rows: list[dict[str, object]] = [
        {
            "source_uri": change.entry.uri,
            "size": change.found.size,
            "modified_at": change.entry.modified_at,
            "digest": change.found.digest,
            "status": change.status,
        }
        for change in changes
    ]
    return stage_batches(run, staging, members, rows, listed)


def find_changes(
    source: str, settings: Settings, snapshot: Snapshot | None, *, may_be_empty: bool = False
) -> tuple[int, list[Change]]:
    """Number of files in the source, and those new or changed since the snapshot (None: an empty lake).

    A file counts as seen when the newest row of `inputs` for its uri has its digest, so `touch` reloads nothing;
    one that cannot be read, when it could not be read before either and has not changed since.
    """
    options = settings.source
    entries = list_source(
        source, follow_links=options.follow_links, lake=settings.lake, may_be_empty=may_be_empty
    )
    seen = latest_inputs(snapshot) if snapshot is not None else {}
    changes = []
    batch_bytes = options.bytes_a_batch(sum(entry.size for entry in entries))
    for entry, found in _fingerprints(entries, batch_bytes):
        status = _status(entry, found, seen.get(entry.uri))
        if status is not None:
            changes.append(Change(entry, found, status))
    return len(entries), changes


def stage_batches(
    run: Run, staging: Staging, members: list[Member], inputs: list[dict[str, object]], files_listed: int
) -> Discovery:
    """Cut members into batches and stage them, and the inputs they belong to."""
    options = run.settings.source
    recipe = f"{PIPELINE_VERSION} {run.settings.of_content()}"
    batches = []
    batches_of: dict[str, list[str]] = {}
    batch_bytes = options.bytes_a_batch(sum(member.end - member.start for member in members))
    for group in cut_batches(members, batch_bytes, options.batch_files):
        batch = Batch(
            id=batch_id(group, recipe), files=len(group), input_bytes=sum(m.end - m.start for m in group)
        )
        staging.write(batch.id, STEP, {"members": _table(group)})
        batches.append(batch)
        for member in group:
            ids = batches_of.setdefault(member.uri, [])
            if batch.id not in ids:
                ids.append(batch.id)
    rows = [row | {"batch_ids": batches_of[str(row["source_uri"])]} for row in inputs]
    staging.write(run.run_id, STEP, {"inputs": pa.Table.from_pylist(rows, schema=INPUTS)})
    return Discovery(files_listed=files_listed, files_read=len(rows), batches=tuple(batches))


def batch_id(members: Iterable[Member], recipe: str) -> str:
    """Id of a batch: the same contents at the same places under the same recipe have the same one, in any run.

    `recipe` is what else decides the outcome: the pipeline's version and the settings that matter.
    """
    parts: list[str | None] = [recipe]
    for member in members:
        # An unreadable file has no digest; its time tells whether trying again is another thing to do.
        known = member.digest or f"unread {member.size} {member.modified_at.isoformat()}"
        # The path too: the bytes of one uri may be read where they were, or where kept ones were restored.
        parts += [member.uri, member.path, known, str(member.start), str(member.end)]
    return digest(*parts)


def members_from(table: pa.Table) -> list[Member]:
    """The members staged by `discover`."""
    return [Member(**row | {"path": os.fsdecode(row["path"])}) for row in table.to_pylist()]


def latest_inputs(snapshot: Snapshot) -> dict[str, dict[str, object]]:
    """The newest row of `inputs` for each source_uri: run ids sort by time."""
    columns = ["source_uri", "run_id", "digest", "size", "modified_at"]
    table = snapshot.table("inputs", columns)
    order = pc.sort_indices(table, sort_keys=[("run_id", "ascending")])
    return {row["source_uri"]: row for row in table.take(order).to_pylist()}


def _fingerprints(entries: list[FileEntry], batch_bytes: int) -> Iterable[tuple[FileEntry, FileDigest]]:
    with ThreadPoolExecutor(_READERS, thread_name_prefix="digest") as pool:
        yield from zip(entries, pool.map(lambda entry: fingerprint(entry, batch_bytes), entries), strict=True)


def _status(entry: FileEntry, found: FileDigest, seen: dict[str, object] | None) -> str | None:
    """`new`, `changed`, or None where the lake has it already."""
    if seen is None:
        return "new"
    if found.digest is None:
        is_same = seen["digest"] is None and seen["modified_at"] == entry.modified_at
        return None if is_same else "changed"
    return None if seen["digest"] == found.digest else "changed"


def _table(members: Iterable[Member]) -> pa.Table:
    names = _MEMBERS.names
    return pa.Table.from_pylist(
        [{name: getattr(m, name) for name in names} | {"path": os.fsencode(m.path)} for m in members],
        schema=_MEMBERS,
    )
