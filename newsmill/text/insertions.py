"""Captions that landed between two words of a sentence: `told reporters [Obama in Geneva (AP) ]that he would`."""

import re
from typing import Final, NamedTuple

from newsmill.text.caption_ends import Mark, find_ends
from newsmill.text.caption_shape import caption_score, has_label
from newsmill.text.grammar import affinity, is_lower_case_word, word_after, word_before

MAX_CAPTION_CHARS: Final = 320
_MIN_CHARS: Final = 8

_FULL_STOP: Final = re.compile(r"\.[\"”]?$")
_START: Final = re.compile(r"(?<=[a-zà-ÿ\d,;])\s(?=[A-ZÀ-ÞА-ЯЁ\"“])")
# No caption starts with a date or with a name's second initial.
_NO_FIRST: Final = re.compile(
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|[A-Z]\.\s"
)
_GERUND: Final = re.compile(r"[A-Z][a-z]{4,}ing")
_LABEL: Final = re.compile(
    r"\s(?=(?:Image|Media|Video|Picture|Photo)\s[Cc]aption\b|(?:Image|Photo|Photograph|Picture|Pictured|Above|Caption|Video)\s?:(?!\s?(?:AP|AFP|EPA|PA|Reuters|Getty)\b))"
)
_WORD_END: Final = re.compile(r"[\w\"”)](?=\s[a-z]|[,.;])|(?<=[a-z]{3})\.[\"”]?(?=\s)")
# Evidence, in log10.
_PRIOR: Final = -1.6
_BROKEN_SENTENCE: Final = 0.2
_LABEL_SEEN: Final = 1.0  # besides what the label gives in `caption_score`
_SMALL_WORD_IN_CAPITALS: Final = 2.0
# A typing error makes one odd seam, a caption two.
_BOTH_MARKED: Final = 2.0
# How much likelier than the next best an end has to be where nothing marks it.
_END_MARGIN: Final = 0.25


class Insertion(NamedTuple):
    """A caption between words: `text[start:end]` with the white space before it; its evidence as a score."""

    start: int
    end: int
    score: float


def find_marks(text: str) -> list[int]:
    """Positions in a text where an inserted caption may end or its label starts; most texts have none."""
    marks = [end for _, end in find_ends(text, 0, len(text))]
    if ":" in text or "aption" in text:
        marks += [match.start() for match in _LABEL.finditer(text)]
    return marks


def find_insertion(text: str, start: int, end: int) -> Insertion | None:
    """Best reading of a caption between two words of `text[start:end]`; None where nothing points to one.

    The score is log10 of how much likelier the reading is than the text as it stands: how well the words
    join without the caption, how they stand with it, a label, a credit, a sentence that goes on after it.
    """
    found = [
        _best_start(text, start, mark) for mark in find_ends(text, start, end) if _goes_on(text, mark[1], end)
    ]
    found += [_best_end(text, match.start(), end) for match in _LABEL.finditer(text, start + 1, end)]
    return max((one for one in found if one is not None), key=lambda one: one.score, default=None)


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether the sentence may go on after a caption that ends here."""
    following = text[at : min(end, at + 2)]
    return len(following) == 2 and (
        following[0] in ",.;" or (following[0] == " " and following[1] not in ".,;:)")
    )


def _start_score(text: str, start: int) -> float:
    """Evidence that a caption starts after the white space at `start`: a label, a common word in capitals."""
    before, first = word_before(text, start), word_after(text, start)
    score = -affinity(before, first)
    if has_label(text[start + 1 : start + 40]):
        return score + _LABEL_SEEN
    return score + _small_word_score(text, start, first)


def _small_word_score(text: str, start: int, first: str) -> float:
    """Evidence that a word in capitals is no name but the first of a caption."""
    if not first[0].isupper() or not (first == "A" or is_lower_case_word(first) or _GERUND.fullmatch(first)):
        return 0.0
    # `The Times`, `England A`: names as well.
    is_doubtful = first in {"A", "The"} and word_after(text, start + 1 + len(first))[0].isupper()
    return (
        _SMALL_WORD_IN_CAPITALS / 2
        if is_doubtful or word_before(text, start)[0].isupper()
        else _SMALL_WORD_IN_CAPITALS
    )


def _best_start(text: str, paragraph: int, mark: Mark) -> Insertion | None:
    """Best start of a caption whose end is marked."""
    marked, at = mark
    following = word_after(text, at)
    end_score = _PRIOR - affinity(word_before(text, at), following)
    is_broken = _FULL_STOP.search(text, max(paragraph, at - 2), at) is not None
    if is_broken:
        end_score += _BROKEN_SENTENCE
    best: Insertion | None = None
    for match in _START.finditer(text, max(paragraph + 1, at - MAX_CAPTION_CHARS), at - _MIN_CHARS):
        start = match.start()
        if (start + 1 >= marked and not has_label(text[start + 1 : at])) or _NO_FIRST.match(text, start + 1):
            continue
        score = end_score + _start_score(text, start) + affinity(word_before(text, start), following)
        score += caption_score(text[start + 1 : at])
        if is_broken and _small_word_score(text, start, word_after(text, start)) >= _SMALL_WORD_IN_CAPITALS:
            score += _BOTH_MARKED
        if best is None or score > best.score:
            best = Insertion(start, at, score)
    return best


def _best_end(text: str, start: int, limit: int) -> Insertion | None:
    """Best end of a caption that a label starts; None where no end stands out."""
    start_score = _PRIOR + _start_score(text, start)
    before = word_before(text, start)
    ends: list[Insertion] = []
    for match in _WORD_END.finditer(text, start + 2 * _MIN_CHARS, min(limit, start + MAX_CAPTION_CHARS)):
        at = match.end()
        following = word_after(text, at)
        score = start_score + affinity(before, following) - affinity(word_before(text, at), following)
        ends.append(Insertion(start, at, score + caption_score(text[start + 1 : at])))
    ends.sort(key=lambda end: -end.score)
    if len(ends) > 1 and ends[0].score - ends[1].score < _END_MARGIN:
        return None
    return ends[0] if ends else None
