"""Keeps the lake in order: small files merged, old snapshots and stale staging removed, the laws checked."""

from typing import Any

from prefect import flow

from flows.ending import failed
from flows.running import begin_run
from flows.telling import unbegun_told
from newsmill.lake.store import Lake
from newsmill.maintenance import Maintained, describe
from newsmill.settings import load_settings
from tasks.compact import compact
from tasks.expire import expire
from tasks.record import record
from tasks.retrying import retried
from tasks.verify import verify


@flow(
    name="maintain",
    description="Merges small files, removes what is older than keep_hours, and checks the laws of the lake.",
    persist_result=False,
)
def maintain(
    lake: str | None = None,
    settings: dict[str, Any] = {},  # noqa: B006 - Prefect shows it as the form's default; never changed
    trigger: str = "api",
) -> Maintained:
    """Merge, remove, verify. No row changes; the run fails where a law does not hold.

    Args:
        lake: Folder of the lake; without it the one that the settings name.
        settings: Settings that differ from newsmill.toml, as {"section": {"key": value}}.
        trigger: What started the run; kept in dataset runs.
    """
    with unbegun_told("maintain", ""):
        checked = load_settings(values=settings, lake=lake)
        Lake.open(checked.lake, create=False)
    with begin_run("maintain", "", checked, trigger) as run:
        compacted = retried(compact, run)(run)
        expired = retried(expire, run)(run)
        problems = retried(verify, run)(run)
        done = retried(record, run)(run, compacted, expired, problems)
    return failed(done, f"the lake breaks its laws:\n{describe(problems)}") if problems else done
