"""Who gives a number: `laut Polizei`, `selon l'ONU`, `informó la policía`."""

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Final, NamedTuple

from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.counts.grammar.patterns import either
from newsmill.enrich.quotes.lexicon import Lexicon as Telling
from newsmill.enrich.quotes.lexicon import lexicon_of
from newsmill.enrich.quotes.phrases import Phrases
from newsmill.enrich.quotes.telling import Teller
from newsmill.enrich.quotes.tokens import tokens_of, with_abbreviations
from newsmill.enrich.quotes.word_lists import words

Span = tuple[int, int]

_DIGIT: Final = re.compile(r"\d")


class _Cues(NamedTuple):
    """The words around quotations, with those verbs alone that give numbers, and where one of them may stand."""

    telling: Telling
    silent: Telling  # without verbs
    according: re.Pattern[str]
    verb: re.Pattern[str]
    as_told: re.Pattern[str]


@cache
def _cues(lexicon: Lexicon) -> _Cues:
    known = lexicon_of(lexicon.language)
    according = tuple(tuple(entry.split("_")) for entry in words(lexicon.source_according))
    telling = replace(
        known,
        verbs=frozenset(words(lexicon.source_verbs)),
        participles=frozenset(words(lexicon.source_participles)),
        according=known.according + according,
        roles=known.roles | frozenset(words(lexicon.bodies)),
    )

    def pattern(entries: Iterable[str]) -> re.Pattern[str]:
        return re.compile(rf"(?<!\w){either(entries)}", re.IGNORECASE)

    verbs = telling.verbs | {word.partition("_")[0] for word in telling.participles}
    according_pattern = pattern("_".join(entry) for entry in telling.according)
    # `Wie die Polizei am Montag mitteilte`: the verb ends the clause.
    as_told = re.compile(
        rf"(?<!\w){either(words(lexicon.as_told))}\s(?=[^,.;]{{3,90}}?\b{either(telling.verbs)}\s*(?:[,.;]|$))",
        re.IGNORECASE,
    )
    return _Cues(
        telling,
        replace(telling, verbs=frozenset(), auxiliaries=frozenset()),
        according_pattern,
        pattern(verbs),
        as_told,
    )


def _gives_numbers(verb: str, telling: Telling) -> bool:
    """Whether a verb is one of the lists, not just of their form."""
    last = verb.lower().rpartition(" ")[2]
    return last in telling.verbs or last in telling.participles


class Sources:
    """Who gives the numbers of an article in one language; each sentence is read once."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = with_abbreviations(text)
        self._lexicon = lexicon
        self._known: dict[int, Span | None] = {}

    def of(self, begin: int, stop: int, start: int, end: int) -> str | None:
        """Find the source of the number from `start` to `end` in its sentence from `begin` to `stop`."""
        if begin not in self._known:
            self._known[begin] = self._span(begin, stop)
        span = self._known[begin]
        if span is None or (span[0] < end and span[1] > start):
            return None
        name = " ".join(self._text[span[0] : span[1]].replace("·", ".").split())
        return None if _DIGIT.match(name) else name

    def _span(self, begin: int, stop: int) -> Span | None:
        cues = _cues(self._lexicon)
        told = cues.as_told.search(self._text, begin, stop)
        if told is not None:
            phrase = Phrases(tokens_of(self._text, told.end(), stop, cues.telling), cues.telling).at(0)
            return phrase.span if phrase is not None and not phrase.pronoun else None
        match = cues.according.search(self._text, begin, stop)
        found = self._told(match.start(), stop, cues.silent) if match is not None else None
        is_said = found is None and cues.verb.search(self._text, begin, stop) is not None
        return self._told(begin, stop, cues.telling) if is_said else found

    def _told(self, begin: int, stop: int, telling: Telling) -> Span | None:
        teller = Teller(tokens_of(self._text, begin, stop, telling), telling, frozenset())
        found = teller.before(is_colon=False)
        if found is None or found.phrase is None or found.phrase.pronoun or found.is_nobody:
            return None
        is_verb = found.method == "cue_before" and _gives_numbers(found.verb or "", telling)
        return found.phrase.span if is_verb or found.method == "according_to" else None
