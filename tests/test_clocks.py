"""Clocks that are wrong, and zones: no row lost, none twice, and what was there first stays first."""

import os
import time
from datetime import UTC, datetime, timedelta

import pandas as pd
import pytest

from newsmill.lake.store import Lake
from newsmill.query import open_snapshot
from newsmill.run import next_run_id
from newsmill.verify import verify

STORY = (
    "A storm hit the coast on Monday. Two houses were lost, said the mayor of {0}, where people of {0} met.\n"
)
NOON = datetime(2026, 3, 29, 12, 0, 0, 7, UTC)


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "b.txt").write_text(STORY.format("Harbourton"))
    return folder


@pytest.fixture
def zone(monkeypatch):
    def turn(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield turn
    monkeypatch.undo()
    time.tzset()


def articles(lake):
    return open_snapshot(lake).articles().set_index("source_uri").sort_index()


@pytest.mark.parametrize("back", [timedelta(0), timedelta(hours=1), timedelta(days=20_000)])
def test_a_clock_that_was_set_back_changes_no_order(source, tmp_path, ingest, back):
    lake = tmp_path / "lake"
    ingest(source, lake, at=NOON)
    # Of equal stamps the place in the source decides: an hour later as an hour before the copy is the copy.
    (source / "a.txt").write_text(STORY.format("Harbourton"))
    (source / "c.txt").write_text(STORY.format("Dunmouth"))
    ingest(source, lake, at=NOON - back)
    (source / "c.txt").write_text(STORY.format("Eastport"))
    assert ingest(source, lake, at=NOON - 2 * back).rows_replaced == 1
    assert ingest(source, lake, at=NOON - 3 * back).files_read == 0
    found = articles(lake)
    first, copy = found.loc[f"{source}/b.txt"], found.loc[f"{source}/a.txt"]
    assert (copy.duplicate_kind, copy.duplicate_of) == ("exact", first.article_id)
    assert pd.isna(first.duplicate_kind)
    assert copy.first_seen_at > first.first_seen_at
    assert len(found) == 3
    runs = open_snapshot(lake).runs().sort_values("run_id")
    assert list(runs["snapshot"]) == [1, 2, 3, 4]
    assert verify(lake) == []


def test_the_id_of_a_run_is_the_time_unless_that_is_over_by_the_lake(source, tmp_path, ingest):
    lake = Lake.open(tmp_path / "lake")
    assert next_run_id(NOON, lake.current()).startswith("20260329T120000Z-00007")
    ingest(source, lake.root, at=NOON)
    for moment in (NOON, NOON - timedelta(days=9)):
        assert next_run_id(moment, lake.current()).startswith("20260329T120000Z-00008")


@pytest.mark.parametrize("name", ["Asia/Kolkata", "America/New_York", "Pacific/Kiritimati"])
def test_the_zone_of_the_machine_changes_no_row(source, tmp_path, ingest, zone, name):
    # A file of the night in which New York's summer time begins; nothing but its time says when it was published.
    night = datetime(2026, 3, 8, 6, 59, tzinfo=UTC).timestamp()
    os.utime(source / "b.txt", (night, night))
    for number, where in enumerate(["UTC", name]):
        zone(where)
        ingest(source, tmp_path / str(number), at=NOON)
        assert ingest(source, tmp_path / str(number), at=NOON + timedelta(hours=1)).files_read == 0
    one, other = (articles(tmp_path / str(number)).drop(columns=["run_id"]) for number in range(2))
    pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("seconds", [-86_400 * 365 * 50, -1, 0, 1, 2**31, 4_102_444_800, 2**34 - 1])
def test_a_file_of_any_time_is_read_once(source, tmp_path, ingest, seconds):
    os.utime(source / "b.txt", (seconds, seconds))
    counts = [ingest(source, tmp_path / "lake").rows_added["articles"] for _ in range(3)]
    assert counts == [1, 0, 0]
    assert verify(tmp_path / "lake") == []
