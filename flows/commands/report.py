"""`newsmill report`: one HTML page about a lake and a run."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import LakeOption, errors_explained


def report(
    run_id: Annotated[
        str | None,
        typer.Argument(help="A run's id, or its first characters: the page is then about what it wrote."),
    ] = None,
    lake: LakeOption = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="File to write. Default: `report.html` beside the lake.")
    ] = None,
) -> None:
    """Write one HTML page: the newest run, articles over time, sources, rejects, edits, names, duplicates.

    The page is one file that loads nothing, for any browser, light or dark. With RUN_ID it is narrowed to the
    rows which that run wrote and which still stand.
    """
    with errors_explained():
        from flows.terminal import console
        from newsmill.lake.layout import report_file
        from newsmill.report import write_page
        from newsmill.settings import load_settings

        checked = load_settings(lake=lake)
        file = out if out is not None else report_file(checked.lake)
        written = write_page(checked.lake, run_id, file)
        console().print(f"{written}: {written.stat().st_size / 1e6:.2f} MB; open it in a browser")
