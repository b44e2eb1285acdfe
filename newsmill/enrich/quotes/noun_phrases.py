"""Who a verb of saying belongs to: the noun phrase that is its subject, found by words alone."""

import re
from typing import Final

from newsmill.enrich.quotes.function_words import (
    ADVERBS,
    AUXILIARIES,
    CALENDAR,
    CONNECTORS,
    DETERMINERS,
    HEAD_BEFORE,
    LEADING_PARTICLES,
    LEADS,
    NAME_PARTICLES,
    NAMES_TOO,
    NOT_NAMES,
    PARTITIVES,
    PREPOSITIONS,
    PRONOUNS,
    STOPS,
    TIME_NOUNS,
    is_role,
)
from newsmill.enrich.quotes.verbs import is_cue

Span = tuple[int, int]

_TOKEN: Final = re.compile(r"\S+")
_TRIM: Final = "“”\"„«».,;:!?()[]<>—–-_‘’'*"
# An aside, or the ticker of a company: `Stora AB <SKPS ST> said`.
_PAREN: Final = re.compile(r"\s*\([^()]{0,80}\)$|\s+<[A-Z.]{1,8}(?: [A-Z]{1,2})?>$")
# `Iowa-based Maytag` is Maytag.
_COMPOUNDS: Final = ("-based", "-born", "-owned", "-backed", "-led", "-listed", "-trained")
_MAX_WORDS: Final = 6


def is_name_word(word: str) -> bool:
    """Whether a word is written like a part of a name: capital first, and no function word."""
    bare = word.strip(_TRIM)
    if not bare or not bare[0].isupper() or bare.endswith(_COMPOUNDS):
        return False
    return bare.lower() not in NOT_NAMES or bare in NAMES_TOO


def trim(text: str, start: int, end: int) -> Span | None:
    """Find the span without marks and spaces around it and without a final genitive; None when nothing is left."""
    end = min(end, len(text))
    while start < end and (text[start].isspace() or text[start] in _TRIM):
        start += 1
    while (
        end > start and (text[end - 1].isspace() or text[end - 1] in _TRIM) and not _is_abbreviated(text, end)
    ):
        end -= 1
    if text[end - 2 : end] in {"'s", "’s"}:
        end -= 2
    return (start, end) if any(map(str.isalpha, text[start:end])) else None


def _is_abbreviated(text: str, end: int) -> bool:
    return text[end - 1] == "." and (text[max(0, end - 3) : end] in {"Jr.", "Sr."} or _is_initials(text, end))


def _is_initials(text: str, end: int) -> bool:
    """Whether letters with points end here: `U.S.`, `U.N.`."""
    return text[max(0, end - 3) : end - 2] == "." and text[end - 2].isupper()


def subject_before(text: str, begin: int, end: int, *, is_close: bool = False) -> Span | None:
    """Find the noun phrase that ends where a verb begins, at `end`; None when none does.

    Adverbs and auxiliaries, appositions, parentheses and prepositional phrases between are stepped over; with
    `is_close`, as before a participle, it is the very phrase that ends there.

    >>> text = "Vann Newkirk, a writer for The Atlantic, also said"
    >>> a, b = subject_before(text, 0, text.index("said"))
    >>> text[a:b]
    'Vann Newkirk'
    """
    end = step_over_adverbs(text, begin, end)
    end = begin + len(_PAREN.sub("", text[begin:end]))
    if end > begin and text[end - 1] in ",—–":
        return _before_apposition(text, begin, end - 1)
    return _phrase_ending(text, begin, end, 1 if is_close else 4)


def step_over_adverbs(text: str, begin: int, end: int) -> int:
    """Where the words before `end` end when adverbs, auxiliaries and weekdays are left out."""
    words = list(_TOKEN.finditer(text, begin, end))
    while words:
        word = words[-1].group()
        if word in NAMES_TOO:
            return words[-1].end()
        word = word.lower()
        if word in ADVERBS or (word.endswith("ly") and len(word) > 4 and word.islower()):
            words.pop()
        elif word.strip(",") in CALENDAR and len(words) > 1 and not words[-2].group().endswith((".", ":")):
            words.pop()
            if words[-1].group().lower() == "on":
                words.pop()
        elif word in TIME_NOUNS and len(words) > 2 and words[-2].group().lower() in {"last", "this"}:
            del words[-2:]
        else:
            return words[-1].end()
    return begin


def _before_apposition(text: str, begin: int, end: int) -> Span | None:
    """Find the phrase that an apposition ending at `end` belongs to: nearest segment that ends in a name."""
    fallback: Span | None = None
    comma = max(text.rfind(mark, begin, end) for mark in (",", "—", "–"))
    inner, outer = text[comma + 1 : end].split(), text[begin : max(begin, comma)].split()
    if inner and outer and all(map(is_name_word, inner)) and outer[-1].islower():
        # `her senior adviser, Jake Sullivan, said`: the apposition is the name.
        return trim(text, comma + 1, end)
    for _ in range(5):
        comma = max(text.rfind(mark, begin, end) for mark in (",", "—", "–"))
        if comma < begin:
            break
        span = subject_before_segment(text, begin, comma)
        if span is not None and is_name_word(text[span[0] : span[1]].rsplit(maxsplit=1)[-1]):
            return span
        fallback = fallback or span
        end = comma
    return main_subject(text, begin, end) or fallback


def subject_before_segment(text: str, begin: int, end: int) -> Span | None:
    """Find the noun phrase that ends at `end`, parentheses stepped over."""
    return _phrase_ending(text, begin, begin + len(_PAREN.sub("", text[begin:end].rstrip())))


def _phrase_ending(text: str, begin: int, end: int, reach: int = 4) -> Span | None:
    words = list(_TOKEN.finditer(text, max(begin, end - 120), end))
    for step in range(reach):
        if not words:
            return None
        last = words[-1].group().strip(_TRIM).lower()
        if last in PRONOUNS:
            return trim(text, *words[-1].span())
        first = _run_back(words)
        if first is None:
            return None
        head_end = _before_preposition(words, first) if step + 1 < reach else 0
        if not head_end:
            return trim(text, words[first].start(), words[-1].end())
        words = words[:head_end]
    return None


def _before_preposition(words: list[re.Match[str]], first: int) -> int:
    """Count the words before a preposition that leads to the phrase from `first`: the head is among them; or 0.

    `The Times in an editorial said`, `an official with the Red Cross said`.
    """
    at = first - 1
    if at > 0 and words[at].group() in {"the", "a", "an", "its", "his", "her", "their"}:
        at -= 1
    is_led = (
        at >= 1 and words[at].group() in HEAD_BEFORE and not words[at - 1].group().endswith((",", ".", ":"))
    )
    return at if is_led else 0


def _run_back(words: list[re.Match[str]]) -> int | None:
    """Index of the first word of the noun phrase that ends with the last word."""
    at = len(words) - 1
    if is_name_word(words[at].group()):
        return _name_start(words, at)
    if not words[at].group().strip(_TRIM).isalpha() or words[at].group().lower() in NOT_NAMES:
        return None
    for index in range(at, max(-1, at - _MAX_WORDS), -1):
        word = words[index].group()
        low = word.lower()
        if index < at and word.endswith((",", ".", ":", ";", "”", '"')):
            return index + 1
        if low in DETERMINERS or (index < at and word.endswith(("’s", "'s", "s’", "s'"))):
            return _name_start(words, index) if is_name_word(word) else index
        if low in PREPOSITIONS or low in STOPS:
            # `Were stunned`: a word by itself behind an auxiliary is no noun.
            return None if index == at or (index + 1 == at and low in AUXILIARIES) else index + 1
    return max(0, at - 2)


def _name_start(words: list[re.Match[str]], at: int) -> int:
    while at > 0:
        before = words[at - 1].group()
        if (
            is_name_word(before)
            and not before.endswith((",", ":", ";", ")", "”", '"'))
            and not _ends_sentence(before)
        ):
            at -= 1
        elif at > 1 and before in NAME_PARTICLES and before != "the" and is_name_word(words[at - 2].group()):
            at -= 2
        elif before in LEADING_PARTICLES:
            at -= 1
        elif (
            at > 2
            and before.lower() == "the"
            and words[at - 2].group() == "of"
            and is_name_word(words[at - 3].group())
        ):
            # `Chancellor of the Exchequer`
            at -= 3
        else:
            break
    return at


def _ends_sentence(word: str) -> bool:
    return word.endswith(".") and len(word) > 5


def name_before(text: str, begin: int, end: int) -> Span | None:
    """Find the name that ends at `end`, as in a transcript: `CLINTON: ...`."""
    words = list(_TOKEN.finditer(text, max(begin, end - 80), end))
    if not words or not is_name_word(words[-1].group()) or words[-1].group()[-1] in ",)":
        return None
    return trim(text, words[_name_start(words, len(words) - 1)].start(), end)


def begins_phrase(text: str) -> bool:
    """Whether the text begins like a subject: a name, a pronoun, a determiner, a plain noun."""
    word = _TOKEN.search(text)
    if word is None:
        return False
    low = word.group().strip(_TRIM).lower()
    if is_name_word(word.group()):
        return True
    return bool(low) and low not in HEAD_BEFORE and low not in STOPS and low not in {"who", "which", "as"}


def main_subject(text: str, begin: int, end: int) -> Span | None:
    """Find the subject of the sentence that begins at `begin`: its first noun phrase after an opening adverbial.

    >>> text = "During a speech on Monday, Trump attacked Clinton, saying"
    >>> a, b = main_subject(text, 0, len(text))
    >>> text[a:b]
    'Trump'
    """
    for _ in range(3):
        words = [match for match, _ in zip(_TOKEN.finditer(text, begin, end), range(2), strict=False)]
        if not words:
            return None
        first = words[0].group().strip(_TRIM).lower()
        if first in CONNECTORS:
            begin = words[0].end()
        elif first in LEADS or (first.endswith("ly") and words[0].group().endswith(",")):
            comma = text.find(",", begin, end)
            if comma < 0:
                return None
            begin = comma + 1
        else:
            break
    return phrase_beginning(text, begin, end)


def phrase_beginning(text: str, begin: int, end: int) -> Span | None:
    """Find the noun phrase that begins at `begin`, as after an inverted verb or `according to`.

    >>> text = " 9/11 widow Terry Strada, who"
    >>> a, b = phrase_beginning(text, 0, len(text))
    >>> text[a:b]
    'Terry Strada'
    """
    words: list[re.Match[str]] = []
    for match in _TOKEN.finditer(text, begin, min(end, begin + 160)):
        word = match.group()
        low = word.strip(_TRIM).lower()
        if not words and low in PRONOUNS:
            return trim(text, *match.span())
        if words and _is_over(words, word, low):
            break
        words.append(match)
        if word[-1] in ",;:)!?—–" or (_ends_sentence(word)) or len(words) > _MAX_WORDS + 2:
            break
    if not words or (len(words) == 1 and not _stands_alone(words[0].group())):
        return None
    if words[-1].group().strip(_TRIM).lower() in TIME_NOUNS:
        return None
    return _head(text, words)


def _stands_alone(word: str) -> bool:
    """Whether a word by itself may name who speaks: a name, a noun, `another`; not a participle, as in `citing`."""
    low = word.strip(_TRIM).lower()
    if word.islower() and (is_cue(low) or low.endswith(("ing", "ed"))):
        return False
    return low not in NOT_NAMES or low in PARTITIVES or is_name_word(word)


def _is_over(words: list[re.Match[str]], word: str, low: str) -> bool:
    last = words[-1].group()
    is_begun = len(words) > 1 or last.lower() not in DETERMINERS
    if word[0] in '(“"—–[' or (low in CALENDAR and is_begun and not is_name_word(word)):
        return True
    if low in NAME_PARTICLES and is_name_word(last):
        return low == "the"
    if low in PREPOSITIONS:
        return not _is_joined(words, word, low)
    if low in DETERMINERS:
        return not _is_determined(words)
    # A name is over where small letters go on, unless it stands in the genitive.
    is_name_over = is_name_word(last) and word[0].islower() and not is_role(low)
    is_genitive = last.endswith(("’s", "'s", "s’", "s'"))
    # `The bank said`; not `The paper quoted Ann Hill as saying`.
    is_verb = is_begun and is_cue(word) and low != "quoted"
    is_stop = is_verb or low in PRONOUNS or (low in STOPS and not is_name_word(word))
    return is_stop or (is_name_over and not is_genitive)


def _is_joined(words: list[re.Match[str]], word: str, low: str) -> bool:
    """Whether a preposition is a part of the phrase: `Treasury Under Secretary`, `head of`, `one of`."""
    if word.istitle() and is_name_word(words[-1].group()):
        return True
    return low == "of" and (len(words) > 1 or words[0].group().lower() in PARTITIVES)


def _is_determined(words: list[re.Match[str]]) -> bool:
    """Whether a determiner is a part of the phrase: `all the men`, `one of the men`, `Chancellor of the Exchequer`."""
    before = [match.group() for match in words]
    if before.pop() != "of":
        return not before and words[0].group().lower() in PARTITIVES
    return bool(before) and (
        is_name_word(before[-1]) or (len(before) == 1 and before[0].lower() in PARTITIVES)
    )


def _head(text: str, words: list[re.Match[str]]) -> Span | None:
    if words[0].group().lower() in PARTITIVES and len(words) > 2 and words[1].group() == "of":
        return trim(text, words[0].start(), words[-1].end())
    if is_name_word(words[-1].group()):
        first = _name_start(words, len(words) - 1)
        return trim(text, words[first].start(), words[-1].end())
    while len(words) > 2 and (words[-1].group().endswith(("ed", "ing")) or words[-1].group() == "of"):
        words.pop()
    return trim(text, words[0].start(), words[min(len(words), _MAX_WORDS) - 1].end())
