"""Sets Prefect up before it is imported: its home in the data folder, no calls home.

Whatever the user has configured (PREFECT_... in the environment, or a Prefect profile of theirs) is respected, save one
thing: `newsmill schedule` keeps a server of its own unless PREFECT_API_URL names another, whatever a profile names.
Prefect must not be imported here: it reads its settings when it is.
"""

import json
import os
import urllib.request
from pathlib import Path
from typing import Final

from newsmill.exceptions import LakeError

# The defaults that matter. Prefect's own start-up limit of 20 s, for a server that it starts itself where a profile
# of the user's names none, is missed on a busy machine.
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


def made_home(home: Path) -> Path:
    """Prefect's folder, which now is there. Raises `LakeError` where it cannot be made."""
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LakeError(
            f"cannot make {home}, where Prefect keeps what it knows: {error.strerror}; name another lake, or set PREFECT_HOME"
        ) from None
    return home


def set_up_prefect(lake: Path, *, is_verbose: bool = False) -> None:
    """Set what Prefect reads at import, where the user has not."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
    # What a terminal shows is our own; Prefect's log goes to its database and UI all the same.
    if not is_verbose:
        os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "CRITICAL")
    if not any(name in os.environ for name in ("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_PROFILE")):
        os.environ["PREFECT_HOME"] = str(made_home(prefect_home(lake)))


def running_server(home: Path) -> str | None:
    """API address of a server that `newsmill schedule` runs for this home, if it answers."""
    try:
        address = str(json.loads((home / SERVER_FILE).read_text(encoding="utf-8"))["api_url"])
        with urllib.request.urlopen(f"{address}/health", timeout=2) as answer:  # noqa: S310 - our own file's address
            return address if answer.status == 200 else None
    except (OSError, ValueError, KeyError):
        return None
