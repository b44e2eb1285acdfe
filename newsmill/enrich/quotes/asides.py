"""What stands between a verb of saying and its subject: adverbs, days, places, hearers."""

from typing import Final

from newsmill.enrich.quotes.phrases import AGED, Phrases

_LONGEST_ASIDE: Final = 12
_YEARS: Final = frozenset({"jahre", "jaar"})


class Asides:
    """Measures the words to step over at a token."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._lexicon = phrases.lexicon

    def length(self, at: int) -> int:
        """How many tokens of an adverb, a date, a participle or a prepositional phrase begin here; 0 if none."""
        lexicon, token = self._lexicon, self._phrases.token(at)
        if token.low in lexicon.determiners:
            return self._determined(at)
        if self._is_time(at) or token.text.isdigit():
            return 1
        if token.low in lexicon.prepositions and not self._phrases.is_capital(at):
            return self._object(at + 1) - at
        if token.low in lexicon.fillers or token.low in lexicon.participles:
            return 1
        return self._parenthesis(at) if token.text == "," else 0

    def _is_time(self, at: int) -> bool:
        """Whether a day, a month or the like stands here, not a name: `August Bebel`."""
        token = self._phrases.token(at)
        is_name = not self._lexicon.is_german and token.text[0].isupper()
        return token.low in self._lexicon.time and not is_name

    def _determined(self, at: int) -> int:
        """`el lunes`, `die 20`, `dem Sender`, `der Zeitung`: a phrase that is no subject."""
        lexicon, following = self._lexicon, self._phrases.token(at + 1)
        is_aged = AGED.match(self._phrases.token(at + 2).text) is not None
        is_aged = (
            is_aged or self._phrases.token(at + 2).low in _YEARS or self._phrases.token(at + 3).low in _YEARS
        )
        if (self._is_time(at + 1) or following.text.isdigit()) and not is_aged:
            return 2
        low = self._phrases.token(at).low
        # Portuguese `a` is an article and, before another one, a preposition.
        is_preposition = low == "a" and following.low in lexicon.determiners
        if low in lexicon.hearer_determiners or is_preposition:
            return self._object(at + 1) - at
        if not lexicon.is_verb_second and low != "a":
            return 0
        end = at + 1
        while self._phrases.is_plain(end) and self._phrases.token(end).low not in lexicon.hearers:
            end += 1
        last = self._phrases.token(end).low
        is_hearer = last in lexicon.hearers or last.rpartition("-")[2] in lexicon.hearers
        return end + 1 - at if is_hearer else 0

    def _parenthesis(self, at: int) -> int:
        """`, tras la reunión, `."""
        low = self._phrases.token(at + 1).low
        if low not in self._lexicon.prepositions and low not in self._lexicon.fillers:
            return 0
        ends = range(at + 1, at + _LONGEST_ASIDE)
        return next((end + 1 - at for end in ends if self._phrases.token(end).text == ","), 0)

    def _object(self, at: int) -> int:
        """The token after the object of a preposition; where a person follows it at once, that person."""
        lexicon, phrases = self._lexicon, self._phrases
        while phrases.token(at).low in lexicon.determiners or phrases.token(at).low in lexicon.prepositions:
            at += 1
        if phrases.token(at).low in lexicon.pronouns:
            return at + 1
        begin = at
        while phrases.token(at).low in lexicon.time or phrases.token(at).text.isdigit():
            at += 1
        if at > begin:
            return at
        while phrases.is_plain(at) and not (at > begin and lexicon.is_role(phrases.token(at).low)):
            at += 1
        if not lexicon.is_german and at > begin and phrases.token(at - 1).low not in lexicon.hearers:
            return at
        while phrases.is_capital(at) and phrases.token(at).low not in lexicon.time:
            if at > begin and self._starts_person(at):
                return at
            at += 1
        return self._complement(at) if lexicon.is_german else at

    def _complement(self, at: int) -> int:
        """The token after a genitive, `Rande der Messe`, which is none where no other subject follows."""
        phrases, lexicon = self._phrases, self._lexicon
        if phrases.token(at).low not in {"der", "des"}:
            return at
        end = at + 1
        while phrases.is_plain(end):
            end += 1
        begin = end
        while phrases.is_capital(end) and not lexicon.is_role(phrases.token(end).low):
            end += 1
        following = end
        while phrases.token(following).low in lexicon.fillers:
            following += 1
        is_subject = phrases.is_capital(following) or phrases.token(following).low in lexicon.determiners
        return end if end > begin and (is_subject or phrases.token(at).low == "des") else at

    def _starts_person(self, at: int) -> bool:
        """Whether the subject begins here within capitalised words: `a EFE Pedro Ruiz`, `in Bonn Minister Huber`."""
        token, before = self._phrases.token(at), self._phrases.token(at - 1).text
        if self._lexicon.is_first_name(token.low) and self._phrases.is_capital(at + 1):
            return True
        is_after_acronym = before.isupper() and len(before) > 1 and not token.text.isupper()
        is_role = token.low in self._lexicon.titles or self._lexicon.is_role(token.low)
        return is_after_acronym or (self._lexicon.is_german and is_role)
