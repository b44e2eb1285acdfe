"""Which of Prefect's servers a command talks to: one that is configured, one that runs for the lake, or its own.

A server of its own lasts as long as the command. Prefect would start one itself, but would import all of the server
into this process first: 2 CPU-seconds and 100 MB more.
Prefect must not be imported before `connect`: it reads its settings when it is.
"""

import atexit
import gc
import os
import socket
import sys
import time
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit
from urllib.request import getproxies

from flows.own_server import OwnServer
from flows.prefect_setup import prefect_home, running_server, set_up_prefect
from flows.server import free_port, is_healthy
from newsmill.exceptions import NewsmillError
from newsmill.heap import trim_heap

_START_SECONDS: Final = 120.0
_GRACE_SECONDS: Final = 5.0
_TICK_SECONDS: Final = 0.05
_ANSWER_SECONDS: Final = 5.0


class ServerNotUpError(NewsmillError):
    """Prefect's server did not come up."""


class Connection:
    """The server that a command talks to; `words` says which."""

    def __init__(self, words: str, own: OwnServer | None = None) -> None:
        self.words = words
        self._own = own

    def start(self) -> None:
        """Start a server of its own; Prefect is to be imported after this, and used after `wait`.

        Raises `ServerNotUpError` where there is nobody at the address that is configured.
        """
        if self._own is None and "PREFECT_API_URL" in os.environ:
            check_address(os.environ["PREFECT_API_URL"])
        # The collector has nothing to find among what imports leave, and would look at it again and again.
        gc.disable()
        if self._own is not None:
            # Registered before Prefect is imported, so that it runs after Prefect has sent what it still has to send.
            atexit.register(self._own.stop, _GRACE_SECONDS)
            self._own.start()

    def wait(self) -> None:
        """Wait until a server of its own answers; raises `ServerNotUpError`. To be called once Prefect is imported."""
        gc.freeze()
        gc.enable()
        trim_heap()
        if self._own is None:
            return
        deadline = time.monotonic() + _START_SECONDS
        while not is_healthy(os.environ["PREFECT_API_URL"]):
            if not self._own.is_running or time.monotonic() > deadline:
                raise ServerNotUpError(f"Prefect's server did not start: {self._own.log} says why")
            time.sleep(_TICK_SECONDS)


def check_address(address: str) -> None:
    """Raise `ServerNotUpError` where nobody listens at an API's address; behind a proxy that cannot be told."""
    parts = urlsplit(address)
    if parts.hostname is None or parts.scheme in getproxies():
        return
    try:
        port = parts.port or {"https": 443}.get(parts.scheme, 80)
        socket.create_connection((parts.hostname, port), _ANSWER_SECONDS).close()
    except (OSError, ValueError) as error:
        raise ServerNotUpError(
            f"no Prefect server answers at {address} ({error}): start it, or unset PREFECT_API_URL to do without"
        ) from None


def server_trouble(error: Exception) -> str | None:
    """What an error of Prefect's client says of its server, with what to do; None for an error of another."""
    httpx = sys.modules.get("httpx")
    words = " ".join(str(error).split(" - ")[0].split()) or type(error).__name__
    # Prefect says so by an error of no class of its own.
    if words.startswith("Failed to reach API at"):
        return f"{words}: start it, see that PREFECT_API_URL ends in /api, or unset it to do without"
    if httpx is None or not isinstance(error, httpx.HTTPError):
        return None
    return (
        f"Prefect's server failed: {words}; its log says why, a full disk is the usual cause. "
        "The lake is whole, and `newsmill status` shows its runs"
    )


def connect(lake: Path, *, is_verbose: bool = False) -> Connection:
    """Find the server for a lake, or prepare one, and set Prefect up for it.

    The user's own configuration is respected: PREFECT_API_URL, or a Prefect profile.
    """
    set_up_prefect(lake, is_verbose=is_verbose)
    home = prefect_home(lake)
    if "PREFECT_API_URL" not in os.environ:
        if "PREFECT_PROFILE" in os.environ or (home / "profiles.toml").exists():
            return Connection("Prefect's server as your profile has it")
        address = running_server(home)
        if address is None:
            own = OwnServer(home, free_port(0))
            return Connection("Prefect's embedded server; it takes some seconds to start", own)
        os.environ["PREFECT_API_URL"] = address
    return Connection(f"Prefect server at {os.environ['PREFECT_API_URL']}")
