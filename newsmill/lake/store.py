"""The lake on a local file system: immutable files, hard-linked snapshots, one rename a commit."""

import os
import shutil
import threading
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final, Self

from newsmill.exceptions import LakeError
from newsmill.lake.changes import Changes
from newsmill.lake.errors import ConflictError, explained
from newsmill.lake.layout import CURRENT, GARBAGE, LOCK, SNAPSHOTS, STAGING, fsync, snapshot_name
from newsmill.lake.lock import living_holder, locked
from newsmill.lake.manifest import utc_now
from newsmill.lake.publication import build, next_manifest, refuse_newer
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.staging import Staging
from newsmill.schema import DATASETS, Dataset

COMMIT_WAIT_SECONDS: Final = 60.0


class Lake:
    """A lake at a folder. `Lake.open` makes one; reading needs no lock, writing takes or uses it.

    May be passed to other processes: they get the folder, never the lock.
    """

    def __init__(self, root: Path, datasets: dict[str, Dataset] | None = None) -> None:
        """Use `Lake.open`; this checks nothing."""
        self.root = root
        self.datasets = DATASETS if datasets is None else datasets
        self._locked_by: int | None = None
        self._commits = threading.Lock()

    def __reduce__(self) -> tuple[type[Self], tuple[Path, dict[str, Dataset]]]:
        return type(self), (self.root, self.datasets)

    @classmethod
    def open(cls, root: Path, *, create: bool = True, datasets: dict[str, Dataset] | None = None) -> Self:
        """Open the lake at `root`; with `create`, make an empty one where there is none.

        `LakeError` says what to do where it cannot be opened or made, or where there is none.
        """
        lake = cls(root.absolute(), datasets)
        with explained("open the lake", root):
            is_lake = (lake.root / CURRENT).is_symlink()
        if not is_lake:
            if not create:
                raise LakeError(f"no lake at {root}: name its folder, or make one with `newsmill run SOURCE`")
            lake._create()
        lake.current()
        return lake

    def current(self) -> Snapshot:
        """Open the newest snapshot. Keep it to read one state, whatever is committed meanwhile."""
        version = self._version()
        if version is None:
            raise LakeError(
                f"no lake at {self.root}: name its folder, or make one with `newsmill run SOURCE`"
            )
        return Snapshot.read(self.root, version)

    def snapshots(self) -> list[int]:
        """Versions of all snapshots kept, oldest first."""
        with explained("list", self.root / SNAPSHOTS):
            names = [path.name for path in (self.root / SNAPSHOTS).iterdir()]
        current = self._version()
        return sorted(int(n) for n in names if n.isdigit() and current is not None and int(n) <= current)

    @property
    def staging(self) -> Staging:
        """Where batches wait between two tasks."""
        return Staging(self.root)

    def parts_folder(self, run_id: str) -> Path:
        """Where a run writes the files it will commit; on the lake's own file system, as links need it."""
        return self.root / STAGING / "parts" / run_id

    def living_holder(self) -> str | None:
        """Who holds the lake now, in words; None where nobody does."""
        return living_holder(self.root / LOCK)

    @contextmanager
    def lock(
        self, wait_seconds: float | None, holder: str, on_wait: Callable[[str], None] | None = None
    ) -> Iterator[None]:
        """Hold the lake against other writers, clean up after crashed ones, and let go at the end or at death.

        Waits up to `wait_seconds`, None without end, then raises `LakeBusyError`, which says who holds it; `LakeError`
        where a newer newsmill has written what this one would not keep.
        `on_wait` is told once who that is. Commits inside use this lock.
        """
        with locked(self.root / LOCK, wait_seconds, holder, on_wait):
            self._recover()
            if self._version() is not None:
                refuse_newer(self.current(), self.datasets)
            self._locked_by = os.getpid()
            try:
                yield
            finally:
                self._locked_by = None

    @contextmanager
    def exclusive(self, holder: str) -> Iterator[None]:
        """Use the lock where this lake holds it, else hold it meanwhile, after waiting up to a minute."""
        # The process id, since a forked child has this object's memory and not its lock.
        if self._locked_by == os.getpid():
            yield
        else:
            with self.lock(COMMIT_WAIT_SECONDS, holder):
                yield

    def commit(self, changes: Changes, *, run_id: str) -> Snapshot:
        """Make a new snapshot of all datasets with these changes, in one atomic step.

        The files added must be on the lake's file system and are taken over: they are gone from where they
        were. Raises `ConflictError` when the lake moved on from `changes.base`, or a file to remove is gone or
        one to add is there; `LakeError` when the disk is full and the like. The lake then is as it was: once
        readers see the new snapshot, nothing is raised.
        """
        with self.exclusive(f"commit of run {run_id}"), self._commits:
            return self._commit(changes, run_id)

    def _commit(self, changes: Changes, run_id: str) -> Snapshot:
        base = self.current()
        if changes.base is not None and changes.base != base.version:
            raise ConflictError(
                f"the lake is at snapshot {base.version}, the changes were prepared from {changes.base}: "
                "prepare them again"
            )
        snapshot = self._publish(base, changes, run_id)
        for part in changes.adds:
            with suppress(OSError):
                part.file.unlink(missing_ok=True)
        return snapshot

    def _publish(self, base: Snapshot | None, changes: Changes, run_id: str | None) -> Snapshot:
        snapshots = self.root / SNAPSHOTS
        with explained("commit to", self.root):
            manifest = next_manifest(base, changes, run_id, self.datasets, utc_now())
            final = snapshots / snapshot_name(manifest.version)
            draft = final.with_name(final.name + GARBAGE)
            try:
                build(draft, base, manifest, changes, self.datasets)
                draft.rename(final)
                fsync(snapshots)
                for name in manifest.datasets:
                    self._link_dataset(name)
                self._swap(final.name)
            except BaseException:
                self._discard_failed(draft, final, manifest.version)
                raise
        # Readers see the snapshot: a commit that looked failed now would be tried again on top of itself.
        # Should the power go before the disk has the link, the lake is as it was before the commit.
        with suppress(OSError):
            fsync(self.root)
        return Snapshot(final, manifest)

    def _swap(self, name: str) -> None:
        link = self.root / (CURRENT + GARBAGE)
        link.unlink(missing_ok=True)
        link.symlink_to(Path(SNAPSHOTS, name))
        link.replace(self.root / CURRENT)

    def _discard_failed(self, draft: Path, final: Path, version: int) -> None:
        # An interrupt may come after the rename: what readers see is never deleted.
        shutil.rmtree(draft, ignore_errors=True)
        with suppress(OSError):
            (self.root / (CURRENT + GARBAGE)).unlink(missing_ok=True)
        if self._version() != version:
            shutil.rmtree(final, ignore_errors=True)

    def _version(self) -> int | None:
        try:
            return int((self.root / CURRENT).readlink().name)
        except FileNotFoundError:
            return None
        except (OSError, ValueError) as error:
            raise LakeError(f"{self.root} is no lake of newsmill: {error}") from error

    def _create(self) -> None:
        with explained("make a lake at", self.root):
            self.root.mkdir(parents=True, exist_ok=True)
            for name in (SNAPSHOTS, STAGING):
                (self.root / name).mkdir(exist_ok=True)
            _probe(self.root / STAGING)
        with self.lock(COMMIT_WAIT_SECONDS, "making the lake"):
            if self._version() is None:
                self._publish(None, Changes(), None)

    def _link_dataset(self, name: str) -> None:
        if not (self.root / name).is_symlink():
            (self.root / name).symlink_to(Path(CURRENT, name))

    def _recover(self) -> None:
        """Remove what a crashed writer left. Only under the lock: nobody else can be writing."""
        current = self._version()
        with explained("clean up", self.root):
            for path in (self.root / SNAPSHOTS).iterdir():
                is_ahead = path.name.isdigit() and (current is None or int(path.name) > current)
                if is_ahead or path.name.endswith(GARBAGE):
                    shutil.rmtree(path)
            (self.root / (CURRENT + GARBAGE)).unlink(missing_ok=True)


def _probe(folder: Path) -> None:
    """Fail now, and not after a night's work, where a file cannot have two names."""
    one, two = folder / f"{uuid.uuid4().hex}{GARBAGE}", folder / f"{uuid.uuid4().hex}{GARBAGE}"
    try:
        one.touch()
        two.hardlink_to(one)
    finally:
        for path in (one, two):
            path.unlink(missing_ok=True)
