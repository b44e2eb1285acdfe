"""Geographic features that no gazetteer lists: `Kish River`, `Puge county`, `village of Xinmo`."""

from typing import Final

from newsmill.enrich.places import evidence
from newsmill.enrich.places.gazetteer import Name, words
from newsmill.enrich.places.scene import Match, Scene


def feature(scene: Scene, at: int, match: Match | None) -> Match | None:
    """Take a name with the word for what it is: `Sichuan Province` is Sichuan, `Kish River` a place of its own."""
    last = match.last if match is not None else at + 1
    head, tail = scene.words[at], scene.after(last)
    if (tail in _TAILS or head in evidence.NATURAL_HEADS) and tail and scene.joined(last - 1):
        is_tail = tail in _TAILS and not _goes_on(scene, last, tail)
        if is_tail and match is not None and _belongs(tail, match):
            return Match(at, last + 1, match.start, scene.ends[last], match.name)
        if (
            is_tail
            and tail in evidence.TAILS
            and (match is not None or (len(head) > 1 and head.lower() not in NO_NAMES))
        ):
            return unnamed(scene, at, last + 1)
        if match is None and head in evidence.NATURAL_HEADS and tail[0].isupper():
            return unnamed(scene, at, at + 2)
    if match is None and _is_called(scene, at):
        return unnamed(scene, at, at + 1)
    return None


_TAILS: Final = evidence.TAILS | evidence.AREA_TAILS
NO_NAMES: Final = evidence.DIRECTIONS | words("openers")


def _belongs(tail: str, match: Match) -> bool:
    if tail in evidence.ADMINISTRATIVE_TAILS:
        return True
    return tail in evidence.AREA_TAILS and "area" in match.name.kinds


def _is_called(scene: Scene, at: int) -> bool:
    """Whether the text says that an unknown word names a place: `village of Xinmo`, `in Puge county`."""
    before = scene.before(at)
    if before == "of" and scene.follows_age(at - 1):
        return True
    if scene.after(at + 1) in {"neighborhood", "neighbourhood", "suburb"} and before in {
        "the",
        "'s",
        "’s",
        "in",
    }:
        return scene.words[at].lower() not in NO_NAMES
    if (
        before not in {"of", "in", "from", "near"}
        or len(scene.words[at]) < len("Ada")
        or scene.words[at].isupper()
    ):
        return False
    if before == "of" and scene.before(at - 1) in evidence.PLACE_NOUNS:
        return True
    return scene.after(at + 1) in {"county", "province", "district", "prefecture"}


def _goes_on(scene: Scene, at: int, tail: str) -> bool:
    """Whether a tail only begins another name: `State Police`, `District Court`, `River Valley`."""
    if not scene.joined(at) or not scene.words[at + 1][0].isupper():
        return False
    return tail not in {"County", "Province"} or scene.words[at + 1] in evidence.TAILS


def unnamed(scene: Scene, first: int, last: int) -> Match:
    """Make a match of words that no gazetteer knows."""
    text = " ".join(scene.words[first:last])
    name = Name(text, last - first, 0.0, (), frozenset(), 0)
    return Match(first, last, scene.starts[first], scene.ends[last - 1], name, is_feature=True)
