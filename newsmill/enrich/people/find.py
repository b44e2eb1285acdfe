"""Full names by their given name, names behind titles, then every place where a surname of these stands alone."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from newsmill.enrich.document import Document
from newsmill.enrich.name_words import NameWords
from newsmill.enrich.people.words import function_words, given_names, roles, sayings, titles

LANGUAGES: Final = frozenset({"de", "fr", "es", "it", "pt", "nl"})
_FULL, _TITLED, _SURNAME, _GIVEN, _TOLD = 0.95, 0.85, 0.8, 0.7, 0.75
_PARTICLES: Final = frozenset([
    "de", "del", "della", "delle", "dello", "dei", "degli", "di", "da", "dal", "das", "do", "dos", "du", "des", "la", "las", "le",
    "los", "van", "von", "vom", "zu", "zur", "der", "den", "ten", "ter", "el", "al", "bin", "ben", "ibn", "af", "De",
    "Del", "Della", "Di", "Da", "Dal", "Dos", "Du", "Des", "La", "Le", "Van", "Von", "Der", "Den", "Ten", "Ter", "El", "Al", "Bin",
    "Ben", "Mac",
])  # fmt: skip
_MOST_SURNAMES: Final = {"de": 1, "pt": 3}
_USUAL_SURNAMES: Final = 2
# Languages with two surnames and a particle between: `García de la Fuente`; elsewhere a place or a club follows it: `Rossi di Prato`.
_PARTICLES_WITHIN: Final = frozenset({"es", "pt"})
# Before a place, and no person's surname: `in Hamm`.
_WHERE: Final = {
    "de": {"in", "aus"},
    "fr": {"en"},
    "es": {"en"},
    "it": {"in"},
    "pt": {"em"},
    "nl": {"in", "uit"},
}
_BEFORE_SAYING: Final = frozenset(",»”\"’'–—-")
# Before the name of a saint that a church or a town has.
_SAINTS: Final = frozenset(
    {"San", "Santa", "Santo", "Sant", "Saint", "Sainte", "São", "Sankt", "Sint", "St", "St."}
)
_AGE: Final = re.compile(r"[,(]\s?\d{1,3}\s?[,).]")
_OLDEST: Final = 120
_SHORTEST_ADJECTIVE: Final = 4
_INITIAL: Final = 2


@dataclass(frozen=True, slots=True)
class PersonSpan:
    """A person in the text: code points from `start` to `end`, and how sure we are."""

    start: int
    end: int
    confidence: float
    kind: str = "person"


@dataclass(slots=True)
class _Name:
    """A name in the text: its words from `first` up to `last`, and the first of its surname."""

    first: int
    last: int
    surname: int
    confidence: float


class _Reader:
    """One pass over the words of a document; `taken` are words that no person is named by."""

    def __init__(self, scene: NameWords, code: str, taken: frozenset[int]) -> None:
        self.words, self.starts, self.ends = scene.words, scene.starts, scene.ends
        self.openers, self.capitals = scene.openers, scene.capitals
        self.follows, self.tied = scene.follows, scene.tied
        self._taken = taken
        self._has_ages = _AGE.search(scene.text) is not None
        self._code = code
        self._given = given_names(code)
        self._titles = titles(code)
        self._where = _WHERE[code]
        # Where nouns have capitals, a role may itself be the first of two: `sagt Polizeisprecher Kruse`.
        self._roles = frozenset() if code == "de" else roles(code)
        self._sayings, self._function = sayings(code), function_words(code)
        self._surnames = _MOST_SURNAMES.get(code, _USUAL_SURNAMES)

    def read(self) -> list[PersonSpan]:
        names = list(self._full_names())
        covered = {at for name in names for at in range(name.first, name.last)} | self._taken
        spans = [
            PersonSpan(self.starts[name.first], self.ends[name.last - 1], name.confidence) for name in names
        ]
        spans += self._alone(names, covered)
        return sorted(spans, key=lambda span: span.start)

    def _full_names(self) -> Iterator[_Name]:
        beyond = 0
        for at in self.capitals:
            if at < beyond or at in self._taken:
                continue
            name = self._from_given(at) or self._titled(at) or self._aged(at) or self._told(at)
            if name is not None and not (self.follows(at) and self.words[at - 1] in _SAINTS):
                yield name
                beyond = name.last

    def _from_given(self, at: int) -> _Name | None:
        """A given name, more of them or initials, and a surname."""
        if self.words[at] not in self._given:
            return None
        last = self.tied(at + 1)
        while self.follows(last) and (self._is_given(last) or self._is_initial(last)):
            last = self.tied(last + 1)
        beyond = self._surname(last)
        if beyond is None and last > at + 1 and self._is_initial(last - 1):
            # As courts' reports write: `Mehmet K.`
            return _Name(at, last, last, _FULL)
        if beyond is None and last > at + 1 and self._is_given(last - 1):
            # Both words are given names, and the second one a surname: `Paul Martin`.
            return _Name(at, last, last - 1, _FULL)
        return None if beyond is None else _Name(at, beyond, last, _FULL)

    def _titled(self, at: int) -> _Name | None:
        """A surname, or an unknown given name and a surname, right behind a title."""
        if not self._is_behind_title(at) or not self._is_name(at) or self.words[at] in self._titles:
            return None
        last = self._surname(at)
        if last is None:
            return None
        first = self.tied(at + 1)
        is_surname = self.words[at] in _PARTICLES or last == first
        return _Name(at, last, at if is_surname else first, _TITLED)

    def _is_behind_title(self, at: int) -> bool:
        """Whether a title stands right before a word, or with an adjective or a comma between: `studioso tedesco`."""
        before = at - 1
        if not self.follows(at):
            return False
        if self._is_title(before):
            return True
        word = self.words[before]
        is_adjective = word.islower() and word.isalpha() and len(word) >= _SHORTEST_ADJECTIVE
        is_between = word == "," or (is_adjective and word not in self._function)
        return (
            is_between
            and self.follows(before)
            and self._is_title(before - 1)
            and self._surname(at + 1) is not None
        )

    def _is_title(self, at: int) -> bool:
        word = self.words[at]
        return word in self._titles or (at in self.openers and word.lower() in self._titles)

    def _aged(self, at: int) -> _Name | None:
        """Two words or more with a capital and an age behind: `Cleusa Prado, 52,`, `Sven Regen (41)`."""
        if not self._has_ages:
            return None
        last = self._surname(at)
        further = None if last is None else self._surname(last)
        beyond = last if further is None else further
        if last is None or beyond is None or beyond - at < 2 or beyond + 1 >= len(self.words):
            return None
        mark, age = self.words[beyond], self.words[beyond + 1]
        is_aged = mark in {",", "("} and age.isdecimal() and len(age) <= 3 and int(age) <= _OLDEST
        after = self.words[beyond + 2] if beyond + 2 < len(self.words) else ""
        if not is_aged or after not in {",", ")", "."}:
            return None
        return _Name(at, beyond, at + 1 if further is None else last, _TITLED)

    def _told(self, at: int) -> _Name | None:
        """Two words or more with a capital beside a role, `l'idraulico Xyz Qon`, or behind a verb of saying: `», conta Xyz Qon`."""
        last = self.tied(at + 1)
        if not self._roles or not self.follows(last) or self.words[at].lower() in self._function:
            return None
        beyond = self._surname(last)
        if beyond is None or not self._is_name(at) or self.words[at] in self._titles:
            return None
        is_told = self._is_behind_role(at) or self._is_before_role(beyond) or self._is_said(at)
        return _Name(at, beyond, last, _TOLD) if is_told else None

    def _is_behind_role(self, at: int) -> bool:
        """Whether a role stands right before a word, or with an adjective between."""
        if not self.follows(at):
            return False
        before = self.words[at - 1]
        is_adjective = before.islower() and before.isalpha() and before not in self._function
        return before in self._roles or (
            is_adjective and self.follows(at - 1) and self.words[at - 2] in self._roles
        )

    def _is_before_role(self, at: int) -> bool:
        """Whether a role stands behind a comma."""
        if at + 1 >= len(self.words) or self.words[at] != "," or at + 1 in self.openers:
            return False
        after = self.words[at + 1]
        return after in self._roles

    def _is_said(self, at: int) -> bool:
        """Whether a verb of saying stands before a word that a quotation or a comma stands before."""
        return (
            self.follows(at)
            and at > 1
            and self.words[at - 1] in self._sayings
            and self.words[at - 2] in _BEFORE_SAYING
        )

    def _surname(self, at: int) -> int | None:
        """Where a surname that begins at a word ends; None where there is none."""
        last, count = at, 0
        while count < self._surnames and self.follows(last):
            begin = last
            while self.follows(begin) and self.words[begin] in _PARTICLES and begin - last < 3:
                begin += 1
            if begin > last and count and self._code not in _PARTICLES_WITHIN and self.words[last].islower():
                break
            if not self.follows(begin) or not self._is_name(begin):
                break
            last = self.tied(begin + 1)
            count += 1
        return last if count else None

    def _is_given(self, at: int) -> bool:
        return self.words[at] in self._given

    def _is_initial(self, at: int) -> bool:
        return len(self.words[at]) == _INITIAL and self.words[at][0].isupper() and self.words[at][1] == "."

    def _is_name(self, at: int) -> bool:
        word = self.words[at]
        if at in self._taken:
            return False
        if len(word) == 1:
            return word.isupper() and self.tied(at + 1) > at + 1
        return (
            word[0].isupper() and word.replace(".", "").isalpha() and not (word.isupper() and len(word) < 5)
        )

    def _alone(self, names: list[_Name], covered: set[int]) -> Iterator[PersonSpan]:
        """Where a surname or a given name of the persons named stands by itself."""
        surnames = {tuple(self.words[name.surname : name.last]) for name in names if name.last > name.surname}
        given = {self.words[name.first] for name in names if name.confidence == _FULL}
        # By the first word with a capital: particles before it are small in the middle of a sentence.
        by_capital: dict[str, list[tuple[int, tuple[str, ...]]]] = {}
        for surname in sorted(surnames, key=len, reverse=True):
            small = next((k for k, word in enumerate(surname) if word[0].isupper()), 0)
            by_capital.setdefault(surname[small].capitalize(), []).append((small, surname))
        for capital in self.capitals:
            if capital in covered or (
                self.follows(capital) and self.words[capital - 1].lower() in self._where
            ):
                continue
            at, word, found = capital, self.words[capital], None
            for small, surname in by_capital.get(word.capitalize(), ()):
                if capital >= small and self._stands(surname, capital - small):
                    at, found = capital - small, surname
                    break
            if found is not None:
                last = at + len(found)
                covered |= set(range(at, last))
                yield PersonSpan(self.starts[at], self.ends[last - 1], _SURNAME)
            elif self._code == "de" and word.endswith("s") and (word[:-1],) in surnames:
                yield PersonSpan(self.starts[at], self.ends[at] - 1, _SURNAME)
            elif word in given and not (self.follows(at + 1) and self.words[at + 1][0].isupper()):
                yield PersonSpan(self.starts[at], self.ends[at], _GIVEN)

    def _stands(self, surname: tuple[str, ...], at: int) -> bool:
        """Whether a surname stands at a word, and is no part of a longer name."""
        last = at + len(surname)
        here = self.words[at:last]
        if (here[0].capitalize(), *here[1:]) != (surname[0].capitalize(), *surname[1:]):
            return False
        if self.tied(last) > last:
            return False
        if self._code == "de":
            return True
        before = self.words[at - 1] if self.follows(at) else ""
        is_after_name = before[:1].isupper() and at - 1 not in self.openers and before not in self._titles
        return not is_after_name and not (self.follows(last) and self.words[last][0].isupper())


def find_persons(
    document: Document, others: Sequence[tuple[int, int]] = (), scene: NameWords | None = None
) -> list[PersonSpan]:
    """Persons of a document in one of `LANGUAGES`, in order and without overlaps; none in another language.

    `others` are the code points of names that are no person's; `scene` are the document's words, where they were made before.
    """
    if document.language not in LANGUAGES or not document.words:
        return []
    taken = frozenset(
        at for start, end in others for at in range(*np.searchsorted(document.starts, (start, end)).tolist())
    )
    return _Reader(scene or NameWords(document), document.language, taken).read()
