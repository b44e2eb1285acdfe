"""What a count is of: its unit, its event and its source, read in the sentence around it."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from newsmill.enrich.counts.lexicon import (
    ACTIVE,
    ATTRIBUTIVE,
    BEFALLEN,
    DONE_TO,
    EVENT_UNITS,
    EVENTS,
    LIFE_TAKERS,
    NEVER_BEFALLEN,
    PLURALS,
    SINGULARS,
    SMALL_NUMBERS,
    SOURCE_VERBS,
    TIME_UNITS,
    TRANSITIVE,
    UNIT_STOPS,
)
from newsmill.enrich.quotes.function_words import PRONOUNS
from newsmill.enrich.quotes.noun_phrases import Span, phrase_beginning, subject_before, trim
from newsmill.enrich.quotes.pronouns import PersonMention
from newsmill.enrich.quotes.verbs import Cue, find_cues

_UNIT_WORD: Final = re.compile(
    r"[^\S\n]+(?:of\s+(?:(?:the|its|his|her|their|these|those|our)\s+(?:\d[\d,]*\s+|(?:two|three|four|five|six|seven|eight|nine|ten)\s+)?)?)?"
    r"(?P<word>[A-Za-zÀ-ÿ][\w'’.-]*)"
)
_WORD: Final = re.compile(r"[A-Za-z][a-z’'-]*")
_CLAUSE_END: Final = re.compile(
    r"[;:.!?]\s|\n|\b(?:and|but|while|whereas|though|although)\b|\d|\b(?:says?|said|believe|think|told)\s(?:that|they|he|she|it|the)\b"
)
_CLAUSE_START: Final = re.compile(r"[;:.!?]\s|\n|\d[\d,.]*")
_ASIDE: Final = re.compile(
    r"^,\s*(?:including|among|mostly|mainly|most of|many of|some of|at least|all of)\b[^,.;\n]{0,80},\s*"
)
_PASSIVE: Final = re.compile(r"\b(?:was|were|is|are|been|be|being)\s(?:(?:not|\w+ly)\s)?$")
_NOT: Final = re.compile(
    r"(?:\b(?:not|never|without|no|nor)|n['’]t)\s(?:(?:been|be|being|yet|even|\w+ly)\s){0,2}$"
)
_BE: Final = re.compile(r"\b(?:was|were|is|are|been|be|being|got|gets?|getting)\s(?:\w+ly\s|also\s|all\s)?$")
_FIGURATIVE: Final = re.compile(
    r"dead (?:heat|end|zone|weight|air|letter|language)s?\b|(?:shot|shoots) (?:up|down|off|to)\b|survived by\b|killed (?:off|time)\b"
)
# Behind `killed` whom it befell, so that those before it did it: `two bombs killed at least ...`, not `killed a day ago`.
_OBJECT: Final = re.compile(
    r"\s(?:a|an|the|his|her|their|its|him|them|at least|more than|about|some|dozens|hundreds|thousands|scores|one|two|three|four|"
    r"five|six|seven|eight|nine|ten|\d)\b(?!\s(?:\w+\s)?(?:day|night|week|month|year|hour|minute|decade)s?\b)"
)
# Before a number `missing` is a verb: `missing three tests`.
_NOT_BEFORE: Final = BEFALLEN | {"missing"}
_AFTER_CHARACTERS: Final = 70
_BEFORE_CHARACTERS: Final = 60
_MAX_UNIT_WORDS: Final = 4


def unit_after(text: str, end: int) -> tuple[str, int] | None:
    """Find the plural noun that the number at `end` counts, and where it ends.

    >>> unit_after("90,000 government soldiers were", 6)
    ('soldiers', 26)
    """
    at = end
    for _ in range(_MAX_UNIT_WORDS):
        match = _UNIT_WORD.match(text, at)
        if match is None:
            return None
        word = match["word"].rstrip(".'’-")
        low = word.lower()
        if low in UNIT_STOPS or low in TIME_UNITS or low in SMALL_NUMBERS:
            return None
        stop = match.start("word") + len(word)
        if _is_plural(low):
            following = _UNIT_WORD.match(text, stop)
            # `two police officers`, `20 wounded soldiers`: the last of two is the head.
            if (
                (low in {"police", "staff", "crew"} or low in EVENT_UNITS)
                and following is not None
                and _is_plural(following["word"].rstrip(".'’-").lower())
            ):
                at = stop
                continue
            return low, stop
        if low.endswith(("'s", "’s")) or text[stop : stop + 1] in ",;:":
            return None
        at = stop
    return None


def _is_plural(word: str) -> bool:
    if word in PLURALS or word in EVENT_UNITS:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "'s", "’s", "ous"))


def singular_after(text: str, end: int) -> tuple[str, int] | None:
    """Find the single person that `one` counts, and where the word ends."""
    at = end
    for _ in range(_MAX_UNIT_WORDS - 1):
        match = _UNIT_WORD.match(text, at)
        if match is None or " of " in match.group():
            return None
        word = match["word"].rstrip(".'’-")
        at = match.start("word") + len(word)
        if word.lower() in SINGULARS:
            return word.lower(), at
        if word.lower() in UNIT_STOPS:
            return None
    return None


def event_of(text: str, floor: int, start: int, unit_end: int, unit: str | None) -> str | None:
    """Tell what befell those counted, in the clause of the number: the nearest word for an event.

    The number stands at `start`, its unit ends at `unit_end`; the count before it ends at `floor`.
    """
    if unit in EVENT_UNITS:
        return EVENTS.get(unit or "")
    if unit in NEVER_BEFALLEN:
        return None
    named = EVENT_UNITS.intersection(text[start:unit_end].lower().split())
    if named:
        return EVENTS[min(named)]
    if unit == "lives" and not LIFE_TAKERS.isdisjoint(
        text[max(0, start - _BEFORE_CHARACTERS) : start].split()
    ):
        return "killed"
    after = _event_after(text, unit_end)
    before = _event_before(text, floor, start)
    if after is not None and before is not None:
        return after[0] if after[1] <= before[1] + 8 else before[0]
    found = before or after
    return found[0] if found else None


def _event_after(text: str, unit_end: int) -> tuple[str, int] | None:
    begin = unit_end
    aside = _ASIDE.match(text[begin : begin + 100])
    if aside is not None:
        begin += aside.end()
    over = _CLAUSE_END.search(text, begin, begin + _AFTER_CHARACTERS)
    stop = over.start() if over else begin + _AFTER_CHARACTERS
    clause = text[begin:stop]
    comma = clause.find(",")
    clause = clause[:comma] if comma >= 0 else clause
    following = text[stop : stop + 1] if text[stop : stop + 1].isdigit() else ""
    for match in _WORD.finditer(clause):
        event = EVENTS.get(match.group())
        if event is None or match.group() in BEFALLEN or _is_figurative(clause, match):
            continue
        if _is_denied(clause, match) or _is_done_by(clause, match, following):
            return None
        return event, match.start()
    return None


def _is_denied(clause: str, event: re.Match[str]) -> bool:
    """Whether it did not happen: `were not hurt`, `without killing`."""
    return _NOT.search(clause, max(0, event.start() - 30), event.start()) is not None


def _is_figurative(clause: str, event: re.Match[str]) -> bool:
    """Whether a word for an event is but a part of another name for something: `death row`, `dead heats`."""
    if event.group() not in ATTRIBUTIVE:
        return _FIGURATIVE.match(clause, event.start()) is not None
    following = _WORD.match(clause, event.end() + 1)
    if following is None or not following.group().islower():
        return False
    return following.group() not in UNIT_STOPS | {"of", "toll"}


def _is_done_by(clause: str, event: re.Match[str], following: str) -> bool:
    """Whether those before the word did it to others: `people who cannot arrest ...`, `gunmen killed the mayor`."""
    before = clause[: event.start()].split()
    if event.group() in TRANSITIVE and before and before[-1] in ACTIVE:
        return True
    if event.group() not in DONE_TO or _BE.search(clause, 0, event.start()):
        return False
    return _OBJECT.match(clause + following, event.end()) is not None


def _event_before(text: str, floor: int, start: int) -> tuple[str, int] | None:
    low = max(floor, start - _BEFORE_CHARACTERS)
    clause = text[low:start]
    for over in _CLAUSE_START.finditer(clause):
        low = start - len(clause) + over.end()
    clause = text[low:start]
    comma = clause.rfind(",")
    clause = clause[comma + 1 :]
    found = None
    for match in _WORD.finditer(clause):
        word = match.group().lower()
        event = None if word in _NOT_BEFORE else EVENTS.get(word)
        if event is not None and not _is_figurative(clause, match):
            found = None if _is_denied(clause, match) else (event, len(clause) - match.end())
    return found


class Sources:
    """Who gives the numbers of an article: `according to X`, `X said`; each sentence is searched once."""

    def __init__(self, text: str, mentions: Sequence[PersonMention] = ()) -> None:
        self._text = text
        self._bodies = [(m.start, m.end) for m in mentions if m.kind == "organization"]
        self._cues: dict[int, list[Cue]] = {}

    def of(self, begin: int, stop: int, start: int, end: int) -> str | None:
        """Find the source of the number from `start` to `end` in its sentence from `begin` to `stop`."""
        sentence = self._text[begin:stop]
        cues = self._cues.get(begin)
        if cues is None:
            cues = self._cues[begin] = [cue for cue in find_cues(sentence) if _gives_numbers(sentence, cue)]
        for cue in cues:
            span = phrase_beginning(sentence, cue.end, len(sentence)) if cue.is_according else None
            if span is not None:
                return self._named(begin, span)
        before = [cue for cue in cues if begin + cue.start < start]
        if not cues:
            return None
        span = _subject(sentence, before[-1] if before else cues[-1], is_after=not before)
        if span is None or (begin + span[0] < end and begin + span[1] > start):
            return None
        return self._named(begin, span)

    def _named(self, begin: int, span: Span) -> str | None:
        """Name the source, a body by its whole name where the span is but a part of it: `[First] Boston`."""
        start, end = begin + span[0], begin + span[1]
        at = bisect_right(self._bodies, (start, len(self._text))) - 1
        if at >= 0 and end <= self._bodies[at][1]:
            start, end = trim(self._text, *self._bodies[at]) or (start, end)
        return _name(self._text[start:end])


def _gives_numbers(sentence: str, cue: Cue) -> bool:
    if cue.is_according:
        return True
    return cue.verb in SOURCE_VERBS and not _PASSIVE.search(sentence, max(0, cue.start - 12), cue.start)


def _subject(sentence: str, cue: Cue, *, is_after: bool) -> Span | None:
    if not is_after:
        return subject_before(sentence, 0, cue.start)
    # `..., police said`: the subject stands between the comma and the verb, or follows it.
    low = max(sentence.rfind(mark, 0, cue.start) for mark in (",", "”", '"')) + 1
    if not sentence[low : cue.start].strip():
        return phrase_beginning(sentence, cue.end, len(sentence))
    return subject_before(sentence, low, cue.start) if low else None


def _name(words: str) -> str | None:
    """Find the source without its article; a pronoun names nobody, a number or a share neither."""
    words = " ".join(words.split())
    if words.lower() in PRONOUNS or words[0].isdigit() or words.endswith(("percent", "per cent", "%")):
        return None
    return words[4:] if words[:4].lower() == "the " else words
