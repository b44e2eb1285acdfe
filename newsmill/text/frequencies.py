"""How common a word is: wordfreq's lists, loaded once a process and language."""

import gzip
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

import numpy as np

DEFAULT_LANGUAGE: Final = "en"
_MOST_COMMON: Final = 9.0  # Zipf frequency of a word that stands alone in its language

_FLAGS: Final = 1 << 22


class Frequencies:
    """Zipf frequencies by word, from lists of words that grow rarer by a hundredth each.

    Words are kept as their 64-bit hashes: 320,000 of them take 8 MB where a dictionary takes 60, and the chance
    that an unknown word is taken for a known one is 1 in 10^13.
    """

    def __init__(self, lists: Iterable[Sequence[str]]) -> None:
        keys, sizes = array("q"), []
        for words in lists:
            keys.extend(map(_key, words))
            sizes.append(len(words))
        hashes = np.frombuffer(keys, np.int64)
        centibels = np.repeat(np.arange(len(sizes), dtype=np.int16), sizes)
        order = hashes.argsort()
        # Three in four words that are asked for are unknown: most are told by a look into these flags alone.
        may_be = np.zeros(_FLAGS, np.bool_)
        may_be[hashes & (_FLAGS - 1)] = True
        self._may_be = may_be.tobytes()
        # One value at a time is read: a memoryview gives Python's own numbers, twice as fast as numpy.
        self._hashes, self._centibels = hashes[order].data, centibels[order].data

    def endings(self, head: str, letters: str) -> list[tuple[int, float]]:
        """Say where in `letters` a word begun by `head`, in lower case, may go on to their end: position and Zipf frequency.

        One letter is no rest of a word.

        >>> [at for at, zipf in zipf_table("en").endings("aft", "houser")]
        [4]
        """
        begun, run, may_be = head.encode(), letters.encode(), self._may_be
        if len(run) != len(letters):
            words = ((at, self.get(head + letters[at:], 0.0)) for at in range(len(letters) - 1))
            return [(at, zipf) for at, zipf in words if zipf]
        found, flags = [], _FLAGS - 1
        for at in range(len(run) - 1):
            key = hash(begun + run[at:])
            if may_be[key & flags] and (zipf := self._of(key)):
                found.append((at, zipf))
        return found

    def get(self, word: str, default: float) -> float:
        """Zipf frequency of a word in lower case, or the default where it is unknown."""
        key = _key(word)
        if not self._may_be[key & (_FLAGS - 1)]:
            return default
        return self._of(key) or default

    def _of(self, key: int) -> float:
        at = bisect_left(self._hashes, key)
        if at < len(self._hashes) and self._hashes[at] == key:
            return _MOST_COMMON - self._centibels[at] / 100
        return 0.0


def _key(word: str) -> int:
    # Of its bytes: Python's hash of "kp" is that of the one character that those two bytes make in UTF-16.
    return hash(word.encode())


@lru_cache(maxsize=8)
def zipf_table(language: str) -> Frequencies:
    """Zipf frequency of the words of a language (ISO 639-1); English where wordfreq has no list.

    Log10 of a word's number in a billion words, in lower case. The large list where there is one (English:
    320,000 words, 0.2 s to load). Source: wordfreq (Speer).
    """
    import wordfreq  # noqa: PLC0415 - 0.1 s, needed only where a page has a seam to judge

    path = wordfreq.available_languages("best").get(language)
    return zipf_table(DEFAULT_LANGUAGE) if path is None else Frequencies(_lists(path))


def _lists(path: str) -> Iterator[list[str]]:
    """Read wordfreq's file, the words of one frequency after the other: `wordfreq.read_cBpack` holds all, 35 MB."""
    import msgpack  # noqa: PLC0415

    with gzip.open(path) as file:
        unpacker = msgpack.Unpacker(file)
        count = unpacker.read_array_header() - 1
        header = unpacker.unpack()
        if header != {"format": "cB", "version": 1}:
            raise ValueError(f"{path} is no list of wordfreq's: {header!r}")
        for _ in range(count):
            yield unpacker.unpack()


def zipf(word: str, language: str = DEFAULT_LANGUAGE) -> float:
    """Zipf frequency of a word; 0 where it is unknown.

    >>> zipf("after") > 6 > zipf("aft") > 3
    True
    >>> zipf("aftr-obama")
    0.0
    """
    return zipf_table(language).get(word.lower().replace("’", "'"), 0.0)
