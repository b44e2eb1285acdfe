"""Who said a quotation: the cue and its subject in the sentence around it, else the sentences before."""

import re
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.quotes.frames import Frame, sentence_start
from newsmill.enrich.quotes.noun_phrases import Span, is_name_word, main_subject, phrase_beginning, subject_before
from newsmill.enrich.quotes.verbs import Cue, find_cues

_DASH: Final = re.compile(r"\s*[—―–]\s*|\s*--?\s+")
_OPENING_CUE: Final = re.compile(r"[\s,]*(?:(?:\w+ly|also|once|then|has|had)\s+){0,2}$")
_NO_NAME_AFTER_DASH: Final = re.compile(r"[a-z]")
_MAX_CUE_DISTANCE: Final = 130


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words that name the speaker, by offsets, the cue if any, and how they were found."""

    span: Span
    verb: str | None
    method: str


def attribute(text: str, masked: str, frame: Frame) -> Attribution | None:
    """The speaker of one quotation by its own sentence, or None where the sentence names nobody."""
    after = _after(text, masked, frame)
    if frame.is_free and frame.is_closed:
        return after if after is not None and _is_trailing(masked, frame, after) else None
    if not frame.is_free and (frame.is_closed or after is None or _is_introduced(masked, frame)):
        return _before(masked, frame) or (None if frame.is_closed else after)
    return after or (None if frame.is_free else _before(masked, frame))


def introduced_above(masked: str, frame: Frame) -> Attribution | None:
    """The speaker named by a sentence that ends in a colon right before a free-standing quotation."""
    end = len(masked[: frame.start].rstrip())
    if masked[end - 1 : end] not in {":", ","}:
        return None
    return before_cue(masked, sentence_start(masked, end - 1, 0), end)


def _is_trailing(masked: str, frame: Frame, found: Attribution) -> bool:
    """Whether words after a full stop inside the quotation still belong to it: `"Go." he said.`"""
    if found.method == "dash":
        return True
    first = masked[frame.end : frame.stop].lstrip()[:1]
    return first.islower() and masked[frame.end - 1 : frame.end] != "."


def _is_introduced(masked: str, frame: Frame) -> bool:
    before = masked[frame.begin : frame.start].rstrip()
    if before.endswith(":"):
        return True
    cues = find_cues(before)
    return bool(cues) and len(before) - cues[-1].end <= 25


def _after(text: str, masked: str, frame: Frame) -> Attribution | None:
    rest = masked[frame.end : frame.stop]
    dash = _DASH.match(rest)
    if dash is not None and frame.is_closed:
        return _after_dash(masked, frame.end + dash.end(), frame.stop)
    at = frame.end
    for cue in find_cues(rest):
        if cue.start > _MAX_CUE_DISTANCE:
            break
        span = _subject_after(masked, at, cue, frame.stop)
        if span is not None:
            return Attribution(span, cue.verb, "cue_after")
    if text[frame.end - 2 : frame.end - 1] == "," and not rest.lstrip().startswith(","):
        # A comma inside the marks announces the speaker even before a verb nobody listed.
        span = phrase_beginning(masked, frame.end, frame.stop)
        if span is not None and _names_somebody(masked, span):
            return Attribution(span, None, "comma")
    return None


def _after_dash(masked: str, begin: int, stop: int) -> Attribution | None:
    span = phrase_beginning(masked, begin, stop)
    if span is None or not is_name_word(masked[span[0] : span[1]].split()[0]):
        return None
    return Attribution(span, None, "dash")


def _subject_after(masked: str, at: int, cue: Cue, stop: int) -> Span | None:
    lead = masked[at : at + cue.start]
    if cue.is_according or _OPENING_CUE.match(lead):
        return phrase_beginning(masked, at + cue.end, stop)
    if cue.is_participle:
        return phrase_beginning(masked, at, at + cue.start)
    begin = at + len(lead) - len(lead.lstrip(" ,—–-"))
    return subject_before(masked, begin, at + cue.start)


def _names_somebody(masked: str, span: Span) -> bool:
    words = masked[span[0] : span[1]].split()
    return is_name_word(words[-1]) or words[0].lower() in {"he", "she", "they", "i", "the", "his", "her", "my", "one"}


def _before(masked: str, frame: Frame) -> Attribution | None:
    return before_cue(masked, frame.begin, frame.start)


def before_cue(masked: str, begin: int, end: int) -> Attribution | None:
    """The subject of the last cue between `begin` and `end`, a stretch within one sentence."""
    cues = find_cues(masked[begin:end])
    for cue in reversed(cues):
        span = _subject_of(masked, begin, cue, end)
        if span is not None:
            return Attribution(span, cue.verb, "according_to" if cue.is_according else "cue_before")
    return None


def _subject_of(masked: str, begin: int, cue: Cue, end: int) -> Span | None:
    at = begin + cue.start
    if cue.is_according:
        return phrase_beginning(masked, begin + cue.end, end)
    if not masked[begin:at].strip(" \"”»,—–-"):
        return phrase_beginning(masked, begin + cue.end, end)
    left = masked[begin:at].rstrip()
    if cue.is_participle and left.endswith(","):
        return main_subject(masked, begin, at)
    if left.endswith((" by", " in", " was", " were", " and", " then", " to", ", then")):
        return main_subject(masked, begin, at)
    return subject_before(masked, begin, at) or main_subject(masked, begin, at)
