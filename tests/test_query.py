import datetime as dt
import random
import re
import shutil

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

from newsmill import query
from newsmill.exceptions import LakeError
from newsmill.lake.changes import Changes
from newsmill.lake.compact import compact
from newsmill.lake.parts import PartWriter
from newsmill.lake.replace import rows_out
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS

ARTICLES = {
    "obama": (dt.date(2013, 6, 19), "en", "example.org"),
    "putin": (dt.date(2013, 12, 31), "en", "example.com"),
    "merkel": (dt.date(2014, 1, 1), "de", "example.com"),
    "undated": (None, "en", None),
}


def _write(lake: Lake, run_id: str, articles: dict) -> None:
    ids = pa.array(list(articles), pa.string())
    table = pa.table(
        {
            "article_id": ids,
            "date": pa.array([a[0] for a in articles.values()], pa.date32()),
            "language": [a[1] for a in articles.values()],
            "site": pa.array([a[2] for a in articles.values()], pa.string()),
            "title": ids,
            "keywords": pa.array([["a", "b"]] * len(articles)),
        }
    )
    mentions = pa.table({"article_id": ids, "name": pa.array([f"{run_id} {i}" for i in articles])})
    folder = lake.parts_folder(run_id)
    with lake.lock(5, run_id):
        changes = rows_out(lake.current(), ids, folder, run_id).changes
        for name, rows in (
            ("articles", table),
            ("mentions", mentions),
            ("runs", pa.table({"run_id": [run_id]})),
        ):
            with PartWriter(DATASETS[name], folder, run_id, constants={"run_id": run_id}) as parts:
                parts.write(rows, table if name == "mentions" else None)
            changes = changes.adding(parts.parts)
        lake.commit(changes, run_id=run_id)


@pytest.fixture(scope="module")
def empty(tmp_path_factory):
    return Lake.open(tmp_path_factory.mktemp("empty") / "lake").root


@pytest.fixture(scope="module")
def replaced(tmp_path_factory):
    """A lake whose articles were written, then one of them again, with a date in another year."""
    lake = Lake.open(tmp_path_factory.mktemp("full") / "lake")
    _write(lake, "r1", ARTICLES | {"merkel": (dt.date(2013, 1, 1), "de", "example.com")})
    _write(lake, "r2", {"merkel": ARTICLES["merkel"]})
    return lake.root


COLUMNS = ["article_id", "date", "year"]
IDS_2013 = ["obama", "putin"]


def _pandas(root, columns, year):
    frame = pd.read_parquet(root / "articles", columns=columns, filters=[("year", "=", year)])
    return frame.to_dict("records")


def _duckdb(root, columns, year):
    files = f"read_parquet('{root}/articles/**/*.parquet', hive_partitioning=true)"
    relation = duckdb.sql(f"select {','.join(columns)} from {files} where year = {year}")
    return [dict(zip(columns, row, strict=True)) for row in relation.fetchall()]


def _polars(root, columns, year):
    scan = pl.scan_parquet(root / "articles", hive_partitioning=True).filter(pl.col("year") == year)
    return scan.select(columns).collect().to_dicts()


@pytest.mark.parametrize("read", [_pandas, _duckdb, _polars])
class TestPlainReaders:
    def test_a_year_is_read_by_its_partition(self, replaced, read):
        rows = read(replaced, COLUMNS, 2013)
        assert sorted(row["article_id"] for row in rows) == IDS_2013
        assert {row["date"] for row in rows} == {ARTICLES[i][0] for i in IDS_2013}
        assert {int(row["year"]) for row in rows} == {2013}

    def test_a_replaced_article_is_there_once(self, replaced, read):
        assert [row["article_id"] for row in read(replaced, COLUMNS, 2014)] == ["merkel"]

    def test_undated_articles_are_in_year_0(self, replaced, read):
        assert [row["article_id"] for row in read(replaced, COLUMNS, 0)] == ["undated"]

    def test_zero_rows_are_zero_rows(self, empty, replaced, read):
        assert read(empty, COLUMNS, 2013) == []
        assert read(empty, DATASETS["articles"].schema.names, 0) == []
        assert read(replaced, COLUMNS, 1999) == []


def test_pandas_reads_every_dataset_whole_and_by_any_column(replaced, empty):
    for root in (replaced, empty):
        for name, dataset in DATASETS.items():
            frame = pd.read_parquet(root / name)
            assert [c for c in frame.columns if c != "year"] == dataset.schema.names
    english = pd.read_parquet(replaced / "articles", filters=[("language", "==", "en")], columns=["title"])
    assert sorted(english["title"]) == ["obama", "putin", "undated"]
    assert list(pd.read_parquet(replaced / "articles")["keywords"].iloc[0]) == ["a", "b"]


def test_duckdb_and_polars_read_every_dataset_whole(replaced, empty):
    for root in (replaced, empty):
        for name, dataset in DATASETS.items():
            columns = dataset.schema.names + ["year"] * dataset.is_partitioned
            relation = duckdb.sql(f"from read_parquet('{root}/{name}/**/*.parquet', hive_partitioning=true)")
            assert relation.columns == columns
            assert pl.read_parquet(root / name, hive_partitioning=True).columns == columns


def test_articles_come_with_their_year_and_real_dates(replaced):
    frame = query.articles(replaced)
    assert frame.set_index("article_id")["year"].to_dict() == {
        "obama": 2013, "putin": 2013, "merkel": 2014, "undated": 0,
    }  # fmt: skip
    assert pd.api.types.is_datetime64_any_dtype(frame["date"])
    assert pd.api.types.is_integer_dtype(frame["year"])


@pytest.mark.parametrize(
    ("conditions", "found"),
    [
        ({}, {"obama", "putin", "merkel", "undated"}),
        ({"language": "en"}, {"obama", "putin", "undated"}),
        ({"site": "example.com"}, {"putin", "merkel"}),
        ({"since": "2013-12-31"}, {"putin", "merkel"}),
        ({"until": "2013-12-31"}, {"obama", "putin"}),
        ({"since": dt.date(2013, 6, 20), "until": dt.datetime(2013, 12, 31, 23, tzinfo=dt.UTC)}, {"putin"}),
        ({"since": "2013-01-01", "language": "de"}, {"merkel"}),
        ({"since": "2015-01-01"}, set()),
        ({"since": "2014-01-01", "until": "2013-01-01"}, set()),
    ],
)
def test_conditions_hold_for_articles_and_for_what_belongs_to_them(replaced, conditions, found):
    assert set(query.articles(replaced, **conditions)["article_id"]) == found
    mentions = query.mentions(replaced, **conditions)
    assert len(mentions) == len(found)
    assert set(mentions["article_id"]) == found


def test_only_the_years_asked_for_are_opened(replaced, tmp_path):
    root = tmp_path / "lake"
    shutil.copytree(replaced, root, symlinks=True)
    for path in (root / ".current/").glob("articles/year=2013/*"):
        path.write_bytes(b"not parquet")
    assert len(query.articles(root, since="2014-01-01")) == 1
    with pytest.raises(LakeError, match="newsmill verify"):
        query.articles(root, since="2013-01-01")


def test_columns_are_read_as_asked_and_refused_by_name(replaced):
    assert list(query.articles(replaced, columns=["title", "year"]).columns) == ["title", "year"]
    assert list(query.articles(replaced, columns=["title"], language="de")["title"]) == ["merkel"]
    with pytest.raises(LakeError, match=r"no column headline; it has article_id.*title"):
        query.articles(replaced, columns=["headline"])


def test_a_day_that_is_none_is_refused_in_words(replaced):
    with pytest.raises(LakeError, match=r"since='last week'.*2013-06-19"):
        query.articles(replaced, since="last week")


def test_datasets_without_articles_refuse_their_conditions(replaced):
    with pytest.raises(LakeError, match="do not apply"):
        query.open_snapshot(replaced).read("runs", language="en")


def test_every_function_reads_its_dataset_even_empty(replaced, empty):
    for name in (
        "articles",
        "mentions",
        "quotes",
        "dates",
        "counts",
        "links",
        "topics",
        "edits",
        "duplicates",
        "runs",
        "inputs",
        "rejects",
    ):
        for root in (replaced, empty):
            frame = getattr(query, name)(root)
            assert [c for c in frame.columns if c != "year"] == DATASETS[name].schema.names
            assert len(frame) == len(pd.read_parquet(root / name))
    assert sorted(query.runs(replaced)["run_id"]) == ["r1", "r2"]


def test_a_pinned_snapshot_holds_still(tmp_path):
    lake = Lake.open(tmp_path / "lake")
    _write(lake, "r1", ARTICLES)
    pinned = query.open_snapshot(lake.root)
    _write(lake, "r2", {"obama": (dt.date(2015, 1, 1), "en", None), "new": (None, "en", None)})
    assert set(pinned.mentions()["name"]) == {f"r1 {i}" for i in ARTICLES}
    assert set(pinned.articles(since="2013-06-19", until="2013-06-19")["article_id"]) == {"obama"}
    assert len(query.articles(lake.root)) == 5


def test_the_lake_is_the_environments_else_data_lake(replaced, monkeypatch, tmp_path):
    monkeypatch.setenv("NEWSMILL_LAKE", str(replaced))
    assert len(query.articles()) == 4
    monkeypatch.delenv("NEWSMILL_LAKE")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(LakeError, match=r"no lake at data/lake.*newsmill run"):
        query.articles()
    Lake.open(tmp_path / "data/lake")
    assert len(query.articles()) == 0


def test_the_newest_row_of_an_input_is_found_as_shown_whatever_compaction_merged(tmp_path, monkeypatch):
    lake = Lake.open(tmp_path / "lake")
    others = [f"/in/{random.Random(n).randbytes(30).hex()}" for n in range(2_000)]
    for run_id, uris in (("r1", ["/in/a"]), ("r2", ["/in/a", *others]), ("r3", ["/in/b"])):
        folder, constants = lake.parts_folder(run_id), {"run_id": run_id}
        with PartWriter(DATASETS["inputs"], folder, run_id, constants=constants) as writer:
            writer.write(pa.table({"source_uri": uris}))
        lake.commit(Changes(tuple(writer.parts)), run_id=run_id)
    compact(lake, "r4", small_bytes=30_000)
    monkeypatch.setenv("NEWSMILL_LAKE", str(lake.root))
    example = re.search(r">>> (.*?)  #", query.inputs.__doc__)[1]
    newest = eval(example, {"query": query}).set_index("source_uri").run_id
    assert len(lake.current().files("inputs")) == 2
    assert (len(newest), newest["/in/a"], newest["/in/b"]) == (2_002, "r2", "r3")
