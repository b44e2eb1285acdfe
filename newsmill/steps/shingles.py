"""Shingles: hashes of all runs of five words of a text, by which texts are compared (Broder 1997).

A hash is a polynomial of the run's bytes, so that all of a batch come out of a few passes of numpy. Those that fall in a fixed
eighth of all hashes are a text's sketch: of two texts, the sketches share what the texts share, give or take.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

WORDS: Final = 5
# One shingle in so many, a power of two, is in the sketch: 30 of a text of 250 words, 120 bytes.
ONE_IN: Final = 8

SKETCHES: Final = pa.schema([("article_id", pa.string()), ("sketch", pa.list_(pa.int32()))])

Hashes = npt.NDArray[np.uint64]
Ints = npt.NDArray[np.int64]

_SPACE: Final = ord(" ")
_BASE: Final = np.uint64(0x9E3779B97F4A7C15)
_INVERSE: Final = np.uint64(pow(int(_BASE), -1, 1 << 64))
# Bytes hashed at once: their powers take 2 MB.
_CHUNK: Final = 1 << 17


class Shingles(NamedTuple):
    """Shingles of some texts: `hashes[offsets[i]:offsets[i + 1]]` are those of text `i`, each once, in order."""

    hashes: Hashes
    offsets: Ints

    def of(self, text: int) -> Hashes:
        """Shingles of one text."""
        return self.hashes[self.offsets[text] : self.offsets[text + 1]]


def shingles(texts: Sequence[bytes], one_in: int = 1) -> Shingles:
    """Shingles of texts (`identity.plain_words`), or a fixed share of all; a text of fewer than five words has none.

    >>> found = shingles([b"one two three four five six", b"two three four five six", b"too short"])
    >>> len(found.of(0)), len(found.of(1)), len(found.of(2)), found.of(1)[0] in found.of(0)
    (2, 1, 0, True)
    """
    hashes, counts = [np.empty(0, np.uint64)], [np.empty(0, np.int64)]
    for chunk in _chunks(texts):
        of_text, found = _hashed(chunk)
        if one_in > 1:
            is_kept = found < np.uint64((1 << 64) // one_in)
            of_text, found = of_text[is_kept], found[is_kept]
        order = np.lexsort((found, of_text))
        of_text, found = of_text[order], found[order]
        is_new = np.ones(len(found), np.bool_)
        is_new[1:] = (found[1:] != found[:-1]) | (of_text[1:] != of_text[:-1])
        hashes.append(found[is_new])
        counts.append(np.bincount(of_text[is_new], minlength=len(chunk)))
    return Shingles(np.concatenate(hashes), np.concatenate(([0], *counts)).cumsum().astype(np.int64))


def sketches_of(article_ids: Sequence[str], texts: Sequence[bytes]) -> pa.Table:
    """Rows of `SKETCHES` for texts (`identity.plain_words`)."""
    found = shingles(texts, ONE_IN)
    kept = found.hashes.astype(np.uint32).view(np.int32)
    lists = pa.ListArray.from_arrays(pa.array(found.offsets.astype(np.int32)), pa.array(kept))
    return pa.table([pa.array(article_ids, pa.string()), lists], schema=SKETCHES)


def _chunks(texts: Sequence[bytes]) -> Iterator[Sequence[bytes]]:
    first = size = 0
    for at, text in enumerate(texts):
        if size and size + len(text) >= _CHUNK:
            yield texts[first:at]
            first, size = at, 0
        size += len(text) + 1
    if first < len(texts):
        yield texts[first:]


def _hashed(texts: Sequence[bytes]) -> tuple[Ints, Hashes]:
    """Text and hash of each run of words."""
    data = np.frombuffer(b" ".join(texts) + b" ", np.uint8)
    is_space = data == _SPACE
    begins = np.empty(len(data), np.bool_)
    begins[0] = not is_space[0]
    np.logical_and(~is_space[1:], is_space[:-1], out=begins[1:])
    starts = begins.nonzero()[0]
    ends = (is_space[1:] & ~is_space[:-1]).nonzero()[0] + 1
    powers, inverses = _powers(len(data))
    sums = np.zeros(len(data) + 1, np.uint64)
    np.cumsum((data.astype(np.uint64) + np.uint64(1)) * powers, out=sums[1:])
    text_ends = np.cumsum([len(text) + 1 for text in texts])
    of_word = np.searchsorted(text_ends, starts, side="right")
    count = max(0, len(starts) - WORDS + 1)
    first, last = starts[:count], ends[WORDS - 1 :]
    is_within = of_word[:count] == of_word[WORDS - 1 :]
    first, last = first[is_within], last[is_within]
    return of_word[:count][is_within], _mixed((sums[last] - sums[first]) * inverses[first])


def _mixed(hashes: Hashes) -> Hashes:
    """Hashes whose bits are all alike random (the end of splitmix64)."""
    hashes = (hashes ^ (hashes >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    hashes = (hashes ^ (hashes >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))


def _powers(size: int) -> tuple[Hashes, Hashes]:
    """Powers of the base and of its inverse, modulo 2^64."""
    if size > _CHUNK:  # one long text
        return _made_powers(size)
    powers, inverses = _kept_powers()
    return powers[:size], inverses[:size]


@lru_cache(maxsize=1)
def _kept_powers() -> tuple[Hashes, Hashes]:
    return _made_powers(_CHUNK)


def _made_powers(size: int) -> tuple[Hashes, Hashes]:
    powers, inverses = np.full(size, _BASE), np.full(size, _INVERSE)
    powers[:1] = inverses[:1] = 1
    return np.cumprod(powers), np.cumprod(inverses)
