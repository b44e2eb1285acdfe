"""Prefect's server: its settings, its port, its health; run as `python -m flows.server PORT`."""

import gc
import json
import os
import socket
import sys
import urllib.request
from pathlib import Path
from typing import Final

from flows.children import Child, die_with_parent, environment_of_child
from flows.prefect_setup import SERVER_FILE, made_home
from newsmill.exceptions import SettingsError
from newsmill.heap import trim_heap

HOST: Final = "127.0.0.1"
DEFAULT_PORT: Final = 4200
LOG_FILE: Final = "newsmill-server.log"
_LONGEST_LOG_BYTES: Final = 10 << 20
_DAY_SECONDS: Final = 86_400

# Why each: leases in memory die with a killed server, which then ends the very runs that it should protect; the
# database would grow for ever, since Prefect keeps all runs by default.
SERVER_DEFAULTS: Final = {
    "PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE": "prefect.server.concurrency.lease_storage.filesystem",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
    "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": str(90 * _DAY_SECONDS),
    "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
}


def free_port(wanted: int | None) -> int:
    """The port that is wanted, else Prefect's usual one where it is free, else any. Raises `SettingsError`."""
    for port in (wanted,) if wanted is not None else (DEFAULT_PORT, 0):
        with socket.socket() as probe:
            # As the server itself does: connections of a server that has just ended do not count.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OverflowError:
                raise SettingsError(f"--port {port}: a port is a number from 1 to 65535") from None
            except OSError as error:
                if port == wanted:
                    raise SettingsError(
                        f"--port {port}: {error.strerror}; name another, or none to get one that is free"
                    ) from None
                continue
            return int(probe.getsockname()[1])
    raise SettingsError("no port is free for Prefect's server")


def api_url(port: int) -> str:
    """Address of the API of a server of ours."""
    return f"http://{HOST}:{port}/api"


def log_file(home: Path) -> Path:
    """Where a server writes what it has to say, in `home`; a log that has grown too long is put aside."""
    log = made_home(home) / LOG_FILE
    if log.exists() and log.stat().st_size > _LONGEST_LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    return log


def server_child(home: Path, port: int) -> Child:
    """Prefect's server, not started yet; its log is in `home`, its database too unless the user's profile has another home."""
    environment = SERVER_DEFAULTS | environment_of_child() | {"PREFECT_SERVER_UI_API_URL": api_url(port)}
    environment.pop("PREFECT_API_URL", None)
    return Child("Prefect's server", ["flows.server", str(port)], environment, log=log_file(home))


def is_healthy(address: str) -> bool:
    """Whether the server of an API address answers."""
    try:
        with urllib.request.urlopen(f"{address}/health", timeout=5) as answer:  # noqa: S310 - an address of the user's
            return bool(answer.status == 200)
    except (OSError, ValueError):
        return False


def announce(home: Path, port: int, pid: int) -> None:
    """Leave word of the server, so that commands run beside it use it."""
    temporary = home / f"{SERVER_FILE}.tmp"
    temporary.write_text(json.dumps({"api_url": api_url(port), "pid": pid}), encoding="utf-8")
    temporary.replace(home / SERVER_FILE)


def withdraw(home: Path) -> None:
    """Take the word back."""
    (home / SERVER_FILE).unlink(missing_ok=True)


def serve(port: int, *, is_temporary: bool) -> None:
    """Run the server in this process until SIGTERM, as the environment says.

    A temporary one has no UI and runs none of the services that look after other runs.
    """
    # The collector finds nothing among what imports leave, and costs a fifth of the start.
    gc.disable()
    # Whoever runs this has set the environment; Prefect reads it when it is imported.
    import uvicorn  # noqa: PLC0415
    from prefect.server.api.server import create_app  # noqa: PLC0415

    app = create_app(final=True, ephemeral=is_temporary)
    gc.freeze()
    gc.enable()
    trim_heap()
    level = os.environ.get("PREFECT_SERVER_LOGGING_LEVEL", "WARNING").lower()
    uvicorn.run(app, host=HOST, port=port, timeout_keep_alive=5, log_level=level)


if __name__ == "__main__":
    die_with_parent()
    serve(int(sys.argv[1]), is_temporary=False)
