"""`newsmill run`: ingest a source."""

from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import EXIT_FAILED, LakeOption, SetOption, errors_explained, flow_parameters
from flows.stopping import stopping_said
from newsmill.thrift import spare_memory

if TYPE_CHECKING:
    from newsmill.settings import Settings


def run(
    source: Annotated[str, typer.Argument(help="Folder (with its subfolders), file, or glob in quotes.")],
    lake: LakeOption = None,
    settings: SetOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what is new or changed; write nothing.")
    ] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Publish even where a data gate says no.")] = False,
    verbose: Annotated[bool, typer.Option("--verbose", help="Show Prefect's own log too.")] = False,
) -> None:
    """Ingest what is new or changed in SOURCE.

    Files whose contents the lake has seen are skipped, changed ones replace what they gave before. Everything
    appears in the lake at once, or not at all. Exit code 0: all well; 1: some batches failed and stay out until
    the next run, or a data gate refused; 2: the source, the settings or the lake cannot be used.
    """
    with errors_explained(), stopping_said("the next run takes up the batches done so far"):
        spare_memory()
        from newsmill.exceptions import RunFailedError
        from newsmill.settings import load_settings
        from newsmill.source import check_source

        checked = load_settings(settings or (), lake=lake)
        if dry_run:
            _dry_run(source, checked)
            return
        check_source(source, follow_links=checked.source.follow_links, lake=checked.lake)
        from flows.connection import connect
        from flows.terminal import RunProgress, console, show_summary

        out = console()
        connection = connect(checked.lake, is_verbose=verbose)
        out.print(f"newsmill: {source} -> {checked.lake} ({connection.words})")
        connection.start()
        from flows.ingest import ingest
        from flows.progress import listening

        connection.wait()
        parameters = flow_parameters(checked, settings)
        try:
            with RunProgress(out) as progress, listening(progress):
                summary = ingest(source, **parameters, accept=accept, trigger="cli")
        except RunFailedError as failure:
            summary = failure.summary
        show_summary(out, summary)
    if summary.failed_batches:
        raise typer.Exit(EXIT_FAILED)


def _dry_run(source: str, settings: "Settings") -> None:
    from flows.rows import show_rows
    from flows.terminal import console
    from newsmill.discovery import find_changes
    from newsmill.lake.layout import CURRENT
    from newsmill.lake.store import Lake

    lake = settings.lake
    # Where a run would make a lake, as in an empty folder, all is new.
    is_to_make = not lake.exists() or (lake.is_dir() and not (lake / CURRENT).is_symlink())
    snapshot = None if is_to_make else Lake.open(lake, create=False).current()
    listed, changes = find_changes(source, settings, snapshot)
    out = console()
    shown = [(change.status, f"{change.found.size:,}", change.entry.uri) for change in changes]
    if shown:
        show_rows(out, ["status", "bytes", "file"], shown)
    out.print(f"{len(changes):,} of {listed:,} files are new or changed; nothing was written.")
