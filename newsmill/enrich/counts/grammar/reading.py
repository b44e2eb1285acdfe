"""Reads the counts of an article in one of the languages of the grammar."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Final

from newsmill.enrich.counts.count import Count
from newsmill.enrich.counts.grammar import dutch, french, german, italian, portuguese, spanish
from newsmill.enrich.counts.grammar.events import Events
from newsmill.enrich.counts.grammar.lexicon import Lexicon
from newsmill.enrich.counts.grammar.numerals import Numerals
from newsmill.enrich.counts.grammar.patterns import key, patterns_of
from newsmill.enrich.counts.grammar.sources import Sources
from newsmill.enrich.counts.grammar.units import SIGN_BEFORE, Measure, Units
from newsmill.enrich.counts.numbers import Numeral
from newsmill.enrich.document import Document
from newsmill.enrich.quotes.word_lists import words

_LEXICONS: Final = {
    module.LEXICON.language: module.LEXICON
    for module in (german, french, spanish, italian, portuguese, dutch)
}
LANGUAGES: Final = frozenset(_LEXICONS)

Span = tuple[int, int]

_SENTENCE_END: Final = re.compile(r"[.!?…][\"”»)]*\s+(?=[^\W_a-zà-ÿ]|[\"“„«—])|\n")
_ABBREVIATED: Final = re.compile(
    r"(?:\b(?:Mio|Mrd|Mill|ca|Nr|St|Dr|Sr|Sra|Mr|Mme|mln|mld|mil|Tsd|Prof|bzw|art|Art)|\b\d{1,2}|\b[A-Z])\.\s+$"
)
_NOT_BEFORE: Final = re.compile(r"(?:[\w#/°+]|\w-|\d[.:,/’'-])$|[^\W\d_]\.$")
_NOT_AFTER: Final = re.compile(r"[^\W\d_]|[-–:/]\w|[.,]\d|[°º'’\"]|\s?%?[:x×]\s?\d|-")
_YEAR: Final = re.compile(r"(?:1[5-9]|20)\d\d")
_DIGITS: Final = frozenset("0123456789")
_FOLLOWING: Final = re.compile(r"[^\S\n](?P<word>[^\W\d_]+)")
_SENTENCE_REACH: Final = 400
# No article holds so many; a table or a log that does costs no more than a long article.
_MAX_NUMBERS: Final = 4000
_SHARES: Final = frozenset({"percent", "percentage points"})
_BESIDE: Final = 40  # code points between a count and another whose unit it is too


def read_counts(document: Document, dates: Iterable[Span]) -> list[Count]:
    """Find the counts of an article in order, not overlapping; `dates` are the spans of its date expressions."""
    return _reader(document.language or "").read(document, sorted(dates))


@cache
def _reader(language: str) -> "_Reader":
    return _Reader(_LEXICONS[language])


class _Reader:
    """The grammar of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._patterns = patterns_of(lexicon)
        self._lexicon = lexicon
        self._numerals = Numerals(lexicon)
        self._units = Units(self._patterns, self._numerals)
        self._events = Events(self._patterns)
        self._times = frozenset(words(lexicon.time_units))
        self._joints = frozenset(words(lexicon.joints))
        self._others = frozenset(words(lexicon.others))
        self._vague_persons = frozenset(words(lexicon.plural_nouns)) | self._patterns.victims.keys()

    def read(self, document: Document, dates: Sequence[Span]) -> list[Count]:
        """Read the counts of a text."""
        text = document.text
        sources = Sources(text, self._lexicon)
        counts: list[Count] = []
        floor = 0
        begins = self._numerals.begins
        hits = [i for i, word in enumerate(document.words) if word[0] in _DIGITS or begins(word)]
        for index in hits[:_MAX_NUMBERS]:
            word = document.words[index]
            start = int(document.starts[index]) + max(word.rfind("'"), word.rfind("’")) + 1
            if start < floor:
                continue
            numeral = self._numeral(text, start, floor)
            if numeral is None:
                continue
            before = counts[-1] if counts else None
            count = None if _overlaps(dates, numeral) else self._count(text, numeral, sources, before, dates)
            if count is not None:
                counts.append(count)
            floor = max(numeral.end if numeral.value != 1 else floor, count.end if count else 0)
        return counts

    def _numeral(self, text: str, start: int, floor: int) -> Numeral | None:
        if text[start] not in _DIGITS:
            lead = self._patterns.one_before.search(text, max(floor, start - 14), start)
            found = self._numerals.read(text, lead.start()) if lead is not None else None
            if found is not None and found.end > start:
                return found
        return self._numerals.read(text, start)

    def _count(
        self, text: str, numeral: Numeral, sources: Sources, before: Count | None, dates: Sequence[Span]
    ) -> Count | None:
        """Read the count of a numeral; `before` is the last one found."""
        floor = before.end if before is not None else 0
        sign = SIGN_BEFORE.search(text, max(floor, numeral.start - 6), numeral.start)
        if not self._is_free(text, numeral, has_sign=sign is not None):
            return None
        last = self._range_end(text, numeral, floor)
        after = self._patterns.after_qualifier.match(text, last.end)
        end = after.end() if after is not None else last.end
        begin = sign.start() if sign is not None else numeral.start
        measure = self._units.after(text, last, end, sign.group() if sign else None) or self._inverted(
            text, begin, last, end
        )
        qualifier, begin = self._qualifier(text, begin, floor, numeral, is_range=last is not numeral)
        if qualifier is None and after is not None:
            qualifier = self._patterns.after_qualifiers[key(after.group())]
        if measure is None and self._events.is_toll(text, begin, floor):
            return self._made(
                text, numeral, begin, Measure(None, end, 1.0, is_thing=True), "killed", sources, qualifier
            )
        sentence = sentence_around(text, begin)
        same = before if before is not None and before.start >= sentence[0] else None
        measure = measure or self._bare(text, numeral, (begin, end), same, floor)
        if measure is None or measure.unit in self._times:
            return None
        measure = self._understood(measure, same)
        if not dates and self._is_year(text, numeral, measure.unit, qualifier):
            return None
        event = self._event(text, (begin, measure), floor, same) if measure.is_thing else None
        times = _shared_scale(text, numeral, last, self._lexicon)
        return self._made(
            text, numeral, begin, measure._replace(times=measure.times * times), event, sources, qualifier
        )

    def _made(
        self, text: str, numeral: Numeral, begin: int, measure: Measure, event: str | None, sources: Sources,
        qualifier: str | None = None,
    ) -> Count:  # fmt: skip
        end = measure.end
        source = sources.of(*sentence_around(text, begin), begin, end)
        number = numeral.value * measure.times
        return Count(text[begin:end], begin, end, number, qualifier, measure.unit, event, source)

    def _inverted(self, text: str, begin: int, numeral: Numeral, end: int) -> Measure | None:
        """Find the noun with its article behind the number: `sono 12 i morti`."""
        article = self._patterns.article.match(text, end)
        if article is None or self._patterns.copula.search(text[max(0, begin - 16) : begin]) is None:
            return None
        return self._units.after(text, numeral, article.end(), None)

    def _bare(
        self, text: str, numeral: Numeral, span: Span, same: Count | None, floor: int
    ) -> Measure | None:
        """Take a number without a unit where an event or a count stands right beside it: `178 votos y 172 en contra`."""
        begin, end = span
        if numeral.value == 1 and not numeral.is_digits:
            return None
        following = _FOLLOWING.match(text, end)
        if following is not None and following["word"].lower() in self._times:
            return None
        is_joined = (
            same is not None
            and numeral.is_digits
            and begin - same.end <= _BESIDE
            and self._patterns.joint.search(text, same.end, begin) is not None
            and not any(map(str.isdigit, text[same.end : begin]))
            and self._is_named(same.unit)
        )
        money = same.unit if same is not None and same.unit is not None and same.unit.isupper() else None
        if money is not None and numeral.is_digits and text[numeral.end - 1].isalpha():
            # `5 Millionen Euro, nach 4,5 Millionen`
            return Measure(money, end, 1.0, is_thing=False)
        if is_joined or self._events.beside(text, begin, end, floor) is not None:
            return Measure(None, end, 1.0, is_thing=True)
        return None

    def _understood(self, measure: Measure, same: Count | None) -> Measure:
        """Take the unit of the count before in the sentence where there is none: `12 Menschen starben, 30 wurden verletzt`."""
        if same is None or not measure.is_thing or not self._is_named(same.unit):
            return measure
        # `12 trasladadas al hospital`, but `30 heridos`
        is_participle = measure.unit in self._patterns.events and measure.unit not in self._patterns.victims
        is_other = measure.unit is None or measure.unit in self._others or is_participle
        return measure._replace(unit=same.unit) if is_other else measure

    def _is_named(self, unit: str | None) -> bool:
        """Whether a unit tells who or what is counted beyond what befell them."""
        is_thing = unit is not None and not unit.isupper() and unit not in _SHARES
        return is_thing and unit not in self._patterns.victims and unit not in self._others

    def _event(self, text: str, found: tuple[int, Measure], floor: int, same: Count | None) -> str | None:
        begin, measure = found
        if self._patterns.none_of.search(text, max(floor, begin - 50), begin) is not None:
            return None
        if (
            same is not None
            and same.event is not None
            and self._events.is_part(text, (same.start, same.end), begin)
        ):
            return same.event
        return self._events.of(text, floor, begin, measure.end, measure.unit)

    def _is_free(self, text: str, numeral: Numeral, *, has_sign: bool) -> bool:
        """Whether the numeral is no part of a longer thing: a name, a score, a time, an ordinal."""
        start, end = numeral.start, numeral.end
        window = text[max(0, start - 24) : start]
        if not has_sign and (_NOT_BEFORE.search(window) or self._patterns.label.search(window)):
            return False
        if self._patterns.no_count_after.match(text, end):
            return False
        after = _NOT_AFTER.match(text, end)
        if after is None:
            return True
        is_range = numeral.is_digits and self._patterns.to.match(text, end) is not None
        return is_range or (
            self._units.after(text, numeral, end, None) is not None and text[end] not in "-–:/.,'’"
        )

    def _range_end(self, text: str, numeral: Numeral, floor: int) -> Numeral:
        match = self._patterns.to.match(text, numeral.end)
        if match is None or numeral.words:
            return numeral
        at = match.end()
        last = self._numerals.read(text, at) if text[at].isalnum() else None
        is_led = self._patterns.between.search(text, max(floor, numeral.start - 20), numeral.start)
        is_joined = key(match.group()) in self._joints
        if last is None or last.words or last.value <= numeral.value or (is_joined and not is_led):
            return numeral
        return last

    def _qualifier(
        self, text: str, begin: int, floor: int, numeral: Numeral, *, is_range: bool
    ) -> tuple[str | None, int]:
        if is_range:
            between = self._patterns.between.search(text, max(floor, begin - 20), begin)
            return "between", between.start() if between else begin
        match = self._patterns.qualifier.search(text, max(floor, begin - 34), begin)
        if match is not None:
            form = key(match.group())
            known = next(
                (self._patterns.qualifiers[f] for f in _heads(form) if f in self._patterns.qualifiers), None
            )
            if known is not None:
                return (f"{known} {numeral.words}" if numeral.words else known), match.start()
        if numeral.words:
            return numeral.words, begin
        return ("about" if self._numerals.is_about(text, numeral) else None), begin

    def _is_year(self, text: str, numeral: Numeral, unit: str | None, qualifier: str | None) -> bool:
        """Whether four digits are a year: nothing qualifies them, and no people or money are counted."""
        if not _YEAR.fullmatch(text[numeral.start : numeral.end]) or qualifier is not None:
            return False
        return not (unit is not None and (unit in self._vague_persons or unit.isupper() or unit in _SHARES))


def _heads(form: str) -> Iterable[str]:
    """Give a form without the words at its end, one by one: `mehr_als_die` is `mehr_als`."""
    parts = form.split("_")
    return ("_".join(parts[:n]) for n in range(len(parts), 0, -1))


def _shared_scale(text: str, numeral: Numeral, last: Numeral, lexicon: Lexicon) -> float:
    """`2 bis 3 Millionen`: the scale of the end holds for the begin too."""
    if last is numeral or last.value < 1000 * max(numeral.value, 1):
        return 1.0
    word = re.split(r"[\s\d.,]+", text[last.start : last.end].rstrip("."))[-1].lower()
    return lexicon.scales.get(word, 1.0)


def _overlaps(dates: Sequence[Span], numeral: Numeral) -> bool:
    return any(start < numeral.end and numeral.start < end for start, end in dates)


def sentence_around(text: str, at: int) -> Span:
    """Give the offsets of the sentence around an offset, cut where it is very long."""
    low, high = max(0, at - _SENTENCE_REACH), min(len(text), at + _SENTENCE_REACH)
    begin, stop = low, high
    for match in _SENTENCE_END.finditer(text, low, high):
        if _ABBREVIATED.search(text, max(0, match.end() - 8), match.end()):
            continue
        if match.end() > at:
            stop = match.start() + 1
            break
        begin = match.end()
    return begin, stop
