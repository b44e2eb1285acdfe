"""What is served on a schedule, and the process that serves it: `python -m flows.schedule`, the plan on its stdin."""

import asyncio
import importlib.util
import os
import signal
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final, Literal
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.objects import ConcurrencyLimitConfig, ConcurrencyLimitStrategy
from prefect.deployments.runner import RunnerDeployment
from prefect.flows import load_flow_from_entrypoint
from prefect.runner import Runner
from prefect.schedules import Cron, Interval, Schedule
from prefect.states import Scheduled
from prefect.types.entrypoint import EntrypointType

from flows.children import EXIT_UNUSABLE, PARENT_VARIABLE, RENEW_SIGNAL, die_with_parent
from flows.plan import Plan
from flows.sweep import cancel_missed_runs, crash_dead_runs

# Every N minutes, counted from a fixed moment: at the full quarter hours, and the same after a restart.
_ANCHOR: Final = datetime(2024, 1, 1, tzinfo=UTC)
_POLL_SECONDS: Final = 2.0
Kind = Literal["source", "nightly", "by hand"]


@dataclass(frozen=True)
class Served:
    """A flow that is served: where it is, and when it runs."""

    entrypoint: str
    kind: Kind
    description: str


SERVED: Final = (
    Served("flows.ingest.ingest", "source", "Reads what is new or changed in the source into the lake."),
    Served("flows.maintain.maintain", "nightly", "Compacts the lake, removes what is old, verifies it."),
    Served("flows.reprocess.reprocess", "by hand", "Makes chosen rows of the lake again with this version."),
)


def deployments(plan: Plan, served: Sequence[Served] = SERVED) -> list[RunnerDeployment]:
    """The deployments of a plan; a flow that this version does not have is left out."""
    return [_deployment(plan, one) for one in served if _exists(one.entrypoint)]


def _exists(entrypoint: str) -> bool:
    return importlib.util.find_spec(entrypoint.rpartition(".")[0]) is not None


def _deployment(plan: Plan, served: Served) -> RunnerDeployment:
    flow: Flow[Any, Any] = load_flow_from_entrypoint(served.entrypoint)
    values = {
        "source": plan.source,
        "lake": str(plan.lake),
        "settings": plan.settings,
        "trigger": "deployment",
    }
    known = flow.parameters.properties
    # What the schedule starts says so in `trigger`.
    schedule = _schedule(plan, served.kind, {"trigger": "schedule"} if "trigger" in known else {})
    made = flow.to_deployment(
        plan.name,
        schedule=schedule,
        parameters={name: value for name, value in values.items() if name in known},
        description=f"{served.description}\n\nLake: `{plan.lake}`",
        tags=["newsmill"],
        # A run that is due while another runs would only wait for the lake: it is left out, the next one sees all.
        concurrency_limit=ConcurrencyLimitConfig(
            limit=1, collision_strategy=ConcurrencyLimitStrategy.CANCEL_NEW
        ),
        entrypoint_type=EntrypointType.MODULE_PATH,
    )
    if not isinstance(made, RunnerDeployment):
        raise TypeError(f"{served.entrypoint} is asynchronous; served flows are not")
    return made


def _schedule(plan: Plan, kind: Kind, parameters: dict[str, Any]) -> Schedule | None:
    if kind == "source" and plan.every_seconds is not None:
        every = timedelta(seconds=plan.every_seconds)
        return Interval(every, anchor_date=_ANCHOR, timezone=plan.timezone, parameters=parameters)
    cron = {"source": plan.cron, "nightly": plan.maintain_cron}.get(kind)
    return Cron(cron, timezone=plan.timezone, parameters=parameters) if cron else None


async def serve(plan: Plan, made: Sequence[RunnerDeployment]) -> None:
    """Serve the plan's deployments until SIGTERM; runs under way are cancelled then."""
    names = [f"{one.flow_name}/{one.name}" for one in made]
    async with get_client() as client:
        # Nobody but this process runs these deployments, so at its start none of their runs is alive.
        crashed = await crash_dead_runs(client, names)
        missed = await cancel_missed_runs(client, names)
        runner = Runner(name=f"newsmill-{plan.name}", query_seconds=_POLL_SECONDS, pause_on_shutdown=False)
        ids = [await runner.aadd_deployment(one) for one in made]
        if plan.every_seconds is not None or crashed or missed:
            await _run_now(client, ids[0], "catch-up" if crashed or missed else "start")
    await _run_until_terminated(runner)


async def _run_now(client: PrefectClient, deployment_id: UUID, trigger: str) -> None:
    await client.create_flow_run_from_deployment(
        deployment_id, parameters={"trigger": trigger}, state=Scheduled()
    )


async def _run_until_terminated(runner: Runner) -> None:
    serving = asyncio.create_task(runner.start())
    # The runner sets a handler of its own first, which blocks the loop that it waits for.
    await asyncio.sleep(0)
    is_over, is_stale = asyncio.Event(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, is_over.set)
    loop.add_signal_handler(RENEW_SIGNAL, is_stale.set)
    watching = [asyncio.create_task(is_over.wait()), asyncio.create_task(_idle_after(is_stale))]
    await asyncio.wait({serving, *watching}, return_when=asyncio.FIRST_COMPLETED)
    for task in watching:
        task.cancel()
    if runner.started:
        await runner.astop()
    await serving


async def _idle_after(is_stale: asyncio.Event) -> None:
    """Wait for the event, then until no run is under way, which is to say until this process has no child."""
    await is_stale.wait()
    with suppress(ChildProcessError):
        while True:
            os.waitid(os.P_ALL, 0, os.WEXITED | os.WNOHANG | os.WNOWAIT)  # noqa: ASYNC222 - WNOHANG
            await asyncio.sleep(_POLL_SECONDS)


def main() -> None:
    """Serve the plan on standard input."""
    die_with_parent()
    # Flow runs are children of this process, and must not outlive it.
    os.environ[PARENT_VARIABLE] = str(os.getpid())
    plan = Plan.model_validate_json(sys.stdin.read())
    try:
        made = deployments(plan)
    except ValueError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(EXIT_UNUSABLE)
    asyncio.run(serve(plan, made))


if __name__ == "__main__":
    main()
