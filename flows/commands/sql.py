"""`newsmill sql`: DuckDB over the lake."""

import sys
from typing import Annotated

import typer

from flows.commands.options import LakeOption, errors_explained


def sql(
    query: Annotated[
        str, typer.Argument(help="A DuckDB query, e.g. 'select language, count(*) from articles group by 1'.")
    ],
    lake: LakeOption = None,
    csv: Annotated[
        bool, typer.Option("--csv", help="Print comma-separated values; lists as JSON, nulls empty.")
    ] = False,
) -> None:
    """Query the lake with DuckDB; each dataset is a view: articles, mentions, quotes, runs ..."""
    with errors_explained():
        from flows.rows import rows_of, show_rows, write_csv
        from flows.terminal import console
        from newsmill.inspection import query_sql
        from newsmill.settings import load_settings

        result = query_sql(load_settings(lake=lake).lake, query)
        if csv:
            write_csv(sys.stdout, result.column_names, rows_of(result))
        else:
            show_rows(console(), result.column_names, rows_of(result))
