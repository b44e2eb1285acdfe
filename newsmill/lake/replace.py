"""Taking articles out of the lake, with all that hangs on them, and amending others: a new file for each that held such rows."""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsmill.lake.changes import Changes, Part
from newsmill.lake.errors import explained
from newsmill.lake.layout import checked_name
from newsmill.lake.parts import ROW_GROUP_ROWS, conform, writer
from newsmill.lake.snapshot import Snapshot
from newsmill.schema import DATASETS, Dataset

BATCH_ROWS = 65_536


@dataclass(frozen=True)
class RowsOut:
    """Changes that take rows out, and how many rows that is, by dataset."""

    changes: Changes
    rows: dict[str, int]


def rows_out(
    snapshot: Snapshot,
    article_ids: pa.Array,
    folder: Path,
    run_id: str,
    *,
    amended: pa.Table | None = None,
    datasets: dict[str, Dataset] | None = None,
) -> RowsOut:
    """Take out all rows of these articles, from every dataset keyed by article.

    Only the column article_id is read, and only in the years these articles are in; files without such rows
    stay untouched, files with nothing else go, the rest are written again to `folder` as
    `<run_id>-kept-0001.parquet` and on. Articles that are not in the lake are no error. Memory: the ids, and
    one batch of rows at a time.

    `amended` (article_id, and columns of `articles`) are articles that stay with these values in the place of theirs; their
    rows of `duplicates` go.
    """
    wanted = pa.array(article_ids, pa.string()).unique()
    amended = pa.table({"article_id": pa.array([], pa.string())}) if amended is None else amended
    either = pa.concat_arrays([wanted, amended["article_id"].combine_chunks()])
    known = {name: dataset for name, dataset in (datasets or DATASETS).items() if dataset.is_partitioned}
    years, hits = _years_of(snapshot, wanted, either)
    adds: list[Part] = []
    removes: dict[str, frozenset[str]] = {}
    rows: dict[str, int] = {}
    for name, dataset in known.items():
        gone = set()
        rows[name] = 0
        out = either if name == "duplicates" else wanted
        for number, entry in enumerate(snapshot.files(name, years), start=1):
            file = snapshot.file(name, entry)
            found, touched = hits[entry.path] if name == "articles" else _counts(file, out, out)
            if not touched:
                continue
            rows[name] += found
            gone.add(entry.path)
            if found < entry.rows:
                path = f"{Path(entry.path).parent}/{checked_name(run_id, 'run id')}-kept-{number:04d}.parquet"
                snapshot.sound_file(name, entry)
                new = amended.slice(0, None if name == "articles" else 0)
                adds.append(_without(file, dataset, out, new, path, folder / name / path))
        if gone:
            removes[name] = frozenset(gone)
    return RowsOut(Changes(tuple(adds), removes, snapshot.version), rows)


def _years_of(
    snapshot: Snapshot, wanted: pa.Array, either: pa.Array
) -> tuple[set[int], dict[str, tuple[int, int]]]:
    """Year partitions that either articles are in, and how many of both each file of `articles` holds."""
    hits = {}
    years = set()
    for entry in snapshot.files("articles") if len(either) else []:
        hits[entry.path] = _counts(snapshot.file("articles", entry), wanted, either)
        if hits[entry.path][1] and entry.year is not None:
            years.add(entry.year)
    return years, hits


def _counts(file: Path, wanted: pa.Array, either: pa.Array) -> tuple[int, int]:
    """Rows of the wanted articles, which are some of either, and rows of either."""
    found = touched = 0
    with explained("read", file), pq.ParquetFile(file) as parquet:
        for batch in parquet.iter_batches(BATCH_ROWS, columns=["article_id"]):
            ids = batch.column(0).filter(pc.is_in(batch.column(0), value_set=either))
            touched += len(ids)
            found += pc.sum(pc.is_in(ids, value_set=wanted)).as_py() or 0
    return found, touched


def _without(
    file: Path, dataset: Dataset, wanted: pa.Array, amended: pa.Table, path: str, target: Path
) -> Part:
    """Write a file again without the rows of these articles, others amended, in their order, in the newest schema."""
    rows = 0
    group_rows = ROW_GROUP_ROWS.get(dataset.name, BATCH_ROWS)
    with explained("write", target):
        target.parent.mkdir(parents=True, exist_ok=True)
        with pq.ParquetFile(file) as parquet, writer(target, dataset) as parts:
            for batch in parquet.iter_batches(group_rows):
                keep = pc.invert(pc.is_in(batch.column("article_id"), value_set=wanted))
                table = conform(pa.Table.from_batches([batch.filter(keep)]), dataset.schema)
                table = _amend(table, amended)
                if table.num_rows:
                    parts.write_table(table)
                    rows += table.num_rows
    return Part(dataset.name, path, target, rows, len(dataset.schema))


def _amend(table: pa.Table, amended: pa.Table) -> pa.Table:
    """Give the articles that are in both tables the other one's values, nulls as well."""
    if not amended.num_rows:
        return table
    at = pc.index_in(table["article_id"], value_set=amended["article_id"].combine_chunks())
    for name in amended.column_names[1:]:
        column = pc.if_else(pc.is_valid(at), amended[name].take(at), table[name])
        place = table.schema.get_field_index(name)
        table = table.set_column(place, table.schema.field(name), column)
    return table
