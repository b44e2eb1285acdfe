"""Worker processes for the CPU-bound steps: they die with their parent, and a poison batch breaks only itself."""

import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import forkserver
from multiprocessing.connection import wait
from typing import Final, ParamSpec, TypeVar

from newsmill.exceptions import WorkerDiedError
from newsmill.memory import give_back

P = ParamSpec("P")
T = TypeVar("T")

# A part of a batch has its share of the batch's time, and at least this, but no more than the whole.
_LEAST_SECONDS: Final = 30.0


def _begin(memory_bytes: int | None) -> None:
    if memory_bytes is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    _die_with_parent()


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
        give_back()


class Workers:
    """A pool of processes, made at the first call and made anew after one has died.

    They are forked from a process of one thread that has imported the modules named in `preload`, so that what
    those hold is loaded once, and is in memory once for as long as nobody writes to it.

    A dead worker breaks every call under way, so the innocent are told from the guilty by running each broken
    call again alone in a process of its own: what dies there too is what kills. That call then raises
    `WorkerDiedError`. A call that takes longer than `timeout_seconds` ends its worker, and so counts as dead;
    one that asks for more than `memory_bytes` of data gets a `MemoryError`.
    """

    def __init__(
        self,
        processes: int,
        timeout_seconds: float,
        memory_bytes: int | None = None,
        preload: Sequence[str] = (),
    ) -> None:
        self._processes = processes
        self._timeout = timeout_seconds
        self._memory = memory_bytes
        self._preload = list(preload)
        self._lock = threading.Lock()
        # However many calls break at once, no more processes than these run again alone beside the pool.
        self._alone_slots = threading.BoundedSemaphore(processes)
        self._pool: ProcessPoolExecutor | None = None

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function in a worker and give back its result. Raises what it raised, or `WorkerDiedError`."""
        pool = self._running()
        try:
            return pool.submit(_bounded, self._timeout, partial(function, *args, **kwargs)).result()
        except BrokenProcessPool:
            self._drop(pool)
        return self._alone(self._timeout, partial(function, *args, **kwargs))

    def call_alone(self, function: Callable[..., T], *args: object, share: float = 1) -> T:
        """Run a function in a process of its own, within a share of the time that a call has."""
        seconds = min(self._timeout, max(_LEAST_SECONDS, self._timeout * share))
        return self._alone(seconds, partial(function, *args))

    def close(self) -> None:
        """End the processes; calls under way are broken off, and a later call makes new ones."""
        with self._lock:
            pool, self._pool = self._pool, None
        if pool is not None:
            pool.shutdown(wait=True, cancel_futures=True)
        # The process they were forked from goes too: it holds all that was preloaded. Python has no other way.
        forkserver._forkserver._stop()  # type: ignore[attr-defined] # noqa: SLF001

    def _alone(self, seconds: float, function: Callable[[], T]) -> T:
        with self._alone_slots, self._made(1) as pool:
            try:
                return pool.submit(_bounded, seconds, function).result()
            except BrokenProcessPool as error:
                raise WorkerDiedError(
                    f"a worker process was killed, crashed, or took over {seconds:g} s"
                ) from error

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = self._made(self._processes)
            return self._pool

    def _drop(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is broken:
                self._pool = None
        broken.shutdown(wait=False)

    def _made(self, processes: int) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(self._preload)
        return ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(self._memory,))
