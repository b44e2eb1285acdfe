"""Names of organizations that begin with what they are, in German, where every noun has a capital."""

from typing import Final

from newsmill.enrich.organizations.german_nouns import ADJECTIVE_ENDINGS, noun
from newsmill.enrich.organizations.heads import Heads

# Words of `Karl-Franzens-Universität` with its hyphens.
_TWO_HYPHENS: Final = 5
# Bodies of districts that no gazetteer has: `Polizeipräsidium Mittelhessen`.
_LOCAL: Final = ("Polizei", "Spar", "Kreisspar", "Volksbank", "Stadtwerke")


class GermanHeads(Heads):
    """Reads German heads: what follows one must be a place, a subject behind `für`, or a word that no dictionary has."""

    def read(self, at: int) -> int | None:
        """Where a name ends whose first word this is; None where there is none."""
        scene = self.scene
        word = scene.words[at]
        if scene.word(at + 1) == "-":
            last = self._compound(at)
            if last is not None:
                return last
        first = noun(word)
        if first.is_seat or first.is_unique or first.is_topic:
            last = self._headed(at)
            if last is not None:
                return last
        if first.is_adjective and at not in scene.openers:
            last = self._with_adjective(at)
            if last is not None:
                return last
        return self._with_noun(at) if word in self.words.with_noun or word.endswith("er") else None

    def name(self, at: int, last: int) -> str | None:
        """Name without the genitive of its head: `des Landgerichts Essen`."""
        scene = self.scene
        word, bare = scene.words[at], noun(scene.words[at]).bare
        if word == bare:
            return None
        return " ".join(f"{bare}{scene.text[scene.ends[at] : scene.ends[last - 1]]}".split())

    def _headed(self, at: int) -> int | None:
        scene, head, last = self.scene, noun(self.scene.words[at]), at + 1
        if head.is_seat and scene.follows(last):
            is_local = head.bare.startswith(_LOCAL) and self._is_proper(last)
            end = self.town(last) or (scene.tied(last + 1) if is_local else None)
            if end is not None:
                return end
        subject = self._subject(last) if head.is_topic or head.is_unique else None
        return subject or (last if head.is_unique else None)

    def _subject(self, at: int) -> int | None:
        """Where a subject behind `für` ends, or a genitive of a name: `Verband der Automobilindustrie`."""
        scene, words = self.scene, self.words
        link = scene.word(at)
        is_genitive = link in words.links and noun(scene.words[at - 1]).has_members
        if not scene.follows(at) or not (is_genitive or link in words.topic_links):
            return None
        begin = at + 1
        while (
            scene.follows(begin)
            and scene.word(begin)[0].islower()
            and scene.word(begin).endswith(ADJECTIVE_ENDINGS)
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

    def _noun(self, at: int) -> int:
        """Where a noun ends with the adjectives before it and the half of a compound: `Arbeitsmarkt- und Berufsforschung`."""
        scene = self.scene
        last = scene.tied(at + 1)
        if scene.word(last) == "-" and scene.is_tight(last) and scene.word(last + 1) in self.words.joints:
            last = scene.tied(last + 3)
        elif noun(scene.words[at]).is_adjective and scene.follows(last) and self.is_name(last):
            last = scene.tied(last + 1)
        return last

    def _goes_on(self, at: int) -> bool:
        """Whether a list goes on to a last item behind `und`."""
        scene = self.scene
        while scene.word(at) == "," and self.is_name(at + 1):
            at = self._noun(at + 1)
        return scene.word(at) in self.words.joints and self.is_name(at + 1)

    def _with_adjective(self, at: int) -> int | None:
        """A noun for a body with an adjective in capitals: `Deutsches Institut für Normung`, `Evangelische Kirche`."""
        scene = self.scene
        body = at + 1
        while scene.follows(body) and self.is_name(body) and noun(scene.words[body]).is_adjective:
            body += 1
        if not scene.follows(body) or not self.is_name(body):
            return None
        last = scene.tied(body + 1)
        return self._completed(last) if noun(scene.words[last - 1]).is_body else None

    def _completed(self, last: int) -> int:
        """Where a name ends with the subject or the town behind it."""
        return self._subject(last) or (self.town(last) if self.scene.follows(last) else None) or last

    def _with_noun(self, at: int) -> int | None:
        """A name that the noun before is a part of, `Verlag Carl Hennings`; or the town: `Leipziger Volkszeitung`."""
        scene = self.scene
        if not scene.follows(at + 1) or not self.is_name(at + 1):
            return None
        if scene.words[at].endswith("er") and noun(scene.words[at + 1]).is_of_town:
            return at + 2
        if scene.words[at] not in self.words.with_noun or not self._is_definite(at):
            return None
        last = at + 1
        while scene.follows(last) and (self._is_proper(last) or self.is_given(scene.word(last))):
            last = scene.tied(last + 1)
        return last if last > at + 1 else None

    def _compound(self, at: int) -> int | None:
        """A compound of a name and a body: `Konrad-Adenauer-Stiftung`, `Goethe-Universität Frankfurt`."""
        scene = self.scene
        last = scene.tied(at + 1)
        head = noun(scene.words[last - 1]).bare
        if last == at + 1 or not (head in self.words.topics or head in self.words.seats):
            return None
        end = self._completed(last)
        is_name = self.is_given(scene.words[at]) or noun(scene.words[at]).is_rare
        return end if is_name or end > last or last - at >= _TWO_HYPHENS else None

    def is_town(self, at: int) -> bool:
        """Whether a place's name stands at a word, or a word that no list of common words has."""
        return self.town(at) is not None or noun(self.scene.words[at]).is_rare

    def is_kind(self, at: int) -> bool:
        """Whether a noun says what is named behind it."""
        word = self.scene.word(at)
        return word[:1].isupper() and noun(word).is_kind

    def called(self, at: int) -> int | None:
        """Where a name ends that the noun before calls an organization: `der Chemiekonzern X`, `Gewerkschaft X`."""
        scene = self.scene
        if self.is_quoted(at):
            return self.quoted(at) if self.is_kind(at - 2) else None
        if not (scene.follows(at) and self.is_kind(at - 1) and self._is_definite(at - 1)):
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
        """Whether a word is a name rather than a noun: no list of common words has it, or it has capitals within."""
        if not self.is_name(at):
            return False
        word = self.scene.word(at)
        return noun(word).is_rare or sum(map(str.isupper, word)) > 1
