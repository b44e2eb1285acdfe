"""What the tasks of a flow run share in this process: the locked lake and the worker processes."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from newsmill import preload
from newsmill.lake.store import Lake
from newsmill.settings import Settings
from newsmill.workers import Workers


@dataclass(frozen=True)
class Session:
    """A lake that this process holds the lock of, and its workers."""

    lake: Lake
    workers: Workers


_open: list[Session] = []


@contextmanager
def open_session(lake: Lake, settings: Settings) -> Iterator[Session]:
    """Worker processes for the tasks of a flow run; they end with the block."""
    workers = Workers(
        settings.workers,
        settings.batch_timeout_seconds,
        settings.worker_memory_bytes,
        preload.modules(settings.enrich.enrichers),
    )
    session = Session(lake, workers)
    _open.append(session)
    try:
        yield session
    finally:
        _open.remove(session)
        session.workers.close()


def session() -> Session:
    """The session that is open. Raises `RuntimeError` outside `open_session`."""
    if not _open:
        raise RuntimeError("no session is open; tasks run inside `with open_session(...)`")
    return _open[-1]
