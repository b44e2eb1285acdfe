"""Runs of capitalised words in the languages other than English, and the names of persons in them."""

from typing import Final

from newsmill.enrich.quotes.lexicon import Lexicon
from newsmill.enrich.quotes.tokens import NO_TOKEN, Token
from newsmill.enrich.quotes.word_lists import words

# Words within a name: Ursula von der Leyen, Jean de La Fontaine, Luiz Inácio Lula da Silva.
_PARTICLES: Final = frozenset(
    words("von van de der den del della di da do dos das du d' la le zu zum ter ten te bin ben ibn")
)
_MAX_TOKENS: Final = 14
_LONGEST_ARTICLE: Final = 3


class NameRuns:
    """Reads names from a list of tokens."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self._count = len(tokens)

    def token(self, at: int) -> Token:
        """The token at an index, or an empty mark beyond the end."""
        return self.tokens[at] if 0 <= at < self._count else NO_TOKEN

    def is_capital(self, at: int) -> bool:
        """Whether a token is written like a part of a name and is no function word."""
        token = self.token(at)
        is_initial = len(token.text) == 2 and token.text.endswith("·")
        return (
            token.is_word
            and token.text[0].isupper()
            and (
                is_initial
                or (token.text.isupper() and len(token.text) > 1)
                or token.low not in self.lexicon.function
                or token.low in self.lexicon.titles
                or self.is_named_so(token)
                or self._is_within(at)
            )
        )

    def _is_within(self, at: int) -> bool:
        """Whether a function word has a capital within a sentence, where only names have: `Nello`, `Dias Toffoli`."""
        token, before = self.token(at), self.token(at - 1)
        if self.lexicon.is_german or not token.text.istitle() or len(token.text) <= _LONGEST_ARTICLE:
            return False
        if token.low in self.lexicon.pronouns or not (before.is_word or before.text == ","):
            return False
        following = self.token(at + 1).text
        return token.low not in self.lexicon.time or following[:1].isupper()

    def is_named_so(self, token: Token) -> bool:
        """Whether a function word may be a part of a name when capitalised: Le Pen, De Luca, August."""
        return token.text.istitle() and token.low in _PARTICLES and len(token.low) > 1

    def is_plain(self, at: int) -> bool:
        """Whether a token is a word in small letters that may belong to a noun phrase."""
        token = self.token(at)
        return token.is_word and not token.text[0].isupper() and token.low not in self.lexicon.function

    def run_end(self, at: int) -> int:
        """Find the end of a run of capitalised words, particles between them included."""
        end = at + 1
        while end < at + _MAX_TOKENS:
            if (self.token(end - 1).low.endswith("'") and self.token(end).is_word) or (
                self.is_capital(end) and self.token(end).low not in self.lexicon.time
            ):
                end += 1
            elif (step := self._particles(at, end)) > 0:
                end += step
            else:
                break
        return end

    def _particles(self, begin: int, at: int) -> int:
        """Count the tokens of particles and the name after them; only within what a first name begins."""
        count = 0
        while count < 2 and self.token(at + count).low in _PARTICLES:
            count += 1
        if not count or not self.is_capital(at + count):
            return 0
        if self.token(at + count).text.isupper():
            return 0
        # `Enzo della Valle`; not `Enzo Sapienza della Filt`, though some are called so.
        is_after_first = self._is_first_name(at - 1) and (
            at - begin == 1 or bool(self.lexicon.first_names.get(self.token(at - 1).low))
        )
        is_within = self.lexicon.language == "pt" and self._is_first_name(begin)
        is_sure = (
            self.lexicon.language == "nl"
            and self.token(at).low in {"van", "de"}
            and not self.is_title(at - 1)
        )
        # `Van der Meer`
        is_within = is_within or (at - begin == 1 and self.is_named_so(self.token(begin)))
        return count + 1 if is_after_first or is_within or is_sure else 0

    def _is_first_name(self, at: int) -> bool:
        low = self.token(at).low
        return self.token(at).text[:1].isupper() and self.lexicon.is_first_name(low)

    def name_in(
        self, begin: int, end: int, *, is_bare: bool, is_complement: bool, first: int
    ) -> tuple[int, int] | None:
        """Find the name of a person in a run of capitalised words, leading titles and roles left out."""
        at = begin
        while at < end - 1 and self.is_title(at):
            at += 1
        is_titled = at > begin
        for index in range(at, end):
            is_alone = index == end - 1 and index > at
            is_sure = index < end - 1 or is_titled or is_bare
            if self._is_first_name(index) and is_sure and not is_alone:
                return index, end
        if self.is_title(at) and end - at == 1 and (is_titled or not is_bare):
            return None
        if self.lexicon.is_german:
            return (at, end) if is_bare or (is_titled and end - at < 4) else None
        before = self.token(begin - 1).low
        is_role_before = before in self.lexicon.titles or self.lexicon.is_role(before)
        is_noun_before = self.is_plain(begin - 1) and end - at > 1
        if (
            is_bare
            or is_titled
            or (begin > first and not is_complement and (is_role_before or is_noun_before))
        ):
            return (at, end)
        # `le climatologue Bruno Pau`, `le député socialiste Dupont`; not `le Premier`, `la source à Paris`.
        is_first = begin == first or is_complement
        return (
            None
            if is_first or not any(self.lexicon.is_role(self.token(i).low) for i in range(first, begin))
            else (at, end)
        )

    def is_title(self, at: int) -> bool:
        """Whether a token is a title or a role, and no first name."""
        token = self.token(at)
        if token.low in self.lexicon.titles:
            return True
        return self.lexicon.is_role(token.low) and not self._is_first_name(at)
