import random

import pandas as pd
import pyarrow as pa
import pytest

from newsmill import query
from newsmill.exceptions import LakeError
from newsmill.lake.changes import Changes
from newsmill.lake.parts import PartWriter
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS
from newsmill.stories import grouped, of_one_time

STORY = {"a1": 3, "a2": 1, "a3": 2, "a4": None}


def _articles(days: dict) -> pd.DataFrame:
    dates = pd.to_datetime([None if day is None else f"2024-01-0{day}" for day in days.values()])
    return pd.DataFrame({"article_id": list(days), "date": dates, "word_count": 100})


def _pairs(*pairs: str) -> pd.DataFrame:
    return pd.DataFrame([pair.split() for pair in pairs], columns=["article_id", "other_id"])


def test_a_story_is_named_by_its_earliest_article_and_undated_ones_come_last():
    stories = grouped(_articles(STORY), _pairs("a1 a4", "a2 a1", "a3 a2"))
    assert stories["article_id"].tolist() == ["a2", "a3", "a1", "a4"]
    assert set(stories["story_id"]) == {"a2"}
    assert set(stories["members"]) == {4}


def test_of_one_day_the_longest_article_names_the_story():
    articles = _articles({"brief": 1, "whole": 1})
    articles["word_count"] = [50, 400]
    assert set(grouped(articles, _pairs("whole brief"))["story_id"]) == {"whole"}


def test_an_article_like_no_other_is_a_story_of_its_own():
    assert grouped(_articles(STORY), _pairs()).query("members == 1")["story_id"].tolist() == [
        "a2",
        "a3",
        "a1",
        "a4",
    ]


def test_pairs_with_articles_that_are_gone_connect_nothing():
    assert grouped(_articles(STORY), _pairs("a1 gone", "gone a2"))["members"].max() == 1


def test_stories_are_connected_components_whatever_the_order():
    draw = random.Random(5)
    for _ in range(30):
        count = draw.randint(2, 60)
        ids = [f"n{number}" for number in range(count)]
        pairs = [f"{draw.choice(ids)} {draw.choice(ids)}" for _ in range(draw.randint(0, count))]
        neighbours = {one: {one} for one in ids}
        for one, other in (pair.split() for pair in pairs):
            merged = neighbours[one] | neighbours[other]
            neighbours.update(dict.fromkeys(merged, merged))
        days = {one: draw.randint(1, 9) for one in ids}
        expected = {one: min(neighbours[one], key=lambda other: (days[other], other)) for one in ids}
        draw.shuffle(ids)
        draw.shuffle(pairs)
        stories = grouped(_articles({one: days[one] for one in ids}), _pairs(*pairs))
        assert dict(zip(stories["article_id"], stories["story_id"], strict=True)) == expected


def test_a_long_chain_is_one_story():
    ids = [f"{number:06}" for number in range(20_000)]
    articles = pd.DataFrame({"article_id": ids, "date": pd.NaT, "word_count": 1})
    pairs = pd.DataFrame({"article_id": ids[1:], "other_id": ids[:-1]})
    assert grouped(articles, pairs)["members"].eq(20_000).all()


def _exact(*pairs: str) -> pd.DataFrame:
    return _pairs(*pairs).assign(kind="exact")


def test_the_same_words_of_other_weeks_are_stories_of_their_own():
    articles = _articles({"w1": 1, "w2": 8, "w2copy": 9, "w3": 9})
    articles["date"] = pd.to_datetime(["2024-01-01", "2024-01-08", "2024-01-09", "2024-01-15"])
    pairs = of_one_time(articles, _exact("w2 w1", "w2copy w1", "w3 w1"), 3)
    assert grouped(articles, pairs).set_index("article_id")["story_id"].to_dict() == {
        "w1": "w1", "w2": "w2", "w2copy": "w2", "w3": "w3",
    }  # fmt: skip


def test_near_pairs_count_up_to_the_days_asked_for_and_undated_articles_always():
    articles = _articles({"a": 1, "b": 4, "c": 5, "d": None})
    pairs = _pairs("b a", "c a", "d a").assign(kind="near")
    assert of_one_time(articles, pairs, 3)["article_id"].tolist() == ["b", "d"]
    assert of_one_time(articles, pairs[:0], 3).empty


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    lake = Lake.open(tmp_path_factory.mktemp("stories") / "lake")
    rows = {
        "articles": pa.table(
            {
                "article_id": list(STORY),
                "date": pa.nulls(4, pa.date32()),
                "word_count": pa.array([9] * 4, pa.int32()),
            }
        ),
        "duplicates": pa.table(
            {
                "article_id": ["a2", "a3", "a4"],
                "other_id": ["a1", "a1", "a1"],
                "kind": ["exact", "near", "contained"],
                "jaccard": pa.array([1, 0.75, 0.3], pa.float32()),
            }
        ),
    }
    folder, changes = lake.parts_folder("run"), Changes()
    with lake.lock(5, "run"):
        for name, table in rows.items():
            with PartWriter(DATASETS[name], folder, "run", constants={"run_id": "run"}) as parts:
                parts.write(table, rows["articles"])
            changes = changes.adding(parts.parts)
        lake.commit(changes, run_id="run")
    return lake.root


@pytest.mark.parametrize(
    ("asked", "largest"),
    [
        ({}, 3),
        ({"jaccard": 0.8}, 2),
        ({"kinds": ["exact"]}, 2),
        ({"days": 1}, 3),
        ({"kinds": ["near", "exact", "contained"]}, 4),
    ],
)
def test_pairs_of_the_kinds_asked_for_make_a_story(lake, asked, largest):
    assert query.stories(lake, **asked)["members"].max() == largest


def test_a_kind_that_does_not_exist_is_named_with_those_that_do(lake):
    with pytest.raises(
        LakeError, match="no kind of duplicates: similar; there are exact, near, contained, contains"
    ):
        query.stories(lake, kinds=["near", "similar"])


def test_stories_of_a_lake_without_articles_are_no_rows(tmp_path):
    stories = query.stories(Lake.open(tmp_path / "lake").root)
    assert stories.columns.tolist() == ["article_id", "story_id", "members"]
    assert stories.empty
