"""`newsmill maintain`: a lake kept in order."""

from typing import Annotated

import typer

from flows.commands.options import LakeOption, SetOption, errors_explained, flow_parameters
from flows.stopping import stopping_said
from newsmill.thrift import spare_memory


def maintain(
    lake: LakeOption = None,
    settings: SetOption = None,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show Prefect's own log too.")] = False,
) -> None:
    """Merge small files, remove what is older than `keep_hours`, and check the laws of the lake.

    No row changes, and readers are not disturbed. Exit code 0: all laws hold; 1: some do not, they are listed.
    """
    with errors_explained(), stopping_said("the lake stays whole, the next maintenance does what is left"):
        spare_memory()
        from newsmill.lake.store import Lake
        from newsmill.settings import load_settings

        checked = load_settings(settings or (), lake=lake)
        Lake.open(checked.lake, create=False)
        from flows.connection import connect
        from flows.terminal import RunProgress, console

        out = console()
        connection = connect(checked.lake, is_verbose=verbose)
        out.print(f"newsmill: maintaining {checked.lake} ({connection.words})")
        connection.start()
        from flows.maintain import maintain as flow
        from flows.progress import listening

        connection.wait()
        parameters = flow_parameters(checked, settings)
        with RunProgress(out) as progress, listening(progress):
            done = flow(**parameters, trigger="cli")
        out.print(
            f"{done.files_before:,} files merged into {done.files_after:,}; {done.snapshots_removed:,} snapshots and "
            f"{done.staged_removed:,} staged folders removed; all laws hold; snapshot {done.snapshot}"
        )
