"""Single articles of the lake by their ids: of Parquet, only the row groups that hold one are read."""

from collections.abc import Iterable, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from newsmill.lake.errors import explained
from newsmill.lake.snapshot import Snapshot


def rows_of(
    snapshot: Snapshot, dataset: str, article_ids: pa.Array, columns: Sequence[str], years: Iterable[int]
) -> pa.Table:
    """Rows of these articles with `article_id` and `columns`, in no order; they are looked for in these year partitions."""
    schema = snapshot.schema(dataset)
    names = ["article_id", *columns]
    found = [pa.schema([schema.field(name) for name in names]).empty_table()]
    for entry in snapshot.files(dataset, years) if len(article_ids) else []:
        file = snapshot.file(dataset, entry)
        with explained("read", file), pq.ParquetFile(file) as parquet:
            for group in range(parquet.num_row_groups):
                ids = parquet.read_row_group(group, columns=["article_id"])["article_id"]
                at = pc.indices_nonzero(pc.is_in(ids, value_set=article_ids))
                if len(at):
                    found.append(parquet.read_row_group(group, columns=names).select(names).take(at))
    return pa.concat_tables(found)
