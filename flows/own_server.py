"""Prefect's server for the time of one command, as a child process.

Where the system bears it, the child is forked once Prefect is imported here: that import, a CPU-second, is then made
once for both, and part of its memory is in memory once.
"""

# Imported first: at exit it waits for children, so it must be told of exits before whoever ends them is.
import multiprocessing.util
import os
import sys
from multiprocessing.context import ForkContext, SpawnContext
from pathlib import Path

from flows.children import die_with
from flows.server import SERVER_DEFAULTS, api_url, log_file, serve


class OwnServer:
    """A temporary server on a port; its database and its log are in `home`."""

    def __init__(self, home: Path, port: int) -> None:
        self.log = log_file(home)
        # Prefect reads them when it is imported, here and in the child alike.
        for name, value in SERVER_DEFAULTS.items():
            os.environ.setdefault(name, value)
        os.environ["PREFECT_API_URL"] = api_url(port)
        self._process = _context().Process(
            target=_serve, args=(os.getpid(), port, self.log), name="Prefect's server"
        )

    def start(self) -> None:
        """Import Prefect and start the child."""
        # What both use, with what Prefect imports when a flow begins. None of it starts a thread.
        import fastapi  # noqa: F401, PLC0415
        import prefect.main  # noqa: F401, PLC0415

        self._process.start()

    @property
    def pid(self) -> int | None:
        """Process id once it was started."""
        return self._process.pid

    @property
    def is_running(self) -> bool:
        """Whether it was started and has not ended."""
        return self._process.pid is not None and self._process.is_alive()

    def stop(self, grace_seconds: float) -> None:
        """Ask it to end; kill it when it has not after the grace."""
        if self._process.pid is None:
            return
        self._process.terminate()
        self._process.join(grace_seconds)
        self._process.kill()
        self._process.join()


def _context() -> ForkContext | SpawnContext:
    # Elsewhere system libraries do not bear to be forked.
    if sys.platform == "linux":
        return multiprocessing.get_context("fork")
    return multiprocessing.get_context("spawn")


def _serve(parent: int, port: int, log: Path) -> None:
    # Ctrl-C is for the command, which ends this process when it has nothing more to tell.
    os.setsid()
    with log.open("a", encoding="utf-8") as file, Path(os.devnull).open(encoding="utf-8") as nothing:
        os.dup2(nothing.fileno(), 0)
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    die_with(parent)
    serve(port, is_temporary=True)
