"""Points for and against each match: its neighbours, the recogniser's spans, the document's other mentions."""

from collections.abc import Sequence
from typing import Final

from newsmill.enrich.places import evidence
from newsmill.enrich.places.gazetteer import Name, words
from newsmill.enrich.places.recognise import Match, Scene, SpanLike

# Points by kind of span and whether it is longer than the match: for names of towns, and for those of countries,
# areas and regions. Fitted as a logistic regression on news with hand-marked places, then rounded.
SPAN_POINTS: Final = {
    ("place", False): (2.0, 2.0),
    ("place", True): (-1.2, -0.6),
    ("person", False): (-1.8, -1.2),
    ("person", True): (-1.8, -1.2),
    ("organization", False): (0.0, 0.5),
    ("organization", True): (-0.2, -0.6),
}
NO_SPAN: Final = (0.2, -0.6)
SURE_SPAN: Final = 0.98  # confidence from which a place span without gazetteer name is a place


def weigh(scene: Scene, found: Sequence[Match]) -> None:
    """Give each match its points: its prior, its neighbours, the spans, and the name's other mentions."""
    people = persons(scene)
    lower = {w for w in scene.words if w.islower()}
    heads = {m.first: m for m in found}
    best: dict[str, float] = {}
    for match in found:
        name = match.name
        points = evidence.prior(name) + _left(scene, match) + _right(scene, match, heads)
        if scene.has_spans:
            points += _of_spans(scene, match)
        if name.words == 1 and name.text.lower() in lower:
            points -= 2
        if name.text in people:
            points -= 1 if "country" in name.kinds else 3
        match.points = points
        best[name.text] = max(best.get(name.text, -9.0), points)
    for match in found:
        if -1.5 <= match.points < evidence.ACCEPT and best[match.name.text] >= evidence.ACCEPT + 1.5:
            match.points = evidence.ACCEPT


def persons(scene: Scene) -> set[str]:
    """Last words of what look like full or titled names of persons."""
    given, titles, found, texts = words("given_names"), evidence.TITLES, set(), scene.words
    for at, word in enumerate(texts):
        if not (word in given or word in titles) or not scene.joined(at):
            continue
        last = at + 1
        while scene.joined(last) and texts[last + 1][0].isupper() and last - at < 3:
            last += 1
        if texts[last][0].isupper() and " ".join(texts[at : last + 1]) not in scene.names:
            found.add(texts[last])
    return found


def _left(scene: Scene, match: Match) -> float:
    before = scene.before(match.first)
    if not before:
        return 0.0
    is_soft = bool(match.name.kinds & evidence.SOFT_KINDS)
    if before[0].isupper() and scene.joined(match.first - 1):
        return _left_capital(scene, match, before, is_soft)
    if before[0].isdigit() and len(match.name.text) == len("BC"):
        return -4.0
    lower = before.lower()
    if lower in evidence.STRONG_PREPOSITIONS:
        return 2.5
    if lower in evidence.WEAK_PREPOSITIONS:
        return 0.7
    if lower in evidence.DIRECTIONS:
        return 1.5
    if before in evidence.TITLES:
        return -5.0
    return -0.7 if lower in {"the", "a", "an"} and not (is_soft or match.is_feature) else 0.0


def _left_capital(scene: Scene, match: Match, before: str, is_soft: bool) -> float:
    lower = before.lower()
    if lower in evidence.STRONG_PREPOSITIONS:
        return 2.5
    if lower in evidence.WEAK_PREPOSITIONS or lower in evidence.DIRECTIONS:
        return 0.7
    if before in evidence.TITLES:
        return -5.0
    if before in words("given_names"):
        return -1.5 if "country" in match.name.kinds else -4.0
    if match.first - 1 in scene.openers:
        return -0.5
    return -0.5 if is_soft else -2.0


def _right(scene: Scene, match: Match, heads: dict[int, Match]) -> float:
    after = scene.after(match.last)
    if not after:
        return 0.0
    is_soft = bool(match.name.kinds & evidence.SOFT_KINDS)
    if after == ",":
        following = heads.get(match.last + 1)
        return 4.0 if following is not None and is_inside(match.name, following.name) else 0.0
    if after in evidence.SAYING:
        return 0.0 if is_soft else -0.7
    if not after[0].isupper() or not scene.joined(match.last - 1):
        return 0.0
    if after in evidence.NEUTRAL_FOLLOWERS or after in evidence.TITLES:
        return 0.0
    if after in evidence.ORGANIZATION_HEADS:
        return -0.5 if is_soft else -1.5
    return -0.3 if is_soft or match.last in heads else -2.0


def _of_spans(scene: Scene, match: Match) -> float:
    """What the recogniser says: the same span as a place speaks for it, a person or a longer place against it."""
    span = scene.span_at.get(match.first)
    is_soft = bool(match.name.kinds & evidence.SOFT_KINDS)
    if span is None:
        return NO_SPAN[is_soft]
    is_longer = span.end - span.start > match.end - match.start + len("'s")
    return SPAN_POINTS[span.kind, is_longer][is_soft] * span.confidence


def is_inside(name: Name, outer: Name) -> bool:
    """Whether some place of the first name lies in some area or country of the second."""
    areas = {(c.country, c.name) for c in outer.candidates if c.kind == "area"}
    countries = {c.country for c in outer.candidates if c.kind == "country"}
    return any(
        c.kind != "country" and (c.country in countries or ((c.country, c.area) in areas and c.kind != "area"))
        for c in name.candidates
    )


def of_recogniser(scene: Scene, spans: Sequence[SpanLike], taken: set[int]) -> list[SpanLike]:
    """Place spans that no gazetteer name explains, sure enough to stand by themselves."""
    covered = {id(scene.span_at[word]) for word in taken if word in scene.span_at}
    return [
        s
        for s in spans
        if s.kind == "place" and s.confidence >= SURE_SPAN and scene.text[s.start].isupper() and id(s) not in covered
    ]
