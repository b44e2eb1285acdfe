"""Who said a quotation: the cue and its subject in the sentence around it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.quotes.frames import Frame, Sentences
from newsmill.enrich.quotes.noun_phrases import (
    Span,
    begins_phrase,
    is_name_word,
    main_subject,
    name_before,
    phrase_beginning,
    step_over_adverbs,
    subject_before,
)
from newsmill.enrich.quotes.verbs import Cue, find_cues

_DASH: Final = re.compile(r"\s*[—―–]\s*|\s*--?\s+")
_OPENING_CUE: Final = re.compile(r"[\s,]*(?:(?:\w+ly|also|once|then|has|had)\s+){0,2}$")
_PASSIVE: Final = re.compile(r"\b(?:was|were|been|being|is|are|when|if)\s+(?:\w+ly\s+)?$")
_CLAUSE: Final = re.compile(r"\b(?:when|while|as|where|but)\s")
_MASKED: Final = " \"“”«»'’,.?!…—–-_"
_MAX_CUE_DISTANCE: Final = 130


@dataclass(frozen=True, slots=True)
class Attribution:
    """The words that name the speaker, by offsets, the cue if any, and how they were found."""

    span: Span
    verb: str | None
    method: str


def attribute(masked: str, frame: Frame) -> Attribution | None:
    """Find the speaker of one quotation by its own sentence, or None where the sentence names nobody."""
    dashed = _after_dash(masked, frame)
    if dashed is not None:
        return dashed
    if frame.is_closed:
        return None if frame.is_free else _before(masked, frame)
    after = _after(masked, frame)
    if frame.is_free:
        return after
    if after is not None and _is_direct(masked, frame, after) and not _is_introduced(masked, frame):
        return after
    return _before(masked, frame) or after


def introduced_above(masked: str, sentences: Sentences, frame: Frame) -> Attribution | None:
    """Find the speaker named by a sentence that ends in a colon right before a free-standing quotation."""
    end = len(masked[max(0, frame.begin - 500) : frame.begin].rstrip()) + max(0, frame.begin - 500)
    if masked[end - 1 : end] not in {":", ","}:
        return None
    return before_colon(masked, sentences.start(end - 1), end)


def before_colon(masked: str, begin: int, end: int) -> Attribution | None:
    """Find the speaker that the words before a colon or a comma name, with a verb of saying or without."""
    if masked[end - 1 : end] != ":":
        return before_cue(masked, begin, end)
    name = name_before(masked, begin, end - 1)
    if name is not None and (name[0] == begin or masked[name[0] - 2 : name[0] - 1] in {"-", "—", "–"}):
        return Attribution(name, None, "colon")
    found = before_cue(masked, begin, end)
    if found is not None:
        return found
    name = name or main_subject(masked, begin, end - 1)
    return None if name is None else Attribution(name, None, "colon")


def _is_direct(masked: str, frame: Frame, found: Attribution) -> bool:
    """Whether the attribution follows at once, after a comma or a question: `"Yes," she said`."""
    return (
        frame.last in ",?!" and found.span[0] - frame.end <= 24 and masked[frame.end : frame.end + 1] != ";"
    )


def _is_introduced(masked: str, frame: Frame) -> bool:
    """Whether a verb of saying stands right before the quotation: `she said, "Yes"`."""
    before = masked[frame.begin : frame.start].rstrip(" \xa0,:")
    cues = find_cues(before)
    return bool(cues) and len(before) == cues[-1].end


def _after(masked: str, frame: Frame) -> Attribution | None:
    rest = masked[frame.end : frame.stop]
    cues = find_cues(rest)
    for cue in cues:
        if cue.start > _MAX_CUE_DISTANCE:
            break
        span = _subject_after(masked, frame.end, cue, frame.stop)
        if span is not None:
            return Attribution(span, cue.verb, "according_to" if cue.is_according else "cue_after")
    if frame.last == "," and masked[frame.end - 1 : frame.end] != "," and not rest.startswith(","):
        # A comma inside the marks announces the speaker even before a verb nobody listed.
        # Where the verb comes first, nobody was found behind it.
        is_verb = bool(cues) and not rest[: cues[0].start].strip(" ,")
        span = (
            phrase_beginning(masked, frame.end, frame.stop) if begins_phrase(rest) and not is_verb else None
        )
        if span is not None:
            return Attribution(span, None, "comma")
    return None


def _after_dash(masked: str, frame: Frame) -> Attribution | None:
    """Find a name after a dash that ends the line: `"Fear." — Beck Pimentel`."""
    if frame.last not in ".?!…":
        return None
    dash = _DASH.match(masked, frame.end, frame.stop)
    if dash is None or not is_name_word(masked[dash.end() : dash.end() + 1]):
        return None
    span = phrase_beginning(masked, dash.end(), frame.stop)
    if span is None or len(masked[span[1] : frame.stop].split("\n", maxsplit=1)[0]) > 80:
        return None
    return Attribution(span, None, "dash")


def _subject_after(masked: str, at: int, cue: Cue, stop: int) -> Span | None:
    lead = masked[at : at + cue.start]
    if cue.is_according or _OPENING_CUE.match(lead):
        return phrase_beginning(masked, at + cue.end, stop)
    begin = at + len(lead) - len(lead.lstrip(" \xa0,—–-"))
    if not begins_phrase(lead):
        return None
    if cue.is_participle:
        return phrase_beginning(masked, begin, at + cue.start)
    return subject_before(masked, begin, at + cue.start)


def _before(masked: str, frame: Frame) -> Attribution | None:
    end = len(masked[frame.begin : frame.start].rstrip()) + frame.begin
    return before_colon(masked, frame.begin, end)


def before_cue(masked: str, begin: int, end: int) -> Attribution | None:
    """Find the subject of the last cue between `begin` and `end`, a stretch within one sentence."""
    for cue in reversed(find_cues(masked[begin:end])):
        span = _subject_of(masked, begin, cue, end)
        if span is not None:
            return Attribution(span, cue.verb, "according_to" if cue.is_according else "cue_before")
    return None


def tellers_of(masked: str, begin: int, end: int) -> Iterator[Span]:
    """Find the subjects of the cues of a whole sentence in order, those of `according to` last."""
    for cue in sorted(find_cues(masked[begin:end]), key=lambda cue: (cue.is_according, cue.start)):
        span = _subject_of(masked, begin, cue, end)
        if span is not None:
            yield span


def _subject_of(masked: str, begin: int, cue: Cue, end: int) -> Span | None:
    at = begin + cue.start
    if cue.is_according or not masked[begin:at].strip(_MASKED):
        return phrase_beginning(masked, begin + cue.end, end)
    if masked[begin + cue.end : begin + cue.end + 4] == " by " and _PASSIVE.search(masked, begin, at):
        return phrase_beginning(masked, begin + cue.end + 3, end)
    left = masked[begin : step_over_adverbs(masked, begin, at)]
    if cue.is_participle and left.endswith(","):
        return _clause_subject(masked, begin, at)
    if left.endswith((" by", " in", " and", " then", " to", " but")):
        return main_subject(masked, begin, at)
    return subject_before(masked, begin, at, is_close=cue.is_participle) or main_subject(masked, begin, at)


def _clause_subject(masked: str, begin: int, end: int) -> Span | None:
    """Find the subject of the last clause before a participle, else of the sentence."""
    clauses = [match.end() for match in _CLAUSE.finditer(masked, begin, end)]
    if clauses:
        span = phrase_beginning(masked, clauses[-1], end)
        if span is not None and is_name_word(masked[span[0] : span[1]].split(maxsplit=1)[0]):
            return span
    return main_subject(masked, begin, end)
