"""What a line at the edge of a page is, over the batches of a run, over runs, and over a crash."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from newsmill import publication
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS
from newsmill.verify import verify

FOOTER = "The Daily Harbour, a paper for the coast since our grandfathers"
TOWNS = (
    "Aldwick",
    "Bramley",
    "Corston",
    "Denholm",
    "Elmsford",
    "Farndale",
    "Glenmoor",
    "Hartwell",
    "Ixworth",
)


BODY = (
    "The council of {town} met on Monday to decide what is to become of the old landing, which storms took.",
    "Fishermen from {town} have had nowhere to tie up their boats since the winter, the mayor told reporters.",
    "A bank in the capital has promised the money, on the terms that {town} agreed to in the spring.",
    "Work may begin in May, once engineers have seen what the tides left of the piles beneath {town}.",
    "Not everybody is glad: shopkeepers near the market fear that visitors to {town} will go elsewhere.",
    "Two ferries a day used to call before the war, and older people of {town} remember the band playing.",
    "The minister for transport, who grew up a mile from {town}, said she would come to the opening.",
)


def story(town: str, paragraphs: int = 3) -> str:
    return "\n\n".join(
        [f"{town} votes on its landing", *(line.format(town=town) for line in BODY[:paragraphs])]
    )


def put(folder: Path, *towns: str, footer: str = FOOTER) -> Path:
    folder.mkdir(exist_ok=True)
    for town in towns:
        (folder / f"{town}.txt").write_text(f"{story(town)}\n\n{footer}\n", encoding="utf-8")
    return folder


def rows(lake: Path, dataset: str = "articles") -> pd.DataFrame:
    return pd.read_parquet(lake / dataset)


def with_footer(lake: Path) -> set[str]:
    """Files whose article still has the footer."""
    frame = rows(lake)
    return {Path(uri).name for uri in frame[frame.text.str.contains(FOOTER)].source_uri}


def test_a_line_on_three_pages_in_each_of_two_batches_is_on_six_pages(ingest, tmp_path):
    source, lake = put(tmp_path / "in", *TOWNS[:6]), tmp_path / "lake"
    summary = ingest(source, lake, source={"batch_files": 3}, clean={"page_repeat_min": 6})
    assert summary.steps["survey"].rows_in == summary.steps["survey"].kept == 6
    assert with_footer(lake) == set()
    assert list(rows(lake, "edits").query("rule == 'boilerplate'").before.str.strip()) == [FOOTER] * 6
    assert verify(lake) == []
    ingest(source, tmp_path / "other", source={"batch_files": 3}, clean={"page_repeat_min": 7})
    assert len(with_footer(tmp_path / "other")) == 6


def test_a_line_learnt_in_earlier_runs_is_taken_off_a_single_page(ingest, tmp_path):
    source, lake = put(tmp_path / "in", *TOWNS[:2]), tmp_path / "lake"
    ingest(source, lake)
    ingest(put(source, *TOWNS[2:4]), lake)
    assert len(with_footer(lake)) == 4
    ingest(put(source, TOWNS[4]), lake)
    assert with_footer(lake) == {f"{town}.txt" for town in TOWNS[:4]}
    (edit,) = rows(lake, "edits").query("rule == 'boilerplate'").to_dict("records")
    assert (edit["before"].strip(), edit["after"]) == (FOOTER, "")
    assert verify(lake) == []


def test_what_one_site_has_on_every_page_stays_on_another(ingest, tmp_path):
    lake = tmp_path / "lake"
    ingest(put(tmp_path / "daily", *TOWNS[:5]), lake)
    ingest(put(tmp_path / "weekly", TOWNS[5]), lake)
    assert with_footer(lake) == {f"{TOWNS[5]}.txt"}


def test_five_revisions_of_a_page_leave_its_lines_alone(ingest, tmp_path):
    source, lake = tmp_path / "in", tmp_path / "lake"
    source.mkdir()
    for changed in range(1, 6):
        # The lead stays, all else is written anew; the strictest setting there is.
        body = [BODY[0], *BODY[changed : changed + 2]]
        text = "\n\n".join(["Landing decided", *body]).format(town="Aldwick")
        (source / "page.txt").write_text(f"{text}\n", encoding="utf-8")
        ingest(source, lake, clean={"page_repeat_min": 2})
        assert rows(lake).text.tolist() == [text.partition("\n\n")[2]]
        assert len(rows(lake, "fingerprints")) == 1


def test_five_revisions_of_a_page_under_names_of_their_own_leave_its_lines_alone(ingest, tmp_path):
    source, lake = tmp_path / "in", tmp_path / "lake"
    source.mkdir()
    for length in range(2, 8):
        (source / f"{length}.txt").write_text(f"{story('Aldwick', length)}\n", encoding="utf-8")
        ingest(source, lake)
    expected = [story("Aldwick", length).partition("\n\n")[2] for length in range(2, 8)]
    assert rows(lake).sort_values("source_uri").text.tolist() == expected


def test_batches_cut_elsewhere_learn_the_same(ingest, tmp_path):
    source = put(tmp_path / "in", *TOWNS)
    put(source, "Kelton", footer="Another end of the page")
    records = [
        {"id": town, "site": "wire.example", "title": f"{town} votes", "text": f"{story(town)}\n\n{FOOTER}"}
        for town in TOWNS
    ]
    (source / "wire.jsonl").write_text("\n".join(map(json.dumps, records)), encoding="utf-8")
    ingest(source, tmp_path / "one")
    ingest(source, tmp_path / "two", source={"batch_files": 1, "batch_bytes": 1024})
    for dataset in ("articles", "edits", "fingerprints"):
        frames = [
            rows(tmp_path / lake, dataset).drop(columns=["run_id", "first_seen_at"], errors="ignore")
            for lake in ("one", "two")
        ]
        keys = [name for name in ("article_id", "sequence") if name in frames[0]]
        one, two = (frame.sort_values(keys).reset_index(drop=True) for frame in frames)
        pd.testing.assert_frame_equal(one, two)
    assert with_footer(tmp_path / "one") == set()


def crash(ingest, source: Path, lake: Path, /, **settings) -> None:
    """A run that has staged all it makes, and ends before the commit."""

    def end(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publication.Publication, "commit", end)
        with pytest.raises(KeyboardInterrupt):
            ingest(source, lake, **settings)


def test_what_a_crashed_run_cleaned_is_taken_where_pages_share_what_they_did(ingest, tmp_path):
    source, lake = put(tmp_path / "in", *TOWNS[:4]), tmp_path / "lake"
    crash(ingest, source, lake, source={"batch_files": 2})
    assert len(rows(lake)) == 0
    summary = ingest(source, lake, source={"batch_files": 2})
    assert [summary.steps[step].resumed_batches for step in ("extract", "clean", "enrich")] == [2, 2, 2]
    assert len(with_footer(lake)) == 4


def test_what_a_crashed_run_cleaned_is_made_anew_where_pages_share_more_now(ingest, tmp_path):
    source, lake = put(tmp_path / "in", *TOWNS[:4]), tmp_path / "lake"
    (tmp_path / "in" / "Zelton").mkdir()
    put(source / "Zelton", "Zelton", "Zunder")
    crash(ingest, source, lake, source={"batch_files": 2})
    put(source, *TOWNS[4:6])
    summary = ingest(source, lake, source={"batch_files": 2})
    # The batch of the folder that nothing came to is as it was.
    assert [summary.steps[step].resumed_batches for step in ("extract", "clean", "enrich")] == [3, 1, 1]
    assert with_footer(lake) == {"Zelton.txt", "Zunder.txt"}
    assert summary.rows_added["articles"] == 8
    assert verify(lake) == []


def test_a_lake_of_a_newsmill_that_kept_no_edges_gets_them_with_the_articles_that_come(ingest, tmp_path):
    source, lake = put(tmp_path / "in", *TOWNS[:4]), tmp_path / "lake"
    new = ["site", "page", "edge_lines"]
    dataset, made = DATASETS["fingerprints"], publication.fingerprints_of
    kept = pa.schema([field for field in dataset.schema if field.name not in new])
    with pytest.MonkeyPatch.context() as older:
        older.setitem(DATASETS, "fingerprints", replace(dataset, schema=kept))
        older.setattr(publication, "fingerprints_of", lambda *given: made(*given).drop_columns(new))
        ingest(source, lake)
    assert "site" not in Lake.open(lake).current().schema("fingerprints").names
    # The first run meets a schema without the columns, the second files without them.
    ingest(put(source, TOWNS[4]), lake)
    ingest(put(source, *TOWNS[5:8]), lake)
    assert rows(lake, "fingerprints").edge_lines.isna().sum() == 4
    assert len(with_footer(lake)) == 8
    ingest(put(source, TOWNS[8]), lake)
    assert len(with_footer(lake)) == 8
    assert verify(lake) == []


def test_where_nothing_arrives_the_lakes_edges_are_not_read(ingest, tmp_path):
    source, lake = put(tmp_path / "in", *TOWNS[:2]), tmp_path / "lake"
    ingest(source, lake)
    snapshot = Lake.open(lake).current()
    for entry in snapshot.files("fingerprints"):
        snapshot.file("fingerprints", entry).write_bytes(b"no Parquet")
    assert ingest(source, lake).status == "completed"
