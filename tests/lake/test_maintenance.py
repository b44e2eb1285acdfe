import datetime as dt

import pyarrow as pa
import pytest

from newsmill.exceptions import LakeBusyError, LakeError
from newsmill.lake import expire as expiry
from newsmill.lake.compact import compact
from newsmill.lake.expire import expire
from newsmill.lake.store import Lake


def _rows(lake: Lake, name: str) -> list[str]:
    return sorted(map(str, lake.current().dataset(name).to_table().to_pylist()))


@pytest.fixture
def many(lake, write_run):
    """Six runs, among them replaced articles, undated ones and a year with one file only."""
    for n in range(6):
        write_run(lake, f"r{n}", {f"a{n}": 2013, "again": 2013 + n % 2, f"u{n}": None})
    write_run(lake, "r9", {"alone": 1999})
    return lake


def test_compaction_changes_files_and_no_row(many):
    names = list(many.datasets)
    before = {name: _rows(many, name) for name in names}
    done = compact(many, "c1")
    assert done.files_after < done.files_before
    assert {name: _rows(many, name) for name in names} == before
    for name in names:
        partitions = [entry.year for entry in done.snapshot.files(name)]
        assert len(partitions) == len(set(partitions))
    assert len(done.snapshot.files("runs")) == 1


def test_compacted_files_are_sorted_by_date_in_every_dataset(many):
    snapshot = compact(many, "c1").snapshot
    articles = snapshot.dataset("articles", [2013]).to_table(columns=["article_id", "date"]).to_pandas()
    assert articles["date"].is_monotonic_increasing
    mentions = snapshot.dataset("mentions", [2013]).to_table(columns=["article_id"]).to_pandas()
    assert mentions.merge(articles, on="article_id", how="left")["date"].is_monotonic_increasing


def test_compacting_again_does_nothing(many):
    first = compact(many, "c1")
    again = compact(many, "c2")
    assert again.snapshot == first.snapshot
    assert (again.files_before, again.files_after) == (0, 0)


def test_files_that_are_large_enough_are_left_alone(many):
    before = many.current()
    done = compact(many, "c1", small_bytes=1)
    assert done.snapshot == before


def test_a_group_never_exceeds_what_memory_may_take(many):
    done = compact(many, "c1", group_bytes=1)
    assert done.files_before == 0


def test_an_empty_lake_is_compacted_and_expired_without_a_word(lake):
    assert compact(lake, "c1").files_before == 0
    assert expire(lake).snapshots == []


def test_a_file_of_an_older_schema_is_written_in_the_newest(lake, write_run):
    write_run(lake, "r1", {"a": 2013})
    manifest = lake.root / ".current/_manifest.json"
    manifest.write_text(manifest.read_text().replace('"columns": 41', '"columns": 40'))
    (entry,) = compact(lake, "c1").snapshot.files("articles")
    assert (entry.columns, entry.path) == (41, "year=2013/c1-0001-0001.parquet")


def test_snapshots_go_by_age_since_they_were_replaced(lake, write_run, monkeypatch):
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for hour in range(6):
        now = start + dt.timedelta(hours=hour)
        monkeypatch.setattr("newsmill.lake.store.utc_now", lambda now=now: now)
        write_run(lake, f"r{hour}", {"a": 2013})
    # Snapshot 4 was replaced at hour 4, by snapshot 5; a reader may have opened it just before.
    at = start + dt.timedelta(hours=6)
    assert lake.snapshots() == [0, 1, 2, 3, 4, 5, 6]
    assert expire(lake, 2, at).snapshots == [0, 1, 2, 3]
    assert lake.snapshots() == [4, 5, 6]
    assert expire(lake, 0, at).snapshots == [4, 5]
    assert expire(lake, 0, at + dt.timedelta(days=9)).snapshots == []
    assert lake.current().rows("articles") == 1


def _made_at(lake, write_run, monkeypatch, hours):
    """A lake with a run at each of these hours of a day, by a clock that may be wrong."""
    start = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for number, hour in enumerate(hours):
        now = start + dt.timedelta(hours=hour)
        monkeypatch.setattr("newsmill.lake.store.utc_now", lambda now=now: now)
        write_run(lake, f"r{number}", {f"a{number}": 2013})
    return start


def test_a_clock_that_was_ahead_keeps_no_snapshot_for_ever(lake, write_run, monkeypatch):
    start = _made_at(lake, write_run, monkeypatch, [1, 2, 999_999, 3, 4])
    # Snapshot 2 was replaced by the one from the future, at some time before that of the next.
    assert expire(lake, 2, start + dt.timedelta(hours=4.5)).snapshots == [0, 1]
    assert expire(lake, 2, start + dt.timedelta(hours=5.5)).snapshots == [2, 3]


def test_a_clock_that_was_set_back_takes_no_snapshot_from_its_reader(lake, write_run, monkeypatch):
    start = _made_at(lake, write_run, monkeypatch, [9, 11, -300_000, 11.5])
    # Snapshot 2, of hour 11, was replaced by one stamped 1991.
    assert expire(lake, 2, start + dt.timedelta(hours=12)).snapshots == [0]


def test_what_expiry_reads_follows_from_what_it_removes(lake, write_run, monkeypatch):
    """Not from the snapshots that stay, of which a schedule of minutes makes thousands a day."""
    start = _made_at(lake, write_run, monkeypatch, range(12))
    looked_at = []
    original = expiry.created_at
    monkeypatch.setattr(expiry, "created_at", lambda path: looked_at.append(path) or original(path))
    assert expire(lake, 9, start + dt.timedelta(hours=12)).snapshots == [0, 1, 2]
    assert len(looked_at) <= 5


def test_a_pinned_reader_is_undisturbed_while_its_snapshot_is_young(lake, write_run):
    pinned = write_run(lake, "r1", {"a": 2013})
    write_run(lake, "r2", {"a": 2014})
    compact(lake, "c1")
    expire(lake, 24)
    assert pinned.dataset("articles").to_table(columns=["article_id"]).num_rows == 1


def test_a_reader_of_a_snapshot_that_is_gone_is_told_so(lake, write_run):
    pinned = write_run(lake, "r1", {"a": 2013})
    write_run(lake, "r2", {"a": 2014})
    expire(lake, 0, dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    for read in (pinned.table, pinned.dataset, pinned.schema):
        with pytest.raises(LakeError, match=r"no longer in the lake.*open the newest"):
            read("articles")


def test_bytes_of_replaced_rows_are_given_back(lake, write_run):
    first = write_run(lake, "r1", {"a": 2013})
    inode = first.file("articles", first.files("articles")[0]).stat().st_ino
    write_run(lake, "r2", {"a": 2013})
    expire(lake, 0, dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    assert inode not in {path.stat().st_ino for path in lake.root.rglob("*.parquet")}


def test_a_damaged_old_snapshot_does_not_stop_expiry(lake, write_run):
    for n in range(3):
        write_run(lake, f"r{n}", {"a": 2013})
    (lake.root / ".snapshots/00000001/_manifest.json").unlink()
    expire(lake, 0, dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
    assert lake.snapshots() == [3]


def test_maintenance_waits_for_a_run_and_says_so(lake, monkeypatch):
    monkeypatch.setattr("newsmill.lake.store.COMMIT_WAIT_SECONDS", 0.1)
    with lake.lock(1, "run 7"):
        for work in (lambda: compact(Lake(lake.root), "c1"), lambda: expire(Lake(lake.root))):
            with pytest.raises(LakeBusyError, match="run 7"):
                work()


def test_expiry_sweeps_stale_staging(lake):
    lake.staging.write("b1", "clean", {"articles": pa.table({"a": [1]})})
    assert expire(lake, 24).staged == 0
    assert expire(lake, 24, dt.datetime.now(dt.UTC) + dt.timedelta(hours=25)).staged == 1
    assert not lake.staging.has("b1", "clean")
