"""Who a phrase, a pronoun or a verb alone means in the languages other than English, and who goes on speaking."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.quotes.frames import Frame, Sentences
from newsmill.enrich.quotes.lexicon import Lexicon
from newsmill.enrich.quotes.pairing import Span
from newsmill.enrich.quotes.persons import Naming, Persons
from newsmill.enrich.quotes.phrases import Phrase
from newsmill.enrich.quotes.pronouns import PersonMention
from newsmill.enrich.quotes.telling import Teller, Telling
from newsmill.enrich.quotes.tokens import tokens_of

# `Su padre` comes up in what somebody else tells.
_OWNERS: Final = frozenset(
    {"su", "sus", "suo", "sua", "suoi", "sue", "seu", "seus", "suas", "son", "sa", "ses"}
)
_MOST_SENTENCES: Final = 4
_LOOK_BACK: Final = 1500
_BETWEEN: Final = " .,\xa0\n—–―"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who spoke: the words of the text, the name, the id of its mention, the gender."""

    words: str | None
    name: str | None
    identity: str | None
    gender: str
    is_pronoun: bool = False


NOBODY: Final = Speaker(None, None, None, "")


@dataclass(frozen=True, slots=True)
class Said:
    """The last quotation that was kept: its span, where its sentence stops, how it was told, by whom."""

    end: int
    stop: int
    telling: Telling | None
    speaker: Speaker


class Speakers:
    """The persons of one article and who of them spoke last; quotations are masked, `last` is set by the reader."""

    def __init__(self, text: str, masked: str, lexicon: Lexicon, mentions: Sequence[PersonMention]) -> None:
        self.last: Said | None = None
        self.sentences = Sentences(masked)
        self._text = text
        self._masked = masked
        self._lexicon = lexicon
        self._persons = Persons(text, masked, lexicon)
        self._mentions = sorted((m for m in mentions if m.kind == "person"), key=lambda m: m.start)
        self._starts = [m.start for m in self._mentions]

    def teller(self, begin: int, end: int, text: str | None = None) -> Teller:
        """Read the words between two offsets, of the masked text where no other is given."""
        tokens = tokens_of(self._masked if text is None else text, begin, end, self._lexicon)
        return Teller(tokens, self._lexicon, self._persons.surnames)

    def follows_at_once(self, frame: Frame) -> bool:
        """Whether nothing stands between what somebody said last and a quotation."""
        last = self.last
        if last is None or last.speaker.words is None:
            return False
        return not self._masked[last.stop : frame.start].strip(_BETWEEN)

    def _paragraph(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def from_context(self, frame: Frame, *, is_told: bool = False) -> tuple[Speaker, str]:
        """Find who speaks by the sentences before in the paragraph, else by the last quotation.

        With `is_told` a verb without its subject stands with the quotation.
        """
        paragraph = self._paragraph(frame.start)
        last = self.last
        is_near = last is not None and last.end > paragraph
        is_told = is_told or not is_near
        low = last.stop if last is not None and is_near else paragraph
        for begin, end in self._sentences_back(frame.begin, low):
            phrase = self.teller(begin, end).subject()
            is_new = phrase is not None and (not is_near or phrase.determiner not in _OWNERS)
            if phrase is not None and (
                phrase.pronoun or phrase.name or (phrase.heads and is_told and is_new)
            ):
                return self._speaker(phrase, begin), "continuation"
        if not is_near or is_told:
            naming = self._persons.only_one(low, frame.begin)
            if naming is not None:
                return self._named(naming), "continuation"
        if last is not None and (is_near or self._is_next_paragraph(frame)):
            return last.speaker, "continuation"
        return NOBODY, "none"

    def _is_next_paragraph(self, frame: Frame) -> bool:
        """Whether the quotation stands alone in the paragraph right after the last one."""
        last = self.last
        if last is None:
            return False
        between = self._masked[last.stop : frame.start]
        rest = self._masked[frame.end : frame.end + 2].lstrip(" .")
        return not between.strip(_BETWEEN) and (not rest or rest[0] == "\n")

    def _sentences_back(self, at: int, low: int) -> list[Span]:
        """The sentences between two offsets, the nearest first."""
        found: list[Span] = []
        low = max(low, at - _LOOK_BACK)
        end = low + len(self._masked[low:at].rstrip())
        while end > low and len(found) < _MOST_SENTENCES:
            begin = max(low, self.sentences.start(end - 1))
            if self._masked[begin:end].strip(' .,"'):
                found.append((begin, end))
            if begin >= end:
                break
            end = low + len(self._masked[low:begin].rstrip())
        return found

    def speaker_of(self, telling: Telling | None, frame: Frame) -> Speaker:
        """Find whom the words around a quotation name, or mean where a verb stands alone."""
        if telling is None or telling.is_nobody:
            return NOBODY
        if telling.phrase is not None:
            at = telling.phrase.span[0]
            return self._speaker(telling.phrase, frame.begin if at > frame.start else min(at, frame.begin))
        if telling.verb is None and telling.method != "colon":
            return NOBODY
        if telling.verb is not None and not self._lexicon.drops_subjects:
            return NOBODY
        # The verb alone: `"...", añadió`.
        speaker, method = self.from_context(frame, is_told=True)
        if method == "none":
            return self._resolved("", frame.begin) or NOBODY
        return speaker

    def _speaker(self, phrase: Phrase, begin: int) -> Speaker:
        words = " ".join(self._text[slice(*phrase.shown)].split())
        last = words.rpartition(" ")[2]
        # `der frustrierte Weber`
        is_surname = last[:1].isupper() and last.lower() in self._persons.surnames
        is_named = phrase.name is not None or (is_surname and not phrase.pronoun)
        words = last if is_named and phrase.name is None else words
        if phrase.pronoun:
            person = self._resolved(phrase.gender, begin)
            if person is None:
                return Speaker(words, None, None, phrase.gender, is_pronoun=True)
            return Speaker(
                f"{words} [{person.name}]", person.name, person.identity, phrase.gender, is_pronoun=True
            )
        if is_named:
            mention = self._mention(phrase.shown)
            if mention is not None and mention.start >= phrase.shown[0]:
                words = " ".join(self._text[mention.start : mention.end].split()) or words
            name = self._persons.full_name(words, phrase.shown[0])
            gender = self._persons.gender_of(name) or phrase.gender
            return Speaker(words, name, mention.entity_id if mention else None, gender)
        bearer = self._persons.bearer_of(phrase) or self._meant(phrase, begin)
        return Speaker(words, bearer or words, None, phrase.gender)

    def _meant(self, phrase: Phrase, begin: int) -> str | None:
        """Whom a noun means that says hardly more than a pronoun: `el mandatario`, `la donna`."""
        is_anaphora = (
            phrase.is_definite and len(phrase.heads) == 1 and phrase.heads[0] in self._lexicon.anaphora
        )
        if not (is_anaphora and phrase.gender):
            return None
        person = self._resolved(phrase.gender, begin, is_only=True)
        return person.name if person is not None and person.gender == phrase.gender else None

    def _mention(self, span: Span) -> PersonMention | None:
        """Find the mention of the person whose name a span is: the one that ends there, or the last within."""
        index = bisect_left(self._starts, span[1]) - 1
        mention = self._mentions[index] if index >= 0 else None
        if mention is None or mention.end <= span[0]:
            return None
        return mention if mention.end == span[1] or span[0] <= mention.start < mention.end < span[1] else None

    def _resolved(self, gender: str, begin: int, *, is_only: bool = False) -> Speaker | None:
        """Find whom a pronoun in the sentence from `begin` means: a subject before, the last speaker, the last named.

        With `is_only` the last named only where nobody else fits.
        """
        last = self.last
        low = last.stop if last is not None else 0
        for start, end in self._sentences_back(begin, low):
            phrase = self.teller(start, end).subject()
            if phrase is not None and not phrase.pronoun and (phrase.name or phrase.heads):
                speaker = self._speaker(phrase, start)
                if _agrees(speaker.gender, gender):
                    return speaker
        only = self._persons.only_one(max(low, self._paragraph(begin)), begin)
        if only is not None and _agrees(only.gender, gender):
            return self._named(only)
        if last is not None and last.speaker.name is not None and _agrees(last.speaker.gender, gender):
            return last.speaker
        naming = self._persons.before(begin, 0, gender, is_only=is_only)
        return None if naming is None else self._named(naming)

    def _named(self, naming: Naming) -> Speaker:
        span = (naming.start, naming.start + len(naming.words))
        mention = self._mention(span) if naming.full else None
        identity = mention.entity_id if mention else None
        return Speaker(naming.words, naming.full or naming.words, identity, naming.gender)


def _agrees(known: str, wanted: str) -> bool:
    return not known or not wanted or known == wanted
