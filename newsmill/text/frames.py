"""What a page copied whole has around its story: the way to the headline, and what stands between it and the first sentence.

A page's top is what stands above its first paragraph of prose. Of its lines those are taken that the site's template prints;
what may be the story's stays.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from newsmill.text.bylines import Byline, goes_with_byline, names_of_line, read_signature
from newsmill.text.edits import Draft, Rule
from newsmill.text.furniture import is_notice, is_pointer, is_tail
from newsmill.text.head import Head
from newsmill.text.stamps import read_stamps
from newsmill.text.titles import is_same_title, is_section, is_section_name
from newsmill.text.wraps import has_single_breaks

ABOVE_TITLE: Final = Rule("above_title", 1)
BETWEEN_PROSE: Final = Rule("between_prose", 1)
BELOW_STORY: Final = Rule("below_story", 1)
LINES_OF_FRAME: Final = Rule("lines_of_frame", 1)

_LEAST_PARTED: Final = 3

# How far down the first paragraph of prose is looked for.
_MOST_LINES: Final = 40
_PROSE_CHARS: Final = 60
_LONG_PROSE_CHARS: Final = 180
_PROSE_END: Final = re.compile(r"[.…。][\"'”’»«)\]]*$")
_SENTENCE_END: Final = re.compile(r"[.!?…。！？][\"'”’»«)\]]*$")
_SENTENCE_WORDS: Final = 3
_DIGIT: Final = re.compile(r"\d")
# Where the signs that end a sentence are looked for.
_END_CHARS: Final = 6
_MOST_HEADING_CHARS: Final = 60
# Below one of these nothing is the story's: readers' comments, the author's life, the page's foot.
_ENDS: Final = re.compile(
    r"[\W\d_]*(?:(?:(?:all|view|show|top|latest|alle|neueste|forum:|tous les|les|todos los|todos os|ver|leggi i|i|tutti i)\s)?[\W\d_]*"
    r"(?:comments|kommentare|leserkommentare|postings|commentaires|réactions|comentarios|comentários|commenti|reacties)"
    r"(?:\s(?:anzeigen|lesen|dei lettori|bekijken))?"
    r"|about the authors?|(?:über|zu) de[nr]m? autor(?:in)?|zur person|à propos de l['’]auteur|sobre (?:la firma|el autor|la autora|o autor|a autora)"
    r"|sull['’]autore|over de auteur"
    r"|impressum|datenschutz|mentions légales|aviso legal|política de (?:privacidad|privacidade)|privacy(?: policy)?|note legali|privacybeleid|algemene voorwaarden|terms of (?:use|service))"
    r"[\W\d_]*",
    re.IGNORECASE,
)
_HEADLINE_WORDS: Final = range(4, 33)
_SURE_HEADLINE_WORDS: Final = 5
_MOST_MENU_WORDS: Final = 4
# So many short lines above a headline are the way to it, whatever they say.
_MENU_LINES: Final = 3
# Where the byline or the stamp of a headline stands, in lines below it.
_NEAR: Final = 3
# Places between prose where bylines and stamps may stand, and lines of the template that make each other sure.
_TOP_PLACES: Final = 3
_LEAST_TOGETHER: Final = 2


def part_lines(draft: Draft) -> None:
    """Part the lines of each block that holds one of the template's or several paragraphs of prose: each is its own."""
    if not has_single_breaks(draft.text):
        return
    changes: list[tuple[int, int, str]] = []
    for start, end in draft.paragraphs():
        lines = draft.text[start:end].split("\n")
        if len(lines) < _LEAST_PARTED or any(line[:1].isspace() for line in lines):
            continue  # indented lines are a table's or a list's
        if not (any(map(_is_known, lines)) or sum(map(is_prose, lines)) > 1):
            continue
        at = start
        for line in lines[:-1]:
            at += len(line)
            changes.append((at, at + 1, "\n\n"))
            at += 1
    draft.replace_all(LINES_OF_FRAME, "text", changes)


def remove_above_title(draft: Draft, head: Head) -> None:
    """Take off what stands above the headline of a page copied with its menus; note its stamps and authors.

    The headline is the first line of five words and more above the prose, else of four, that is no menu, byline or stamp.
    """
    lines = _top(draft) if draft.title is None else []
    at = _headline(lines) if len(lines) > 1 and not _begins_with_headline(lines) else None
    if not at or all(map(_is_sign, lines[:at])) or not all(map(_may_stand_above, lines[:at])):
        return
    is_signed = any(_is_sign(line) for line in lines[at + 1 : at + 1 + _NEAR])
    is_menu = at >= _MENU_LINES and not any(map(_DIGIT.search, lines[:at]))
    is_known = any(is_section(line) or is_tail(line) for line in lines[:at])
    # A line that stands twice running is a headline and its repetition.
    is_repeated = any(one == other and not is_section(one) for one, other in pairwise(lines[:at]))
    if (is_menu or is_signed or is_known) and not is_repeated:
        for line in lines[:at]:
            _note(line, head)
        draft.remove_paragraphs([(ABOVE_TITLE, index) for index in range(at - 1, -1, -1)])


def remove_between_prose(draft: Draft, head: Head) -> None:
    """Take off the template's lines between a headline and the prose, and where two or more stand between paragraphs of it.

    Stamps and authors are read from the first such places.
    """
    if draft.title is None:
        return
    lines = _lines(draft)
    removed: list[int] = []
    for number, places in enumerate(_places_between_prose(lines)):
        is_top = number < _TOP_PLACES
        found = [index for index in places if _may_be_removed(lines[index], draft.title, is_top=is_top)]
        if number and len(found) < _LEAST_TOGETHER:
            found = [index for index in found if is_same_title(draft.title, lines[index])]
        if is_top and (found or not number):
            for index in found:
                _note(lines[index], head)
            found = _with_names(lines, places, found, head, is_first=not number)
        removed += found
    draft.remove_paragraphs([(BETWEEN_PROSE, index) for index in reversed(removed)])


def _may_be_removed(line: str, title: str, *, is_top: bool) -> bool:
    return is_same_title(title, line) or is_section(line) or is_tail(line) or (is_top and _is_sign(line))


def _with_names(
    lines: Sequence[str], places: Sequence[int], found: Sequence[int], head: Head, *, is_first: bool
) -> list[int]:
    """The places found with those of names, and of the job or house beside them, where there is a sign of a byline.

    Below prose a name may be that of who is quoted: it stands right beside a stamp there.
    """
    removed = set(found)
    for index in places:
        around = [at for at in (index - 1, index + 1) if at in places]
        beside = {at for at in around if goes_with_byline(lines[at])}
        is_signed = (
            beside or any(read_stamps(lines[at]) for at in around) or (is_first and (removed or head.stamps))
        )
        if index not in removed and is_signed:
            names = names_of_line(lines[index])
            if names is not None:
                head.note(Byline(names, []))
                removed |= beside | {index}
    return sorted(removed)


def _places_between_prose(lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the runs of lines above a paragraph of prose, the first before all prose."""
    run: list[int] = []
    is_first = True
    for index, line in enumerate(lines):
        if not is_prose(line):
            run.append(index)
        elif run or is_first:
            yield run
            run, is_first = [], False


def remove_below_story(draft: Draft) -> None:
    """Take off what follows a story's last sentence, from the first line of the template on: links, menus, readers' comments."""
    lines = _lines(draft)
    end = _end(lines)
    last = _last_of_story(lines[:end])
    if last in {-1, len(lines) - 1}:
        return
    below = range(last + 1, len(lines))
    first = next((at for at in below if at == end or _begins_foot(lines[at])), None)
    if first is not None:
        draft.remove_paragraphs([(BELOW_STORY, index) for index in range(len(lines) - 1, first - 1, -1)])


def _lines(draft: Draft) -> list[str]:
    return [draft.text[start:end] for start, end in draft.paragraphs()]


def _end(lines: Sequence[str]) -> int:
    """Index of the first line below most of the prose under which nothing is the story's; after the last where there is none."""
    ends = [at for at, line in enumerate(lines) if len(line) <= _MOST_HEADING_CHARS and _ENDS.fullmatch(line)]
    # Above prose it is a heading of the story's: `Réactions`.
    ends = [at for at in ends if at + 1 == len(lines) or not is_prose(lines[at + 1])]
    prose = [len(line) if ends and is_prose(line) else 0 for line in lines]
    return next((at for at in ends if 2 * sum(prose[:at]) > sum(prose)), len(lines))


def _is_sentence(line: str) -> bool:
    end = max(0, len(line) - _END_CHARS)
    return _SENTENCE_END.search(line, end) is not None and line.count(" ") >= _SENTENCE_WORDS - 1


def _begins_foot(line: str) -> bool:
    """Whether what stands below a line is no story's: not after one link, which stands within stories."""
    return is_tail(line) and not (":" in line and is_pointer(line))


def _last_of_story(lines: Sequence[str]) -> int:
    """Index of the last sentence that is the story's; -1 where there is none. A notice of the page's stands below its buttons."""
    for index in range(len(lines) - 1, -1, -1):
        if not _is_sentence(lines[index]) or is_tail(lines[index]):
            continue
        is_below_buttons = index > 0 and not _is_sentence(lines[index - 1])
        if not (is_below_buttons and is_notice(lines[index])):
            return index
    return -1


def _top(draft: Draft) -> list[str]:
    """The lines above the first paragraph of prose; none where there is no such paragraph near."""
    lines: list[str] = []
    for start, end in draft.paragraphs()[: _MOST_LINES + 1]:
        paragraph = draft.text[start:end]
        if is_prose(paragraph):
            return lines
        lines.append(paragraph)
    return []


def is_prose(paragraph: str) -> bool:
    """Whether a paragraph is a sentence or more of some length, by its end.

    >>> is_prose("The board agreed on Wednesday to dredge the eastern channel by spring."), is_prose("Board agrees to dredge")
    (True, False)
    """
    if len(paragraph) < _PROSE_CHARS:
        return False
    return (
        len(paragraph) >= _LONG_PROSE_CHARS
        or _PROSE_END.search(paragraph, len(paragraph) - _END_CHARS) is not None
    )


def _begins_with_headline(lines: Sequence[str]) -> bool:
    """Whether nothing but a stamp stands above the headline, told at little cost."""
    first = lines[1] if read_stamps(lines[0]) else lines[0]
    return len(first.split()) >= _SURE_HEADLINE_WORDS and not _is_menu(first) and not is_tail(first)


def _headline(lines: Sequence[str]) -> int | None:
    words = [len(line.split()) for line in lines]
    for least in (_SURE_HEADLINE_WORDS, _HEADLINE_WORDS.start):
        for index, line in enumerate(lines):
            if words[index] >= least and _may_be_headline(line):
                return index
    return None


def _may_be_headline(line: str) -> bool:
    if "\n" in line or len(line.split()) not in _HEADLINE_WORDS or _is_known(line) or _is_menu(line):
        return False
    return names_of_line(line) is None


def _may_stand_above(line: str) -> bool:
    return len(line.split()) <= _MOST_MENU_WORDS or _is_known(line) or _is_menu(line)


def _is_known(line: str) -> bool:
    return is_section(line) or is_tail(line) or _is_sign(line)


def _is_sign(line: str) -> bool:
    return bool(read_stamps(line)) or read_signature(line) is not None


def _is_menu(line: str) -> bool:
    """Whether most words of a line are names of sections: `News Opinion Sport Culture`."""
    words = line.casefold().split()
    return len(words) > 1 and 2 * sum(map(is_section_name, words)) > len(words)


def _note(line: str, head: Head) -> None:
    if stamps := read_stamps(line):
        head.stamps += stamps
    elif (byline := read_signature(line)) is not None:
        head.note(byline)
