"""Cron fields, read as Prefect will read them, in a process of its own: the one that looks after a service does without Prefect."""

import os
import subprocess
import sys
from collections.abc import Mapping
from tempfile import TemporaryDirectory

from newsmill.exceptions import SettingsError


def check_crons(crons: Mapping[str, str | None]) -> None:
    """Raise `SettingsError` where the fields of an option are none; those that are None or empty are not looked at."""
    asked = {option: cron for option, cron in crons.items() if cron}
    if not asked:
        return
    command = [sys.executable, "-m", "flows.cron", *asked.values()]
    # Prefect makes its home where it is imported; a schedule that is refused leaves none.
    outside = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    with TemporaryDirectory(prefix="newsmill-") as home:
        environment = outside | {"PREFECT_HOME": home}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    bad = done.stdout.split("\n")
    for option, cron in asked.items():
        if cron in bad:
            raise SettingsError(
                f'{option} "{cron}": no such times; write minute hour day month weekday, as "0 * * * *" or "30 6 * * mon-fri"'
            )


def main() -> None:
    """Print those of the arguments that are no cron fields, each on a line."""
    from prefect.client.schemas.schedules import CronSchedule  # noqa: PLC0415 - a second that only this process needs

    for cron in sys.argv[1:]:
        try:
            CronSchedule(cron=cron)
        except ValueError:
            sys.stdout.write(f"{cron}\n")


if __name__ == "__main__":
    main()
