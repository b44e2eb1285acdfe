"""A run's summary as tables and as Markdown: for the terminal, for Prefect's artifacts."""

from typing import Any, Final

from newsmill.run import RunSummary

_MOST_KINDS: Final = 10


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


def reject_rows(summary: RunSummary) -> list[dict[str, Any]]:
    """One row a reason, the most frequent first."""
    return [{"reason": reason, "records": number} for reason, number in summary.rejects_by_reason.items()]


def skipped_rows(summary: RunSummary) -> list[dict[str, Any]]:
    """One row a kind of record that is no article, the most frequent first; rare kinds together."""
    kinds = list(summary.skipped_by_kind.items())
    rows = [{"kind": kind, "records": number} for kind, number in kinds[:_MOST_KINDS]]
    rare = kinds[_MOST_KINDS:]
    if rare:
        rows.append({"kind": f"{len(rare)} other kinds", "records": sum(number for _, number in rare)})
    return rows


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
    """The run in a few lines of Markdown: what came of it, rows by dataset, rejects, how to read and look on."""
    failed = f"**{summary.failed_batches} batches failed and stay out until the next run.**\n\n"
    rejects, skipped = _table(reject_rows(summary)), _table(skipped_rows(summary))
    return (
        f"# Run {summary.run_id}: {summary.status}\n\n"
        f"{summary.files_read:,} of {summary.files_listed:,} files were {summary.why_read}; their "
        f"{summary.input_records:,} records became {summary.rows_added['articles']:,} articles and "
        f"{summary.rows_added['rejects']:,} rejects in {summary.seconds:.1f} s. Snapshot {summary.snapshot}.\n\n"
        f"{failed if summary.failed_batches else ''}"
        f"## Read it\n\n```python\nimport pandas as pd\n\n{pandas_line(summary)}\n```\n\n"
        f"A page of figures, examples and plots: `newsmill report --lake {summary.shown_lake}`\n\n"
        f"## Datasets\n\n{_table(dataset_rows(summary))}"
        f"{f'{chr(10)}## Rejects{chr(10)}{chr(10)}{rejects}' if rejects else ''}"
        f"{f'{chr(10)}## No articles by their kind{chr(10)}{chr(10)}{skipped}' if skipped else ''}"
    )


def _table(rows: list[dict[str, Any]]) -> str:
    """Rows as a Markdown table; empty for none."""
    if not rows:
        return ""
    lines = [list(rows[0]), ["---:" if isinstance(value, int) else "---" for value in rows[0].values()]]
    lines += [
        [f"{value:,}" if isinstance(value, int) else str(value) for value in row.values()] for row in rows
    ]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
