"""Publishing a run: all its rows written as Parquet parts, and one commit that makes them visible at once."""

import json
import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import ExitStack
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from newsmill.arrivals import Arrivals
from newsmill.assembly import (
    arrived_batches,
    articles_of,
    duplicates_of,
    fingerprints_of,
    names_known,
    raw_of,
    rejects_of,
    side_of,
    with_names,
)
from newsmill.enrich.names.register import Register
from newsmill.lake.changes import Changes, Part
from newsmill.lake.parts import PartWriter
from newsmill.lake.replace import rows_out
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.run import Run
from newsmill.schema import DATASETS
from newsmill.steps.deduplicate import FLAGS
from newsmill.version import PIPELINE_VERSION

# Datasets that hang on articles and are written side by side; speakers follow what became of the mentions.
_GROUPS: Final = (
    ("articles", "fingerprints", "duplicates"),
    ("edits",),
    ("mentions", "quotes"),
    ("dates",),
    ("counts",),
    ("links",),
    ("topics",),
)


class Publication:
    """Writes a run's rows beside the lake and commits them; nothing is visible before `commit`."""

    def __init__(self, lake: Lake, run: Run) -> None:
        """The lake must be locked by this process."""
        self._lake, self._run = lake, run
        self._base = lake.current()
        self._folder = lake.parts_folder(run.run_id)
        self._constants = {"run_id": run.run_id, "pipeline_version": PIPELINE_VERSION}
        self._parts: list[Part] = []
        self._removes: dict[str, frozenset[str]] = {}
        self.nulls: Counter[str] = Counter()
        self.added: dict[str, int] = dict.fromkeys(DATASETS, 0)

    def write_articles(self, arrivals: Arrivals, batch_ids: Sequence[str]) -> None:
        """Write the articles that arrive and all that hangs on them, a batch at a time, and the pairs of amended ones."""
        if not arrivals.articles.num_rows and not arrivals.amended.num_rows:
            # The usual case of a schedule: nothing new. What the lake knows of names need not be read.
            return
        register = Register(names_known(self._lake.staging, batch_ids, arrivals, self._base))
        dates: dict[str, pa.Table] = {}
        # Each group reads the batches again: only its own rows wait in memory until their files are written.
        for group in _GROUPS:
            with ExitStack() as stack:
                writers = {name: stack.enter_context(self._writer(name)) for name in group}
                if "duplicates" in group:
                    writers["duplicates"].write(duplicates_of(arrivals, arrivals.amended), arrivals.amended)
                for batch_id, arrived in arrived_batches(arrivals, batch_ids):
                    if "articles" in group:
                        rows = self._articles(batch_id, arrived, arrivals)
                        dates[batch_id] = rows["articles"].select(["article_id", "date"])
                    else:
                        rows = self._side(batch_id, group, arrived, register)
                    for name, table in rows.items():
                        writers[name].write(table, dates[batch_id])
            for writer in writers.values():
                self._add(writer.parts)

    def _articles(self, batch_id: str, arrived: pa.Table, arrivals: Arrivals) -> dict[str, pa.Table]:
        articles = articles_of(self._lake.staging, batch_id, arrived)
        self.nulls.update({name: articles[name].null_count for name in articles.column_names})
        return {
            "articles": articles,
            "fingerprints": fingerprints_of(self._lake.staging, batch_id, articles, arrived),
            "duplicates": duplicates_of(arrivals, arrived),
        }

    def _side(
        self, batch_id: str, group: Sequence[str], arrived: pa.Table, register: Register
    ) -> dict[str, pa.Table]:
        side = {name: side_of(self._lake.staging, batch_id, name, arrived) for name in group}
        if "mentions" in side:
            in_article = side["mentions"]
            side["mentions"] = register.resolve(in_article)
            side["quotes"] = with_names(side["quotes"], in_article, side["mentions"])
        return side

    def replace(self, arrivals: Arrivals) -> int:
        """Take the replaced articles out, with all that hangs on them, and amend those that have other duplicates.

        Gives the number of articles taken out.
        """
        if not len(arrivals.replaced) and not arrivals.amended.num_rows:
            return 0
        flags = arrivals.amended.select(FLAGS.names)
        out = rows_out(self._base, arrivals.replaced, self._folder, self._run.run_id, amended=flags)
        self._parts += out.changes.adds
        self._removes = dict(out.changes.removes)
        return out.rows["articles"]

    def write_rejects(self, batch_ids: Sequence[str], inputs: pa.Table) -> dict[str, int]:
        """Write the rejects of the published inputs; gives their number by reason."""
        reasons: dict[str, int] = {}
        with self._writer("rejects") as writer:
            for table in rejects_of(self._lake.staging, batch_ids, inputs["source_uri"]):
                writer.write(table)
                for reason in table["reason"].to_pylist():
                    reasons[reason] = reasons.get(reason, 0) + 1
        self._add(writer.parts)
        return dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0])))

    def write_raw(self, batch_ids: Sequence[str], digests: pa.Array) -> None:
        """Write the bytes of the published inputs, by their digests as read, those that the lake does not hold yet."""
        if not len(digests):
            return
        held = self._base.table("raw", ["digest"], where=ds.field("digest").isin(digests))
        wanted = digests.filter(pc.invert(pc.is_in(digests, value_set=held["digest"].combine_chunks())))
        with self._writer("raw") as writer:
            taken: set[tuple[str, int]] = set()
            for table in raw_of(self._lake.staging, batch_ids, wanted):
                keys = list(zip(table["digest"].to_pylist(), table["part"].to_pylist(), strict=True))
                is_new = [key not in taken and keys.index(key) == at for at, key in enumerate(keys)]
                writer.write(table.filter(pa.array(is_new, pa.bool_())))
                taken.update(keys)
        self._add(writer.parts)

    def write_rows(self, dataset: str, rows: list[dict[str, Any]]) -> None:
        """Write rows of a flat dataset, `inputs` or `runs`; tables of names and numbers in them become JSON, in place."""
        schema = DATASETS[dataset].schema
        given: set[str] = set()
        for row in rows:
            given.update(row)
            for name, value in row.items():
                if isinstance(value, dict) and pa.types.is_string(schema.field(name).type):
                    row[name] = json.dumps(value, sort_keys=True)
        known = pa.schema([field for field in schema if not rows or field.name in given])
        with self._writer(dataset) as writer:
            writer.write(pa.Table.from_pylist(rows, schema=known))
        self._add(writer.parts)

    @property
    def next_version(self) -> int:
        """Number that the snapshot will have."""
        return self._base.version + 1

    def commit(self) -> Snapshot:
        """Make all that was written visible in one step. Raises `LakeError`, the lake then as it was."""
        changes = Changes(tuple(self._parts), self._removes, self._base.version)
        snapshot = self._lake.commit(changes, run_id=self._run.run_id)
        shutil.rmtree(self._folder, ignore_errors=True)
        return snapshot

    def _add(self, parts: Sequence[Part]) -> None:
        self._parts += parts
        for part in parts:
            self.added[part.dataset] += part.rows

    def _writer(self, dataset: str) -> PartWriter:
        names = DATASETS[dataset].schema.names
        constants = {name: value for name, value in self._constants.items() if name in names}
        return PartWriter(DATASETS[dataset], self._folder, self._run.run_id, constants=constants)


def counts_by_input(tables: Sequence[pa.ChunkedArray]) -> dict[str, int]:
    """How often each input occurs in columns of inputs."""
    counts: dict[str, int] = {}
    for column in tables:
        for row in pc.value_counts(column.combine_chunks()).to_pylist():
            counts[row["values"]] = counts.get(row["values"], 0) + row["counts"]
    return counts


def input_rows(inputs: pa.Table, articles: dict[str, int], rejects: dict[str, int]) -> list[dict[str, Any]]:
    """Rows of dataset `inputs`, accounted: records = articles + rejects."""
    rows = []
    for row in inputs.to_pylist():
        written, rejected = articles.get(row["source_uri"], 0), rejects.get(row["source_uri"], 0)
        rows.append(row | {"articles": written, "rejects": rejected, "records": written + rejected})
    return rows
