"""A lake kept in order: fewer files, less that is old, and not a row otherwise."""

import os
import time
from datetime import UTC, datetime, timedelta

import pandas as pd
import pyarrow as pa
import pytest

from newsmill import query
from newsmill import verify as laws
from newsmill.inspection import query_sql
from newsmill.lake.compact import compact
from newsmill.lake.expire import expire
from newsmill.lake.store import Lake
from newsmill.maintenance import describe, record
from newsmill.maintenance import rows as figures
from newsmill.schema import DATASETS
from newsmill.settings import Settings
from newsmill.verify import verify

QUICK = {"enrichers": ["lead", "keywords", "dates", "counts", "quotes"], "assumed_language": "en"}
# What README and docs ask of a lake.
QUERIES = (
    "select year, count(*) from articles group by 1 order by 1",
    "select a.title, count(*) from articles a join edits e using (article_id) group by 1 order by 1",
    "select reason, count(*) from rejects group by 1 order by 1",
    "select i.status, sum(i.records) from inputs i group by 1 order by 1",
    "select other_id, count(*) from duplicates group by 1 order by 1",
    "select digest, part, size from raw order by 1, 2",
    "select event, count(*), min(number) from counts group by 1 order by 1",
    "select run_id, articles_written from runs where flow = 'ingest' order by 1",
)


def page(n, day):
    story = f"Three people were killed on {day} when a ferry sank off Harbourton, storm number {n}."
    return f'Ferry sinks in storm {n}\n\n{story} "It was dark," the mayor said.\n\n{story} It was 12 June 2014.\n'


@pytest.fixture
def lake(ingest, tmp_path):
    """Five runs: four with new pages, a copy and an empty one, and one that finds a page changed."""
    source = tmp_path / "in"
    source.mkdir()
    for run in range(4):
        for n in range(3):
            (source / f"{run}-{n}.txt").write_text(page(f"{run}{n}", "Monday"), encoding="utf-8")
        (source / f"{run}-copy.txt").write_text(page(f"{run}0", "Monday"), encoding="utf-8")
        (source / f"{run}-empty.txt").touch()
        ingest(source, tmp_path / "lake", enrich=QUICK)
    (source / "0-1.txt").write_text(page("01", "Friday"), encoding="utf-8")
    ingest(source, tmp_path / "lake", enrich=QUICK)
    return tmp_path / "lake"


@pytest.fixture
def maintain(begin):
    """What flows/maintain.py does, in this process."""

    def call(lake, **settings):
        with begin("maintain", "", Settings(lake=lake, **settings)) as (run, opened):
            compacted = compact(opened, run.run_id)
            expired = expire(opened, run.settings.keep_hours)
            return record(opened, run, compacted, expired, verify(lake))

    return call


def frames(lake):
    """All rows of all datasets, sorted; of `runs` those that ingested."""
    found = {}
    for name in DATASETS:
        table = query.open_snapshot(lake).table(name)
        if name == "runs":
            table = table.filter(pa.compute.equal(table["flow"], "ingest"))
        frame = table.to_pandas()
        found[name] = frame.sort_values(list(DATASETS[name].key)).reset_index(drop=True)
    return found


def files(lake):
    snapshot = Lake.open(lake).current()
    return {name: len(snapshot.files(name)) for name in DATASETS}


def test_not_a_row_and_not_an_answer_changes(lake, maintain):
    before = frames(lake)
    answers = [query_sql(lake, words) for words in QUERIES]
    plain = {name: pd.read_parquet(lake / name).shape for name in DATASETS if name != "runs"}
    done = maintain(lake)
    assert (done.status, done.problems) == ("completed", ())
    for name, frame in frames(lake).items():
        pd.testing.assert_frame_equal(frame, before[name])
    assert [query_sql(lake, words) for words in QUERIES] == answers
    assert all(answer.num_rows for answer in answers)
    assert {name: pd.read_parquet(lake / name).shape for name in plain} == plain
    assert verify(lake) == []


def test_small_files_become_one_a_partition_in_flat_datasets_too(lake, maintain):
    before = files(lake)
    assert min(before[name] for name in ("articles", "raw", "inputs", "runs", "rejects")) >= 4
    done = maintain(lake)
    after = files(lake)
    partitions = {entry.year for entry in Lake.open(lake).current().files("articles")}
    assert after["articles"] == len(partitions)
    assert {name: after[name] for name in ("raw", "inputs", "rejects")} == dict.fromkeys(
        ("raw", "inputs", "rejects"), 1
    )
    assert after["runs"] == 2  # one, and the maintenance's own row
    assert sum(before.values()) - done.files_before + done.files_after + 1 == sum(after.values())


def test_a_second_maintenance_finds_little_to_do(lake, maintain):
    maintain(lake)
    again = maintain(lake)
    assert (again.files_before, again.files_after) == (2, 1)  # the runs


def test_old_snapshots_and_stale_staging_go_and_the_young_stay(lake, maintain):
    opened = Lake.open(lake)
    for name, hours in (("aa", 30), ("bb", 1)):
        opened.staging.write(name, "extract", {"articles": pa.table({"x": [1]})})
        for path in (opened.staging.folder / name).rglob("*"):
            stamp = time.time() - hours * 3600
            os.utime(path, (stamp, stamp))
        os.utime(opened.staging.folder / name, (time.time() - hours * 3600,) * 2)
    assert maintain(lake).snapshots_removed == 0  # none is a day old
    assert not (opened.staging.folder / "aa").exists()
    assert opened.staging.has("bb", "extract")
    held = opened.current()
    done = maintain(lake, keep_hours=0)
    assert done.snapshots_removed >= 6
    assert held.version not in opened.snapshots()
    tomorrow = datetime.now(UTC) + timedelta(hours=30)
    expire(opened, 24, now=tomorrow)
    assert opened.snapshots() == [opened.current().version]
    assert verify(lake) == []


def test_the_run_is_on_record_with_what_does_not_hold(lake, maintain):
    sound = maintain(lake)
    victim = next(
        iter(Lake.open(lake).current().files("mentions") or Lake.open(lake).current().files("edits"))
    )
    name = "mentions" if Lake.open(lake).current().files("mentions") else "edits"
    # The file of the newest snapshot; its other links are the same file.
    Lake.open(lake).current().file(name, victim).write_bytes(b"PAR1 no more")
    broken = maintain(lake)
    runs = pd.read_parquet(lake / "runs").query("flow == 'maintain'").set_index("run_id")
    assert runs.loc[sound.run_id].status == "completed"
    assert runs.loc[broken.run_id].status == "failed"
    assert runs.loc[broken.run_id].snapshot == broken.snapshot == Lake.open(lake).current().version
    assert victim.path in runs.loc[broken.run_id].error
    assert [row["figure"] for row in figures(broken) if row["what"] == "problems"] == [len(broken.problems)]
    assert victim.path in describe(broken.problems)


def test_verifying_reads_the_edits_of_a_partition_once_however_many_files_it_has(lake, monkeypatch):
    read = []
    original = laws._edits
    monkeypatch.setattr(laws, "_edits", lambda *args: read.append(args[1]) or original(*args))
    assert verify(lake) == []
    assert sorted(read) == sorted({entry.year for entry in Lake.open(lake).current().files("articles")})


@pytest.fixture
def is_soon_crowded(monkeypatch):
    monkeypatch.setattr("newsmill.maintenance.MOST_SMALL_FILES", 8)
    monkeypatch.setattr("newsmill.maintenance.MOST_SNAPSHOTS", 4)


@pytest.mark.usefixtures("is_soon_crowded")
def test_a_lake_that_nobody_maintains_keeps_its_rows_and_not_its_files(lake, ingest):
    before = frames(lake)
    ingest(lake.parent / "in", lake, enrich=QUICK)
    after = frames(lake)
    assert len(after.pop("runs")) == len(before.pop("runs")) + 1
    for name, frame in after.items():
        pd.testing.assert_frame_equal(frame, before[name])
    partitions = {entry.year for entry in Lake.open(lake).current().files("articles")}
    assert files(lake)["articles"] == files(lake)["fingerprints"] == len(partitions)
    assert verify(lake) == []


@pytest.mark.usefixtures("is_soon_crowded")
def test_files_and_snapshots_do_not_grow_with_the_number_of_runs(lake, ingest):
    counts = []
    for _ in range(20):
        ingest(lake.parent / "in", lake, enrich=QUICK, keep_hours=0)
        counts.append((sum(files(lake).values()), len(Lake.open(lake).snapshots())))
    partitions = len({(name, e.year) for name in DATASETS for e in Lake.open(lake).current().files(name)})
    # Those that may be merged, one that stays of each partition, and those of the run.
    assert max(count for count, _ in counts) <= 8 + partitions + 2
    assert max(snapshots for _, snapshots in counts) <= 4 + 2
    assert len(query.open_snapshot(lake).runs()) == 25
    assert verify(lake) == []
