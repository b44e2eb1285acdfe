"""What the rules of dates see: the text, the anchor, and whether a sentence looks ahead or back."""

import re
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.dates.anchor import Anchor
from newsmill.enrich.quotes.word_lists import words

_SENTENCE_END: Final = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])|\n")
_AHEAD: Final = re.compile(
    r"\b(?:will|would|shall|won['’]t|plan(?:s|ned|ning)?|scheduled|schedules?|expect(?:s|ed)?|due|slated|upcoming|until|"
    r"hopes? to|hoping|intends?|set (?:to|for)|(?:is|are|be) to|aims?|ahead of|may|might|could|begins?|starts?|opens?|proposed|"
    r"call(?:s|ed|ing) for|invited|prepar\w+|returns?|resumes?|expires?|takes? (?:place|effect))\b|['’]ll\b"
)
_BACK: Final = re.compile(
    r"\b(?:said|told|was|were|had|has|have|did|reported|announced|came|saw|won|went|fell|rose|made|took|began|since|"
    r"(?<!\bbe )\w{3,}ed)\b"
)
_NOT_BACK: Final = frozenset(words("scheduled expected planned slated proposed called need invited"))

_DAY_VALUE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR_VALUE: Final = re.compile(r"\d{4}(?!\d)")


@dataclass(frozen=True, slots=True)
class Found:
    """A date expression as a rule found it, by offsets.

    `is_anchored` when its value hangs on the anchor; `is_base` when later ones may count from it.
    """

    start: int
    end: int
    value: str
    value_end: str | None = None
    is_anchored: bool = True
    confidence: float = 0.9
    is_base: bool = True


@dataclass(slots=True)
class Scan:
    """One reading of an article.

    `floor` is where the last expression found ended, `last_day` the last full date, `last_value` the last value of
    the calendar, a day, month, quarter or year, and `last_end` where its expression ended.
    """

    text: str
    anchor: Anchor
    floor: int = 0
    last_day: str | None = None
    last_value: str = ""
    last_end: int = 0

    def remember(self, found: Found) -> None:
        """Go on behind an expression found, and keep what later ones may count from."""
        self.floor = found.end
        if not found.is_base:
            return
        if _DAY_VALUE.match(found.value) is not None:
            self.last_day = found.value[:10]
        if _YEAR_VALUE.match(found.value) is not None:
            self.last_value, self.last_end = found.value, found.end

    def is_ahead(self, start: int, end: int) -> bool:
        """Whether the sentence around an expression speaks of what is to come."""
        low = max(0, start - 90)
        before = self.text[low:start]
        for cut in _SENTENCE_END.finditer(before):
            low = start - len(before) + cut.end()
        cues = [match.end() for match in _AHEAD.finditer(self.text, low, start)]
        if cues:
            back = (match.group() for match in _BACK.finditer(self.text, cues[-1], start))
            return all(word in _NOT_BACK for word in back)
        if start - low > 12:
            return False
        after = self.text[end : end + 60]
        over = _SENTENCE_END.search(after)
        after = after[: over.start()] if over else after
        will, did = _AHEAD.search(after), _BACK.search(after)
        return will is not None and (did is None or will.start() <= did.start())
