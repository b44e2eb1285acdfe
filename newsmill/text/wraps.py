"""Line wraps: paragraphs that were cut into lines of a fixed width are joined again."""

import itertools
import re
from typing import Final

from newsmill.text.edits import Draft, Rule
from newsmill.text.frequencies import zipf
from newsmill.text.furniture import is_tail

LINE_WRAPS: Final = Rule("line_wraps", 1)
HYPHENATION: Final = Rule("hyphenation", 1)
PARAGRAPHS: Final = Rule("paragraphs", 1)

MAX_WIDTH: Final = 120
MIN_WIDTH: Final = 34
_LONG_LINE: Final = 90

_BLANK: Final = re.compile(r"\n\s*\n\s*")
_LIST_ITEM: Final = re.compile(r"\s*(?:[-*+•·▪‣–—]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|[|>])")
_TABLE: Final = re.compile(
    r"\S(?: {3,}|\t+)\S.*(?: {3,}|\t+)\S|\S(?: {2,}|\t+)[-+$£€]?\d|[|].*[|]|[-=_.]{5,}"
)
_RULER: Final = re.compile(r"[-=_.]{5}")
_LONG_TAIL: Final = 60
_SENTENCE_END: Final = re.compile(r"[.!?:…][\"'”’)\]]*\s*$")
_HYPHEN: Final = re.compile(r"([^\W\d_]+)-$")
_HEAD_WORD: Final = re.compile(r"\s*([^\W\d_]+)")


def join_wrapped_lines(draft: Draft) -> None:
    r"""Join lines that were broken at a fixed width, and words hyphenated there.

    A line end is a wrap where the next line's first word would not have fitted into the width that the whole
    text keeps. Verse, lists and tables are no such lines and are left alone. A line that is indented more
    than the one before starts a paragraph. Where a text has no blank lines at all and its lines are long,
    each line is a paragraph.
    """
    text = draft.text
    if not has_single_breaks(text):
        return
    lines = text.split("\n")
    width = max(len(line.rstrip()) for line in lines)
    ends = _wraps(lines, width) if MIN_WIDTH <= width <= MAX_WIDTH else None
    if ends is None and _lines_are_paragraphs(text, lines):
        ends = [(index, "\n\n", PARAGRAPHS) for index in range(len(lines) - 1)]
    if ends:
        _set_line_ends(draft, ends, lines)


def has_single_breaks(text: str) -> bool:
    """Whether a line of a text follows another with no blank line between."""
    at = text.find("\n")
    while at >= 0:
        end = at + 1
        while text.startswith("\n", end):
            end += 1
        if end == at + 1:
            return True
        at = text.find("\n", end)
    return False


def _wraps(lines: list[str], width: int) -> list[tuple[int, str, Rule]] | None:
    """Line ends to replace, with what and by which rule; None where lines do not look wrapped at this width."""
    # Neither can be an end or a beginning of a wrapped line.
    is_apart = [not line.strip() or _is_set_line(line) for line in lines]
    is_short_tail = [not apart and _is_short_tail(line) for line, apart in zip(lines, is_apart, strict=True)]
    if not _is_wrapped(lines, width, is_apart, is_short_tail):
        return None
    ends: list[tuple[int, str, Rule]] = []
    for index in range(len(lines) - 1):
        if is_apart[index] or is_apart[index + 1]:
            continue
        change = _line_end(lines[index], lines[index + 1], width, is_before_tail=is_short_tail[index + 1])
        if change is not None:
            ends.append((index, *change))
    return ends


def _is_wrapped(lines: list[str], width: int, is_apart: list[bool], is_short_tail: list[bool]) -> bool:
    """Whether most lines end where a wrapper of this width would have ended them."""
    wrapped, total = 0, 0
    for index, (line, following) in enumerate(itertools.pairwise(lines)):
        if is_apart[index] or is_apart[index + 1]:
            continue
        if is_short_tail[index + 1] or _indent(following) - _indent(line) >= 2:
            continue  # ends of paragraphs show nothing of the width
        total += 1
        # How wide the line would be with the next word on it: a wrapper broke it where that is too wide.
        wrapped += (
            len(line.rstrip()) + 1 + len(following.split(None, 1)[0]) > width - 4
            or following.lstrip()[0].islower()
        )
    return wrapped >= 2 and wrapped >= 0.7 * total


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_short_tail(line: str) -> bool:
    return len(line) < _LONG_TAIL and is_tail(line.strip())


def _is_set_line(line: str) -> bool:
    if _LIST_ITEM.match(line) is not None:
        return True
    bare = line.strip()
    # What every line of a table has, looked for first: it costs a tenth.
    may_be_table = "  " in bare or "\t" in bare or "|" in bare or _RULER.search(bare) is not None
    return may_be_table and _TABLE.search(line) is not None


def _lines_are_paragraphs(text: str, lines: list[str]) -> bool:
    if _BLANK.search(text.strip()):
        return False
    filled = [line for line in lines if line.strip()]
    return len(filled) > 2 and sum(map(len, filled)) >= _LONG_LINE * len(filled)


def _line_end(line: str, following: str, width: int, *, is_before_tail: bool) -> tuple[str, Rule] | None:
    """Say what to put for the line end between two lines, and by which rule; None leaves it."""
    if _indent(following) - _indent(line) >= 2:
        return ("\n\n", PARAGRAPHS) if _SENTENCE_END.search(line) else None
    word = following.split(None, 1)[0]
    # The last word of a sentence may stand alone on its line: `comment.`
    if is_before_tail and (not word[0].islower() or _SENTENCE_END.search(line)):
        return "\n\n", PARAGRAPHS
    # Some wrappers keep a few columns short of the width.
    if len(line.rstrip()) + 1 + len(word) <= width - 6 and not word[0].islower():
        return None
    return " ", LINE_WRAPS


def _set_line_ends(draft: Draft, ends: list[tuple[int, str, Rule]], lines: list[str]) -> None:
    starts = list(itertools.accumulate((len(line) + 1 for line in lines), initial=0))
    changes: list[tuple[Rule, int, int, str]] = []
    for index, after, rule in ends:
        line, following = lines[index].rstrip(), lines[index + 1]
        start = starts[index] + len(line)
        end = starts[index + 1] + _indent(following)
        hyphen = _joined_at_hyphen(line, following) if after == " " else None
        if hyphen is None:
            changes.append((rule, start, end, after))
        else:
            changes.append((HYPHENATION, start - 1, end, hyphen))
    draft.replace_each("text", changes)


def _joined_at_hyphen(line: str, following: str) -> str | None:
    """Say what stands for a hyphen at a line end: nothing or the hyphen; None where the line ends with no hyphen."""
    if not line.endswith("-"):
        return None
    left, right = _HYPHEN.search(line), _HEAD_WORD.match(following)
    if left is None or right is None or not right.group(1)[0].islower():
        return None
    first, second = left.group(1), right.group(1)
    whole = zipf(first + second)
    parts = min(zipf(first), zipf(second))
    return "" if whole > 0 and (whole >= 2.5 or whole > parts - 1.5) else "-"


def normalize_paragraphs(draft: Draft) -> None:
    r"""Part paragraphs by one blank line, and strip white space before the first and after the last.

    Spaces within lines are untouched.
    """
    text = draft.text
    changes: list[tuple[int, int, str]] = []
    stripped = text.strip()
    first = text.find(stripped[0]) if stripped else len(text)
    last = first + len(stripped)
    if first:
        changes.append((0, first, ""))
    for match in _BLANK.finditer(text, first, last):
        start = match.start()
        while text[start - 1].isspace():
            start -= 1
        if match.end() - start != 2:
            changes.append((start, match.end(), "\n\n"))
    if last < len(text):
        changes.append((last, len(text), ""))
    if changes:
        draft.replace_all(PARAGRAPHS, "text", changes)
