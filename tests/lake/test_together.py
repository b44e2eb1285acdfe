"""The rows of an article stand together, in files and in the pieces that are read of them."""

import datetime as dt
from itertools import groupby

import pyarrow as pa
import pyarrow.parquet as pq
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.lake.changes import Changes
from newsmill.lake.compact import compact
from newsmill.lake.parts import PartWriter
from newsmill.lake.together import whole_articles
from newsmill.schema import ARTICLES, MENTIONS


def rows(sizes, prefix=""):
    """Ids of articles, each as often as `sizes` says."""
    return [f"{prefix}{n}" for n, size in enumerate(sizes) for _ in range(size)]


def mentions(ids):
    return pa.table({"article_id": pa.array(ids, pa.string())})


def dated(ids, days):
    known = dict.fromkeys(ids)
    dates = [dt.date(2013, 1, 1 + days[n % len(days)]) for n in range(len(known))]
    return pa.table({"article_id": pa.array(known, pa.string()), "date": pa.array(dates, pa.date32())})


def are_together(ids):
    stretches = [key for key, _ in groupby(ids)]
    return len(stretches) == len(set(stretches))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(1, 6), max_size=30), st.lists(st.integers(0, 9), max_size=30), st.integers(1, 20))
def test_pieces_hold_whole_articles_and_lose_no_row(sizes, cuts, least):
    ids = rows(sizes)
    table, batches, at = mentions(ids), [], 0
    for cut in [*cuts, len(ids)]:
        batches += table.slice(at, cut).combine_chunks().to_batches()
        at += cut
    pieces = [piece["article_id"].to_pylist() for piece in whole_articles(batches, least)]
    assert [one for piece in pieces for one in piece] == ids
    assert sum(len(set(piece)) for piece in pieces) == len(set(ids))


@settings(deadline=None, max_examples=50)
@given(
    st.lists(st.lists(st.integers(1, 6), max_size=9), max_size=5),
    st.lists(st.integers(0, 3), min_size=1, max_size=7),
    st.integers(1, 400),
    st.integers(1, 20),
)
def test_files_hold_whole_articles_whatever_the_buffers(
    tmp_path_factory, batches, days, buffer_bytes, buffer_rows
):
    folder = tmp_path_factory.mktemp("parts")
    with PartWriter(
        MENTIONS, folder, "r1", file_bytes=1, buffer_bytes=buffer_bytes, buffer_rows=buffer_rows
    ) as parts:
        for number, sizes in enumerate(batches):
            ids = rows(sizes, f"{number}-")
            parts.write(mentions(ids), dated(ids, days))
    files = [pq.ParquetFile(part.file).read(["article_id"])["article_id"].to_pylist() for part in parts.parts]
    assert are_together([one for file in files for one in file])


def test_files_hold_whole_articles_after_a_compaction_that_cannot_hold_all_at_once(lake, monkeypatch):
    monkeypatch.setattr("newsmill.lake.compact.BATCH_ROWS", 7)
    for run in ("r1", "r2", "r3"):
        ids = rows([5] * 20, run)
        table = mentions(ids).append_column("name", pa.array(["x" * 999] * len(ids)))
        folder, dates = lake.parts_folder(run), dated(ids, [3, 1, 2])
        with PartWriter(MENTIONS, folder, run) as names, PartWriter(ARTICLES, folder, run) as articles:
            names.write(table, dates)
            articles.write(dates, None)
        lake.commit(Changes((*names.parts, *articles.parts)), run_id=run)
    snapshot = compact(lake, "c1", group_bytes=20_000).snapshot
    (entry,) = snapshot.files("mentions")
    file = pq.ParquetFile(snapshot.file("mentions", entry))
    assert file.num_row_groups > 1
    assert are_together(file.read(["article_id"])["article_id"].to_pylist())
