"""Points for and against each match: its neighbours, the recogniser's spans, the document's other mentions."""

from collections.abc import Sequence
from functools import cache
from typing import Final

from newsmill.enrich.places import evidence
from newsmill.enrich.places.gazetteer import Name, words
from newsmill.enrich.places.scene import SURE_SPAN, Match, Scene, SpanLike

# Points by kind of span and whether it is longer than the match: for names of towns, and for those of countries,
# areas and regions. Fitted as a logistic regression on news with hand-marked places, then rounded; what speaks against the name
# of an organization (`Ashland owns 56 percent`) was raised when the recogniser had become better.
SPAN_POINTS: Final = {
    ("place", False): (2.5, 2.0),
    ("place", True): (-1.2, -0.6),
    ("person", False): (-1.8, -1.2),
    ("person", True): (-1.8, -1.2),
    ("organization", False): (-1.5, -1.0),
    ("organization", True): (-0.2, -0.6),
}
LOWER_CASE: Final = 3.2  # the word stands in lower case elsewhere: turkey, reading
NAMESAKE: Final = 3.0  # a person of the document has the name
NO_SPAN: Final = (0.2, -0.8)
PARTY: Final = 4.0  # `D-Columbus`
CURRENCY: Final = 5.0  # `US$600`
DATELINE: Final = 4.0
_PARTICLES: Final = frozenset(
    {"al", "bin", "bint", "da", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "van", "von"}
)
_SIGNS: Final = frozenset("-–—$")
_PARTIES: Final = frozenset({"D", "R", "I"})


def weigh(scene: Scene, found: Sequence[Match]) -> None:
    """Give each match its points: its prior, its neighbours, the spans, and the name's other mentions."""
    people = persons(scene)
    texts = set(scene.words)
    heads = {m.first: m for m in found}
    best: dict[str, float] = {}
    for match in found:
        name = match.name
        points = match.bonus + evidence.prior(name) + _left(scene, match) + _right(scene, match, heads)
        span = scene.span_at.get(match.first)
        if scene.has_spans:
            points += _of_spans(span, match)
        if name.words == 1 and not name.text.isupper() and name.text.lower() in texts:
            points -= LOWER_CASE
        if name.text in people:
            points -= NAMESAKE if name.text in _personal() or "country" not in name.kinds else 1
        if span is not None and span.kind == "place" and span.confidence >= SURE_SPAN and _same(span, match):
            points = max(points, evidence.ACCEPT)
        match.points = points
        best[name.text] = max(best.get(name.text, -9.0), points)
    for match in found:
        is_near = -1.5 <= match.points < evidence.ACCEPT and best[match.name.text] >= evidence.ACCEPT + 1.5
        span = scene.span_at.get(match.first)
        if is_near and (span is None or span.kind != "person"):
            match.points = evidence.ACCEPT


@cache
def _leading() -> frozenset[str]:
    return words("given_names") | evidence.TITLES


@cache
def _personal() -> frozenset[str]:
    return words("given_names") | words("surnames")


def persons(scene: Scene) -> set[str]:
    """Last words of what look like full or titled names of persons."""
    leading, found, texts = _leading(), set(), scene.words
    for at, word in enumerate(texts):
        if word not in leading or not scene.joined(at) or not _goes_on(texts[at + 1]):
            continue
        last = at + 1
        while scene.joined(last) and texts[last + 1][0].isupper() and last - at < 3:
            last += 1
        if texts[last][0].isupper() and " ".join(texts[at : last + 1]) not in scene.names:
            found.add(texts[last])
    return found


def _goes_on(word: str) -> bool:
    """Whether a word may follow a given name: a name, `van`, `bin`; not `and`, nor a comma."""
    return word[0].isupper() or word in _PARTICLES


@cache
def _left_words() -> dict[str, float]:
    """Points of the word before; looked up as written, then in lower case."""
    return {
        **dict.fromkeys(evidence.WEAK_PREPOSITIONS, 0.7),
        **dict.fromkeys(evidence.DIRECTIONS, 1.5),
        **dict.fromkeys(evidence.STRONG_PREPOSITIONS, 2.5),
        **dict.fromkeys(evidence.TITLES, -5.0),
    }


def _left(scene: Scene, match: Match) -> float:
    before, kinds = scene.before(match.first), match.name.kinds
    if before == "-":
        return _behind_hyphen(scene, match)
    if len(match.name.text) == len("KY") and kinds == {"area"}:
        return 2.0 if before == "," else -4.0
    if before == "of" and _is_of_place(scene, match.first - 1):
        return 2.5
    known = _left_words()
    points = known.get(before) or known.get(before.lower())
    if points is not None:
        return points
    is_soft = bool(kinds & evidence.SOFT_KINDS)
    if before[:1].isupper() and scene.joined(match.first - 1):
        return _after_capital(scene, match, before, is_soft)
    return -0.7 if before in {"the", "a", "an"} and not (is_soft or match.is_feature) else 0.0


def _behind_hyphen(scene: Scene, match: Match) -> float:
    if _is_party(scene, match.first - 1):
        return PARTY
    if len(match.name.text) == len("KY") and match.name.kinds == {"area"}:
        return -4.0
    is_soft = bool(match.name.kinds & evidence.SOFT_KINDS)
    return -2.5 if not is_soft and _is_compound(scene, match.first - 1) else 0.0


def _is_of_place(scene: Scene, of: int) -> bool:
    """Whether `of` stands behind `village`, or behind an age: `Adkins, 40, of McKee`."""
    return of > 0 and (scene.words[of - 1] in evidence.PLACE_NOUNS or scene.follows_age(of))


def _is_party(scene: Scene, hyphen: int) -> bool:
    """Whether a hyphen ties a name to the party of who sits for it: `D-Columbus`."""
    return (
        hyphen > 0 and scene.words[hyphen - 1] in _PARTIES and scene.starts[hyphen] == scene.ends[hyphen - 1]
    )


def _is_compound(scene: Scene, hyphen: int) -> bool:
    """Whether a hyphen ties two capitalised words: `Bristol-Myers`, not `Baghdad-based`."""
    if hyphen < 1 or hyphen + 1 >= len(scene.words):
        return False
    left, right = scene.words[hyphen - 1], scene.words[hyphen + 1]
    is_tight = (
        scene.ends[hyphen - 1] == scene.starts[hyphen] and scene.ends[hyphen] == scene.starts[hyphen + 1]
    )
    return is_tight and len(left) > 1 and left[0].isupper() and right[0].isupper()  # not `R-Florence`


def _after_capital(scene: Scene, match: Match, before: str, is_soft: bool) -> float:
    if before in words("given_names"):
        return -1.5 if "country" in match.name.kinds else -4.0
    return -0.5 if is_soft or match.first - 1 in scene.openers else -2.0


def _right(scene: Scene, match: Match, heads: dict[int, Match]) -> float:
    after = scene.after(match.last)
    is_soft = bool(match.name.kinds & evidence.SOFT_KINDS)
    if after == ",":
        following = heads.get(match.last + 1)
        return 4.0 if following is not None and is_inside(match.name, following.name) else 0.0
    if after in _SIGNS:
        return _before_sign(scene, match, is_soft)
    if after in evidence.DISEASES:
        return 0.0 if "country" in match.name.kinds else -4.0
    if after in evidence.SAYING:
        return 0.0 if is_soft else -0.7
    if after[:1].isupper() and scene.joined(match.last - 1):
        return _before_capital(match, after, heads, is_soft)
    return 1.0 if after in evidence.PLACE_NOUNS or after in evidence.DWELLERS else 0.0


def _before_sign(scene: Scene, match: Match, is_soft: bool) -> float:
    """Points of a sign behind: `HUDSON - Officials ...` is a dateline, `Bristol-Myers` another name, `US$600` a sum."""
    if scene.words[match.last] == "$":
        return -CURRENCY if _is_currency(scene, match) else 0.0
    if match.first in scene.openers and scene.text[match.start : match.end].isupper():
        return DATELINE
    return -2.5 if not is_soft and _is_compound(scene, match.last) else 0.0


def _is_currency(scene: Scene, match: Match) -> bool:
    """Whether a name right before a dollar sign is of it: `US$600`, `for US $600`; `left the US $600 richer` is not."""
    if scene.starts[match.last] == match.end:
        return True
    return scene.text[match.start : match.end].isupper() and scene.before(match.first) != "the"


def _before_capital(match: Match, after: str, heads: dict[int, Match], is_soft: bool) -> float:
    if after in evidence.NEUTRAL_FOLLOWERS or after in evidence.TITLES:
        return 0.0
    if after in evidence.ORGANIZATION_HEADS:
        return -0.5 if is_soft else -1.5
    if is_soft:
        return -0.3
    if after in words("surnames"):
        return -3.0
    return -0.3 if match.last in heads else -2.0


def _of_spans(span: SpanLike | None, match: Match) -> float:
    """Points of the recogniser's span: the same span as a place speaks for it, a person or a longer place against it."""
    is_soft = bool(match.name.kinds & evidence.SOFT_KINDS)
    if span is None:
        return NO_SPAN[is_soft]
    points = SPAN_POINTS.get((span.kind, not _same(span, match)), (0.0, 0.0))
    return points[is_soft] * span.confidence


def _same(span: SpanLike, match: Match) -> bool:
    """Whether a span is hardly longer than a match: a possessive, a point."""
    return span.end - span.start <= match.end - match.start + len("'s")


def is_inside(name: Name, outer: Name) -> bool:
    """Whether some place of the first name lies in some area or country of the second."""
    areas = {(c.country, c.name) for c in outer.candidates if c.kind == "area"}
    countries = {c.country for c in outer.candidates if c.kind == "country"}
    return any(
        c.kind != "country"
        and (c.country in countries or ((c.country, c.area) in areas and c.kind != "area"))
        for c in name.candidates
    )


def of_recogniser(scene: Scene, spans: Sequence[SpanLike], taken: set[int]) -> list[SpanLike]:
    """Place spans that no gazetteer name explains, sure enough to stand by themselves."""
    covered = {id(scene.span_at[word]) for word in taken if word in scene.span_at}
    return [
        s
        for s in spans
        if s.kind == "place"
        and s.confidence >= SURE_SPAN
        and id(s) not in covered
        and _may_be_place(scene, s)
    ]


def _may_be_place(scene: Scene, span: SpanLike) -> bool:
    """Whether a span begins like a name, and not like that of a person."""
    first, _, rest = scene.text[span.start : span.end].partition(" ")
    return first[:1].isupper() and not (first in evidence.TITLES or (rest and first in words("given_names")))
