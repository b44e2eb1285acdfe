"""Noun phrases in the languages other than English, told by a lexicon."""

import re
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.quotes.name_runs import NameRuns

AGED: Final = re.compile(r"\d+-Jährige[rn]?$")
_MAX_TOKENS: Final = 14
_MAX_ADJECTIVES: Final = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: where it stands, where the name in it, what it is called, and of which gender.

    `begin` and `end` count tokens, `name` and `span` characters; `span` leaves out the leading article. `heads` are
    the words for what somebody is. `stop` is the token after the phrase and its apposition.
    """

    span: tuple[int, int]
    name: tuple[int, int] | None
    heads: tuple[str, ...]
    gender: str
    is_definite: bool
    stop: int
    pronoun: str = ""
    determiner: str = ""

    @property
    def is_somebody(self) -> bool:
        """Whether a person is meant: a name, a pronoun, or what somebody is."""
        return bool(self.pronoun or self.name or self.heads)

    @property
    def shown(self) -> tuple[int, int]:
        """Where the speaker stands: the name, else the whole phrase."""
        return self.name or self.span


class Phrases(NameRuns):
    """Reads noun phrases from a list of tokens."""

    def at(self, at: int) -> Phrase | None:
        """Read the noun phrase or the pronoun that begins at a token, or None where none does."""
        first = self.token(at)
        if first.low in self.lexicon.pronouns:
            gender = self.lexicon.pronouns[first.low]
            return Phrase((first.start, first.end), None, (), gender, True, at + 1, first.low)
        begin, gender = at, ""
        while self._is_determiner(begin) and begin < at + 2:
            gender = gender or self.lexicon.marks.get(self.token(begin).low, "")
            begin += 1
        is_definite = begin > at and first.low in self.lexicon.definite
        # `die heute 71-Jährige`
        aged = begin + (begin > at and self.lexicon.is_german and self.token(begin).low in self.lexicon.time)
        if begin > at and AGED.match(self.token(aged).text):
            token = self.token(aged)
            return Phrase((token.start, token.end), None, (), gender, True, aged + 1, token.low)
        begin = self._after_age(aged) if begin > at else begin
        if self.token(begin).low in self.lexicon.time and not self.is_capital(begin):
            return None
        end, name = self._extent(begin, is_determined=begin > at)
        if end == begin:
            return None
        heads = tuple(t.low for t in self.tokens[begin:end] if t.is_word and self.lexicon.is_role(t.low))
        if begin == at and name is None and not heads:
            return None
        stop = end
        if name is None and self.token(end).text == "," and (heads or begin > at):
            name, stop = self._apposition(end + 1)
        span = (self.token(begin).start, self.token(end - 1).end)
        named = None if name is None else (self.token(name[0]).start, self.token(name[1] - 1).end)
        if name is not None:
            gender = self._gender_of(name, heads) or gender
        elif self.lexicon.is_german and heads and begin > at:
            # `die Polizistin`; `die Sprecher` are many.
            gender = "f" if heads[0].endswith("in") else gender
        determiner = first.low if begin > at else ""
        return Phrase(span, named, heads, gender, is_definite, stop, determiner=determiner)

    def _after_age(self, at: int) -> int:
        """The token after `44 Jahre alte` behind an article, else the token itself."""
        is_age = self.token(at).text.isdigit() and self.token(at + 1).low in {"jahre", "jaar"}
        return at + 3 if is_age and self.is_plain(at + 2) else at

    def _is_determiner(self, at: int) -> bool:
        """Whether an article stands here, not the first word of a name within a sentence: `zegt De Vries`."""
        token, before = self.token(at), self.token(at - 1)
        if token.low not in self.lexicon.determiners:
            return False
        is_within = before.is_word or before.text == ","
        return not (is_within and self.is_named_so(token) and self.is_capital(at + 1))

    def _gender_of(self, name: tuple[int, int], heads: tuple[str, ...]) -> str:
        title = self.lexicon.marks.get(self.token(name[0] - 1).low, "") if name[0] else ""
        if title and self.token(name[0] - 1).low in self.lexicon.titles:
            return title
        known = self.lexicon.gender_of(self.token(name[0]).low)
        if known or not heads:
            return known
        if self.lexicon.is_german:
            return "f" if heads[0].endswith("in") else ""
        return ""

    def _extent(self, begin: int, *, is_determined: bool) -> tuple[int, tuple[int, int] | None]:
        """Find the end of the phrase that begins at a token, and the name in it, by tokens."""
        at = begin
        is_complement = False
        while at < begin + _MAX_TOKENS:
            token = self.token(at)
            if self.is_capital(at):
                end = self.run_end(at)
                is_bare = at == begin and not is_determined
                name = self.name_in(at, end, is_bare=is_bare, is_complement=is_complement, first=begin)
                if name is not None:
                    return name[1], name
                at, is_complement = end, False
            elif self._is_complement(at, begin):
                at += 1
                while self.token(at).low in self.lexicon.determiners:
                    at += 1
                is_complement = True
            elif self.is_plain(at) and (is_complement or self._may_follow(at, begin)):
                at += 1
                is_complement = is_complement and self.lexicon.is_german
            else:
                break
            if token.start < 0:
                break
        while at > begin and not self.token(at - 1).is_word:
            at -= 1
        return at, None

    def _may_follow(self, at: int, begin: int) -> bool:
        """Whether a word in small letters goes on with the phrase: in German only before the noun."""
        token = self.token(at)
        before = self.token(at - 1)
        if self.lexicon.is_role(token.low) or at == begin:
            return before.is_word or at == begin
        if token.low in self.lexicon.verbs:
            return False
        if not self.lexicon.is_german:
            return before.is_word and self._may_describe(at, begin)
        # `des örtlichen Vereins`, not `der Sprecher ging`.
        return not self.is_capital(at - 1)

    def _may_describe(self, at: int, begin: int) -> bool:
        """Whether a word may be an adjective, or the noun behind one, rather than a verb."""
        if self.lexicon.language != "nl":
            is_before_name = self.token(at + 1).text == "," and self.is_capital(at + 2)
            return is_before_name or self.lexicon.ends_like_adjective(self.token(at).low)
        has_head = any(self.lexicon.is_role(t.low) for t in self.tokens[begin:at])
        return not has_head and at - begin < _MAX_ADJECTIVES and self.is_plain(at - 1)

    def _is_complement(self, at: int, begin: int) -> bool:
        token = self.token(at)
        is_one = token.low in self.lexicon.complements
        is_origin = token.low in self.lexicon.origins and self.is_capital(at + 1)
        if at == begin or not (is_one or is_origin):
            return False
        following = at + 1
        while self.token(following).low in self.lexicon.determiners:
            following += 1
        target = self.token(following)
        is_hearer = self.lexicon.is_verb_second and target.low in self.lexicon.hearers
        if is_hearer or target.low in self.lexicon.time:
            return False
        return self.is_capital(following) or self.is_plain(following)

    def _apposition(self, at: int) -> tuple[tuple[int, int] | None, int]:
        """Find the name that follows a comma: `su directora, Laia Ferrer, ...`."""
        begin = at
        while self.token(begin).low in self.lexicon.determiners and begin < at + 2:
            begin += 1
        if begin > at and not self.lexicon.is_german and not self.is_plain(begin):
            return None, at - 1
        end, name = self._extent(begin, is_determined=begin > at)
        if name is None or (name[1] - name[0] == 1 and self.token(end).is_word):
            return None, at - 1
        return name, end
