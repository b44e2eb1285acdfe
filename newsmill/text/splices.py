"""Captions spliced into a word: `days aft[Obama and Putin on the sidelines of G8 ]er the White House`."""

import re
from typing import Final, NamedTuple

from newsmill.text.frequencies import zipf

MAX_CAPTION_CHARS: Final = 320

_LOWER: Final = "a-zà-öø-ÿ"
_UPPER: Final = "A-ZÀ-ÖØ-ÞА-ЯЁ"
# A run of small letters that goes over into a capital, a figure or an opening mark with no space between.
SEAM: Final = re.compile(rf"[{_LOWER}](?=[{_UPPER}]|[(\[\"“‘][\w]|\d)")
_PREFIX: Final = re.compile(rf"(?<![\w'’-])[{_LOWER}]{{1,14}}$")
_SUFFIX: Final = re.compile(rf"[{_LOWER}]{{1,14}}(?![\w'’-]|\.\w)")
_FUNCTION_WORDS: Final = frozenset(
    "a an the of in on at to for from by with and or but nor as is are was were be been has have had that which who whose"
    " his her its their our my your this these those into over under between after before during against about".split()
)


class Splice(NamedTuple):
    """A caption inside a word: caption is `text[start:end]`, the word goes on at `end`; its evidence as a score."""

    start: int
    end: int
    score: float


def find_splice(text: str, start: int, end: int) -> Splice | None:
    """Best reading of a caption spliced into a word of `text[start:end]`; None where there is no seam.

    The score is log10 of how much likelier the reading is than the text as it stands, by word frequencies
    (wordfreq) and the shape of the caption.
    """
    best: Splice | None = None
    for seam in SEAM.finditer(text, start, end):
        found = _best_end(text, start, seam.end(), end)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def _best_end(text: str, paragraph: int, cut: int, limit: int) -> Splice | None:
    prefix = _PREFIX.search(text, paragraph, cut)
    if prefix is None:
        return None
    head = prefix.group()
    best: Splice | None = None
    for match in _SUFFIX.finditer(text, cut + 3, min(limit, cut + MAX_CAPTION_CHARS)):
        run = match.group()
        begin = match.start()
        for split in range(len(run)):
            tail = run[split:]
            whole = zipf(head + tail)
            if whole < 1.8:
                continue
            score = _score(text, cut, begin, begin + split, run, tail, whole)
            if best is None or score > best.score:
                best = Splice(cut, begin + split, score)
    return best


def _score(text: str, cut: int, begin: int, at: int, run: str, tail: str, whole: float) -> float:
    """Evidence for a caption `text[cut:at]` after which a word goes on with `tail`, the end of `run`."""
    score = whole
    if at == begin and text[begin - 1].isspace():
        score -= zipf(tail)
        last = text[cut:at].rstrip()
    elif at == begin:
        score -= 1.0 if not text[begin - 1].isalpha() else zipf(_token(text, cut, begin + len(run)))
        last = text[cut:at]
    else:
        token = _token(text, cut, begin + len(run))
        left = token[: len(token) - len(tail)]
        score += zipf(left) - zipf(token) - 1.0
        last = text[cut:at]
    return score + _caption_score(last)


def _token(text: str, cut: int, end: int) -> str:
    at = end
    while at > cut and (text[at - 1].isalpha() or text[at - 1] in "'’"):
        at -= 1
    return text[at:end]


def _caption_score(caption: str) -> float:
    words = caption.split()
    score = 0.0
    if caption[-1:] in ".)]\"”?!" and not caption.endswith(" ("):
        score += 1.0
    if words and words[-1].lower() in _FUNCTION_WORDS:
        score -= 2.0
    if len(words) < 3:
        score -= 1.0
    if caption.count("(") != caption.count(")"):
        score -= 2.0
    return score
