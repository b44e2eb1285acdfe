"""Reconciles what the recogniser and the gazetteer say of the same words."""

from collections.abc import Sequence
from typing import Final

from newsmill.enrich.annotations import Mention

# A place that only the recogniser sees, not in the gazetteer, must be this sure.
_LEAST_UNPLACED: Final = 0.9
# Last words of companies and media: what they do is not done at the place that they are called by.
_ENTERPRISES: Final = frozenset([
    "Inc", "Corp", "Co", "Ltd", "Plc", "PLC", "LLC", "AG", "SA", "NV", "Group", "Holdings", "Company", "Corporation",
    "Industries", "Partners", "Capital", "Securities", "Exchange", "Airlines", "Airways", "Motors", "Pharmaceuticals",
    "Times", "Post", "Herald", "Tribune", "Journal", "Gazette", "Observer", "Star", "Sun", "Telegraph", "Guardian",
    "Press", "Daily", "Globe", "Chronicle", "Magazine", "Today", "TODAY", "Records", "Films", "Pictures",
])  # fmt: skip
_AIRLINE: Final = "Air"


def merged(recognised: Sequence[Mention], placed: Sequence[Mention]) -> tuple[Mention, ...]:
    """One list in order of the text; both arguments are in that order and free of overlaps in themselves.

    A place within an organization's name stands beside it (England in Bank of England); one within the name of a
    person, a company or a medium is dropped (New York Times, Air France). Otherwise of two that overlap the one on the map is
    kept: the gazetteer has weighed what the recogniser says.
    """
    kept: list[Mention] = []
    dropped: set[int] = set()
    at = 0
    for mention in recognised:
        while at < len(placed) and placed[at].end <= mention.start:
            at += 1
        last = at
        while last < len(placed) and placed[last].start < mention.end:
            last += 1
        over = range(at, last)
        losers = {i for i in over if _is_nowhere(mention) and _is_within(placed[i], mention)}
        dropped |= losers
        if _stays(mention, [placed[i] for i in over if i not in losers]):
            kept.append(mention)
    kept += [place for i, place in enumerate(placed) if i not in dropped]
    return tuple(sorted(kept, key=lambda m: (m.start, m.end, m.kind)))


def _is_nowhere(mention: Mention) -> bool:
    """Whether a place in a name says nothing of where its bearer is or acts."""
    if mention.kind == "organization":
        words = mention.surface.rstrip(".").split()
        return words[-1] in _ENTERPRISES or words[0] == _AIRLINE
    return mention.kind == "person"


def _stays(mention: Mention, places: Sequence[Mention]) -> bool:
    if not places:
        return mention.kind != "place" or mention.confidence >= _LEAST_UNPLACED
    if mention.kind != "organization":
        return False
    return all(_is_within(place, mention) for place in places)


def _is_within(place: Mention, mention: Mention) -> bool:
    is_same = (place.start, place.end) == (mention.start, mention.end)
    return mention.start <= place.start and place.end <= mention.end and not is_same
