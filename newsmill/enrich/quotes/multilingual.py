"""The reader of quotes in German, French, Spanish, Italian, Portuguese and Dutch."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from newsmill.enrich.quotes.dialogue import find_spoken
from newsmill.enrich.quotes.frames import Frame, Sentences, frame_of
from newsmill.enrich.quotes.lexicon import Lexicon, lexicon_of
from newsmill.enrich.quotes.pairing import Span, find_marked, mask_marked
from newsmill.enrich.quotes.persons import Naming, Persons
from newsmill.enrich.quotes.phrases import Phrase, tokens_of, with_abbreviations
from newsmill.enrich.quotes.pronouns import PersonMention
from newsmill.enrich.quotes.quote import Quote
from newsmill.enrich.quotes.telling import Teller, Telling

_WORD: Final = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_MIN_WORDS: Final = 4
# So many words are a statement though no verb of saying stands with them.
_STATEMENT_WORDS: Final = 6
# An aside between dashes; `\s` at both sides tells them from hyphens and ranges.
_ASIDE: Final = re.compile(r"\s[–—-]\s?(\w[^\n–—]{3,120}?)[\s,.;]*\s?[–—-](?=[\s,.;])")
_THUS: Final = re.compile(r"[.\s]{1,3}((?:Así|Così|Assim)\s)")
# `Su padre` comes up in what somebody else tells.
_OWNERS: Final = frozenset(
    {"su", "sus", "suo", "sua", "suoi", "sue", "seu", "seus", "suas", "son", "sa", "ses"}
)
_SENTENCE_ENDS: Final = frozenset(".?!…")
_MOST_SENTENCES: Final = 4
_WINDOW: Final = 500
_LOOK_BACK: Final = 1500
_BETWEEN: Final = " .,\xa0\n—–―"


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who spoke: the words of the text, the name, the id of its mention, the gender."""

    words: str | None
    name: str | None
    identity: str | None
    gender: str
    is_pronoun: bool = False


_NOBODY: Final = _Speaker(None, None, None, "")


@dataclass(frozen=True, slots=True)
class _Said:
    """The last quotation that was kept: its span, where its sentence stops, how it was told, by whom."""

    end: int
    stop: int
    telling: Telling | None
    speaker: _Speaker


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
        self._sentences = Sentences(self._masked)
        self._persons = Persons(text, self._masked, lexicon)
        self._mentions = sorted((m for m in mentions if m.kind == "person"), key=lambda m: m.start)
        self._starts = [m.start for m in self._mentions]
        self._last: _Said | None = None

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

    def _teller(self, begin: int, end: int) -> Teller:
        tokens = tokens_of(self._masked, begin, end, self._lexicon)
        return Teller(tokens, self._lexicon, self._persons.surnames)

    def _read(self, span: Span, limit: int) -> Quote | None:
        start, end = span
        count = sum(
            1 for _ in zip(_WORD.finditer(self._text, start, end), range(_STATEMENT_WORDS), strict=False)
        )
        if not count:
            return None
        frame = frame_of(self._masked, self._masked, self._sentences, span, limit)
        is_set_off = frame.last in ",?!…" and self._masked[end : end + 1] != "."
        after = None
        if not frame.is_closed:
            after = self._teller(end, frame.stop).after(is_set_off=is_set_off)
        if after is None and frame.is_free:
            after = self._thus(end)
        inside = self._told_inside(span)
        if inside is not None:
            return self._quote(span, frame, inside, self._speaker_of(inside, frame))
        if after is not None and self._is_said_after(frame, count, is_set_off=is_set_off):
            return self._quote(span, frame, after, self._speaker_of(after, frame))
        if self._is_interrupted(frame):
            last = self._last
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
        found = self._teller(begin, self._sentences.stop(begin, begin + _WINDOW)).after(is_set_off=False)
        return found if found is not None and found.phrase is not None else None

    def _told_inside(self, span: Span) -> Telling | None:
        """Read who speaks between dashes within the marks: `«Qui - dice il sindaco - è tutto fermo»`."""
        for match in _ASIDE.finditer(self._text, span[0] + 1, span[1] - 1):
            tokens = tokens_of(self._unmasked, match.start(1), match.end(1), self._lexicon)
            found = Teller(tokens, self._lexicon, self._persons.surnames).after(is_set_off=False)
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
        last = self._last
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
        telling = self._teller(frame.begin, frame.start).before(is_colon=is_colon)
        if not self._is_statement(frame, telling, count, is_colon=is_colon):
            return None
        last = self._last
        if last is not None and last.end > frame.begin and (telling is None or telling.phrase is None):
            # `« A », a-t-il dit, assurant que « B ».`
            return self._quote(span, frame, telling, last.speaker)
        return self._quote(span, frame, telling, self._speaker_of(telling, frame))

    def _is_statement(self, frame: Frame, telling: Telling | None, count: int, *, is_colon: bool) -> bool:
        """Whether words within a sentence are said rather than a name, a title or in doubt."""
        is_ended = frame.last in _SENTENCE_ENDS
        if is_colon:
            return count >= _MIN_WORDS or is_ended
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
            return self._quote(span, frame, above, self._speaker_of(above, frame))
        if count < _MIN_WORDS and not (is_ended and self._follows_at_once(frame)):
            return None
        speaker, method = self._from_context(frame)
        return self._quote(span, frame, Telling(None, None, method), speaker)

    def _introduced(self, frame: Frame) -> Telling | None:
        """Read the sentence above that ends in a colon."""
        low = max(0, frame.begin - _WINDOW)
        end = low + len(self._masked[low : frame.begin].rstrip())
        if self._masked[low:end][-1:] != ":":
            return None
        return self._teller(self._sentences.start(end - 1), end).before(is_colon=True)

    def _follows_at_once(self, frame: Frame) -> bool:
        last = self._last
        if last is None or last.speaker.words is None:
            return False
        return not self._masked[last.stop : frame.start].strip(_BETWEEN)

    def _paragraph(self, at: int) -> int:
        return self._text.rfind("\n", 0, at) + 1

    def _from_context(self, frame: Frame, *, is_told: bool = False) -> tuple[_Speaker, str]:
        """Find who speaks by the sentences before in the paragraph, else by the last quotation.

        With `is_told` a verb without its subject stands with the quotation.
        """
        paragraph = self._paragraph(frame.start)
        last = self._last
        is_near = last is not None and last.end > paragraph
        is_told = is_told or not is_near
        low = last.stop if last is not None and is_near else paragraph
        for begin, end in self._sentences_back(frame.begin, low):
            phrase = self._teller(begin, end).subject()
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
        return _NOBODY, "none"

    def _is_next_paragraph(self, frame: Frame) -> bool:
        """Whether the quotation stands alone in the paragraph right after the last one."""
        last = self._last
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
            begin = max(low, self._sentences.start(end - 1))
            if self._masked[begin:end].strip(' .,"'):
                found.append((begin, end))
            if begin >= end:
                break
            end = low + len(self._masked[low:begin].rstrip())
        return found

    def _speaker_of(self, telling: Telling | None, frame: Frame) -> _Speaker:
        if telling is None or telling.is_nobody:
            return _NOBODY
        if telling.phrase is not None:
            at = telling.phrase.span[0]
            return self._speaker(telling.phrase, frame.begin if at > frame.start else min(at, frame.begin))
        if telling.verb is None and telling.method != "colon":
            return _NOBODY
        if telling.verb is not None and not self._lexicon.drops_subjects:
            return _NOBODY
        # The verb alone: `"...", añadió`.
        speaker, method = self._from_context(frame, is_told=True)
        if method == "none":
            return self._resolved("", frame.begin) or _NOBODY
        return speaker

    def _speaker(self, phrase: Phrase, begin: int) -> _Speaker:
        words = " ".join(self._text[slice(*phrase.shown)].split())
        last = words.rpartition(" ")[2]
        # `der frustrierte Weber`
        is_surname = last[:1].isupper() and last.lower() in self._persons.surnames
        is_named = phrase.name is not None or (is_surname and not phrase.pronoun)
        words = last if is_named and phrase.name is None else words
        if phrase.pronoun:
            person = self._resolved(phrase.gender, begin)
            if person is None:
                return _Speaker(words, None, None, phrase.gender, is_pronoun=True)
            return _Speaker(
                f"{words} [{person.name}]", person.name, person.identity, phrase.gender, is_pronoun=True
            )
        if is_named:
            mention = self._mention(phrase.shown)
            if mention is not None and mention.start >= phrase.shown[0]:
                words = " ".join(self._text[mention.start : mention.end].split())
            name = self._persons.full_name(words, phrase.shown[0])
            gender = self._persons.gender_of(name) or phrase.gender
            return _Speaker(words, name, mention.entity_id if mention else None, gender)
        bearer = self._persons.bearer_of(phrase) or self._meant(phrase, begin)
        return _Speaker(words, bearer or words, None, phrase.gender)

    def _meant(self, phrase: Phrase, begin: int) -> str | None:
        """Whom a noun means that says hardly more than a pronoun: `el mandatario`, `la donna`."""
        is_anaphora = (
            phrase.is_definite and len(phrase.heads) == 1 and phrase.heads[0] in self._lexicon.anaphora
        )
        if not (is_anaphora and phrase.gender):
            return None
        person = self._resolved(phrase.gender, begin)
        return person.name if person is not None and person.gender == phrase.gender else None

    def _mention(self, span: Span) -> PersonMention | None:
        """Find the mention of the person whose name a span is: the one that ends there, or the last within."""
        index = bisect_left(self._starts, span[1]) - 1
        mention = self._mentions[index] if index >= 0 else None
        if mention is None or mention.end <= span[0]:
            return None
        return mention if mention.end == span[1] or span[0] <= mention.start < mention.end < span[1] else None

    def _resolved(self, gender: str, begin: int) -> _Speaker | None:
        """Find whom a pronoun in the sentence from `begin` means: a subject before, the last speaker, the last named."""
        last = self._last
        low = last.stop if last is not None else 0
        for start, end in self._sentences_back(begin, low):
            phrase = self._teller(start, end).subject()
            if phrase is not None and not phrase.pronoun and (phrase.name or phrase.heads):
                speaker = self._speaker(phrase, start)
                if _agrees(speaker.gender, gender):
                    return speaker
        only = self._persons.only_one(max(low, self._paragraph(begin)), begin)
        if only is not None and _agrees(only.gender, gender):
            return self._named(only)
        if last is not None and last.speaker.name is not None and _agrees(last.speaker.gender, gender):
            return last.speaker
        naming = self._persons.before(begin, 0, gender)
        return None if naming is None else self._named(naming)

    def _named(self, naming: Naming) -> _Speaker:
        span = (naming.start, naming.start + len(naming.words))
        mention = self._mention(span) if naming.full else None
        identity = mention.entity_id if mention else None
        return _Speaker(naming.words, naming.full or naming.words, identity, naming.gender)

    def _quote(self, span: Span, frame: Frame, telling: Telling | None, speaker: _Speaker) -> Quote:
        start, end = span
        method = telling.method if telling is not None else "none"
        if speaker.words is None:
            method = "none"
        elif speaker.is_pronoun and speaker.name is not None:
            method += "+pronoun"
        self._last = _Said(end, max(end, frame.stop), telling, speaker)
        return Quote(
            self._text[start:end], start, end, speaker.words, speaker.identity,
            telling.verb if telling is not None else None, method, speaker.name,
        )  # fmt: skip


def _agrees(known: str, wanted: str) -> bool:
    return not known or not wanted or known == wanted


def _first_letter(text: str, at: int) -> str:
    match = _WORD.search(text, at)
    return match.group()[0] if match else ""
