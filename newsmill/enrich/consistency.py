"""What the recogniser says of names, made consistent within an article: whole names, and one kind a name."""

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

from newsmill.enrich.annotations import Mention
from newsmill.enrich.quotes.pronouns import first_names

_LONGEST_PERSON: Final = 3
_LONGEST_WORD: Final = 24
_WORD_BEFORE: Final = re.compile(r"(?<![\w'’-])([A-Z][a-z]+) \Z")


def whole_names(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """Give a person the first name right before it, where the recogniser has left it out: `Barack [Obama] said`."""
    known = first_names()
    whole: list[Mention] = []
    for mention in mentions:
        before = _WORD_BEFORE.search(text, max(0, mention.start - _LONGEST_WORD), mention.start)
        floor = whole[-1].end if whole else 0
        is_short = mention.kind == "person" and mention.surface.partition(" ")[0].lower() not in known
        if before is None or before.start() < floor or not is_short or before[1].lower() not in known:
            whole.append(mention)
        else:
            surface = text[before.start() : mention.end]
            name = " ".join(surface.split())
            whole.append(mention._replace(start=before.start(), surface=surface, name=name))
    return whole


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
