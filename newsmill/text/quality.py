"""Quality signals after Gopher (Rae et al. 2021) and C4 (Raffel et al. 2020): measured, never a ground to drop."""

import itertools
import re
from collections import Counter
from typing import Final

MIN_WORDS: Final = 50
MAX_WORDS: Final = 100_000
_SENTENCE_END: Final = re.compile(r"[.!?…。؟।][\"'”’»)\]]*(?:\s|$)")
_BULLET: Final = re.compile(r"(?m)^\s*[-*•●▪‣·]\s")
# Gopher's eight stop words; asked for in English texts only.
_FIRST_WORDS: Final = 60
_STOP_WORDS: Final = frozenset({"the", "be", "to", "of", "and", "that", "have", "with"})


def quality_flags(text: str, words: list[str], language: str | None = None) -> list[str]:
    """Names of the signals that fire for a text and its words (parted by white space), in alphabetical order.

    Thresholds are Gopher's; of C4's the line rules, softened for news: a brief of two sentences is a fine
    story, a curly bracket in a quoted line is no code, and stop words are asked of English alone.

    >>> quality_flags("Oil.", ["Oil."])
    ['few_stop_words', 'short']
    """
    if not words:
        return ["short"]
    flags = _length_flags(text, words) + _symbol_flags(text, words) + _line_flags(text)
    if language in {None, "en"} and text.isascii() and not _has_stop_words(words):
        flags.append("few_stop_words")
    if _is_repetitive(words):
        flags.append("repetitive")
    return sorted(flags)


def _has_stop_words(words: list[str]) -> bool:
    # Nearly every text has two in its first words.
    return any(len(_STOP_WORDS.intersection(some)) >= 2 for some in (words[:_FIRST_WORDS], words))


def _length_flags(text: str, words: list[str]) -> list[str]:
    flags = []
    if len(words) < MIN_WORDS:
        flags.append("short")
    if len(words) > MAX_WORDS:
        flags.append("long")
    letters = len(text) - len(words)
    if not 3 <= letters / len(words) <= 10:
        flags.append("mean_word_length")
    return flags


def _symbol_flags(text: str, words: list[str]) -> list[str]:
    flags = []
    if text.count("#") > 0.1 * len(words):
        flags.append("many_hashes")
    if text.count("...") + text.count("…") > 0.1 * len(words):
        flags.append("many_ellipses")
    # Words with a letter, nearly: those that are not numbers, signs and the like.
    if sum(map(str.isalpha, words)) < 0.8 * len(words):
        with_letter = sum(word[0].isalpha() or any(map(str.isalpha, word)) for word in words)
        if with_letter < 0.8 * len(words):
            flags.append("few_letters")
    if "{" in text and text.count("{") + text.count("}") >= 4 and ";" in text:
        flags.append("code")
    lower = text.lower() if "ipsum" in text or "avascript" in text else ""
    if "lorem ipsum" in lower:
        flags.append("lorem_ipsum")
    if "javascript" in lower and ("enable" in lower or "disabled" in lower or "browser" in lower):
        flags.append("javascript_notice")
    return flags


def _line_flags(text: str) -> list[str]:
    flags = []
    lines = [line for line in text.split("\n") if line]
    if len(lines) >= 4 and _BULLET.match(lines[0]) and len(_BULLET.findall(text)) > 0.9 * len(lines):
        flags.append("bullets")
    if len(lines) >= 4 and sum(line.endswith(("...", "…")) for line in lines) > 0.3 * len(lines):
        flags.append("ellipsis_lines")
    if _SENTENCE_END.search(text) is None:
        flags.append("no_sentence_end")
    if len(lines) >= 4 and len(lines) - len(set(lines)) > 0.3 * len(lines):
        flags.append("duplicate_lines")
    return flags


def _is_repetitive(words: list[str]) -> bool:
    """Whether one pair of words makes up a fifth of a text of some length (Gopher's top 2-gram)."""
    if len(words) < MIN_WORDS or len(set(words[:400])) > 0.4 * len(words[:400]):
        return False
    pair, times = Counter(itertools.pairwise(words)).most_common(1)[0]
    return times * (len(pair[0]) + len(pair[1])) > 0.2 * sum(map(len, words))
