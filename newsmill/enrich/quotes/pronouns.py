"""Whom `he` and `she` mean: the likeliest person named before, by gender, subject position and distance."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Protocol

from newsmill.enrich.quotes.attribution import tellers_of
from newsmill.enrich.quotes.frames import Sentences
from newsmill.enrich.quotes.noun_phrases import Span, is_name_word, main_subject
from newsmill.enrich.quotes.verbs import is_cue
from newsmill.enrich.quotes.word_lists import words

_CAPITAL: Final = (
    r"(?:(?:[A-Z]|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Lt|Col|Prof|Rev|Del)\.(?=[^\S\n])|[A-ZÀ-ÖØ-ÞŁŚŠŽČ][\w’'-]*)"
)
_NAME: Final = re.compile(
    rf"{_CAPITAL}(?:[^\S\n](?:(?:al|bin|de|del|van|von|der|den|da|di|la)[^\S\n]){{0,2}}{_CAPITAL}){{0,5}}"
)
_TITLES: Final = frozenset(
    words(
        "mr mrs ms miss sir lady lord king queen prince princess president senator sen rep gov dr secretary minister "
        "chancellor general gen judge justice mayor pope professor prof congressman congresswoman chairman spokesman "
        "spokeswoman actor actress governor representative state prime republican democratic democrat chief former"
    )
)
_MALE: Final = frozenset(words("mr sir lord king prince congressman chairman spokesman pope actor"))
_FEMALE: Final = frozenset(words("mrs ms miss lady queen princess congresswoman spokeswoman actress"))
# Words that names of organisations and places hold and names of persons do not.
_NOT_PERSON: Final = frozenset(
    words(
        "house party university college institute committee council court department ministry agency association group "
        "company corp inc ltd bank times post news press journal street county city state states union nations senate "
        "congress center centre school church police army party club league foundation federation service bureau "
        "campaign commission office reuters twitter facebook america china russia republicans democrats"
    )
)
_GENITIVE: Final = re.compile(r"['’]s?$")
_GENDER_OF: Final = {"he": "m", "she": "f"}
_LOOK_BACK: Final = 1800
_MAX_SENTENCES: Final = 9
_SUBJECT_SCORE: Final = 10.0
_MENTION_SCORE: Final = 6.5
_SENTENCE_COST: Final = 2.0
_CHAIN_COST: Final = 0.6


class PersonMention(Protocol):
    """What a mention from the entity recogniser must have; see the schema of dataset `mentions`."""

    @property
    def kind(self) -> str: ...  # noqa: D102 - described in the schema
    @property
    def surface(self) -> str: ...  # noqa: D102 - described in the schema
    @property
    def start(self) -> int: ...  # noqa: D102 - described in the schema
    @property
    def end(self) -> int: ...  # noqa: D102 - described in the schema
    @property
    def name(self) -> str | None: ...  # noqa: D102 - described in the schema
    @property
    def entity_id(self) -> str | None: ...  # noqa: D102 - described in the schema


@dataclass(frozen=True, slots=True)
class Person:
    """One naming of a person in the text; `gender` is m, f or empty where nothing tells; `key` the last name."""

    surface: str
    start: int
    end: int
    key: str
    gender: str


@cache
def first_names() -> dict[str, str]:
    """Read the common first names that come with the package, lower case, to m or f."""
    lines = files("newsmill.enrich.quotes").joinpath("first_names.txt").read_text("utf-8").splitlines()
    names: dict[str, str] = {}
    gender = ""
    for line in lines:
        if line.startswith("["):
            gender = line[1]
        elif not line.startswith("#"):
            names.update(dict.fromkeys(line.split(), gender))
    return names


def _parse(written: str) -> tuple[list[str], str, int]:
    """Split what is written like a name into the name's words, a title before, and the characters before the name."""
    name, title = written.split(), ""
    while name and (not is_name_word(name[0]) or name[0].rstrip(".").lower() in _TITLES):
        low = name[0].rstrip(".").lower()
        title = low if low in _TITLES else title
        name = name[1:]
    if not name:
        return [], "", 0
    lead = written.find(name[0], len(written) - len(" ".join(name)))
    name[-1] = _GENITIVE.sub("", name[-1].rstrip("."))
    if not name[-1] or name[-1].lower() in _NOT_PERSON:
        return [], "", 0
    return name, title, lead


class People:
    """The persons named in one article, read once; it answers whom a pronoun at some place means."""

    def __init__(self, masked: str, sentences: Sentences, mentions: Sequence[PersonMention]) -> None:
        self._masked = masked
        self._sentences = sentences
        self._others = {m.start for m in mentions if m.kind != "person"}
        self._known = {m.start: m for m in mentions if m.kind == "person"}
        self._genders: dict[str, str] = {}
        self._firm: set[str] = set()
        self._parsed: dict[str, tuple[list[str], str, int]] = {}
        found = [person for match in _NAME.finditer(masked) if (person := self._read(match)) is not None]
        self._names = [self._gendered(person) for person in found]
        self._starts = [person.start for person in found]

    def _read(self, match: re.Match[str]) -> Person | None:
        written = match.group()
        parsed = self._parsed.get(written)
        if parsed is None:
            parsed = self._parsed[written] = _parse(written)
        name, title, lead = parsed
        start = match.start() + lead
        if not name or start in self._others:
            return None
        self._learn(name, title, start, match.end())
        surface = " ".join(name)
        return Person(surface, start, start + len(surface), name[-1], "")

    def _learn(self, name: list[str], title: str, start: int, end: int) -> None:
        """Take what a full name, a title or a verb of saying tells of all who bear the last name."""
        key = name[-1]
        first = first_names().get(name[0].lower(), "") if len(name) > 1 else ""
        gender = "m" if title in _MALE else "f" if title in _FEMALE else first
        if key not in self._firm and (gender or title or start in self._known or self._speaks(start, end)):
            self._firm.add(key)
        if gender and (title in _MALE | _FEMALE or key not in self._genders):
            self._genders[key] = gender

    def _speaks(self, start: int, end: int) -> bool:
        """Tell whether a verb of saying stands next to a name that no article introduces."""
        before = self._masked[max(0, start - 14) : start].split()
        if before and before[-1].lower() in {"the", "a", "an"}:
            return False
        after = self._masked[end : end + 14].split()
        return bool((after and is_cue(after[0])) or (before and is_cue(before[-1])))

    def _gendered(self, person: Person) -> Person:
        gender = self._genders.get(person.key) or first_names().get(person.surface.lower(), "")
        return Person(person.surface, person.start, person.end, person.key, gender)

    def antecedent(self, pronoun: str, at: int) -> Person | None:
        """Find the person a pronoun at offset `at` means, sentence by sentence backwards; None when none fits.

        A subject beats other namings of its sentence and of the one before; a sentence whose subject is the same
        pronoun goes on with whom it went on with.
        """
        gender = _GENDER_OF.get(pronoun.lower())
        if gender is None:
            return None
        best: Person | None = None
        best_score, cost, stop = 0.0, 0.0, at
        for _ in range(_MAX_SENTENCES):
            if best_score >= _SUBJECT_SCORE - cost or stop <= 0 or at - stop > _LOOK_BACK:
                break
            begin = self._sentences.start(stop - 1) if stop < at else self._sentences.start(at)
            person, score, is_chain = self._best_of(begin, stop, gender)
            if person is not None and score - cost > best_score:
                best, best_score = person, score - cost
            cost += _CHAIN_COST if is_chain else _SENTENCE_COST
            stop = len(self._masked[:begin].rstrip()) if begin < stop else begin - 1
        return best

    def _best_of(self, begin: int, stop: int, gender: str) -> tuple[Person | None, float, bool]:
        """Find the likeliest person of one sentence, with a score, and whether its subject is a pronoun too."""
        tellers = list(tellers_of(self._masked, begin, stop))
        subject = main_subject(self._masked, begin, stop)
        for span in [*tellers, subject] if subject else tellers:
            words_of = self._masked[span[0] : span[1]]
            pronoun = words_of[:3].lower().strip("'’ ")
            if pronoun in _GENDER_OF and len(words_of) < 6:
                return None, 0.0, _GENDER_OF[pronoun] == gender
            person = self._person_in(span, is_teller=span is not subject)
            if person is not None and person.gender in {gender, ""}:
                return person, _SUBJECT_SCORE - (not person.gender), False
        low, high = bisect_left(self._starts, begin), bisect_left(self._starts, stop)
        for person in self._names[low:high]:
            if person.gender == gender or (not person.gender and person.key in self._firm):
                is_genitive = self._masked[person.end : person.end + 2] in {"'s", "’s"}
                return person, _MENTION_SCORE - (not person.gender) - is_genitive, False
        return None, 0.0, False

    def _person_in(self, span: Span, *, is_teller: bool) -> Person | None:
        index = bisect_left(self._starts, span[1]) - 1
        if index < 0 or self._starts[index] + len(self._names[index].surface) <= span[0]:
            return None
        person = self._names[index]
        is_firm = is_teller or " " in person.surface or person.key in self._firm or bool(person.gender)
        # `Obama's aides` are not Obama.
        return person if is_firm and person.end >= span[1] - 2 else None
