import datetime as dt
import itertools
import json
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from newsmill.exceptions import LakeError
from newsmill.identity import raw_digest
from newsmill.inspection import inspect, query_sql
from newsmill.lake.changes import Changes
from newsmill.lake.compact import compact
from newsmill.lake.parts import PartWriter
from newsmill.lake.replace import rows_out
from newsmill.lake.store import Lake
from newsmill.query import open_snapshot
from newsmill.report import write_page
from newsmill.schema import DATASETS
from newsmill.verify import verify

DAY = dt.date(2013, 6, 19)


def _tables() -> dict[str, list[dict]]:
    """Two articles, one with a title of its own and one whose title was taken from its text, and one reject."""
    titled = {"article_id": "titled", "date": DAY, "title": "Talks", "text": "On\n\nand on", "edit_count": 1}
    derived = {"article_id": "derived", "date": None, "title": "Odds", "text": "Still", "edit_count": 2}
    edit = {"article_id": "derived", "rule": "title"}
    return {
        "articles": [
            titled | {"raw_digest": raw_digest("Talks", "On\r\n\r\nand on")},
            derived | {"raw_digest": raw_digest(None, "Odds\nStill")},
        ],
        "edits": [
            {
                "article_id": "titled",
                "sequence": 0,
                "field": "text",
                "position": 2,
                "before": "\r\n\r\n",
                "after": "\n\n",
            },
            edit | {"sequence": 0, "field": "text", "position": 0, "before": "Odds\n", "after": ""},
            edit | {"sequence": 1, "field": "title", "position": 0, "before": "", "after": "Odds"},
        ],
        "mentions": [{"article_id": "titled", "start": 0, "end": 2, "kind": "place"}],
        "rejects": [{"source_uri": "x", "source_record": 0, "step": "extract", "reason": "empty"}],
        "inputs": [{"source_uri": "x", "records": 3, "articles": 2, "rejects": 1}],
        "runs": [{"status": "completed", "input_records": 3, "articles_written": 2, "rejects_written": 1}],
    }


def _lake(root, tables) -> Lake:
    lake = Lake.open(root)
    dates = pa.Table.from_pylist(tables["articles"], DATASETS["articles"].schema).select(
        ["article_id", "date"]
    )
    changes = []
    for name, rows in tables.items():
        dataset = DATASETS[name]
        with PartWriter(dataset, lake.parts_folder("r1"), "r1") as parts:
            table = pa.Table.from_pylist([{"run_id": "r1"} | row for row in rows], dataset.schema)
            parts.write(table, dates if dataset.is_partitioned and name != "articles" else None)
        changes += parts.parts
    lake.commit(Changes(tuple(changes)), run_id="r1")
    return lake


def _more_rejects(lake):
    row = {"run_id": "r2", "source_uri": "y", "source_record": 0, "step": "extract", "reason": "empty"}
    with PartWriter(DATASETS["rejects"], lake.parts_folder("r2"), "r2") as parts:
        parts.write(pa.Table.from_pylist([row], DATASETS["rejects"].schema))
    return parts.parts


def _laws(root) -> set[tuple[str, str]]:
    return {(problem.dataset, problem.law) for problem in verify(root)}


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    return _lake(tmp_path_factory.mktemp("sound") / "lake", _tables()).root


@pytest.fixture
def copy(sound, tmp_path):
    """A copy of the sound lake, to be damaged."""
    root = tmp_path / "lake"
    shutil.copytree(sound, root, symlinks=True)
    return root


def test_a_sound_lake_has_no_problems(sound, tmp_path):
    assert verify(sound) == []
    assert verify(Lake.open(tmp_path / "empty").root) == []


def test_a_compacted_lake_has_no_problems(copy):
    compact(Lake.open(copy), "c1")
    assert verify(copy) == []


def test_where_there_is_no_lake_that_is_an_error(tmp_path):
    with pytest.raises(LakeError, match="no lake"):
        verify(tmp_path)


ARTICLE_FILE = "articles/year=2013/r1-0001.parquet"


def _delete(path):
    path.unlink()


def _truncate(path):
    path.write_bytes(path.read_bytes()[:-50])


def _empty(path):
    path.write_bytes(b"")


def _other_rows(path):
    table = pq.ParquetFile(path).read()
    pq.write_table(pa.concat_tables([table, table]), path)


def _other_schema(path):
    table = pq.ParquetFile(path).read().append_column("mood", pa.array(["glad"]))
    pq.write_table(table, path)


@pytest.mark.parametrize(
    ("damage", "law"),
    [
        (_delete, "files"),
        (_truncate, "files"),
        (_empty, "files"),
        (_other_rows, "manifest"),
        (_other_schema, "schema"),
    ],
)
def test_a_damaged_file_is_named(copy, damage, law):
    damage(copy / ARTICLE_FILE)
    problems = verify(copy)
    assert ("articles", "year=2013/r1-0001.parquet", law) in {(p.dataset, p.path, p.law) for p in problems}


def _columns_of(path):
    """Where the values of each column of a file begin."""
    group = pq.ParquetFile(path).metadata.row_group(0)
    columns = [group.column(at) for at in range(group.num_columns)]
    return {column.path_in_schema: column.data_page_offset for column in columns}


def _flip(path, at):
    content = bytearray(path.read_bytes())
    content[at] ^= 4
    # Not in place: snapshots share files.
    path.unlink()
    path.write_bytes(content)


def test_one_flipped_bit_in_any_column_is_found(copy):
    path = copy / ARTICLE_FILE
    sound = path.read_bytes()
    for name, at in _columns_of(path).items():
        _flip(path, at)
        assert ("articles", "manifest") in _laws(copy), name
        path.write_bytes(sound)
    assert verify(copy) == []


def test_rows_of_an_altered_file_are_not_written_again_as_sound(tmp_path):
    tables = _tables()
    tables["articles"][1]["date"] = DAY
    lake = _lake(tmp_path / "lake", tables)
    lake.commit(Changes(tuple(_more_rejects(lake))), run_id="r2")
    for path in ("rejects/r1-0001.parquet", ARTICLE_FILE):
        _flip(lake.root / path, _columns_of(lake.root / path)["pipeline_version"])
    with pytest.raises(LakeError, match=r"r1-0001\.parquet is damaged.*put a sound copy"):
        compact(lake, "c1")
    with pytest.raises(LakeError, match=r"r1-0001\.parquet is damaged"):
        rows_out(lake.current(), pa.array(["titled"]), lake.parts_folder("r3"), "r3")


def test_a_lake_of_before_checksums_is_sound_and_its_unreadable_columns_are_found(copy):
    manifest = copy / ".current/_manifest.json"
    older = json.loads(manifest.read_text()) | {"format": 1}
    for entry in itertools.chain(*older["datasets"].values()):
        del entry["crc32"]
    manifest.write_text(json.dumps(older))
    assert verify(copy) == []
    _flip(copy / ARTICLE_FILE, _columns_of(copy / ARTICLE_FILE)["lead"])
    assert ("articles", "files") in _laws(copy)


def test_a_stray_file_is_named(copy):
    shutil.copy(copy / ARTICLE_FILE, copy / "articles/year=2013/mine.parquet")
    (copy / "runs/README.md").write_text("hello")
    found = {(p.dataset, p.path, p.law) for p in verify(copy)}
    assert found == {("articles", "year=2013/mine.parquet", "files"), ("runs", "README.md", "files")}


def test_a_missing_schema_file_is_named(copy):
    (copy / "articles/year=0/00-schema.parquet").unlink()
    assert ("articles", "files") in _laws(copy)


def test_a_manifest_that_lies_is_found(copy):
    path = copy / ".current/_manifest.json"
    manifest = json.loads(path.read_text())
    manifest["datasets"]["runs"][0] |= {"rows": 7, "bytes": 1}
    path.write_text(json.dumps(manifest))
    assert [p.law for p in verify(copy)].count("manifest") == 2


def _duplicate_key(tables):
    tables["mentions"] *= 2


def _article_twice_in_two_years(tables):
    tables["articles"].append(tables["articles"][0] | {"date": dt.date(2014, 1, 1)})
    tables["runs"][0] |= {"input_records": 4, "articles_written": 3}
    tables["inputs"][0] |= {"records": 4, "articles": 3}


def _lost_record(tables):
    tables["runs"][0]["input_records"] = 4


def _lost_reject(tables):
    tables["rejects"] = []


def _inputs_disagree(tables):
    tables["inputs"][0]["articles"] = 1


def _too_many_articles(tables):
    tables["runs"][0] |= {"input_records": 2, "articles_written": 1}
    tables["inputs"] = []


def _edit_lost(tables):
    del tables["edits"][1]


def _edit_of_other_words(tables):
    tables["edits"][0]["before"] = "\n"


def _edit_elsewhere(tables):
    tables["edits"][0]["position"] = 1


def _pair_with(tables, **values):
    pair = {"article_id": "titled", "other_id": "derived", "kind": "near", "jaccard": 1.0, "containment": 1.0}
    tables["duplicates"] = [pair | values]
    tables["articles"][0] |= {"duplicate_of": pair["other_id"], "duplicate_kind": pair["kind"]}


def _pair_with_nobody(tables):
    _pair_with(tables, other_id="gone")


def _pair_of_another_kind(tables):
    _pair_with(tables, kind="contains")


def _pair_without_flag(tables):
    _pair_with(tables)
    tables["articles"][0]["duplicate_of"] = None


def _pair_of_unlike_texts(tables):
    _pair_with(tables)
    tables["articles"][0]["content_digest"] = "x"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (_duplicate_key, ("mentions", "keys")),
        (_article_twice_in_two_years, ("articles", "keys")),
        (_lost_record, ("runs", "accounting")),
        (_lost_reject, ("runs", "accounting")),
        (_inputs_disagree, ("runs", "accounting")),
        (_too_many_articles, ("runs", "accounting")),
        (_pair_with_nobody, ("duplicates", "duplicates")),
        (_pair_of_another_kind, ("articles", "duplicates")),
        (_pair_without_flag, ("articles", "duplicates")),
        (_pair_of_unlike_texts, ("duplicates", "duplicates")),
        (_edit_lost, ("articles", "reversible")),
        (_edit_of_other_words, ("articles", "reversible")),
        (_edit_elsewhere, ("articles", "reversible")),
    ],
)
def test_a_law_that_is_broken_is_named(tmp_path, change, problem):
    tables = _tables()
    change(tables)
    assert problem in _laws(_lake(tmp_path / "lake", tables).root)


def test_a_run_whose_rows_were_never_committed_owes_no_accounting(tmp_path):
    tables = _tables()
    tables["runs"].append(
        {"run_id": "r0", "status": "refused", "input_records": 9, "articles_written": 0, "rejects_written": 4}
    )
    root = _lake(tmp_path / "lake", tables).root
    assert verify(root) == []


def test_rows_whose_article_is_gone_are_found(copy):
    lake = Lake.open(copy)
    snapshot = lake.current()
    (entry,) = snapshot.files("articles", [2013])

    lake.commit(Changes(removes={"articles": frozenset({entry.path})}), run_id="r2")
    assert _laws(copy) == {("mentions", "articles"), ("edits", "articles")}


READERS = {
    "sql": lambda root: query_sql(root, "select count(title) from articles"),
    "show": lambda root: inspect(root, "titled"),
    "status": lambda root: open_snapshot(root).table("runs"),
    "report": lambda root: write_page(root, None, root.parent / "report.html"),
}


def _empty_articles(root):
    _empty(root / ARTICLE_FILE)


def _empty_runs(root):
    _empty(root / "runs/r1-0001.parquet")


def _shut(path):
    def shut(root):
        (root / path).chmod(0)

    return shut


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("damage", "spared"),
    [
        (_empty_articles, {"status"}),
        (_empty_runs, {"sql"}),
        (_shut(".current/articles"), {"status"}),
        (_shut(".current/_manifest.json"), set()),
        (_shut(""), set()),
    ],
)
def test_every_reader_of_a_damaged_lake_says_in_a_line_what_cannot_be_read(
    own_folder, reader, damage, spared
):
    root = _lake(own_folder / "lake", _tables()).root
    places = {path: path.stat().st_mode for path in (root, *root.glob(".snapshots/**/*"))}
    damage(root)
    try:
        _error(verify, root)
        error = _error(READERS[reader], root)
    finally:
        for path, mode in places.items():
            path.chmod(mode)
    assert isinstance(error, LakeError) or reader in spared
    assert "\n" not in str(error)


def _error(act, root):
    try:
        assert act(root)
    except LakeError as error:
        return error
    return None


def test_a_report_that_cannot_be_written_leaves_nothing_behind(own_folder):
    root = Lake.open(own_folder / "lake").root
    with pytest.raises(LakeError, match=r"it is a folder; name a file, such as .*lake/report\.html"):
        write_page(root, None, root)
    shut = own_folder / "shut"
    shut.mkdir(mode=0o500)
    with pytest.raises(LakeError, match="permission denied"):
        write_page(root, None, shut / "report.html")
    assert not list(own_folder.glob("**/*.tmp"))
