import datetime as dt
import os
import pickle
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.exceptions import LakeError
from newsmill.lake.staging import Staging
from newsmill.schema import CLEAN_ARTICLES, EDITS


@pytest.fixture
def staging(tmp_path):
    return Staging(tmp_path)


def _tables(rows: int = 2) -> dict[str, pa.Table]:
    return {
        "articles": pa.table({"article_id": [f"a{n}" for n in range(rows)]}),
        "edits": pa.table({"article_id": pa.array(["a0"] * 3)}),
    }


def test_what_is_staged_reads_back(staging):
    staging.write("b1", "clean", _tables())
    assert staging.rows("b1", "clean") == {"articles": 2, "edits": 3}
    assert staging.read("b1", "clean", "articles").equals(_tables()["articles"])


def test_zero_rows_keep_their_schema(staging):
    staging.write(
        "b1", "clean", {"articles": CLEAN_ARTICLES.empty_table(), "edits": EDITS.schema.empty_table()}
    )
    assert staging.read("b1", "clean", "articles").schema.equals(CLEAN_ARTICLES, check_metadata=True)
    assert staging.rows("b1", "clean") == {"articles": 0, "edits": 0}


def test_a_step_without_tables_is_staged_all_the_same(staging):
    staging.write("b1", "clean", {})
    assert staging.has("b1", "clean")


def test_existence_means_completeness(staging):
    assert not staging.has("b1", "clean")
    with pytest.raises(LakeError, match="run it again"):
        staging.rows("b1", "clean")
    with pytest.raises(ZeroDivisionError):
        staging.write("b1", "clean", _Failing(_tables()))
    assert not staging.has("b1", "clean")
    assert list(staging.folder.rglob("*.arrow")) == []


class _Failing(dict):
    """Tables of which the second cannot be made."""

    def items(self):
        yield from list(super().items())[:1]
        raise ZeroDivisionError


def test_what_is_staged_stays_and_wins_silently(staging):
    staging.write("b1", "clean", _tables(2))
    staging.write("b1", "clean", _tables(5))
    assert staging.read("b1", "clean", "articles").num_rows == 2


def test_a_step_staged_under_another_recipe_is_not_there_and_is_replaced(staging):
    staging.write("b1", "clean", _tables(2), "one")
    assert staging.has("b1", "clean")
    assert staging.has("b1", "clean", "one")
    assert not staging.has("b1", "clean", "two")
    staging.write("b1", "clean", _tables(5), "two")
    assert staging.recipe("b1", "clean") == "two"
    assert staging.read("b1", "clean", "articles").num_rows == 5
    staging.write("b1", "clean", _tables(2), "two")
    assert staging.read("b1", "clean", "articles").num_rows == 5


def test_workers_who_stage_the_same_step_at_once_agree(staging):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: staging.write("b1", "clean", _tables(n + 1)), range(8)))
    assert staging.read("b1", "clean", "articles").num_rows == staging.rows("b1", "clean")["articles"]
    assert [p.name for p in (staging.folder / "b1").iterdir()] == ["clean"]


def test_staging_travels_to_other_processes(staging):
    assert pickle.loads(pickle.dumps(staging)) == staging


def test_discard_takes_whole_batches(staging):
    for batch in ("b1", "b2"):
        for step in ("extract", "clean"):
            staging.write(batch, step, _tables())
    table = staging.read("b1", "clean", "articles")
    staging.discard(["b1", "never-there"])
    assert [p.name for p in staging.folder.iterdir()] == ["b2"]
    assert [p.name for p in staging.folder.parent.iterdir()] == ["batches"]
    # A reader who has it open is not disturbed.
    assert table.equals(_tables()["articles"])


def test_sweep_removes_what_nobody_touched_for_long(staging):
    now = dt.datetime.now(dt.UTC)
    for batch in ("old", "revived", "new"):
        staging.write(batch, "extract", _tables())
    (staging.folder / "old" / ".clean-1.tmp").mkdir()
    past = (now - dt.timedelta(hours=50)).timestamp()
    for path in [*staging.folder.rglob("*"), staging.folder]:
        if "new" not in path.parts:
            os.utime(path, (past, past))
    staging.write("revived", "clean", _tables())
    assert staging.sweep(24, now) == 1
    assert sorted(p.name for p in staging.folder.iterdir()) == ["new", "revived"]


def test_sweep_removes_files_and_not_folders_only(staging):
    staging.folder.mkdir(parents=True)
    for file in (staging.folder.parent / "probe.tmp", staging.folder / "stray"):
        file.touch()
        os.utime(file, (1, 1))
    now = dt.datetime.now(dt.UTC)
    assert [staging.sweep(24, now), staging.sweep(24, now)] == [2, 0]
    assert list(staging.folder.parent.rglob("*")) == [staging.folder]


@pytest.mark.parametrize("name", ["../b", "a/b", "", ".hidden", "_b", "a\0b", "x" * 300])
def test_a_name_that_leaves_the_folder_is_refused(staging, name):
    for batch, step in ((name, "clean"), ("b1", name)):
        with pytest.raises(LakeError, match="letters, digits"):
            staging.write(batch, step, {})


@settings(deadline=None, max_examples=30)
@given(
    st.lists(st.lists(st.text(), max_size=3), max_size=4), st.sampled_from([pa.string(), pa.large_string()])
)
def test_any_text_survives_staging(tmp_path_factory, lists, kind):
    staging = Staging(tmp_path_factory.mktemp("staging"))
    table = pa.table({"texts": pa.array(lists, pa.list_(kind))})
    staging.write("b1", "clean", {"articles": table})
    assert staging.read("b1", "clean", "articles").equals(table)


def test_any_digest_names_a_batch(tmp_path: Path) -> None:
    assert Staging(tmp_path).path("00641d2c00dc18e5eb0667ab755c4ec9", "clean").name == "clean"
