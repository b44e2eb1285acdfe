"""Who gives a number: `laut Polizei`, `selon l'ONU`, `informó la policía`."""

import re
from dataclasses import replace
from functools import cache
from typing import Final

from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.quotes.lexicon import Lexicon as Telling
from newsmill.enrich.quotes.lexicon import lexicon_of
from newsmill.enrich.quotes.telling import Teller
from newsmill.enrich.quotes.tokens import tokens_of, with_abbreviations
from newsmill.enrich.quotes.word_lists import words

_METHODS: Final = frozenset({"according_to", "cue_before"})
_DIGIT: Final = re.compile(r"\d")


@cache
def _telling(lexicon: Lexicon) -> tuple[Telling, Telling]:
    """Give the words around quotations, with those verbs alone that give numbers, and with no verb."""
    known = lexicon_of(lexicon.language)
    according = tuple(tuple(entry.split("_")) for entry in words(lexicon.source_according))
    telling = replace(
        known,
        verbs=frozenset(words(lexicon.source_verbs)),
        participles=frozenset(words(lexicon.source_participles)),
        according=known.according + according,
        roles=known.roles | frozenset(words(lexicon.bodies)),
    )
    return telling, replace(telling, verbs=frozenset(), auxiliaries=frozenset(), opinion=frozenset())


def _gives_numbers(verb: str, telling: Telling) -> bool:
    """Whether a verb is one of the lists, not just of their form."""
    last = verb.lower().rpartition(" ")[2]
    return last in telling.verbs or last in telling.participles


class Sources:
    """Who gives the numbers of an article in one language; each sentence is read once."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = with_abbreviations(text)
        self._lexicon = lexicon
        self._known: dict[int, tuple[int, int] | None] = {}

    def of(self, begin: int, stop: int, start: int, end: int) -> str | None:
        """Find the source of the number from `start` to `end` in its sentence from `begin` to `stop`."""
        if begin not in self._known:
            self._known[begin] = self._span(begin, stop)
        span = self._known[begin]
        if span is None or (span[0] < end and span[1] > start):
            return None
        name = " ".join(self._text[span[0] : span[1]].replace("·", ".").split())
        return None if _DIGIT.match(name) else name

    def _span(self, begin: int, stop: int) -> tuple[int, int] | None:
        told, according = _telling(self._lexicon)
        for telling in (according, told):
            tokens = tokens_of(self._text, begin, stop, telling)
            found = Teller(tokens, telling, frozenset()).before(is_colon=False)
            if found is None or found.method not in _METHODS or found.phrase is None:
                continue
            if found.method == "cue_before" and not _gives_numbers(found.verb or "", telling):
                continue
            return None if found.phrase.pronoun or found.is_nobody else found.phrase.span
        return None
