"""Sets Prefect up before it is imported: its home in the data folder, no calls home, a running server if any.

Whatever the user has configured (PREFECT_... in the environment, or a Prefect profile of theirs) is respected.
Prefect must not be imported here: it reads its settings when it is.
"""

import json
import os
import urllib.request
from pathlib import Path
from typing import Final

# The defaults that matter, with why. Prefect's own start-up limit of 20 s is missed on a busy machine.
_DEFAULTS: Final = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
    "PREFECT_CLI_PROMPT": "false",
}
SERVER_FILE: Final = "newsmill-server.json"


def prefect_home(lake: Path) -> Path:
    """Prefect's folder for a lake: `.prefect` beside it, unless PREFECT_HOME says otherwise."""
    configured = os.environ.get("PREFECT_HOME")
    return Path(configured) if configured else (lake.absolute().parent / ".prefect")


def set_up_prefect(lake: Path, *, is_verbose: bool = False) -> str:
    """Set what Prefect reads at import and say in a few words which server will be used."""
    home = prefect_home(lake)
    has_own = any(name in os.environ for name in ("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_PROFILE"))
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    # What a terminal shows is our own; Prefect's log goes to its database and UI all the same.
    if not is_verbose:
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    if "PREFECT_API_URL" in os.environ:
        return f"Prefect server at {os.environ['PREFECT_API_URL']}"
    if not has_own:
        home.mkdir(parents=True, exist_ok=True)
        os.environ["PREFECT_HOME"] = str(home)
    address = running_server(home)
    if address is not None:
        os.environ["PREFECT_API_URL"] = address
        return f"Prefect server at {address}"
    return "Prefect's embedded server; it takes some seconds to start"


def running_server(home: Path) -> str | None:
    """API address of a server that `newsmill schedule` runs for this home, if it answers."""
    try:
        address = str(json.loads((home / SERVER_FILE).read_text(encoding="utf-8"))["api_url"])
        with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:  # noqa: S310 - our own file's address
            return address if answer.status == 200 else None
    except (OSError, ValueError, KeyError):
        return None
