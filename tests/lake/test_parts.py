import datetime as dt
import random
import resource
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.exceptions import LakeError
from newsmill.lake.parts import PartWriter, conform
from newsmill.schema import ARTICLES, DATASETS, MENTIONS, RUNS


def _articles(days: list[dt.date | None], prefix: str = "a") -> pa.Table:
    ids = pa.array([f"{prefix}{n}" for n in range(len(days))], pa.string())
    return pa.table({"article_id": ids, "date": pa.array(days, pa.date32())})


def write_parts(dataset, tables, folder, run_id, **options):
    """Pairs of (rows, dates of their articles), one after the other."""
    with PartWriter(dataset, folder, run_id, **options) as parts:
        for table, dates in tables:
            parts.write(table, dates)
    return parts.parts


def test_articles_go_to_the_year_of_their_date_and_undated_ones_to_year_0(tmp_path):
    days = [dt.date(2013, 6, 19), None, dt.date(1, 1, 1), dt.date(1969, 12, 31), dt.date(9999, 12, 31)]
    parts = write_parts(ARTICLES, [(_articles(days), None)], tmp_path, "r1")
    years = {
        part.path: pq.ParquetFile(part.file).read(["article_id"])["article_id"].to_pylist() for part in parts
    }
    assert years == {
        "year=0/r1-0001.parquet": ["a1"],
        "year=1/r1-0001.parquet": ["a2"],
        "year=1969/r1-0001.parquet": ["a3"],
        "year=2013/r1-0001.parquet": ["a0"],
        "year=9999/r1-0001.parquet": ["a4"],
    }


def test_a_day_outside_the_calendar_counts_as_undated(tmp_path):
    table = _articles([None, None]).set_column(
        1, "date", pa.array([-800_000, 3_000_000], pa.int32()).cast(pa.date32())
    )
    assert [p.path for p in write_parts(ARTICLES, [(table, None)], tmp_path, "r1")] == [
        "year=0/r1-0001.parquet"
    ]


def test_rows_of_other_datasets_go_where_their_article_goes(tmp_path):
    articles = _articles([dt.date(2013, 6, 19), None])
    mentions = pa.table({"article_id": ["a1", "a0", "a1"], "name": ["x", "y", "z"]})
    parts = write_parts(MENTIONS, [(mentions, articles)], tmp_path, "r1")
    assert [(p.path, p.rows) for p in parts] == [
        ("year=0/r1-0001.parquet", 2),
        ("year=2013/r1-0001.parquet", 1),
    ]


def test_a_row_of_an_article_without_a_known_date_is_refused(tmp_path):
    mentions = pa.table({"article_id": ["a7"]})
    with pytest.raises(LakeError, match="a7"):
        write_parts(MENTIONS, [(mentions, _articles([None]))], tmp_path, "r1")
    with pytest.raises(LakeError, match="pass `dates`"):
        write_parts(MENTIONS, [(mentions, None)], tmp_path, "r2")


def test_many_batches_make_one_sorted_file_a_partition(tmp_path):
    batches = [
        (_articles([dt.date(2013, 1 + (5 * n + b) % 12, 1) for n in range(50)], f"{b}-"), None)
        for b in range(20)
    ]
    (part,) = write_parts(ARTICLES, batches, tmp_path, "r1")
    table = pq.ParquetFile(part.file).read()
    assert part.rows == table.num_rows == 1000
    assert table["date"].to_pylist() == sorted(table["date"].to_pylist())
    assert pq.ParquetFile(part.file).num_row_groups == 1


def test_zero_rows_make_no_file(tmp_path):
    for dataset in DATASETS.values():
        dates = _articles([]) if dataset.is_partitioned and dataset.name != "articles" else None
        assert write_parts(dataset, [(dataset.schema.empty_table(), dates)], tmp_path, "r1") == []
        assert write_parts(dataset, [], tmp_path, "r2") == []


def test_files_carry_descriptions_lineage_and_no_partition_column(tmp_path):
    constants = {"run_id": "r1", "pipeline_version": "7"}
    (part,) = write_parts(ARTICLES, [(_articles([None]), None)], tmp_path, "r1", constants=constants)
    schema = pq.read_schema(part.file)
    assert schema.names == ARTICLES.schema.names
    assert all(schema.field(n).metadata == ARTICLES.schema.field(n).metadata for n in schema.names)
    row = pq.ParquetFile(part.file).read().to_pylist()[0]
    assert (row["run_id"], row["pipeline_version"], row["title"]) == ("r1", "7", None)
    chunk = pq.ParquetFile(part.file).metadata.row_group(0).column(0)
    assert chunk.compression == "ZSTD"
    assert chunk.has_offset_index
    assert chunk.has_column_index


def test_a_file_that_grows_too_large_is_followed_by_another(tmp_path):
    texts = pa.table({"run_id": [random.Random(n).randbytes(200).hex() for n in range(600)]})
    with PartWriter(RUNS, tmp_path, "r1", file_bytes=20_000, buffer_rows=100) as parts:
        for at in range(0, 600, 50):
            parts.write(texts.slice(at, 50))
    assert len(parts.parts) > 1
    assert [p.path for p in parts.parts] == [f"r1-{n + 1:04d}.parquet" for n in range(len(parts.parts))]
    back = pa.concat_tables(pq.ParquetFile(p.file).read(["run_id"]) for p in parts.parts)
    assert back["run_id"].to_pylist() == texts["run_id"].to_pylist()


@pytest.fixture
def few_files(monkeypatch):
    """A process that may open 60 files more than it has open: fewer than there are partitions."""
    monkeypatch.setattr("newsmill.lake.parts.OPEN_FILES", 30)
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    have = len(list(Path("/proc/self/fd").iterdir()))
    resource.setrlimit(resource.RLIMIT_NOFILE, (have + 60, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@pytest.mark.usefixtures("few_files")
def test_more_partitions_than_may_be_open_lose_nothing(tmp_path):
    days = [dt.date(1 + n, 1, 1) for n in range(70)]
    with PartWriter(ARTICLES, tmp_path, "r1", buffer_bytes=1) as parts:
        for _ in range(2):
            parts.write(_articles(days))
    assert sum(p.rows for p in parts.parts) == 2 * len(days)
    assert len({p.path for p in parts.parts}) == len(parts.parts)


def test_a_part_written_again_leaves_alone_what_a_snapshot_may_hold(tmp_path):
    def write(days):
        return write_parts(ARTICLES, [(_articles(days), None)], tmp_path / "parts", "r1")[0].file

    held = tmp_path / "held"
    held.hardlink_to(write([None, None]))
    before = held.read_bytes()
    assert write([None]).read_bytes() != before
    assert held.read_bytes() == before


def test_an_error_inside_gives_no_parts(tmp_path):
    parts = PartWriter(ARTICLES, tmp_path, "r1")
    with pytest.raises(LakeError, match="colour"), parts:  # noqa: PT012 - the first write must succeed
        parts.write(_articles([None]))
        parts.write(pa.table({"colour": ["red"]}))
    assert parts.parts == []


@pytest.mark.parametrize("run_id", ["00-a", "../x", "", ".r", "_r"])
def test_a_run_id_that_readers_would_skip_or_take_for_the_schema_is_refused(tmp_path, run_id):
    with pytest.raises(LakeError, match="run id"):
        PartWriter(ARTICLES, tmp_path, run_id)


def test_a_column_unknown_or_of_a_wrong_type_is_refused_by_name():
    with pytest.raises(LakeError, match="colour"):
        conform(pa.table({"colour": ["red"]}), ARTICLES.schema)
    with pytest.raises(LakeError, match="word_count"):
        conform(pa.table({"word_count": ["many"]}), ARTICLES.schema)


def test_null_typed_and_large_columns_take_the_types_of_the_schema():
    table = pa.table(
        {"title": pa.array([None]), "text": pa.array(["x"], pa.large_string()), "keywords": pa.array([[]])}
    )
    assert conform(table, ARTICLES.schema).schema.equals(ARTICLES.schema, check_metadata=True)


@settings(deadline=None, max_examples=25)
@given(
    st.lists(st.lists(st.none() | st.dates(), max_size=8), max_size=6),
    st.integers(1, 400),
    st.integers(1, 10),
)
def test_no_row_is_lost_whatever_the_batches_and_buffers(
    tmp_path_factory, batches, buffer_bytes, buffer_rows
):
    folder = tmp_path_factory.mktemp("parts")
    with PartWriter(ARTICLES, folder, "r1", buffer_bytes=buffer_bytes, buffer_rows=buffer_rows) as parts:
        for number, days in enumerate(batches):
            parts.write(_articles(days, f"{number}-"))
    found = [
        (part.path.split("/")[0], row["article_id"])
        for part in parts.parts
        for row in pq.ParquetFile(part.file).read(["article_id"]).to_pylist()
    ]
    wanted = [
        (f"year={day.year if day else 0}", f"{number}-{n}")
        for number, days in enumerate(batches)
        for n, day in enumerate(days)
    ]
    assert sorted(found) == sorted(wanted)
    assert sum(part.rows for part in parts.parts) == len(wanted)


def test_memory_is_bounded_by_the_buffer_not_by_the_number_of_batches(tmp_path):
    """Every batch leaves one row in a year that is never full, which must not keep the batch alive."""
    days = [dt.date(1990 + n % 30, 1, 1) for n in range(64)]
    peak = 0
    base = pa.total_allocated_bytes()
    with PartWriter(ARTICLES, tmp_path, "r1", buffer_bytes=2 << 20) as parts:
        for number in range(30):
            texts = pa.array([random.Random(number * 64 + n).randbytes(8_192).hex() for n in range(64)])
            parts.write(_articles(days, f"{number}-").append_column("text", texts))
            peak = max(peak, pa.total_allocated_bytes() - base)
    assert sum(part.rows for part in parts.parts) == 30 * 64
    # 30 MiB of text went through.
    assert peak < 12 << 20
