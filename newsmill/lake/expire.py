"""Removing old snapshots and stale staging: by age alone, so that no pinned reader is disturbed."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

from newsmill.exceptions import LakeError
from newsmill.lake.errors import explained
from newsmill.lake.layout import GARBAGE, SNAPSHOTS, snapshot_name
from newsmill.lake.manifest import utc_now
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake


@dataclass(frozen=True)
class Expired:
    """What `expire` removed."""

    snapshots: list[int]
    staged: int


def expire(lake: Lake, keep_hours: float = 24.0, now: datetime | None = None) -> Expired:
    """Remove the snapshots replaced more than `keep_hours` ago, and staging untouched for as long.

    A snapshot's age counts from the moment a newer one took its place: until then readers were opening it. The
    current one always stays. `now` (UTC) is the clock's time unless given. Waits for the lake's lock for up to
    a minute; use it inside `lake.lock` to wait longer.
    """
    now = utc_now() if now is None else now
    with lake.exclusive("expiring old snapshots"):
        versions = lake.snapshots()
        oldest = now - timedelta(hours=keep_hours)
        gone = [
            version
            for version, successor in pairwise(versions)
            if _replaced_at(lake.root, successor) < oldest
        ]
        for version in gone:
            _remove(lake.root / SNAPSHOTS / snapshot_name(version))
        return Expired(gone, lake.staging.sweep(keep_hours, now))


def _replaced_at(root: Path, successor: int) -> datetime:
    try:
        return Snapshot.read(root, successor).manifest.created_at
    except LakeError:
        # A damaged snapshot must not keep the lake from being tidied: the folder's own time will do.
        stamp = (root / SNAPSHOTS / snapshot_name(successor)).stat().st_mtime
        return datetime.fromtimestamp(stamp, utc_now().tzinfo)


def _remove(folder: Path) -> None:
    # Renamed first: half a snapshot is never taken for a whole one, whenever this is interrupted.
    gone = folder.with_name(folder.name + GARBAGE)
    with explained("remove", folder):
        folder.rename(gone)
        shutil.rmtree(gone)
