"""The `newsmill` command."""

from typing import Annotated

import typer

from flows.commands.maintain import maintain
from flows.commands.report import report
from flows.commands.reprocess import reprocess
from flows.commands.run import run
from flows.commands.schedule import schedule
from flows.commands.show import show
from flows.commands.sql import sql
from flows.commands.status import status
from flows.commands.verify import verify
from newsmill import __version__

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Raw article files in; clean, enriched, deduplicated partitioned Parquet out.\n\n"
    "Start with `newsmill run FOLDER`, then read `data/lake/articles` with pandas.",
)


def _show_version(is_asked: bool) -> None:
    if is_asked:
        typer.echo(f"newsmill {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Say which version this is.", callback=_show_version, is_eager=True),
    ] = False,
) -> None:
    """What stands before a command's name."""


for command in (run, schedule, status, show, sql, report, verify, reprocess, maintain):
    app.command()(command)


def main() -> None:
    """Run the command; what the console script calls."""
    app()


if __name__ == "__main__":
    main()
