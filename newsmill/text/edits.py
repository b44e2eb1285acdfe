"""Edits on record: a draft that notes every change, and the way back to the raw text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Field = Literal["title", "text"]
Span = tuple[int, int]


class Rule(NamedTuple):
    """Name and version of a cleaning rule, as edits record them."""

    name: str
    version: int


class Edit(NamedTuple):
    """One change: at `position` (code points, before this edit) of `field`, `before` became `after`."""

    rule: str
    rule_version: int
    field: Field
    position: int
    before: str
    after: str


@dataclass(slots=True)
class Draft:
    """An article under repair: its title and text as they stand now, and the edits so far."""

    title: str | None
    text: str
    edits: list[Edit] = field(default_factory=list)
    _split_text: str | None = None
    _split: list[Span] = field(default_factory=list)

    def replace(self, rule: Rule, name: Field, start: int, end: int, after: str = "") -> None:
        """Put `after` in the place of `field[start:end]`, on record."""
        self.replace_each(name, [(rule, start, end, after)])

    def replace_all(self, rule: Rule, name: Field, changes: Iterable[tuple[int, int, str]]) -> None:
        """Make several changes of one field by one rule; as `replace_each`."""
        self.replace_each(name, ((rule, *change) for change in changes))

    def replace_each(self, name: Field, changes: Iterable[tuple[Rule, int, int, str]]) -> None:
        """Make several changes of one field, in ascending order as (rule, start, end, after) in its present state.

        Changes that change nothing are left out. Each goes on record with the position it has once the
        changes before it are made. Raises `ValueError` where two overlap: such could not be undone.
        """
        value = self._value(name)
        pieces: list[str] = []
        at, shift = 0, 0
        for rule, start, end, after in changes:
            before = value[start:end]
            if before == after:
                continue
            if start < at:
                raise ValueError(
                    f"rule {rule.name} changes {name} at {start}, before the end {at} of a change"
                )
            self.edits.append(Edit(rule.name, rule.version, name, start + shift, before, after))
            pieces += (value[at:start], after)
            at = end
            shift += len(after) - (end - start)
        if pieces:
            pieces.append(value[at:])
            self._set(name, "".join(pieces))

    def paragraphs(self) -> list[Span]:
        """Spans of the text's paragraphs (parted by a blank line), in code points."""
        if self._split_text is not self.text:
            spans: list[Span] = []
            at = 0
            for paragraph in self.text.split("\n\n"):
                spans.append((at, at + len(paragraph)))
                at += len(paragraph) + 2
            self._split, self._split_text = spans, self.text
        return self._split

    def remove_paragraph(self, rule: Rule, index: int) -> None:
        """Take a whole paragraph out of the text, with the blank line that parts it from its neighbour."""
        self.remove_paragraphs([(rule, index)])

    def remove_paragraphs(self, removed: Sequence[tuple[Rule, int]]) -> None:
        """Take several whole paragraphs out, given as (rule, index) from the last to the first; as `remove_paragraph`."""
        if not removed:
            return
        spans = self.paragraphs()
        last = len(spans) - 1
        changes: list[tuple[Rule, int, int, str]] = []
        for rule, index in removed:
            start, end = spans[index]
            if index < last:
                end = spans[index + 1][0]
            elif index:
                start = spans[index - 1][1]
                last = index - 1
            changes.append((rule, start, end, ""))
        self.replace_each("text", reversed(changes))

    def _value(self, name: Field) -> str:
        return self.text if name == "text" else self.title or ""

    def _set(self, name: Field, value: str) -> None:
        if name == "text":
            self.text = value
        else:
            self.title = value


def undo(title: str | None, text: str, edits: Sequence[Edit]) -> tuple[str | None, str]:
    """Title and text as they were before the edits; exact when all edits of the article are given, in order.

    The title of a page that had none in its record was read off the text: pass None for it, as no edit made it.
    Raises `ValueError` where what an edit says stands there does not.

    >>> undo(None, "after", [Edit("x", 1, "text", 3, " Photo: AP ", "")])
    (None, 'aft Photo: AP er')
    """
    for edit in reversed(edits):
        value = text if edit.field == "text" else title or ""
        end = edit.position + len(edit.after)
        if edit.position < 0 or value[edit.position : end] != edit.after:
            raise ValueError(f"edit of rule {edit.rule} does not fit {edit.field} at {edit.position}")
        value = value[: edit.position] + edit.before + value[end:]
        if edit.field == "text":
            text = value
        else:
            title = value
    return title, text
