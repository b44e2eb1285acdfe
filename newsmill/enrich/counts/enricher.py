"""The enricher of counts: numbers of people and things, shares, amounts of money."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from newsmill.enrich.counts.context import Sources, event_of, singular_after, unit_after
from newsmill.enrich.counts.count import Count
from newsmill.enrich.counts.grammar import LANGUAGES as GRAMMAR_LANGUAGES
from newsmill.enrich.counts.grammar import read_counts
from newsmill.enrich.counts.lexicon import (
    COINS,
    CURRENCY_OF,
    CURRENCY_SIGNS,
    CURRENCY_WORDS,
    LETTER_CURRENCIES,
    MONTH_WORDS,
    PLURAL_SCALES,
    QUALIFIERS,
    RACING,
    SCALES,
    SMALL_NUMBERS,
    TIME_UNITS,
)
from newsmill.enrich.counts.numbers import Numeral, read_numeral
from newsmill.enrich.dates import DateExpression
from newsmill.enrich.document import Document
from newsmill.enrich.quotes.pronouns import PersonMention

LANGUAGES: Final = frozenset({"en"}) | GRAMMAR_LANGUAGES
VERSION: Final = 5

_FORMS: Final = (
    frozenset(SMALL_NUMBERS)
    | frozenset(PLURAL_SCALES)
    | {"half", "hundred", "thousand", "million", "billion", "dozen", "tens"}
)
_NUMBER_WORDS: Final = _FORMS | {word.capitalize() for word in _FORMS}
_DIGITS: Final = frozenset("0123456789")
_QUALIFIER: Final = re.compile(
    r"\b(?P<words>" + "|".join(sorted(QUALIFIERS, key=len, reverse=True)) + r")(?:[^\S\n]+the)?[^\S\n]+$",
    re.IGNORECASE,
)
# What no year has before it: `some 2,000` but `all 2016 campaigns`, `the run-up to the 2014 elections`.
_NO_YEAR_AFTER: Final = re.compile(
    r"\b(?:" + "|".join(sorted(set(QUALIFIERS) - {"all", "up to", "under", "over", "above", "below", "only", "the other"}, key=len, reverse=True))
    + r")[^\S\n]+$", re.IGNORECASE,
)  # fmt: skip
_AFTER_QUALIFIER: Final = re.compile(r"\s+or\s+(?:more|so|fewer|less)\b")
_SIGN: Final = re.compile(
    r"(?:[A-Z]{1,3})?[$£€¥₹₽₩₪₺₦₱₫฿₴][^\S\n]?$|\b(?:Rs|USD|EUR|GBP|KSh|Ksh|Sh|RM)\.?[^\S\n]?$|\b[RN]$"
)
# `R3.2bn`, `N50m`, `Rs500`, `Sh4 billion`: the letters of some currencies stand right before the figure, in one token.
_LETTERED: Final = re.compile(r"(?:Rs|KSh|Ksh|Sh|RM|R|N)(?=\d)")
_LETTERS: Final = frozenset("RKSN")
# What makes of one letter and a figure a sum, and no road or mask: `N50m`, `R1,500`, `R18.50`; not `N95`, `R18`.
_SUM: Final = re.compile(
    r"\d[\d.]*[^\S\n]?(?:m|bn|million|billion|trillion)\b|\d{1,3}(?:,\d{3})+|\d{3,}\b|\d+\.\d\d\b"
)
_PERCENT: Final = re.compile(
    r"[^\S\n]?(?P<sign>%|percent\b|per cent\b|pct\b|percentage points?\b)", re.IGNORECASE
)
_MONEY: Final = re.compile(
    r"(?:[^\S\n]+|-)(?:(?P<whose>Canadian|Australian|Hong Kong|Singapore|New Zealand|Taiwan|Egyptian|Syrian|Lebanese|Pakistani|"
    r"Sri Lankan|French|Belgian|Swiss|Philippine|Argentine|Chilean|Colombian|Norwegian|Danish|Swedish|US|U\.S\.)[^\S\n]+)?"
    r"(?P<coin>" + "|".join(sorted(CURRENCY_WORDS, key=len, reverse=True)) + r")(?:s|es)?\b", re.IGNORECASE,
)  # fmt: skip
_PENCE: Final = re.compile(r"p(?!\w|\.\w)")
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
# Counts in which the money of an amount without any is looked for.
_REMEMBERED: Final = 4
_LARGE: Final = re.compile(r"(?:,\d{3}|thousand|million|billion|trillion)$")
_WEIGHED: Final = re.compile(r"\bweigh(?:s|ed|ing)?(?:\s[a-z]+){0,3}\s[\d.,]+$")
_WEIGHT: Final = re.compile(r"[^\S\n](?:of[^\S\n][a-z]|\(\d|\(about|each\b|heavier|lighter|overweight)")
_RANGE: Final = re.compile(r"(?:\s?[-–]\s?|\s+(?:to|and|or)\s+)(?:[A-Z]{0,3}[$£€¥])?(?=\d|[a-z])")
_MOVED: Final = re.compile(
    r"\b(?:rose|fell|gained|lost|climbed|dropped|jumped|slipped|grew|shrank|surged|slid|advanced|declined|eased|added|increased|decreased|up|down|off|rising|falling)"
    r"\s(?:by\s|about\s|around\s|some\s|nearly\s|almost\s|another\s)?(?:[A-Z]{0,3}[$£€¥])?$|\bby\s(?:[A-Z]{0,3}[$£€¥])?$"
)
_BETWEEN: Final = re.compile(r"\b(?P<words>between|from)\s+(?:[A-Z]{0,3}[$£€¥])?$", re.IGNORECASE)
# `No one`, `not two but three`: none of so many; not `hundreds if not thousands`.
_DENIED: Final = re.compile(r"(?<!\bif )\b(?:no|not|not (?:a single|even))[^\S\n]+$", re.IGNORECASE)
_NONE_OF: Final = re.compile(
    r"\b(?:none|neither|nobody|no one|not one|not a single one)\s(?:of|among)\s(?:(?:the|these|those|all|his|her|its|their)\s){0,2}$",
    re.IGNORECASE,
)
# `One in five voters`, `three out of four`: the base of a share.
_SHARE_OF: Final = re.compile(
    r"\b(?P<part>[1-9]|one|two|three|four|five|six|seven|eight|nine)\s(?:in|out of|in every|of every)\s$",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"[A-Za-z]+")
_NOT_BEFORE: Final = re.compile(
    r"(?:[\w#/-]|\b(?:[Aa]ged?|No\.|[Nn]umber|[Aa]rticle|[Cc]hapter|[Ss]ection|[Rr]oute|[Ff]light|[Cc]hannel|[Rr]oom|[Pp]age|"
    r"[Pp]hase|[Tt]itle|[Pp]art|[Ll]evel|[Cc]lass|[Ii]nterstate|Highway|Group|Day|Week|Year|#)[^\S\n]"
    r"|[a-z][A-Z]\w*[^\S\n])$|\d[.:,/-]$|(?:^|[\s=$£(])\.$|=$"
)
_NOT_AFTER: Final = re.compile(r"=|['’]?s\b|[-–—:/]\w|[.,]\d|(?:st|nd|rd|th)\b|\w|['’]\d|°")
_YEAR_OLD: Final = re.compile(r"[\s-]years?[\s-]old")
_WORD_AFTER: Final = re.compile(r"[^\S\n](?P<word>[A-Z][a-z]{2,8})\b")
_MONTH_BEFORE: Final = re.compile(r"(?P<word>[A-Z][a-z]{2,8})\.?[^\S\n]+$")
_SENTENCE_REACH: Final = 400
# No article holds so many; a table or a log that does costs no more than a long article.
_MAX_NUMBERS: Final = 4000


@dataclass(frozen=True, slots=True)
class _Measure:
    unit: str | None
    end: int
    # So many to the unit: 100 cents to the dollar.
    per: float
    is_person_like: bool


def find_counts(
    document: Document, mentions: Sequence[PersonMention] = (), dates: Sequence[DateExpression] = ()
) -> list[Count]:
    """Find counts of an article in order, not overlapping. Never raises.

    Dates, times of day, spans of time, ages, ordinals, scores, telephone numbers and numbers in names are no
    counts; a number without a unit is one only next to an event (`killing 40`). `mentions`, in order, tell the whole
    names of sources; `dates` what is no count, in other languages than English.
    """
    if document.language in GRAMMAR_LANGUAGES:
        return read_counts(document, [(date.start, date.end) for date in dates])
    counts: list[Count] = []
    floor = 0
    words, text = document.words, document.text
    sources = Sources(text, mentions)
    hits = [
        i
        for i, word in enumerate(words)
        if word[0] in _DIGITS or word in _NUMBER_WORDS or (word[0] in _LETTERS and _LETTERED.match(word))
    ]
    for index in hits[:_MAX_NUMBERS]:
        start = int(document.starts[index])
        if start < floor:
            continue
        count = _read(document, sources, _with_article(text, start), index, counts[-_REMEMBERED:])
        if count is not None:
            counts.append(count)
            floor = count.end
    return counts


def _with_article(text: str, start: int) -> int:
    """Where the numeral begins whose trigger stands at `start`: `a dozen`, `half a million`, `N50m`."""
    if text[start].isdigit():
        return start
    letters = _LETTERED.match(text, start)
    if letters is not None:
        return letters.end()
    before = text[max(0, start - 7) : start].lower()
    for lead in ("half a ", "a ", "an "):
        if before.endswith(lead) and (len(before) == len(lead) or not before[-len(lead) - 1].isalnum()):
            return start - len(lead)
    return start


def _read(
    document: Document, sources: Sources, start: int, index: int, before: Sequence[Count]
) -> Count | None:
    """Read the count whose numeral begins at `start`, in the word `index`; `before` are the last ones found."""
    text = document.text
    floor = before[-1].end if before else 0
    numeral = read_numeral(text, start) or read_numeral(text, int(document.starts[index]))
    if numeral is None:
        return None
    start = numeral.start
    sign = _SIGN.search(text, max(floor, start - 6), start)
    if sign is not None and sign.group() in {"R", "N"} and not _SUM.match(text, start):
        return None
    if not _is_free(text, numeral, has_sign=sign is not None):
        return None
    last, is_range = _range_end(text, numeral)
    so = _AFTER_QUALIFIER.match(text, last.end) if text.startswith(" or ", last.end) else None
    measure = _measure(text, so.end() if so else last.end, sign, is_name=text[start].isupper())
    if numeral.value == 1 and not numeral.is_digits and (measure is None or measure.is_person_like):
        measure = _one(text, numeral)
    if measure is None and before and numeral.is_digits and text[numeral.end - 1].isalpha():
        sentence = _sentence(document, index)[0]
        measure = _understood(numeral, [count for count in before if count.start >= sentence])
    if measure is None:
        measure = _bare(text, numeral, has_sign=sign is not None)
    if measure is None or _is_no_count(text, numeral, measure, has_sign=sign is not None):
        return None
    begin = sign.start() if sign is not None else start
    qualifier, begin = _qualifier(text, begin, floor, numeral, is_range=is_range)
    end = measure.end
    qualifier = qualifier or (" ".join(so.group().split()) if so else None)
    is_spared = _NONE_OF.search(text, max(floor, begin - 40), begin) is not None
    is_befallen = measure.is_person_like and not is_spared
    event = event_of(text, floor, begin, end, measure.unit) if is_befallen else None
    source = sources.of(*_sentence(document, index), begin, end)
    scale = _shared_scale(text, numeral, last) / measure.per
    return Count(text[begin:end], begin, end, numeral.value * scale, qualifier, measure.unit, event, source)


def _is_free(text: str, numeral: Numeral, *, has_sign: bool) -> bool:
    """Whether the numeral is no part of a longer thing: a name, a score, a time, an age, an ordinal."""
    start, end = numeral.start, numeral.end
    if not has_sign and _NOT_BEFORE.search(text, max(0, start - 12), start):
        return False
    after = _NOT_AFTER.match(text, end)
    if after is not None and _PENCE.match(text, end) and numeral.is_digits:
        return True
    if after is not None and not (
        numeral.is_digits and _RANGE.match(text, end) and text[end + 1 : end + 2].isdigit()
    ):
        return _MONEY.match(text, end) is not None
    return _YEAR_OLD.match(text, end) is None


def _range_end(text: str, numeral: Numeral) -> tuple[Numeral, bool]:
    match = _RANGE.match(text, numeral.end)
    if match is None or numeral.words:
        return numeral, False
    # `rose $7.2bn to $170.8bn`: an amount and where it led to.
    if match.group()[-1] in "$£€¥" and _MOVED.search(text, max(0, numeral.start - 24), numeral.start):
        return numeral, False
    if "and" in match.group() and not _BETWEEN.search(text, max(0, numeral.start - 14), numeral.start):
        return numeral, False
    last = read_numeral(text, match.end())
    if last is None or last.value <= numeral.value or last.words:
        return numeral, False
    return last, True


def _shared_scale(text: str, numeral: Numeral, last: Numeral) -> float:
    """`2 to 3 million`: the scale of the end holds for the begin too."""
    if last is numeral or last.value < 1000 * max(numeral.value, 1):
        return 1.0
    word = text[last.start : last.end].rsplit(maxsplit=1)[-1].lower()
    return SCALES.get(word, 1.0)


def _measure(text: str, end: int, sign: re.Match[str] | None, *, is_name: bool) -> _Measure | None:
    percent = _PERCENT.match(text, end)
    if percent is not None:
        unit = "percentage points" if percent["sign"].lower().startswith("percentage") else "percent"
        return _Measure(unit, percent.end(), 1.0, is_person_like=False)
    if sign is not None:
        code = sign.group().strip().rstrip(".")
        unit = CURRENCY_SIGNS.get(code) or CURRENCY_SIGNS.get(code[-1:]) or LETTER_CURRENCIES.get(code, code)
        return _Measure(unit, end, 1.0, is_person_like=False)
    if (pence := _PENCE.match(text, end)) is not None and text[end - 1].isdigit():
        return _Measure("GBP", pence.end(), 100.0, is_person_like=False)
    money = _MONEY.match(text, end)
    if money is not None and not _is_no_money(text, money):
        coin = money["coin"].lower()
        whose = (money["whose"] or "").lower()
        unit = CURRENCY_OF.get((whose, coin), CURRENCY_WORDS[coin])
        return _Measure(unit, money.end(), 100.0 if coin in COINS else 1.0, is_person_like=False)
    unit_found = unit_after(text, end)
    if unit_found is not None and is_name and text[unit_found[1] - len(unit_found[0])].isupper():
        # `Six Nations`, `Four Seasons`: a name.
        return None
    return _Measure(unit_found[0], unit_found[1], 1.0, is_person_like=True) if unit_found else None


def _is_no_money(text: str, money: re.Match[str]) -> bool:
    """Tell a coin's name from the word it also is: the 775 mark, 12 won medals, 120 pounds of dynamite."""
    words = money.group().strip().lower()
    if words == "mark":
        return True
    if words in {"pound", "pounds"} and _WEIGHED.search(text, max(0, money.start() - 40), money.start()):
        return True
    if words == "won":
        return _LARGE.search(text, max(0, money.start() - 9), money.start()) is None
    return words in {"pound", "pounds"} and _WEIGHT.match(text, money.end()) is not None


def _one(text: str, numeral: Numeral) -> _Measure | None:
    one = singular_after(text, numeral.end)
    return _Measure(one[0], one[1], 1.0, is_person_like=True) if one else None


def _bare(text: str, numeral: Numeral, *, has_sign: bool) -> _Measure | None:
    """Take a number with no unit after it where it stands right beside an event: `killing 40`."""
    is_count = not has_sign and _is_beside_event(text, numeral)
    return _Measure(None, numeral.end, 1.0, is_person_like=True) if is_count else None


def _understood(amount: Numeral, before: Sequence[Count]) -> _Measure | None:
    """Take the money of the amount before in the sentence: `788 mln dlrs, compared with [780 mln] in January`."""
    units = [count.unit for count in before if count.unit is not None and _CURRENCY.fullmatch(count.unit)]
    return _Measure(units[-1], amount.end, 1.0, is_person_like=False) if units else None


_EVENT_STEMS: Final = ("kill", "wound", "injur", "arrest", "detain", "displac", "toll")
_EVENT_BEFORE: Final = re.compile(
    r"\b(?:kill(?:ed|ing|s)|wound(?:ed|ing)|injur(?:ed|ing)|arrest(?:ed|ing)|detain(?:ed|ing)|displac(?:ed|ing)|toll (?:to|of|at|rose to|stands at|reached))\s+"
    r"(?:(?:at least|about|more than|nearly|almost|over|some|around|as many as|up to|an estimated|another)\s+)?$"
)
_EVENT_AFTER: Final = re.compile(
    r"\s+(?:(?:others?|more)\s+)?(?:(?:were|was|have been|had been|are|had|have)\s+)?(?:(?:reported|feared|confirmed|presumed)\s+)?(?:killed|dead|wounded|injured|hurt|missing|arrested|detained|displaced|infected|died)\b"
)


def _is_beside_event(text: str, numeral: Numeral) -> bool:
    if _EVENT_AFTER.match(text, numeral.end):
        return True
    window = text[max(0, numeral.start - 40) : numeral.start]
    if not any(stem in window for stem in _EVENT_STEMS):
        return False
    following = text[numeral.end : numeral.end + 1]
    return following in {".", ",", "", " ", ")"} and bool(_EVENT_BEFORE.search(window))


def _is_no_count(text: str, numeral: Numeral, measure: _Measure, *, has_sign: bool) -> bool:
    if has_sign or measure.unit == "percent":
        return False
    if _is_share(text, numeral) or text[measure.end : measure.end + 3].lstrip().startswith("="):
        return True
    if measure.unit in TIME_UNITS:
        return True
    if not numeral.is_digits:
        return _is_none(text, numeral)
    return _is_metres(text, numeral, measure) or _is_day_or_year(text, numeral, measure)


def _is_share(text: str, numeral: Numeral) -> bool:
    """Whether a number is what a share is of: `one in five voters`, `8 in 10`; not `killed 20 in two attacks`."""
    if not text.endswith(("in ", "of ", "every "), 0, numeral.start):
        return False
    found = _SHARE_OF.search(text, max(0, numeral.start - 18), numeral.start)
    if found is None:
        return False
    part = found["part"].lower()
    return (SMALL_NUMBERS[part] if part.isalpha() else int(part)) < numeral.value <= 1000


def _is_none(text: str, numeral: Numeral) -> bool:
    """Whether a number in words stands for nobody, or for one out of many: `no one`, `one of the best`."""
    is_denied = _DENIED.search(text, max(0, numeral.start - 14), numeral.start) is not None
    return is_denied or (numeral.value == 1 and text[numeral.end : numeral.end + 4] == " of ")


def _is_metres(text: str, numeral: Numeral, measure: _Measure) -> bool:
    """Tell metres and kilometres from millions and thousands: `the 400m hurdles`, `the 10k runners`."""
    if text[numeral.end - 1] not in "mMkK" or not measure.is_person_like:
        return False
    return not RACING.isdisjoint(_WORD.findall(text[numeral.end : measure.end].lower()))


def _is_day_or_year(text: str, numeral: Numeral, measure: _Measure) -> bool:
    following = _WORD_AFTER.match(text, numeral.end)
    if following is not None and following["word"].lower() in MONTH_WORDS and numeral.value <= 31:
        return True
    month = _MONTH_BEFORE.search(text, max(0, numeral.start - 12), numeral.start)
    if month is not None and month["word"].lower() in MONTH_WORDS and numeral.value <= 31:
        return True
    digits = text[numeral.start : numeral.end]
    # `The 2012 elections`: four digits without a comma are a year, unless people are counted or something qualifies it.
    is_year = len(digits) == 4 and digits.isdecimal() and 1500 <= numeral.value < 2100
    return (
        is_year
        and measure.unit not in {"people", "USD"}
        and not _NO_YEAR_AFTER.search(text, max(0, numeral.start - 20), numeral.start)
    )


def _qualifier(
    text: str, begin: int, floor: int, numeral: Numeral, *, is_range: bool
) -> tuple[str | None, int]:
    between = _BETWEEN.search(text, max(floor, begin - 10), begin)
    if is_range:
        return "between", between.start() if between else begin
    match = _QUALIFIER.search(text, max(floor, begin - 22), begin)
    if match is not None:
        words = " ".join(match["words"].lower().split())
        return (f"{words} {numeral.words}" if numeral.words else words), match.start()
    return numeral.words or None, begin


def _sentence(document: Document, index: int) -> tuple[int, int]:
    """Offsets of the sentence that holds the word `index`, cut where it is very long."""
    sentence = int(document.sentences.searchsorted(index, side="right")) - 1
    first = int(document.sentences[sentence])
    after = (
        int(document.sentences[sentence + 1])
        if sentence + 1 < len(document.sentences)
        else len(document.words)
    )
    at = int(document.starts[index])
    begin = max(int(document.starts[first]), at - _SENTENCE_REACH)
    return begin, min(int(document.ends[after - 1]), at + _SENTENCE_REACH)
