"""Place names among the words of a document: gazetteer matches weighed by their surroundings."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from newsmill.enrich.document import Document
from newsmill.enrich.places import evidence
from newsmill.enrich.places.gazetteer import Gazetteer, Name, words


class SpanLike(Protocol):
    """What the recogniser of entities gives: code points from `start` to `end`, a kind and its confidence."""

    @property
    def start(self) -> int:
        """First code point."""

    @property
    def end(self) -> int:
        """One past the last code point."""

    @property
    def kind(self) -> str:
        """Kind of the mention."""

    @property
    def confidence(self) -> float:
        """Confidence from 0 to 1."""


@dataclass(slots=True)
class Match:
    """Gazetteer name in the text: words from `first` up to `last`, code points, and the points for it."""

    first: int
    last: int
    start: int
    end: int
    name: Name
    points: float = 0.0


class Scene:
    """Words of one document with what is asked of them again and again."""

    def __init__(self, document: Document, names: Gazetteer) -> None:
        self.words = document.words
        self.starts: list[int] = document.starts.tolist()
        self.ends: list[int] = document.ends.tolist()
        self.openers = set(document.sentences.tolist())
        self.names = names
        self.lower = {w for w in document.words if w.islower()}
        self.persons: set[str] = set()

    def joined(self, left: int) -> bool:
        """Whether the word after `left` follows it in the same line and sentence."""
        right = left + 1
        return (
            right < len(self.words)
            and right not in self.openers
            and self.starts[right] - self.ends[left] <= 1
        )

    def before(self, at: int) -> str:
        """Word before, empty at the begin of a sentence."""
        return self.words[at - 1] if at and at not in self.openers else ""

    def after(self, last: int) -> str:
        """Word after, empty at the end of a sentence."""
        return self.words[last] if last < len(self.words) and last not in self.openers else ""


def matches(scene: Scene) -> list[Match]:
    """Longest gazetteer names among capitalised words, left to right, without overlaps."""
    found: list[Match] = []
    texts, names, longest = scene.words, scene.names, scene.names.longest
    at, count = 0, len(texts)
    while at < count:
        word = texts[at]
        if not word[0].isupper():
            at += 1
            continue
        match = None
        if word in longest:
            match = _several(scene, at, min(longest[word], count - at))
        if match is None:
            match = _single(scene, at, word, names)
        if match is None:
            at += 1
        else:
            found.append(match)
            at = match.last
    return found


def _several(scene: Scene, at: int, limit: int) -> Match | None:
    reach = 1
    while reach < limit and scene.joined(at + reach - 1):
        reach += 1
    for size in range(reach, 1, -1):
        name = scene.names.name(" ".join(scene.words[at : at + size]))
        if name is not None:
            return Match(at, at + size, scene.starts[at], scene.ends[at + size - 1], name)
    return None


def _single(scene: Scene, at: int, word: str, names: Gazetteer) -> Match | None:
    start, end = scene.starts[at], scene.ends[at]
    name = names.name(word)
    if name is None and "-" in word:
        left, _, right = word.partition("-")
        name = names.name(left) if len(left) > 1 else None
        if name is not None and (right.islower() or names.name(right)):
            end = start + len(left)
        else:
            name = None
    if name is None and len(word) > 3 and word.isupper():
        name = names.name(word.title())
    return None if name is None else Match(at, at + 1, start, end, name)


def weigh(scene: Scene, found: list[Match]) -> None:
    """Give each match its points: its prior, its neighbours, and what the document says of the name elsewhere."""
    scene.persons = persons(scene)
    heads = {m.first: m for m in found}
    for match in found:
        name = match.name
        points = evidence.prior(name) + _left(scene, match) + _right(scene, match, heads)
        if name.words == 1 and name.text.lower() in scene.lower:
            points -= 2
        if name.text in scene.persons:
            points -= 1 if "country" in name.kinds else 3
        match.points = points
    best: dict[str, float] = {}
    for match in found:
        best[match.name.text] = max(best.get(match.name.text, -9.0), match.points)
    for match in found:
        if -1.5 <= match.points < evidence.ACCEPT and best[match.name.text] >= evidence.ACCEPT + 1.5:
            match.points = evidence.ACCEPT


def persons(scene: Scene) -> set[str]:
    """Last words of what look like full or titled names of persons."""
    given, found, texts = words("given_names"), set(), scene.words
    for at in range(len(texts) - 1):
        word = texts[at]
        if not (word in given or word in evidence.TITLES) or not scene.joined(at):
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
    is_soft = bool(match.name.kinds & {"country", "region", "area"})
    lower = before.lower()
    if lower in evidence.STRONG_PREPOSITIONS:
        return 2.0
    if lower in evidence.WEAK_PREPOSITIONS:
        return 0.7
    if lower in evidence.DIRECTIONS:
        return 1.5
    if before in evidence.TITLES:
        return -5.0
    if not before[0].isupper() or not scene.joined(match.first - 1):
        return -0.7 if lower in {"the", "a", "an"} and not is_soft else 0.0
    if before in words("given_names"):
        return -1.5 if "country" in match.name.kinds else -4.0
    if match.first - 1 in scene.openers:
        return -0.5
    return -0.5 if is_soft else -2.0


def _right(scene: Scene, match: Match, heads: dict[int, Match]) -> float:
    after = scene.after(match.last)
    if not after:
        return 0.0
    is_soft = bool(match.name.kinds & {"country", "region", "area"})
    if after == ",":
        following = heads.get(match.last + 1)
        return 4.0 if following is not None and is_inside(match.name, following.name) else 0.0
    if after in evidence.SAYING:
        return 0.0 if is_soft else -0.7
    if not after[0].isupper() or not scene.joined(match.last - 1):
        return 0.0
    if after in evidence.ORGANIZATION_HEADS:
        return -0.5 if is_soft else -2.0
    return -0.3 if is_soft or match.last in heads else -2.0


def is_inside(name: Name, outer: Name) -> bool:
    """Whether some place of the first name lies in some area or country of the second."""
    areas = {(c.country, c.name) for c in outer.candidates if c.kind == "area"}
    countries = {c.country for c in outer.candidates if c.kind == "country"}
    return any(
        c.kind != "country"
        and (c.country in countries or ((c.country, c.area) in areas and c.kind != "area"))
        for c in name.candidates
    )


def accepted(found: Sequence[Match]) -> list[Match]:
    """Matches that are places."""
    return [m for m in found if m.points >= evidence.ACCEPT]
