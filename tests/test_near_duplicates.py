"""Laws of near duplicates in the pipeline: found in the run and in the lake, however the work is cut."""

import json
import random

import pandas as pd
import pyarrow.parquet as pq
import pytest

from newsmill import resembling
from newsmill.lake.store import Lake
from newsmill.verify import verify

WORDS = random.Random(3).choices([f"word{n}" for n in range(900)], k=400)


def story(first, last, end="."):
    """Forty words a paragraph of one long story."""
    words = WORDS[first:last]
    return "\n\n".join(" ".join(words[at : at + 40]).capitalize() + end for at in range(0, len(words), 40))


def write(folder, **texts):
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        record = {"id": name, "title": f"Story {name}", "text": text}
        (folder / f"{name}.json").write_text(json.dumps(record), encoding="utf-8")
    return folder


def flags(lake):
    articles = pd.read_parquet(lake / "articles").set_index("article_id")
    names = articles.external_id.to_dict()
    return {
        row.external_id: (row.duplicate_kind, names.get(row.duplicate_of))
        for row in articles.itertuples()
        if isinstance(row.duplicate_kind, str)
    }


def pairs(lake):
    names = pd.read_parquet(lake / "articles").set_index("article_id").external_id.to_dict()
    return {
        (
            names[row.article_id],
            names[row.other_id],
            row.kind,
            round(row.jaccard, 4),
            round(row.containment, 4),
        )
        for row in pd.read_parquet(lake / "duplicates").itertuples()
    }


STORIES = {
    "a": story(0, 200),
    "b": story(4, 200),  # near a
    "c": story(40, 90),  # within a and b
    "d": story(0, 400),  # holds a
    "e": story(240, 400),  # within d alone
    "f": "It is another story altogether, of which nothing is found in any of those that were written before it, "
    "and it is long enough to be compared with every one of them, as the reader may well count.",
}
EXPECTED = {
    "b": ("near", "a"),
    "c": ("contained", "a"),
    "d": ("contains", "a"),
    "e": ("contained", "d"),
}


def test_near_duplicates_within_a_run_point_to_the_earlier_article(ingest, tmp_path):
    ingest(write(tmp_path / "in", **STORIES), tmp_path / "lake")
    assert flags(tmp_path / "lake") == EXPECTED
    assert verify(tmp_path / "lake") == []


def test_what_is_found_across_runs_is_what_is_found_within_one(ingest, tmp_path):
    ingest(write(tmp_path / "in", **STORIES), tmp_path / "whole")
    for name, text in STORIES.items():
        ingest(write(tmp_path / "one", **{name: text}), tmp_path / "lake")
    assert flags(tmp_path / "lake") == flags(tmp_path / "whole")
    assert pairs(tmp_path / "lake") == pairs(tmp_path / "whole")
    assert len(pairs(tmp_path / "lake")) == 7


def test_batches_and_blocks_make_no_difference(ingest, tmp_path, monkeypatch):
    folder = write(tmp_path / "in", **STORIES)
    ingest(folder, tmp_path / "one")
    monkeypatch.setattr(resembling, "MOST_TEXTS", 2)
    ingest(folder, tmp_path / "many", source={"batch_files": 1})
    assert pairs(tmp_path / "one") == pairs(tmp_path / "many")


def test_an_exact_duplicate_is_exact_and_its_kin_are_compared_with_the_original_alone(ingest, tmp_path):
    folder = write(tmp_path / "in", a=STORIES["a"], c=story(8, 200))
    (folder / "b.json").write_text((folder / "a.json").read_text().replace('"id": "a"', '"id": "b"'))
    ingest(folder, tmp_path / "lake")
    assert flags(tmp_path / "lake") == {"b": ("exact", "a"), "c": ("near", "a")}
    assert len(pairs(tmp_path / "lake")) == 2
    # The same where both copies are in the lake.
    ingest(write(folder, d=story(4, 196)), tmp_path / "lake")
    assert {(one, other) for one, other, *_ in pairs(tmp_path / "lake") if one == "d"} == {
        ("d", "a"),
        ("d", "c"),
    }


def test_of_several_the_likest_is_the_one_pointed_to_and_near_goes_before_contained(ingest, tmp_path):
    texts = {
        "a": story(20, 220),
        "b": story(0, 200),
        "c": story(2, 202),
        "d": story(0, 400),
        "e": story(40, 380),
    }
    ingest(write(tmp_path / "in", **texts), tmp_path / "lake")
    found = flags(tmp_path / "lake")
    assert found["c"] == ("near", "b")
    assert found["e"] == ("near", "d")
    articles = pd.read_parquet(tmp_path / "lake" / "articles").set_index("external_id")
    of_pairs = pd.read_parquet(tmp_path / "lake" / "duplicates").set_index(["article_id", "other_id"])
    for name, column in (("c", "jaccard"), ("d", "containment")):
        one = articles.loc[name]
        assert one.duplicate_score == of_pairs.loc[(one.article_id, one.duplicate_of)][column]
    assert of_pairs.containment.min() > of_pairs.jaccard.min()


def test_an_original_that_is_read_again_does_not_become_a_near_duplicate_of_its_copy(ingest, tmp_path):
    folder = write(tmp_path / "in", a=STORIES["a"])
    ingest(folder, tmp_path / "lake")
    ingest(write(folder, b=STORIES["b"]), tmp_path / "lake")
    ingest(write(folder, a=story(2, 200)), tmp_path / "lake")
    assert flags(tmp_path / "lake") == {"b": ("near", "a")}


def test_a_revision_is_not_compared_with_what_it_replaces(ingest, tmp_path):
    folder = write(tmp_path / "in", a=STORIES["a"])
    ingest(folder, tmp_path / "lake")
    ingest(write(folder, a=STORIES["b"]), tmp_path / "lake")
    assert flags(tmp_path / "lake") == {}
    assert len(pd.read_parquet(tmp_path / "lake" / "duplicates")) == 0


def test_a_record_that_moved_within_its_file_is_not_compared_with_itself(ingest, tmp_path):
    (tmp_path / "in").mkdir()
    records = [json.dumps({"id": name, "title": name, "text": STORIES[name]}) for name in ("f", "a")]
    (tmp_path / "in" / "all.jsonl").write_text(records[1] + "\n", encoding="utf-8")
    ingest(tmp_path / "in", tmp_path / "lake")
    moved = json.dumps({"id": "a", "title": "a", "text": STORIES["b"]})
    (tmp_path / "in" / "all.jsonl").write_text(f"{records[0]}\n{moved}\n", encoding="utf-8")
    ingest(tmp_path / "in", tmp_path / "lake")
    assert flags(tmp_path / "lake") == {}


def test_near_duplicates_can_be_switched_off(ingest, tmp_path):
    ingest(write(tmp_path / "in", **STORIES), tmp_path / "lake", deduplicate={"near": False})
    assert flags(tmp_path / "lake") == {}


def test_of_an_article_like_very_many_the_best_pairs_are_kept(ingest, tmp_path):
    texts = {f"a{n:02d}": story(n % 5, 200 + n // 5) for n in range(30)}
    ingest(write(tmp_path / "in", **texts), tmp_path / "lake")
    found = pd.read_parquet(tmp_path / "lake" / "duplicates")
    last = max(found.groupby("article_id").size())
    assert last == 20
    assert len(flags(tmp_path / "lake")) == 29


def test_a_lake_from_before_sketches_is_read_on(ingest, tmp_path):
    lake = tmp_path / "lake"
    ingest(write(tmp_path / "in", a=STORIES["a"]), lake)
    without_sketches(lake)
    ingest(write(tmp_path / "in", b=STORIES["b"], c=STORIES["c"]), lake)
    assert flags(lake) == {"c": ("contained", "b")}
    # Now files with sketches stand beside one without.
    ingest(write(tmp_path / "in", d=STORIES["d"]), lake)
    assert flags(lake) == {"c": ("contained", "b"), "d": ("contains", "b")}
    # Of those without, what changes is found by its pairs alone.
    ingest(write(tmp_path / "in", b=STORIES["f"]), lake)
    assert flags(lake) == {"d": ("contains", "c")}


def test_copies_in_a_lake_from_before_sketches_follow_their_original(ingest, tmp_path):
    lake = tmp_path / "lake"
    for name in "abc":
        ingest(write_records(tmp_path / name, **{name: STORIES["a"]}), lake)
    without_sketches(lake)
    ingest(write_records(tmp_path / "a", a=STORIES["f"]), lake)
    assert flags(lake) == {"c": ("exact", "b")}


def without_sketches(lake):
    for file in (Lake.open(lake).current().path / "fingerprints").rglob("*.parquet"):
        table = pq.read_table(file, partitioning=None).drop_columns(["sketch"])
        file.unlink()
        pq.write_table(table, file)


@pytest.mark.parametrize("missing", ["", "Word1 word2 word3."])
def test_texts_too_short_for_a_run_of_words_are_no_duplicates(ingest, tmp_path, missing):
    ingest(
        write(tmp_path / "in", a=f"{missing} Fire in Split.", b=f"{missing} Fire in Hvar."), tmp_path / "lake"
    )
    assert flags(tmp_path / "lake") == {}


OTHER = STORIES["f"]


def test_a_pair_ends_when_its_earlier_article_becomes_another(ingest, tmp_path):
    folder, lake = tmp_path / "in", tmp_path / "lake"
    for name in "ab":
        ingest(write(folder, **{name: STORIES[name]}), lake)
    ingest(write(folder, a=OTHER), lake)
    assert (flags(lake), pairs(lake)) == ({}, set())
    assert verify(lake) == []


def test_an_earlier_article_that_becomes_like_a_later_one_has_a_pair_with_it(ingest, tmp_path):
    folder, lake = tmp_path / "in", tmp_path / "lake"
    for name, text in {"a": OTHER, "b": STORIES["b"], "c": STORIES["c"]}.items():
        ingest(write(folder, **{name: text}), lake)
    ingest(write(folder, a=STORIES["a"]), lake)
    ingest(write(tmp_path / "whole", **{name: STORIES[name] for name in "abc"}), tmp_path / "of_one")
    assert pairs(lake) == pairs(tmp_path / "of_one")
    assert flags(lake) == {name: EXPECTED[name] for name in "bc"}
    assert verify(lake) == []


def write_records(folder, **texts):
    folder.mkdir(exist_ok=True)
    records = [json.dumps({"id": name, "title": "Story", "text": text}) for name, text in texts.items()]
    (folder / "all.jsonl").write_text("\n".join(records), encoding="utf-8")
    return folder


def test_the_first_copy_takes_the_place_of_an_original_that_its_file_no_longer_gives(ingest, tmp_path):
    lake = tmp_path / "lake"
    ingest(write_records(tmp_path / "in", a=STORIES["a"], z=OTHER), lake)
    for name in "bcd":
        ingest(write_records(tmp_path / name, **{name: STORIES["b" if name == "d" else "a"]}), lake)
    assert flags(lake) == {"b": ("exact", "a"), "c": ("exact", "a"), "d": ("near", "a")}
    ingest(write_records(tmp_path / "in", z=OTHER), lake)
    assert flags(lake) == {"c": ("exact", "b"), "d": ("near", "b")}
    assert verify(lake) == []


def test_an_earlier_article_that_becomes_a_copy_of_an_original_is_the_original(ingest, tmp_path):
    lake = tmp_path / "lake"
    for name, text in {"a": OTHER, "b": STORIES["a"], "c": STORIES["a"], "d": STORIES["b"]}.items():
        ingest(write_records(tmp_path / name, **{name: text}), lake)
    ingest(write_records(tmp_path / "a", a=STORIES["a"]), lake)
    assert flags(lake) == {"b": ("exact", "a"), "c": ("exact", "a"), "d": ("near", "a")}
    assert verify(lake) == []


def test_the_next_best_pair_comes_in_for_one_that_ends(ingest, tmp_path, monkeypatch):
    monkeypatch.setattr(resembling, "_MOST_PAIRS", 1)
    folder, lake = tmp_path / "in", tmp_path / "lake"
    for name, first in {"a": 10, "b": 1, "c": 0}.items():
        ingest(write(folder, **{name: story(first, 200)}), lake)
    assert flags(lake)["c"] == ("near", "b")
    ingest(write(folder, b=OTHER), lake)
    assert flags(lake)["c"] == ("near", "a")


def test_of_an_article_that_stays_nothing_but_its_flags_and_pairs_is_written_anew(ingest, tmp_path):
    folder, lake = tmp_path / "in", tmp_path / "lake"
    for name in "abc":
        ingest(write(folder, **{name: STORIES[name]}), lake)
    before = rows_of(lake, "bc")
    ingest(write(folder, a=OTHER), lake)
    after = rows_of(lake, "bc")
    of_flags = [name for name in before["articles"] if name.startswith("duplicate_")]
    changed = before["articles"][of_flags].compare(after["articles"][of_flags])
    assert len(changed) == 2
    for name, rows in before.items():
        pd.testing.assert_frame_equal(
            *(r.drop(columns=of_flags, errors="ignore") for r in (rows, after[name]))
        )


def rows_of(lake, names):
    """All rows of these articles, of all datasets but that of pairs."""
    articles = pd.read_parquet(lake / "articles")
    ids = articles[articles.external_id.isin(list(names))].article_id
    found = {}
    for name in (
        "articles",
        "edits",
        "mentions",
        "quotes",
        "dates",
        "counts",
        "links",
        "topics",
        "fingerprints",
    ):
        rows = pd.read_parquet(lake / name)
        rows = rows[rows.article_id.isin(ids)]
        found[name] = rows.sort_values(
            [n for n in ("article_id", "sequence", "start") if n in rows]
        ).reset_index(drop=True)
    return found


def test_what_comes_back_as_it_was_leaves_later_articles_alone(ingest, tmp_path):
    lake = tmp_path / "lake"
    ingest(write_records(tmp_path / "in", a=STORIES["a"], z=OTHER), lake)
    ingest(write_records(tmp_path / "b", b=STORIES["b"]), lake)
    ingest(write_records(tmp_path / "b", b=STORIES["b"], c=OTHER + " And more."), lake)
    files = {entry.path for entry in Lake.open(lake).current().files("duplicates")}
    ingest(write_records(tmp_path / "in", a=STORIES["a"], z=OTHER, y="It is new."), lake)
    assert files <= {entry.path for entry in Lake.open(lake).current().files("duplicates")}


def test_words_that_go_from_the_title_into_the_text_change_what_is_like_it(ingest, tmp_path):
    lake, words = tmp_path / "lake", STORIES["a"].split(" ", 30)
    one = {"id": "a", "title": " ".join(words[:-1]), "text": words[-1]}
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "a.json").write_text(json.dumps(one))
    ingest(tmp_path / "a", lake)
    ingest(write(tmp_path / "b", b=STORIES["a"]), lake)
    (before,) = pairs(lake)
    (tmp_path / "a" / "a.json").write_text(json.dumps(one | {"title": "", "text": STORIES["a"]}))
    ingest(tmp_path / "a", lake)
    (after,) = pairs(lake)
    assert after[3] > before[3]
    assert verify(lake) == []
