import errno
import os
import pickle
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from newsmill.exceptions import LakeError, LakeIOError
from newsmill.lake.changes import Changes, Part
from newsmill.lake.errors import ConflictError
from newsmill.lake.replace import rows_out
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS


def test_a_new_lake_reads_as_zero_rows_of_every_dataset(lake):
    for name, dataset in DATASETS.items():
        frame = pd.read_parquet(lake.root / name)
        assert len(frame) == 0
        assert [c for c in frame.columns if c != "year"] == dataset.schema.names


def test_every_dataset_is_a_static_link_into_the_current_snapshot(lake, write_run):
    write_run(lake, "r1", {"a": 2013})
    assert (lake.root / "articles").readlink() == Path(".current/articles")
    assert (lake.root / ".current").readlink() == Path(".snapshots/00000001")
    assert (lake.root / "articles/year=2013/r1-0001.parquet").is_file()


def test_one_commit_shows_all_datasets_at_once(lake, write_run):
    before = lake.current()
    after = write_run(lake, "r1", {"a": 2013, "b": None})
    assert [before.rows(n) for n in ("articles", "mentions", "edits", "runs")] == [0, 0, 0, 0]
    assert [after.rows(n) for n in ("articles", "mentions", "edits", "runs")] == [2, 2, 4, 1]
    assert after.version == before.version + 1


def test_a_file_is_shared_between_snapshots_not_copied(lake, write_run):
    first = write_run(lake, "r1", {"a": 2013})
    second = write_run(lake, "r2", {"b": 2013})
    entry = first.files("articles")[0]
    assert first.file("articles", entry).samefile(second.file("articles", entry))


def test_a_pinned_snapshot_never_changes(lake, write_run):
    pinned = write_run(lake, "r1", {"a": 2013})
    write_run(lake, "r2", {"a": 2014, "b": 2013})
    assert pinned.dataset("articles").to_table(columns=["article_id", "year"]).to_pylist() == [
        {"article_id": "a", "year": 2013}
    ]


@pytest.mark.parametrize("damage", [lambda _: b"", lambda data: data[:30] + bytes(60) + data[90:]])
def test_reading_a_damaged_file_is_a_lake_error_that_no_second_try_heals(lake, write_run, damage):
    snapshot = write_run(lake, "r1", {"a": 2013})
    file = snapshot.file("mentions", snapshot.files("mentions")[0])
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(LakeError, match=r"mentions: .*`newsmill verify` names damaged files") as error:
        snapshot.table("mentions")
    assert not isinstance(error.value, LakeIOError)
    assert snapshot.table("articles", ["article_id"]).num_rows == 1


def test_committed_parts_are_gone_from_staging(lake, write_run):
    write_run(lake, "r1", {"a": 2013})
    assert list((lake.root / ".staging").rglob("*.parquet")) == []


def test_opening_without_create_refuses_where_there_is_no_lake(tmp_path):
    with pytest.raises(LakeError, match="newsmill run"):
        Lake.open(tmp_path / "none", create=False)
    assert not (tmp_path / "none").exists()


def test_a_root_that_is_a_file_is_refused_in_words(tmp_path):
    root = tmp_path / "file"
    root.write_text("x")
    for create in (True, False):
        with pytest.raises(LakeError, match=r"another folder|no lake"):
            Lake.open(root, create=create)
    with pytest.raises(LakeError, match="another folder"):
        Lake.open(root / "below")
    assert root.read_text() == "x"


def test_a_folder_in_the_way_of_a_dataset_is_refused_and_kept(tmp_path):
    (tmp_path / "lake/articles").mkdir(parents=True)
    with pytest.raises(LakeError, match="stands there"):
        Lake.open(tmp_path / "lake")
    assert (tmp_path / "lake/articles").is_dir()
    assert not (tmp_path / "lake/.current").exists()


def test_a_manifest_of_a_newer_format_is_refused_by_name(lake, write_run):
    write_run(lake, "r1", {"a": 2013})
    manifest = lake.root / ".current/_manifest.json"
    manifest.write_text(manifest.read_text().replace('"format": 2', '"format": 3, "shards": {}'))
    with pytest.raises(LakeError, match=r"format 3.*upgrade newsmill"):
        Lake.open(lake.root)


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 1}', '{"format": null}'])
def test_a_damaged_manifest_is_a_lake_error(lake, content):
    (lake.root / ".current/_manifest.json").write_text(content)
    with pytest.raises(LakeError, match="damaged"):
        Lake.open(lake.root)


def test_a_missing_manifest_is_a_lake_error(lake):
    (lake.root / ".current/_manifest.json").unlink()
    with pytest.raises(LakeError, match="missing"):
        lake.current()


def test_changes_prepared_from_an_older_snapshot_are_refused(lake, write_run):
    write_run(lake, "r1", {"a": 2013})
    with pytest.raises(ConflictError, match="prepare them again"):
        lake.commit(Changes(base=0), run_id="late")
    assert lake.current().version == 1


def test_removing_what_is_gone_and_adding_what_is_there_are_conflicts(lake, write_run):
    snapshot = write_run(lake, "r1", {"a": 2013})
    entry = snapshot.files("articles")[0]
    part = Part("articles", entry.path, snapshot.file("articles", entry), 1, 39)
    for changes in (Changes(removes={"articles": frozenset({"year=1999/x.parquet"})}), Changes((part,))):
        with pytest.raises(ConflictError):
            lake.commit(changes, run_id="r2")
    with pytest.raises(LakeError, match="no such dataset"):
        lake.commit(Changes(removes={"nonsense": frozenset()}), run_id="r2")
    assert lake.current().version == 1


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES, errno.EDQUOT, errno.EPERM])
@pytest.mark.parametrize("call", ["link", "mkdir", "symlink", "rename", "replace", "fsync"])
def test_a_commit_that_the_system_refuses_leaves_the_lake_as_it_was(
    lake, write_run, files_of, monkeypatch, call, code
):
    write_run(lake, "r1", {"a": 2013, "b": 2014})
    before, state = files_of(lake.root), lake.current()
    out = rows_out(state, ["a"], lake.root.parent / "elsewhere", "r2")
    real = getattr(os, call)

    def refuse(*args, **kwargs):
        if call == "fsync" and refuse.left:
            refuse.left -= 1
            return real(*args, **kwargs)
        raise OSError(code, os.strerror(code))

    refuse.left = 3
    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(LakeError, match="cannot commit to"):
            lake.commit(out.changes, run_id="r2")
    assert files_of(lake.root) == before
    assert lake.current() == state
    assert lake.commit(out.changes, run_id="r2").rows("articles") == 1


def test_an_interrupt_just_after_the_commit_leaves_the_new_state_whole(lake, write_run, monkeypatch):
    real = os.replace

    def interrupted(*args):
        real(*args)
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_run(lake, "r1", {"a": 2013})
    assert lake.current().version == 1
    assert list(pd.read_parquet(lake.root / "articles")["article_id"]) == ["a"]


def test_a_disk_that_fails_once_readers_see_the_snapshot_fails_no_commit(lake, write_run, monkeypatch):
    real = os.fsync

    def refuse_from_the_swap_on(descriptor):
        if lake.current().version:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_from_the_swap_on)
    assert write_run(lake, "r1", {"a": 2013}).version == 1
    assert list(pd.read_parquet(lake.root / "articles")["article_id"]) == ["a"]
    assert list((lake.root / ".staging").rglob("*.parquet")) == []


def test_a_real_full_disk_leaves_the_lake_as_it_was(lake, write_run, monkeypatch):
    write_run(lake, "r1", {"a": 2013})
    # /dev/full takes no byte: what the writer sees is the kernel's own ENOSPC.
    real = pq.ParquetWriter

    def open_on_full_disk(file, *args, **kwargs):
        file.symlink_to("/dev/full")
        return real(file, *args, **kwargs)

    with monkeypatch.context() as patch:
        patch.setattr(pq, "ParquetWriter", open_on_full_disk)
        with pytest.raises(LakeError, match="disk is full"):
            write_run(lake, "r2", {"b": 2013})
    assert lake.current().version == 1
    assert write_run(lake, "r2", {"b": 2013}).rows("articles") == 2


@pytest.mark.parametrize("code", [errno.EPERM, errno.EOPNOTSUPP, errno.EXDEV])
@pytest.mark.parametrize("call", ["link", "symlink"])
def test_a_file_system_without_links_is_refused_when_the_lake_is_made(tmp_path, monkeypatch, call, code):
    def refuse(*_args, **_kwargs):
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, call, refuse)
    with pytest.raises(LakeError, match=r"cannot make the links|cannot make links|two file systems"):
        Lake.open(tmp_path / "lake")
    assert not (tmp_path / "lake/.current").exists()
    assert list((tmp_path / "lake/.snapshots").iterdir()) == []
    assert list((tmp_path / "lake/.staging").iterdir()) == []


def test_a_lake_travels_to_another_process_as_its_folder(lake, write_run):
    write_run(lake, "r1", {"a": 2013})
    with lake.lock(1, "here"):
        other = pickle.loads(pickle.dumps(lake))
    assert other.root == lake.root
    assert other.current() == lake.current()


def test_a_relative_root_survives_a_change_of_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    lake = Lake.open(Path("lake"))
    monkeypatch.chdir("/")
    assert lake.current().version == 0
