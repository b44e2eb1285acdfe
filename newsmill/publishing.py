"""The end of a run: deduplicate what it made, check the gates, account for every record, commit."""

import importlib.metadata
import json
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from newsmill.arrivals import STEP as DEDUPLICATE
from newsmill.arrivals import Arrivals, input_of, meet, stage_arrivals, staged_arrivals
from newsmill.assembly import rejects_of
from newsmill.batches import StepResult
from newsmill.discovery import STEP as DISCOVER
from newsmill.discovery import Discovery
from newsmill.exceptions import AccountingError, GateError
from newsmill.gates import Figures, breaches
from newsmill.lake.store import Lake
from newsmill.publication import Publication, counts_by_input, input_rows
from newsmill.run import Run, RunSummary, StepAccount, note_end
from newsmill.schema import DATASETS
from newsmill.steps.survey import STEP as SURVEY
from newsmill.work import peak_memory_bytes

STEPS: Final = ("extract", SURVEY, "clean", "enrich", DEDUPLICATE)
_NAMED_DEPENDENCIES: Final = ("prefect", "pyarrow", "pandas", "pydantic", "trafilatura", "ftfy")


def deduplicate(lake: Lake, run: Run, results: Sequence[StepResult]) -> StepResult:
    """Compare what the batches in `results` staged with each other and with the lake, and stage the flags.

    Inputs with a batch that has no result stay out whole. The lake must be locked by this process until the
    commit: the flags hold against its current snapshot.
    """
    wall, cpu = time.perf_counter(), time.process_time()
    batch_ids = [result.batch_id for result in results if result.step == "enrich"]
    inputs = _whole_inputs(lake, run, set(batch_ids))
    # What could not be read says nothing against what it gave before.
    read = inputs.filter(pc.invert(pc.is_in(inputs["source_uri"], value_set=_unread(lake, batch_ids))))
    arrivals = meet(lake.current(), lake.staging, batch_ids, read, run.seen_at, run.settings.deduplicate)
    stage_arrivals(lake.staging, run.run_id, arrivals, inputs)
    articles = arrivals.articles.num_rows
    return StepResult(
        batch_id=run.run_id,
        step=DEDUPLICATE,
        rows_in=articles,
        kept=articles,
        rejected=0,
        seconds=time.perf_counter() - wall,
        cpu_seconds=time.process_time() - cpu,
        peak_memory_bytes=peak_memory_bytes(),
    )


def publish(lake: Lake, run: Run, found: Discovery, results: Sequence[StepResult]) -> RunSummary:
    """Commit what the steps in `results` staged as one snapshot. The lake must be locked by this process.

    Inputs that `deduplicate` left out stay out of `inputs` too: the next run takes them up. Raises `GateError`
    where a gate stops the commit (the staged batches stay), `AccountingError` where a record is neither an
    article nor a reject.
    """
    enriched = [result for result in results if result.step == "enrich"]
    batch_ids = [result.batch_id for result in enriched]
    arrivals, inputs = staged_arrivals(lake.staging, run.run_id)

    publication = Publication(lake, run)
    publication.write_articles(arrivals, batch_ids)
    replaced = publication.replace(arrivals)
    by_reason = publication.write_rejects(batch_ids, inputs)
    rows = _accounted(lake, arrivals, batch_ids, inputs)
    skipped = _skipped(rows)
    publication.write_raw(batch_ids, pa.array({row["digest"] for row in rows}, pa.string()).drop_null())
    publication.write_rows("inputs", rows)

    summary = RunSummary(
        run_id=run.run_id,
        flow=run.flow,
        status="failed" if len(enriched) < len(found.batches) else "completed",
        snapshot=publication.next_version,
        lake=run.lake,
        shown_lake=str(run.settings.lake),
        seconds=0,
        files_listed=found.files_listed,
        files_read=len(rows),
        input_records=sum(row["records"] for row in rows),
        rows_added={},
        rows_total={},
        rows_replaced=replaced,
        rejects_by_reason=by_reason,
        skipped_by_kind=skipped,
        failed_batches=len(found.batches) - len(enriched),
        steps=_steps(results),
    )
    _check_gates(lake, run, arrivals, summary, publication.nulls)
    finished_at = datetime.now(UTC)
    publication.write_rows("runs", [_run_row(run, summary, arrivals, finished_at)])
    snapshot = publication.commit()
    lake.staging.discard([*batch_ids, run.run_id])
    return summary.model_copy(
        update={
            "seconds": (finished_at - run.started_at).total_seconds(),
            "rows_added": publication.added,
            "rows_total": {name: snapshot.rows(name) for name in DATASETS},
        }
    )


def record_unpublished(lake: Lake, run: Run, status: str, error: str) -> None:
    """Put a run on record that published nothing: `refused`, `failed` or `interrupted`."""
    publication = Publication(lake, run)
    rows = lake.current().table("runs", ["run_id"], where=ds.field("run_id") == run.run_id)
    # A crash between the commit and the end of the run left the note of a run that is on record.
    if not rows.num_rows:
        row = run_identity(run) | {"finished_at": datetime.now(UTC), "status": status, "error": error}
        publication.write_rows(
            "runs", [row | {"articles_written": 0, "rejects_written": 0, "input_records": 0}]
        )
        publication.commit()
    note_end(lake.root, run)


def _whole_inputs(lake: Lake, run: Run, done: set[str]) -> pa.Table:
    """The run's inputs all of whose batches are done."""
    inputs = lake.staging.read(run.run_id, DISCOVER, "inputs")
    is_whole = [done.issuperset(ids) for ids in inputs["batch_ids"].to_pylist()]
    return inputs.filter(pa.array(is_whole, pa.bool_())).drop_columns(["batch_ids"])


def _unread(lake: Lake, batch_ids: Sequence[str]) -> pa.Array:
    """Inputs that gave no article since they could not be read, which may heal."""
    rows = [
        row
        for batch_id in batch_ids
        for row in lake.staging.read(batch_id, "extract", "inputs")
        .select(["source_uri", "digest", "articles"])
        .to_pylist()
    ]
    unread = {row["source_uri"] for row in rows if row["digest"] is None}
    unread -= {row["source_uri"] for row in rows if row["articles"]}
    return pa.array(sorted(unread), pa.string())


def _accounted(
    lake: Lake, arrivals: Arrivals, batch_ids: Sequence[str], inputs: pa.Table
) -> list[dict[str, Any]]:
    """Rows of `inputs`. Raises `AccountingError` where an input gave neither an article nor a reject."""
    articles = counts_by_input([input_of(arrivals.articles["source_uri"])])
    rejected = [input_of(t["source_uri"]) for t in rejects_of(lake.staging, batch_ids, inputs["source_uri"])]
    rows = input_rows(inputs, articles, counts_by_input(rejected))
    read = _inputs_as_read(lake, batch_ids)
    for row in rows:
        # A file that killed its worker has no row: what discovery saw stands.
        row.update(read.get(str(row["source_uri"]), {}))
        if row["records"] == 0 and not row.get("skipped"):
            raise AccountingError(f"{row['source_uri']} was read and left neither an article nor a reject")
    return rows


def _inputs_as_read(lake: Lake, batch_ids: Sequence[str]) -> dict[str, dict[str, object]]:
    """Size, time, digest and skipped records of each input as it was read; no digest where reading may heal, so that the next run reads it again."""
    read: dict[str, dict[str, object]] = {}
    skipped: dict[str, Counter[str]] = {}
    for batch_id in batch_ids:
        inputs = lake.staging.read(batch_id, "extract", "inputs")
        for row in inputs.select(["source_uri", "size", "modified_at", "digest", "skipped"]).to_pylist():
            skipped.setdefault(row["source_uri"], Counter()).update(json.loads(row.pop("skipped") or "{}"))
            known = read.setdefault(row["source_uri"], row)
            if row["digest"] is None:
                known["digest"] = None
    return {uri: row | {"skipped": dict(skipped[uri]) or None} for uri, row in read.items()}


def _skipped(rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Records of all inputs that are no articles, by kind, the most frequent first."""
    total: Counter[str] = Counter()
    for row in rows:
        total.update(row.get("skipped") or {})
    return dict(total.most_common())


def _steps(results: Sequence[StepResult]) -> dict[str, StepAccount]:
    accounts = {}
    for step in STEPS:
        mine = [result for result in results if result.step == step]
        accounts[step] = StepAccount(
            rows_in=sum(r.rows_in for r in mine),
            kept=sum(r.kept for r in mine),
            rejected=sum(r.rejected for r in mine),
            seconds=round(sum(r.seconds for r in mine), 3),
            cpu_seconds=round(sum(r.cpu_seconds for r in mine), 3),
            resumed_batches=sum(r.is_resumed for r in mine),
            peak_memory_bytes=max((r.peak_memory_bytes for r in mine), default=0),
        )
    return accounts


def _check_gates(
    lake: Lake, run: Run, arrivals: Arrivals, summary: RunSummary, nulls: Mapping[str, int]
) -> None:
    figures = Figures(
        input_records=summary.input_records,
        articles=arrivals.articles.num_rows,
        rejects=sum(summary.rejects_by_reason.values()),
        duplicates=arrivals.articles.num_rows - arrivals.articles["duplicate_kind"].null_count,
        nulls=nulls,
        recent_articles=_comparable(lake, run, summary),
    )
    gates = run.settings.gates
    if run.flow == "reprocess":
        # What is made again is as much as was chosen.
        gates = gates.model_copy(update={"min_articles": None})
    found = breaches(gates, figures) if summary.files_read else []
    if found and not run.is_accepted:
        raise GateError("\n".join(found))


def _comparable(lake: Lake, run: Run, summary: RunSummary) -> list[int]:
    """Numbers of articles that the run's is compared with: of what it replaces, or of the last runs."""
    if run.settings.gates.max_drop_share is None:
        return []
    return [summary.rows_replaced] if run.flow == "reprocess" else _recent_articles(lake)


def _recent_articles(lake: Lake) -> list[int]:
    """Articles of the last 10 completed runs that had new input."""
    is_telling = (
        (ds.field("files_read") > 0) & (ds.field("status") == "completed") & (ds.field("flow") == "ingest")
    )
    columns = ["run_id", "articles_written"]
    runs = lake.current().table("runs", columns, where=is_telling)
    written: list[int] = runs.sort_by("run_id")["articles_written"].to_pylist()
    return written[-10:]


def _run_row(run: Run, summary: RunSummary, arrivals: Arrivals, finished_at: datetime) -> dict[str, object]:
    steps = {name: account.model_dump() for name, account in summary.steps.items()}
    peak = max([peak_memory_bytes(), *(account.peak_memory_bytes for account in summary.steps.values())])
    return run_identity(run) | {
        "finished_at": finished_at,
        "status": summary.status,
        "files_listed": summary.files_listed,
        "files_read": summary.files_read,
        "input_records": summary.input_records,
        "articles_written": arrivals.articles.num_rows,
        "articles_replaced": summary.rows_replaced,
        "rejects_written": sum(summary.rejects_by_reason.values()),
        "rejects_by_reason": summary.rejects_by_reason,
        "failed_batches": summary.failed_batches,
        "steps": steps,
        "peak_memory_bytes": peak,
        "versions": {name: importlib.metadata.version(name) for name in _NAMED_DEPENDENCIES},
        "snapshot": summary.snapshot,
    }


def run_identity(run: Run) -> dict[str, object]:
    """Columns of `runs` that say which run it was."""
    return {
        "run_id": run.run_id,
        "started_at": run.started_at,
        "trigger": run.trigger,
        "flow": run.flow,
        "flow_run_id": run.flow_run_id,
        "source": run.source,
        "code_version": run.code_version,
        "pipeline_version": run.pipeline_version,
        "settings": run.settings.model_dump_json(),
    }
