"""Child processes: they end with their parent however it ends, and are started anew when they end by themselves."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Final

# Not NEWSMILL_...: that prefix belongs to settings.
PARENT_VARIABLE: Final = "MILL_PARENT_PID"
# A child that leaves with it cannot do what it was told, and is not started again.
EXIT_UNUSABLE: Final = 2
# Asks a child to leave when it has nothing under way, so that it is started anew.
RENEW_SIGNAL: Final = signal.SIGUSR1
_POLL_SECONDS: Final = 0.3
_FIRST_DELAY_SECONDS: Final = 1.0
_LONGEST_DELAY_SECONDS: Final = 60.0
_STEADY_SECONDS: Final = 60.0


def environment_of_child() -> dict[str, str]:
    """The environment, with word of who must live for the child to live."""
    return dict(os.environ) | {PARENT_VARIABLE: str(os.getpid())}


def die_with_parent() -> bool:
    """Have this process leave as soon as the parent named in the environment is gone; False where none is named."""
    named = os.environ.pop(PARENT_VARIABLE, None)
    if named is None:
        return False
    die_with(int(named))
    return True


def die_with(parent: int) -> None:
    """Have this process leave as soon as its parent, of this id, is gone.

    Asking for the parent's id works on every POSIX system, and without the kernel's help that only Linux gives.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_POLL_SECONDS)
        os._exit(1)

    if os.getppid() != parent:
        os._exit(1)
    threading.Thread(target=watch, daemon=True, name="die-with-parent").start()


class Child:
    """One child process (`python -m module ...`) in a session of its own, so that Ctrl-C reaches its parent alone."""

    def __init__(
        self,
        name: str,
        arguments: list[str],
        environment: Mapping[str, str],
        *,
        log: Path | None = None,
        words: str = "",
    ) -> None:
        self.name = name
        self._arguments = arguments
        self._environment = dict(environment)
        self._log = log
        self._words = words
        self._process: subprocess.Popen[str] | None = None
        self._started_at = 0.0
        self._delay = _FIRST_DELAY_SECONDS

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._process.pid if self.is_running and self._process is not None else None

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process is not None and self._process.poll() is None

    @property
    def exit_code(self) -> int | None:
        """Exit code once it has ended."""
        return None if self._process is None else self._process.poll()

    def start(self) -> None:
        """Start it; what it should know is written to its standard input."""
        with _opened(self._log) as output:
            self._process = subprocess.Popen(
                [sys.executable, "-m", *self._arguments],
                env=self._environment,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT if output is not None else None,
                text=True,
                start_new_session=True,
            )
        self._started_at = time.monotonic()
        stdin = self._process.stdin
        if stdin is not None:
            with suppress(BrokenPipeError), stdin:
                stdin.write(self._words)

    def renew(self) -> None:
        """Ask it to leave when it has nothing under way."""
        if self.is_running and self._process is not None:
            self._process.send_signal(RENEW_SIGNAL)

    def restart_delay(self) -> float:
        """Seconds to wait before it is started again: longer each time it did not last."""
        if time.monotonic() - self._started_at > _STEADY_SECONDS:
            self._delay = _FIRST_DELAY_SECONDS
        delay, self._delay = self._delay, min(2 * self._delay, _LONGEST_DELAY_SECONDS)
        return delay

    def clear_away(self) -> None:
        """Kill whatever is left of its session, and take its exit code."""
        if self._process is None:
            return
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def stop(self, grace_seconds: float, hurry: threading.Event | None = None) -> None:
        """Ask it to end; kill it, and all of its session, when it has not after the grace or when `hurry` is set."""
        if self.is_running and self._process is not None:
            self._process.terminate()
            deadline = time.monotonic() + grace_seconds
            while self.is_running and time.monotonic() < deadline and not (hurry and hurry.is_set()):
                time.sleep(0.1)
        self.clear_away()


@contextmanager
def _opened(path: Path | None) -> Iterator[IO[str] | None]:
    if path is None:
        yield None
    else:
        with path.open("a", encoding="utf-8") as file:
            yield file
