"""Re-reading a lake against its laws: files, keys, duplicates, accounting, and every edit undone."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from newsmill.duplicates_law import check_duplicates
from newsmill.exceptions import LakeError
from newsmill.identity import raw_digest
from newsmill.lake.files_law import check_files
from newsmill.lake.problem import Problem
from newsmill.lake.publication import refuse_newer
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.lake.together import whole_articles
from newsmill.schema import Dataset
from newsmill.text.edits import Edit, undo

BATCH_ROWS: Final = 4_096
EXAMPLES: Final = 3
# Runs on record whose rows were never committed: there is nothing to compare their numbers with.
UNPUBLISHED: Final = frozenset({"refused", "interrupted"})

Law = Callable[[Snapshot, dict[str, Dataset]], Iterator[Problem]]


def verify(lake_root: Path) -> list[Problem]:
    """Read the newest snapshot of the lake and list what does not hold; an empty list is a sound lake.

    Laws: the files are those of the manifest byte for byte, readable, of the schema; keys are unique; rows that belong to an
    article have one, in their own year; pairs of duplicates are of articles that are there and say what these have in common,
    flags are of a pair; each run's records are all accounted for; edits undone give the text
    that came in. Memory: the keys of a dataset's partition, of all articles and pairs, and the texts of `BATCH_ROWS` articles. Raises
    `LakeError` where there is no lake, one whose manifest cannot be read, or one that a newer newsmill has written.
    """
    lake = Lake.open(lake_root, create=False)
    snapshot = lake.current()
    refuse_newer(snapshot, lake.datasets)
    sound, problems = check_files(snapshot, lake.datasets)
    for law in (_keys, _articles, _duplicates, _accounting, _reversible):
        try:
            problems += law(sound, lake.datasets)
        except (OSError, LakeError, pa.ArrowException) as error:
            problems.append(Problem("", "", law.__name__.strip("_"), f"could not be checked: {error}"))
    return problems


def _years(snapshot: Snapshot, name: str) -> list[int]:
    return sorted({entry.year for entry in snapshot.files(name) if entry.year is not None})


def _read(snapshot: Snapshot, name: str, columns: list[str], year: int | None = None) -> pa.Table:
    """Read some columns of a dataset, or of one of its partitions; nothing of a dataset it does not have."""
    return snapshot.table(name, columns, None if year is None else [year])


def _keys(snapshot: Snapshot, datasets: dict[str, Dataset]) -> Iterator[Problem]:
    """Check that no two rows have the same key."""
    for name in snapshot.manifest.datasets:
        key = list(datasets[name].key)
        # The rows of an article are in one partition, which is a law of its own; articles may be in any.
        is_local = datasets[name].is_partitioned and key != ["article_id"]
        for year in _years(snapshot, name) if is_local else [None]:
            groups = _read(snapshot, name, key, year).group_by(key).aggregate([([], "count_all")])
            twice = groups.filter(pc.field("count_all") > 1)
            if twice.num_rows:
                shown = ", ".join(
                    str(tuple(row[k] for k in key)) for row in twice.slice(0, EXAMPLES).to_pylist()
                )
                detail = f"{twice.num_rows} keys ({', '.join(key)}) have more than one row: {shown}"
                yield Problem(name, _folder(year), "keys", detail)


def _articles(snapshot: Snapshot, datasets: dict[str, Dataset]) -> Iterator[Problem]:
    """Check that a row that belongs to an article is in the partition of its article."""
    for name in snapshot.manifest.datasets:
        if name == "articles" or not datasets[name].is_partitioned:
            continue
        for year in _years(snapshot, name):
            there = _read(snapshot, "articles", ["article_id"], year)["article_id"].combine_chunks()
            ids = _read(snapshot, name, ["article_id"], year)["article_id"]
            stray = ids.filter(pc.invert(pc.is_in(ids, value_set=there)))
            if len(stray):
                shown = ", ".join(map(str, stray.unique().slice(0, EXAMPLES).to_pylist()))
                detail = f"{len(stray)} rows belong to articles that are not in this partition: {shown}"
                yield Problem(name, _folder(year), "articles", detail)


def _duplicates(snapshot: Snapshot, _datasets: dict[str, Dataset]) -> Iterator[Problem]:
    """Check that pairs of duplicates and flags are true."""
    yield from check_duplicates(snapshot)


def _accounting(snapshot: Snapshot, _datasets: dict[str, Dataset]) -> Iterator[Problem]:
    """Check that a run's records are its articles and rejects, and that inputs and rejects agree with it."""
    columns = ["run_id", "status", "flow", "input_records", "articles_written", "rejects_written"]
    inputs = _sums(_read(snapshot, "inputs", ["run_id", "records", "articles", "rejects"]))
    rejects = _sizes(_read(snapshot, "rejects", ["run_id"]))
    articles = _sizes(_read(snapshot, "articles", ["run_id"]))
    for run in _read(snapshot, "runs", columns).to_pylist():
        name = run["run_id"]
        if run["status"] in UNPUBLISHED:
            continue
        records, written, rejected = (run[column] or 0 for column in columns[3:])
        read = inputs.get(name, {"records": 0, "articles": 0, "rejects": 0})
        claims = [
            (records == written + rejected, f"{records} records in, {written} articles + {rejected} rejects"),
            (rejected == rejects.get(name, 0), f"{rejected} rejects, {rejects.get(name, 0)} rows in rejects"),
            # Later runs may have replaced some of them.
            (written >= articles.get(name, 0), f"{written} articles, {articles.get(name, 0)} in articles"),
            (
                name not in inputs or (records, written, rejected) == tuple(read.values()),
                f"{records} records, {written} articles, {rejected} rejects; inputs say {read}",
            ),
        ]
        yield from (
            Problem("runs", "", "accounting", f"run {name}: {words}") for holds, words in claims if not holds
        )


def _sums(inputs: pa.Table) -> dict[str, dict[str, int]]:
    names = inputs.column_names[1:]
    table = inputs.group_by("run_id").aggregate([(name, "sum") for name in names])
    return {row["run_id"]: {name: row[f"{name}_sum"] or 0 for name in names} for row in table.to_pylist()}


def _sizes(rows: pa.Table) -> dict[str, int]:
    counts = rows["run_id"].value_counts().to_pylist()
    return {count["values"]: count["counts"] for count in counts}


def _reversible(snapshot: Snapshot, _datasets: dict[str, Dataset]) -> Iterator[Problem]:
    """Check that edits undone give the title and text whose digest was taken when the record came in."""
    columns = ["article_id", "title", "text", "raw_digest", "edit_count"]
    for year in _years(snapshot, "articles"):
        wrong: list[str] = []
        articles = snapshot.dataset("articles", [year])
        batches = articles.to_batches(
            columns=columns, batch_size=BATCH_ROWS, batch_readahead=1, fragment_readahead=1
        )
        # A batch ends with its file: of many small ones the edits would be looked through once each.
        for some in whole_articles(batches, BATCH_ROWS):
            edits = _edits(snapshot, year, some["article_id"].combine_chunks())
            for row in some.to_pylist():
                why = _why_not(row, edits[row["article_id"]])
                if why:
                    wrong.append(f"{row['article_id']}: {why}")
        if wrong:
            detail = f"{len(wrong)} articles: " + "; ".join(wrong[:EXAMPLES])
            yield Problem("articles", _folder(year), "reversible", detail)


def _edits(snapshot: Snapshot, year: int, article_ids: pa.Array) -> dict[str, list[Edit]]:
    mine = pc.field("article_id").isin(article_ids)
    table = snapshot.dataset("edits", [year]).to_table(
        columns=["article_id", "sequence", *Edit._fields], filter=mine
    )
    table = table.sort_by("sequence").drop_columns(["sequence"])
    edits: dict[str, list[Edit]] = defaultdict(list)
    for article_id, *values in zip(*(column.to_pylist() for column in table.columns), strict=True):
        edits[article_id].append(Edit(*values))
    return edits


def _why_not(article: dict[str, Any], edits: list[Edit]) -> str | None:
    if article["edit_count"] is not None and len(edits) != article["edit_count"]:
        return f"{len(edits)} edits, edit_count says {article['edit_count']}"
    try:
        title, text = undo(article["title"], article["text"] or "", edits)
    except ValueError as error:
        return str(error)
    # A record without a title, whose title was taken from its text, had None and not an empty one.
    if article["raw_digest"] not in {raw_digest(title, text), raw_digest(None, text)}:
        return "edits undone give another text than the one that came in"
    return None


def _folder(year: int | None) -> str:
    return "" if year is None else f"year={year}"
