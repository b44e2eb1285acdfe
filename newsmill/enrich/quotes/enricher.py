"""The enricher of direct quotes: spans, speakers, pronouns."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.quotes.attribution import Attribution, attribute, introduced_above, told_before
from newsmill.enrich.quotes.frames import Frame, Sentences, frame_of
from newsmill.enrich.quotes.marks import find_quotations, mask
from newsmill.enrich.quotes.noun_phrases import Span, main_subject
from newsmill.enrich.quotes.pronouns import People, Person, PersonMention

LANGUAGES: Final = frozenset({"en"})
VERSION: Final = 1

_WORD: Final = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_RESOLVABLE: Final = frozenset({"he", "she"})
_CUED: Final = frozenset({"cue_before", "cue_after", "according_to", "comma"})
_MIN_WORDS: Final = 4
_LOOK_BACK: Final = 900


@dataclass(frozen=True, slots=True)
class Quote:
    """A direct quote, with its marks and offsets in code points, and its speaker where the text names one.

    `speaker` has the words of the text; a pronoun is followed by the name it means: `he [Putin]`.
    `speaker_name` is that name alone. `method` tells how the speaker was found.
    """

    quote: str
    start: int
    end: int
    speaker: str | None
    speaker_id: str | None
    verb: str | None
    method: str
    speaker_name: str | None


def find_quotes(document: Document, mentions: Sequence[PersonMention] = ()) -> list[Quote]:
    """Direct quotes of an article in order, not overlapping.

    `mentions` of the entity recogniser give ids and tell persons from other names; without them names are told
    by titles, common first names and by being quoted. Scare quotes (fewer than four words, nobody says them) and
    single words that no verb of saying stands next to are left out. Never raises.
    """
    text = document.text
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
        words = sum(1 for _ in zip(_WORD.finditer(self._text, start, end), range(_MIN_WORDS), strict=False))
        if not words:
            return None
        frame = frame_of(self._text, self._masked, self._sentences, span, following)
        found = attribute(self._masked, frame)
        if words < _MIN_WORDS and not self._is_said(frame, found, words):
            return None
        if found is None:
            found = self._from_context(frame)
        quote = self._quote(span, found)
        self._last, self._last_end = quote, max(end, frame.stop)
        return quote

    def _is_said(self, frame: Frame, found: Attribution | None, words: int) -> bool:
        """Whether a short quotation is one that somebody says rather than a title or scare quotes."""
        if found is None or found.method not in _CUED or found.verb is None:
            return False
        if words > 1:
            return True
        return self._text[frame.start : frame.end].rstrip("\"”»’'")[-1:] in ",?!." and (
            frame.is_free or self._masked[frame.begin : frame.start].rstrip()[-1:] in {",", ":"}
        )

    def _from_context(self, frame: Frame) -> Attribution | Quote | None:
        """The speaker of a quotation whose own sentence names nobody."""
        if frame.is_free:
            above = introduced_above(self._masked, self._sentences, frame)
            if above is not None:
                return above
        else:
            subject = main_subject(self._masked, frame.begin, frame.start)
            if subject is not None:
                return Attribution(subject, None, "subject")
        return self._from_sentences_before(frame)

    def _from_sentences_before(self, frame: Frame) -> Attribution | Quote | None:
        """The subject of the nearest cue before, or the last speaker where his words come nearer."""
        end = frame.begin
        low = max(0, end - _LOOK_BACK, self._last_end if self._last else 0)
        while end > low:
            stop = low + len(self._masked[low:end].rstrip())
            if stop <= low:
                break
            begin = max(low, self._sentences.start(stop - 1))
            found = told_before(self._masked, begin, stop)
            if found is not None:
                return Attribution(found.span, None, "continuation")
            end = begin if begin < stop else low
        return self._last

    def _quote(self, span: Span, found: Attribution | Quote | None) -> Quote:
        start, end = span
        words = self._text[start:end]
        if found is None:
            return Quote(words, start, end, None, None, None, "none", None)
        if isinstance(found, Quote):
            method = "continuation" if found.speaker else "none"
            return Quote(words, start, end, found.speaker, found.speaker_id, None, method, found.speaker_name)
        speaker = " ".join(self._text[found.span[0] : found.span[1]].split())
        if speaker.lower() in _RESOLVABLE:
            person = self._resolve(speaker, found.span[0])
            last = self._last
            if person is not None and last is not None and found.method == "continuation" and last.speaker_name:
                if last.speaker_name.split()[-1] == person.key:
                    return self._quote(span, last)
            if person is not None:
                return Quote(
                    words, start, end, f"{speaker} [{person.surface}]", self._id(person.start, person.end),
                    found.verb, f"{found.method}+pronoun", person.surface,
                )  # fmt: skip
            return Quote(words, start, end, speaker, None, found.verb, found.method, None)
        return Quote(words, start, end, speaker, self._id(*found.span), found.verb, found.method, speaker)

    def _resolve(self, pronoun: str, at: int) -> Person | None:
        if self._people is None:
            self._people = People(self._masked, self._mentions)
        last = self._last.speaker_name.split()[-1] if self._last and self._last.speaker_name else None
        return self._people.antecedent(pronoun, at, last)

    def _id(self, start: int, end: int) -> str | None:
        """Entity id of the mention that overlaps the span."""
        index = bisect_right(self._starts, end - 1) - 1
        if index < 0:
            return None
        mention = self._mentions[index]
        return mention.entity_id if mention.end > start else None
