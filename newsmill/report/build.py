"""The page of `newsmill report`: figures, plots and examples of one pinned snapshot, in one file."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Final

from babel import Locale
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from newsmill import __version__
from newsmill.exceptions import LakeError
from newsmill.lake.errors import explained
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.report import timeline, worldmap
from newsmill.report.examples import edits_by_rule
from newsmill.report.figures import Figures, count_figures
from newsmill.report.tables import Tables, open_tables

WIDE: Final = 1040
NARROW: Final = 350
_CLASSES: Final = {WIDE: "plot wide", NARROW: "plot narrow"}


def write_page(lake: Path, run_id: str | None, out: Path) -> Path:
    """Write the page to a file, whole or not at all; see `build_page`. Gives the file's path.

    Raises `LakeError` where the file cannot be written.
    """
    if out.is_dir():
        raise LakeError(f"cannot write {out}: it is a folder; name a file, such as {out / 'report.html'}")
    page = build_page(lake, run_id)
    with explained("write", out):
        out.parent.mkdir(parents=True, exist_ok=True)
        temporary = out.with_name(f".{out.name}.{os.getpid()}.tmp")
        try:
            temporary.write_text(page, encoding="utf-8")
            temporary.replace(out)
        finally:
            temporary.unlink(missing_ok=True)
    return out


def build_page(lake: Path, run_id: str | None = None) -> str:
    """One HTML page, without scripts and without anything from elsewhere.

    Without `run_id`: the newest run's figures, and what the whole lake holds. With one, or the first characters
    of one: that run's figures, and the rows it wrote that still stand. The same snapshot always gives the same
    page. Raises `LakeError` where there is no such lake or run.
    """
    snapshot = Lake.open(lake, create=False).current()
    chosen = None if run_id is None else _the_run(snapshot, run_id)
    with open_tables(snapshot, chosen) as tables:
        shown_run = chosen if chosen is not None else _newest_run(tables)
        figures = count_figures(tables, shown_run)
        rules = edits_by_rule(tables, snapshot)
    values: dict[str, Any] = {
        "figures": figures,
        "run": figures.run,
        "rules": rules,
        "is_whole_lake": chosen is None,
        "lake": str(lake),
        "snapshot": snapshot,
        "version": __version__,
        "line": timeline.timeline(figures.days),
    }
    values["timeline_plots"] = list(_timeline_plots(values["line"]))
    values["map_plots"] = list(_map_plots(figures))
    return _environment().get_template("page.html").render(values)


def _newest_run(tables: Tables) -> str | None:
    """The newest run that read something; the newest of all where none did."""
    rows = tables.rows(
        "select run_id from runs order by coalesce(files_read, 0) > 0 desc, run_id desc limit 1"
    )
    return str(rows[0]["run_id"]) if rows else None


def _the_run(snapshot: Snapshot, begin: str) -> str:
    ids: list[str] = sorted(snapshot.dataset("runs").to_table(columns=["run_id"])["run_id"].to_pylist())
    found = [run_id for run_id in ids if run_id.startswith(begin)]
    if len(found) != 1:
        what = f"{len(found)} runs have an id that begins" if found else "no run has an id that begins"
        raise LakeError(f"{what} with {begin!r}; the newest are {', '.join(ids[-3:])}")
    return str(found[0])


def _timeline_plots(line: timeline.Timeline) -> Iterator[Markup]:
    if not line.periods:
        return
    label = (
        f"Bar chart: articles by {line.unit} from {line.periods[0]} to {line.periods[-1]}, stacked by language; "
        "the table below has the numbers."
    )
    for width, height in ((WIDE, 260), (NARROW, 200)):
        yield timeline.draw(line, width, height, f"timeline{width}", label, _CLASSES[width])


def _map_plots(figures: Figures) -> Iterator[Markup]:
    if not figures.map_places:
        return
    label = (
        f"World map with {len(figures.map_places)} places mentioned, the larger the circle the more mentions; "
        "the table of places has the numbers."
    )
    for width in (WIDE, NARROW):
        yield worldmap.draw(figures.map_places, width, f"map{width}", label, _CLASSES[width])


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader("newsmill.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "number": _number, "percent": _percent, "language": _language, "shown": _shown, "seconds": _seconds,
        "bytes": _bytes, "plural": _plural, "around": _around,
    }  # fmt: skip
    return made


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:,}"


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}" + ("" if count == 1 else "s")


def _percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"


def _seconds(value: float) -> str:
    minutes, seconds = divmod(value, 60)
    return f"{int(minutes)} min {seconds:.0f} s" if minutes else f"{seconds:.1f} s"


def _bytes(value: float | None) -> str:
    return "–" if value is None else f"{value / 1e6:,.0f} MB"


def _language(code: str | None) -> str:
    if not code:
        return "not known"
    if code == timeline.OTHERS:
        return "other languages"
    name = Locale("en").languages.get(code)
    return f"{name} ({code})" if name else code


# What no screen shows becomes what it is called in editors.
_VISIBLE: Final = str.maketrans(
    {
        "\n": "⏎",
        "\r": "‹CR›",
        "\t": "⇥",
        "\x00": "␀",
        "\u00ad": "‧",
        "\u200b": "␣",
        "\ufeff": "␣",
        "\xa0": "⍽",
    }
)


_LINE_ENDS: Final = re.compile(r"(?:[ \t]*\r?\n[ \t]*)+")
_SPACES: Final = re.compile(r"[ \t]+")


def _shown(words: str) -> str:
    """A text in which line ends and other characters without a shape can be seen."""
    return "".join(c if c.isprintable() or c == " " else f"‹{ord(c):04X}›" for c in words.translate(_VISIBLE))


def _around(words: str) -> str:
    """The words around an edit: line ends and spaces shown as little as possible, the rest as `_shown`."""
    return _shown(_SPACES.sub(" ", _LINE_ENDS.sub(" ¶ ", words)))
