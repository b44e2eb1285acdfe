"""DuckDB over one pinned snapshot: what the report counts, never whole texts of a whole lake."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Final

from newsmill.exceptions import LakeError
from newsmill.lake.snapshot import Snapshot

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

MEMORY_LIMIT: Final = "1GB"
# Datasets that a report on one run narrows to that run's rows; the others are about runs themselves.
NARROWED: Final = ("articles", "mentions", "quotes", "edits", "duplicates", "rejects", "inputs")
# `every_article` is there whatever the scope: the other half of a pair may be of an earlier run.
PLAIN: Final = ("runs",)

Row = dict[str, Any]


@dataclass(frozen=True)
class Tables:
    """A DuckDB connection whose views are the datasets of a snapshot, narrowed to a run where asked."""

    connection: "DuckDBPyConnection"

    def rows(self, query: str, *values: object) -> list[Row]:
        """Rows of a query as dictionaries."""
        found = self.connection.execute(query, list(values))
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@contextmanager
def open_tables(snapshot: Snapshot, run_id: str | None) -> Iterator[Tables]:
    """Views of a snapshot's datasets; with `run_id`, of the rows which that run wrote and which still stand.

    Memory is bounded by `MEMORY_LIMIT`; what does not fit goes to a temporary folder. Raises `LakeError` with
    what DuckDB says where a file cannot be read.
    """
    import duckdb  # noqa: PLC0415 - a third of a second that only this needs

    with TemporaryDirectory() as spill, duckdb.connect() as connection:
        connection.execute(f"set memory_limit = '{MEMORY_LIMIT}'; set temp_directory = '{_quoted(spill)}'")
        connection.execute("set preserve_insertion_order = false; set timezone = 'UTC'")
        try:
            for name in (*NARROWED, *PLAIN):
                _make_view(connection, snapshot, name, name, run_id if name in NARROWED else None)
            _make_view(connection, snapshot, "articles", "every_article", None)
            yield Tables(connection)
        except duckdb.Error as error:
            why = str(error).partition("\n")[0]
            raise LakeError(f"{snapshot.path} cannot be read: {why}; try `newsmill verify`") from None


def _make_view(
    connection: "DuckDBPyConnection", snapshot: Snapshot, dataset: str, view: str, run_id: str | None
) -> None:
    pattern = _quoted(str(snapshot.path / dataset / "**" / "*.parquet"))
    options = "hive_partitioning = true, union_by_name = true"
    condition = "" if run_id is None else f" where run_id = '{_quoted(run_id)}'"
    select = f"select * from read_parquet('{pattern}', {options}){condition}"  # noqa: S608 - our own names, quotes doubled
    connection.execute(f"create view {view} as {select}")


def _quoted(text: str) -> str:
    return text.replace("'", "''")
