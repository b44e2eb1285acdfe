"""What the `newsmill` command shows: progress, tables, diffs. Bars on a terminal, plain lines elsewhere."""

import difflib
import os
import re
from collections.abc import Mapping, Sequence
from functools import partial
from types import TracebackType
from typing import Any, Self

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

from newsmill.run import RunSummary
from newsmill.summary import dataset_rows, pandas_line, reject_rows, skipped_rows

# Where no terminal says how wide it is, a program or a file takes what is shown: nothing is wrapped or cut for it.
_PLAIN_WIDTH = 1_000_000
_WORDS = re.compile(r"\s+|[^\s]+")


def console(*, is_error: bool = False) -> Console:
    """A console that shows text as it is; as wide as anything shown where it is no terminal."""
    # Without markup and emoji, since `[live]` and `:on:` are names of files too.
    make = partial(_Console, stderr=is_error, highlight=False, markup=False, emoji=False)
    found = make(soft_wrap=True)
    return found if found.is_terminal else make(width=_PLAIN_WIDTH)


class _Console(Console):
    """A console whose reader may leave (`newsmill run in | head -1`): the command goes on to its end, unheard."""

    def on_broken_pipe(self) -> None:
        self.quiet = True
        # What Python has yet to write there when it ends.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, self.file.fileno())
        os.close(nowhere)


class RunProgress:
    """A run's progress: one bar a step on a terminal, else a line whenever a step is done."""

    def __init__(self, out: Console) -> None:
        self._out = out
        self._bars = Progress(
            SpinnerColumn(), TextColumn("{task.description:<8}"), BarColumn(), MofNCompleteColumn(),
            TextColumn("batches"), TimeElapsedColumn(), console=out, disable=not out.is_terminal,
        )  # fmt: skip
        self._ids: dict[str, TaskID] = {}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def step(self, step: str, done: int, total: int) -> None:
        """Batches of a step that are done."""
        if self._out.is_terminal:
            if step not in self._ids:
                self._ids[step] = self._bars.add_task(step, total=total)
            self._bars.update(self._ids[step], completed=done, total=total)
        elif total and done == total:
            self._out.print(f"{step}: {total} {'batch' if total == 1 else 'batches'} done")

    def say(self, words: str) -> None:
        """Something the user should know."""
        self._bars.console.print(Text(words, style="yellow"))


def show_summary(out: Console, summary: RunSummary) -> None:
    """What a run wrote: a table of datasets, rejects by reason, and the line that reads the result."""
    table = _table(("dataset", "rows added", "rows total"))
    for row in dataset_rows(summary):
        table.add_row(row["dataset"], f"{row['rows added']:,}", f"{row['rows total']:,}")
    out.print(table, soft_wrap=False)
    _show_counted(out, "rejects by reason", reject_rows(summary))
    _show_counted(out, "no articles by kind", skipped_rows(summary))
    replaced = f", {summary.rows_replaced:,} articles replaced" if summary.rows_replaced else ""
    out.print(
        f"{summary.files_read:,} of {summary.files_listed:,} files {summary.why_read}, "
        f"{summary.input_records:,} records{replaced}; {summary.seconds:.1f} s; snapshot {summary.snapshot}"
    )
    if summary.failed_batches:
        few = "1 batch" if summary.failed_batches == 1 else f"{summary.failed_batches} batches"
        failed = f"{few} failed, with all of their files left out; the next run takes them up again"
        out.print(Text(failed, style="bold red"))
    out.print()
    out.print("Read it:", style="bold")
    out.print(Text(f"  import pandas as pd\n  {pandas_line(summary)}", style="cyan"))


def _show_counted(out: Console, title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    if not rows:
        return
    table = _table((title, "records"))
    for name, number in (row.values() for row in rows):
        table.add_row(name, f"{number:,}")
    out.print(table, soft_wrap=False)


def show_article(
    out: Console,
    article: Mapping[str, Any],
    raw: str,
    edits: Sequence[Mapping[str, Any]],
    run: Mapping[str, Any] | None,
) -> None:
    """An article: title, what is known of it, text, lineage, and its edits as a diff against the raw text."""
    out.print(Text(article["title"] or "(no title)", style="bold"))
    for name in ("article_id", "source_uri", "url", "site", "authors", "language", "date", "date_source",
                 "published_at", "printed_at", "printed_raw", "captions", "duplicate_kind", "duplicate_of",
                 "quality_flags", "keywords", "topics"):  # fmt: skip
        value = article.get(name)
        if value is not None and (not isinstance(value, list) or value):
            shown = "; ".join(value) if isinstance(value, list) else str(value)
            out.print(Text.assemble((f"{name:>14}  ", "dim"), shown))
    out.print()
    out.print(Text(article["text"]))
    out.print()
    lineage = f"run {article['run_id']}, pipeline {article['pipeline_version']}"
    out.print(
        Text(lineage + (f", started {run['started_at']:%Y-%m-%d %H:%M} UTC" if run else ""), style="dim")
    )
    out.print(Text(f"{len(edits)} edits", style="bold"))
    for edit in edits:
        words = Text.assemble((f"{edit['rule']:>20}  ", "dim"), (_shown(edit["before"]), "red strike"))
        words.append(" ")
        words.append(_shown(edit["after"]), "green")
        out.print(words)
    if edits:
        out.print()
        out.print(Text("Raw text, what was taken out struck through", style="bold"))
        out.print(diff(raw, article["text"]))


def diff(before: str, after: str) -> Text:
    """Two texts as one, by words: what went struck through in red, what came in green."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    shown = Text()
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            shown.append("".join(old[a:b]))
        else:
            shown.append("".join(old[a:b]), "red strike")
            shown.append("".join(new[c:d]), "green")
    return shown


def _shown(text: str) -> str:
    return text.replace("\n", "⏎").replace("\r", "␍")


def _table(columns: tuple[str, ...]) -> Table:
    table = Table(header_style="bold", box=None, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column(columns[0])
    for column in columns[1:]:
        table.add_column(column, justify="right")
    return table
