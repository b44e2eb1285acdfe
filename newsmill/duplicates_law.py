"""The law of duplicates: each pair is of two articles of the lake and says what they have in common, each flag is of a pair."""

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsmill.identity import plain_words
from newsmill.lake.lookup import rows_of
from newsmill.lake.problem import Problem
from newsmill.lake.snapshot import Snapshot
from newsmill.resembling import MOST_TEXTS
from newsmill.steps.resemblance import Pairs, blocks, measures
from newsmill.steps.shingles import shingles

_EXAMPLES: Final = 3
_REMEDY: Final = "`newsmill reprocess --where true` compares all again"


def check_duplicates(snapshot: Snapshot) -> Iterator[Problem]:
    """Check pairs and flags against the articles. Memory: the keys of articles and pairs, and the texts of a block of pairs."""
    if "duplicates" not in snapshot.manifest.datasets:
        return
    articles = snapshot.table("articles", ["article_id", "content_digest", "duplicate_kind", "duplicate_of"])
    pairs = snapshot.table("duplicates", ["article_id", "other_id", "kind", "jaccard", "containment"])
    flagged = articles.filter(pc.is_valid(articles["duplicate_of"]))
    key = ["article_id", "other_id", "kind"]
    flags = flagged.select(["article_id", "duplicate_of", "duplicate_kind"]).rename_columns(key)
    is_whole = pc.and_(*(_is_in(pairs[name], articles["article_id"]) for name in key[:2]))
    whole = pairs.filter(is_whole)
    yield from _told(
        pairs.filter(pc.invert(is_whole)), "duplicates", "pairs name an article that is not there"
    )
    yield from _told(
        flags.join(pairs.select(key), key, join_type="left anti"), "articles", "flags have no pair"
    )
    is_flagged = _is_in(pairs["article_id"], flagged["article_id"])
    yield from _told(pairs.filter(pc.invert(is_flagged)), "articles", "pairs have no flag")
    yield from _told(_untrue(snapshot, articles, whole), "duplicates", "pairs are not what the texts say")


def _untrue(snapshot: Snapshot, articles: pa.Table, pairs: pa.Table) -> pa.Table:
    """Pairs of articles that have not in common what the pair says."""
    is_exact = pc.equal(pairs["kind"], "exact")
    exact, near = pairs.filter(is_exact), pairs.filter(pc.invert(is_exact))
    one, other = (
        articles["content_digest"].take(
            pc.index_in(exact[name], value_set=articles["article_id"].combine_chunks())
        )
        for name in ("article_id", "other_id")
    )
    told = np.column_stack([near["jaccard"].to_numpy(), near["containment"].to_numpy()])
    is_true = np.isclose(_measured(snapshot, near), told, atol=1e-6).all(axis=1)
    return pa.concat_tables([exact.filter(pc.not_equal(one, other)), near.filter(pa.array(~is_true))])


def _measured(snapshot: Snapshot, pairs: pa.Table) -> npt.NDArray[np.float64]:
    """Jaccard similarity and containment of each pair, from the texts."""
    ids = pa.chunked_array([*pairs["article_id"].chunks, *pairs["other_id"].chunks], pa.string()).unique()
    later, earlier = (
        pc.index_in(pairs[name], value_set=ids).to_numpy().astype(np.int64)
        for name in ("article_id", "other_id")
    )
    found = [np.empty((0, 2))]
    years = {entry.year for entry in snapshot.files("articles") if entry.year is not None}
    for some in blocks(Pairs(later, earlier), MOST_TEXTS):
        rows = rows_of(
            snapshot, "articles", ids.take(pa.array(np.unique(np.concatenate(some)))), ["text"], years
        )
        of = shingles([plain_words(text) for text in rows["text"].to_pylist()])
        place = pc.index_in(ids, value_set=rows["article_id"].combine_chunks()).to_pylist()
        found.append(
            np.array([
                measures(of.of(place[one]), of.of(place[other]))
                for one, other in zip(some.later.tolist(), some.earlier.tolist(), strict=True)
            ])
        )  # fmt: skip
    return np.concatenate(found)


def _told(wrong: pa.Table, dataset: str, words: str) -> Iterator[Problem]:
    if wrong.num_rows:
        rows = wrong.select(["article_id", "other_id"]).slice(0, _EXAMPLES).to_pylist()
        shown = ", ".join(f"{row['article_id']} and {row['other_id']}" for row in rows)
        yield Problem(dataset, "", "duplicates", f"{wrong.num_rows} {words}: {shown}; {_REMEDY}")


def _is_in(values: pa.ChunkedArray, wanted: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.is_in(values, value_set=wanted.combine_chunks())
