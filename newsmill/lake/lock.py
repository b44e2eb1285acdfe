"""The lake's lock: one writer at a time, released by the kernel when its holder dies."""

import fcntl
import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from newsmill.exceptions import LakeBusyError
from newsmill.lake.errors import explained
from newsmill.lake.manifest import utc_now

POLL_SECONDS: Final = 0.1
_held: set[int] = set()


def _let_go_in_child() -> None:
    # A forked worker that outlives a killed holder would otherwise keep the lake locked.
    for descriptor in _held:
        os.close(descriptor)
    _held.clear()


os.register_at_fork(after_in_child=_let_go_in_child)


@contextmanager
def locked(
    path: Path, wait_seconds: float | None, holder: str, on_wait: Callable[[str], None] | None = None
) -> Iterator[None]:
    """Hold the lock file `path`; wait for it up to `wait_seconds`, None for as long as it takes.

    `on_wait` is told once who holds the lake, when there is somebody to wait for. Raises `LakeBusyError`
    when the wait is over. The descriptor is closed in child processes, by exec and by fork alike.
    """
    descriptor = _acquire(path, wait_seconds, on_wait)
    _held.add(descriptor)
    try:
        note = {"pid": os.getpid(), "holder": holder, "since": utc_now().isoformat(timespec="seconds")}
        _write_note(descriptor, json.dumps(note).encode())
        yield
        _write_note(descriptor, b"")
    finally:
        # The child of a fork has closed it already.
        if descriptor in _held:
            _held.discard(descriptor)
            os.close(descriptor)


def _acquire(path: Path, wait_seconds: float | None, on_wait: Callable[[str], None] | None) -> int:
    deadline = None if wait_seconds is None else time.monotonic() + wait_seconds
    while True:
        with explained("lock", path):
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
        else:
            if _is_same(descriptor, path):
                return descriptor
            os.close(descriptor)
            continue
        who = holder_of(path)
        if on_wait is not None:
            on_wait(who)
            on_wait = None
        if deadline is not None and time.monotonic() >= deadline:
            raise LakeBusyError(f"the lake {path.parent} is held by {who}: wait for it to end, or stop it")
        time.sleep(POLL_SECONDS)


def _is_same(descriptor: int, path: Path) -> bool:
    # Somebody may have deleted the lock file between our open and our lock: then we hold nothing.
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False


def _write_note(descriptor: int, note: bytes) -> None:
    # On a full disk the lock still holds; only the words for those who wait are missing.
    with suppress(OSError):
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, note, 0)


def holder_of(path: Path) -> str:
    """Who holds, or last held without letting go, the lock file, in words."""
    try:
        return _words(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def living_holder(path: Path) -> str | None:
    """Who holds the lock file, in words; None where nobody does, as far as this machine knows. Takes no lock."""
    try:
        note = json.loads(path.read_bytes())
        os.kill(note["pid"], 0)
        return _words(note)
    except PermissionError:
        return holder_of(path)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _words(note: dict[str, object]) -> str:
    return f"{note['holder']} (process {note['pid']}, since {note['since']})"
