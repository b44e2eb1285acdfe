"""What `newsmill schedule` was asked for, checked. Nothing of Prefect is imported here."""

import re
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from newsmill.exceptions import SettingsError

_UNITS: Final = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}
_SHORTEST_SECONDS: Final = 10
_CRON_FIELDS: Final = 5


class Plan(BaseModel):
    """What is served, and when; it travels to the serving process as JSON."""

    model_config = ConfigDict(frozen=True)

    name: str
    source: str
    lake: Path
    settings: dict[str, Any] = {}
    every_seconds: int | None = None
    cron: str | None = None
    maintain_cron: str | None = None
    timezone: str | None = None


def seconds_of(every: str) -> int:
    """Seconds of a span such as `90s`, `15m`, `2h` or `1d`. Raises `SettingsError`.

    >>> seconds_of("15m")
    900
    """
    found = re.fullmatch(r"\s*(\d+)\s*([smhd])\s*", every)
    if found is None:
        raise SettingsError(f"--every {every}: write a number and a unit: 30s, 15m, 2h, 1d")
    seconds = int(found[1]) * _UNITS[found[2]]
    if seconds < _SHORTEST_SECONDS:
        raise SettingsError(f"--every {every}: at least {_SHORTEST_SECONDS} s; a run takes about that long")
    return seconds


def check_times(every: str | None, crons: dict[str, str | None], timezone: str | None) -> None:
    """Raise `SettingsError` unless there is one schedule for the source, and all of it can be read."""
    if (every is None) == (crons["--cron"] is None):
        raise SettingsError('say when: either --every 15m or --cron "0 * * * *"')
    for option, cron in crons.items():
        if cron and len(cron.split()) != _CRON_FIELDS:
            raise SettingsError(
                f'{option} "{cron}": five fields are asked for: minute hour day month weekday'
            )
    if timezone is not None:
        try:
            ZoneInfo(timezone)
        except (OSError, ValueError, KeyError):
            raise SettingsError(f"--timezone {timezone}: no such zone; write it as Europe/Rome") from None
