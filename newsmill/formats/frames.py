"""JSON as data frames write it: a table by its columns (pandas' own way, or as lists), or the names apart from the rows (`split`)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from newsmill.formats.aliases import ALIASES, WRAPPERS, column_names, name_a_text, plain_name, plan
from newsmill.formats.fields import has_own_text

_FEWEST_COLUMNS: Final = 2
_FEWEST_ROWS: Final = 2
_OF_ONE: Final = frozenset({"title", "external_id", "url"})
# Names of what a field of a record holds, where it is an object: they are no numbers of rows.
_INSIDE: Final = frozenset(ALIASES["text"]) | WRAPPERS | {"source"}


def with_id(key: str, record: Mapping[str, Any]) -> Mapping[str, Any]:
    """The record; its key is its id where it has none of its own."""
    return record if "external_id" in dict(plan(tuple(record))[0]) else {"id": key, **record}


def split_rows(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Rows of `{"columns": ["title", "text"], "index": [0], "data": [["Rain", "It rained."]]}`; none of anything else."""
    names, rows = found.get("columns"), found.get("data")
    if (
        not isinstance(names, list)
        or not isinstance(rows, list)
        or not all(isinstance(name, str) for name in names)
    ):
        return []
    if not name_a_text(names) or not all(isinstance(row, list) and len(row) == len(names) for row in rows):
        return []
    names = column_names(names)
    index = found.get("index")
    index = index if isinstance(index, list) and len(index) == len(rows) else range(len(rows))
    return _indexed(list(map(str, index)), [dict(zip(names, row, strict=True)) for row in rows])


def column_rows(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Rows of `{"title": {"0": "Rain"}, "text": {"0": "It rained."}}`; none of anything else.

    Columns of the same rows, none of which is named as what a field holds: an article's fields may be objects too.
    """
    columns = list(found.values())
    if len(columns) < _FEWEST_COLUMNS or not all(isinstance(column, Mapping) for column in columns):
        return []
    index = columns[0].keys()
    if not name_a_text(tuple(found)) or any(column.keys() != index for column in columns):
        return []
    if has_own_text(found) or any(plain_name(key) in _INSIDE for key in index):
        return []
    return _indexed(list(index), [{name: column[key] for name, column in found.items()} for key in index])


def list_rows(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Rows of `{"title": ["Rain", "Sun"], "text": ["It rained.", "It shone."]}`; none of anything else.

    An article may have as many authors as paragraphs, but not as many titles, ids or addresses.
    """
    lengths = {len(column) if isinstance(column, list) else 0 for column in found.values()}
    fields = {field for field, _ in plan(tuple(found))[0]}
    if (
        len(lengths) != 1
        or max(lengths) < _FEWEST_ROWS
        or fields.isdisjoint(_OF_ONE)
        or not name_a_text(tuple(found))
    ):
        return []
    return [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]


def _indexed(index: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Rows with their index as id, unless it only counts them."""
    if list(index) == list(map(str, range(len(rows)))):
        return list(rows)
    return [with_id(key, row) for key, row in zip(index, rows, strict=True)]
