"""How common a word is: wordfreq's lists, loaded once a process and language."""

import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

DEFAULT_LANGUAGE: Final = "en"


@lru_cache(maxsize=8)
def zipf_table(language: str = DEFAULT_LANGUAGE) -> Mapping[str, float]:
    """Zipf frequency of the words of a language (ISO 639-1); English where wordfreq has no list.

    Log10 of a word's number in a billion words, in lower case. The large list where there is one (English:
    320,000 words, 0.2 s to load). Source: wordfreq (Speer).
    """
    import wordfreq  # noqa: PLC0415 - 0.1 s, needed only where a page has a seam to judge

    known = wordfreq.available_languages("best")
    shares = wordfreq.get_frequency_dict(language if language in known else DEFAULT_LANGUAGE, "best")
    return {word: math.log10(share) + 9 for word, share in shares.items()}


def zipf(word: str, language: str = DEFAULT_LANGUAGE) -> float:
    """Zipf frequency of a word; 0 where it is unknown.

    >>> zipf("after") > 6 > zipf("aft") > 3
    True
    >>> zipf("aftr-obama")
    0.0
    """
    return zipf_table(language).get(word.lower().replace("’", "'"), 0.0)


_LETTERS: Final = re.compile(r"[^\W\d_]+")


def is_word(text: str, language: str = DEFAULT_LANGUAGE, least: float = 1.5) -> bool:
    """Whether text is one word that a language knows, at a Zipf frequency of `least` or more."""
    return _LETTERS.fullmatch(text) is not None and zipf(text, language) >= least
