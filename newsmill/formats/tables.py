"""Tables of articles: CSV and TSV files whose header names a text, one article a row."""

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from newsmill.formats.aliases import column_names, name_a_text
from newsmill.formats.decode import NotTextError, decode
from newsmill.formats.found import Found, Limits, reject
from newsmill.formats.json_records import read_record

SUFFIXES: Final = (".csv", ".tsv")
_DELIMITERS: Final = ",;\t|"
# The line with which Excel is told the delimiter.
_SEPARATOR_LINE: Final = "sep="
_MOST_COLUMNS: Final = 200
# A quotation mark in a cell as Spark and MySQL write it; and one that nothing else explains.
_ESCAPED: Final = re.compile(r'(?<!\\)((?:\\\\)*)\\"')
_ONLY_ESCAPED: Final = re.compile(r'(?<!\\)(?:\\\\)*\\"[^"\s,;|]')
_NOTHING: Final = frozenset({"", "nan", "NaN", "NULL"})
# Rows of a file that may be open, before the rest of it is one reject.
_MOST_OPEN: Final = 100

# Python's own limit of 128 kB a field is less than articles have.
csv.field_size_limit(sys.maxsize)


class _Row(NamedTuple):
    """Cells of a row, and the lines that it was read from."""

    cells: list[str]
    begin: int
    end: int


def is_table_of_articles(head: str) -> bool:
    r"""Whether a table's first line names a column for texts; `head` is the beginning of a file.

    >>> is_table_of_articles("id,title,content\n1,Rain,It rained."), is_table_of_articles("date,price\n2024,3")
    (True, False)
    """
    return name_a_text(_header(list(io.StringIO(head, newline="")))[0])


def why_no_articles(names: Sequence[str]) -> str | None:
    """Why a table with columns of these names is none of articles; None where it is one."""
    if not name_a_text(names):
        return "a table whose header names no text"
    if len(names) > _MOST_COLUMNS:
        return f"a table of {len(names)} columns; articles have up to {_MOST_COLUMNS}"
    return None


def read_table(data: bytes, limits: Limits) -> Found:
    """Read the records of a table; a row that is broken is a reject, and costs no other row."""
    try:
        text, encoding = decode(data)
    except NotTextError as failure:
        yield reject(data, "not_text", failure)
        return
    lines = list(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    columns, delimiter, first = _header(lines)
    if error := why_no_articles(columns):
        yield reject(data, "unsupported_format", error)
        return
    record = 0
    for row in _rows(_with_doubled_marks(lines), first, len(columns), delimiter):
        content = "".join(lines[row.begin : row.end])
        if not row.cells:
            yield reject(content.encode(), "bad_record", "a quotation mark that is not closed", record)
        elif any(cell.strip() for cell in row.cells[len(columns) :]):
            error = f"{len(row.cells)} cells where the header has {len(columns)}"
            yield reject(content.encode(), "bad_record", error, record)
        else:
            found = {
                name: cell
                for name, cell in zip(columns, row.cells, strict=False)
                if name and cell.strip() not in _NOTHING
            }
            yield read_record(found, content.encode(), record, "csv", encoding, limits)
        record += 1
    if not record:
        yield reject(data, "empty", "a table without rows")


def _header(lines: Sequence[str]) -> tuple[list[str], str, int]:
    """Names of the columns, the delimiter, and the line behind them."""
    first = int(bool(lines) and lines[0].lower().startswith(_SEPARATOR_LINE))
    best: list[str] = []
    delimiter = ""
    for candidate in _DELIMITERS:
        names = next(csv.reader(lines[first : first + 1], delimiter=candidate), [])
        if len(names) > len(best):
            best, delimiter = names, candidate
    return column_names([name.strip().removeprefix("\ufeff") for name in best]), delimiter, first + 1


def _with_doubled_marks(lines: Sequence[str]) -> Sequence[str]:
    """The lines with their quotation marks within cells doubled, where the table has them behind backslashes."""
    if not any('\\"' in line and _ONLY_ESCAPED.search(line) for line in lines):
        return lines
    return [_ESCAPED.sub(r'\1""', line) for line in lines]


def _rows(lines: Sequence[str], first: int, columns: int, delimiter: str) -> Iterator[_Row]:
    """Rows of the lines from the first on, without empty ones; those that break have no cells."""
    at, open_rows = first, 0
    while at < len(lines):
        cells, end = _read(lines, at, delimiter)
        broken = _broken_to(lines, at, end, columns, delimiter)
        if broken is not None:
            # An open row takes in all that follows, and many of them would each cost as much.
            open_rows += end == len(lines)
            end = broken if open_rows <= _MOST_OPEN else len(lines)
            cells = []
        if broken is not None or any(cell.strip() for cell in cells):
            yield _Row(cells, at, end)
        at = end


def _read(lines: Sequence[str], at: int, delimiter: str) -> tuple[list[str], int]:
    """Cells of the row that begins at a line, and the line behind it."""
    reader = csv.reader(map(lines.__getitem__, range(at, len(lines))), delimiter=delimiter)
    return next(reader), at + reader.line_num


def _broken_to(lines: Sequence[str], begin: int, end: int, columns: int, delimiter: str) -> int | None:
    """Line behind a row whose quotation mark was not closed, so that it took in others; None for a row that is whole."""
    if end - begin == 1 and end < len(lines):
        return None
    try:
        list(csv.reader(lines[begin:end], delimiter=delimiter, strict=True))
    except csv.Error as failure:
        following = _next_row(lines, begin + 1, end, columns, delimiter)
        if following is None and "unexpected end" in str(failure):
            return begin + 1
        return following
    return None


def _next_row(lines: Sequence[str], begin: int, end: int, columns: int, delimiter: str) -> int | None:
    """First line that is a whole row by itself."""
    for at in range(begin, end):
        try:
            cells = next(csv.reader([lines[at]], delimiter=delimiter, strict=True), [])
        except csv.Error:
            continue
        if len(cells) == columns:
            return at
    return None
