"""Deliver a notice: POST it to a web address, or write it to a command's standard input."""

import json
import os
import shlex
import signal
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any, Final

from newsmill.hooks import Notice

RETRY_DELAYS_SECONDS: Final = (1.0, 5.0)
_LONGEST_ERROR: Final = 300


def deliver(notice: Notice, delays_seconds: Sequence[float] = RETRY_DELAYS_SECONDS) -> list[str]:
    """Tell everybody that a notice names; what went wrong, in words. Raises nothing.

    A web address is tried again after each delay, since networks heal; a command is run once, since it may
    have done half of its work.
    """
    body = json.dumps(notice.payload, default=_plain).encode()
    hook, problems = notice.hook, []
    if hook.webhook is not None:
        address = hook.webhook
        problems.append(_tried(lambda: _post(address, body, hook.timeout_seconds), delays_seconds))
    if hook.command is not None:
        command = hook.command
        problems.append(_tried(lambda: _run(command, body, hook.timeout_seconds), ()))
    return [f"hook on {notice.event}: {problem}" for problem in problems if problem]


def _tried(act: Callable[[], None], delays_seconds: Sequence[float]) -> str | None:
    for delay in (*delays_seconds, None):
        try:
            act()
        except Exception as error:  # a hook never costs a run
            if delay is None:
                return f"{type(error).__name__}: {error}"[:_LONGEST_ERROR]
            time.sleep(delay)
        else:
            return None
    return None


def _post(address: str, body: bytes, timeout_seconds: float) -> None:
    # The scheme is checked by the settings.
    request = urllib.request.Request(  # noqa: S310
        address, data=body, headers={"Content-Type": "application/json", "User-Agent": "newsmill"}
    )
    with urllib.request.urlopen(request, timeout=timeout_seconds) as answer:  # noqa: S310
        answer.read(1)


def _run(command: str, body: bytes, timeout_seconds: float) -> None:
    with subprocess.Popen(
        shlex.split(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        try:
            _, errors = process.communicate(body, timeout_seconds)
        except BaseException:
            # With all that it started: they are the session that it leads.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            raise
    if process.returncode:
        said = errors.decode(errors="replace").strip()
        raise OSError(f"`{command}` left with code {process.returncode}: {said}")


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
