"""What befell those counted, read in the clause around the number."""

import re
from typing import Final

from newsmill.enrich.counts.grammar.patterns import Patterns, either, key
from newsmill.enrich.counts.grammar.units import MEASURES
from newsmill.enrich.quotes.lexicon import lexicon_of
from newsmill.enrich.quotes.word_lists import words

Span = tuple[int, int]

_CLAUSE_START: Final = re.compile(r"[;:.!?]\s|\n|\d[\d,.]*|[()]")
_PARENTHESES: Final = re.compile(r"\s\([^()\n]{1,40}\)")
_INSERTED: Final = re.compile(r",[^,.;:\d\n]{3,60},")
_FINITE: Final = re.compile(r"[\s]*(?:$|[,.;:!?)»”\"])")
_AFTER_CHARACTERS: Final = 110
_BEFORE_CHARACTERS: Final = 90
_NEARER: Final = 8
_BETWEEN: Final = 80
_SENTENCE: Final = re.compile(r"[.!?]\s|\n")


class Events:
    """Finds the events of one language."""

    def __init__(self, patterns: Patterns) -> None:
        self._patterns = patterns
        lexicon = patterns.lexicon
        self._measures = frozenset({*words(lexicon.measures), *MEASURES})
        prepositions = lexicon_of(lexicon.language).prepositions - {"a", "à", "bis", "tot"}
        self._led = re.compile(
            rf"(?<!\w){either(prepositions)}[^\S\n]+(?:{either(words(lexicon.articles))}[^\S\n]+)?$",
            re.IGNORECASE,
        )
        self._articles = re.compile(
            r"(?<!\w)(?:"
            + "|".join(map(re.escape, words(f"{lexicon.articles} {lexicon.of_the}") or ["(?!)"]))
            + r")[^\S\n]+$",
            re.IGNORECASE,
        )

    def of(self, text: str, floor: int, start: int, end: int, unit: str | None) -> str | None:
        """Tell what befell those counted from `start` to `end`; the count before ends at `floor`."""
        if unit is not None and unit in self._patterns.victims:
            return self._patterns.victims[unit]
        if unit in self._measures:
            return None
        return (
            self._within(text, floor, start, end)
            or self._among(text, floor, start)
            or self._parted(text, floor, start, end)
            or self._nearest(text, floor, start, end)
        )

    def _among(self, text: str, floor: int, start: int) -> str | None:
        """Tell what befell those that others are among: `unter den Toten sind 12 Kinder`."""
        among = self._patterns.among.search(
            self._before_clause(text[max(floor, start - _BEFORE_CHARACTERS) : start])
        )
        return self._patterns.victims[key(among["victims"])] if among is not None else None

    def is_part(self, text: str, before: Span, start: int) -> bool:
        """Whether a count is a part of the one before: `12 Menschen, darunter drei Kinder`."""
        between = text[before[1] : start]
        if len(between) > _BETWEEN or _SENTENCE.search(between):
            return False
        return self._patterns.part.search(between) is not None

    def _within(self, text: str, floor: int, start: int, end: int) -> str | None:
        """Tell what the count itself or the noun it belongs to says: `12 verletzte Soldaten`, `mort de 12 soldats`."""
        within = self._patterns.event.search(text, start, end)
        if within is not None:
            return self._patterns.events[key(within.group())][0]
        deed = self._patterns.deed.search(text, max(floor, start - 40), start)
        return self._patterns.deeds[key(deed["deed"])] if deed is not None else None

    def _nearest(self, text: str, floor: int, start: int, end: int) -> str | None:
        after, before = self._after(text, end), self._before(text, floor, start)
        if after is not None and before is not None:
            is_joined = self._patterns.clause_end.search(text, start - before[1], start) is not None
            return after[0] if is_joined or after[1] <= before[1] + _NEARER else before[0]
        found = after or before
        return found[0] if found else None

    def _parted(self, text: str, floor: int, start: int, end: int) -> str | None:
        """Tell what a verb around the number says whose particle stands behind: `nahm 12 Menschen fest`."""
        if not self._patterns.parted:
            return None
        low = max(floor, start - _BEFORE_CHARACTERS)
        before, after = self._before_clause(text[low:start]), self._after_clause(text, end)
        for event, verb, particle in self._patterns.parted:
            if particle.search(after) and verb.search(before):
                return event
        return None

    def _before_clause(self, clause: str) -> str:
        cut = clause.rfind(",") + 1
        for over in _CLAUSE_START.finditer(clause, cut):
            cut = over.end()
        return clause[cut:]

    def _after_clause(self, text: str, end: int) -> str:
        """Give the rest of the clause, what is only inserted and ages left out: `12 Menschen, alle jung, starben`."""
        aside = self._patterns.aside.match(text, end)
        begin = aside.end() if aside is not None else end
        clause = self._patterns.span_of_time.sub(
            "", _PARENTHESES.sub("", text[begin : begin + _AFTER_CHARACTERS])
        )
        inserted = _INSERTED.match(clause)
        clause = clause[inserted.end() :] if inserted is not None else clause
        over = self._patterns.clause_end.search(clause)
        return (clause[: over.start()] if over else clause).partition(",")[0]

    def _after(self, text: str, end: int) -> tuple[str, int] | None:
        clause = self._after_clause(text, end)
        for match in self._patterns.event.finditer(clause):
            event, way = self._patterns.events[key(match.group())]
            between = clause[: match.start()]
            if self._is_noun(clause, match):
                continue
            if self._patterns.denied.search(between):
                return None
            if way == "active" and not self._is_final(clause, match):
                return None
            if (
                way == "befallen"
                and self._patterns.have.search(between)
                and not self._patterns.passive.search(between)
            ):
                # `12 policiers ont arrêté ...`; in German the participle ends the clause.
                return None
            return event, match.start()
        return None

    def _is_noun(self, clause: str, match: re.Match[str]) -> bool:
        """Whether an article or a capital within a sentence makes a noun of a participle."""
        return self._articles.search(clause, 0, match.start()) is not None

    def _is_final(self, clause: str, match: re.Match[str]) -> bool:
        """Whether a verb in the singular ends its clause, so that those before are its object: `der 12 Menschen tötete`."""
        is_final = self._patterns.lexicon.is_verb_final and _FINITE.match(clause, match.end()) is not None
        return is_final and not match.group().endswith("en")

    def _before(self, text: str, floor: int, start: int) -> tuple[str, int] | None:
        if self._led.search(text, max(floor, start - 24), start):
            # `evacuados de 120 viviendas`: it befell others.
            return None
        low = max(floor, start - _BEFORE_CHARACTERS)
        clause = self._before_clause(text[low:start])
        found = None
        for match in self._patterns.event.finditer(clause):
            if self._is_noun(clause, match):
                continue
            event, _ = self._patterns.events[key(match.group())]
            is_denied = self._patterns.denied.search(clause, 0, match.start()) is not None
            found = None if is_denied else (event, len(clause) - match.end())
        return found

    def is_toll(self, text: str, start: int, floor: int) -> bool:
        """Whether a number is how many died: `das Dodental stieg auf 45`."""
        return self._patterns.toll.search(text, max(floor, start - 80), start) is not None

    def beside(self, text: str, start: int, end: int, floor: int) -> str | None:
        """Tell the event of a number without a unit that stands right beside one: `hiriendo a 30`, `30 wurden verletzt`."""
        before = self._before(text, max(floor, start - 30), start)
        closed = text[end : end + 1] in {"", ".", ",", " ", ")", "\n", ";"}
        if before is not None and closed and before[1] <= _NEAR and _ends(text, end):
            return before[0]
        after = self._after(text, end)
        return after[0] if after is not None and after[1] <= _NEAR_AFTER else None


_NEAR: Final = 14
_NEAR_AFTER: Final = 40
_END: Final = re.compile(r"[\s]*(?:$|[,.;:)\n])|\s+(?:und|et|y|e|en|and|fest|in|à|a|bei|na)\b")


def _ends(text: str, end: int) -> bool:
    """Whether no noun follows that the number may count."""
    return _END.match(text, end) is not None
