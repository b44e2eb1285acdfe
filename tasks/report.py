"""Report: what a run does and did, where Prefect's UI shows it: progress, tables, a summary, assets."""

from contextlib import suppress
from pathlib import Path
from typing import Final
from uuid import UUID

from prefect.artifacts import (
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)
from prefect.assets import Asset, AssetProperties, add_asset_metadata, materialize
from prefect.logging import get_run_logger
from prefect.tasks import MaterializingTask
from pydantic import ValidationError

from newsmill.croissant import write_description
from newsmill.run import Run, RunSummary
from newsmill.schema import DATASETS
from newsmill.summary import markdown, reject_rows, step_rows
from tasks.retrying import RETRYING

# Each update is a call to Prefect's API: ten a run are enough to see it move.
_PROGRESS_STEP_PERCENT: Final = 10.0


class ProgressShown:
    """Listens to a run and shows how far it is as one progress artifact, made when the first batch is done."""

    def __init__(self, run: Run) -> None:
        """For `flows.progress.listening`."""
        self._run = run
        self._batches: dict[str, tuple[int, int]] = {}
        self._artifact: UUID | None = None
        self._shown_percent = 0.0

    def step(self, step: str, done: int, total: int) -> None:
        """Batches of a step that are done."""
        self._batches[step] = (done, total)
        percent = (
            100
            * sum(d for d, _ in self._batches.values())
            / max(1, sum(t for _, t in self._batches.values()))
        )
        gained = percent - self._shown_percent
        if gained >= _PROGRESS_STEP_PERCENT or (gained > 0 and percent == 100):
            # A picture of progress is not worth a failed run.
            with suppress(Exception):
                self._show(percent)

    def say(self, words: str) -> None:
        """Nothing: what is said stands in the log."""

    def _show(self, percent: float) -> None:
        words = "; ".join(f"{step} {done} of {total}" for step, (done, total) in self._batches.items())
        words = f"Batches done: {words}"
        if self._artifact is None:
            self._artifact = create_progress_artifact(percent, f"progress-{_key(self._run)}", words)  # type: ignore[assignment] # not a coroutine in a flow that is none
        else:
            update_progress_artifact(self._artifact, percent, words)
        self._shown_percent = percent


def report(run: Run, summary: RunSummary) -> None:
    """Store the run's tables and its summary; the datasets it added to become materialized assets.

    The run is published, and does not fail for what cannot be stored about it.
    """
    assets = _assets(run.lake, summary)
    task: MaterializingTask[[Run, RunSummary, list[Asset]], None] = _report.with_options(
        assets=assets, retries=run.settings.retries
    )
    try:
        task(run, summary, assets)
    except Exception as error:
        get_run_logger().warning("the report of the run could not be stored: %s", error)


def _store(run: Run, summary: RunSummary, assets: list[Asset]) -> None:
    key = _key(run)
    create_table_artifact(
        step_rows(summary), key=f"steps-{key}", description="Rows, seconds and rejects by step"
    )
    if summary.rejects_by_reason:
        create_table_artifact(reject_rows(summary), key=f"rejects-{key}", description="Rejects by reason")
    create_markdown_artifact(markdown(summary), key=f"summary-{key}", description="What the run did")
    for asset in assets:
        name = asset.key.rpartition("/")[2]
        rows = {"rows_added": summary.rows_added[name], "rows_total": summary.rows_total[name]}
        add_asset_metadata(asset, rows | {"run_id": run.run_id, "snapshot": summary.snapshot})
    write_description(run.lake)


# One task for all datasets: a task run each would cost more than all they tell.
_report: Final = materialize(
    "newsmill://lake", by="newsmill", name="report", task_run_name="report-{run.run_id}", **RETRYING
)(_store)


def _assets(lake: Path, summary: RunSummary) -> list[Asset]:
    """The datasets that the run added rows to; none where the lake's path cannot be an asset's key."""
    assets = []
    for name, rows in summary.rows_added.items():
        properties = AssetProperties(name=name, description=f"A row is {DATASETS[name].row}.")
        with suppress(ValidationError):
            if rows:
                assets.append(Asset(key=(lake / name).as_uri(), properties=properties))
    return assets


def _key(run: Run) -> str:
    """The run's id in the letters that an artifact's key may have."""
    return run.run_id.lower().replace("z-", "-")
