"""Rows of values for people and programs: as a table where it fits, else record by record; as CSV. Nothing is left out."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, TextIO

import pyarrow as pa
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

_GAP: Final = 2
# Words longer than this may be wrapped, into no less than this; what has no spaces (names, paths) never is.
_PROSE: Final = 32
_ROWS: Final = 1_000


def rows_of(table: pa.Table) -> Iterator[tuple[Any, ...]]:
    """Rows of an Arrow table as Python values, in the order of its columns, whose names may be equal."""
    for batch in table.to_batches(max_chunksize=_ROWS):
        yield from zip(*map(_values, batch.columns), strict=True)


def write_csv(out: TextIO, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Comma-separated values: whole numbers stay whole, lists and structures are JSON, nulls are empty."""
    lines = csv.writer(out, lineterminator="\n")
    lines.writerow(columns)
    lines.writerows([_csv_value(value) for value in row] for row in rows)


def show_rows(out: Console, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table of values, prose wrapped; records one below the other where the console is too narrow for it."""
    shown = [[_shown(value) for value in row] for row in rows]
    widths = [
        max([cell_len(column), *(cell_len(row[at]) for row in shown)]) for at, column in enumerate(columns)
    ]
    is_prose = [width > _PROSE and any(" " in row[at] for row in shown) for at, width in enumerate(widths)]
    least = sum(_PROSE if prose else width for prose, width in zip(is_prose, widths, strict=True))
    is_broken = any("\n" in value for row in shown for value in row)
    if is_broken or least + _GAP * (len(columns) - 1) > out.width:
        _show_records(out, columns, shown)
    else:
        _show_table(out, columns, shown, is_prose)


def _show_table(
    out: Console, columns: Sequence[str], rows: Sequence[Sequence[str]], is_prose: Sequence[bool]
) -> None:
    table = Table(header_style="bold", box=None, pad_edge=False, padding=(0, _GAP, 0, 0))
    for column, prose in zip(columns, is_prose, strict=True):
        table.add_column(
            Text(column), overflow="fold", no_wrap=not prose, min_width=_PROSE if prose else None
        )
    for row in rows:
        table.add_row(*map(Text, row))
    out.print(table, soft_wrap=False)


def _show_records(out: Console, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    width = max(map(cell_len, columns))
    if not rows:
        out.print(Text(f"no rows of {', '.join(columns)}"), soft_wrap=True)
    for number, row in enumerate(rows, start=1):
        out.print(Text(f"-[ record {number} ]-", style="bold"), soft_wrap=True)
        for column, value in zip(columns, row, strict=True):
            name = column + " " * (width - cell_len(column))
            further = f"\n{' ' * width} | "
            out.print(Text.assemble((name, "dim"), " | ", value.replace("\n", further)), soft_wrap=True)


def _values(column: pa.Array) -> list[Any]:
    if pa.types.is_float32(column.type):
        # As they are written, and not with the digits that twice the precision makes up.
        column = column.cast(pa.string()).cast(pa.float64())
    values: list[Any] = column.to_pylist()
    return values


def _shown(value: Any) -> str:
    return "" if value is None else str(value)


def _csv_value(value: Any) -> Any:
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return value
