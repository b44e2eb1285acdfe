"""The `newsmill` command."""

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

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    help="Raw article files in; clean, enriched, deduplicated partitioned Parquet out.\n\n"
    "Start with `newsmill run FOLDER`, then read `data/lake/articles` with pandas.",
)
for command in (run, schedule, status, show, sql, report, verify, reprocess, maintain):
    app.command()(command)


def main() -> None:
    """Run the command; what the console script calls."""
    app()


if __name__ == "__main__":
    main()
