"""Noun phrases and names of persons in the languages other than English, told by a lexicon."""

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from newsmill.enrich.quotes.lexicon import Lexicon

# An elided word, a word, a mark. The point of an abbreviation is a `·` here, which never ends a sentence.
_TOKEN: Final = re.compile(r"[^\W\d_]{1,7}['’](?=\w)|\w+(?:[-.&/]\w+)*·?|[^\w\s]")
_WHOLE: Final = re.compile(r"\w+(?:['’.&/-]\w+)*·?|[^\w\s]")
_INVERTED: Final = {
    "fr": re.compile(r"-(?:t-)?(il|elle|on|ils|elles|je|nous|vous)$"),
    "pt": re.compile(r"-(se|me|lhe|lhes|nos)$"),
}
_ABBREVIATION: Final = re.compile(
    r"\b(?:\d{1,2}|[A-ZÀ-Ý]|Dr|Prof|Mr|Mme|St|Sr|Sra|Dra|On|Dott|Avv|drs|Nr|ca|bzw|Abs|Art|z|[Mm]ons|mevr|dhr)(\.)(?= ?[^\W_])"
)
_ELIDED: Final = frozenset({"fr", "it"})
AGED: Final = re.compile(r"\d+-Jährige[rn]?$")
# Words within a name: Ursula von der Leyen, Jean de La Fontaine, Luiz Inácio Lula da Silva.
_PARTICLES: Final = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "do",
        "dos",
        "das",
        "du",
        "d'",
        "la",
        "le",
        "zu",
        "zum",
        "ter",
        "ten",
        "te",
        "bin",
        "ben",
        "ibn",
    ]
)
_MAX_TOKENS: Final = 14
_MAX_ADJECTIVES: Final = 3


class Token(NamedTuple):
    """A word or a mark with its offsets; `low` in small letters with plain apostrophes."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is no mark and no blanked-out quotation."""
        return self.text[0].isalnum() and "_" not in self.text


_NO_TOKEN: Final = Token(".", ".", -1, -1)


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


def with_abbreviations(masked: str) -> str:
    """Replace the points of abbreviations and ordinals, which end no sentence.

    >>> with_abbreviations("Am 5. August kam Dr. Weber. Sie ging.")
    'Am 5· August kam Dr· Weber. Sie ging.'
    """
    return _ABBREVIATION.sub(lambda found: found.group()[:-1] + "·", masked)


def tokens_of(text: str, begin: int, end: int, lexicon: Lexicon) -> list[Token]:
    """Read the tokens between two offsets; a verb and the pronoun tied to it by a hyphen are two."""
    pattern = _TOKEN if lexicon.language in _ELIDED else _WHOLE
    attached = _INVERTED.get(lexicon.language)
    found: list[Token] = []
    for match in pattern.finditer(text, begin, end):
        word, start, stop = match.group(), match.start(), match.end()
        inverted = attached.search(word) if attached is not None and "-" in word else None
        if inverted is not None and inverted.start():
            found.append(
                Token(
                    word[: inverted.start()],
                    word[: inverted.start()].lower(),
                    start,
                    start + inverted.start(),
                )
            )
            word, start = inverted.group(1), start + inverted.start(1)
        found.append(Token(word, word.lower().replace("’", "'").rstrip("·"), start, stop))
    return found


class Phrases:
    """Reads noun phrases from a list of tokens."""

    def __init__(self, tokens: list[Token], lexicon: Lexicon) -> None:
        self.tokens = tokens
        self.lexicon = lexicon
        self._count = len(tokens)

    def token(self, at: int) -> Token:
        """The token at an index, or an empty mark beyond the end."""
        return self.tokens[at] if 0 <= at < self._count else _NO_TOKEN

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
                or self._is_named_so(token)
            )
        )

    def _is_named_so(self, token: Token) -> bool:
        """Whether a function word may be a part of a name when capitalised: Le Pen, De Luca, August."""
        return token.text.istitle() and token.low in _PARTICLES and len(token.low) > 1

    def is_plain(self, at: int) -> bool:
        """Whether a token is a word in small letters that may belong to a noun phrase."""
        token = self.token(at)
        return token.is_word and not token.text[0].isupper() and token.low not in self.lexicon.function

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
        return not (is_within and self._is_named_so(token) and self.is_capital(at + 1))

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
                end = self._run_end(at)
                is_bare = at == begin and not is_determined
                name = self._name_in(at, end, is_bare=is_bare, is_complement=is_complement, first=begin)
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

    def _run_end(self, at: int) -> int:
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
        is_sure = self.lexicon.language == "nl" and self.token(at).low == "van" and not self._is_title(at - 1)
        # `Van der Meer`
        is_within = is_within or (at - begin == 1 and self._is_named_so(self.token(begin)))
        return count + 1 if is_after_first or is_within or is_sure else 0

    def _is_first_name(self, at: int) -> bool:
        low = self.token(at).low
        return self.token(at).text[:1].isupper() and self.lexicon.is_first_name(low)

    def _name_in(
        self, begin: int, end: int, *, is_bare: bool, is_complement: bool, first: int
    ) -> tuple[int, int] | None:
        """Find the name of a person in a run of capitalised words, leading titles and roles left out."""
        at = begin
        while at < end - 1 and self._is_title(at):
            at += 1
        is_titled = at > begin
        for index in range(at, end):
            is_alone = index == end - 1 and index > at
            is_sure = index < end - 1 or is_titled or is_bare
            if self._is_first_name(index) and is_sure and not is_alone:
                return index, end
        if self._is_title(at) and end - at == 1 and (is_titled or not is_bare):
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

    def _is_title(self, at: int) -> bool:
        token = self.token(at)
        if token.low in self.lexicon.titles:
            return True
        return self.lexicon.is_role(token.low) and not self._is_first_name(at)

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
