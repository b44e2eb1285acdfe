"""Near duplicates: pairs of texts whose sketches share enough, compared by all their shingles (Broder 1997)."""

from collections.abc import Iterator
from typing import Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
from pydantic import BaseModel, ConfigDict, Field

from newsmill.steps.shingles import WORDS, Hashes, Shingles

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Kind = Literal["near", "contained", "contains"]

# Texts that are looked at share two hashes, and this much of the smaller sketch: a duplicate's is twice that, give or take.
FEWEST_SHARED: Final = 2
_LEAST_SHARE: Final = 0.4
# A hash that more texts share is a phrase of the trade: it pairs each of them with the first few alone, so that pairs stay few.
_MOST_PAIRED: Final = 64
_FIRST: Final = 8
# Hashes that are sorted at once: 100 MB.
_MOST_SORTED: Final = 1 << 22


class DeduplicateParams(BaseModel):
    """What makes two texts duplicates of each other."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    near: bool = Field(default=True, description="Look for near duplicates; exact ones are always found.")
    near_jaccard: float = Field(
        default=0.7,
        ge=0.5,
        le=1,
        description="Least share of their runs of five words, of all in either, that near duplicates have in common.",
    )
    containment: float = Field(
        default=0.8,
        ge=0.5,
        le=1,
        description="Least share of an article's runs of five words that stand in a longer one for it to be contained.",
    )
    min_words: int = Field(
        default=30, ge=WORDS, description="Articles with fewer words are compared as a whole only."
    )


class Pairs(NamedTuple):
    """Pairs of texts by their numbers: each later one with an earlier one."""

    later: Ints
    earlier: Ints


class Resemblance(NamedTuple):
    """A pair of duplicates, by what they have in common."""

    later: int
    earlier: int
    kind: Kind
    jaccard: float
    # Share of the smaller set of shingles that is in the other.
    containment: float

    @property
    def score(self) -> float:
        """What the kind is judged by."""
        return self.jaccard if self.kind == "near" else self.containment


def candidates(texts: Ints, hashes: npt.NDArray[np.int32], is_arriving: Flags) -> Pairs:
    """Pairs of texts worth comparing, each with an arriving one as the later.

    `texts` and `hashes` are the sketches, one row a hash; texts are numbered in the order in which they were there, and
    `is_arriving` says of each whether it is to be compared. Which text of a pair is in which batch makes no difference.
    """
    sizes = np.bincount(texts, minlength=len(is_arriving))
    slices = 1 + len(hashes) // _MOST_SORTED
    keys = [np.empty(0, np.int64)]
    for number in range(slices):
        is_mine = hashes % slices == number
        for later, earlier in _meetings(texts[is_mine], hashes[is_mine]):
            keys.append(later * len(sizes) + earlier)
    found, shared = np.unique(np.concatenate(keys), return_counts=True)
    later, earlier = np.divmod(found, max(1, len(sizes)))
    smaller = np.minimum(sizes[later], sizes[earlier])
    is_likely = (shared >= np.maximum(FEWEST_SHARED, _LEAST_SHARE * smaller)) & is_arriving[later]
    return Pairs(later[is_likely], earlier[is_likely])


def _meetings(texts: Ints, hashes: npt.NDArray[np.int32]) -> list[tuple[Ints, Ints]]:
    """Later and earlier text of each pair, once for each hash that they share."""
    order = np.lexsort((texts, hashes))
    texts, hashes = texts[order], hashes[order]
    is_first = np.ones(len(hashes), np.bool_)
    is_first[1:] = hashes[1:] != hashes[:-1]
    group = is_first.cumsum() - 1
    firsts = is_first.nonzero()[0]
    members = np.diff(np.append(firsts, len(hashes)))[group]
    return [*_all_pairs(texts, group, members), *_pairs_with_first(texts, firsts[group], members)]


def _all_pairs(texts: Ints, group: Ints, members: Ints) -> list[tuple[Ints, Ints]]:
    """Each text with all before it that share a hash, of the hashes that few share."""
    is_shared = (members > 1) & (members <= _MOST_PAIRED)
    texts, group = texts[is_shared], group[is_shared]
    pieces = []
    for apart in range(1, _MOST_PAIRED):
        same = (group[apart:] == group[:-apart]).nonzero()[0]
        if not len(same):
            break
        pieces.append((texts[same + apart], texts[same]))
    return pieces


def _pairs_with_first(texts: Ints, firsts: Ints, members: Ints) -> list[tuple[Ints, Ints]]:
    """Each text with the first few that share a hash, of the hashes that many share."""
    at = (members > _MOST_PAIRED).nonzero()[0]
    pieces = []
    for place in range(_FIRST):
        later = at[at > firsts[at] + place]
        pieces.append((texts[later], texts[firsts[later] + place]))
    return pieces


def blocks(pairs: Pairs, most: int) -> Iterator[Pairs]:
    """The pairs in pieces that each have to do with so many texts, give or take the first of a piece."""
    first = 0
    seen: set[int] = set()
    for at, pair in enumerate(zip(pairs.later.tolist(), pairs.earlier.tolist(), strict=True)):
        if len(seen) >= most:
            yield Pairs(pairs.later[first:at], pairs.earlier[first:at])
            first, seen = at, set()
        seen.update(pair)
    if seen:
        yield Pairs(pairs.later[first:], pairs.earlier[first:])


def compared(pairs: Pairs, found: Shingles, places: Ints, params: DeduplicateParams) -> list[Resemblance]:
    """Those of the pairs that are duplicates; `found` has the shingles of text `t` at `places[t]`."""
    fewest = params.min_words - WORDS + 1
    resembling = []
    for later, earlier in zip(pairs.later.tolist(), pairs.earlier.tolist(), strict=True):
        mine, other = found.of(places[later]), found.of(places[earlier])
        if min(len(mine), len(other)) < fewest:
            continue
        jaccard, containment = measures(mine, other)
        kind = _kind(jaccard, containment, params, is_smaller=len(mine) <= len(other))
        if kind is not None:
            resembling.append(Resemblance(later, earlier, kind, jaccard, containment))
    return resembling


def measures(mine: Hashes, other: Hashes) -> tuple[float, float]:
    """Jaccard similarity and containment of two texts' shingles."""
    shared = _shared(mine, other)
    if not shared:
        return 0.0, 0.0
    return shared / (len(mine) + len(other) - shared), shared / min(len(mine), len(other))


def _kind(jaccard: float, containment: float, params: DeduplicateParams, *, is_smaller: bool) -> Kind | None:
    if jaccard >= params.near_jaccard:
        return "near"
    if containment >= params.containment:
        return "contained" if is_smaller else "contains"
    return None


def _shared(mine: Hashes, other: Hashes) -> int:
    """How many hashes two sorted sets have in common."""
    if len(mine) > len(other):
        mine, other = other, mine
    at = np.searchsorted(other, mine)
    at[at == len(other)] = 0
    return int(np.count_nonzero(other[at] == mine))
