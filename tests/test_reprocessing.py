"""Rows made again: which, from what, and what becomes of the old ones."""

import errno
import gzip
import json
import os
import shutil
import zipfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from newsmill.discovery import discover
from newsmill.exceptions import GateError, LakeError, LakeIOError, SettingsError
from newsmill.identity import digest
from newsmill.kept_bytes import restore
from newsmill.lake.changes import Changes
from newsmill.lake.parts import PartWriter
from newsmill.lake.store import Lake
from newsmill.publishing import deduplicate, publish
from newsmill.reprocessing import Selection, chosen_inputs, current_rejects, gather, republish
from newsmill.schema import DATASETS
from newsmill.settings import Settings
from newsmill.verify import verify

WORDS = "The council of Harbourton voted on {day} to rebuild the old ferry landing after the winter storms of {n}."
# Without the neural parts: what is shown here does not hang on them.
QUICK = {"enrichers": ["lead", "keywords"], "assumed_language": "en"}
FEW = QUICK | {"keyword_count": 2}
ALL_OLDER = Selection(older_than_version="999")


def page(n):
    return f"Harbourton votes on landing {n}\n\n{WORDS.format(day='Monday', n=n)}\n\n{WORDS.format(day='Friday', n=n)}\n"


def record(n):
    return {"id": str(n), "title": f"Landing {n}", "text": WORDS.format(day="Sunday", n=n) * 3}


@pytest.fixture
def source(tmp_path):
    """Pages, a packed page, an archive, a large file of lines, and a file that is no article."""
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(3):
        (folder / f"page-{n}.txt").write_text(page(n), encoding="utf-8")
    (folder / "packed.txt.gz").write_bytes(gzip.compress(page(7).encode()))
    with zipfile.ZipFile(folder / "pages.zip", "w") as archive:
        archive.writestr("a.txt", page(8))
        archive.writestr("b.txt", page(9))
    (folder / "wire.jsonl").write_text(
        "\n".join(json.dumps(record(n)) for n in range(20, 40)), encoding="utf-8"
    )
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture
def lake(ingest, source, tmp_path):
    ingest(source, tmp_path / "lake", enrich=QUICK, source={"batch_bytes": 2048})
    return tmp_path / "lake"


@pytest.fixture
def reprocess(begin, take_steps, tmp_path):
    """What flows/reprocess.py does, in this process; `meanwhile` happens between finding the files and reading them."""

    def call(selection, *, accept=False, meanwhile=lambda: None, **settings):
        checked = Settings(lake=tmp_path / "lake", **{"enrich": FEW, **settings})
        with begin("reprocess", selection.words, checked, accept=accept) as (run, opened):
            gathered = gather(run, opened, selection)
            meanwhile()
            summary = republish(opened, run, gathered.found, take_steps(run, gathered.found))
        return summary, gathered

    return call


def rows(lake, dataset="articles"):
    return pd.read_parquet(lake / dataset)


def contents(lake):
    """Articles as they are, but for what a run leaves on them."""
    frame = rows(lake).drop(columns=["run_id", "keywords"]).sort_values("article_id").reset_index(drop=True)
    return frame.astype({"year": int})


def files(frame):
    return sorted(set(frame.source_uri.str.rsplit("/", n=1).str[-1]))


def test_what_was_learnt_since_is_taken_off_when_rows_are_made_again(ingest, reprocess, tmp_path):
    folder, lake = tmp_path / "learning", tmp_path / "lake"
    folder.mkdir()
    for n, town in enumerate(["Ashford", "Bramley", "Corston", "Denholm", "Elmsford"]):
        story = WORDS.replace("Harbourton", town).format(day="Monday", n=n)
        (folder / f"{town}.txt").write_text(f"Landing of {town}\n\n{story}\n\nThe Daily Harbour since 1901\n")
        ingest(folder, lake, enrich=QUICK)
    assert rows(lake).text.str.contains("Daily").sum() == 4
    summary, _ = reprocess(Selection(where="text like '%Daily%'"))
    assert (summary.rows_replaced, rows(lake).text.str.contains("Daily").sum()) == (4, 0)
    assert verify(lake) == []


def test_rows_of_an_older_version_are_made_again_in_their_place(lake, reprocess):
    before = contents(lake)
    first_run = rows(lake).run_id.iloc[0]
    assert rows(lake).keywords.map(len).max() > 2
    summary, gathered = reprocess(ALL_OLDER)
    assert (summary.status, gathered.lost) == ("completed", ())
    # Times of first sight are among what is the same.
    pd.testing.assert_frame_equal(contents(lake), before)
    after = rows(lake)
    assert after.keywords.map(len).max() == 2
    assert set(after.run_id) == {summary.run_id}
    assert summary.rows_added["articles"] == summary.rows_replaced == len(before) == 26
    assert summary.input_records == 27
    inputs = rows(lake, "inputs")
    assert set(inputs[inputs.run_id == summary.run_id].status) == {"reprocessed"}
    assert set(inputs[inputs.run_id == first_run].status) == {"new"}
    assert summary.rows_added["raw"] == 0
    assert verify(lake) == []


def test_where_the_source_is_gone_the_kept_bytes_give_the_same_rows(lake, source, reprocess):
    before = contents(lake)
    assert len(rows(lake, "raw").query("part > 0")) > 0
    shutil.rmtree(source)
    summary, gathered = reprocess(ALL_OLDER, source={"batch_bytes": 4096})
    assert (summary.status, summary.rows_replaced, gathered.lost) == ("completed", 26, ())
    pd.testing.assert_frame_equal(contents(lake), before)
    assert rows(lake).keywords.map(len).max() == 2
    assert verify(lake) == []
    assert not list((lake / ".staging").glob("restored/*"))
    # The same again, though the first time's files are gone.
    assert reprocess(ALL_OLDER)[0].rows_replaced == 26


@pytest.mark.usefixtures("lake")
def test_a_batch_staged_before_its_source_went_is_read_from_the_kept_bytes(source, reprocess):
    def crash() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reprocess(ALL_OLDER, meanwhile=crash)
    shutil.rmtree(source)
    summary, _ = reprocess(ALL_OLDER)
    assert (summary.status, summary.rows_replaced) == ("completed", 26)


def test_a_file_that_has_changed_is_made_again_as_it_was_and_taken_up_by_the_next_run(
    ingest, lake, source, reprocess
):
    before = contents(lake)
    (source / "page-1.txt").write_text(page(1).replace("rebuild", "tear down"), encoding="utf-8")
    reprocess(ALL_OLDER)
    pd.testing.assert_frame_equal(contents(lake), before)
    summary = ingest(source, lake, enrich=QUICK, source={"batch_bytes": 2048})
    assert (summary.files_read, summary.rows_replaced) == (1, 1)
    assert rows(lake).text.str.contains("tear down").sum() == 1
    assert verify(lake) == []


def test_a_file_that_could_not_be_read_since_is_made_again_from_the_bytes_that_gave_its_rows(
    ingest, reprocess, tmp_path
):
    source, lake, target = tmp_path / "in", tmp_path / "lake", tmp_path / "there.txt"
    source.mkdir()
    target.write_text(page(1), encoding="utf-8")
    (source / "link.txt").symlink_to(target)
    ingest(source, lake, enrich=QUICK, source={"follow_links": True})
    target.unlink()
    assert ingest(source, lake, enrich=QUICK, source={"follow_links": True}).rejects_by_reason == {
        "vanished": 1
    }
    before = rows(lake)
    summary, gathered = reprocess(ALL_OLDER)
    assert (gathered.lost, summary.rows_added["articles"]) == ((), 1)
    after = rows(lake)
    assert (list(after.text), list(after.article_id)) == (list(before.text), list(before.article_id))
    assert after.run_id[0] != before.run_id[0]
    assert verify(lake) == []


def test_a_file_never_read_has_nothing_to_be_made_again_from(ingest, reprocess, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "nowhere")
    ingest(tmp_path / "in", tmp_path / "lake", enrich=QUICK, source={"follow_links": True})
    _, gathered = reprocess(Selection(rejects=True))
    assert [Path(uri).name for uri in gathered.lost] == ["link.txt"]


def test_inputs_whose_bytes_are_gone_stay_as_they_are(ingest, reprocess, source, tmp_path):
    lake = tmp_path / "lake"
    ingest(source, lake, enrich=QUICK, extract={"keep_raw": False})
    (source / "page-1.txt").unlink()
    (source / "page-2.txt").write_text(page(2) + "changed", encoding="utf-8")
    before = rows(lake).set_index("article_id").sort_index()
    _, gathered = reprocess(ALL_OLDER)
    assert [Path(uri).name for uri in gathered.lost] == ["page-1.txt", "page-2.txt"]
    after = rows(lake).set_index("article_id").sort_index()
    is_lost = before.source_uri.isin(gathered.lost)
    assert is_lost.sum() == 2
    pd.testing.assert_frame_equal(after[is_lost], before[is_lost])
    assert (after[~is_lost].run_id != before[~is_lost].run_id).all()
    assert verify(lake) == []


def test_a_condition_chooses_whole_files_and_leaves_the_others(lake, reprocess):
    summary, _ = reprocess(Selection(where="title = 'Landing 33' or text like '%storms of 8.%'"))
    again = rows(lake)[lambda frame: frame.run_id == summary.run_id]
    assert files(again) == ["a.txt", "b.txt", "wire.jsonl"]
    assert len(again) == summary.rows_replaced == 22
    assert len(rows(lake)) == 26
    assert verify(lake) == []


def test_a_condition_that_cannot_be_read_is_said_in_the_databases_words(lake):
    with pytest.raises(LakeError, match="nonsense"):
        chosen_inputs(Lake.open(lake), Selection(where="nonsense = 1"))


def test_rejects_that_are_articles_now_are_current_no_longer(lake, source, reprocess, ingest):
    (source / "long.txt").write_text(page(50) * 40, encoding="utf-8")
    limits = {"max_file_bytes": 8000}
    ingest(source, lake, enrich=QUICK, extract=limits)
    assert current_rejects(Lake.open(lake).current(), ["reason"])["reason"].to_pylist() == [
        "empty",
        "too_large",
    ]
    summary, gathered = reprocess(Selection(rejects=True, reason="too_large"))
    assert gathered.found.files_read == 1
    assert (summary.rows_added["articles"], summary.rows_added["rejects"], summary.rows_replaced) == (1, 0, 0)
    # History is kept: what that run rejected is still what its row in `runs` counts.
    assert sorted(rows(lake, "rejects").reason) == ["empty", "too_large"]
    assert current_rejects(Lake.open(lake).current(), ["reason"])["reason"].to_pylist() == ["empty"]
    assert chosen_inputs(Lake.open(lake), Selection(rejects=True, reason="too_large")) == []
    assert [Path(uri).name for uri in chosen_inputs(Lake.open(lake), Selection(rejects=True))] == [
        "empty.txt"
    ]
    assert verify(lake) == []


def test_a_file_in_a_folder_named_with_a_mark_of_archives_is_read_where_it_is(ingest, reprocess, tmp_path):
    folder = tmp_path / "Yahoo!"
    folder.mkdir()
    (folder / "a.txt").write_text(page(1), encoding="utf-8")
    ingest(folder, tmp_path / "lake", enrich=QUICK, extract={"keep_raw": False})
    summary, gathered = reprocess(Selection(where="true"))
    assert (gathered.lost, summary.rows_replaced) == ((), 1)


def test_a_file_that_grew_between_listing_and_reading_can_be_made_again(
    begin, take_steps, reprocess, tmp_path
):
    file = tmp_path / "a.txt"
    file.write_text(page(1), encoding="utf-8")
    with begin("ingest", str(file), Settings(lake=tmp_path / "lake", enrich=QUICK)) as (run, opened):
        found = discover(run, opened.current(), opened.staging)
        file.write_text(page(1) + "\nThe ferry will sail again in the spring.\n", encoding="utf-8")
        os.utime(file, (1, 1))
        results = take_steps(run, found)
        publish(opened, run, found, [*results, deduplicate(opened, run, results)])
    (row,) = rows(tmp_path / "lake", "inputs").itertuples()
    assert (row.size, row.modified_at) == (file.stat().st_size, pd.Timestamp(1, unit="s", tz="UTC"))
    summary, gathered = reprocess(ALL_OLDER)
    assert (gathered.lost, summary.rows_replaced) == ((), 1)


def test_nothing_is_older_than_the_installed_version_after_a_run(lake):
    assert chosen_inputs(Lake.open(lake), Selection(older_than_version="current")) == []
    assert len(chosen_inputs(Lake.open(lake), ALL_OLDER)) == 7


def test_a_file_that_vanishes_under_the_hand_costs_no_article(lake, source, reprocess):
    before = contents(lake)
    summary, _ = reprocess(
        Selection(where="source_uri like '%page-1.txt'"), meanwhile=(source / "page-1.txt").unlink
    )
    assert (summary.status, summary.failed_batches, summary.rows_replaced) == ("failed", 1, 0)
    pd.testing.assert_frame_equal(contents(lake), before)
    again, _ = reprocess(Selection(where="source_uri like '%page-1.txt'"))
    assert (again.status, again.rows_replaced) == ("completed", 1)
    assert verify(lake) == []


def test_a_second_try_after_an_io_error_publishes_what_the_first_would_have(
    lake, source, begin, take_steps, monkeypatch
):
    settings = Settings(lake=lake, enrich=FEW, source={"batch_files": 1})
    with begin("reprocess", ALL_OLDER.words, settings) as (run, opened):
        found = gather(run, opened, ALL_OLDER).found
        (source / "page-1.txt").unlink()
        results = take_steps(run, found)
        with monkeypatch.context() as patch:
            patch.setattr(os, "fsync", _refuse)
            with pytest.raises(LakeIOError, match="cannot commit"):
                republish(opened, run, found, results)
        summary = republish(opened, run, found, results)
    assert (summary.status, summary.failed_batches, summary.rows_replaced) == ("failed", 1, 25)
    assert list(opened.staging.folder.iterdir()) == []
    assert verify(lake) == []


def _refuse(_):
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_a_reprocess_that_loses_articles_is_stopped_by_the_drop_gate(lake, reprocess):
    with pytest.raises(GateError, match="max_drop_share: 6 articles, the last runs' median is 26"):
        reprocess(
            ALL_OLDER, gates={"max_drop_share": 0.5, "min_articles": 1000}, extract={"max_file_bytes": 900}
        )
    assert len(rows(lake)) == 26
    assert reprocess(ALL_OLDER, gates={"max_drop_share": 0.5, "min_articles": 1000})[0].rows_replaced == 26


@pytest.mark.parametrize(
    "wrong",
    [{}, {"reason": "empty"}, {"where": "true", "rejects": True}, {"where": "true", "reason": "empty"},
     {"older_than_version": "new"}],
)  # fmt: skip
def test_a_selection_says_one_thing(wrong):
    with pytest.raises(SettingsError):
        Selection(**wrong)


def test_kept_bytes_that_are_damaged_or_in_part_are_not_used(tmp_path):
    whole, other = b"one" * 100, b"another"
    bad = b"damaged"
    packed = pa.Codec("zstd")

    def row(key, part, data):
        return {
            "digest": key,
            "source_uri": "u",
            "part": part,
            "size": len(data),
            "bytes": packed.compress(data, asbytes=True),
        }

    kept = [row(digest(whole), 1, whole[150:]), row(digest(whole), 0, whole[:150]), row(digest(bad), 0, bad[::-1]),
            row(digest(other), 1, other[3:])]  # fmt: skip
    lake = Lake.open(tmp_path / "lake")
    dataset = DATASETS["raw"]
    table = pa.Table.from_pylist(kept, schema=pa.schema([f for f in dataset.schema if f.name != "run_id"]))
    with PartWriter(dataset, lake.parts_folder("run"), "run", constants={"run_id": "run"}) as parts:
        parts.write(table)
    snapshot = lake.commit(Changes(tuple(parts.parts)), run_id="run")
    found = restore(snapshot, {digest(data) for data in (whole, bad, other)}, tmp_path / "files")
    assert {key: path.read_bytes() for key, path in found.items()} == {digest(whole): whole}
