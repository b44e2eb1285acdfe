"""One kind a name in one article: what the recogniser says most surely of it."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from newsmill.enrich.annotations import Mention

_LONGEST_PERSON: Final = 3


def one_kind_a_name(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Settle names that are called a person here and an organization there by their summed confidence.

    A longer name that ends in a person's (Barack Obama beside Obama) is a person's too.
    """
    weights: dict[tuple[str, str], float] = defaultdict(float)
    for mention in mentions:
        weights[mention.kind, mention.surface] += mention.confidence
    people = {
        name
        for (kind, name), weight in weights.items()
        if kind == "person" and weight > weights.get(("organization", name), 0.0)
    }
    return tuple(_settled(mention, weights, people) for mention in mentions)


def _settled(mention: Mention, weights: dict[tuple[str, str], float], people: set[str]) -> Mention:
    if mention.kind == "organization":
        words = mention.surface.split()
        is_full_name = 1 < len(words) <= _LONGEST_PERSON and words[-1] in people
        return mention._replace(kind="person") if is_full_name or mention.surface in people else mention
    if mention.kind == "person" and mention.surface not in people:
        is_rival = weights.get(("organization", mention.surface), 0.0) > weights["person", mention.surface]
        return mention._replace(kind="organization") if is_rival else mention
    return mention
