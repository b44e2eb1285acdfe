"""Line wraps: paragraphs that were cut into lines of a fixed width are joined again."""

import itertools
import re
from collections.abc import Callable
from typing import Final

from newsmill.text.edits import Draft, Rule
from newsmill.text.frequencies import DEFAULT_LANGUAGE, zipf
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
_SHORT_LINE: Final = 0.7
_LONG_TAIL: Final = 60
_SENTENCE_END: Final = re.compile(r"[.!?:…][\"'”’)\]]*\s*$")
_HYPHEN: Final = re.compile(r"([^\W_]+)-$")
_HEAD_WORD: Final = re.compile(r"\s*(([^\W\d_]+|\d+)-?)")
# After these a hyphen stands for what is left out: `Umwelt- und Verkehrsminister`.
_CONJUNCTIONS: Final = frozenset(
    {
        "and",
        "or",
        "to",
        "und",
        "oder",
        "bzw",
        "sowie",
        "bis",
        "et",
        "ou",
        "y",
        "e",
        "o",
        "u",
        "en",
        "of",
        "og",
        "och",
        "и",
        "или",
        "i",
    }
)
_COMMON_WORD: Final = 3.0
_KNOWN_WORD: Final = 2.0
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
    width = max(widths)
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


def _wraps(text: str, lines: list[str], widths: list[int], width: int) -> list[tuple[int, str, Rule]] | None:
    """Line ends to replace, with what and by which rule; None where lines do not look wrapped at this width."""
    # Neither can be an end or a beginning of a wrapped line.
    is_apart = [not line.strip() or _is_set_line(line) for line in lines]
    is_short_tail = [
        not apart and _is_short_tail(before, line)
        for before, line, apart in zip(["", *lines], lines, is_apart, strict=False)
    ]
    words = _first_words(text, lines)
    if not _is_wrapped(lines, widths, words, is_apart, is_short_tail):
        return None
    ends: list[tuple[int, str, Rule]] = []
    for index in range(len(lines) - 1):
        if is_apart[index] or is_apart[index + 1]:
            continue
        room = width - widths[index]
        is_before_tail = is_short_tail[index + 1]
        change = _line_end(
            lines[index], lines[index + 1], words[index + 1], room, is_before_tail=is_before_tail
        )
        if change is not None:
            ends.append((index, *change))
    return ends


def _is_wrapped(
    lines: list[str], widths: list[int], words: list[str], is_apart: list[bool], is_short_tail: list[bool]
) -> bool:
    """Whether most lines end where a wrapper of their greatest width would have ended them.

    Blocks of short lines of which none does are lists, and say nothing of the other lines.
    """
    width = max(widths)
    wrapped, total = 0, 0
    here, of_block, has_long = 0, 0, False
    for index, (line, following) in enumerate(itertools.pairwise(lines)):
        if not widths[index]:
            total += of_block if here or has_long else 0
            wrapped, here, of_block, has_long = wrapped + here, 0, 0, False
        if is_apart[index] or is_apart[index + 1]:
            continue
        if is_short_tail[index + 1] or _indent(following) - _indent(line) >= 2:
            continue  # ends of paragraphs show nothing of the width
        of_block += 1
        has_long = has_long or widths[index] > _SHORT_LINE * width
        # How wide the line would be with the next word on it: a wrapper broke it where that is too wide.
        word = words[index + 1]
        here += widths[index] + 1 + len(word) > width - 4 or word[0].islower()
    total += of_block if here or has_long else 0
    return wrapped + here >= 2 and wrapped + here >= 0.7 * total


def _first_words(text: str, lines: list[str]) -> list[str]:
    """What a wrapper would have had to fit into the line before each line."""
    words = [(line.split(None, 1) or ("",))[0] for line in lines]
    if text.isascii() or _DENSE.search(text) is None:
        return words
    return [word[0] if _DENSE.match(word) else word for word in words]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _is_short_tail(before: str, line: str) -> bool:
    if len(line) >= _LONG_TAIL:
        return False
    bare = line.strip()
    # The last word of a sentence may stand alone on its line: `comment.`
    if bare[0].islower() and _SENTENCE_END.search(before) is None:
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
    return len(filled) > 2 and sum(map(len, filled)) >= _LONG_LINE * len(filled)


def _line_end(
    line: str, following: str, word: str, room: int, *, is_before_tail: bool
) -> tuple[str, Rule] | None:
    """Say what to put for the line end between two lines, and by which rule; None leaves it.

    `word` is the first of the line that follows, `room` how many columns the other keeps short of the width.
    """
    if _indent(following) - _indent(line) >= 2:
        return ("\n\n", PARAGRAPHS) if _SENTENCE_END.search(line) else None
    if is_before_tail:
        return "\n\n", PARAGRAPHS
    # Some wrappers keep a few columns short of the width.
    if len(word) + 1 <= room - 6 and not word[0].islower():
        return None
    is_dense = not word.isascii() and _DENSE.match(word) and _DENSE.match(line.rstrip()[-1])
    return "" if is_dense else " ", LINE_WRAPS


def _set_line_ends(
    draft: Draft, ends: list[tuple[int, str, Rule]], lines: list[str], language: Callable[[], str | None]
) -> None:
    starts = list(itertools.accumulate((len(line) + 1 for line in lines), initial=0))
    changes: list[tuple[Rule, int, int, str]] = []
    spoken: str | None = None
    for index, after, rule in ends:
        line, following = lines[index].rstrip(), lines[index + 1]
        start = starts[index] + len(line)
        end = starts[index + 1] + _indent(following)
        halves = _halves(line, following) if line.endswith("-") and after == " " else None
        if halves and spoken is None:
            spoken = language() or DEFAULT_LANGUAGE
        hyphen = _in_place_of_hyphen(*halves, draft.text, spoken or "") if halves else " "
        if hyphen == " ":
            changes.append((rule, start, end, after))
        else:
            changes.append((HYPHENATION, start - 1, end, hyphen))
    draft.replace_each("text", changes)


def _halves(line: str, following: str) -> tuple[str, str] | None:
    """What stands before and after a hyphen at a line end; the latter with a hyphen of its own, if any."""
    left, right = _HYPHEN.search(line), _HEAD_WORD.match(following)
    return (left.group(1), right.group(1)) if left and right else None


def _in_place_of_hyphen(first: str, following: str, text: str, language: str) -> str:
    """What stands for a hyphen at a line end: nothing, the hyphen, or a blank after it.

    >>> _in_place_of_hyphen("govern", "ment", "", "en"), _in_place_of_hyphen("Rolls", "Royce", "", "en")
    ('', '-')
    >>> _in_place_of_hyphen("Umwelt", "und", "", "de")
    ' '
    """
    second = following.rstrip("-")
    is_capital = first.isupper() and second.isupper()
    is_word = is_capital or (second[0].islower() and not first.isupper())
    # What the article writes elsewhere comes before what its language does.
    if len(first) == 1 or not is_word or not (first + second).isalpha() or f"{first}-{second}" in text:
        return "-"
    if first + second in text:
        return ""
    whole = zipf(first + second, language)
    parts = min(zipf(first, language), zipf(second, language))
    if whole >= _COMMON_WORD or (whole > 0 and whole > parts - 1.5):
        return ""
    if following in _CONJUNCTIONS:
        return " "
    return "-" if is_capital or language == DEFAULT_LANGUAGE else _by_parts(first, second, language, parts)


def _by_parts(first: str, second: str, language: str, parts: float) -> str:
    """As `_in_place_of_hyphen`, for a word that the lists do not know: most languages have more than they hold."""
    is_german_noun = language == "de" and first[0].isupper() and second[0].islower()
    return "" if parts < _KNOWN_WORD or is_german_noun else "-"


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
