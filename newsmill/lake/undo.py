"""Edits applied backwards: from an article as it stands to the record as it came."""

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """One edit of dataset `edits`; `position` counts code points in the field before the edit."""

    sequence: int
    field: str
    position: int
    before: str
    after: str


def undo_edits(title: str | None, text: str, edits: Iterable[Edit]) -> tuple[str, str]:
    r"""Give title and text as they were before the edits; a title that is None counts as empty.

    Raises `ValueError` where an edit does not fit: what it says stands there does not.

    >>> undo_edits("Talks", "Talks go on", [Edit(0, "text", 5, "\r\n", " "), Edit(1, "title", 0, "", "Talks")])
    ('', 'Talks\r\ngo on')
    """
    fields = {"title": title or "", "text": text}
    for edit in sorted(edits, reverse=True):
        value = fields.get(edit.field)
        if value is None:
            raise ValueError(f"edit {edit.sequence} is of a field {edit.field!r}, not of title or text")
        end = edit.position + len(edit.after)
        if edit.position < 0 or value[edit.position : end] != edit.after:
            raise ValueError(f"edit {edit.sequence} does not fit {edit.field} at {edit.position}")
        fields[edit.field] = value[: edit.position] + edit.before + value[end:]
    return fields["title"], fields["text"]
