"""What Prefect believes of runs whose process is gone, set right: dead ones crashed, missed ones cancelled."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import (
    DeploymentFilter,
    DeploymentFilterId,
    FlowRunFilter,
    FlowRunFilterExpectedStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.exceptions import ObjectNotFound
from prefect.logging import get_logger
from prefect.states import Cancelled, Crashed

_ALIVE: Final = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING]
_PAGE: Final = 200


async def crash_dead_runs(client: PrefectClient, deployments: Sequence[str]) -> int:
    """Set runs of deployments ("flow/name") that Prefect believes alive to crashed; how many there were.

    Only for whoever runs these deployments, before it runs the first. The place that each held in its
    deployment's concurrency limit comes free with it; without that no run would ever start again.
    """
    number = 0
    while runs := await _runs(client, deployments, FlowRunFilter(state=_in_states(_ALIVE))):
        for run in runs:
            state: State[None] = Crashed(message="The process that ran it, or was to run it, is gone.")
            await client.set_flow_run_state(run.id, state, force=True)
        number += len(runs)
    return number


async def cancel_missed_runs(client: PrefectClient, deployments: Sequence[str]) -> int:
    """Cancel runs that were due while nobody served; how many there were. One run makes up for all of them."""
    number = 0
    due = FlowRunFilter(
        state=_in_states([StateType.SCHEDULED]),
        expected_start_time=FlowRunFilterExpectedStartTime(before_=datetime.now(UTC)),
    )
    while runs := await _runs(client, deployments, due):
        for run in runs:
            state: State[None] = Cancelled(
                message="Missed while nothing served it; one run makes up for all that were."
            )
            await client.set_flow_run_state(run.id, state, force=True)
        number += len(runs)
    return number


def crash_flow_run(flow_run_id: str) -> None:
    """Set one flow run to crashed if Prefect knows it and believes it alive. Raises nothing."""
    try:
        with get_client(sync_client=True) as client:
            run = client.read_flow_run(UUID(flow_run_id))
            if run.state_type in _ALIVE:
                state: State[None] = Crashed(message="The process ended before the run did.")
                client.set_flow_run_state(run.id, state, force=True)
    except ObjectNotFound:
        # Another server's run, or one that was deleted.
        return
    except Exception:  # our own record of the run is made; this one is for the eye
        get_logger("newsmill").warning("flow run %s could not be set to crashed", flow_run_id, exc_info=True)


async def _runs(client: PrefectClient, deployments: Sequence[str], chosen: FlowRunFilter) -> list[FlowRun]:
    ids = []
    for name in deployments:
        with suppress(ObjectNotFound):
            ids.append((await client.read_deployment_by_name(name)).id)
    if not ids:
        return []
    of_ours = DeploymentFilter(id=DeploymentFilterId(any_=ids))
    return await client.read_flow_runs(flow_run_filter=chosen, deployment_filter=of_ours, limit=_PAGE)


def _in_states(types: list[StateType]) -> FlowRunFilterState:
    return FlowRunFilterState(type=FlowRunFilterStateType(any_=types))
