"""The head of a page: stamp, title and its repetitions, byline, taken off the text and read."""

import re
from dataclasses import dataclass, field
from typing import Final

from newsmill.text.bylines import MAX_BYLINE_CHARS, Byline, goes_with_byline, names_of_line, read_signature
from newsmill.text.edits import Draft, Rule
from newsmill.text.furniture import is_tail
from newsmill.text.stamp_labels import first_label
from newsmill.text.stamps import MAX_STAMP_CHARS, Stamp, names_a_day, read_stamps
from newsmill.text.titles import (
    better_title,
    is_kicker,
    is_same_title,
    is_section,
    is_title,
    joined_title,
    starts_with_title,
    without_outlet,
)

STAMP: Final = Rule("stamp", 4)
FOOT_STAMP: Final = Rule("foot_stamp", 1)
TITLE: Final = Rule("title", 2)
REPEATED_TITLE: Final = Rule("repeated_title", 1)
BYLINE: Final = Rule("byline", 4)
HEAD_LINES: Final = Rule("head_lines", 3)
HEAD_FURNITURE: Final = Rule("head_furniture", 4)

MAX_TITLE_CHARS: Final = 260
_HEAD_PARAGRAPHS: Final = 9
_HEAD_CHARS: Final = 1200
_SIGN_LINES: Final = 4
_ABOVE_STAMP_CHARS: Final = 80
# How many paragraphs of the story may stand above byline and stamp, and how long these are at most.
_STANDFIRSTS: Final = 2
_STANDFIRST_CHARS: Final = 320
# How far down the next entry of a chronology is looked for.
_ENTRY_PARAGRAPHS: Final = 12
_SENTENCE_END: Final = re.compile(r"[.!?…。][\"'”’)\]]*$")


@dataclass(slots=True)
class Head:
    """What the head of a page gave: its stamps in order, and the names on its byline."""

    stamps: list[Stamp] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)

    def note(self, byline: Byline) -> None:
        """Add the authors that are new, and the stamps."""
        self.authors += [author for author in byline.authors if author not in self.authors]
        self.stamps += byline.stamps


def read_head(draft: Draft, head: Head) -> None:
    """Take stamp, title, repeated title, byline and furniture off the start of a text; note them in `head`.

    A title is looked for in the text only where the record has none; then no edit of the title is made, as
    there was none to change.
    """
    may_find_title = draft.title is None
    for number in range(2 * _HEAD_PARAGRAPHS):
        _split_block(draft, 0, is_first=number == 0 or draft.title is None)
        rule = _head_rule(draft, head, may_find_title=may_find_title)
        if rule is not None:
            draft.remove_paragraph(rule, 0)
        elif draft.title is None or not _take_below(draft, head):
            break


def may_hold_head_below(draft: Draft) -> bool:
    """Whether one of the paragraphs below the first is short enough for a byline or a stamp, or has several lines."""
    spans = draft.paragraphs()[1 : _STANDFIRSTS + 1]
    return any(
        end - start <= MAX_BYLINE_CHARS or draft.text.find("\n", start, end) >= 0 for start, end in spans
    )


def read_foot(draft: Draft, head: Head) -> None:
    """Take the line off the end of a text that says, with a label, when the page was published or changed."""
    spans = draft.paragraphs()
    start, end = spans[-1]
    if len(spans) < 2 or end - start > MAX_STAMP_CHARS or first_label(draft.text[start:end]) is None:
        return
    stamps = [read_stamps(line) for line in draft.text[start:end].split("\n")]
    if all(stamps) and all(stamp.is_labelled and stamp.hour is not None for line in stamps for stamp in line):
        head.stamps += [stamp for line in stamps for stamp in line]
        draft.remove_paragraph(FOOT_STAMP, len(spans) - 1)


def _head_rule(draft: Draft, head: Head, *, may_find_title: bool) -> Rule | None:
    # The last paragraph is never taken: a page of furniture alone is kept as it is.
    if len(draft.paragraphs()) < 2:
        return None
    line = _paragraph(draft, 0)
    if not line or len(line) > MAX_TITLE_CHARS:
        return None
    if stamps := _stamps(draft, 0):
        head.stamps += stamps
        return STAMP
    if draft.title is not None:
        return _after_title(draft, head, line, may_find_title=may_find_title)
    return _before_title(draft, head, line)


def _before_title(draft: Draft, head: Head, line: str) -> Rule | None:
    if is_tail(line) or _stands_above_title(draft, head, line):
        return HEAD_FURNITURE
    following = _paragraph(draft, 1)
    if _is_headline(draft, 1) and (byline := read_signature(line)) is not None:
        head.note(byline)
        return BYLINE
    if is_title(line, following, has_stamp=bool(head.stamps)):
        draft.title = without_outlet(line)
        return TITLE
    if "\n" in line and (joined := joined_title(line, following)) is not None:
        draft.title = joined
        return TITLE
    return None


def _is_headline(draft: Draft, index: int) -> bool:
    """Whether a paragraph is a headline by its shape, with a longer one below."""
    if index + 1 >= len(draft.paragraphs()):
        return False
    line, following = _paragraph(draft, index), _paragraph(draft, index + 1)
    return len(following) > len(line) and is_title(line, following, has_stamp=False)


def _stands_above_title(draft: Draft, head: Head, line: str) -> bool:
    """Whether a line is the section's name or a kicker, and the headline comes below it."""
    is_part = is_section(line)
    if not is_part and not line.isupper():
        return False
    _split_block(draft, 1, is_first=False)
    if len(draft.paragraphs()) < 3:
        return False
    following, next_one = _paragraph(draft, 1), _paragraph(draft, 2)
    if is_part and (_stamps(draft, 1) or is_section(following) or joined_title(following, next_one)):
        return True
    if read_signature(following) or not is_title(following, next_one, has_stamp=bool(head.stamps)):
        return False
    is_lead = len(next_one) > len(following) and _SENTENCE_END.search(next_one) is not None
    return is_part or (is_lead and is_kicker(line, following))


def _after_title(draft: Draft, head: Head, line: str, *, may_find_title: bool) -> Rule | None:
    title = draft.title or ""
    if is_same_title(title, line):
        if may_find_title:
            draft.title = better_title(title, line)
        return REPEATED_TITLE
    if (byline := read_signature(line)) is not None:
        head.note(byline)
        return BYLINE
    if is_tail(line) or (_is_below_byline(draft) and goes_with_byline(line)):
        return HEAD_FURNITURE
    return _above_stamp(draft, head, line)


def _is_below_byline(draft: Draft) -> bool:
    return bool(draft.edits) and draft.edits[-1].rule == BYLINE.name and draft.edits[-1].position == 0


def _above_stamp(draft: Draft, head: Head, line: str) -> Rule | None:
    """Rule for a line right above the stamp or the byline that nothing else tells: the section or the author."""
    if len(line) > _ABOVE_STAMP_CHARS:
        return None
    if is_section(line):
        _split_block(draft, 1, is_first=False)
        below = _paragraph(draft, 1)
        is_above = bool(_stamps(draft, 1)) or read_signature(below) is not None
        return HEAD_FURNITURE if is_above or is_same_title(draft.title or "", below) else None
    if _is_name_above_stamp(draft, 0):
        head.note(Byline(names_of_line(line) or [], []))
        return BYLINE
    return None


def _is_name_above_stamp(draft: Draft, index: int) -> bool:
    """Whether a paragraph is a name with an hour below it, between them the author's job at most."""
    if names_of_line(_paragraph(draft, index)) is None:
        return False
    last = len(draft.paragraphs()) - 1
    below = index + 1
    if below < last and goes_with_byline(_paragraph(draft, below)):
        below += 1
    return any(stamp.hour is not None for stamp in _stamps(draft, below))


def _take_below(draft: Draft, head: Head) -> bool:
    """Take byline and stamp that stand below a standfirst; False where there are none."""
    spans = draft.paragraphs()
    for index in range(1, min(_STANDFIRSTS + 1, len(spans) - 1)):
        if spans[index - 1][1] - spans[index - 1][0] > _STANDFIRST_CHARS:
            return False
        start, end = spans[index]
        # Most are prose, which need not be read.
        may_hold = end - start <= MAX_BYLINE_CHARS or draft.text.find("\n", start, end) >= 0
        if may_hold and end - start <= _HEAD_CHARS and _take_at(draft, head, index):
            return True
    return False


def _take_at(draft: Draft, head: Head, index: int) -> bool:
    _split_block(draft, index, is_first=False)
    line = _paragraph(draft, index)
    is_name = _is_name_above_stamp(draft, index)
    byline = Byline(names_of_line(line) or [], []) if is_name else read_signature(line)
    if byline is not None and (is_name or _is_byline_below(draft, index, byline)):
        head.note(byline)
        draft.remove_paragraph(BYLINE, index)
        if below := _stamps(draft, index):
            head.stamps += below
            draft.remove_paragraph(STAMP, index)
        return True
    stamps = read_stamps(line)
    if stamps and all(stamp.is_labelled or stamp.has_moment for stamp in stamps):
        head.stamps += stamps
        draft.remove_paragraph(STAMP, index)
        return True
    return False


def _is_byline_below(draft: Draft, index: int, byline: Byline) -> bool:
    """Whether a byline below other lines is the page's, and not that of an entry in a list, as of books."""
    others = range(index + 1, min(index + 1 + _ENTRY_PARAGRAPHS, len(draft.paragraphs())))
    if any((read_signature(_paragraph(draft, other)) or byline) != byline for other in others):
        return False
    is_standfirst = index == 1 and _SENTENCE_END.search(_paragraph(draft, 0)) is not None
    return is_standfirst or bool(byline.stamps or _stamps(draft, index + 1))


def _stamps(draft: Draft, index: int) -> list[Stamp]:
    """The stamps that a paragraph is; none where it heads an entry of a chronology."""
    if index >= len(draft.paragraphs()):
        return []
    stamps = read_stamps(_paragraph(draft, index))
    is_bare = bool(stamps) and all(stamp.is_bare for stamp in stamps)
    return [] if is_bare and _heads_entry(draft, index) else stamps


def _heads_entry(draft: Draft, index: int) -> bool:
    """Whether a date above an entry is one of several down the text."""
    ends = min(index + 2 + _ENTRY_PARAGRAPHS, len(draft.paragraphs()))
    if index + 2 >= ends:
        return False
    entry = _paragraph(draft, index + 1)
    # Above the headline stands the day of printing, and below it that of the story.
    is_above_story = _SENTENCE_END.search(entry) is not None or (
        draft.title is not None and not is_same_title(draft.title, entry)
    )
    return is_above_story and _name_days(draft, range(index + 2, ends))


def _name_days(draft: Draft, indices: range) -> bool:
    return any(names_a_day(_paragraph(draft, index).split("\n", 1)[0]) for index in indices)


def _split_block(draft: Draft, index: int, *, is_first: bool) -> None:
    """Part the lines of a block that holds a stamp, a byline, the title twice or a kicker: each is its own line.

    Below the title, lines are parted down to the last that is a stamp or a byline.
    """
    start, end = draft.paragraphs()[index]
    block = draft.text[start:end]
    if "\n" not in block or end - start > _HEAD_CHARS:
        return
    # Below other paragraphs, longer blocks are tables and verse.
    if block.count("\n") >= (_HEAD_PARAGRAPHS if index == 0 else _SIGN_LINES):
        return
    lines = block.split("\n")
    signs = [number for number, line in enumerate(lines[:_SIGN_LINES]) if _is_sign(draft, index, line)]
    if is_first and (signs or is_same_title(lines[0], lines[1])):
        parted = len(lines) - 1
    elif draft.title is None and (
        is_section(lines[0]) or is_kicker(lines[0], lines[1]) or starts_with_title(lines[0], lines[1])
    ):
        parted = 1
    elif signs:
        parted = min(signs[-1] + 1, len(lines) - 1)
    else:
        return
    at = start
    changes: list[tuple[int, int, str]] = []
    for line in lines[:parted]:
        at += len(line)
        changes.append((at, at + 1, "\n\n"))
        at += 1
    draft.replace_all(HEAD_LINES, "text", changes)


def _is_sign(draft: Draft, index: int, line: str) -> bool:
    """Whether a line of a block is a byline or a stamp, and no heading of a chronology."""
    if read_signature(line) is not None:
        return True
    stamps = read_stamps(line)
    if not stamps or not all(stamp.is_bare for stamp in stamps):
        return bool(stamps)
    ends = min(index + 1 + _ENTRY_PARAGRAPHS, len(draft.paragraphs()))
    return not _name_days(draft, range(index + 1, ends))


def _paragraph(draft: Draft, index: int) -> str:
    return draft.text[slice(*draft.paragraphs()[index])]
