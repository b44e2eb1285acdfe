"""`newsmill reprocess`: rows made again."""

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import EXIT_FAILED, LakeOption, SetOption, errors_explained, flow_parameters
from flows.stopping import stopping_said
from newsmill.thrift import spare_memory

if TYPE_CHECKING:
    from pathlib import Path

    from newsmill.reprocessing import Selection


def reprocess(  # noqa: PLR0913, PLR0917 - the options of a command
    where: Annotated[
        str | None,
        typer.Option(metavar="SQL", help="DuckDB condition over `articles`: `\"language = 'en'\"`."),
    ] = None,
    rejects: Annotated[bool, typer.Option("--rejects", help="Files that have rejects.")] = False,
    reason: Annotated[
        str | None, typer.Option(help="Only rejects of this reason, as `bad_json`; with --rejects.")
    ] = None,
    older_than_version: Annotated[
        str | None,
        typer.Option(
            metavar="V", help="Rows made by older steps than V, as `1.2.1.1`; `current`: the installed ones."
        ),
    ] = None,
    lake: LakeOption = None,
    settings: SetOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say which files would be made again; write nothing.")
    ] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Publish even where a data gate says no.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show Prefect's own log too.")] = False,
) -> None:
    """Make chosen rows of the lake again, with the steps as they are now.

    Choose by one of --where, --rejects and --older-than-version. The files that hold chosen rows are read again
    whole, where they were if their contents are still the same, else from the bytes that the lake keeps; their
    new rows take the old ones' place all at once. Files whose bytes are gone stay as they are. Exit code 0: all
    well; 1: some batches failed and stay as they were, or a data gate refused; 2: it cannot be done at all.
    """
    with errors_explained(), stopping_said("the same command takes up the batches done so far"):
        spare_memory()
        from newsmill.exceptions import RunFailedError
        from newsmill.reprocessing import Selection
        from newsmill.settings import load_settings

        checked = load_settings(settings or (), lake=lake)
        selection = Selection(
            where=where, rejects=rejects, reason=reason, older_than_version=older_than_version
        )
        chosen = _chosen(checked.lake, selection)
        from flows.connection import connect
        from flows.terminal import RunProgress, console, show_summary

        out = console()
        if dry_run or not chosen:
            out.print(
                "\n".join([*chosen, f"{len(chosen):,} files hold {selection.words}; nothing was written."])
            )
            return
        connection = connect(checked.lake, is_verbose=verbose)
        out.print(
            f"newsmill: {len(chosen):,} files of {checked.lake} with {selection.words} ({connection.words})"
        )
        connection.start()
        from flows.progress import listening
        from flows.reprocess import reprocess as flow

        connection.wait()
        parameters = flow_parameters(checked, settings)
        try:
            with RunProgress(out) as progress, listening(progress):
                summary = flow(**selection.model_dump(), **parameters, accept=accept, trigger="cli")
        except RunFailedError as failure:
            summary = failure.summary
        show_summary(out, summary)
    if summary.failed_batches:
        raise typer.Exit(EXIT_FAILED)


def _chosen(lake: "Path", selection: "Selection") -> list[str]:
    from newsmill.lake.store import Lake
    from newsmill.reprocessing import chosen_inputs

    return chosen_inputs(Lake.open(lake, create=False), selection)
