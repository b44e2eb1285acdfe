"""The laws of the main job, on real files and a real lake; Prefect's part is in tests/flows."""

import errno
import json
import os
import shutil
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from newsmill.discovery import discover
from newsmill.exceptions import GateError, LakeError, SourceError
from newsmill.identity import article_id, digest
from newsmill.lake.store import Lake
from newsmill.publishing import deduplicate, publish
from newsmill.run import Run, new_run_id, note_start, unfinished_runs
from newsmill.settings import Settings
from newsmill.verify import verify
from newsmill.version import PIPELINE_VERSION

WORDS = "The council of Harbourton voted on {day} to rebuild the old ferry landing after the winter storms of {n}."


def page(n: int) -> str:
    return f"Harbourton votes on landing number {n}\n\n{WORDS.format(day='Monday', n=n)}\n\n{WORDS.format(day='Friday', n=n)}\n"


def source_of(folder: Path, count: int) -> Path:
    folder.mkdir()
    for n in range(count):
        (folder / f"page-{n:03d}.txt").write_text(page(n), encoding="utf-8")
    return folder


def rows(lake: Path, dataset: str = "articles") -> pd.DataFrame:
    return pd.read_parquet(lake / dataset)


def test_the_sample_page_becomes_the_article_that_was_written(ingest, seeds, tmp_path):
    ingest(seeds / "000_f8b5fa20748c1842.txt", tmp_path / "lake")
    frame = rows(tmp_path / "lake")
    assert len(frame) == 1
    article = frame.iloc[0]
    paragraphs = article.text.split("\n\n")
    assert article.title == "Obama, Putin Still at Odds over Syria"
    assert len(paragraphs) == 9
    assert sum(p.startswith("Also differences over") for p in paragraphs) == 1
    assert article.printed_at == pd.Timestamp("2024-11-25 06:52", tz="UTC")
    assert pd.isna(article.published_at)
    assert article.date_source == "printed"
    assert article.language == "en"
    assert "days after the White House signaled it would begin arming" in article.text
    assert list(article.captions) == ["Obama and Putin on the sidelines of G8"]
    assert "Vladidmir" in article.text


def test_seeds_give_articles_and_rejects_that_account_for_every_record(ingest, seeds, tmp_path):
    summary = ingest(seeds, tmp_path / "lake")
    assert summary.input_records == summary.rows_added["articles"] + summary.rows_added["rejects"]
    assert summary.rows_added["articles"] >= 10
    assert summary.rejects_by_reason["empty"] == 1
    assert verify(tmp_path / "lake") == []


def test_a_body_has_one_id_in_articles_of_all_languages(ingest, tmp_path):
    texts = {
        "de": "Die UNO hat am Mittwoch in Wien vor einer neuen Dürre gewarnt, wie ein Sprecher der Stadt dort sagte.",
        "fr": "Les Nations unies ont mis en garde mercredi contre une nouvelle sécheresse dans le sud du pays.",
        "es": "La ONU advirtió el miércoles de una nueva sequía que puede dejar sin agua a los pueblos del sur.",
    }
    source = tmp_path / "in.jsonl"
    lines = (json.dumps({"id": code, "language": code, "text": text}) for code, text in texts.items())
    source.write_text("\n".join(lines), encoding="utf-8")
    ingest(source, tmp_path / "lake")
    bodies = rows(tmp_path / "lake", "mentions").query("kind == 'organization'")
    assert sorted(bodies.surface) == ["Nations unies", "ONU", "UNO"]
    assert set(bodies.name) == {"United Nations"}
    assert len(set(bodies.entity_id)) == 1


def test_a_rerun_adds_nothing_and_is_on_record(ingest, seeds, tmp_path):
    first = ingest(seeds, tmp_path / "lake")
    second = ingest(seeds, tmp_path / "lake")
    assert {name: n for name, n in second.rows_added.items() if n} == {"runs": 1}
    assert second.rows_total["articles"] == first.rows_total["articles"]
    assert list(rows(tmp_path / "lake", "runs").status) == ["completed", "completed"]


def test_staging_that_cannot_be_cleared_after_the_commit_fails_no_run(ingest, tmp_path, monkeypatch):
    real = os.rename

    def keep_batches(source, target):
        if Path(source).parent.name == "batches":
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "rename", keep_batches)
        summary = ingest(source_of(tmp_path / "in", 3), tmp_path / "lake")
    assert (summary.status, len(rows(tmp_path / "lake"))) == ("completed", 3)
    staging = Lake.open(tmp_path / "lake").staging
    left = list(staging.folder.iterdir())
    assert staging.sweep(0, datetime.now(UTC) + timedelta(hours=1)) == len(left) > 0
    assert list(staging.folder.iterdir()) == []


def test_touching_an_input_reloads_nothing(ingest, tmp_path):
    source = source_of(tmp_path / "in", 5)
    ingest(source, tmp_path / "lake")
    for file in source.iterdir():
        os.utime(file, (1, 1))
    assert ingest(source, tmp_path / "lake").files_read == 0


def test_a_changed_file_replaces_what_it_gave_before(ingest, tmp_path):
    source, lake = source_of(tmp_path / "in", 5), tmp_path / "lake"
    ingest(source, lake)
    before = rows(lake).set_index("article_id")
    (source / "page-002.txt").write_text(page(2).replace("rebuild", "tear down"), encoding="utf-8")
    summary = ingest(source, lake)
    after = rows(lake).set_index("article_id")
    assert (summary.files_read, summary.rows_added["articles"], summary.rows_replaced) == (1, 1, 1)
    assert set(before.index) == set(after.index)
    changed = after[after.text.str.contains("tear down")]
    assert len(changed) == 1
    assert changed.iloc[0].run_id == summary.run_id
    # When it was first seen does not change with a revision.
    assert changed.iloc[0].first_seen_at == before.loc[changed.index[0]].first_seen_at
    assert len(rows(lake, "runs")) == 2
    assert verify(lake) == []


def test_a_folder_named_with_a_mark_of_archives_is_a_folder_like_any(ingest, tmp_path):
    source, lake = tmp_path / "in", tmp_path / "lake"
    (source / "Yahoo!").mkdir(parents=True)
    for archive, n in (("Yahoo", 0), ("Yahoo!/old.zip", 1)):
        with zipfile.ZipFile(source / archive, "w") as packed:
            packed.writestr("a.txt", page(n))
    (source / "Yahoo!/a.txt").write_text(page(2), encoding="utf-8")
    assert ingest(source, lake).rows_added["articles"] == 3
    assert ingest(source, lake).files_read == 0
    (source / "Yahoo!/a.txt").write_text(page(3), encoding="utf-8")
    summary = ingest(source, lake)
    assert (summary.rows_replaced, summary.rows_total["articles"]) == (1, 3)
    assert set(rows(lake).title.str[-1]) == {"0", "1", "3"}
    assert verify(lake) == []


def test_a_deleted_file_keeps_its_rows(ingest, tmp_path):
    source, lake = source_of(tmp_path / "in", 3), tmp_path / "lake"
    ingest(source, lake)
    (source / "page-001.txt").unlink()
    assert ingest(source, lake).rows_total["articles"] == 3


def test_a_file_that_cannot_be_read_keeps_its_rows_until_it_can(ingest, tmp_path):
    source, lake = source_of(tmp_path / "in", 2), tmp_path / "lake"
    target = tmp_path / "there.txt"
    target.write_text(page(9), encoding="utf-8")
    (source / "link.txt").symlink_to(target)
    options = {"source": {"follow_links": True}}
    ingest(source, lake, **options)
    before = rows(lake).sort_values("article_id")
    target.rename(tmp_path / "away.txt")
    summary = ingest(source, lake, **options)
    assert (summary.rejects_by_reason, summary.rows_replaced) == ({"vanished": 1}, 0)
    assert rows(lake).sort_values("article_id").equals(before)
    assert verify(lake) == []
    (tmp_path / "away.txt").rename(target)
    summary = ingest(source, lake, **options)
    assert (summary.rows_added["articles"], summary.rows_replaced) == (1, 1)
    assert set(rows(lake).article_id) == set(before.article_id)
    assert verify(lake) == []


def test_a_file_that_vanishes_after_it_was_listed_keeps_its_rows(begin, take_steps, ingest, tmp_path):
    source, lake = source_of(tmp_path / "in", 2), tmp_path / "lake"
    ingest(source, lake)
    file = source / "page-001.txt"
    file.write_text(page(7), encoding="utf-8")
    with begin("ingest", str(source), Settings(lake=lake)) as (run, opened):
        found = discover(run, opened.current(), opened.staging)
        file.unlink()
        results = take_steps(run, found)
        summary = publish(opened, run, found, [*results, deduplicate(opened, run, results)])
    assert (summary.rejects_by_reason, summary.rows_replaced) == ({"vanished": 1}, 0)
    assert len(rows(lake)) == 2
    assert verify(lake) == []


def test_a_name_that_is_not_utf_8_is_ingested_under_its_escaped_name(ingest, tmp_path):
    source, lake = source_of(tmp_path / "in", 0), tmp_path / "lake"
    (source / os.fsdecode(b"caf\xe9.txt")).write_text(page(1), encoding="utf-8")
    ingest(source, lake)
    assert list(rows(lake).source_uri) == [f"{source}/caf\\xe9.txt"]
    assert ingest(source, lake).files_read == 0


def test_a_lake_inside_its_source_is_not_ingested(ingest, tmp_path):
    source = source_of(tmp_path / "in", 2)
    lake = source / "data" / "lake"
    ingest(source, lake)
    (source / "data/lake.openlineage.jsonl").write_text('{"text": "START"}')
    assert (ingest(source, lake).files_listed, len(rows(lake))) == (2, 2)


def test_an_inbox_that_is_empty_is_a_normal_run_of_a_schedule_and_a_missing_one_is_not(ingest, tmp_path):
    inbox = tmp_path / "in"
    inbox.mkdir()
    for trigger in ("start", "schedule"):
        summary = ingest(inbox, tmp_path / "lake", trigger=trigger)
        assert (summary.status, summary.files_listed, summary.input_records) == ("completed", 0, 0)
    with pytest.raises(SourceError, match="no files to read there"):
        ingest(inbox, tmp_path / "lake", trigger="cli")
    inbox.rmdir()
    with pytest.raises(SourceError, match="no such file or folder"):
        ingest(inbox, tmp_path / "lake", trigger="schedule")
    assert verify(tmp_path / "lake") == []


def test_a_copy_is_written_and_flagged_in_whichever_run_it_comes(ingest, tmp_path):
    source, lake = source_of(tmp_path / "in", 2), tmp_path / "lake"
    shutil.copy(source / "page-000.txt", source / "zz-same-run.txt")
    ingest(source, lake)
    shutil.copy(source / "page-000.txt", source / "aa-later-run.txt")
    ingest(source, lake)
    frame = rows(lake)
    frame["name"] = frame.source_uri.str.rsplit("/", n=1).str[-1]
    frame = frame.set_index("name")
    original = frame.loc["page-000.txt"]
    assert pd.isna(original.duplicate_of)
    for copy in ("zz-same-run.txt", "aa-later-run.txt"):
        assert (frame.loc[copy].duplicate_kind, frame.loc[copy].duplicate_of) == (
            "exact",
            original.article_id,
        )
    assert len(rows(lake, "duplicates")) == 2
    assert pd.isna(frame.loc["page-001.txt"].duplicate_kind)


def test_an_original_read_again_does_not_become_a_duplicate_of_its_copy(ingest, tmp_path):
    lake = tmp_path / "lake"
    source = tmp_path / "in"
    source.mkdir()
    records = [{"id": "a", "title": "Harbourton votes", "text": WORDS.format(day="Monday", n=1)}]
    (source / "first.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    ingest(source, lake)
    (source / "second.json").write_text(json.dumps(records[0]), encoding="utf-8")
    ingest(source, lake)
    records.append({"id": "b", "title": "Another", "text": WORDS.format(day="Sunday", n=2)})
    (source / "first.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    ingest(source, lake)
    frame = rows(lake)
    flagged = frame[frame.duplicate_of.notna()]
    assert list(flagged.source_uri.str.rsplit("/", n=1).str[-1]) == ["second.json"]
    assert len(frame) == 3


def test_the_same_id_in_two_byte_ranges_of_a_file_keeps_both_records(ingest, tmp_path):
    source, lake = tmp_path / "in", tmp_path / "lake"
    source.mkdir()
    lines = [
        json.dumps(
            {
                "id": "same" if n in (0, 39) else str(n),
                "title": f"Number {n}",
                "text": WORDS.format(day="Monday", n=n) * 3,
            }
        )
        for n in range(40)
    ]
    (source / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    summary = ingest(source, lake, source={"batch_bytes": 2048})
    frame = rows(lake)
    assert len(frame) == 40
    assert frame.article_id.is_unique
    assert set(frame[frame.external_id == "same"].title) == {"Number 0", "Number 39"}
    assert sum(summary.rejects_by_reason.values()) == 0
    assert verify(lake) == []


def test_ids_that_come_again_give_the_same_keys_however_a_run_is_cut(ingest, tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    ids = ["x", "x#3", "y", "x", "x", "x#4", "y#7", "y"]
    lines = [{"id": key, "text": f"{n} " + WORDS.format(day="Monday", n=n) * 9} for n, key in enumerate(ids)]
    (source / "wire.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    found = []
    for batch_bytes in (1024, 2048, 1 << 20):
        lake = tmp_path / str(batch_bytes)
        ingest(source, lake, source={"batch_bytes": batch_bytes}, enrich={"enrichers": ["lead"]})
        found.append(rows(lake).set_index("source_record").article_id.sort_index().to_list())
    assert found[0] == found[1] == found[2]
    uri = f"{source}/wire.jsonl"
    keys = ["x", "x#3", "y", "x#3#3", "x#4", "x#4#5", "y#7", "y#7#7"]
    assert found[0] == [article_id(uri, key) for key in keys]


def test_of_records_with_one_id_the_first_in_the_source_keeps_it_whichever_batch_is_done_first(
    begin, take_steps, tmp_path
):
    lines = [{"id": "x", "text": f"{n} " + WORDS.format(day="Monday", n=n) * 9} for n in range(4)]
    (tmp_path / "wire.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    settings = Settings(lake=tmp_path / "lake", source={"batch_bytes": 1024}, enrich={"enrichers": ["lead"]})
    with begin("ingest", str(tmp_path / "wire.jsonl"), settings) as (run, lake):
        found = discover(run, lake.current(), lake.staging)
        results = take_steps(run, found)[::-1]
        publish(lake, run, found, [*results, deduplicate(lake, run, results)])
    ids = rows(tmp_path / "lake").set_index("source_record").article_id.sort_index().to_list()
    uri = f"{tmp_path}/wire.jsonl"
    assert ids == [article_id(uri, key) for key in ("x", "x#1", "x#2", "x#3")]


def test_batches_cut_elsewhere_give_the_same_rows(ingest, seeds, tmp_path):
    ingest(seeds, tmp_path / "one")
    ingest(seeds, tmp_path / "two", source={"batch_files": 1})
    lineage = ["run_id", "first_seen_at"]
    for dataset in ("articles", "edits", "mentions", "quotes", "dates", "counts", "links", "topics"):
        one, two = (
            rows(tmp_path / lake, dataset).drop(columns=lineage, errors="ignore") for lake in ("one", "two")
        )
        keys = [c for c in one.columns if c in ("article_id", "start", "sequence", "end", "kind")]
        one, two = (f.sort_values(keys).reset_index(drop=True) for f in (one, two))
        pd.testing.assert_frame_equal(one, two)


def test_a_batch_that_fails_leaves_its_inputs_out_whole_until_the_next_run(ingest, tmp_path):
    source, lake = source_of(tmp_path / "in", 6), tmp_path / "lake"
    summary = ingest(source, lake, source={"batch_files": 2}, lose=1)
    assert (summary.status, summary.failed_batches) == ("failed", 1)
    assert summary.rows_total["articles"] == 4
    again = ingest(source, lake, source={"batch_files": 2})
    assert (again.files_read, again.rows_total["articles"]) == (2, 6)
    # What was staged before the failure is not made again.
    assert again.steps["clean"].resumed_batches == 1
    assert verify(lake) == []


def test_a_file_of_many_batches_is_published_whole_or_not_at_all(ingest, tmp_path):
    source, lake = tmp_path / "in", tmp_path / "lake"
    source.mkdir()
    lines = [
        json.dumps({"id": str(n), "title": f"Number {n}", "text": WORDS.format(day="Monday", n=n) * 3})
        for n in range(40)
    ]
    (source / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (source / "zz-page.txt").write_text(page(1), encoding="utf-8")
    summary = ingest(source, lake, source={"batch_bytes": 2048, "batch_files": 1}, lose=2)
    assert set(rows(lake).source_format) == {"text"}
    assert summary.status == "failed"
    assert ingest(source, lake, source={"batch_bytes": 2048, "batch_files": 1}).rows_total["articles"] == 41
    assert verify(lake) == []


def test_a_gate_stops_the_commit_and_accept_publishes(ingest, tmp_path):
    source, lake = source_of(tmp_path / "in", 3), tmp_path / "lake"
    (source / "empty.txt").write_bytes(b"")
    with pytest.raises(GateError, match=r"1 of 4 records were rejected \(25.0%\), allowed are 10.0%"):
        ingest(source, lake, gates={"max_reject_share": 0.1})
    assert len(rows(lake)) == 0
    summary = ingest(source, lake, gates={"max_reject_share": 0.1}, accept=True)
    assert summary.rows_total["articles"] == 3


def test_raw_bytes_are_kept_once_and_give_the_source_again(ingest, tmp_path):
    source, lake = source_of(tmp_path / "in", 2), tmp_path / "lake"
    shutil.copy(source / "page-000.txt", source / "copy.txt")
    ingest(source, lake)
    raw = rows(lake, "raw")
    assert len(raw) == 2
    for row in raw.itertuples():
        content = pa.decompress(row.bytes, decompressed_size=row.size, codec="zstd").to_pybytes()
        assert digest(content) == row.digest


@pytest.fixture
def ingest_while(begin, take_steps):
    """An ingest in which something happens between listing the source and reading it."""

    def call(source, root, meanwhile, **options):
        settings = Settings(lake=root, source=options, enrich={"enrichers": ["lead"]})
        with begin("ingest", str(source), settings) as (run, lake):
            found = discover(run, lake.current(), lake.staging)
            meanwhile()
            results = take_steps(run, found)
            return publish(lake, run, found, [*results, deduplicate(lake, run, results)])

    return call


def test_bytes_that_the_lake_holds_are_not_kept_again_when_a_file_gets_them_while_it_is_read(
    ingest_while, tmp_path
):
    source, lake = source_of(tmp_path / "in", 1), tmp_path / "lake"
    ingest_while(source, lake, lambda: None)
    late = source / "late.txt"
    late.write_text(page(1), encoding="utf-8")
    summary = ingest_while(source, lake, lambda: shutil.copy(source / "page-000.txt", late))
    assert (summary.rows_added["articles"], len(rows(lake, "raw"))) == (1, 1)
    assert verify(lake) == []


def test_bytes_that_can_be_read_on_the_second_try_only_are_kept(ingest_while, tmp_path):
    source, lake = tmp_path / "in", tmp_path / "lake"
    source.mkdir()
    (source / "late.txt").symlink_to(tmp_path / "target")
    summary = ingest_while(source, lake, lambda: (tmp_path / "target").write_text(page(1)), follow_links=True)
    assert (summary.rows_added["articles"], len(rows(lake, "raw"))) == (1, 1)
    assert verify(lake) == []


@pytest.mark.parametrize("dataset", ["inputs", "fingerprints"])
def test_a_damaged_file_of_the_lake_is_told_in_a_line(ingest, tmp_path, dataset):
    source, lake = source_of(tmp_path / "in", 2), tmp_path / "lake"
    ingest(source, lake)
    for file in (lake / dataset).resolve().rglob("*-0001.parquet"):
        file.write_bytes(file.read_bytes()[:100])
    (source / "page-000.txt").write_text(page(7), encoding="utf-8")
    with pytest.raises(LakeError, match=r"^[^\n]*`newsmill verify` names damaged files$"):
        ingest(source, lake)


def test_staging_is_empty_after_a_run(ingest, seeds, tmp_path):
    ingest(seeds, tmp_path / "lake")
    lake = Lake.open(tmp_path / "lake")
    assert not list(lake.staging.folder.iterdir())
    assert not list((lake.root / ".runs").iterdir())


def test_an_interrupted_run_is_settled_once_wherever_the_next_run_stands(begin, tmp_path, monkeypatch):
    monkeypatch.chdir(source_of(tmp_path / "here", 1))
    with pytest.raises(KeyboardInterrupt), begin("ingest", ".", Settings(lake="lake")):
        raise KeyboardInterrupt
    monkeypatch.chdir(tmp_path)
    note = next((tmp_path / "here/lake/.runs").iterdir())
    note.write_text(note.read_text().replace(f'"{PIPELINE_VERSION}"', '"1.1.1.1"'))
    with begin("ingest", "here", Settings(lake="here/lake")):
        runs = rows(tmp_path / "here/lake", "runs")
        # The version is that of the code that was interrupted.
        assert list(zip(runs.status, runs.pipeline_version, strict=True)) == [("interrupted", "1.1.1.1")]
    assert unfinished_runs(tmp_path / "here/lake") == []


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_run_that_cannot_be_noted_on_a_full_disk_says_so(tmp_path):
    lake, now = Lake.open(tmp_path / "lake"), datetime.now(UTC)
    run = Run(
        run_id=new_run_id(now), started_at=now, flow="ingest", source="in", trigger="test", flow_run_id=None,
        settings=Settings(lake=lake.root),
    )  # fmt: skip
    (lake.root / ".runs").mkdir()
    # It takes no byte: what the writer sees is the kernel's own ENOSPC.
    (lake.root / ".runs" / f"{run.run_id}.tmp").symlink_to("/dev/full")
    with pytest.raises(LakeError, match="the disk is full"):
        note_start(lake.root, run)
    assert unfinished_runs(lake.root) == []
