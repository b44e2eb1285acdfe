"""Whom `he` and `she` mean: the likeliest person named before, by gender, subject position and distance."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, Protocol

from newsmill.enrich.quotes.noun_phrases import is_name_word
from newsmill.enrich.quotes.verbs import is_cue
from newsmill.enrich.quotes.word_lists import words

_NAME: Final = re.compile(
    r"[A-ZÀ-ÖØ-ÞŁŚŠŽČ][\w’'-]*\.?(?:[^\S\n](?:(?:al|bin|de|del|van|von|der|den|da|di|la)[^\S\n]){0,2}"
    r"[A-ZÀ-ÖØ-ÞŁŚŠŽČ][\w’'-]*\.?){0,5}"
)
_TITLES: Final = frozenset(
    words(
        "mr mrs ms miss sir lady lord king queen prince princess president senator sen rep gov dr secretary minister "
        "chancellor general gen judge justice mayor pope professor prof congressman congresswoman chairman spokesman "
        "spokeswoman actor actress governor representative"
    )
)
_MALE: Final = frozenset(words("mr sir lord king prince congressman chairman spokesman pope actor"))
_FEMALE: Final = frozenset(words("mrs ms miss lady queen princess congresswoman spokeswoman actress"))
_LOOK_BACK: Final = 1500
_GENITIVE: Final = re.compile(r"['’]s?$")
_SUBJECT_BEFORE: Final = re.compile(
    r"(?:^|[.!?:”\"]\s+|\n|, |\b(?:But|And|Yet|that|while|when|as|after|said)\s+)$"
)
_GENDER_OF: Final = {"he": "m", "she": "f"}


class PersonMention(Protocol):
    """What a mention from the entity recogniser must have."""

    @property
    def kind(self) -> str: ...  # noqa: D102 - named by the schema of `mentions`
    @property
    def surface(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def name(self) -> str | None: ...  # noqa: D102
    @property
    def entity_id(self) -> str | None: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Person:
    """One naming of a person in the text; `gender` is m, f or empty where nothing tells."""

    surface: str
    start: int
    end: int
    key: str
    gender: str


@cache
def first_names() -> dict[str, str]:
    """Find common first names, lower case, to m or f; names borne by both are left out."""
    lines = files("newsmill.enrich.quotes").joinpath("first_names.txt").read_text("utf-8").splitlines()
    names: dict[str, str] = {}
    gender = ""
    for line in lines:
        if line.startswith("["):
            gender = line[1]
        elif not line.startswith("#"):
            names.update(dict.fromkeys(line.split(), gender))
    return names


class People:
    """The persons named in one article, read once; it answers whom a pronoun at some place means."""

    def __init__(self, masked: str, mentions: Sequence[PersonMention]) -> None:
        others = [m for m in mentions if m.kind != "person"]
        self._masked = masked
        self._not_persons = {m.start for m in others}
        self._known = {m.start: m for m in mentions if m.kind == "person"}
        self._genders: dict[str, str] = {}
        self.people = self._read()

    def _read(self) -> list[Person]:
        names = first_names()
        found: list[tuple[str, int, int]] = []
        firm: set[str] = {m.surface.split()[-1] for m in self._known.values() if m.surface.split()}
        for match in _NAME.finditer(self._masked):
            words = [match.group()] if " " not in match.group() else match.group().split()
            title = ""
            while words and (not is_name_word(words[0]) or words[0].rstrip(".").lower() in _TITLES):
                low = words[0].rstrip(".").lower()
                title = low if low in _TITLES else title
                words = words[1:]
            if not words:
                continue
            start = self._masked.find(words[0], match.start())
            words[-1] = _GENITIVE.sub("", words[-1].rstrip("."))
            if not words[-1] or start in self._not_persons:
                continue
            first = names.get(words[0].lower(), "") if len(words) > 1 else ""
            gender = "m" if title in _MALE else "f" if title in _FEMALE else first
            key = words[-1]
            if gender or title or start in self._known or self._speaks(start, match.end()):
                firm.add(key)
            if gender and (title in _MALE | _FEMALE or key not in self._genders):
                self._genders[key] = gender
            found.append((" ".join(words), start, match.end()))
        return [
            Person(name, start, end, name.split()[-1], self._genders.get(name.split()[-1], ""))
            for name, start, end in found
            if name.split()[-1] in firm or (len(name.split()) == 1 and names.get(name.lower()))
        ]

    def _speaks(self, start: int, end: int) -> bool:
        """Whether a verb of saying stands next to the name, which no article introduces."""
        before = self._masked[max(0, start - 14) : start].split()
        if before and before[-1].lower() in {"the", "a", "an"}:
            return False
        after = self._masked[end : end + 14].split()
        return bool((after and is_cue(after[0])) or (before and is_cue(before[-1])))

    def antecedent(self, pronoun: str, at: int, last: str | None) -> Person | None:
        """Find the person a pronoun at offset `at` means, or None; `last` is the key of the last speaker."""
        gender = _GENDER_OF.get(pronoun.lower())
        if gender is None:
            return None
        best: Person | None = None
        best_score = -4.0
        for person in reversed(self.people):
            if person.start >= at:
                continue
            distance = at - person.end
            if distance > _LOOK_BACK:
                break
            if person.gender and person.gender != gender:
                continue
            score = self._score(person, distance, last)
            if score > best_score:
                best, best_score = person, score
        return best

    def _score(self, person: Person, distance: int, last: str | None) -> float:
        before = self._masked[max(0, person.start - 12) : person.start]
        is_subject = _SUBJECT_BEFORE.search(before) is not None
        is_genitive = self._masked[person.end - 2 : person.end] in {"'s", "’s"}
        return (
            -distance / 250
            + 1.5 * is_subject
            + 1.5 * (person.key == last)
            + 0.7 * bool(person.gender)
            - 1.0 * is_genitive
        )
