"""The enricher of direct quotes: spans, speakers, pronouns."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.quotes.attribution import Attribution, attribute, introduced_above, tellers_of
from newsmill.enrich.quotes.frames import Frame, Sentences, frame_of
from newsmill.enrich.quotes.function_words import PRONOUNS, is_role
from newsmill.enrich.quotes.lexicon import OTHER_LANGUAGES
from newsmill.enrich.quotes.marks import find_quotations, mask
from newsmill.enrich.quotes.multilingual import read_quotes
from newsmill.enrich.quotes.noun_phrases import Span, main_subject
from newsmill.enrich.quotes.pronouns import People, Person, PersonMention
from newsmill.enrich.quotes.quote import Quote

LANGUAGES: Final = OTHER_LANGUAGES | {"en"}
VERSION: Final = 5

_WORD: Final = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_RESOLVABLE: Final = frozenset({"he", "she"})
# Who speaks so outside of quotation marks goes on with a quotation whose mark is missing.
_OWN_VOICE: Final = frozenset({"i", "we"})
_CUED: Final = frozenset({"cue_before", "cue_after", "according_to", "comma"})
_MIN_WORDS: Final = 4
_LOOK_BACK: Final = 900
_MOST_NAMES: Final = 6
_LONGEST_ROLE: Final = 40
# What is named behind these belongs to whom is named before: `the wife of John Smith`.
_OF_ANOTHER: Final = re.compile(r"\w\s+(?:of|for|with|from|at|by)\s+(?:(?:the|Mr\.?|Mrs\.?|Ms\.?)\s+)?$")


def find_quotes(document: Document, mentions: Sequence[PersonMention] = ()) -> list[Quote]:
    """Direct quotes of an article in order, not overlapping.

    `mentions` of the entity recogniser give ids and tell persons from other names; without them names are told
    by titles, common first names and by being quoted. Scare quotes (fewer than four words, nobody says them) and
    single words that no verb of saying stands next to are left out. Never raises.
    """
    text = document.text
    if document.language in OTHER_LANGUAGES:
        return read_quotes(text, document.language, mentions)
    spans = find_quotations(text)
    if not spans:
        return []
    return _Reader(text, spans, mentions).read()


class _Reader:
    """One pass over the quotations of one article; it remembers who spoke last."""

    def __init__(self, text: str, spans: list[Span], mentions: Sequence[PersonMention]) -> None:
        self._text = text
        self._spans = spans
        self._masked = mask(text, spans)
        self._sentences = Sentences(self._masked)
        self._mentions = sorted(mentions, key=lambda m: m.start)
        self._starts = [m.start for m in self._mentions]
        self._people: People | None = None
        self._last: Quote | None = None
        self._last_end = 0

    def read(self) -> list[Quote]:
        quotes = []
        starts = [start for start, _ in self._spans[1:]] + [len(self._text)]
        for span, following in zip(self._spans, starts, strict=True):
            quote = self._read(span, following)
            if quote is not None:
                quotes.append(quote)
        return quotes

    def _read(self, span: Span, following: int) -> Quote | None:
        start, end = span
        count = sum(1 for _ in zip(_WORD.finditer(self._text, start, end), range(_MIN_WORDS), strict=False))
        if not count:
            return None
        frame = frame_of(self._text, self._masked, self._sentences, span, following)
        found = attribute(self._masked, frame)
        is_doubtful = count < _MIN_WORDS or (found is None and not frame.is_free and self._is_title(frame))
        if is_doubtful and not self._is_said(frame, found, count):
            return None
        quote = self._with_speaker(span, found or self._from_context(frame))
        self._last, self._last_end = quote, max(end, frame.stop)
        return quote

    def _is_said(self, frame: Frame, found: Attribution | None, count: int) -> bool:
        """Tell whether somebody says a short or title-like quotation, rather than that it names or doubts a thing."""
        if found is None and frame.is_free and count > 1 and frame.last in ".?!":
            return self._goes_on(frame)
        if found is None or found.method not in _CUED or found.verb is None:
            return False
        lead = self._masked[frame.begin : frame.start].rstrip()
        is_set_off = frame.is_free or lead[-1:] in {",", ":"}
        if count == 1 or self._is_title(frame):
            return is_set_off and frame.last in ",?!."
        return True

    def _goes_on(self, frame: Frame) -> bool:
        """Tell whether a quotation follows at once on what somebody said, or is a paragraph after it."""
        if self._last is None or self._last.speaker is None:
            return False
        between = self._text[self._last_end : frame.start].strip(" .\xa0")
        return not between or (
            between == "\n" * len(between) and self._text[frame.end : frame.end + 1] in {"", "\n"}
        )

    def _is_title(self, frame: Frame) -> bool:
        """Tell whether the quotation is written like a title: `“Fox News Sunday,”`."""
        inner = _WORD.findall(self._text, frame.start, frame.end)
        return all(word[0].isupper() or len(word) <= 3 or word[0].isdigit() for word in inner)

    def _from_context(self, frame: Frame) -> Attribution | None:
        """Find the speaker of a quotation whose own sentence names nobody; None where the last speaker goes on."""
        if frame.is_free:
            above = introduced_above(self._masked, self._sentences, frame)
            return above or self._from_sentences_before(frame)
        subject = main_subject(self._masked, frame.begin, frame.start)
        if subject is None:
            return self._from_sentences_before(frame)
        return None if self._is_own_voice(subject) else Attribution(subject, None, "subject")

    def _is_own_voice(self, subject: Span) -> bool:
        return self._text[slice(*subject)].lower() in _OWN_VOICE

    def _from_sentences_before(self, frame: Frame) -> Attribution | None:
        """Find the subject of the nearest sentence that tells somebody's words, back to the last quotation."""
        end = frame.begin
        low = max(0, end - _LOOK_BACK, self._last_end if self._last else 0)
        while end > low:
            stop = low + len(self._masked[low:end].rstrip())
            if stop <= low:
                break
            begin = max(low, self._sentences.start(stop - 1))
            teller = next(tellers_of(self._masked, begin, stop), None)
            if teller is not None:
                return None if self._is_own_voice(teller) else Attribution(teller, None, "continuation")
            end = begin if begin < stop else low
        return None

    def _with_speaker(self, span: Span, found: Attribution | None) -> Quote:
        start, end = span
        words, last = self._text[start:end], self._last
        if found is None:
            if last is None or last.speaker is None:
                return Quote(words, start, end, None, None, None, "none", None)
            return Quote(
                words, start, end, last.speaker, last.speaker_id, None, "continuation", last.speaker_name
            )
        mention = self._mention_of(found.span)
        if mention is not None and (mention.kind == "person" or _holds(mention, found.span)):
            found = Attribution((mention.start, mention.end), found.verb, found.method)
        titled = self._titled(mention) if mention is not None and mention.kind != "person" else None
        if titled is not None:
            mention, found = titled, Attribution((titled.start, titled.end), found.verb, found.method)
        speaker = " ".join(self._text[found.span[0] : found.span[1]].split())
        if speaker.lower() not in _RESOLVABLE:
            name = None if speaker.lower() in PRONOUNS else speaker
            identity = mention.entity_id if mention else None
            return Quote(words, start, end, speaker, identity, found.verb, found.method, name)
        person = self._resolve(speaker, found.span[0])
        if person is None:
            return Quote(words, start, end, speaker, None, found.verb, found.method, None)
        if last is not None and found.method == "continuation" and _surname(last.speaker_name) == person.key:
            # The sentence between only goes on with the last speaker.
            return self._with_speaker(span, None)
        mention = self._mention_of((person.start, person.end))
        return Quote(
            words, start, end, f"{speaker} [{person.surface}]", mention.entity_id if mention else None,
            found.verb, f"{found.method}+pronoun", person.surface,
        )  # fmt: skip

    def _resolve(self, pronoun: str, at: int) -> Person | None:
        if self._people is None:
            self._people = People(self._masked, self._sentences, self._mentions)
        return self._people.antecedent(pronoun, at)

    def _mention_of(self, span: Span) -> PersonMention | None:
        """Find the mention that is the speaker named by the span: a person before all else, who heads the phrase.

        `Gene Kimmelman of Consumers Union` is Gene Kimmelman, `IBM chief John Akers` John Akers. A name within a
        longer phrase mostly is not its head: `Obama's aides`, `Russian officials`, `the president of Brazil`.
        """
        start, end = span
        index = bisect_right(self._starts, end - 1)
        named = [m for m in self._mentions[max(0, index - _MOST_NAMES) : index] if m.end > start]
        heads = [m for m in named if self._is_head(m, span)]
        persons = [m for m in heads if m.kind == "person"]
        # `Clinton adviser Jake Sullivan`: the last person; of all else the first, which holds those within it.
        return persons[-1] if persons else heads[0] if heads else None

    def _titled(self, body: PersonMention) -> PersonMention | None:
        """Find the person whose role a body is named for: `U.N. human rights spokesperson [Ravina Shamdasani]`."""
        index = bisect_right(self._starts, body.start)
        following = next((m for m in self._mentions[index : index + 2] if m.start >= body.end), None)
        if following is None or following.kind != "person" or following.start - body.end > _LONGEST_ROLE:
            return None
        role = self._text[body.end : following.start].split()
        is_role_of = bool(role) and is_role(role[-1]) and all(word.islower() for word in role)
        return following if is_role_of and role[-1].isalpha() else None

    def _is_head(self, mention: PersonMention, span: Span) -> bool:
        start, end = span
        rest = self._text[mention.end : max(end, mention.end + 2)]
        if rest.startswith(("'s", "’s", "s'", "s’", "' ", "’ ")):
            return False
        if _OF_ANOTHER.search(self._text, start, mention.start):
            return False
        following = rest[: max(0, end - mention.end)].split()
        return not following or (mention.kind == "person" and not is_role(following[0]))


def _holds(mention: PersonMention, span: Span) -> bool:
    """Whether a name goes beyond the words found on both sides or one: `[Department] of Transport`."""
    return mention.start <= span[0] and span[1] <= mention.end


def _surname(name: str | None) -> str | None:
    return name.split()[-1] if name else None
