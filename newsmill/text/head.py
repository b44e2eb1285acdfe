"""The head of a page: stamp, title and its repetitions, byline, taken off the text and read."""

import re
from dataclasses import dataclass, field
from typing import Final

from newsmill.text.bylines import read_byline
from newsmill.text.edits import Draft, Rule
from newsmill.text.furniture import is_tail
from newsmill.text.stamps import MAX_STAMP_CHARS, Stamp, read_stamp

STAMP: Final = Rule("stamp", 1)
TITLE: Final = Rule("title", 1)
REPEATED_TITLE: Final = Rule("repeated_title", 1)
BYLINE: Final = Rule("byline", 1)
HEAD_LINES: Final = Rule("head_lines", 1)
HEAD_FURNITURE: Final = Rule("head_furniture", 1)

MAX_TITLE_WORDS: Final = 32
MAX_TITLE_CHARS: Final = 260
LONG_TITLE_WORDS: Final = 20
SHORT_TITLE_WORDS: Final = 14
_HEAD_PARAGRAPHS: Final = 9

_NOT_WORD: Final = re.compile(r"[\W_]+")
_SITE: Final = re.compile(r"\s+(?:[|–—»·•:]|-{1,2}|::)\s+(?P<site>[^|»·•]{2,40})$")
_SENTENCE_END: Final = re.compile(r"[.…][\"'”’)\]]*$")
_ABBREVIATION_END: Final = re.compile(
    r"(?:\b(?:[A-Z]\.){1,}|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|No|St|Bros|Ave)\.|\.\.\.|…)[\"'”’)\]]*$"
)


@dataclass(slots=True)
class Head:
    """What the head of a page gave: its stamps in order, and the names on its byline."""

    stamps: list[Stamp] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)


def read_head(draft: Draft, head: Head) -> None:
    """Take stamp, title, repeated title, byline and furniture off the start of a text; note them in `head`.

    A title is looked for in the text only where the record has none; then no edit of the title is made, as
    there was none to change.
    """
    may_find_title = draft.title is None
    _split_head_block(draft)
    for _ in range(_HEAD_PARAGRAPHS):
        rule = _head_rule(draft, head, may_find_title=may_find_title)
        if rule is None:
            break
        draft.remove_paragraph(rule, 0)


def _head_rule(draft: Draft, head: Head, *, may_find_title: bool) -> Rule | None:
    spans = draft.paragraphs()
    line = draft.text[slice(*spans[0])]
    # The last paragraph is never taken: a page of furniture alone is kept as it is.
    if len(spans) < 2 or not line or len(line) > MAX_TITLE_CHARS:
        return None
    if len(line) <= MAX_STAMP_CHARS and (stamp := read_stamp(line)) is not None:
        head.stamps.append(stamp)
        return STAMP
    if draft.title is not None:
        return _after_title(draft, head, line, may_find_title=may_find_title)
    return _before_title(draft, head, line)


def _before_title(draft: Draft, head: Head, line: str) -> Rule | None:
    if is_tail(line):
        return HEAD_FURNITURE
    following = draft.text[slice(*draft.paragraphs()[1])]
    if not _is_title(line, following, has_stamp=bool(head.stamps)):
        return None
    draft.title = line
    return TITLE


def _after_title(draft: Draft, head: Head, line: str, *, may_find_title: bool) -> Rule | None:
    title = draft.title or ""
    if is_same_title(title, line):
        if may_find_title:
            draft.title = better_title(title, line)
        return REPEATED_TITLE
    if (authors := read_byline(line)) is not None:
        head.authors += [author for author in authors if author not in head.authors]
        return BYLINE
    return HEAD_FURNITURE if is_tail(line) else None


def title_key(title: str) -> str:
    """Write a title without case, punctuation and spacing."""
    return _NOT_WORD.sub(" ", title.casefold()).strip()


def without_site(title: str) -> str:
    """Write a title without the site's name after a bar or dash at its end.

    >>> without_site("Oil falls - BBC News"), without_site("Oil falls")
    ('Oil falls', 'Oil falls')
    """
    match = _SITE.search(title)
    return title[: match.start()] if match and len(match["site"].split()) <= 5 else title


def is_same_title(title: str, line: str) -> bool:
    """Whether a line repeats a title: exactly, in another case, with or without the site's name."""
    if _begin_differently(title, line):
        return False
    key, other = title_key(title), title_key(line)
    if not key or not other:
        return False
    if key == other:
        return True
    return title_key(without_site(line)) == key or title_key(without_site(title)) == other


def _begin_differently(title: str, line: str) -> bool:
    """Whether the first characters alone tell that two lines differ; costs little."""
    one, other = title[:1], line[:1]
    return one.isalnum() and other.isalnum() and one.casefold()[0] != other.casefold()[0]


def better_title(first: str, second: str) -> str:
    """Choose between two forms of a title: without the site's name, in mixed case, else the first."""
    if len(title_key(second)) < len(title_key(first)):
        first, second = second, first
        return second if first.isupper() and not second.isupper() else first
    return (
        second
        if first.isupper() and not second.isupper() and title_key(first) == title_key(second)
        else first
    )


def _is_title(line: str, following: str, *, has_stamp: bool) -> bool:
    words = len(line.split())
    if "\n" in line or words > MAX_TITLE_WORDS or not any(c.isalpha() for c in line):
        return False
    if is_same_title(line, following):
        return True
    # A long first line without a stamp above it is a lead, whatever it ends with.
    if line.endswith((",", ";")) or (words > LONG_TITLE_WORDS and not has_stamp):
        return False
    if not _SENTENCE_END.search(line):
        return not line.endswith(":") or words <= SHORT_TITLE_WORDS
    return words <= SHORT_TITLE_WORDS and (has_stamp or _ABBREVIATION_END.search(line) is not None)


def _split_head_block(draft: Draft) -> None:
    """Part the lines of a first block that holds a stamp, a byline or the title twice: each is its own line."""
    start, end = draft.paragraphs()[0]
    block = draft.text[start:end]
    if "\n" not in block or end - start > 1200:
        return
    lines = block.split("\n")
    if len(lines) > _HEAD_PARAGRAPHS:
        return
    if not any(read_stamp(line) or read_byline(line) for line in lines[:4]) and not is_same_title(
        lines[0], lines[1]
    ):
        return
    at = start
    changes: list[tuple[int, int, str]] = []
    for line in lines[:-1]:
        at += len(line)
        changes.append((at, at + 1, "\n\n"))
        at += 1
    draft.replace_all(HEAD_LINES, "text", changes)
