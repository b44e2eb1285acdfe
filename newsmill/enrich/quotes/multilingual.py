"""The reader of quotes in German, French, Spanish, Italian, Portuguese and Dutch."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from newsmill.enrich.quotes.dialogue import find_spoken
from newsmill.enrich.quotes.frames import Frame, frame_of
from newsmill.enrich.quotes.lexicon import Lexicon, lexicon_of
from newsmill.enrich.quotes.pairing import Span, find_marked, mask_marked
from newsmill.enrich.quotes.pronouns import PersonMention
from newsmill.enrich.quotes.quote import Quote
from newsmill.enrich.quotes.speakers import Said, Speaker, Speakers
from newsmill.enrich.quotes.telling import Telling
from newsmill.enrich.quotes.tokens import with_abbreviations

_WORD: Final = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_MIN_WORDS: Final = 4
# So many words are a statement though no verb of saying stands with them.
_STATEMENT_WORDS: Final = 6
# An aside between dashes; `\s` at both sides tells them from hyphens and ranges.
_ASIDE: Final = re.compile(r"\s[–—-]\s?(\w[^\n–—]{3,120}?)[\s,.;]*\s?[–—-](?=[\s,.;])")
_THUS: Final = re.compile(r"[.\s]{1,3}((?:Así|Così|Assim)\s)")
_SENTENCE_ENDS: Final = frozenset(".?!…")
_WINDOW: Final = 500


def read_quotes(text: str, language: str, mentions: Sequence[PersonMention]) -> list[Quote]:
    """Direct quotes of an article in one of the languages of `lexicon.OTHER_LANGUAGES`, in order."""
    lexicon = lexicon_of(language)
    spoken = find_spoken(text, lexicon)
    marked = [s for s in find_marked(text, language) if not any(a < s[1] and s[0] < b for a, b in spoken)]
    spans = sorted(spoken + marked)
    return _Reader(text, spans, lexicon, mentions).read() if spans else []


class _Reader:
    """One pass over the quotations of one article; it remembers who spoke last."""

    def __init__(
        self, text: str, spans: list[Span], lexicon: Lexicon, mentions: Sequence[PersonMention]
    ) -> None:
        self._text = text
        self._spans = spans
        self._lexicon = lexicon
        self._masked = with_abbreviations(mask_marked(text, spans))
        self._speakers = Speakers(text, self._masked, lexicon, mentions)

    @cached_property
    def _unmasked(self) -> str:
        return with_abbreviations(self._text)

    def read(self) -> list[Quote]:
        """Read all quotations in order."""
        quotes = []
        following = [start for start, _ in self._spans[1:]] + [len(self._text)]
        for span, limit in zip(self._spans, following, strict=True):
            quote = self._read(span, limit)
            if quote is not None:
                quotes.append(quote)
        return quotes

    def _read(self, span: Span, limit: int) -> Quote | None:
        start, end = span
        count = sum(
            1 for _ in zip(_WORD.finditer(self._text, start, end), range(_STATEMENT_WORDS), strict=False)
        )
        if not count:
            return None
        frame = frame_of(self._masked, self._masked, self._speakers.sentences, span, limit)
        is_set_off = frame.last in ",?!…" and self._masked[end : end + 1] != "."
        after = None
        if not frame.is_closed:
            after = self._speakers.teller(end, frame.stop).after(is_set_off=is_set_off)
        if after is None and frame.is_free:
            after = self._thus(end)
        inside = self._told_inside(span)
        if inside is not None:
            return self._quote(span, frame, inside, self._speakers.speaker_of(inside, frame))
        if after is not None and self._is_said_after(frame, count, is_set_off=is_set_off):
            return self._quote(span, frame, after, self._speakers.speaker_of(after, frame))
        if self._is_interrupted(frame):
            last = self._speakers.last
            if last is None or (count == 1 and frame.last not in _SENTENCE_ENDS):
                return None
            telling = last.telling and Telling(last.telling.phrase, last.telling.verb, "cue_before")
            return self._quote(span, frame, telling, last.speaker)
        return self._read_free(span, frame, count) if frame.is_free else self._read_led(span, frame, count)

    def _thus(self, end: int) -> Telling | None:
        """Read the sentence behind that tells who spoke so: `Así lo contó Ana Ruiz`."""
        match = _THUS.match(self._masked, end)
        if match is None or not self._lexicon.drops_subjects:
            return None
        begin = match.start(1)
        found = self._speakers.teller(begin, self._speakers.sentences.stop(begin, begin + _WINDOW)).after(
            is_set_off=False
        )
        return found if found is not None and found.phrase is not None else None

    def _told_inside(self, span: Span) -> Telling | None:
        """Read who speaks between dashes within the marks: `«Qui - dice il sindaco - è tutto fermo»`."""
        for match in _ASIDE.finditer(self._text, span[0] + 1, span[1] - 1):
            teller = self._speakers.teller(match.start(1), match.end(1), self._unmasked)
            found = teller.after(is_set_off=False)
            if found is None or found.method != "cue_after" or found.is_nobody:
                continue
            if found.phrase is not None or self._lexicon.drops_subjects:
                return Telling(found.phrase, found.verb, "cue_inside")
        return None

    def _is_said_after(self, frame: Frame, count: int, *, is_set_off: bool) -> bool:
        lead = self._masked[frame.begin : frame.start].rstrip()
        is_begun = frame.is_free or lead[-1:] in {",", ":"}
        return count >= _MIN_WORDS or (is_set_off and is_begun) or self._is_dash(frame)

    def _is_dash(self, frame: Frame) -> bool:
        return self._text[frame.start] in "—–―"

    def _is_interrupted(self, frame: Frame) -> bool:
        """Whether the quotation goes on with the one before in the same sentence: `„A“, sagte sie, „B“`."""
        last = self._speakers.last
        if last is None or last.telling is None or last.telling.method not in {"cue_after", "according_to"}:
            return False
        if not frame.begin < last.end <= frame.start or frame.is_free:
            return False
        between = self._masked[last.end : frame.start].rstrip()
        return "\n" not in between and between[-1:] in {",", ":", ";", "—", "–"}

    def _read_led(self, span: Span, frame: Frame, count: int) -> Quote | None:
        """Read a quotation that words of its sentence lead to."""
        lead = self._masked[frame.begin : frame.start].rstrip()
        is_colon = lead.endswith(":")
        telling = self._speakers.teller(frame.begin, frame.start).before(is_colon=is_colon)
        if not self._is_statement(frame, telling, count, is_colon=is_colon):
            return None
        last = self._speakers.last
        if last is not None and last.end > frame.begin and (telling is None or telling.phrase is None):
            # `« A », a-t-il dit, assurant que « B ».`
            return self._quote(span, frame, telling, last.speaker)
        return self._quote(span, frame, telling, self._speakers.speaker_of(telling, frame))

    def _is_statement(self, frame: Frame, telling: Telling | None, count: int, *, is_colon: bool) -> bool:
        """Whether words within a sentence are said rather than a name, a title or in doubt."""
        is_ended = frame.last in _SENTENCE_ENDS
        if is_colon:
            is_told = telling is not None and (telling.verb is not None or telling.phrase is not None)
            is_last = is_told and self._masked[frame.end : frame.end + 1] == "."
            return count >= _MIN_WORDS or is_ended or is_last
        if count < _MIN_WORDS:
            return False
        is_begun_large = _first_letter(self._text, frame.start).isupper()
        is_told = telling is not None and (telling.verb is not None or telling.method == "according_to")
        if is_begun_large and not is_ended:
            return is_told and self._masked[frame.begin : frame.start].rstrip().endswith(",")
        return is_told or count >= _STATEMENT_WORDS

    def _read_free(self, span: Span, frame: Frame, count: int) -> Quote | None:
        """Read a quotation that is a sentence by itself."""
        rest = self._masked[frame.end : frame.stop].strip(" \xa0.,")
        is_ended = frame.last in _SENTENCE_ENDS or self._masked[frame.end : frame.end + 1] == "."
        is_alone = not rest or frame.last in _SENTENCE_ENDS
        if not is_alone:
            return None
        above = self._introduced(frame)
        if above is not None:
            return self._quote(span, frame, above, self._speakers.speaker_of(above, frame))
        if count < _MIN_WORDS and not (is_ended and self._speakers.follows_at_once(frame)):
            return None
        speaker, method = self._speakers.from_context(frame)
        return self._quote(span, frame, Telling(None, None, method), speaker)

    def _introduced(self, frame: Frame) -> Telling | None:
        """Read the sentence above that ends in a colon."""
        low = max(0, frame.begin - _WINDOW)
        end = low + len(self._masked[low : frame.begin].rstrip())
        if self._masked[low:end][-1:] != ":":
            return None
        return self._speakers.teller(self._speakers.sentences.start(end - 1), end).before(is_colon=True)

    def _quote(self, span: Span, frame: Frame, telling: Telling | None, speaker: Speaker) -> Quote:
        start, end = span
        method = telling.method if telling is not None else "none"
        if speaker.words is None:
            method = "none"
        elif speaker.is_pronoun and speaker.name is not None:
            method += "+pronoun"
        self._speakers.last = Said(end, max(end, frame.stop), telling, speaker)
        return Quote(
            self._text[start:end], start, end, speaker.words, speaker.identity,
            telling.verb if telling is not None else None, method, speaker.name,
        )  # fmt: skip


def _first_letter(text: str, at: int) -> str:
    match = _WORD.search(text, at)
    return match.group()[0] if match else ""
