"""SQL over a lake, whatever its folder is called and whatever is asked."""

import shutil

import pytest

from newsmill.exceptions import LakeError
from newsmill.inspection import query_sql
from newsmill.lake.store import Lake
from newsmill.query import open_snapshot
from newsmill.reprocessing import Selection, chosen_inputs

QUICK = {"enrichers": ["lead"], "assumed_language": "en"}
WORDS = "The council of Harbourton voted on Monday to rebuild the old ferry landing after the winter storms of 12."


@pytest.fixture(scope="module")
def lake(ingest, tmp_path_factory):
    """A lake of one dated and one undated page."""
    folder = tmp_path_factory.mktemp("inspection")
    source = folder / "in"
    source.mkdir()
    (source / "a.txt").write_text(f"Harbourton votes\n\n{WORDS}\n", encoding="utf-8")
    (source / "b.json").write_text(
        f'{{"title": "Again", "text": "{WORDS}", "published_at": "2014-06-12T10:00:00Z"}}', encoding="utf-8"
    )
    ingest(source, folder / "lake", enrich=QUICK)
    return folder / "lake"


@pytest.mark.parametrize(
    "name", ["lake[1]", "lake*?", "it's a lake", "month=may/lake", "year=1999/lake", "text=no/a\\b/lake"]
)
def test_a_lake_answers_the_same_wherever_it_stands(lake, tmp_path, name):
    moved = shutil.copytree(lake, tmp_path / name, symlinks=True)
    answer = query_sql(moved, "select year, text from articles order by year")
    assert answer.to_pylist() == [{"year": 0, "text": WORDS}, {"year": 2014, "text": WORDS}]
    snapshot = open_snapshot(moved)
    for dataset in snapshot.snapshot.manifest.datasets:
        columns = query_sql(moved, f"select * from {dataset}").column_names
        assert columns == snapshot.table(dataset).column_names
    assert chosen_inputs(Lake.open(moved), Selection(where="year = 2014"))[0].endswith("/in/b.json")


@pytest.mark.parametrize("query", ["", " ", "-- nothing", ";"])
def test_an_empty_query_is_refused_with_an_example(lake, query):
    with pytest.raises(LakeError, match="select count"):
        query_sql(lake, query)


@pytest.mark.parametrize("query", ["selec 1", "select nope from articles", "select * from nope", "select ?"])
def test_a_query_that_cannot_be_run_is_refused_in_duckdbs_words(lake, query):
    with pytest.raises(LakeError, match="Error"):
        query_sql(lake, query)


def test_only_files_of_the_years_asked_for_are_read(lake):
    plan = query_sql(lake, "explain analyze select max(title) from articles where year = 2014")
    assert "Scanning Files: 1/3" in plan["explain_value"][0].as_py()
