"""Articles of the lake whose duplicates may be others since a run changes earlier ones: they are compared again."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from newsmill.lake.lookup import rows_of
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.staging import Staging
from newsmill.resembling import COLUMNS, in_order, known_like, likely, with_sketches
from newsmill.steps.deduplicate import FINGERPRINT, FLAGS, PAIRS
from newsmill.steps.resemblance import DeduplicateParams

# By what an article is known to be as it was: the digest is of title and text in a row, the count tells where the text begins.
AS_IT_WAS: Final = FINGERPRINT.append(pa.field("word_count", pa.int32()))
# What is written anew of an article that stays; `date` says in which partition its pairs are.
AMENDED: Final = FLAGS.append(pa.field("date", pa.date32()))


def affected(
    snapshot: Snapshot,
    staging: Staging,
    batch_ids: Sequence[str],
    arriving: pa.Table,
    replaced: pa.Table,
    params: DeduplicateParams,
) -> pa.Table:
    """Articles of the lake that stay and are to be compared again, with `COLUMNS` and their year.

    These are the copies of what changes, those with a pair to it, and those that are like what it becomes. `replaced`
    has the schema `AS_IT_WAS`. What comes back as it was changes nothing, nor does what is new, which is the last of all.
    """
    gone = replaced.join(arriving.select(AS_IT_WAS.names), AS_IT_WAS.names, join_type="left anti")
    if not gone.num_rows:
        return _fingerprints(snapshot, pa.array([], pa.string()))
    revised = arriving.filter(_is_in(arriving["article_id"], gone["article_id"]))
    # Pairs name the first of each content, which may be another now.
    contents = _joined(gone["content_digest"], revised["content_digest"])
    copies = _ids_where(snapshot, "fingerprints", "content_digest", contents)
    moved = replaced.filter(_is_in(replaced["content_digest"], contents))["article_id"]
    ids = _joined(copies, _ids_where(snapshot, "duplicates", "other_id", _joined(moved, copies)))
    if params.near and revised.num_rows:
        mine = pa.concat_tables(with_sketches(staging, batch_ids, revised))
        ids = _joined(ids, _later_like(snapshot, mine, replaced["article_id"]))
    stays = pc.invert(_is_in(ids, replaced["article_id"]))
    return _fingerprints(snapshot, pc.unique(ids.filter(stays)))


def amended(snapshot: Snapshot, again: pa.Table, flags: pa.Table, pairs: pa.Table) -> pa.Table:
    """Rows of `AMENDED` for those of the articles compared again that have other pairs than in the lake."""
    if not again.num_rows:
        return AMENDED.empty_table()
    is_mine = ds.field("article_id").isin(again["article_id"].combine_chunks())
    held = snapshot.table("duplicates", PAIRS.names, where=is_mine)
    found = pairs.filter(_is_in(pairs["article_id"], again["article_id"]))
    changed = pa.array({row[0] for row in _rows(held) ^ _rows(found)}, pa.string())
    dates = rows_of(snapshot, "articles", changed, ["date"], pc.unique(again["year"]).to_pylist())
    at = pc.index_in(dates["article_id"], value_set=flags["article_id"].combine_chunks())
    return flags.take(at).append_column("date", dates["date"])


def _later_like(snapshot: Snapshot, revised: pa.Table, replaced: pa.ChunkedArray) -> pa.ChunkedArray:
    """Articles of the lake whose sketches meet one of a revised article that was there before them."""
    texts = in_order([revised, *known_like(snapshot, revised["sketch"], replaced.combine_chunks())])
    is_known = pc.is_null(texts["batch"])
    pairs = likely(texts, is_known)
    is_of_revised = ~is_known.to_numpy()[pairs.earlier]
    return texts["article_id"].take(pa.array(np.unique(pairs.later[is_of_revised])))


def _ids_where(snapshot: Snapshot, dataset: str, column: str, values: pa.ChunkedArray) -> pa.ChunkedArray:
    wanted = ds.field(column).isin(pc.unique(values))
    return snapshot.table(dataset, ["article_id"], where=wanted)["article_id"]


def _fingerprints(snapshot: Snapshot, ids: pa.Array) -> pa.Table:
    # A lake of a newsmill that kept no sketches has none to read.
    known = snapshot.schema("fingerprints")
    read = pa.schema([field for field in known if field.name in COLUMNS]).append(pa.field("year", pa.int32()))
    if not len(ids):
        return read.empty_table()
    return snapshot.table("fingerprints", read.names, where=ds.field("article_id").isin(ids))


def _joined(one: pa.ChunkedArray, other: pa.ChunkedArray) -> pa.ChunkedArray:
    return pa.chunked_array([*one.chunks, *other.chunks], pa.string())


def _is_in(values: pa.ChunkedArray, wanted: pa.ChunkedArray) -> pa.ChunkedArray:
    return pc.is_in(values, value_set=wanted.combine_chunks())


def _rows(pairs: pa.Table) -> set[tuple[object, ...]]:
    return set(zip(*(column.to_pylist() for column in pairs.columns), strict=True))
