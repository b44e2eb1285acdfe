"""Each data gate: what it stops, what it lets through, and what it says."""

import pandas as pd
import pytest
from pydantic import ValidationError

from newsmill.exceptions import GateError
from newsmill.gates import Figures, Gates, breaches
from newsmill.lake.store import Lake
from newsmill.verify import verify

FIGURES = Figures(
    input_records=100, articles=90, rejects=10, duplicates=9, nulls={"title": 45, "url": 90}, recent_articles=[200, 100, 120]
)  # fmt: skip


@pytest.mark.parametrize(
    ("tight", "loose", "words"),
    [
        ({"max_reject_share": 0.099}, {"max_reject_share": 0.1}, r"max_reject_share: 10 of 100 .*10.0%.*9.9%"),
        ({"min_articles": 91}, {"min_articles": 90}, r"min_articles: 90 articles, at least 91"),
        ({"max_duplicate_share": 0.09}, {"max_duplicate_share": 0.1}, r"max_duplicate_share: 9 of 90 "),
        ({"max_null_share": {"title": 0.49, "url": 1}}, {"max_null_share": {"title": 0.5}}, r"max_null_share.title: 45 of 90 "),
        ({"max_drop_share": 0.24}, {"max_drop_share": 0.25}, r"max_drop_share: 90 articles, .*median is 120;.*24.0%"),
    ],
)  # fmt: skip
def test_a_gate_stops_what_is_beyond_it_alone(tight, loose, words):
    found = breaches(Gates(**tight), FIGURES)
    assert len(found) == 1
    assert pd.Series(found).str.contains(words).all(), found
    assert breaches(Gates(**loose), FIGURES) == []


def test_every_gate_has_a_case_here():
    assert set(Gates.model_fields) == {
        "max_reject_share", "min_articles", "max_duplicate_share", "max_null_share", "max_drop_share",
    }  # fmt: skip


def test_all_breaches_are_told_at_once():
    tight = Gates(
        max_reject_share=0,
        min_articles=1000,
        max_duplicate_share=0,
        max_null_share={"title": 0},
        max_drop_share=0,
    )
    assert [words.partition(":")[0] for words in breaches(tight, FIGURES)] == [
        "max_reject_share", "max_duplicate_share", "max_null_share.title", "min_articles", "max_drop_share",
    ]  # fmt: skip


def test_no_gate_is_set_unless_asked_for():
    assert breaches(Gates(), Figures(100, 0, 100, 0, {}, [1000])) == []


def test_shares_of_nothing_are_no_breach():
    tight = Gates(max_reject_share=0, max_duplicate_share=0, max_null_share={"title": 0}, max_drop_share=0)
    assert breaches(tight, Figures(0, 0, 0, 0, {}, [])) == []


@pytest.mark.parametrize(
    "wrong", [{"max_null_share": {"titel": 0.1}}, {"max_null_share": {"title": 2}}, {"max_reject_share": 3}]
)
def test_gates_that_cannot_be_are_refused(wrong):
    with pytest.raises(ValidationError):
        Gates(**wrong)


def page(n):
    story = f"The council of Harbourton voted on the landing number {n} after the winter storms."
    return f"Landing {n}\n\n{story}\n\n{story} Nothing else was decided.\n"


QUICK = {"enrichers": ["lead"], "assumed_language": "en"}


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(4):
        (folder / f"{n}.txt").write_text(page(n))
    (folder / "copy.txt").write_text(page(0))
    (folder / "empty.txt").touch()
    return folder


@pytest.mark.parametrize(
    "gates",
    [{"max_reject_share": 0.1}, {"min_articles": 6}, {"max_duplicate_share": 0.1}, {"max_null_share": {"url": 0.5}}],
)  # fmt: skip
def test_a_breach_publishes_nothing_keeps_the_staging_and_accept_uses_it(ingest, source, tmp_path, gates):
    lake = tmp_path / "lake"
    with pytest.raises(GateError):
        ingest(source, lake, gates=gates, enrich=QUICK)
    assert len(pd.read_parquet(lake / "articles")) == 0
    assert list(Lake.open(lake).staging.folder.iterdir())
    summary = ingest(source, lake, gates=gates, enrich=QUICK, accept=True)
    assert summary.rows_total["articles"] == 5
    # Only the comparison with the lake, which belongs to the run, is made again.
    assert [summary.steps[step].resumed_batches for step in ("extract", "clean", "enrich")] == [1, 1, 1]
    assert verify(lake) == []


def test_a_drop_is_measured_against_the_last_runs_that_had_new_input(ingest, source, tmp_path):
    lake, gates = tmp_path / "lake", {"max_drop_share": 0.5}
    ingest(source, lake, gates=gates, enrich=QUICK)
    ingest(source, lake, gates=gates, enrich=QUICK)  # nothing new: neither stopped nor compared with
    (source / "one.txt").write_text(page(100))
    with pytest.raises(
        GateError, match=r"max_drop_share: 1 articles, the last runs' median is 5; a drop of 50.0%"
    ):
        ingest(source, lake, gates=gates, enrich=QUICK)
    for n in range(101, 103):
        (source / f"{n}.txt").write_text(page(n))
    assert ingest(source, lake, gates=gates, enrich=QUICK).rows_added["articles"] == 3
