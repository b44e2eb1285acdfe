"""Whom a sentence is about, in the languages other than English, as far as its words tell."""

from typing import Final

from newsmill.enrich.quotes.asides import Asides
from newsmill.enrich.quotes.phrases import Phrase, Phrases
from newsmill.enrich.quotes.tokens import Token

_MAX_SCAN: Final = 60
_MAX_OPENING: Final = 3
_LONGEST_DATELINE: Final = 12
_CLAUSE_MARKS: Final = frozenset({",", ";"})
# After these the subject still comes first: `Und Weber sagte`; not after others: `Als Trainer sagte Weber`.
_JOINING: Final = frozenset({"und", "aber", "doch", "denn", "wie", "en", "maar", "want", "zoals"})
_DASHES: Final = frozenset({"-", "–", "—"})


class Subjects:
    """Finds the subject in the tokens of one sentence; `surnames` are those of the persons the article names."""

    def __init__(self, phrases: Phrases, surnames: frozenset[str]) -> None:
        self._phrases = phrases
        self._asides = Asides(phrases)
        self._lexicon = phrases.lexicon
        self._surnames = surnames

    def main(self, *, is_somebody: bool = False) -> Phrase | None:
        """The phrase the sentence begins with, else the first person in it; with `is_somebody` only a person."""
        at = self.after_dateline()
        while not self._phrases.token(at).is_word and self._phrases.token(at).start >= 0:
            at += 1
        while self._is_opening(at) and at < _MAX_OPENING:
            at += 1
        opening = self._opening(at)
        if opening is not None and (opening.is_somebody or not is_somebody):
            return opening
        return self._after_place(at) or self._later(at) or opening or (self._named() if is_somebody else None)

    def _after_place(self, at: int) -> Phrase | None:
        """`Accanto a lei un turista legge`: a person after a place that no comma parts."""
        if self._lexicon.is_verb_second or not self._asides.length(at):
            return None
        for _ in range(_MAX_OPENING):
            at += self._asides.length(at)
        is_determined = self._phrases.token(at).low in self._lexicon.determiners
        phrase = self._phrases.at(at) if is_determined else None
        return phrase if phrase is not None and (phrase.heads or phrase.name) else None

    def after_dateline(self) -> int:
        """The token after `DEN HAAG (ANP) -`, else the first one."""
        for index, token in enumerate(self._phrases.tokens[:_LONGEST_DATELINE]):
            if token.text in _DASHES:
                return index + 1
            if token.is_word and token.text[0].islower():
                break
        return 0

    def begins_phrase(self, at: int) -> bool:
        """Whether a noun phrase may begin at a token."""
        low = self._phrases.token(at).low
        is_named = self._phrases.is_capital(at) or low in self._lexicon.titles
        return is_named or low in self._lexicon.determiners or self._lexicon.is_role(low)

    def _is_opening(self, at: int) -> bool:
        """Whether a word that is no part of the subject may open a sentence: `Ieri`, `Pero`."""
        low, lexicon = self._phrases.token(at).low, self._lexicon
        if low in lexicon.determiners or low in lexicon.pronouns:
            return False
        if lexicon.is_verb_second:
            return low in _JOINING
        return low in lexicon.conjunctions or low in lexicon.time or low in lexicon.fillers

    def _opening(self, at: int) -> Phrase | None:
        phrase = self._phrase(at)
        if phrase is None or phrase.pronoun or not self._is_bare(at, phrase):
            return phrase
        following = self._phrases.token(phrase.stop).low
        # `Müller sagte: ...`, `Così Salvini: ...`
        is_told = at > 0 and following == ":" and not self._lexicon.is_german
        is_speaking = following in self._lexicon.verbs
        return phrase if is_told or is_speaking or self._is_person(phrase) else None

    def _later(self, at: int) -> Phrase | None:
        """The first person that begins a clause after a token, or follows the verb where it stands second."""
        for index in range(at + 1, min(len(self._phrases.tokens), _MAX_SCAN)):
            before = self._phrases.token(index - 1)
            is_clause = before.text in _CLAUSE_MARKS
            if not (is_clause or (self._lexicon.is_verb_second and _is_small(before))):
                continue
            phrase = self._phrase(index)
            if phrase is None or (self._is_bare(index, phrase) and not self._is_person(phrase)):
                continue
            is_determined = self._phrases.token(index).low in self._lexicon.determiners
            is_telling = is_clause and self._tells(phrase.stop)
            # `Piero Fermo, ceramista di Sassuolo` is one person.
            if phrase.pronoun or phrase.name or is_telling or (phrase.heads and is_determined):
                return phrase
        return None

    def _tells(self, at: int) -> bool:
        """Whether a verb of saying, or its auxiliary, stands at a token."""
        low = self._phrases.token(at).low
        return low in self._lexicon.verbs or low in self._lexicon.auxiliaries

    def _named(self) -> Phrase | None:
        """The first name that no preposition leads to, wherever it stands."""
        for at in range(min(len(self._phrases.tokens), _MAX_SCAN)):
            phrase = self._phrase(at)
            if phrase is not None and phrase.name and (phrase.heads or self._is_person(phrase)):
                return phrase
        return None

    def _phrase(self, at: int) -> Phrase | None:
        """The phrase or pronoun at a token that may be a subject there."""
        lexicon, token = self._lexicon, self._phrases.token(at)
        if token.low in lexicon.pronouns:
            return self._phrases.at(at)
        before, following = self._phrases.token(at - 1).low, self._phrases.token(at + 1)
        is_date = token.low in lexicon.determiners and (
            following.low in lexicon.time or following.text.isdigit()
        )
        is_object = before in lexicon.prepositions or before in lexicon.determiners
        if is_date or is_object or token.low in lexicon.hearer_determiners or not self.begins_phrase(at):
            return None
        return self._phrases.at(at)

    def _is_bare(self, at: int, phrase: Phrase) -> bool:
        """Whether nothing but capitals tells that a phrase is a name."""
        return self._phrases.token(at).low not in self._lexicon.determiners and not phrase.heads

    def _is_person(self, phrase: Phrase) -> bool:
        """Whether a bare name is a person's: a known surname, a title, or a first name and another."""
        if phrase.pronoun:
            return True
        named = [t for t in self._phrases.tokens if phrase.span[0] <= t.start < phrase.span[1]]
        if any(t.low in self._surnames or t.low in self._lexicon.titles for t in named):
            return True
        if all(t.text.isupper() for t in named):
            return False
        is_first = self._lexicon.is_first_name(named[0].low)
        if len(named) == 1:
            # `Rebeca, vecina de la víctima, ...`
            return is_first and self._phrases.token(phrase.stop).text == ","
        return is_first or not self._lexicon.is_german


def _is_small(token: Token) -> bool:
    return token.is_word and token.text[0].islower()
