"""Place names among the words of a document: gazetteer names and geographic features."""

from typing import Final

from newsmill.enrich.places import evidence
from newsmill.enrich.places.features import feature
from newsmill.enrich.places.gazetteer import Gazetteer, words
from newsmill.enrich.places.lists import listed
from newsmill.enrich.places.roads import roads
from newsmill.enrich.places.scene import Match, Scene

PARTS: Final = frozenset(word.capitalize() for word in evidence.DIRECTIONS)


def matches(scene: Scene) -> list[Match]:
    """Longest gazetteer names among capitalised words, and features (`Kish River`), without overlaps."""
    found: list[Match] = []
    texts, names = scene.words, scene.names
    known, nowhere = names.index, words("not_places")
    given = roads(scene) | listed(scene)
    beyond = 0
    for at in scene.capitals:
        if at < beyond:
            continue
        word = texts[at]
        match = several(scene, at)
        if match is None and (word in known or (len(word) > 3 and word.isupper())):
            match = single(scene, at, word, names)
        if match is not None and not scene.is_surely_place(at):
            # In capitals (SWAT) a name is looked up in its usual form (Swat).
            is_word = match.last == at + 1 and word in nowhere
            if is_word or match.name.text in nowhere:
                beyond = match.last
                continue
        told = given.get(at)
        if told is not None and (match is None or match.last < told.last or told.name.candidates):
            match = told
        else:
            match = feature(scene, at, match) or match
        if match is not None and match.last == at + 1 and word in PARTS and _leads_on(scene, at):
            continue
        if match is not None:
            if _has_part(scene, match, beyond):
                match.first, match.start = at - 1, scene.starts[at - 1]
            found.append(match)
            beyond = match.last
    return found


def _has_part(scene: Scene, match: Match, beyond: int) -> bool:
    """Whether a town has the word for a part of it before: `North London`; `North Georgia` means the state."""
    before = match.first - 1
    return (
        before >= max(beyond, 0)
        and scene.before(match.first) in PARTS
        and scene.joined(before)
        and not match.name.kinds & {"country", "area"}
    )


def _leads_on(scene: Scene, at: int) -> bool:
    """Whether a word such as North leads the name of a place known: `North London`."""
    return scene.joined(at) and scene.words[at + 1] in scene.names


def several(scene: Scene, at: int) -> Match | None:
    """Longest name of several words that begins at a word, None where there is none."""
    texts = scene.words
    if at + 1 == len(texts):
        return None
    first, second = texts[at], texts[at + 1]
    limit = scene.names.longest(first, second)
    is_upper = limit is None and first.isupper() and second.isupper()
    if is_upper:
        limit = scene.names.longest(first.title(), second.title())
    if limit is None:
        return None
    reach = 1
    while reach < limit and scene.joined(at + reach - 1):
        reach += 1
    for size in range(reach, 1, -1):
        text = " ".join(texts[at : at + size])
        name = scene.names.name(text.title() if is_upper else text)
        if name is not None:
            return Match(at, at + size, scene.starts[at], scene.ends[at + size - 1], name)
    return None


def single(scene: Scene, at: int, word: str, names: Gazetteer) -> Match | None:
    """Name that a word is, as written or in capitals."""
    start, end = scene.starts[at], scene.ends[at]
    name = names.name(word)
    if name is None and len(word) > 3 and word.isupper():
        name = names.name(word.title())
    return None if name is None else Match(at, at + 1, start, end, name)
