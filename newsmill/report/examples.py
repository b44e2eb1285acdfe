"""Real edits of each rule as the report shows them: what stood there, what stands there, and the words around."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc

from newsmill.lake.snapshot import Snapshot
from newsmill.report.tables import Tables
from newsmill.text.edits import Edit, undo

PER_RULE: Final = 3
_CANDIDATES: Final = 24
_CONTEXT: Final = 70
_LONGEST: Final = 240

# The candidates of a rule are those with the lowest digests: the same sample of all its edits every time, in
# little memory.
_RULES: Final = f"""
select rule, count(*) as edits, count(distinct article_id) as articles,
       arg_min({{'article_id': article_id, 'sequence': sequence, 'year': year,
                'change': left(before, 80) || chr(0) || left(after, 80)}},
               md5(article_id || ':' || sequence), {_CANDIDATES}) as candidates
from edits group by rule order by edits desc, rule"""  # noqa: S608 - our own number


@dataclass(frozen=True)
class Example:
    """One edit: `before` was taken out between `left` and `right`, `after` put in."""

    left: str
    before: str
    after: str
    right: str
    title: str
    article_id: str


@dataclass(frozen=True)
class RuleEdits:
    """A rule, how many edits it made in how many articles, and up to three of them."""

    rule: str
    edits: int
    articles: int
    examples: tuple[Example, ...]


def edits_by_rule(tables: Tables, snapshot: Snapshot) -> list[RuleEdits]:
    """Rules by number of edits, each with examples: of different articles and different changes where there are."""
    rules = tables.rows(_RULES)
    chosen = {row["rule"]: _choose(row["candidates"]) for row in rules}
    wanted = [edit for edits in chosen.values() for edit in edits]
    articles = _read(snapshot, "articles", ["article_id", "title", "text"], wanted)
    columns = ["article_id", "sequence", *Edit._fields]
    edits = _read(snapshot, "edits", columns, wanted)
    return [
        RuleEdits(
            row["rule"],
            row["edits"],
            row["articles"],
            tuple(
                example
                for edit in chosen[row["rule"]]
                for example in _example(edit, articles[edit["article_id"]], edits[edit["article_id"]])
            ),
        )
        for row in rules
    ]


def _choose(candidates: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Three of the candidates: first of changes and articles not yet shown, then of changes, then of articles, then any."""
    chosen: list[dict[str, Any]] = []
    for keys in (("change", "article_id"), ("change",), ("article_id",), ()):
        for edit in candidates:
            is_new = all(edit[key] != other[key] for key in keys for other in chosen)
            if is_new and edit not in chosen and len(chosen) < PER_RULE:
                chosen.append(edit)
    return chosen


def _read(
    snapshot: Snapshot, dataset: str, columns: list[str], wanted: Sequence[dict[str, Any]]
) -> dict[str, list[dict[str, Any]]]:
    """Rows of the wanted articles; only of row groups that hold one is more than the id read."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    ids = pa.array(sorted({edit["article_id"] for edit in wanted}), pa.string())
    for part in snapshot.dataset(dataset, {edit["year"] for edit in wanted}).get_fragments():
        for group in _row_groups(part):
            is_wanted = pc.is_in(group.to_table(columns=["article_id"])["article_id"], value_set=ids)
            if pc.any(is_wanted).as_py():
                rows = group.to_table(columns=columns).filter(is_wanted)
                for row in rows.to_pylist():
                    found[row["article_id"]].append(row)
    return found


def _row_groups(part: Any) -> Iterator[Any]:
    # An in-memory fragment, that of an empty dataset, has none.
    yield from part.split_by_row_group() if hasattr(part, "split_by_row_group") else ()


def _example(
    chosen: dict[str, Any], articles: list[dict[str, Any]], rows: list[dict[str, Any]]
) -> Iterator[Example]:
    """Undo the later edits of the article, to see this one where it was made; nothing where they do not fit."""
    if not articles:
        return
    article = articles[0]
    rows = sorted(rows, key=lambda row: row["sequence"])
    later = [_edit(row) for row in rows if row["sequence"] > chosen["sequence"]]
    mine = next((_edit(row) for row in rows if row["sequence"] == chosen["sequence"]), None)
    if mine is None:
        return
    try:
        title, text = undo(article["title"], article["text"] or "", later)
    except ValueError:
        return
    value = text if mine.field == "text" else title or ""
    end = mine.position + len(mine.after)
    yield Example(
        left=_left(value[: mine.position]),
        before=_shortened(mine.before),
        after=_shortened(mine.after),
        right=_right(value[end:]),
        title=article["title"] or "",
        article_id=article["article_id"],
    )


def _edit(row: dict[str, Any]) -> Edit:
    return Edit(**{name: row[name] for name in Edit._fields})


def _left(words: str) -> str:
    return words if len(words) <= _CONTEXT else "…" + words[-_CONTEXT:]


def _right(words: str) -> str:
    return words if len(words) <= _CONTEXT else words[:_CONTEXT] + "…"


def _shortened(words: str) -> str:
    if len(words) <= _LONGEST:
        return words
    half = _LONGEST // 2
    return f"{words[:half]} […] {words[-half:]}"
