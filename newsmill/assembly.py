"""Staged batches become rows of the lake's datasets: lineage, final keys and duplicate flags filled in."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pyarrow as pa
import pyarrow.compute as pc

from newsmill.arrivals import Arrivals, input_of
from newsmill.enrich.names.register import KNOWN, count_names, merge_known
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.staging import Staging
from newsmill.lake.together import whole_articles
from newsmill.schema import DATASETS

# Datasets keyed by article that steps stage beside `articles`, and the step whose they are.
SIDE_DATASETS: Final[Mapping[str, str]] = {
    "links": "extract",
    "edits": "clean",
    "mentions": "enrich",
    "quotes": "enrich",
    "dates": "enrich",
    "counts": "enrich",
    "topics": "enrich",
}
STEPS: Final = ("extract", "clean", "enrich")
# Mentions whose names are counted in one go: some 10 MB.
_NAMES_AT_ONCE: Final = 1 << 17
_FLAGS: Final = ("first_seen_at", "duplicate_kind", "duplicate_of", "duplicate_score")


def articles_of(staging: Staging, batch_id: str, arrived: pa.Table) -> pa.Table:
    """The batch's rows of `articles`, without lineage; `arrived` are its rows of `Arrivals.articles`."""
    staged = staging.read(batch_id, "enrich", "articles").take(arrived["row"])
    staged = staged.set_column(
        staged.schema.get_field_index("article_id"), "article_id", arrived["article_id"]
    )
    for name in _FLAGS:
        staged = staged.append_column(name, arrived[name])
    names = [name for name in DATASETS["articles"].schema.names if name in staged.column_names]
    return staged.select(names)


def side_of(staging: Staging, batch_id: str, dataset: str, arrived: pa.Table) -> pa.Table:
    """The batch's rows of a dataset keyed by article, under the articles' final ids."""
    table = staging.read(batch_id, SIDE_DATASETS[dataset], dataset)
    at = pc.index_in(table["article_id"], value_set=arrived["staged_id"].combine_chunks())
    if at.null_count:
        table, at = table.filter(pc.is_valid(at)), at.drop_null()
    ids = arrived["article_id"].combine_chunks().take(at)
    return table.set_column(table.schema.get_field_index("article_id"), "article_id", ids)


def names_known(
    staging: Staging, batch_ids: Sequence[str], arrivals: Arrivals, snapshot: Snapshot
) -> pa.Table:
    """How many articles have each name: those that arrive and those of the lake that stay."""
    batches = snapshot.batches("mentions", ["article_id", "name", "kind"])
    counts = KNOWN.empty_table()
    for mentions in whole_articles(batches, _NAMES_AT_ONCE):
        is_replaced = pc.is_in(mentions["article_id"], value_set=arrivals.replaced)
        counts = merge_known(counts, count_names(mentions.filter(pc.invert(is_replaced))))
    for batch_id, arrived in arrived_batches(arrivals, batch_ids):
        counts = merge_known(counts, count_names(side_of(staging, batch_id, "mentions", arrived)))
    return counts


def with_names(quotes: pa.Table, before: pa.Table, after: pa.Table) -> pa.Table:
    """The quotes with `speaker_id` and `speaker_name` following what became of the mentions' entities."""
    is_changed = pc.not_equal(before["entity_id"], after["entity_id"])
    old = before["entity_id"].filter(is_changed).combine_chunks()
    if not len(old) or not quotes.num_rows:
        return quotes
    at = pc.index_in(quotes["speaker_id"], value_set=old)
    for column, source in (("speaker_id", "entity_id"), ("speaker_name", "name")):
        new = after[source].filter(is_changed).combine_chunks().take(at)
        merged = pc.if_else(pc.is_valid(at), new, quotes[column])
        quotes = quotes.set_column(quotes.schema.get_field_index(column), quotes.schema.field(column), merged)
    return quotes


def fingerprints_of(staging: Staging, batch_id: str, articles: pa.Table, arrived: pa.Table) -> pa.Table:
    """Rows of `fingerprints` for the batch's rows of `articles`, with what extract and clean staged for comparing."""
    sketches = staging.read(batch_id, "clean", "sketches")
    sketches = sketches.take(
        pc.index_in(arrived["staged_id"], value_set=sketches["article_id"].combine_chunks())
    )
    edges = staging.read(batch_id, "extract", "edges")
    edges = edges.take(pc.index_in(arrived["staged_id"], value_set=edges["article_id"].combine_chunks()))
    rows = articles.select(["article_id", "content_digest", "first_seen_at", "source_uri", "source_record"])
    for name, of in (("site", "site"), ("page", "page"), ("edge_lines", "lines")):
        rows = rows.append_column(name, edges[of])
    return rows.append_column("sketch", sketches["sketch"])


def duplicates_of(arrivals: Arrivals, arrived: pa.Table) -> pa.Table:
    """Rows of `duplicates` for some rows of `Arrivals.articles` or `Arrivals.amended`."""
    ids = arrived["article_id"].combine_chunks()
    return arrivals.pairs.filter(pc.is_in(arrivals.pairs["article_id"], value_set=ids))


def rejects_of(staging: Staging, batch_ids: Sequence[str], wanted: pa.ChunkedArray) -> Iterator[pa.Table]:
    """Rows of `rejects` of all steps, for the inputs that are published."""
    for batch_id in batch_ids:
        for step in STEPS:
            table = staging.read(batch_id, step, "rejects")
            if table.num_rows:
                is_wanted = pc.is_in(input_of(table["source_uri"]), value_set=wanted.combine_chunks())
                yield table.drop_columns(
                    [name for name in ("run_id", "pipeline_version") if name in table.column_names]
                ).filter(is_wanted)


def raw_of(staging: Staging, batch_ids: Sequence[str], digests: pa.Array) -> Iterator[pa.Table]:
    """Rows of `raw` of contents with these digests; none where raw bytes are not kept."""
    for batch_id in batch_ids:
        if "raw" in staging.rows(batch_id, "extract"):
            table = staging.read(batch_id, "extract", "raw")
            yield table.filter(pc.is_in(table["digest"], value_set=digests))


def arrived_batches(arrivals: Arrivals, batch_ids: Sequence[str]) -> Iterator[tuple[str, pa.Table]]:
    """Each batch with its rows of `Arrivals.articles`; batches that bring none are left out."""
    for index, batch_id in enumerate(batch_ids):
        arrived = arrivals.of_batch(index)
        if arrived.num_rows:
            yield batch_id, arrived
