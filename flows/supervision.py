"""Keeps Prefect's server and the serving process alive, and ends both cleanly. Nothing of Prefect is imported here.

Three processes, since each may be killed or run out of memory without the others: this one is small and does
next to nothing; the server is started anew on the same port; the serving process ends its flow runs with it.
"""

import fcntl
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Final

from flows.children import EXIT_UNUSABLE, Child, environment_of_child
from flows.server import announce, api_url, is_healthy, server_child, withdraw
from newsmill.exceptions import LakeBusyError, NewsmillError

_START_SECONDS: Final = 180.0
_RUNNER_GRACE_SECONDS: Final = 40.0
_SERVER_GRACE_SECONDS: Final = 10.0
_TICK_SECONDS: Final = 0.5
# A server that runs and has not answered for two minutes hangs.
_HEALTH_SECONDS: Final = 30.0
_MOST_SILENT_CHECKS: Final = 4

Say = Callable[[str], None]


class ScheduleError(NewsmillError):
    """The schedule cannot be served, or the server did not come up."""


class Supervisor:
    """Prefect's server (unless there is one at `address`) and the process that serves `plan`."""

    def __init__(self, home: Path, plan: str, say: Say, *, port: int, address: str | None) -> None:
        self._home = home
        self._say = say
        self._port = port
        self.address = address or api_url(port)
        self._server = None if address else server_child(home, port)
        environment = environment_of_child() | {"PREFECT_API_URL": self.address}
        self._runner = Child("the serving process", ["flows.schedule"], environment, words=plan)
        self._is_stopping = threading.Event()
        self._is_hurried = threading.Event()
        self._next_check = time.monotonic() + _HEALTH_SECONDS
        self._silent_checks = 0

    def stop(self) -> None:
        """End everything; a second time: at once."""
        (self._is_hurried if self._is_stopping.is_set() else self._is_stopping).set()

    def run(self, on_ready: Callable[[], None]) -> None:
        """Start all, keep it alive until `stop`, end all. Raises `ScheduleError`."""
        try:
            self._start_server()
            if not self._is_stopping.is_set():
                self._runner.start()
                on_ready()
            while not self._is_stopping.wait(_TICK_SECONDS):
                self._mend()
            if self._runner.is_running:
                grace = f"{_RUNNER_GRACE_SECONDS:.0f} s"
                self._say(f"stopping; a run under way gets up to {grace}; Ctrl-C again ends all at once")
        finally:
            self._end()

    def _mend(self) -> None:
        self._end_hung_server()
        if self._server is not None and not self._server.is_running:
            self._renew(self._server)
            self._start_server()
            # Prefect's runner gives up listening for cancellations when the server was away.
            self._runner.renew()
        if not self._is_stopping.is_set() and not self._runner.is_running:
            self._renew(self._runner)
            if not self._is_stopping.is_set():
                self._runner.start()

    def _end_hung_server(self) -> None:
        if self._server is None or not self._server.is_running or time.monotonic() < self._next_check:
            return
        self._silent_checks = 0 if is_healthy(self.address) else self._silent_checks + 1
        self._next_check = time.monotonic() + _HEALTH_SECONDS
        if self._silent_checks >= _MOST_SILENT_CHECKS:
            self._say(f"{self._server.name} runs and does not answer; it is ended")
            self._server.clear_away()
            self._silent_checks = 0

    def _renew(self, child: Child) -> None:
        if child.exit_code == EXIT_UNUSABLE:
            raise ScheduleError(f"{child.name} cannot do what it was told; what it said stands above")
        delay = child.restart_delay()
        if child.exit_code == 0:
            # It was asked to.
            return
        self._say(f"{child.name} ended with code {child.exit_code}; it is started again in {delay:.0f} s")
        child.clear_away()
        self._is_stopping.wait(delay)

    def _start_server(self) -> None:
        if self._server is not None and not self._is_stopping.is_set():
            self._server.start()
        if self._server is None and not is_healthy(self.address):
            self._say(
                f"Prefect's server at {self.address} (PREFECT_API_URL) does not answer; waiting up to {_START_SECONDS:.0f} s"
            )
        deadline = time.monotonic() + _START_SECONDS
        while not self._is_stopping.is_set() and not is_healthy(self.address):
            is_dead = self._server is not None and not self._server.is_running
            if is_dead or time.monotonic() > deadline:
                where = "" if self._server is None else f"; its log is in {self._home}"
                raise ScheduleError(f"Prefect's server at {self.address} does not answer{where}")
            self._is_stopping.wait(_TICK_SECONDS)
        if self._server is not None and self._server.pid is not None:
            announce(self._home, self._port, self._server.pid)

    def _end(self) -> None:
        self._runner.stop(_RUNNER_GRACE_SECONDS, self._is_hurried)
        if self._server is not None:
            withdraw(self._home)
            self._server.stop(_SERVER_GRACE_SECONDS, self._is_hurried)


@contextmanager
def stopped_by_signals(supervisor: Supervisor) -> Iterator[None]:
    """Have Ctrl-C, SIGTERM and the end of the terminal stop a supervisor, inside the block."""

    def stop(number: int, frame: FrameType | None) -> None:
        del number, frame
        supervisor.stop()

    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    before = {number: signal.signal(number, stop) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def only_one(home: Path) -> Iterator[None]:
    """One schedule a Prefect home, inside the block. Raises `LakeBusyError`."""
    descriptor = os.open(home / "newsmill-schedule.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LakeBusyError(
                f"another `newsmill schedule` runs with Prefect's home {home}: stop it, or set PREFECT_HOME"
            ) from None
        yield
    finally:
        os.close(descriptor)
