"""Captions that landed between two words of a sentence: `told reporters [Obama in Geneva (AP) ]that he would`."""

import re
from typing import Final, NamedTuple

from newsmill.text.caption_shape import caption_score
from newsmill.text.grammar import affinity, is_lower_case_word, word_after, word_before

MAX_CAPTION_CHARS: Final = 320
_MIN_CHARS: Final = 8

_NAME: Final = r"(?:[A-Z]\.|[A-ZÀ-Þ@](?:[\w'’@/-]|\.(?=\w))*)"
_NAMES: Final = rf"{_NAME}(?:(?:\s?/\s?|\s-\s|,\s|\s)(?:{_NAME}|of|the|de|van|von))*"
_AGENCY: Final = r"(?:AP|AFP|EPA|UPI|Reuters|Getty(?: Images)?|Shutterstock|iStock|Alamy|Statista)"
# Where a caption may end: at a credit, at the age that teasers give, or where a sentence ends and goes on.
_END: Final = re.compile(
    rf"\b(?:[Pp]hoto(?:s|graph)?|[Ii]mage|[Pp]icture|[Ii]llustration|[Vv]ideo)\s?(?:credits?|courtesy)?\s?(?:\bby\b|\bvia\b|:|courtesy of)\s?{_NAMES}"
    rf"|\b[Cc]redits?\s?(?::|\.\.\.|…)\s?{_NAMES}"
    rf"|[(\[][^()\[\]]{{0,40}}(?:\b{_AGENCY}\b|\b[Pp]hoto|\b[Ff]ile\b|\b[Cc]redit|\b[Ii]mages?\b|\b\w+\.com\b)[^()\[\]]{{0,40}}[)\]](?:\s{_AGENCY})?"
    rf"|\b(?:Submitted|File|Handout|Courtesy)\s[Pp]hoto\b|/\s?{_AGENCY}(?:\s[Ff]ile)?|\b{_AGENCY}(?:\s[Ff]ile)?(?=\s[a-z]|[,.])"
    r"|\b\d{1,2}\s(?:minutes?|hours?|days?|weeks?)\sago\b"
    r"|(?<!\bon )(?<!\bof )(?<!\bin )(?<!\bby )(?<!\bto )(?<!since )(?<!from )(?<!until )\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2},\s\d{4}"
    r"|(?:[A-Za-z][a-z]{2}|\d|[A-Z]{2,})\.[\"”)]?(?=\s[a-z]|[.,](?!\.))"
)
_HARD_END: Final = re.compile(r"[.][\"”)]?$")
_START: Final = re.compile(r"(?<=[a-zà-ÿ\d,;])\s(?=[A-ZÀ-ÞА-ЯЁ\"“])")
# Words that call what follows a caption, in the middle of a sentence.
_LABEL: Final = re.compile(
    r"(?<=[a-zà-ÿ\d,;])\s(?=(?:Image|Media|Video|Picture|Photo)\s[Cc]aption\b|(?:Image|Photo|Photograph|Picture|Pictured|Above|Caption|Video)\s?:)"
)
_WORD_END: Final = re.compile(r"[\w\"”)](?=\s[a-z]|[,.;])")
# A full stop after one of these ends no sentence.
_ABBREVIATION: Final = re.compile(
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Inc|Corp|Co|Cos|Ltd|Plc|Jr|Sr|Prof|Rev|Hon|Bros|Assn|Dept|Univ|vs|etc|approx|est|no|Nos?|pct"
    r"|dlrs|mln|cts|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La"
    r"|Mass|Md|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Penn|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|[a-z]\.[a-z]|[A-Z]\.[A-Z]|\.com|Yahoo|vol|ft|sq|oz|lbs?|yds?|ave|tel|ext)[.!?]$",
    re.IGNORECASE,
)
_PRIOR: Final = -4.0
_BROKEN_SENTENCE: Final = 3.0
_LABEL_SEEN: Final = 3.0
_LABEL_MARGIN: Final = 0.6
_COMMON_IN_CAPITALS: Final = 2.0


class Insertion(NamedTuple):
    """A caption between words: `text[start:end]` with the white space before it; its evidence as a score."""

    start: int
    end: int
    score: float


def may_hold_insertion(text: str) -> bool:
    """Whether a text has a place where an inserted caption may end, or a label where one starts."""
    return _END.search(text) is not None or _LABEL.search(text) is not None


def find_insertion(text: str, start: int, end: int) -> Insertion | None:
    """Best reading of a caption between two words of `text[start:end]`; None where nothing points to one.

    The score is log10 of how much likelier the reading is than the text as it stands: how well the words
    join without the caption, how they stand with it, a credit, a sentence that goes on after its end.
    """
    best: Insertion | None = None
    for match in _END.finditer(text, start, end):
        at = match.end()
        if _ABBREVIATION.search(text, max(start, at - 8), at) or not _goes_on(text, at, end):
            continue
        found = _best_start(text, start, at)
        if found is not None and (best is None or found.score > best.score):
            best = found
    for match in _LABEL.finditer(text, start, end):
        found = _best_labelled(text, match.start(), end)
        if found is not None and (best is None or found.score > best.score):
            best = found
    return best


def _best_labelled(text: str, start: int, limit: int) -> Insertion | None:
    """Best end of a caption that a label starts; None where two ends are about as likely."""
    before = word_before(text, start)
    ends: list[Insertion] = []
    for match in _WORD_END.finditer(text, start + 2 * _MIN_CHARS, min(limit, start + MAX_CAPTION_CHARS)):
        at = match.end()
        following = word_after(text, at)
        score = _PRIOR + affinity(before, following) - affinity(word_before(text, at), following)
        ends.append(Insertion(start, at, score + caption_score(text[start + 1 : at]) + _LABEL_SEEN))
    ends.sort(key=lambda end: -end.score)
    if len(ends) > 1 and ends[0].score - ends[1].score < _LABEL_MARGIN:
        return None
    return ends[0] if ends else None


def _goes_on(text: str, at: int, end: int) -> bool:
    """Whether the sentence may go on after a caption that ends here."""
    following = text[at : min(end, at + 2)]
    return len(following) == 2 and (following[0] in ",.;" or (following[0] == " " and following[1] not in ".,;:)"))


def _best_start(text: str, paragraph: int, at: int) -> Insertion | None:
    best: Insertion | None = None
    following = word_after(text, at)
    end_score = _PRIOR - affinity(word_before(text, at), following)
    if _HARD_END.search(text, max(paragraph, at - 2), at):
        end_score += _BROKEN_SENTENCE
    for match in _START.finditer(text, max(paragraph + 1, at - MAX_CAPTION_CHARS), at - _MIN_CHARS):
        before, first = word_before(text, match.start()), word_after(text, match.end())
        score = end_score + affinity(before, following) - affinity(before, first)
        if first[0].isupper() and is_lower_case_word(first):
            score += _COMMON_IN_CAPITALS
        score += caption_score(text[match.end() : at])
        if best is None or score > best.score:
            best = Insertion(match.start(), at, score)
    return best
