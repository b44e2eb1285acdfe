import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsmill.lake.replace import rows_out


@pytest.fixture
def out_of(lake):
    return lambda ids: rows_out(lake.current(), pa.array(ids, pa.string()), lake.parts_folder("r9"), "r9")


def test_all_rows_of_an_article_go_from_every_dataset_and_are_counted(lake, write_run, out_of):
    write_run(lake, "r1", {"a": 2013, "b": 2013})
    out = out_of(["a"])
    assert {name: n for name, n in out.rows.items() if n} == {"articles": 1, "mentions": 1, "edits": 2}
    after = lake.commit(out.changes, run_id="r9")
    for name, rows in (("articles", 1), ("mentions", 1), ("edits", 2)):
        table = after.dataset(name).to_table(columns=["article_id"])
        assert table["article_id"].to_pylist() == ["b"] * rows
        assert after.rows(name) == rows
    assert after.rows("runs") == 1


def test_files_without_these_articles_stay_the_same_files(lake, write_run, out_of):
    write_run(lake, "r1", {"a": 2013, "b": 2014})
    before = write_run(lake, "r2", {"c": 2013})
    after = lake.commit(out_of(["a"]).changes, run_id="r9")
    kept = {entry.path for entry in after.files("articles")}
    assert kept == {"year=2014/r1-0001.parquet", "year=2013/r2-0001.parquet"}
    for entry in after.files("articles"):
        assert after.file("articles", entry).samefile(before.file("articles", entry))


def test_a_file_left_without_rows_disappears(lake, write_run, out_of):
    write_run(lake, "r1", {"a": 2013})
    out = out_of(["a"])
    assert out.changes.adds == ()
    after = lake.commit(out.changes, run_id="r9")
    assert after.files("articles") == []
    assert not (after.path / "articles/year=2013").exists()


def test_unknown_articles_and_none_at_all_change_nothing(lake, write_run, out_of):
    write_run(lake, "r1", {"a": 2013})
    for ids in ([], ["never-seen"]):
        out = out_of(ids)
        assert out.changes.is_empty
        assert set(out.rows.values()) == {0}


def test_a_revision_that_moves_to_another_year_leaves_nothing_behind(lake, write_run):
    write_run(lake, "r1", {"a": 2013, "b": 2013})
    after = write_run(lake, "r2", {"a": None})
    rows = after.dataset("mentions").to_table(columns=["article_id", "name", "year"]).to_pylist()
    assert sorted(map(str, rows)) == [
        "{'article_id': 'a', 'name': 'r2 a', 'year': 0}",
        "{'article_id': 'b', 'name': 'r1 b', 'year': 2013}",
    ]


def test_rows_written_again_keep_order_values_and_options(lake, write_run, out_of):
    before = write_run(lake, "r1", {f"a{n}": 2013 for n in range(50)})
    after = lake.commit(out_of(["a7"]).changes, run_id="r9")
    old, new = (s.dataset("articles").to_table() for s in (before, after))
    keep = pa.array([i != "a7" for i in old["article_id"].to_pylist()])
    assert new.equals(old.filter(keep))
    (entry,) = after.files("articles")
    chunk = pq.read_metadata(after.file("articles", entry)).row_group(0).column(0)
    assert (chunk.compression, chunk.has_offset_index) == ("ZSTD", True)


def test_rows_written_again_for_another_try_leave_alone_what_a_snapshot_may_hold(
    lake, write_run, out_of, tmp_path
):
    write_run(lake, "r1", {"a": 2013, "b": 2013, "c": 2013})
    held = tmp_path / "held"
    held.hardlink_to(out_of(["a"]).changes.adds[0].file)
    before = held.read_bytes()
    (again, *_) = out_of(["a", "b"]).changes.adds
    assert again.file.read_bytes() != before
    assert held.read_bytes() == before


def test_memory_and_work_do_not_depend_on_other_years(lake, write_run, out_of, monkeypatch):
    """Only the articles' own years are opened in the datasets that hang on them."""
    write_run(lake, "r1", {f"y{year}": year for year in range(2000, 2020)})
    opened = []
    real = pq.ParquetFile

    def spy(path, *args, **kwargs):
        opened.append(str(path))
        return real(path, *args, **kwargs)

    monkeypatch.setattr(pq, "ParquetFile", spy)
    out_of(["y2007"])
    assert {path.rsplit("/", 2)[1] for path in opened if "/mentions/" in path} == {"year=2007"}


def test_amended_articles_stay_with_other_values(lake, write_run):
    before = write_run(lake, "r1", {"a": 2013, "b": 2013, "c": 2013, "d": 2014})
    amended = pa.table(
        {"article_id": ["a", "d"], "duplicate_of": ["b", None], "duplicate_kind": ["near", None]}
    )
    folder = lake.parts_folder("r9")
    out = rows_out(before, pa.array(["c"]), folder, "r9", amended=amended)
    assert out.rows["articles"] == 1
    after = lake.commit(out.changes, run_id="r9")
    rows = after.table("articles").sort_by("article_id")
    assert rows["article_id"].to_pylist() == ["a", "b", "d"]
    assert rows["duplicate_of"].to_pylist() == ["b", None, None]
    assert rows["title"].to_pylist() == ["a", "b", "d"]
    assert rows["run_id"].to_pylist() == ["r1", "r1", "r1"]
    mentions = after.table("mentions")["article_id"].to_pylist()
    assert sorted(mentions) == ["a", "b", "d"]
