"""What an upgrade of newsmill does to a lake: datasets and columns are only ever added."""

from dataclasses import replace
from datetime import date

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsmill import query
from newsmill.exceptions import LakeError
from newsmill.lake.changes import Changes
from newsmill.lake.compact import compact
from newsmill.lake.parts import PartWriter
from newsmill.lake.store import Lake
from newsmill.schema import ARTICLES, COUNTS, DATASETS, Dataset
from newsmill.verify import verify

MOOD = pa.field("mood", pa.string(), metadata={"description": "How the writer felt."})
NEWER = DATASETS | {"articles": replace(ARTICLES, schema=ARTICLES.schema.append(MOOD))}
LINEAGE = {"run_id": "r1", "pipeline_version": "1"}
DATED = pa.table({"article_id": ["a"], "date": [date(2013, 3, 22)]})
STORIES = Dataset(
    "stories", "a story", pa.schema([("story_id", pa.string())]), ("story_id",), is_partitioned=False
)


@pytest.fixture
def upgraded(lake, write_run):
    """A lake with rows of the older schema, seen by a newsmill with one column and one dataset more."""
    write_run(lake, "r1", {"a": 2013, "b": None})
    return Lake.open(lake.root, datasets=NEWER | {"stories": STORIES})


def test_a_new_dataset_appears_with_the_next_commit(upgraded):
    assert not (upgraded.root / "stories").exists()
    upgraded.commit(Changes(), run_id="r2")
    assert len(pd.read_parquet(upgraded.root / "stories")) == 0
    assert len(pd.read_parquet(upgraded.root / "articles")) == 2


def test_a_new_column_is_null_in_old_rows_for_plain_readers(upgraded):
    upgraded.commit(Changes(), run_id="r2")
    frame = pd.read_parquet(upgraded.root / "articles", columns=["article_id", "mood"])
    assert sorted(frame["article_id"]) == ["a", "b"]
    assert frame["mood"].isna().all()
    # A filter on it works, too.
    assert len(pd.read_parquet(upgraded.root / "articles", filters=[("mood", "=", "glad")])) == 0
    pattern = f"{upgraded.root}/articles/**/*.parquet"
    query = f"select mood from read_parquet('{pattern}', hive_partitioning=true, union_by_name=true)"
    assert duckdb.sql(query).fetchall() == [(None,), (None,)]
    scan = pl.scan_parquet(upgraded.root / "articles", hive_partitioning=True, missing_columns="insert")
    assert scan.select("mood").collect()["mood"].to_list() == [None, None]
    described = pq.read_schema(upgraded.root / "articles/year=0/00-schema.parquet").field("mood")
    assert described.metadata == MOOD.metadata


def test_compaction_brings_old_files_to_the_new_schema(upgraded):
    snapshot = compact(upgraded, "c1").snapshot
    for entry in snapshot.files("articles"):
        assert "mood" in pq.read_schema(snapshot.file("articles", entry)).names
    assert duckdb.sql(f"select mood from '{upgraded.root}/articles/*/*.parquet'").fetchall() == [(None,)] * 2


def test_before_its_first_commit_an_upgraded_newsmill_reads_the_old_lake(upgraded):
    table = upgraded.current().dataset("articles").to_table()
    assert table.num_rows == 2
    assert "mood" not in table.column_names


def test_an_older_newsmill_reads_a_newer_lake_but_does_not_write_it(upgraded, write_run):
    upgraded.commit(Changes(), run_id="r2")
    older = Lake.open(upgraded.root)
    assert older.current().rows("articles") == 2
    with pytest.raises(LakeError, match="upgrade newsmill"):
        write_run(older, "r3", {"c": 2014})
    assert older.current().version == 2
    # Before any work, and without a list of laws that it only seems to break.
    with pytest.raises(LakeError, match=r"upgrade newsmill"), older.lock(1, "an older run"):
        pytest.fail("it may write")
    with pytest.raises(LakeError, match="upgrade newsmill"):
        verify(older.root)


def test_the_schema_file_is_the_same_file_as_long_as_the_schema_is(lake, write_run):
    write_run(lake, "r1", {"a": 2013})
    first, second = (lake.root / f".snapshots/0000000{n}/articles/year=0/00-schema.parquet" for n in (0, 1))
    assert first.samefile(second)


def test_a_changed_description_is_written_anew(lake, write_run):
    write_run(lake, "r1", {"a": 2013})
    title = ARTICLES.schema.get_field_index("title")
    field = ARTICLES.schema.field(title).with_metadata({"description": "In better words."})
    reworded = replace(ARTICLES, schema=ARTICLES.schema.set(title, field))
    Lake.open(lake.root, datasets=DATASETS | {"articles": reworded}).commit(Changes(), run_id="r2")
    assert (
        pq.read_schema(lake.root / "articles/year=0/00-schema.parquet").field("title").metadata
        == field.metadata
    )


def test_counts_of_a_lake_from_before_their_places_have_none(tmp_path):
    older = COUNTS.schema
    for name in ("place", "place_id"):
        older = older.remove(older.get_field_index(name))
    old = DATASETS | {"counts": replace(COUNTS, schema=older)}
    before = Lake.open(tmp_path / "old", datasets=old)
    with (
        before.lock(30, "r1"),
        PartWriter(old["counts"], before.parts_folder("r1"), "r1", constants=LINEAGE) as parts,
    ):
        parts.write(
            pa.table({"article_id": ["a"], "surface": ["12 people"], "start": pa.array([0], pa.int32())}),
            DATED,
        )
    before.commit(Changes().adding(parts.parts), run_id="r1")
    Lake.open(before.root).commit(Changes(), run_id="r2")
    for frame in (pd.read_parquet(before.root / "counts"), query.counts(before.root)):
        assert frame["surface"].tolist() == ["12 people"]
        assert frame[["place", "place_id"]].isna().all(axis=None)
