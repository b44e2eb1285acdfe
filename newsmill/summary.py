"""A run's summary as tables and as Markdown: for the terminal, for Prefect's artifacts."""

from typing import Any

from newsmill.run import RunSummary


def step_rows(summary: RunSummary) -> list[dict[str, Any]]:
    """One row a step: rows in, kept, rejected, seconds and CPU seconds of all its batches."""
    return [
        {
            "step": name,
            "rows in": account.rows_in,
            "kept": account.kept,
            "rejected": account.rejected,
            "seconds": round(account.seconds, 1),
            "CPU seconds": round(account.cpu_seconds, 1),
            "batches resumed": account.resumed_batches,
        }
        for name, account in summary.steps.items()
    ]


def dataset_rows(summary: RunSummary) -> list[dict[str, Any]]:
    """One row a dataset: rows this run added, rows there are."""
    return [
        {"dataset": name, "rows added": summary.rows_added.get(name, 0), "rows total": total}
        for name, total in summary.rows_total.items()
    ]


def pandas_line(summary: RunSummary) -> str:
    """The line of pandas that reads the articles."""
    return f'pd.read_parquet("{summary.shown_lake}/articles")'


def markdown(summary: RunSummary) -> str:
    """The run in a few lines of Markdown."""
    rejects = "".join(f"- {reason}: {number}\n" for reason, number in summary.rejects_by_reason.items())
    return (
        f"# Run {summary.run_id}: {summary.status}\n\n"
        f"{summary.files_read} of {summary.files_listed} files were {summary.why_read}; their {summary.input_records} "
        f"records became {summary.rows_added['articles']} articles and {summary.rows_added['rejects']} rejects "
        f"in {summary.seconds:.1f} s. Snapshot {summary.snapshot}.\n\n"
        f"{'## Rejects' if rejects else ''}\n\n{rejects}\n"
        f"```python\nimport pandas as pd\n\n{pandas_line(summary)}\n```\n"
    )
