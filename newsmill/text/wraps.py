"""Line wraps: paragraphs that were cut into lines of a fixed width are joined again."""

import itertools
import operator
import re
from collections.abc import Callable
from typing import Final

from newsmill.text.edits import Draft, Rule
from newsmill.text.frequencies import DEFAULT_LANGUAGE
from newsmill.text.furniture import is_tail
from newsmill.text.hyphenation import (
    HYPHENATION,
    ends_with_hyphen,
    halves_of,
    in_place_of_hyphen,
    is_broken_word,
)

LINE_WRAPS: Final = Rule("line_wraps", 2)
PARAGRAPHS: Final = Rule("paragraphs", 2)

MAX_WIDTH: Final = 120
MIN_WIDTH: Final = 20
_LONG_LINE: Final = 90
# Narrower lines may be verse: more of them must end where a wrapper ends them, and no column short of it.
_NARROW: Final = 34
_LEAST_NARROW_WRAPS: Final = 6
_NARROW_SHARE: Final = 0.9
# Least width of a page that has a single wrap.
_SINGLE_WIDTH: Final = 45

_BLANK: Final = re.compile(r"\n\s*\n\s*")
_LIST_ITEM: Final = re.compile(r"\s*(?:[-*+•·▪‣–—]\s|\(?\d{1,3}[.)]\s|\(?[a-z][.)]\s|[|>])")
_TABLE: Final = re.compile(
    r"\S(?: {3,}|\t+)\S.*(?: {3,}|\t+)\S|\S(?: {2,}|\t+)[-+$£€]?\d|[|].*[|]|[-=_.]{5,}"
)
# What may as well be a dash, or a number at the end of a sentence, that a wrapper put there.
_ITEM_OR_PROSE: Final = re.compile(r"\s*(?:[-–—]\s|\d{1,3}[.)]\s)")
_RULER: Final = re.compile(r"[-=_.]{5}")
_SHORT_LINE: Final = 0.7
_LONG_TAIL: Final = 60
_SENTENCE_END: Final = re.compile(r"[.!?:…][\"'”’)\]]*\s*$")
# What a list's entries end with where commas stand within them.
_ENTRY_ENDS: Final = (";", "; and", "; or")
_LAST: Final = frozenset(".!?:…\"'”’)]")
# Scripts that part no words: a line of theirs may end anywhere, and each character is two columns wide.
_DENSE: Final = re.compile(r"[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")


def join_wrapped_lines(draft: Draft, language: Callable[[], str | None] = lambda: None) -> None:
    r"""Join lines that were broken at a fixed width, and words hyphenated there.

    A line end is a wrap where the next line's first word would not have fitted into the width that the whole
    text keeps. Verse, lists and tables are no such lines and are left alone. A line that is indented more
    than the one before starts a paragraph. Where a text has no blank lines at all and its lines are long,
    each line is a paragraph. The page's `language` is asked for where a line ends with a hyphen.
    """
    text = draft.text
    if not has_single_breaks(text):
        return
    lines = text.split("\n")
    widths = _widths(text, lines)
    width = _width_kept(lines, widths)
    ends = _wraps(text, lines, widths, width) if MIN_WIDTH <= width <= MAX_WIDTH else None
    if ends is None and _lines_are_paragraphs(text, lines):
        ends = [(index, "\n\n", PARAGRAPHS) for index in range(len(lines) - 1)]
    if ends:
        _set_line_ends(draft, ends, lines, language)


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


def _widths(text: str, lines: list[str]) -> list[int]:
    widths = [len(line.rstrip()) for line in lines]
    if text.isascii() or _DENSE.search(text) is None:
        return widths
    return [width + len(_DENSE.findall(line)) for width, line in zip(widths, lines, strict=True)]


def _width_kept(lines: list[str], widths: list[int]) -> int:
    """Greatest width, but for that of a headline: a line alone that ends no sentence."""
    if len(lines) > 1 and not widths[1] and not _ends_sentence(lines[0]):
        return max(widths[1:])
    return max(widths)


def _wraps(text: str, lines: list[str], widths: list[int], width: int) -> list[tuple[int, str, Rule]] | None:
    """Line ends to replace, with what and by which rule; None where lines do not look wrapped at this width."""
    words = _first_words(text, lines)
    rooms = [width - own for own in widths]
    # Neither can be an end or a beginning of a wrapped line.
    is_apart = [not line.strip() or _is_set_line(line) for line in lines]
    if ";\n" in text:
        entries = _are_entries(lines, rooms, words)
        is_apart = [apart or entry for apart, entry in zip(is_apart, entries, strict=True)]
    _let_prose_go_on(lines, rooms, words, is_apart)
    is_short_tail = [
        not apart and _is_short_tail(before, line)
        for before, line, apart in zip(["", *lines], lines, is_apart, strict=False)
    ]
    if not _is_wrapped(lines, widths, width, words, is_apart, is_short_tail):
        return None
    is_in_short_block = _are_in_short_blocks(widths, width)
    ends: list[tuple[int, str, Rule]] = []
    for index in range(len(lines) - 1):
        room, word = rooms[index], words[index + 1]
        if is_apart[index] or is_apart[index + 1]:
            if len(word) >= room and not is_apart[index + 1] and _item_goes_on(lines[index], word):
                ends.append((index, " ", LINE_WRAPS))
            continue
        is_before_tail = is_short_tail[index + 1]
        is_exact = width < _NARROW or (word[0].islower() and is_in_short_block[index])
        change = _line_end(
            lines[index],
            lines[index + 1],
            word,
            room,
            is_before_tail=is_before_tail,
            is_exact=is_exact,
        )
        if change is not None:
            ends.append((index, *change))
    return ends


def _let_prose_go_on(lines: list[str], rooms: list[int], words: list[str], is_apart: list[bool]) -> None:
    """Take lines that begin like a list's but are within a sentence for no list's: `aged | 14. He`, `it | - and she`."""
    for index in range(1, len(lines)):
        # Blank lines are apart too, and have no first word.
        if not is_apart[index] or is_apart[index - 1] or not 0 < len(words[index]) >= rooms[index - 1]:
            continue
        is_within = _ITEM_OR_PROSE.match(lines[index]) and not _ends_sentence(lines[index - 1])
        if is_within and not _has_item_near(lines, index):
            is_apart[index] = False


def _has_item_near(lines: list[str], index: int) -> bool:
    """Whether another line of the block begins like a list's."""
    # By number, as slices of a long page would be copied for each of its lines.
    above = itertools.takewhile(str.strip, (lines[at] for at in range(index - 1, -1, -1)))
    below = itertools.takewhile(str.strip, (lines[at] for at in range(index + 1, len(lines))))
    return any(map(_LIST_ITEM.match, itertools.chain(above, below)))


def _item_goes_on(line: str, word: str) -> bool:
    """Whether a list's entry goes on in the next line, whose first word did not fit."""
    is_item = _LIST_ITEM.match(line) is not None and line.lstrip()[0] not in "|>"
    return is_item and not word[0].isupper() and not _ends_sentence(line)


def _are_entries(lines: list[str], rooms: list[int], words: list[str]) -> list[bool]:
    """Whether each line ends as an entry of a list does and no wrapper broke it, and the one before or after it too."""
    ends = [
        line.rstrip().endswith(_ENTRY_ENDS) and len(word) < room
        for line, room, word in zip(lines, rooms, [*words[1:], ""], strict=True)
    ]
    ends = [False, *ends, False]
    return [here and (before or after) for before, here, after in zip(ends, ends[1:], ends[2:], strict=False)]


def _are_in_short_blocks(widths: list[int], width: int) -> list[bool]:
    """Whether each line is in a block whose lines, the last aside, are all short: verse, an address, a list."""
    are_short: list[bool] = []
    for is_blank, block in itertools.groupby(widths, key=operator.not_):
        mine = list(block)
        is_short = not is_blank and max(mine[:-1], default=0) < _SHORT_LINE * width
        are_short += [is_short and own < _SHORT_LINE * width for own in mine]
    return are_short


def _is_wrapped(
    lines: list[str],
    widths: list[int],
    width: int,
    words: list[str],
    is_apart: list[bool],
    is_short_tail: list[bool],
) -> bool:
    """Whether most lines end where a wrapper of their greatest width would have ended them.

    Blocks of short lines of which none does are lists, and say nothing of the other lines.
    """
    is_narrow = width < _NARROW
    wrapped, total, last = 0, 0, 0
    here, of_block, has_long = 0, 0, False
    for index, (line, following) in enumerate(itertools.pairwise(lines)):
        if not widths[index]:
            total += of_block if here or has_long else 0
            wrapped, here, of_block, has_long = wrapped + here, 0, 0, False
        if is_apart[index] or is_apart[index + 1]:
            continue
        if is_short_tail[index + 1] or _is_indented(following, line):
            continue  # ends of paragraphs show nothing of the width
        of_block += 1
        has_long = has_long or widths[index] > _SHORT_LINE * width
        # How wide the line would be with the next word on it: a wrapper broke it where that is too wide.
        word = words[index + 1]
        last = index
        here += (
            _is_full(line, widths[index], width, word)
            if is_narrow
            else (widths[index] + 1 + len(word) > width - 4 or word[0].islower())
        )
    total += of_block if here or has_long else 0
    wrapped += here
    if is_narrow:
        is_prose = wrapped >= _LEAST_NARROW_WRAPS and wrapped >= _NARROW_SHARE * total
        return is_prose and not _begin_with_capitals(words)
    if total == 1 and width >= _SINGLE_WIDTH:
        return not words[last + 1][0].isupper() and not _ends_sentence(lines[last])
    return wrapped >= 2 and wrapped >= 0.7 * total


def _begin_with_capitals(words: list[str]) -> bool:
    """Whether most words that lines below another begin with have a capital: in a list they do, in prose they do not."""
    begun = [word[0].isupper() for before, word in itertools.pairwise(words) if before and word]
    return 2 * sum(begun) > len(begun)


def _is_full(line: str, columns: int, width: int, word: str) -> bool:
    return columns + len(word) >= width or ends_with_hyphen(line)


def _first_words(text: str, lines: list[str]) -> list[str]:
    """What a wrapper would have had to fit into the line before each line."""
    words = [(line.split(None, 1) or ("",))[0] for line in lines]
    if text.isascii() or _DENSE.search(text) is None:
        return words
    return [word[0] if _DENSE.match(word) else word for word in words]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _ends_sentence(line: str) -> bool:
    bare = line.rstrip()
    # The last character tells most: to search a whole line takes five times as long.
    return bare[-1:] in _LAST and _SENTENCE_END.search(bare) is not None


def _is_indented(line: str, before: str) -> bool:
    """Whether a line is indented more than the one before."""
    return line[0].isspace() and _indent(line) - _indent(before) >= 2


def _is_short_tail(before: str, line: str) -> bool:
    if len(line) >= _LONG_TAIL:
        return False
    bare = line.strip()
    # The last word of a sentence may stand alone on its line: `comment.`
    if bare[0].islower() and not _ends_sentence(before):
        return False
    return is_tail(bare)


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
    widths = list(map(len, filled))
    if len(widths) > 2 and sum(widths) >= _LONG_LINE * len(widths):
        return True
    # Between them may be the lines of a template, which are short; one that goes on with a sentence is none.
    long = [width for width in widths if width >= _LONG_LINE]
    is_broken = any(line[0].isspace() or line[0].islower() for line in filled)
    return not is_broken and len(long) > 2 and 2 * sum(long) >= sum(widths)


def _line_end(
    line: str, following: str, word: str, room: int, *, is_before_tail: bool, is_exact: bool
) -> tuple[str, Rule] | None:
    """Say what to put for the line end between two lines, and by which rule; None leaves it.

    `word` is the first of the line that follows, `room` how many columns the other keeps short of the width. An
    exact wrapper leaves no room for the word.
    """
    if _is_indented(following, line):
        return ("\n\n", PARAGRAPHS) if _ends_sentence(line) else None
    if is_before_tail:
        return "\n\n", PARAGRAPHS
    # Other wrappers keep a few columns short of the width, and more at times.
    if is_exact:
        is_wrap = len(word) >= room or ends_with_hyphen(line)
    else:
        is_wrap = len(word) + 1 > room - 6 or word[0].islower()
    if not is_wrap:
        return None
    is_dense = not word.isascii() and _DENSE.match(word) and _DENSE.match(line.rstrip()[-1])
    return "" if is_dense else " ", LINE_WRAPS


def _set_line_ends(
    draft: Draft, ends: list[tuple[int, str, Rule]], lines: list[str], language: Callable[[], str | None]
) -> None:
    starts = list(itertools.accumulate((len(line) + 1 for line in lines), initial=0))
    changes: list[tuple[Rule, int, int, str]] = []
    halves = {
        index: found
        for index, after, _ in ends
        if after == " "
        and (line := lines[index].rstrip())[-1] == "-"
        and (found := halves_of(line, lines[index + 1])) is not None
    }
    spoken = (language() or DEFAULT_LANGUAGE) if halves else DEFAULT_LANGUAGE
    hyphenates = spoken != DEFAULT_LANGUAGE or any(itertools.starmap(is_broken_word, halves.values()))
    for index, after, rule in ends:
        line, following = lines[index].rstrip(), lines[index + 1]
        start = starts[index] + len(line)
        end = starts[index + 1] + _indent(following)
        hyphen = " "
        if index in halves:
            hyphen = in_place_of_hyphen(*halves[index], draft.text, spoken, hyphenates=hyphenates)
        if hyphen == " ":
            changes.append((rule, start, end, after))
        else:
            changes.append((HYPHENATION, start - 1, end, hyphen))
    draft.replace_each("text", changes)


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
