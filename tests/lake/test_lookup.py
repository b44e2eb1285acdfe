import pyarrow as pa
import pyarrow.parquet as pq

from newsmill.lake import parts
from newsmill.lake.lookup import rows_of


def titles(snapshot, ids, years):
    rows = rows_of(snapshot, "articles", pa.array(ids, pa.string()), ["title"], years)
    assert rows.column_names == ["article_id", "title"]
    assert rows["article_id"].to_pylist() == rows["title"].to_pylist()
    return sorted(rows["title"].to_pylist())


def test_articles_are_found_in_any_row_group_of_their_years(lake, write_run, monkeypatch):
    monkeypatch.setitem(parts.ROW_GROUP_ROWS, "articles", 2)
    articles = {f"a{n}": 2013 + n % 2 for n in range(11)}
    snapshot = write_run(lake, "r1", articles)
    files = [snapshot.file("articles", entry) for entry in snapshot.files("articles")]
    assert max(pq.ParquetFile(file).num_row_groups for file in files) == 3
    for name, year in articles.items():
        assert titles(snapshot, [name], [year]) == [name]
        assert titles(snapshot, [name], [4027 - year]) == []
    assert titles(snapshot, ["a10", "a1", "never"], [2013, 2014]) == ["a1", "a10"]


def test_a_file_is_not_read_for_what_it_does_not_hold(lake, write_run, monkeypatch):
    snapshot = write_run(lake, "r1", {"a": 2013})
    columns = []
    read = pq.ParquetFile.read_row_group
    monkeypatch.setattr(
        pq.ParquetFile,
        "read_row_group",
        lambda self, group, **kw: columns.append(kw["columns"]) or read(self, group, **kw),
    )
    assert titles(snapshot, ["b"], [2013]) == []
    assert columns == [["article_id"]]
    assert titles(snapshot, [], [2013]) == []
    assert columns == [["article_id"]]
