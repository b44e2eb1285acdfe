"""Names of organizations that begin with what they are: `Universidad de Sevilla`, `ministère de la Justice`."""

from functools import cache, cached_property
from typing import Final

from newsmill.enrich.name_words import NameWords
from newsmill.enrich.organizations.words import Lexicon
from newsmill.enrich.people import given_names
from newsmill.enrich.places.evidence import SOFT_KINDS
from newsmill.enrich.places.gazetteer import Gazetteer
from newsmill.enrich.places.languages import language

_APOSTROPHES: Final = frozenset("'’")
_QUOTES: Final = frozenset("«»“”\"„‘'’")
_ROMAN: Final = frozenset("IVX")
_NUMBERS: Final = frozenset({"número", "nº", "n.º", "numéro", "n°"})
_MOST_LINKS: Final = 6
_LONGEST: Final = 14
_OF: Final = frozenset({"de", "d", "di", "van", "voor"})
_SHORTEST_ADJECTIVE: Final = 4
_LISTS: Final = ("minist", "consej", "conselh", "secret")
_MINISTRY: Final = "minist"
_MOST_ITEMS: Final = 5
_LONGEST_QUOTED: Final = 7
_LARGE: Final = 20_000


class Heads:
    """Reads heads with what they govern in French, Spanish, Italian, Portuguese and Dutch."""

    def __init__(self, scene: NameWords, words: Lexicon) -> None:
        self.scene = scene
        self.words = words

    @cached_property
    def places(self) -> Gazetteer:
        """Names of places, which tell what a head of a seat governs."""
        return language(self.words.code).names

    def read(self, at: int) -> int | None:
        """Where a name ends whose first word this is; None where there is none."""
        scene, words = self.scene, self.words
        head = at
        while scene.word(head) in words.before and scene.follows(head + 1) and head - at < 3:
            head += 1
        word = scene.word(head)
        is_topic = word in words.topics
        if not (is_topic or word in words.seats):
            return head + 1 if head > at and word.endswith(words.suffixes) and self.is_name(head) else None
        return self._governed(head, is_topic=is_topic)

    def name(self, _at: int, _last: int) -> str | None:
        """Name that a head with what it governs is known by, None where it is as it is written."""
        return None

    def _governed(self, head: int, *, is_topic: bool) -> int | None:
        scene, words = self.scene, self.words
        is_small = scene.words[head][0].islower()
        at, last = head + 1, None
        while scene.follows(at) and scene.word(at) in words.adjectives:
            at += 1
        if at > head + 1 and not is_small and head not in scene.openers:
            last = at
        while at - head < _LONGEST:
            step = self._linked(at, is_topic=is_topic, is_first=last is None)
            if step is None or (step == at and is_small and last is None and words.code != "nl"):
                break
            is_led = step > at or scene.word(step + 1) == "("
            if is_led and is_topic and self._is_subject(head, step):
                at = last = self._plain_subject(step)
                continue
            if not self.is_name(step) or self._is_other(step, is_joined=self._is_joint(at)):
                break
            if last is None and scene.words[head] in words.of_places and not self._is_seated(at, step):
                break
            at = last = self._numbered(self.end(step))
        if last is not None and is_topic:
            last = self._listed(head, last)
        return last

    def _is_subject(self, head: int, at: int) -> bool:
        """Whether a subject in small letters stands at a word: `ministère de la santé`, `Fédération française de tennis`."""
        scene, word = self.scene, self.scene.words[at]
        is_sure = scene.words[head].lower().startswith(_MINISTRY) or (
            scene.words[head][0].isupper() and head not in scene.openers
        )
        return is_sure and word.islower() and word.isalpha() and len(word) >= _SHORTEST_ADJECTIVE

    def _plain_subject(self, at: int) -> int:
        """Where a noun in small letters ends with the adjectives behind it."""
        last = at + 1
        while self.scene.follows(last) and self._is_adjective(self.scene.word(last)):
            last += 1
        return last

    def _is_adjective(self, word: str) -> bool:
        return word in self.words.adjectives or (
            word.islower() and word.endswith(self.words.adjective_endings)
        )

    def _is_seated(self, at: int, step: int) -> bool:
        """Whether a place follows, or an adjective for one: `Gobierno de Aragón`, `Câmara Municipal`."""
        is_direct = step == at and self.scene.words[step].lower() in self.words.adjectives
        return is_direct or self.town(step) is not None

    def _is_joint(self, at: int) -> bool:
        return self.scene.word(at) in self.words.joints

    def _linked(self, at: int, *, is_topic: bool, is_first: bool) -> int | None:
        """Where the word stands that links at a place lead to; the place itself where there are none."""
        scene, words = self.scene, self.words
        if not scene.follows(at):
            return None
        begin = at
        if self._is_joint(at):
            if not is_topic or is_first:
                return None
            begin += 1
            following = scene.word(begin)
            is_last = scene.word(begin + 1) == "("  # an acronym tells where the name ends
            if self.is_article(following) or not (
                following[:1].isupper() or following in words.links or is_last
            ):
                return None
        while begin - at < _MOST_LINKS and scene.follows(begin):
            word = scene.word(begin)
            is_link = word in words.links or word in _APOSTROPHES
            is_link = is_link or word in (words.topic_links if is_topic else words.plain)
            if not is_link:
                break
            begin += 1
        return begin if scene.follows(begin) else None

    def _listed(self, head: int, last: int) -> int:
        """Go on over a list of subjects: `Ministerio de Industria, Comercio y Turismo`."""
        scene = self.scene
        if not scene.words[head].lower().startswith(_LISTS):
            return last
        at = last
        for _ in range(_MOST_ITEMS):
            if (
                self._is_joint(at)
                and self.is_name(at + 1)
                and at > last
                and not self._is_other(at + 1, is_joined=True)
            ):
                return self.end(at + 1)
            if scene.word(at) != "," or not self.is_name(at + 1) or self._is_other(at + 1, is_joined=True):
                break
            at = self.end(at + 1)
        return last

    def _numbered(self, at: int) -> int:
        """Go on over a number: `Juzgado de Instrucción número 3`."""
        return at + 2 if self.scene.word(at) in _NUMBERS and self.scene.word(at + 1).isdecimal() else at

    def end(self, at: int) -> int:
        """Where a word of a name ends with all that hyphens tie to it: `Ile-de-France`."""
        scene = self.scene
        last = scene.tied(at + 1)
        while (
            scene.word(last) == "-"
            and scene.word(last + 2) == "-"
            and all(scene.is_tight(i) for i in range(last, last + 4))
            and scene.word(last + 3)[:1].isupper()
        ):
            last = scene.tied(last + 4)
        return last

    def _is_other(self, at: int, *, is_joined: bool) -> bool:
        """Whether a name at a word is another one, a person's or behind `and` a place or a body."""
        word = self.scene.words[at]
        if self._begins_person(at):
            return word not in self.places
        if not is_joined:
            return False
        is_head = word in self.words.topics or word in self.words.seats
        return is_head or word in self.words.known or self._is_large(at, at + 1)

    def _begins_person(self, at: int) -> bool:
        """Whether a given name stands at a word with a name behind; `Carlos III` is no person's here."""
        scene, after = self.scene, self.scene.word(at + 1)
        is_numbered = not set(after) - _ROMAN
        return (
            self.is_given(scene.words[at])
            and scene.follows(at + 1)
            and after[0].isupper()
            and not is_numbered
        )

    def is_given(self, word: str) -> bool:
        """Whether a word is a given name."""
        return word in given_names(self.words.code)

    def is_kind(self, at: int) -> bool:
        """Whether a noun says what is named behind it."""
        word, words = self.scene.word(at), self.words
        word = word.lower() if at in self.scene.openers else word
        return word in words.named or (word.islower() and word.endswith(words.named_suffixes))

    def is_article(self, word: str) -> bool:
        """Whether a word with a capital is but an article."""
        return word.lower() in language(self.words.code).articles

    def is_name(self, at: int) -> bool:
        """Whether a word is written like a part of a name."""
        word = self.scene.word(at)
        return len(word) > 1 and word[0].isupper() and word not in self.words.not_names

    def is_town(self, at: int) -> bool:
        """Whether a place's name stands at a word."""
        return self.town(at) is not None or self.is_name(at)

    def town(self, at: int) -> int | None:
        """Where the name of a place ends that begins at a word; None where there is none."""
        scene = self.scene
        for size in (4, 3, 2, 1):
            last = at + size
            if last > len(scene.words) or not all(scene.follows(i) for i in range(at + 1, last)):
                continue
            if " ".join(scene.words[at:last]) in self.places:
                return last
        return None

    def called(self, at: int) -> int | None:
        """Where a name ends that the words before call an organization: `l'entreprise X`, `le groupe finlandais X`."""
        scene, words = self.scene, self.words
        if not self._is_behind_noun(at):
            return None
        if self.is_quoted(at):
            return self.quoted(at)
        if not self.is_name(at):
            return None
        if self._begins_person(at):
            return None
        last = self.end(at)
        is_title = self.is_article(scene.words[at])
        while scene.follows(last):
            begin = (
                last + 1 if is_title and scene.word(last) in words.links and scene.follows(last + 1) else last
            )
            if not self.is_name(begin):
                break
            last = self.end(begin)
        is_place = self.town(at) == last and self._is_large(at, last)
        return None if is_place else last

    def is_city(self, at: int, last: int) -> bool:
        """Whether a name is that of a larger town and of nothing wider."""
        name = self.places.name(" ".join(self.scene.words[at:last]))
        return name is not None and name.population >= _LARGE and not name.kinds & SOFT_KINDS

    def quoted(self, at: int) -> int | None:
        """Where a name in quotation marks ends that begins at a word."""
        ends = (last for last in range(at + 1, at + _LONGEST_QUOTED) if self.scene.word(last) in _QUOTES)
        last = next(ends, None)
        return last if last is not None and self.scene.words[at][0].isupper() else None

    def _is_large(self, at: int, last: int) -> bool:
        name = self.places.name(" ".join(self.scene.words[at:last]))
        return name is not None and (name.population >= _LARGE or "country" in name.kinds)

    def is_quoted(self, at: int) -> bool:
        """Whether a mark right before a word opens a quotation."""
        scene = self.scene
        return scene.word(at - 1) in _QUOTES and not scene.is_tight(at - 1)

    def _is_behind_noun(self, at: int) -> bool:
        scene = self.scene
        before = at - 1
        if scene.word(before) in _QUOTES and self.is_quoted(at):
            before -= 1
        elif not scene.follows(at):
            return False
        if self.is_kind(before):
            return True
        if not self._is_plain(before):
            return False
        if scene.word(before - 1) in self.words.named:
            return True
        # `el sindicato de enfermería X`, `l'entreprise de travaux publics X`
        link = before - 1 if not self._is_plain(before - 1) else before - 2
        link -= scene.word(link) in _APOSTROPHES
        is_tied = scene.word(link) in _OF and scene.word(link - 1) in self.words.named
        return is_tied and not self.is_given(scene.words[at])

    def _is_plain(self, at: int) -> bool:
        """Whether a word in small letters is a noun or an adjective as far as its length tells."""
        word = self.scene.word(at)
        return (
            word.islower()
            and word.isalpha()
            and len(word) >= _SHORTEST_ADJECTIVE
            and word not in _prepositions(self.words.code)
        )


@cache
def _prepositions(code: str) -> frozenset[str]:
    return language(code).within | language(code).near
