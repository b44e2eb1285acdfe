"""`newsmill status`: the last runs."""

from typing import Annotated

import typer

from flows.commands.options import LakeOption, errors_explained


def status(
    lake: LakeOption = None, last: Annotated[int, typer.Option(help="How many runs.", min=1)] = 10
) -> None:
    """Show the last runs: when, what came of them, what they wrote."""
    with errors_explained():
        from flows.rows import show_rows
        from flows.terminal import console
        from newsmill.lake.store import Lake
        from newsmill.query import open_snapshot
        from newsmill.settings import load_settings

        root = load_settings(lake=lake).lake
        out = console()
        holder = Lake.open(root, create=False).living_holder()
        if holder is not None:
            out.print(f"under way: {holder}")
        names = {"started_at": "started (UTC)", "status": "status", "files_read": "files", "articles_written": "articles",
                 "articles_replaced": "replaced", "rejects_written": "rejects", "seconds": "seconds",
                 "snapshot": "snapshot", "flow": "flow", "source": "source", "error": "error"}  # fmt: skip
        # Settings and the accounts of steps are most of what a year of runs weighs.
        columns = [*names.keys() - {"seconds"}, "run_id", "finished_at", "failed_batches"]
        runs = open_snapshot(root).table("runs", columns=columns).sort_by([("run_id", "descending")])
        rows = []
        for row in runs.slice(0, last).to_pylist():
            row["seconds"] = f"{(row['finished_at'] - row['started_at']).total_seconds():.1f}"
            row["started_at"] = f"{row['started_at']:%Y-%m-%d %H:%M}"
            if row["failed_batches"]:
                row["error"] = f"failed batches: {row['failed_batches']}; the next run takes them up"
            rows.append([row[name] for name in names])
        show_rows(out, list(names.values()), rows)
