"""Parquet, data frames and what NewsAPI gives, through a whole run."""

import pandas as pd
import pytest

from newsmill.verify import verify

ENRICH = {"enrichers": ["language"]}
STORY = "The council of Harbourton voted on Monday to rebuild the old ferry landing, case {n}.\n\nIt will be done in {n} days."


@pytest.fixture
def stories():
    """Thirty stories, the newest on the last day of the month."""
    return pd.DataFrame({
        "id": [f"n{at}" for at in range(30)],
        "title": [f"Landing {at}" for at in range(30)],
        "text": [STORY.format(n=at) for at in range(30)],
        "authors": [["Jane Doe"]] * 30,
        "published": pd.date_range("2024-03-01 10:00", periods=30, tz="Europe/Rome"),
    })  # fmt: skip


def rows(lake, dataset="articles"):
    return pd.read_parquet(lake / dataset)


def test_parquet_in_parts_becomes_articles_once_and_a_new_file_replaces_them(ingest, tmp_path, stories):
    folder, lake = tmp_path / "in" / "section=Town", tmp_path / "lake"
    folder.mkdir(parents=True)
    source = {"batch_bytes": 6_000}
    stories.to_parquet(folder / "a.parquet", row_group_size=5)
    pd.DataFrame({"price": [3]}).to_parquet(folder / "prices.parquet")
    (folder / "cut.parquet").write_bytes((folder / "a.parquet").read_bytes()[:900])
    ingest(tmp_path / "in", lake, enrich=ENRICH, source=source)
    articles = rows(lake).sort_values("source_record")
    assert list(articles.title) == list(stories.title)
    assert list(articles.text) == list(stories.text)
    assert list(articles.date.map(str)) == list(stories.published.dt.strftime("%Y-%m-%d"))
    assert set(articles.section) == {"Town"}
    assert [list(names) for names in articles.authors] == [["Jane Doe"]] * 30
    assert rows(lake, "raw").part.max() >= 2
    assert sorted(rows(lake, "rejects").reason) == ["bad_table", "unsupported_format"]

    stories[:20].assign(text=stories.text + " So they said.").to_parquet(
        folder / "a.parquet", row_group_size=5
    )
    ingest(tmp_path / "in", lake, enrich=ENRICH, source=source)
    again = rows(lake)
    assert len(again) == 20
    assert set(again.article_id) < set(articles.article_id)
    assert again.text.str.endswith("So they said.").all()
    assert not verify(lake)


def test_the_articles_of_another_lake_are_a_source(ingest, tmp_path, stories):
    (tmp_path / "in").mkdir()
    stories.to_json(tmp_path / "in" / "frame.json", date_format="iso")
    ingest(tmp_path / "in", tmp_path / "theirs", enrich=ENRICH)
    ingest(tmp_path / "theirs" / "articles", tmp_path / "mine", enrich=ENRICH)
    theirs, mine = rows(tmp_path / "theirs"), rows(tmp_path / "mine")
    shown = ["external_id", "title", "text", "date", "published_at", "language"]
    assert len(mine) == 30
    pd.testing.assert_frame_equal(
        mine[shown].sort_values("external_id", ignore_index=True),
        theirs[shown].sort_values("external_id", ignore_index=True),
    )
    assert list(rows(tmp_path / "mine", "rejects").reason) == ["empty"]  # the file of the schema


def test_what_news_api_gives_is_cut_and_taken_back_on_record(ingest, tmp_path):
    (tmp_path / "in").mkdir()
    words = STORY.format(n=3).replace("\n\n", "\r\n")
    articles = pd.DataFrame({
        "title": ["Landing", "[Removed]"], "description": ["A landing.", "[Removed]"],
        "content": [f"{words[:-9]}… [+2345 chars]", "[Removed]"],
    })  # fmt: skip
    (tmp_path / "in" / "everything.json").write_text(f'{{"articles": {articles.to_json(orient="records")}}}')
    ingest(tmp_path / "in", tmp_path / "lake", enrich=ENRICH)
    (article,) = rows(tmp_path / "lake").to_dict("records")
    assert article["text"].endswith("It will be done i")
    assert "truncated" in article["quality_flags"]
    (reject,) = rows(tmp_path / "lake", "rejects").to_dict("records")
    assert (reject["reason"], reject["source_record"]) == ("removed", 1)
    assert not verify(tmp_path / "lake")
