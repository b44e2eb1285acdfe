"""Captions spliced into a word: `days aft[Obama and Putin on the sidelines of G8 ]er the White House`."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from newsmill.text.caption_shape import MAX_SCORE, caption_score
from newsmill.text.frequencies import DEFAULT_LANGUAGE, zipf, zipf_table
from newsmill.text.grammar import affinity, word_after, word_before

MAX_CAPTION_CHARS: Final = 320

_LOWER: Final = "a-zà-öø-ÿ"
# Not `Â` and `Ã`: in a word they are broken encoding.
_UPPER: Final = "A-ZÀÁÄ-ÖØ-ÞА-ЯЁ"
# Classes of characters; those beyond the basic plane are in none.
_IS_LOWER, _IS_LATE, _IS_OPEN, _MAY_FOLLOW = 1, 2, 4, 8
_PREFIX: Final = re.compile(rf"[{_UPPER}]?[{_LOWER}]{{2,20}}$")
_SUFFIX: Final = re.compile(rf"[{_LOWER}]{{2,20}}(?![\w-])")
# Unknown words, in Zipf units: rarer than what the lists hold, and the rarer the longer.
_UNKNOWN: Final = 0.6
# Least frequency of a word that the article uses elsewhere.
_OWN_WORD: Final = 4.0
# Log10 of the chance that a space is missing between two words, as against a caption in one.
_MISSING_SPACE: Final = -3.0
# A page has a caption or a few. One with more seams than this is written so, or has lost its spaces.
_MAX_SEAMS: Final = 1000

_LETTERS: Final = re.compile(r"[^\W\d_]+")
_TOKEN_REST: Final = re.compile(r"[^\W_]*")


class Splice(NamedTuple):
    """A caption inside a word: caption is `text[start:end]`, the word goes on at `end`; its evidence as a score."""

    start: int
    end: int
    score: float


@lru_cache(maxsize=1)
def _classes() -> npt.NDArray[np.uint8]:
    """Class of each character of the basic plane, as sums of flags."""
    characters = "".join(map(chr, range(0x10000)))
    classes = np.zeros(len(characters), np.uint8)
    for flag, members in (
        (_IS_LOWER, rf"[{_LOWER}]"), (_IS_LATE, rf"[{_UPPER}\d]"), (_IS_OPEN, r"[(\[\"“‘]"), (_MAY_FOLLOW, r"[A-Z\d]"),
    ):  # fmt: skip
        classes[[match.start() for match in re.finditer(members, characters)]] |= flag
    return classes


@lru_cache(maxsize=1)
def _ascii_classes() -> bytes:
    return _classes()[:256].tobytes()


# The text that was looked at last is mostly the next one again.
@lru_cache(maxsize=1)
def seams(text: str) -> tuple[int, ...]:
    """Positions of small letters that go over into a capital, a figure or an opening mark with no space between.

    >>> seams("days aftObama and iPhone er")
    (7, 18)
    """
    if text.isascii():
        classes = np.frombuffer(text.encode().translate(_ascii_classes()) + b"\0\0", np.uint8)
    else:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        # What is beyond the table has the class of its last character: none.
        classes = np.zeros(len(codes) + 2, np.uint8)
        _classes().take(codes, mode="clip", out=classes[:-2])
    here, following, next_but_one = classes[:-2], classes[1:-1], classes[2:]
    is_late = following & _IS_LATE | (following & _IS_OPEN) >> 1 & (next_but_one & _MAY_FOLLOW) >> 2
    return tuple((is_late & (here & _IS_LOWER) << 1).nonzero()[0].tolist())


# The paragraphs of a text are looked at again after a caption was taken out of one of them.
@lru_cache(maxsize=32)
def find_splice(text: str, start: int, end: int) -> Splice | None:
    """Best reading of a caption spliced into a word of the paragraph `text[start:end]`; None where there is no seam.

    The score is log10 of how much likelier the reading is than the text as it stands: by word frequencies
    (wordfreq), by words of the same article, by the words on both sides, and by the shape of the caption.
    """
    best: Splice | None = None
    positions = seams(text)
    if len(positions) > _MAX_SEAMS:
        return None
    for seam in positions[bisect_left(positions, start) : bisect_left(positions, end)]:
        found = _best_end(text, start, seam + 1, end)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def _best_end(text: str, paragraph: int, cut: int, limit: int) -> Splice | None:
    """Best end of a caption that starts at the seam `cut` of the paragraph `text[paragraph:limit]`."""
    prefix = _PREFIX.search(text, max(paragraph, cut - 21), cut)
    if prefix is None:
        return None
    head = prefix.group()
    if _is_name_as_it_stands(text, head, cut) or text.count(head + text[cut : cut + 3]) > 1:
        return None
    before = word_before(text, prefix.start())
    start_score = _start_score(text, head, prefix.start())
    candidates = sorted(
        (
            (start_score + known + _seam_scores(text, cut, at, before, head, tail), at)
            for at, tail, known in _readings(text, head, cut, limit)
        ),
        reverse=True,
    )
    best: Splice | None = None
    for score, at in candidates:
        if best is not None and score + MAX_SCORE <= best.score:
            break
        total = score + caption_score(text[cut:at])
        if best is None or total > best.score:
            best = Splice(cut, at, total)
    return best


def _readings(text: str, head: str, cut: int, limit: int) -> Iterator[tuple[int, str, float]]:
    """Yield where a word begun by `head` may go on: position, the rest of the word, the word's Zipf frequency.

    Only words that the lists or the article know.
    """
    lower, endings = head.lower(), zipf_table(DEFAULT_LANGUAGE).endings
    rests = (word[len(head) :] for word in _words_with_head(text, head))
    own = tuple(rest for rest in rests if len(rest) > 1)
    for match in _SUFFIX.finditer(text, cut + 3, min(limit, cut + MAX_CAPTION_CHARS + 20)):
        run, begin = match.group(), match.start()
        known = endings(lower, run)
        if run.endswith(own):
            known = _with_own(known, run, own)
        for split, zipf_of_word in known:
            if zipf_of_word >= 1.5 and not _repeats_head(text, head, begin + split):
                yield begin + split, run[split:], zipf_of_word


def _with_own(known: list[tuple[int, float]], run: str, own: tuple[str, ...]) -> list[tuple[int, float]]:
    """What is known of the ends of a run, with those that make a word of the article: these are no rare words."""
    best = dict(known)
    for rest in own:
        if run.endswith(rest):
            split = len(run) - len(rest)
            best[split] = max(best.get(split, 0.0), _OWN_WORD)
    return list(best.items())


def _is_name_as_it_stands(text: str, head: str, cut: int) -> bool:
    """Whether a seam is in a word that is written so: `PlayStation`, `MacDonald`."""
    rest = _TOKEN_REST.match(text, cut)
    return (
        head[0].isupper() and rest is not None and len(rest.group()) > 2 and zipf(head + rest.group()) >= 1.5
    )


def _repeats_head(text: str, head: str, at: int) -> bool:
    """Whether the same letters stand before `at`: `TransAmerican ... of Transco` holds no caption."""
    return text[max(0, at - len(head)) : at].casefold() == head.casefold()


def _start_score(text: str, head: str, at: int) -> float:
    """Against the seam being a missing space (`ofNew Labour`) or a name written so (`the VisionMaster`)."""
    is_inner = at > 0 and text[at - 1].isalnum()
    score = -max(zipf(head) + _MISSING_SPACE, 0.5) - 4
    if is_inner or head[0].isupper():
        score -= 1.5  # names of firms and brands are written so
    return score


def _words_with_head(text: str, head: str) -> set[str]:
    """Words of the article that start so: evidence that a word made whole is one that it uses."""
    words: set[str] = set()
    at = text.find(head)
    while at >= 0:
        if at == 0 or not text[at - 1].isalpha():
            found = _LETTERS.match(text, at)
            words.add(found.group() if found else head)
        at = text.find(head, at + 1)
    return words


def _seam_scores(text: str, cut: int, at: int, before: str, head: str, tail: str) -> float:
    """Evidence that a caption ends before `tail` at `at`, and how well the word made whole goes with its neighbours."""
    following = word_after(text, at + len(tail))
    whole = head + tail
    joins = affinity(before, whole) + affinity(whole, following)
    return joins + _end_score(text, cut, at, tail, following)


def _end_score(text: str, cut: int, at: int, tail: str, following: str) -> float:
    end = at + len(tail)
    before = text[at - 1]
    if before.isspace():
        return 9 - _frequency(tail) - affinity(word_before(text, at), tail) - affinity(tail, following)
    if not before.isalpha() and before not in "'’-":
        return 11 - _frequency(tail) - affinity(tail, following)
    token_at = at
    while token_at > cut and (text[token_at - 1].isalpha() or text[token_at - 1] in "'’"):
        token_at -= 1
    left = text[token_at:at]
    whole = _frequency(text[token_at:end])
    score = _frequency(left) - whole + (1.0 if left[:1].isupper() and zipf(left) == 0 else 0.0)
    if whole >= 3.0:
        score -= 2.0  # a word of its own, that any few letters might be cut off from
    return score - (2.0 if len(left) < 3 and left.islower() else 0.0)


def _frequency(word: str) -> float:
    return zipf(word) or _UNKNOWN - 0.1 * len(word)
