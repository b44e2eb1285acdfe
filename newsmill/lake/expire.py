"""Removing old snapshots and stale staging: by age alone, so that no pinned reader is disturbed."""

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from newsmill.lake.errors import explained
from newsmill.lake.layout import GARBAGE, SNAPSHOTS, snapshot_name
from newsmill.lake.manifest import NAME, created_at, utc_now
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
        gone = _replaced_before(lake, now - timedelta(hours=keep_hours), now)
        for version in gone:
            _remove(lake.root / SNAPSHOTS / snapshot_name(version))
        return Expired(gone, lake.staging.sweep(keep_hours, now))


def _replaced_before(lake: Lake, oldest: datetime, now: datetime) -> list[int]:
    """Snapshots replaced before `oldest`, oldest first, up to the first that was not, whatever later stamps say.

    A stamp from the future says nothing: the next snapshot's tells when this one had been replaced at the latest.
    """
    versions = lake.snapshots()
    made_at = cache(lambda version: created_at(lake.root / SNAPSHOTS / snapshot_name(version) / NAME))
    gone = []
    for place, version in enumerate(versions[:-1], start=1):
        later = (made_at(versions[at]) for at in range(place, len(versions)))
        replaced = next((stamp for stamp in later if stamp <= now), now)
        if replaced >= oldest:
            break
        gone.append(version)
    return gone


def _remove(folder: Path) -> None:
    # Renamed first: half a snapshot is never taken for a whole one, whenever this is interrupted.
    gone = folder.with_name(folder.name + GARBAGE)
    with explained("remove", folder):
        folder.rename(gone)
        shutil.rmtree(gone)
