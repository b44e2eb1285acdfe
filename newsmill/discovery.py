"""Discovery: what a source holds, what of it is new or changed since the lake saw it, cut into batches."""

import os
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import chain
from typing import Final

import numpy as np
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
from newsmill.source import FileEntry, absolute_source, list_source
from newsmill.stamps import Stamps
from newsmill.version import PIPELINE_VERSION

STEP: Final = "discover"
_READERS: Final = 4
_GROUP: Final = 32
_ROWS: Final = 4_096

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
    listed, changes = find_changes(
        run.source, run.settings, snapshot, may_be_empty=run.is_unattended, keeps_stamps=True
    )
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
    source: str,
    settings: Settings,
    snapshot: Snapshot | None,
    *,
    may_be_empty: bool = False,
    keeps_stamps: bool = False,
) -> tuple[int, list[Change]]:
    """Number of files in the source, and those new or changed since the snapshot (None: an empty lake).

    A file counts as seen when the newest row of `inputs` for its uri has its digest, so `touch` reloads nothing;
    one that cannot be read, when it could not be read before either and has not changed since. Files are read for
    their digests but for those whose size and times are as they were when an earlier run read them; `keeps_stamps`
    says whether to note these for the next run.
    """
    options = settings.source
    read_ns = time.time_ns()
    entries = list_source(
        source, follow_links=options.follow_links, lake=settings.lake, may_be_empty=may_be_empty
    )
    stamps = Stamps.of(settings.lake, absolute_source(source))
    seen = _seen(entries, snapshot)
    digests = stamps.digests(entries)
    is_known = pc.fill_null(pc.equal(digests, seen["digest"].combine_chunks()), fill_value=False)
    is_read = pc.or_(pc.invert(is_known), options.reread)
    places = pc.indices_nonzero(is_read)
    batch_bytes = options.bytes_a_batch(sum(entry.size for entry in entries))
    to_read = [entries[at] for at in places.to_pylist()]
    changes: list[Change] = []
    read: list[str | None] = []
    for (entry, found), row in zip(_fingerprints(to_read, batch_bytes), _rows(seen, places), strict=True):
        read.append(found.digest)
        status = _status(entry, found, row)
        if status is not None:
            changes.append(Change(entry, found, status))
    if keeps_stamps:
        stamps.keep(entries, pc.replace_with_mask(digests, is_read, pa.array(read, pa.string())), read_ns)
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


def latest_inputs(snapshot: Snapshot) -> pa.Table:
    """The newest row of `inputs` for each source_uri: run ids sort by time."""
    columns = ["source_uri", "run_id", "digest", "size", "modified_at"]
    table = snapshot.table("inputs", columns).combine_chunks()
    uris, runs = (pc.dictionary_encode(table[name].combine_chunks()) for name in ("source_uri", "run_id"))
    rank = pc.rank(runs.dictionary, tiebreaker="dense").to_numpy()[runs.indices.to_numpy()]
    newest = np.lexsort((rank, uris.indices.to_numpy()))[::-1]
    first = np.unique(uris.indices.to_numpy()[newest], return_index=True)[1]
    return table.take(pa.array(newest[first]))


def _seen(entries: list[FileEntry], snapshot: Snapshot | None) -> pa.Table:
    """The newest row of `inputs` for each file, all null where the lake has not seen it."""
    table = INPUTS.empty_table() if snapshot is None else latest_inputs(snapshot)
    uris = pa.array([entry.uri for entry in entries], pa.string())
    at = pc.index_in(uris, value_set=table["source_uri"].combine_chunks())
    return table.select(["source_uri", "digest", "modified_at"]).take(at).combine_chunks()


def _rows(seen: pa.Table, places: pa.Array) -> Iterator[dict[str, object] | None]:
    for batch in seen.take(places).to_batches(_ROWS):
        yield from (row if row["source_uri"] is not None else None for row in batch.to_pylist())


def _fingerprints(entries: list[FileEntry], batch_bytes: int) -> Iterator[tuple[FileEntry, FileDigest]]:
    """Digest of each file, in their order; `_GROUP` files are one errand, since a file may take less time than an errand."""

    def read(start: int) -> list[FileDigest]:
        return [fingerprint(entry, batch_bytes) for entry in entries[start : start + _GROUP]]

    with ThreadPoolExecutor(_READERS, thread_name_prefix="digest") as pool:
        found = chain.from_iterable(pool.map(read, range(0, len(entries), _GROUP)))
        yield from zip(entries, found, strict=True)


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
