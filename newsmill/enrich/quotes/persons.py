"""The persons an article names, in the languages other than English: full names, roles, whom a pronoun means."""

from bisect import bisect_left
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.quotes.lexicon import Lexicon
from newsmill.enrich.quotes.phrases import Phrase, Phrases
from newsmill.enrich.quotes.tokens import Token, tokens_of

_LOOK_BACK: Final = 500
_LONGEST_NAME: Final = 14
_MOST_NAMINGS: Final = 200


@dataclass(frozen=True, slots=True)
class Naming:
    """One place where a person stands: the words, the person's full name, the gender as far as known."""

    start: int
    words: str
    full: str | None
    gender: str


class Persons:
    """All namings of persons in one article, in order."""

    def __init__(self, text: str, masked: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        tokens = tokens_of(masked, 0, len(masked), lexicon)
        phrases = Phrases(tokens, lexicon)
        found = _persons_in(phrases, lexicon)
        self._full = self._full_names(found)
        self._genders = self._gender_of_all(found)
        self._by_role = self._roles(found, phrases)
        self._namings = self._all_namings(found, tokens)
        self._starts = [naming.start for naming in self._namings]

    @property
    def surnames(self) -> frozenset[str]:
        """The last words of the full names, in small letters."""
        return frozenset(self._full)

    def _words(self, span: tuple[int, int]) -> str:
        return " ".join(self._text[span[0] : span[1]].split())

    def _full_names(self, found: list[Phrase]) -> dict[str, list[tuple[int, str]]]:
        """Where each surname was first told in full."""
        first: dict[str, int] = {}
        for phrase in found:
            if phrase.name is not None:
                first.setdefault(self._words(phrase.name), phrase.name[0])
        full: dict[str, list[tuple[int, str]]] = {}
        for name, start in first.items():
            for part in name.split()[1:]:
                full.setdefault(part.lower(), []).append((start, name))
        return full

    def _gender_of_all(self, found: list[Phrase]) -> dict[str, str]:
        genders: dict[str, str] = {}
        for phrase in found:
            if phrase.name is not None and phrase.gender:
                genders.setdefault(self._words(phrase.name), phrase.gender)
        return genders

    def _roles(self, found: list[Phrase], phrases: Phrases) -> dict[str, set[str]]:
        roles: dict[str, set[str]] = {}
        for phrase in found:
            if phrase.name is None or " " not in self._words(phrase.name):
                continue
            heads = list(phrase.heads)
            if phrases.token(phrase.stop).text == ",":
                following = phrases.at(phrase.stop + 1)
                heads += following.heads[:1] if following is not None and following.name is None else ()
            for head in heads[:2]:
                roles.setdefault(head, set()).add(self._words(phrase.name))
        return roles

    def _all_namings(self, found: list[Phrase], tokens: list[Token]) -> list[Naming]:
        namings = {}
        for phrase in found:
            start = phrase.shown[0]
            words = self._words(phrase.shown)
            full = self.full_name(words, start) if phrase.name else None
            namings[start] = Naming(start, words, full, self._genders.get(full or words, "") or phrase.gender)
        covered = [(phrase.span[0], max(phrase.span[1], phrase.shown[1])) for phrase in found]
        starts = [begin for begin, _ in covered]
        for token in tokens:
            if token.text[0].isupper() and token.low in self._full:
                index = bisect_left(starts, token.start + 1) - 1
                if index < 0 or covered[index][1] <= token.start:
                    full = self.full_name(token.text, token.start)
                    namings[token.start] = Naming(token.start, token.text, full, self._genders.get(full, ""))
        return [namings[start] for start in sorted(namings)]

    def full_name(self, name: str, at: int) -> str:
        """The full name that a name means which the text told before it, else the name itself."""
        known = self._full.get(name.rsplit(maxsplit=1)[-1].lower(), [])
        fulls = [full for start, full in known if start <= at and len(full.split()) > len(name.split())]
        fits = [full for full in fulls if full.lower().endswith(name.lower()) or " " not in name]
        return fits[-1] if fits else name

    def bearer_of(self, phrase: Phrase) -> str | None:
        """The one person whose role the text told with the name: `la ministra` after `la ministra Ana Ruiz`."""
        if not phrase.is_definite or not phrase.heads:
            return None
        role = phrase.heads[0]
        bearers = self._by_role.get(role, set())
        if not bearers and self._lexicon.is_verb_second:
            # `der Minister` after `Innenminister Schröter`.
            bearers = {name for long, names in self._by_role.items() if long.endswith(role) for name in names}
        return next(iter(bearers)) if len(bearers) == 1 else None

    def gender_of(self, name: str) -> str:
        """m, f or empty where nothing tells."""
        return self._genders.get(name, "")

    def before(self, at: int, since: int, gender: str, *, is_only: bool = False) -> Naming | None:
        """The person last named between `since` and `at` who is surely of the gender, else the only one that may be.

        With `is_only` where no other before surely is of the gender either.

        >>> from newsmill.enrich.quotes.lexicon import lexicon_of
        >>> text = "Anna Weber traf Karl Huber. Sie ging."
        >>> Persons(text, text, lexicon_of("de")).before(28, 0, "f").full
        'Anna Weber'
        """
        high = bisect_left(self._starts, at)
        low = (
            max(0, high - _MOST_NAMINGS)
            if is_only
            else bisect_left(self._starts, max(since, at - _LOOK_BACK))
        )
        near = self._namings[low:high]
        sure = [naming for naming in near if gender and naming.gender == gender]
        if sure:
            is_one = len({naming.full or naming.words for naming in sure}) == 1
            return sure[-1] if is_one or not is_only else None
        unsure = [naming for naming in near if not (naming.gender and gender)]
        return unsure[-1] if len({naming.full or naming.words for naming in unsure}) == 1 else None

    def only_one(self, begin: int, end: int) -> Naming | None:
        """The one person that is named by name between two offsets; None where there is none or are more."""
        low = bisect_left(self._starts, max(begin, end - 2 * _LOOK_BACK))
        near = self._namings[low : bisect_left(self._starts, end)]
        named = [naming for naming in near if naming.full is not None]
        return named[-1] if len({naming.full for naming in named}) == 1 else None


def _persons_in(phrases: Phrases, lexicon: Lexicon) -> list[Phrase]:
    """Read all phrases that name a person or say what somebody is."""
    found: list[Phrase] = []
    at = 0
    while at < len(phrases.tokens):
        token = phrases.token(at)
        begins = (
            token.low in lexicon.determiners
            or token.low in lexicon.titles
            or phrases.is_capital(at)
            or lexicon.is_role(token.low)
        )
        phrase = phrases.at(at) if begins else None
        if phrase is None or phrase.pronoun:
            at += 1
            continue
        if phrase.heads or (phrase.name is not None and _is_full(phrases, phrase, lexicon)):
            found.append(phrase)
        at = max(phrase.stop, at + 1)
    return found


def _is_full(phrases: Phrases, phrase: Phrase, lexicon: Lexicon) -> bool:
    """Whether a name is a person's without a role: by a title, or a first name or an age with two words of it."""
    begin = next(
        (at for at in range(max(0, phrase.stop - _LONGEST_NAME), phrase.stop) if _is_at(phrases, at, phrase)),
        phrase.stop,
    )
    if begin == phrase.stop:
        return False
    is_aged = phrases.token(phrase.stop).text == "," and phrases.token(phrase.stop + 1).text.isdigit()
    is_known = lexicon.is_first_name(phrases.token(begin).low) or is_aged
    return phrases.token(begin - 1).low in lexicon.titles or (phrase.stop - begin > 1 and is_known)


def _is_at(phrases: Phrases, at: int, phrase: Phrase) -> bool:
    return phrase.name is not None and phrases.token(at).start == phrase.name[0]
