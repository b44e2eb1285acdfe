"""Worker processes for the CPU-bound steps: they die with their parent, and a poison batch breaks only itself."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing.connection import wait
from typing import ParamSpec, TypeVar

from newsmill.exceptions import WorkerDiedError

P = ParamSpec("P")
T = TypeVar("T")


def _die_with_parent() -> None:
    """Leave at once when the parent is gone: a pool's workers otherwise finish what they hold, and more."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="die-with-parent").start()


def _bounded(seconds: float, function: Callable[[], T]) -> T:
    """Run a function; the process is ended by the kernel if it takes longer, even inside a C extension."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return function()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class Workers:
    """A pool of spawned processes, made at the first call and made anew after one has died.

    A dead worker breaks every call under way, so the innocent are told from the guilty by running each broken
    call again alone in a process of its own: what dies there too is what kills. That call then raises
    `WorkerDiedError`. A call that takes longer than `timeout_seconds` ends its worker, and so counts as dead.
    """

    def __init__(self, processes: int, timeout_seconds: float) -> None:
        self._processes = processes
        self._timeout = timeout_seconds
        self._lock = threading.Lock()
        self._pool: ProcessPoolExecutor | None = None

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function in a worker and give back its result. Raises what it raised, or `WorkerDiedError`."""
        pool = self._running()
        try:
            return pool.submit(_bounded, self._timeout, partial(function, *args, **kwargs)).result()
        except BrokenProcessPool:
            self._drop(pool)
        with _pool(1) as alone:
            try:
                return alone.submit(_bounded, self._timeout, partial(function, *args, **kwargs)).result()
            except BrokenProcessPool as error:
                raise WorkerDiedError("a worker process died while it held this batch, twice") from error

    def close(self) -> None:
        """End the processes; calls under way are broken off."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = _pool(self._processes)
            return self._pool

    def _drop(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = None
        broken.shutdown(wait=False)


def _pool(processes: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        processes, mp_context=multiprocessing.get_context("spawn"), initializer=_die_with_parent
    )
