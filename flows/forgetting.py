"""Prefect's own records of our old runs, deleted where nobody else does: a server that lasts as long as a command.

Prefect's database vacuum does it for a server that stays. A short-lived one does not run that service, only the one
for events; so its settings are read here, and its server is asked to delete. The dataset `runs` keeps all.
"""

from contextlib import suppress
from datetime import UTC, datetime
from typing import Final

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowFilter,
    FlowFilterName,
    FlowRunFilter,
    FlowRunFilterEndTime,
    FlowRunFilterId,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import TERMINAL_STATES, FlowRun
from prefect.client.schemas.sorting import FlowRunSort
from prefect.exceptions import ObjectNotFound
from prefect.settings import get_current_settings

_FLOWS: Final = ["ingest", "maintain", "reprocess"]
# Another project may have an `ingest` in the same database, and none with these.
_PARAMETERS: Final = frozenset({"lake", "settings", "trigger"})
# Each run deletes more than it adds; ten cost half a CPU-second.
_MOST: Final = 10
_PAGE: Final = 200


def forget_old_runs(now: datetime) -> int:
    """Delete runs of newsmill's flows that ended longer ago than Prefect's retention period; how many there were.

    Does nothing where Prefect's settings in this process do not say to delete runs: those of a user's own server are
    for that server to delete. A run's artifacts go with it, its logs and events are deleted by the server.
    """
    vacuum = get_current_settings().server.services.db_vacuum
    if "flow_runs" not in vacuum.enabled_vacuum_types:
        return 0
    with get_client(sync_client=True) as client:
        ended = client.read_flow_runs(
            flow_filter=FlowFilter(name=FlowFilterName(any_=_FLOWS)),
            flow_run_filter=FlowRunFilter(
                state=FlowRunFilterState(type=FlowRunFilterStateType(any_=list(TERMINAL_STATES))),
                end_time=FlowRunFilterEndTime(before_=now.astimezone(UTC) - vacuum.retention_period),
            ),
            sort=FlowRunSort.START_TIME_ASC,
            limit=_PAGE,
        )
        ours = [run for run in ended if run.parameters.keys() >= _PARAMETERS][:_MOST]
        if ours:
            _delete(client, ours)
    return len(ours)


def _delete(client: SyncPrefectClient, runs: list[FlowRun]) -> None:
    # First what would be left without an owner if this were interrupted.
    of_these = FlowRunFilter(id=FlowRunFilterId(any_=[run.id for run in runs]))
    for artifact in client.read_artifacts(flow_run_filter=of_these):
        # A run on another lake may do the same at this moment.
        with suppress(ObjectNotFound):
            client.delete_artifact(artifact.id)
    for run in runs:
        with suppress(ObjectNotFound):
            client.delete_flow_run(run.id)
