"""What nobody touched is not read again; what somebody did is, however it was hidden."""

import os
from pathlib import Path

import pytest

from newsmill import discovery, stamps
from newsmill.exceptions import GateError
from newsmill.query import open_snapshot
from newsmill.verify import verify

STORY = "A storm hit the coast on 3 May 2024. Two houses were lost, said {}.\n"


@pytest.fixture
def source(tmp_path, monkeypatch):
    """Three files that count as settled at once."""
    monkeypatch.setattr(stamps, "SETTLED_SECONDS", 0)
    folder = tmp_path / "in"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(STORY.format(name))
    return folder


@pytest.fixture
def read(monkeypatch):
    """Names of the files that discovery reads."""
    names: list[str] = []
    original = discovery.fingerprint

    def noted(entry, batch_bytes):
        names.append(Path(entry.path).name)
        return original(entry, batch_bytes)

    monkeypatch.setattr(discovery, "fingerprint", noted)
    return names


def test_files_that_nobody_touched_are_not_read_again(source, tmp_path, ingest, read):
    ingest(source, tmp_path / "lake")
    assert sorted(read) == ["a.txt", "b.txt", "c.txt"]
    for _ in range(3):
        read.clear()
        summary = ingest(source, tmp_path / "lake")
        assert (read, summary.files_listed, summary.files_read) == ([], 3, 0)
    (source / "d.txt").write_text(STORY.format("d"))
    assert ingest(source, tmp_path / "lake").files_read == 1
    assert read == ["d.txt"]


def test_a_file_that_was_changed_and_given_its_size_and_time_again_is_read(source, tmp_path, ingest, read):
    ingest(source, tmp_path / "lake")
    before = (source / "a.txt").stat()
    (source / "a.txt").write_text(STORY.format("z"))
    os.utime(source / "a.txt", ns=(before.st_atime_ns, before.st_mtime_ns))
    read.clear()
    summary = ingest(source, tmp_path / "lake")
    assert (read, summary.files_read, summary.rows_replaced) == (["a.txt"], 1, 1)


def test_a_touched_file_is_read_once_and_reloads_nothing(source, tmp_path, ingest, read):
    ingest(source, tmp_path / "lake")
    for seconds in (0, 86_400 * 36_500):
        os.utime(source / "a.txt", (seconds, seconds))
        read.clear()
        assert ingest(source, tmp_path / "lake").files_read == 0
        assert read == ["a.txt"]
        read.clear()
        ingest(source, tmp_path / "lake")
        assert read == []


def test_a_file_that_changed_just_before_it_was_read_is_read_once_more(
    source, tmp_path, ingest, read, monkeypatch
):
    monkeypatch.setattr(stamps, "SETTLED_SECONDS", 60)
    for _ in range(2):
        read.clear()
        ingest(source, tmp_path / "lake")
        assert len(read) == 3


@pytest.mark.parametrize("damage", [b"", b"no parquet", None])
def test_lost_or_damaged_stamps_cost_a_reading_and_no_more(source, tmp_path, ingest, read, damage):
    ingest(source, tmp_path / "lake")
    (file,) = (tmp_path / "lake/.staging/stamps").iterdir()
    file.unlink() if damage is None else file.write_bytes(damage)
    read.clear()
    assert ingest(source, tmp_path / "lake").files_read == 0
    assert len(read) == 3
    read.clear()
    ingest(source, tmp_path / "lake")
    assert read == []


def test_stamps_say_nothing_of_what_the_lake_does_not_have(source, tmp_path, ingest):
    """A run that a gate refused has read the files, and the next one takes them up."""
    with pytest.raises(GateError):
        ingest(source, tmp_path / "lake", gates={"min_articles": 9})
    assert ingest(source, tmp_path / "lake").files_read == 3
    assert len(open_snapshot(tmp_path / "lake").articles()) == 3


def test_a_lake_that_is_set_back_gets_again_what_its_newer_snapshots_held(source, tmp_path, ingest):
    lake = tmp_path / "lake"
    back = ingest(source, lake).snapshot
    (source / "d.txt").write_text(STORY.format("d"))
    for _ in range(2):
        ingest(source, lake)
    # As docs/operations.md says.
    (lake / ".current.new").symlink_to(f".snapshots/{back:08d}")
    (lake / ".current.new").replace(lake / ".current")
    assert len(open_snapshot(lake).articles()) == 3
    assert ingest(source, lake).files_read == 1
    assert len(open_snapshot(lake).articles()) == 4
    assert verify(lake) == []


def test_all_files_are_read_where_the_setting_says_so(source, tmp_path, ingest, read):
    for _ in range(2):
        read.clear()
        ingest(source, tmp_path / "lake", source={"reread": True})
        assert len(read) == 3


def test_two_sources_of_a_lake_keep_their_own_stamps(source, tmp_path, ingest, read):
    other = tmp_path / "other"
    other.mkdir()
    (other / "x.txt").write_text(STORY.format("x"))
    for folder in (source, other):
        ingest(folder, tmp_path / "lake")
    read.clear()
    for folder in (source, other, source):
        ingest(folder, tmp_path / "lake")
    assert read == []
