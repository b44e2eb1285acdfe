"""Stories: articles that are duplicates of each other, directly or through others."""

from typing import Final, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from newsmill.steps.resemblance import Kind

KINDS: Final = ("exact", "near")
ALL_KINDS: Final = ("exact", *get_args(Kind))

Numbers = npt.NDArray[np.int64]


def grouped(articles: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Place every article in its story; which one follows from articles and pairs alone, in whatever order they came.

    `articles` has `article_id`, `date` and `word_count`, `pairs` `article_id` and `other_id`. The result has a row an
    article, a story's rows together: `article_id`, `story_id`, which is the id of the story's earliest article, of several of
    that day the longest, and `members`, how many articles the story has.

    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "date": [3, 1, 2], "word_count": 9})
    >>> grouped(articles, pd.DataFrame({"article_id": ["a"], "other_id": ["b"]})).values.tolist()
    [['b', 'b', 2], ['a', 'b', 2], ['c', 'c', 1]]
    """
    ranked = articles.sort_values(["date", "word_count", "article_id"], ascending=[True, False, True])
    ids = pd.Index(ranked["article_id"])
    one, other = ids.get_indexer(pairs["article_id"]), ids.get_indexer(pairs["other_id"])
    is_there = (one >= 0) & (other >= 0)
    first = _first_of_each(len(ids), one[is_there], other[is_there])
    members = np.bincount(first, minlength=len(ids))[first]
    frame = pd.DataFrame({"article_id": ids, "story_id": ids[first], "members": members})
    return frame.iloc[np.argsort(first, kind="stable")].reset_index(drop=True)


def of_one_time(articles: pd.DataFrame, pairs: pd.DataFrame, days: int) -> pd.DataFrame:
    """Pairs of articles that are at most so many days apart, those without a date among them.

    `articles` has `article_id` and `date`, `pairs` `article_id`, `other_id` and `kind`. Exact pairs name the first copy alone:
    of all copies each is paired with the one before it in time instead.

    >>> articles = pd.DataFrame({"article_id": ["a", "b", "c"], "date": pd.to_datetime(["2024-01-01", "2024-01-08", "2024-01-09"])})
    >>> pairs = pd.DataFrame({"article_id": ["b", "c"], "other_id": ["a", "a"], "kind": "exact"})
    >>> of_one_time(articles, pairs, 3)[["article_id", "other_id"]].values.tolist()
    [['c', 'b']]
    """
    dates = pd.to_datetime(articles.set_index("article_id")["date"])
    exact, others = pairs[pairs["kind"] == "exact"], pairs[pairs["kind"] != "exact"]
    firsts = exact["other_id"].drop_duplicates()
    copies = pd.DataFrame(
        {"article_id": [*exact["article_id"], *firsts], "first": [*exact["other_id"], *firsts]}
    )
    copies["date"] = dates.reindex(copies["article_id"]).to_numpy()
    copies = copies.sort_values(["first", "date", "article_id"])
    copies["other_id"] = copies.groupby("first")["article_id"].shift()
    found = pd.concat([others, copies.dropna(subset="other_id")])[["article_id", "other_id"]]
    apart = dates.reindex(found["article_id"]).to_numpy() - dates.reindex(found["other_id"]).to_numpy()
    return found[~(np.abs(apart) > np.timedelta64(days, "D"))]


def _first_of_each(count: int, one: Numbers, other: Numbers) -> Numbers:
    """Lowest number of those connected with each (Shiloach and Vishkin 1982: hook the lower on, then shorten the paths)."""
    first = np.arange(count)
    while True:
        lower = np.minimum(first[one], first[other])
        hooked = first.copy()
        for end in (one, other):
            np.minimum.at(hooked, first[end], lower)
        while not np.array_equal(hooked, shorter := hooked[hooked]):
            hooked = shorter
        if np.array_equal(hooked, first):
            return first
        first = hooked
