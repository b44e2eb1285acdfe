"""Organizations by what their names and the words around them say: known ones, heads, legal forms, context, acronyms."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.name_words import NameWords
from newsmill.enrich.organizations.german import GermanHeads
from newsmill.enrich.organizations.heads import Heads
from newsmill.enrich.organizations.words import LANGUAGES, Known, Lexicon, lexicon
from newsmill.enrich.people import function_words, titles

_MOST_CLUB_WORDS: Final = 4
_SPORTS_WORDS: Final = 2
# Words of a company's name, and with the marks and particles between.
_LONGEST_RUN, _LONGEST = 6, 14
_KNOWN, _HEADED, _CALLED, _AGAIN = 0.95, 0.85, 0.8, 0.75


@dataclass(frozen=True, slots=True)
class OrganizationSpan:
    """An organization in the text: code points from `start` to `end`, how sure we are, the name that it is known by if any."""

    start: int
    end: int
    confidence: float
    name: str | None = None
    kind: str = "organization"


@dataclass(slots=True)
class _Found:
    """An organization's words from `first` up to `last`; `core` is what a short mention of it says."""

    first: int
    last: int
    confidence: float
    name: str | None = None
    core: tuple[str, ...] = ()


class _Reader:
    """One pass over the words of a document."""

    def __init__(self, scene: NameWords, words: Lexicon) -> None:
        self._scene = scene
        self._words = words
        self._is_german = words.code == "de"
        self._links = words.links | words.topic_links | {"'", "’"}
        self._titles, self._function = titles(words.code), function_words(words.code)
        self._heads = GermanHeads(self._scene, words) if words.code == "de" else Heads(self._scene, words)

    def read(self) -> list[OrganizationSpan]:
        found = list(self._names())
        found += self._acronyms(found)
        found += self._again(found)
        return sorted(map(self._span, found), key=lambda span: span.start)

    def _span(self, one: _Found) -> OrganizationSpan:
        scene = self._scene
        return OrganizationSpan(scene.starts[one.first], scene.ends[one.last - 1], one.confidence, one.name)

    def _names(self) -> Iterator[_Found]:
        scene, lower = self._scene, self._words.lower
        small = (
            []
            if lower.isdisjoint(scene.words)
            else [at for at, word in enumerate(scene.words) if word in lower]
        )
        beyond = 0
        for at in sorted({*scene.capitals, *small}) if small else scene.capitals:
            if at < beyond or (scene.is_tight(at) and scene.word(at - 1) == "-"):
                continue
            found = self._longest(at)
            if found is not None:
                yield found
                beyond = found.last

    def _longest(self, at: int) -> _Found | None:
        if (
            self._is_german
            and self._scene.words[at] in self._titles
            and self._heads.is_given(self._scene.word(at + 1))
        ):
            return None  # `Bundesrat Ignazio Cassis`
        known, headed, formed = self._known(at), None, None
        if self._is_german or self._scene.words[at] in self._words.begins:
            headed = self._headed(at)
        if self._forms and any(at < form <= at + _LONGEST for form in self._forms):
            formed = self._formed(at)
        after = self._scene.word(known.last) if known is not None else ""
        if after.islower() and after not in self._links:
            headed = None  # an adjective behind a known name is no part of it: `Conseil des ministres hebdomadaire`
        found = [one for one in (known, headed, formed) if one is not None]
        if not found:
            return self._called(at) or (self._team(at) if self._is_of_sports else None)
        longest = max(found, key=lambda one: one.last)
        if known is not None and formed is longest and len(formed.core) == known.last - at:
            longest.name = known.name
        return longest

    def _known(self, at: int) -> _Found | None:
        for one in self._words.known.get(self._scene.words[at], ()):
            if self._stands(one, at):
                return _Found(at, at + len(one.words), _KNOWN, one.name)
        return None

    def _stands(self, known: Known, at: int) -> bool:
        scene, last = self._scene, at + len(known.words)
        if tuple(scene.words[at:last]) != known.words:
            return False
        if len(known.text) != scene.ends[last - 1] - scene.starts[at]:
            return False
        if scene.word(last) == "-" and scene.is_tight(last + 1) and scene.word(last + 1).isdecimal():
            return False  # a road: `AP-7`
        if len(known.words) > 1:
            return True
        word = known.text
        if at in scene.openers and word in self._words.not_first:
            return False
        return word.isupper() or not self._is_in_longer(at)

    def _is_in_longer(self, at: int) -> bool:
        """Whether a word is a part of a longer name: `Robert Bosch`, `Den Bosch`, `Google Maps`."""
        scene = self._scene
        before = scene.word(at - 1) if scene.follows(at) else ""
        if self._heads.is_given(before) or before in self._titles:
            return True
        after = scene.word(at + 1) if scene.follows(at + 1) else ""
        if self._is_german:
            return False
        is_behind_name = before[:1].isupper() and at - 1 not in scene.openers
        return after[:1].isupper() or (is_behind_name and before.lower() not in self._words.named)

    def _headed(self, at: int) -> _Found | None:
        last = self._heads.read(at)
        if last is None and self._scene.words[at] in self._words.clubs:
            last = self._club(at)
        return None if last is None else _Found(at, last, _HEADED, self._heads.name(at, last))

    def _club(self, at: int) -> int | None:
        scene = self._scene
        if not scene.follows(at + 1):
            return None
        begin, between = at + 1, self._words.links | self._words.clubs
        while scene.word(begin) in between and scene.follows(begin + 1) and begin - at < _MOST_CLUB_WORDS:
            begin += 1
        if not self._heads.is_name(begin) or not self._heads.is_town(begin):
            return None
        last = self._heads.town(begin) or scene.tied(begin + 1)
        return last + 1 if scene.follows(last) and scene.word(last).isdecimal() else last

    def _formed(self, at: int) -> _Found | None:
        """A name that a legal form ends, or an English noun for a body: `Müller & Söhne GmbH`, `Toronto FC`."""
        scene = self._scene
        is_first = at in scene.openers
        if self._heads.is_kind(at) or (is_first and scene.words[at].lower() in self._function):
            return None
        # A noun at the begin of a sentence is no part of what it governs: `Aktien der Deutschen Bank AG`.
        links = frozenset() if is_first or self._is_german else self._words.links
        last = at
        while last - at < _LONGEST_RUN and (last == at or scene.follows(last)):
            if scene.word(last) == "&" and scene.follows(last + 1):
                last += 1
            while last > at and scene.word(last) in links and scene.follows(last + 1):
                last += 1
            if not self._heads.is_name(last):
                break
            last = self._heads.end(last)
            form = self._words.forms.match(scene.text, scene.ends[last - 1])
            if form is not None:
                core = tuple(scene.words[at:last])
                while last < len(scene.words) and scene.starts[last] < form.end():
                    last += 1
                return _Found(at, last, _KNOWN, core=core)
            if last - at > 1 and scene.word(last - 1) in self._words.tails:
                return _Found(at, last, _CALLED)
        return None

    def _called(self, at: int) -> _Found | None:
        last = self._heads.called(at)
        return None if last is None else _Found(at, last, _CALLED, core=tuple(self._scene.words[at:last]))

    def _team(self, at: int) -> _Found | None:
        """A town with an article that only its club has, in a text on sports: `el Sevilla`, `il Bologna`."""
        scene, heads = self._scene, self._heads
        article = scene.word(at - 1).lower() if at - 1 in scene.openers else scene.word(at - 1)
        if article not in self._words.team_articles or not scene.follows(at):
            return None
        last = heads.town(at)
        is_town = (
            last is not None and scene.words[at] not in self._words.not_teams and heads.is_city(at, last)
        )
        is_whole = is_town and not (scene.follows(last or 0) and scene.word(last or 0)[:1].isupper())
        return _Found(at, last, _KNOWN) if last is not None and is_whole else None

    @cached_property
    def _forms(self) -> list[int]:
        """Where words stand that a company's name ends in."""
        scene, marks = self._scene, self._words.marks
        return (
            []
            if marks.isdisjoint(scene.words)
            else [at for at, word in enumerate(scene.words) if word in marks]
        )

    @cached_property
    def _is_of_sports(self) -> bool:
        if not self._words.team_articles:
            return False
        return len(self._words.sports.intersection(self._scene.words)) >= _SPORTS_WORDS

    def _acronyms(self, found: list[_Found]) -> Iterator[_Found]:
        """What stands in brackets behind a name as its acronym, or before one in brackets."""
        scene = self._scene
        taken = {at for one in found for at in range(one.first, one.last)}
        for one in found:
            name = one.name or " ".join(
                scene.text[scene.starts[one.first] : scene.ends[one.last - 1]].split()
            )
            behind, before = one.last + 1, one.first - 2
            for at, opening, closing in (
                (behind, one.last, behind + 1),
                (before, one.first - 1, one.last),
            ):
                is_set_off = scene.word(opening) == "(" and scene.word(closing) == ")"
                if is_set_off and at not in taken and _abbreviates(scene.word(at), name):
                    yield _Found(at, at + 1, _CALLED, name, (scene.word(at),))

    def _again(self, found: list[_Found]) -> Iterator[_Found]:
        """Where a name that the text has explained stands by itself."""
        scene = self._scene
        cores = {one.core: one for one in found if one.core}
        if not cores:
            return
        taken = {at for one in found for at in range(one.first, one.last)}
        by_first: dict[str, list[_Found]] = {}
        for core in sorted(cores, key=len, reverse=True):
            by_first.setdefault(core[0], []).append(cores[core])
        for at in scene.capitals:
            if at in taken:
                continue
            for one in by_first.get(scene.words[at], ()):
                last = at + len(one.core)
                if tuple(scene.words[at:last]) == one.core and taken.isdisjoint(range(at, last)):
                    yield _Found(at, last, _AGAIN, one.name)
                    taken |= set(range(at, last))
                    break


def _abbreviates(acronym: str, name: str) -> bool:
    """Whether letters in capitals are those of a name in their order.

    >>> _abbreviates("CGT", "Confederación General del Trabajo"), _abbreviates("Sevilla", "Universidad de Sevilla")
    (True, False)
    """
    if not 2 <= len(acronym) <= 10 or sum(map(str.isupper, acronym)) < 2:
        return False
    rest = iter(name.lower())
    return acronym[0].lower() == name[0].lower() and all(
        letter in rest for letter in acronym.lower() if letter.isalpha()
    )


def find_organizations(document: Document, scene: NameWords | None = None) -> list[OrganizationSpan]:
    """Organizations of a document in one of `LANGUAGES`, in order and without overlaps; none in another language.

    `scene` are the document's words, where they were made before.
    """
    if document.language not in LANGUAGES or not document.words:
        return []
    return _Reader(scene or NameWords(document), lexicon(document.language)).read()
