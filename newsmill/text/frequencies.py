"""How common a word is: wordfreq's lists, loaded once a process and language."""

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

DEFAULT_LANGUAGE: Final = "en"


@lru_cache(maxsize=8)
def word_frequencies(language: str = DEFAULT_LANGUAGE) -> Mapping[str, float]:
    """Share of each word among all words of a language (ISO 639-1); English where wordfreq has no list.

    The large list where there is one (English: 320,000 words, 0.1 s to load). Source: wordfreq (Speer).
    """
    import wordfreq  # noqa: PLC0415 - 0.1 s, needed only where a page has a seam to judge

    known = wordfreq.available_languages("best")
    frequencies: Mapping[str, float] = wordfreq.get_frequency_dict(
        language if language in known else DEFAULT_LANGUAGE, "best"
    )
    return frequencies


def zipf(word: str, language: str = DEFAULT_LANGUAGE) -> float:
    """Zipf frequency of a word: log10 of its number in a billion words; 0 where it is unknown.

    >>> zipf("after") > 6 > zipf("aft") > 3
    True
    >>> zipf("aftr-obama")
    0.0
    """
    share = word_frequencies(language).get(word.lower().replace("’", "'"), 0.0)
    return math.log10(share) + 9 if share else 0.0


_LETTERS: Final = re.compile(r"[^\W\d_]+")


def is_word(text: str, language: str = DEFAULT_LANGUAGE, least: float = 1.5) -> bool:
    """Whether text is one word that a language knows, at a Zipf frequency of `least` or more."""
    return _LETTERS.fullmatch(text) is not None and zipf(text, language) >= least
