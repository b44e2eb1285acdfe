"""The survey of a run: edges of its pages, as staged, and of the lake's pages that stay, as the lake keeps them."""

import time
from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from newsmill.arrivals import input_of
from newsmill.batches import StepResult
from newsmill.discovery import STEP as DISCOVER
from newsmill.lake.errors import explained
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.memory import give_back
from newsmill.run import Run
from newsmill.steps.survey import EDGES, STEP, survey
from newsmill.work import peak_memory_bytes


def survey_run(lake: Lake, run: Run, results: Sequence[StepResult]) -> StepResult:
    """Find the lines that pages of a site share, over all extracted batches and the lake; stage them under the run.

    The lake must be locked by this process. Where nothing arrives, nothing of the lake is read.
    """
    wall, cpu = time.perf_counter(), time.process_time()
    staging, params = lake.staging, run.settings.clean
    batch_ids = [result.batch_id for result in results if result.step == "extract"]
    edges = [staging.read(batch_id, "extract", "edges") for batch_id in batch_ids]
    arriving = pa.concat_tables([EDGES.empty_table(), *edges])
    inputs = staging.read(run.run_id, DISCOVER, "inputs")
    known = _known(lake.current(), pc.unique(arriving["site"]), inputs)
    shared = survey(arriving, known, params.page_repeat_min, params.page_repeat_share)
    staging.write(run.run_id, STEP, {"shared": shared})
    give_back()
    return StepResult(
        batch_id=run.run_id,
        step=STEP,
        rows_in=arriving.num_rows,
        kept=arriving.num_rows,
        rejected=0,
        seconds=time.perf_counter() - wall,
        cpu_seconds=time.process_time() - cpu,
        peak_memory_bytes=peak_memory_bytes(),
    )


def _known(snapshot: Snapshot, sites: pa.Array, inputs: pa.Table) -> Iterator[pa.Table]:
    """Edges of the lake's pages of these sites, a piece at a time; not of inputs that are read anew.

    A revision and what it replaces are one page: it must not count twice. Articles of a newsmill that did not
    keep edges have none.
    """
    if not len(sites) or "edge_lines" not in snapshot.schema("fingerprints").names:
        return
    again = inputs.filter(pc.not_equal(inputs["status"], "new"))["source_uri"].combine_chunks()
    columns = ["site", "page", "edge_lines", *(["source_uri"] if len(again) else [])]
    with explained("read", snapshot.path / "fingerprints"):
        scanner = snapshot.dataset("fingerprints").scanner(
            columns=columns, filter=ds.field("site").isin(sites)
        )
        for batch in scanner.to_batches():
            pages = pa.table(batch)
            if len(again):
                is_again = pc.is_in(input_of(pages["source_uri"]), value_set=again)
                pages = pages.filter(pc.invert(is_again)).drop_columns(["source_uri"])
            yield pages.rename_columns({"edge_lines": "lines"})
