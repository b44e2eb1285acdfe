"""Worker processes for the CPU-bound steps: they die with their parent, and a poison batch breaks only itself."""

import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import forkserver, popen_forkserver
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerContext, ForkServerProcess
from multiprocessing.process import BaseProcess
from typing import Final, ParamSpec, TypeVar

from newsmill.exceptions import WorkerDiedError, WorkersClosedError
from newsmill.memory import give_back

P = ParamSpec("P")
T = TypeVar("T")

# A part of a batch has its share of the batch's time, and at least this, but no more than the whole.
_LEAST_SECONDS: Final = 30.0


_main_is_hidden = threading.Lock()


class _Start(popen_forkserver.Popen):
    """Starts a process that does not import the module `__main__` of this one.

    A user's script that calls a flow needs no `if __name__ == "__main__":` so: imported again by each worker it would
    begin another run there, which waits for this one. Workers run what newsmill's modules have, and need nothing of it.
    """

    def _launch(self, process_obj: BaseProcess) -> None:
        main = sys.modules["__main__"]
        # By these two Python finds what to import again; it has no switch for it.
        with _main_is_hidden:
            names = [name for name in ("__spec__", "__file__") if hasattr(main, name)]
            hidden = {name: getattr(main, name) for name in names}
            for name in names:
                setattr(main, name, None)
            try:
                super()._launch(process_obj)  # type: ignore[misc] # not among the names that the types know
            finally:
                for name, value in hidden.items():
                    setattr(main, name, value)


class _Process(ForkServerProcess):
    @staticmethod
    def _Popen(process_obj: BaseProcess) -> _Start:  # noqa: N802 - the name is Python's
        return _Start(process_obj)


class _Context(ForkServerContext):
    Process = _Process


def _begin(memory_bytes: int | None) -> None:
    if memory_bytes is not None:
        resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    # A terminal sends Ctrl-C to all: the parent, which ends its workers, alone has to say something of it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
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


def _kill(pool: ProcessPoolExecutor) -> None:
    """End a pool's processes, whatever they do: its shutdown waits for them, and Python 3.11 has no other way."""
    for process in list((pool._processes or {}).values()):  # noqa: SLF001
        process.kill()


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
        self._alone_pools: set[ProcessPoolExecutor] = set()
        # How often it was closed: a call that began before the last time is broken off.
        self._closings = 0

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function in a worker and give back its result.

        Raises what it raised, `WorkerDiedError`, or `WorkersClosedError` where `close` broke it off.
        """
        closings, work = self._closings, partial(function, *args, **kwargs)
        pool = self._running()
        try:
            return self._result(pool, closings, self._timeout, work)
        except BrokenProcessPool:
            self._drop(pool)
        return self._alone(closings, self._timeout, work)

    def call_alone(self, function: Callable[..., T], *args: object, share: float = 1) -> T:
        """Run a function in a process of its own, within a share of the time that a call has."""
        seconds = min(self._timeout, max(_LEAST_SECONDS, self._timeout * share))
        return self._alone(self._closings, seconds, partial(function, *args))

    def close(self) -> None:
        """End the processes; calls under way are broken off, and a later call makes new ones."""
        with self._lock:
            self._closings += 1
            pool, self._pool = self._pool, None
            for alone in self._alone_pools:
                _kill(alone)
            if pool is not None:
                _kill(pool)
                pool.shutdown(wait=True, cancel_futures=True)
            # The process they were forked from goes too: it holds all that was preloaded. Python has no other way.
            # It ends after the last of them, so none may begin before it has.
            forkserver._forkserver._stop()  # type: ignore[attr-defined] # noqa: SLF001

    def _result(
        self, pool: ProcessPoolExecutor, closings: int, seconds: float, function: Callable[[], T]
    ) -> T:
        # Under the lock, so that `close` meets the process that this call starts, or this call the closing.
        with self._lock:
            self._refuse_if_closed(closings)
            future = pool.submit(_bounded, seconds, function)
        try:
            return future.result()
        except (BrokenProcessPool, CancelledError):
            self._refuse_if_closed(closings)
            raise

    def _refuse_if_closed(self, closings: int) -> None:
        if self._closings != closings:
            raise WorkersClosedError("the worker processes were ended while they worked: start the run again")

    def _alone(self, closings: int, seconds: float, function: Callable[[], T]) -> T:
        with self._alone_slots, self._made(1) as pool:
            with self._lock:
                self._alone_pools.add(pool)
            try:
                return self._result(pool, closings, seconds, function)
            except BrokenProcessPool as error:
                raise WorkerDiedError(
                    f"a worker process was killed, crashed, or took over {seconds:g} s"
                ) from error
            finally:
                with self._lock:
                    self._alone_pools.discard(pool)

    def _running(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = self._made(self._processes)
            return self._pool

    def _drop(self, broken: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is not broken:
                return
            self._pool = None
        broken.shutdown(wait=False)

    def _made(self, processes: int) -> ProcessPoolExecutor:
        context = _Context()
        context.set_forkserver_preload(self._preload)
        return ProcessPoolExecutor(processes, context, initializer=_begin, initargs=(self._memory,))
