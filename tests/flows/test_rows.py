import csv
import datetime as dt
import io
import json

import pyarrow as pa
import pytest
from rich.console import Console

from flows.rows import rows_of, show_rows, write_csv
from flows.terminal import console

COLUMNS = ["started", "law", "path", "detail", "error"]
ROWS = [
    [
        dt.datetime(2026, 11, 27, 7, 56, 31, 240030, dt.UTC), "reversible", "year=2013/20261127T075631Z-3a99e4d-0001.parquet",
        "edits undone give another text than the one that came in, " * 3, None,
    ],
    [None, "keys", "日本" * 30, "short", "one line\nand another [bold]of brackets[/bold]"],
]  # fmt: skip


def shown(width, columns=COLUMNS, rows=ROWS):
    out = io.StringIO()
    show_rows(
        Console(file=out, width=width, force_terminal=True, color_system=None, soft_wrap=True), columns, rows
    )
    return out.getvalue()


def packed(text):
    return "".join(text.split())


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200, 400])
@pytest.mark.parametrize("columns", [1, 2, 3, 4, 5])
def test_no_column_and_no_part_of_a_value_is_left_out_at_any_width(width, columns):
    text = shown(width, COLUMNS[:columns], [row[:columns] for row in ROWS])
    lines = packed(text.replace("|", ""))
    for name in COLUMNS[:columns]:
        assert name in text
    for row in ROWS:
        for value in row[: min(columns, 3)]:
            # Times, names and paths stay in one piece.
            assert str(value or "") in text
        for value in row[3:columns]:
            words = str(value or "").split()
            assert packed(str(value or "")) in lines or all(word in text for word in words)


def test_what_fits_is_a_table_and_what_does_not_are_records():
    rows = [["en", 13], ["it", 2]]
    assert shown(80, ["language", "n"], rows).splitlines()[1:] == ["en        13", "it        2 "]
    assert shown(8, ["language", "n"], rows).splitlines()[3:] == [
        "-[ record 2 ]-",
        "language | it",
        "n        | 2",
    ]
    assert shown(8, ["language", "n"], []) == "no rows of language, n\n"


def test_what_no_terminal_takes_is_whole(capsys):
    show_rows(console(), COLUMNS[:4], [row[:4] for row in ROWS])
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 1 + len(ROWS)
    assert "…" not in "".join(lines)
    assert str(ROWS[0][3]).strip() in lines[1]


def test_csv_keeps_whole_numbers_lists_and_columns_of_equal_names():
    table = pa.table(
        [
            pa.array([9007199254740993, None]), pa.array([["a, b", 'c"'] * 600, None]), pa.array([b"caf\xe9", None]),
            pa.array([0.1, None], pa.float32()), pa.array([dt.date(2013, 6, 19), None]), pa.array([11, None]),
        ],
        names=["n", "list", "bytes", "tone", "n", "date"],
    )  # fmt: skip
    out = io.StringIO()
    write_csv(out, table.column_names, rows_of(table))
    header, first, second = csv.reader(io.StringIO(out.getvalue()))
    assert header == table.column_names
    assert first[0] == "9007199254740993"
    assert json.loads(first[1]) == ["a, b", 'c"'] * 600
    assert first[2:] == ["caf\\xe9", "0.1", "2013-06-19", "11"]
    assert second == [""] * 6
