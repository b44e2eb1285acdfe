"""Looking into a lake: one article with its edits undone, and SQL over all datasets."""

import glob
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from newsmill.exceptions import LakeError
from newsmill.lake.errors import explained
from newsmill.lake.layout import schema_path
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.text.edits import Edit, undo


@dataclass(frozen=True)
class Inspection:
    """An article, its text before cleaning, its edits in order, and the run that wrote it."""

    article: dict[str, Any]
    raw_text: str
    edits: list[dict[str, Any]]
    run: dict[str, Any] | None


def inspect(lake: Path, article_id: str) -> Inspection:
    """Find an article by its id or the id's first characters.

    Raises `LakeError` when none or several have it.
    """
    snapshot = Lake.open(lake, create=False).current()
    with explained("read", lake):
        return _inspection(snapshot, article_id)


def _inspection(snapshot: Snapshot, article_id: str) -> Inspection:
    article = _the_one(snapshot, article_id)
    same = ds.field("article_id") == article["article_id"]
    edits = snapshot.dataset("edits", [article["year"]]).to_table(filter=same).sort_by("sequence").to_pylist()
    names = Edit._fields
    _, raw_text = undo(
        article["title"], article["text"], [Edit(**{name: row[name] for name in names}) for row in edits]
    )
    runs = snapshot.dataset("runs").to_table(filter=ds.field("run_id") == article["run_id"]).to_pylist()
    return Inspection(article, raw_text, edits, runs[0] if runs else None)


def query_sql(lake: Path, query: str) -> pa.Table:
    """Result of a DuckDB query over one snapshot; each dataset is a view, `year` a column of partitioned ones.

    Raises `LakeError`, with DuckDB's own words when the query cannot be run.
    """
    import duckdb  # noqa: PLC0415 - a third of a second that only this needs

    snapshot = Lake.open(lake, create=False).current()
    with duckdb.connect() as connection:
        try:
            for name in snapshot.manifest.datasets:
                with explained("read", snapshot.path / name):
                    view = _select(snapshot.path / name)
                connection.execute(f"create view {name} as {view}")
        except duckdb.Error as error:
            why = str(error).partition("\n")[0]
            raise LakeError(f"cannot read {lake}: {why}; `newsmill verify` names damaged files") from None
        try:
            result = connection.sql(query)
            if result is None:
                raise LakeError("the query says nothing; write one, such as `select count(*) from articles`")
            return result.to_arrow_table()
        except duckdb.Error as error:
            raise LakeError(f"{error}") from None


def _select(folder: Path) -> str:
    """SQL that reads a dataset: its 0-row schema file, the first by name, gives the columns and their order.

    The year is taken from the end of a file's path: DuckDB's own reading of partitions would take folders above the
    lake for partitions too.
    """
    files = sorted(str(path) for path in folder.rglob("*.parquet"))
    listed = ", ".join("'{}'".format(glob.escape(path).replace("'", "''")) for path in files)
    read = f"read_parquet([{listed}], union_by_name = true, hive_partitioning = false, filename = true)"
    is_partitioned = not (folder / schema_path(is_partitioned=False)).exists()
    year = r", regexp_extract(filename, 'year=(\d+)/[^/]*$', 1)::bigint as year" if is_partitioned else ""
    return f"select * exclude (filename){year} from {read}"  # noqa: S608 - escaped paths


def _the_one(snapshot: Snapshot, article_id: str) -> dict[str, Any]:
    articles = snapshot.dataset("articles")
    last = article_id[:-1] + chr(ord(article_id[-1]) + 1) if article_id else ""
    starts = (ds.field("article_id") >= article_id) & (ds.field("article_id") < last)
    found = articles.to_table(columns=["article_id"], filter=starts)["article_id"].to_pylist()
    if len(found) != 1:
        what = f"{len(found)} articles have" if found else "no article has"
        raise LakeError(f"{what} an article_id that begins with {article_id!r}; `newsmill sql` finds ids")
    row: dict[str, Any] = articles.to_table(filter=ds.field("article_id") == found[0]).to_pylist()[0]
    return row
