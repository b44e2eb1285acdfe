"""What arrives against what is there: which rows are replaced, what was seen before, what repeats something."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from newsmill.affected import AS_IT_WAS, affected, amended
from newsmill.identity import free_article_id
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.staging import Staging
from newsmill.resembling import near_duplicates
from newsmill.source import ARCHIVE_MARK
from newsmill.steps.deduplicate import FINGERPRINT, FLAGS, best_of, deduplicate, exact_pairs
from newsmill.steps.resemblance import DeduplicateParams

_COLUMNS = ["article_id", "external_id", "content_digest", "source_uri", "source_record", "word_count"]
STEP = "deduplicate"


@dataclass(frozen=True)
class Arrivals:
    """The articles a run will write, one row each in the order of batches, and what they replace.

    `articles` has `batch` (index), `row` (in the batch), `staged_id`, `article_id`, `first_seen_at` and the
    three duplicate columns. `replaced` are article_ids in the lake whose source is read anew. `amended` (schema
    `AMENDED`) are articles of the lake that stay and have other duplicates now. `pairs` are the duplicates of both, rows of
    `PAIRS`.
    """

    articles: pa.Table
    replaced: pa.Array
    amended: pa.Table
    pairs: pa.Table

    def of_batch(self, index: int) -> pa.Table:
        """The rows of one batch."""
        return self.articles.filter(pc.equal(self.articles["batch"], index))


def input_of(source_uris: pa.ChunkedArray) -> pa.ChunkedArray:
    """The input file of each source_uri: an archive's, for its members."""
    return pc.list_element(pc.split_pattern(source_uris, ARCHIVE_MARK, max_splits=1), 0)


def meet(
    snapshot: Snapshot,
    staging: Staging,
    batch_ids: Sequence[str],
    inputs: pa.Table,
    started_at: datetime,
    params: DeduplicateParams,
) -> Arrivals:
    """Compare the staged articles of `batch_ids` with the lake.

    `inputs` (columns source_uri, status) are the inputs to publish: articles of other inputs stay out, rows in
    the lake that came from one whose status is not `new` are replaced.
    """
    arriving = _arriving(staging, batch_ids, inputs["source_uri"])
    arriving = _with_unique_ids(arriving)
    old = _replaced(snapshot, inputs)
    seen = _first_seen(arriving["article_id"], old, started_at)
    arriving = arriving.append_column("first_seen_at", seen)
    replaced = old["article_id"].combine_chunks()
    again = affected(snapshot, staging, batch_ids, arriving, old, params)
    compared = pa.concat_tables([table.select(FINGERPRINT.names) for table in (arriving, again)])
    known = _known(
        snapshot, compared["content_digest"], pa.chunked_array([replaced, *again["article_id"].chunks])
    )
    pairs = exact_pairs(deduplicate(compared, known))
    if params.near:
        near = near_duplicates(snapshot, staging, batch_ids, arriving, again, replaced, params)
        pairs = pa.concat_tables([pairs, near])
    flags = best_of(compared["article_id"], pairs)
    for name in FLAGS.names[1:]:
        arriving = arriving.append_column(name, flags[name].slice(0, arriving.num_rows))
    return Arrivals(arriving, replaced, amended(snapshot, again, flags, pairs), pairs)


def stage_arrivals(staging: Staging, run_id: str, arrivals: Arrivals, inputs: pa.Table) -> None:
    """Stage what `meet` found, and the inputs it holds for, under the run's id."""
    replaced = pa.table({"article_id": arrivals.replaced})
    tables = {
        "articles": arrivals.articles,
        "replaced": replaced,
        "amended": arrivals.amended,
        "pairs": arrivals.pairs,
        "inputs": inputs,
    }
    staging.write(run_id, STEP, tables)


def staged_arrivals(staging: Staging, run_id: str) -> tuple[Arrivals, pa.Table]:
    """What `stage_arrivals` staged; `LakeError` where it has not."""
    names = ("articles", "replaced", "amended", "pairs", "inputs")
    articles, replaced, changed, pairs, inputs = (staging.read(run_id, STEP, name) for name in names)
    return Arrivals(articles, replaced["article_id"].combine_chunks(), changed, pairs), inputs


def _arriving(staging: Staging, batch_ids: Sequence[str], wanted: pa.ChunkedArray) -> pa.Table:
    tables = []
    for index, batch_id in enumerate(batch_ids):
        table = staging.read(batch_id, "enrich", "articles").select(_COLUMNS)
        table = table.append_column("batch", pa.array(np.full(table.num_rows, index, np.int32)))
        table = table.append_column("row", pa.array(np.arange(table.num_rows, dtype=np.int64)))
        tables.append(
            table.filter(pc.is_in(input_of(table["source_uri"]), value_set=wanted.combine_chunks()))
        )
    if not tables:
        tables = [_no_arrivals()]
    return pa.concat_tables(tables).rename_columns({"article_id": "staged_id"})


def _no_arrivals() -> pa.Table:
    text = pa.string()
    return pa.schema(
        [
            *[(name, text) for name in _COLUMNS[:-2]],
            ("source_record", pa.int64()),
            ("word_count", pa.int32()),
            ("batch", pa.int32()),
            ("row", pa.int64()),
        ]
    ).empty_table()


def _with_unique_ids(arriving: pa.Table) -> pa.Table:
    """Add `article_id`: the staged one, but of records that share it only the first in the source keeps it.

    A batch keeps its own ids unique; two byte ranges of one file do not know of each other.
    """
    ids = arriving["staged_id"].to_pylist()
    if len(set(ids)) < len(ids):
        by_place = [("source_uri", "ascending"), ("source_record", "ascending")]
        taken: set[str] = set()
        for at in pc.sort_indices(arriving, sort_keys=by_place).to_pylist():
            if ids[at] in taken:
                row = arriving.slice(at, 1).to_pylist()[0]
                ids[at] = free_article_id(taken, row["source_uri"], row["external_id"], row["source_record"])
            taken.add(ids[at])
    return arriving.append_column("article_id", pa.array(ids, pa.string()))


def _replaced(snapshot: Snapshot, inputs: pa.Table) -> pa.Table:
    """Rows of `AS_IT_WAS` for the lake's articles that come from inputs seen before."""
    seen_before = inputs.filter(pc.not_equal(inputs["status"], "new"))["source_uri"].combine_chunks()
    found = [AS_IT_WAS.empty_table()]
    for batch in snapshot.batches("articles", AS_IT_WAS.names) if len(seen_before) else []:
        articles = pa.table(batch).cast(AS_IT_WAS)
        found.append(articles.filter(pc.is_in(input_of(articles["source_uri"]), value_set=seen_before)))
    return pa.concat_tables(found)


def _first_seen(ids: pa.ChunkedArray, old: pa.Table, started_at: datetime) -> pa.ChunkedArray:
    at = pc.index_in(ids, value_set=old["article_id"].combine_chunks())
    now = pa.scalar(started_at, pa.timestamp("us", tz="UTC"))
    return pc.fill_null(old["first_seen_at"].combine_chunks().take(at), now)


def _known(snapshot: Snapshot, digests: pa.ChunkedArray, replaced: pa.ChunkedArray) -> pa.Table:
    """Fingerprints of the lake that equal one that arrives, without those that are replaced."""
    if not len(digests):
        return FINGERPRINT.empty_table()
    wanted = ds.field("content_digest").isin(pc.unique(digests))
    columns = FINGERPRINT.names
    known = snapshot.table("fingerprints", columns, where=wanted)
    return known.filter(pc.invert(pc.is_in(known["article_id"], value_set=replaced.combine_chunks())))
