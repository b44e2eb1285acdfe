"""Names of organizations that begin with what they are, in German, where every noun has a capital."""

from typing import Final

from newsmill.enrich.keywords.vocabulary import vocabulary
from newsmill.enrich.organizations.heads import Heads

_GENITIVES: Final = ("", "s", "es")
_ADJECTIVE_ENDINGS: Final = ("e", "er", "es", "en", "em")
_ADJECTIVES: Final = ("isch", "lich", "al")
# Words of `Karl-Franzens-Universität` with its hyphens.
_TWO_HYPHENS: Final = 5
# Bodies of districts that no gazetteer has: `Polizeipräsidium Mittelhessen`.
_LOCAL: Final = ("Polizei", "Spar", "Kreisspar", "Volksbank", "Stadtwerke")
_BROAD_SUFFIXES: Final = ("ministerium", "gericht", "gerichtshof")


class GermanHeads(Heads):
    """Reads German heads: what follows one must be a place, a subject behind `für`, or a word that no dictionary has."""

    def read(self, at: int) -> int | None:
        """Where a name ends whose first word this is; None where there is none."""
        return self._compound(at) or self._headed(at) or self._with_noun(at) or self._with_adjective(at)

    def _bare(self, word: str) -> str:
        """A noun without the ending of the genitive, where that makes a head of it."""
        for ending in _GENITIVES:
            if word.endswith(ending):
                bare = word[: len(word) - len(ending)]
                if (
                    bare in self.words.seats
                    or bare in self.words.topics
                    or bare.endswith(self.words.suffixes)
                ):
                    return bare
        return word

    def _headed(self, at: int) -> int | None:
        scene, words = self.scene, self.words
        word = self._bare(scene.words[at])
        last = at + 1
        if word in words.seats:
            if not scene.follows(last):
                return None
            is_local = word.startswith(_LOCAL) and self.is_name(last) and self._is_rare(scene.word(last))
            return self.town(last) or (scene.tied(last + 1) if is_local else None)
        if (
            word.startswith(words.portfolios)
            and word.endswith(_BROAD_SUFFIXES)
            and len(word) > len("Ministerium")
        ):
            return self._subject(last) or last
        if word.startswith("Bundes") and word.endswith(words.suffixes) and word not in words.topics:
            return self._subject(last) or last
        is_topic = word in words.topics or word.endswith(
            ("institut", "verband", "amt", "gesellschaft", "zentrum")
        )
        return self._subject(last) if is_topic else None

    def _subject(self, at: int) -> int | None:
        """Where a subject behind `für` ends, or a genitive of a name: `Verband der Automobilindustrie`."""
        scene, words = self.scene, self.words
        link = scene.word(at)
        if not scene.follows(at) or link not in words.links | words.topic_links:
            return None
        begin = at + 1
        if link in words.links and not self._is_plural_body(at - 1):
            return None
        while (
            scene.follows(begin)
            and scene.word(begin)[0].islower()
            and scene.word(begin).endswith(_ADJECTIVE_ENDINGS)
        ):
            begin += 1
        if not scene.follows(begin) or not self.is_name(begin):
            return None
        last = self._noun(begin)
        while scene.word(last) in {",", *words.joints} and scene.follows(last + 1) and self.is_name(last + 1):
            following = self._noun(last + 1)
            if scene.word(last) == "," and not self._goes_on(following):
                break
            last = following
        return last

    def _is_plural_body(self, at: int) -> bool:
        """Whether a head has its members in the genitive: `Bundesverband der Deutschen Industrie`."""
        word = self._bare(self.scene.words[at])
        return word.lower().endswith(("verband", "vereinigung", "zentralrat", "bund"))

    def _noun(self, at: int) -> int:
        """Where a noun ends with the adjectives before it and the half of a compound: `Arbeitsmarkt- und Berufsforschung`."""
        scene = self.scene
        last = scene.tied(at + 1)
        if scene.word(last) == "-" and scene.is_tight(last) and scene.word(last + 1) in self.words.joints:
            last = scene.tied(last + 3)
        elif self._is_adjective(scene.words[at]) and scene.follows(last) and self.is_name(last):
            last = scene.tied(last + 1)
        return last

    def _goes_on(self, at: int) -> bool:
        """Whether a list goes on to a last item behind `und`."""
        scene = self.scene
        while scene.word(at) == "," and self.is_name(at + 1):
            at = self._noun(at + 1)
        return scene.word(at) in self.words.joints and self.is_name(at + 1)

    def _is_adjective(self, word: str) -> bool:
        for ending in _ADJECTIVE_ENDINGS:
            if word.endswith(ending):
                stem = word[: len(word) - len(ending)]
                if stem in self.words.stems or stem.endswith(_ADJECTIVES):
                    return True
        return False

    def _with_adjective(self, at: int) -> int | None:
        """A noun for a body with an adjective in capitals: `Deutsches Institut für Normung`, `Evangelische Kirche`."""
        scene = self.scene
        if at in scene.openers or not self._is_adjective(scene.words[at]):
            return None
        noun = at + 1
        while scene.follows(noun) and self.is_name(noun) and self._is_adjective(scene.words[noun]):
            noun += 1
        if not scene.follows(noun) or not self.is_name(noun):
            return None
        last = scene.tied(noun + 1)
        word = self._bare(scene.words[last - 1]).lower()
        if not word.endswith(self.words.suffixes):
            return None
        return self._subject(last) or (self.town(last) if scene.follows(last) else None) or last

    def _with_noun(self, at: int) -> int | None:
        """A name that the noun before is a part of, `Verlag Carl Hennings`; or the town: `Leipziger Volkszeitung`."""
        scene, words = self.scene, self.words
        if not scene.follows(at + 1) or not self.is_name(at + 1):
            return None
        if scene.words[at].endswith("er") and self._bare(scene.words[at + 1]).lower().endswith(
            words.of_towns
        ):
            return at + 2
        if scene.words[at] not in words.with_noun or not self._is_definite(at):
            return None
        last = at + 1
        while scene.follows(last) and (self._is_proper(last) or self.is_given(scene.word(last))):
            last = scene.tied(last + 1)
        return last if last > at + 1 else None

    def _compound(self, at: int) -> int | None:
        """A compound of a name and a body: `Konrad-Adenauer-Stiftung`, `Goethe-Universität Frankfurt`."""
        scene = self.scene
        last = scene.tied(at + 1)
        if last == at + 1:
            return None
        word = self._bare(scene.words[last - 1])
        if word not in self.words.topics and word not in self.words.seats:
            return None
        town = self.town(last) if scene.follows(last) else None
        is_name = self.is_given(scene.words[at]) or self._is_rare(scene.words[at])
        subject = self._subject(last)
        if not is_name and town is None and subject is None and last - at < _TWO_HYPHENS:
            return None
        return subject or town or last

    def _is_rare(self, word: str) -> bool:
        """Whether no list of common words has a word, so that it is a name rather than a noun."""
        return word.lower() not in vocabulary(self.words.code).weights

    def is_town(self, at: int) -> bool:
        """Whether a place's name stands at a word, or a word that no list of common words has."""
        return self.town(at) is not None or self._is_rare(self.scene.words[at])

    def is_kind(self, at: int) -> bool:
        """Whether a noun says what is named behind it."""
        noun = self.scene.word(at)
        bare = noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
        return not {noun, bare}.isdisjoint(self.words.named) or bare.lower().endswith(
            self.words.named_suffixes
        )

    def called(self, at: int) -> int | None:
        """Where a name ends that the noun before calls an organization: `der Chemiekonzern X`, `Gewerkschaft X`."""
        scene = self.scene
        is_quoted = self._is_quoted(at)
        if not is_quoted and not (scene.follows(at) and self.is_name(at)):
            return None
        if not self.is_kind(at - 2 if is_quoted else at - 1):
            return None
        if is_quoted:
            return self._quoted(at)
        if not self._is_definite(at - 1):
            return None
        last = at
        while (last == at or scene.follows(last)) and self._is_proper(last):
            last = scene.tied(last + 1)
        return last if last > at else None

    def _is_definite(self, at: int) -> bool:
        """Whether an article stands before a noun, at most an adjective between."""
        scene = self.scene
        before = scene.word(at - 1).lower()
        return before in self.words.determiners or (
            scene.follows(at) and scene.word(at - 2).lower() in self.words.determiners
        )

    def _is_proper(self, at: int) -> bool:
        word = self.scene.word(at)
        if not self.is_name(at):
            return False
        is_letters = sum(map(str.isupper, word)) > 1
        return is_letters or self._is_rare(word)
