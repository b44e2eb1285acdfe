"""Deduplicate: what repeats an article of the run or of the whole lake, exactly or nearly.

It flags rows and drops none. The original is the one that was there first: by `first_seen_at`, then by place in the
sources; so an article read again keeps its part.
"""

from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

DEDUPLICATE_VERSION: Final = 3

# What the join needs of an article, of this run or of the lake.
FINGERPRINT: Final = pa.schema(
    [
        ("article_id", pa.string()),
        ("content_digest", pa.string()),
        ("first_seen_at", pa.timestamp("us", tz="UTC")),
        ("source_uri", pa.string()),
        ("source_record", pa.int64()),
    ]
)
FLAGS: Final = pa.schema(
    [
        ("article_id", pa.string()),
        ("duplicate_kind", pa.string()),
        ("duplicate_of", pa.string()),
        ("duplicate_score", pa.float32()),
    ]
)
# Verified pairs of an article and an earlier one.
PAIRS: Final = pa.schema(
    [
        ("article_id", pa.string()),
        ("other_id", pa.string()),
        ("kind", pa.string()),
        ("jaccard", pa.float32()),
        ("containment", pa.float32()),
    ]
)
# In which order articles were there.
ORDER: Final = ("first_seen_at", "source_uri", "source_record", "article_id")


def deduplicate(arriving: pa.Table, known: pa.Table) -> pa.Table:
    """Flag the arriving articles that equal an earlier one.

    `arriving` and `known` have the schema `FINGERPRINT`; `known` holds nothing that `arriving` replaces or holds too.
    Gives one row of `FLAGS` for each arriving article, in order; `duplicate_of` is the group's original.
    """
    wanted = pc.is_in(known["content_digest"], value_set=pc.unique(arriving["content_digest"]))
    both = pa.concat_tables(
        [arriving.select(FINGERPRINT.names), known.filter(wanted).select(FINGERPRINT.names)]
    )
    both = both.append_column("row", pa.array(np.arange(both.num_rows, dtype=np.int64)))
    ordered = both.sort_by([(key, "ascending") for key in ("content_digest", *ORDER)])
    digest = pc.dictionary_encode(ordered["content_digest"].combine_chunks()).indices.to_numpy(
        zero_copy_only=False
    )
    is_first = np.ones(len(digest), bool)
    is_first[1:] = digest[1:] != digest[:-1]
    original = np.flatnonzero(is_first)[np.cumsum(is_first) - 1] if len(digest) else np.empty(0, np.int64)

    original_of_row = np.empty(len(digest), np.int64)
    original_of_row[ordered["row"].to_numpy()] = ordered["row"].to_numpy()[original]
    original_of_row = original_of_row[: arriving.num_rows]
    is_duplicate = pa.array(original_of_row != np.arange(arriving.num_rows))
    return pa.table(
        [
            arriving["article_id"],
            pc.if_else(is_duplicate, pa.scalar("exact"), pa.scalar(None, pa.string())),
            pc.if_else(
                is_duplicate, both["article_id"].take(pa.array(original_of_row)), pa.scalar(None, pa.string())
            ),
            pc.if_else(is_duplicate, pa.scalar(1.0, pa.float32()), pa.scalar(None, pa.float32())),
        ],
        schema=FLAGS,
    )


def exact_pairs(flags: pa.Table) -> pa.Table:
    """Rows of `PAIRS` for the articles that `deduplicate` flagged."""
    found = flags.filter(pc.is_valid(flags["duplicate_of"]))
    score = found["duplicate_score"]
    columns = [found["article_id"], found["duplicate_of"], found["duplicate_kind"], score, score]
    return pa.table(columns, schema=PAIRS)


def best_of(ids: pa.ChunkedArray, pairs: pa.Table) -> pa.Table:
    """One row of `FLAGS` for each of `ids`, in order, from the first of its rows of `pairs`, which are sorted best first."""
    at = pc.index_in(ids, value_set=pairs["article_id"].combine_chunks())
    best = pairs.take(at)
    is_near = pc.equal(best["kind"], "near")
    score = pc.if_else(pc.fill_null(is_near, fill_value=True), best["jaccard"], best["containment"])
    return pa.table([ids, best["kind"], best["other_id"], score], schema=FLAGS)
