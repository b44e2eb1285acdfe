"""`newsmill schedule`: ingest a source again and again, with Prefect's server and UI beside it."""

import os
from functools import partial
from typing import Annotated, Final

import typer

from flows.commands.options import LakeOption, SetOption, errors_explained, flow_parameters
from flows.cron import check_crons
from flows.plan import Plan, check_times, seconds_of

MAINTAIN_CRON: Final = "30 3 * * *"


def schedule(  # noqa: PLR0913, PLR0917 - the options of a command
    source: Annotated[str, typer.Argument(help="Folder (with its subfolders), file, or glob in quotes.")],
    every: Annotated[str | None, typer.Option(help="How often: `30s`, `15m`, `2h`, `1d`.")] = None,
    cron: Annotated[str | None, typer.Option(help='When, as five cron fields: `"0 * * * *"`.')] = None,
    timezone: Annotated[str | None, typer.Option(help="Zone of the cron fields. Default: UTC.")] = None,
    lake: LakeOption = None,
    settings: SetOption = None,
    maintain_cron: Annotated[
        str, typer.Option(help='When to maintain the lake; "" for never.')
    ] = MAINTAIN_CRON,
    port: Annotated[
        int | None, typer.Option(help="Port of the server and its UI. Default: 4200 if free.")
    ] = None,
    name: Annotated[str, typer.Option(help="Name of the deployments in Prefect.")] = "newsmill",
    verbose: Annotated[bool, typer.Option("--verbose", help="Show Prefect's own log too.")] = False,
) -> None:
    """Ingest SOURCE again and again, and maintain the lake, until Ctrl-C or SIGTERM.

    Starts Prefect's server (or uses the one that PREFECT_API_URL names) and serves `ingest`, `maintain` and
    `reprocess`; the address of the UI is printed. Runs never overlap. After sleep or a crash one run makes up
    for all that were missed. Exit code 0: stopped; 2: it cannot start, or cannot go on.
    """
    with errors_explained():
        from newsmill.settings import load_settings
        from newsmill.source import absolute_source, check_source

        check_times(every, {"--cron": cron, "--maintain-cron": maintain_cron}, timezone)
        checked = load_settings(settings or (), lake=lake)
        source = absolute_source(source)
        check_source(source, follow_links=checked.source.follow_links, lake=checked.lake, may_be_empty=True)
        is_chosen = maintain_cron != MAINTAIN_CRON
        check_crons({"--cron": cron, "--maintain-cron": maintain_cron if is_chosen else None})
        plan = Plan(
            name=name,
            source=source,
            lake=checked.lake.absolute(),
            settings=flow_parameters(checked, settings)["settings"],
            every_seconds=seconds_of(every) if every else None,
            cron=cron,
            maintain_cron=maintain_cron or None,
            timezone=timezone,
        )
        _supervise(plan, port, f"every {every}" if every else f"at {cron}", is_verbose=verbose)


def _supervise(plan: Plan, port: int | None, when: str, *, is_verbose: bool) -> None:
    from flows.prefect_setup import made_home, prefect_home, set_up_prefect
    from flows.server import free_port
    from flows.supervision import Supervisor, only_one, stopped_by_signals
    from flows.terminal import console

    say = partial(console().print, soft_wrap=True)
    home = made_home(prefect_home(plan.lake))
    with only_one(home):
        address = os.environ.get("PREFECT_API_URL")
        set_up_prefect(plan.lake, is_verbose=is_verbose)
        supervisor = Supervisor(home, plan.model_dump_json(), say, port=free_port(port), address=address)
        with stopped_by_signals(supervisor):
            say(
                f"newsmill: {plan.source} -> {plan.lake}, {when}; Prefect's server takes some seconds to start"
            )
            ui = supervisor.address.removesuffix("/api")
            supervisor.run(lambda: say(f"Prefect's UI: {ui}  (stop with Ctrl-C)"))
        say("stopped")
