"""Cuts between articles: the rows of one stand together in a file, so that a reader of pieces sees each article once."""

from collections.abc import Iterable, Iterator

import pyarrow as pa
import pyarrow.compute as pc


def end_of_article(table: pa.Table, at: int) -> int:
    """Move a cut before row `at` on to where an article ends; tables without `article_id` may be cut anywhere."""
    at = min(at, table.num_rows)
    if "article_id" in table.column_names:
        ids = table["article_id"]
        while 0 < at < len(ids) and ids[at] == ids[at - 1]:
            at += 1
    return at


def whole_articles(batches: Iterable[pa.RecordBatch], rows: int) -> Iterator[pa.Table]:
    """Join batches with column `article_id` to tables of at least `rows` rows, the last but fewer, with no article in two."""
    waiting: list[pa.RecordBatch] = []
    count = 0
    for batch in batches:
        waiting.append(batch)
        count += batch.num_rows
        if count >= rows:
            table = pa.Table.from_batches(waiting)
            ids = table["article_id"]
            # More of the last article may come with the next batch.
            last = pc.index(ids, ids[-1]).as_py()
            yield table.slice(0, last)
            waiting, count = table.slice(last).to_batches(), count - last
    if waiting:
        yield pa.Table.from_batches(waiting)
