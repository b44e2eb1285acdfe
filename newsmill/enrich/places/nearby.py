"""Places that no gazetteer knows - streets, rivers, villages - put where the place named next to them lies."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from newsmill.enrich.places.gazetteer import Candidate

REACH: Final = 600  # code points to the nearest place named
WIDE_KINDS: Final = frozenset({"country", "region"})  # too wide to say where a street lies


def nearest(start: int, anchors: Sequence[tuple[int, Candidate]]) -> Candidate | None:
    """Place of the anchor (start in the text, place; sorted) closest to a start, None where none is in reach.

    A town or county is preferred to an area, which must be twice as close.
    """
    at = bisect_left(anchors, start, key=lambda a: a[0])
    around = anchors[max(0, at - 3) : at + 3]
    costs = [
        (abs(begin - start) * (2 if place.kind == "area" else 1), place.name, place)
        for begin, place in around
    ]
    if not costs:
        return None
    cost, _, place = min(costs, key=lambda c: c[:2])
    return place if cost <= REACH else None
