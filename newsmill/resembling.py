"""Near duplicates of a run: its articles and those of the lake whose sketches meet, compared by their texts."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from newsmill.identity import plain_words
from newsmill.lake.errors import explained
from newsmill.lake.lookup import rows_of
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.staging import Staging
from newsmill.steps.deduplicate import FINGERPRINT, ORDER, PAIRS
from newsmill.steps.resemblance import (
    FEWEST_SHARED,
    DeduplicateParams,
    Ints,
    Pairs,
    Resemblance,
    blocks,
    candidates,
    compared,
)
from newsmill.steps.shingles import Shingles, shingles

COLUMNS: Final = (*FINGERPRINT.names, "sketch")
# Of an article that is like very many, so many pairs are kept, the best.
_MOST_PAIRS: Final = 20
# Texts whose shingles are in memory at once: some 100 MB.
MOST_TEXTS: Final = 20_000
_RANK: Final = {"near": 0, "contained": 1, "contains": 2}


def near_duplicates(
    snapshot: Snapshot,
    staging: Staging,
    batch_ids: Sequence[str],
    arriving: pa.Table,
    again: pa.Table,
    replaced: pa.Array,
    params: DeduplicateParams,
) -> pa.Table:
    """Rows of `PAIRS` for articles that are like an earlier one of the run or of the lake, best first for each.

    `arriving` has the columns of `Arrivals.articles` but for the duplicates', `again` (`COLUMNS`, year) are articles of the
    lake that are compared as well; articles `replaced` are not looked at. Of exact duplicates the first alone is compared.
    """
    mine = pa.concat_tables([*with_sketches(staging, batch_ids, arriving), again], promote_options="default")
    if not mine.num_rows:
        return PAIRS.empty_table()
    others = pa.concat_arrays([replaced, again["article_id"].combine_chunks()])
    texts = in_order([mine, *known_like(snapshot, mine["sketch"], others)])
    is_compared = pc.is_in(texts["article_id"], value_set=mine["article_id"].combine_chunks())
    pairs = likely(texts, is_compared)
    resembling: list[Resemblance] = []
    for some in blocks(pairs, MOST_TEXTS):
        found, places = _shingles(snapshot, staging, batch_ids, texts, some)
        resembling += compared(some, found, places, params)
    return _rows(texts["article_id"], resembling)


def with_sketches(staging: Staging, batch_ids: Sequence[str], arriving: pa.Table) -> Iterator[pa.Table]:
    """Arriving articles with `COLUMNS`, `batch` and `row`, a batch at a time."""
    for index, batch_id in enumerate(batch_ids):
        arrived = arriving.filter(pc.equal(arriving["batch"], index))
        sketches = staging.read(batch_id, "clean", "sketches")
        at = pc.index_in(arrived["staged_id"], value_set=sketches["article_id"].combine_chunks())
        yield arrived.append_column("sketch", sketches["sketch"].take(at)).select([*COLUMNS, "batch", "row"])


def known_like(snapshot: Snapshot, sketches: pa.ChunkedArray, others: pa.Array) -> Iterator[pa.Table]:
    """Fingerprints of the lake's articles but for `others` that share enough hashes with the sketches, a piece at a time.

    Articles of a newsmill that kept no sketches have none.
    """
    if "sketch" not in snapshot.schema("fingerprints").names:
        return
    wanted = np.unique(pc.list_flatten(sketches).to_numpy())
    with explained("read", snapshot.path / "fingerprints"):
        scanner = snapshot.dataset("fingerprints").scanner(columns=[*COLUMNS, "year"])
        for batch in scanner.to_batches():
            lists = batch.column("sketch")
            hashes = pc.list_flatten(lists).to_numpy(zero_copy_only=False)
            at = np.searchsorted(wanted, hashes)
            at[at == len(wanted)] = 0
            is_wanted = wanted[at] == hashes if len(wanted) else np.zeros(len(hashes), np.bool_)
            shared = np.bincount(
                pc.list_parent_indices(lists).to_numpy()[is_wanted], minlength=batch.num_rows
            )
            met = pa.table(batch).filter(pa.array(shared >= FEWEST_SHARED))
            yield met.filter(pc.invert(pc.is_in(met["article_id"], value_set=others)))


def in_order(texts: Sequence[pa.Table]) -> pa.Table:
    """Articles in the order in which they were there, one of each content: the first."""
    ordered = pa.concat_tables(texts, promote_options="default").sort_by(
        [(key, "ascending") for key in ORDER]
    )
    digests = pc.dictionary_encode(ordered["content_digest"].combine_chunks()).indices.to_numpy()
    first = np.unique(digests, return_index=True)[1]
    return ordered.take(pa.array(np.sort(first)))


def likely(texts: pa.Table, is_compared: pa.ChunkedArray) -> Pairs:
    """Pairs of articles in order whose sketches share enough, the later one to be compared."""
    sketches = texts["sketch"].combine_chunks()
    return candidates(
        pc.list_parent_indices(sketches).to_numpy().astype(np.int64),
        pc.list_flatten(sketches).to_numpy(zero_copy_only=False),
        is_compared.to_numpy(),
    )


def _shingles(
    snapshot: Snapshot, staging: Staging, batch_ids: Sequence[str], texts: pa.Table, pairs: Pairs
) -> tuple[Shingles, Ints]:
    """Shingles of all texts of the pairs, and the place of each text's there."""
    wanted = np.unique(np.concatenate(pairs))
    places = np.full(texts.num_rows, -1, np.int64)
    plain: list[bytes] = []
    for numbers, found in _texts(snapshot, staging, batch_ids, texts, wanted):
        places[numbers] = np.arange(len(plain), len(plain) + len(numbers))
        plain += [plain_words(text) for text in found.to_pylist()]
    return shingles(plain), places


def _texts(
    snapshot: Snapshot, staging: Staging, batch_ids: Sequence[str], texts: pa.Table, wanted: Ints
) -> Iterator[tuple[Ints, pa.ChunkedArray]]:
    """Texts by their numbers: those of each batch, and those of the lake."""
    chosen = texts.take(pa.array(wanted)).append_column("number", pa.array(wanted))
    for index, batch_id in enumerate(batch_ids):
        mine = chosen.filter(pc.equal(chosen["batch"], index))
        yield (
            mine["number"].to_numpy(),
            staging.read(batch_id, "enrich", "articles")["text"].take(mine["row"]),
        )
    kept = chosen.filter(pc.is_null(chosen["batch"]))
    if kept.num_rows:
        rows = rows_of(
            snapshot,
            "articles",
            kept["article_id"].combine_chunks(),
            ["text"],
            pc.unique(kept["year"]).to_pylist(),
        )
        at = pc.index_in(rows["article_id"], value_set=kept["article_id"].combine_chunks())
        yield kept["number"].take(at).to_numpy(), rows["text"]


def _rows(ids: pa.ChunkedArray, found: list[Resemblance]) -> pa.Table:
    found.sort(key=lambda pair: (pair.later, _RANK[pair.kind], -pair.score, pair.earlier))
    kept: list[Resemblance] = []
    for pair in found:
        if len(kept) < _MOST_PAIRS or kept[-_MOST_PAIRS].later != pair.later:
            kept.append(pair)
    return pa.table(
        [
            ids.take(pa.array([pair.later for pair in kept], pa.int64())),
            ids.take(pa.array([pair.earlier for pair in kept], pa.int64())),
            [pair.kind for pair in kept],
            pa.array([pair.jaccard for pair in kept], pa.float32()),
            pa.array([pair.containment for pair in kept], pa.float32()),
        ],
        schema=PAIRS,
    )
