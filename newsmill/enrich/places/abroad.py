"""Places and demonyms in languages that have no recogniser of entities: by gazetteer, population and the words around."""

from collections.abc import Sequence
from itertools import pairwise
from math import log10
from typing import Final

from newsmill.enrich.document import Document
from newsmill.enrich.people import find_persons
from newsmill.enrich.places.evidence import ACCEPT, SOFT_KINDS
from newsmill.enrich.places.gazetteer import Candidate, Name, words
from newsmill.enrich.places.languages import Language, language
from newsmill.enrich.places.recognise import several, single
from newsmill.enrich.places.resolve import Reading, resolve
from newsmill.enrich.places.scene import SURE_SPAN, Match, Scene, SpanLike

Found = tuple[Match, Reading]
People = tuple[int, int, Candidate]

_WITHIN, _NEAR, _BESIDE, _DATELINE = 2.5, 0.7, 1.5, 2.0
_TITLE, _BODY, _ARTICLE, _CAPITAL, _COMPOUND = -5.0, -3.0, -2.0, -2.0, -4.0
_TOWN_POPULATION: Final = 50_000
_HOME: Final = 0.5  # a town of the own country is named more often by so much, in Zipf units
_SIGNS: Final = frozenset("-–—")
_APOSTROPHES: Final = frozenset("'’")
# Between places that are named one after the other.
_JOINTS: Final = frozenset({",", "und", "oder", "et", "ou", "y", "e", "o", "en", "of", "sowie", "bis"})
_AFTER_DATELINE: Final = frozenset({"(", "-", "–", "—", ".", ",", ":", "/"})
# Before the name of a language: `en français`, `in het Pools`.
_LANGUAGE_CUES: Final = {"fr": {"en"}, "es": {"en"}, "it": {"in"}, "pt": {"em"}, "nl": {"het"}, "de": {"auf"}}
_DIRECTIONS: Final = frozenset({"Nord", "Süd", "Ost", "West", "Noord", "Zuid", "Oost", "Nor", "Sud"})


def find_in(
    document: Document, code: str, spans: Sequence[SpanLike]
) -> tuple[Scene, list[Found], list[People]]:
    """The scene of a document, its places with their readings, and its demonyms: first word, last word, country.

    `spans` are what was recognised: no place is a part of a person's name, nor called as a body that is surely one. Where
    there are none persons are looked for.
    """
    tongue = language(code)
    others = [span for span in spans if _is_surely_other(span)] if spans else find_persons(document)
    scene = Scene(document, tongue.names, others)
    found = [match for match in _matches(scene, tongue) if not _is_of_other(scene, tongue, match)]
    _weigh(scene, tongue, found)
    named = [match for match in found if match.points >= ACCEPT]
    taken = {at for match in named for at in range(match.first, match.last)}
    people = [one for one in _people(scene, tongue) if taken.isdisjoint(range(one[0], one[1]))]
    # Where one country has most of a language's press, a name means a place there rather than another as large.
    readings = resolve(scene, named, {place.country for _, _, place in people} | tongue.main)
    return scene, list(zip(named, readings, strict=True)), people


def _matches(scene: Scene, tongue: Language) -> list[Match]:
    """Longest names of the gazetteer, in order and without overlaps."""
    lower = [at for at, word in enumerate(scene.words) if word in tongue.lower] if tongue.lower else []
    found: list[Match] = []
    beyond = 0
    for at in sorted({*scene.capitals, *lower}):
        if at < beyond:
            continue
        word = scene.words[at]
        match = several(scene, at)
        if match is None and word[0].isupper():
            match = single(scene, at, word, scene.names) or _genitive(scene, tongue, at, word)
        if match is not None and not _is_people(scene, tongue, match):
            found.append(match)
            beyond = match.last
    return found


def _is_surely_other(span: SpanLike) -> bool:
    return span.kind == "person" or (span.kind == "organization" and span.confidence >= SURE_SPAN)


def _is_of_other(scene: Scene, tongue: Language, match: Match) -> bool:
    """Whether a name is a person's or a part of it, or a body's; `Santiago de Chile` and `em Vera Cruz` only look so."""
    span = scene.span_at.get(match.first)
    if span is None:
        return False
    is_same = (match.start, match.end) == (span.start, span.end)
    if span.kind == "organization":
        return is_same or match.end > span.end
    is_large = match.name.words > 1 and match.name.population >= _TOWN_POPULATION
    return not (is_same and (is_large or scene.before(match.first) in tongue.within))


def _is_people(scene: Scene, tongue: Language, match: Match) -> bool:
    """Whether a German name is rather that of a people: `die Ungarn`, `der Polen`."""
    is_both = tongue.has_capital_nouns and scene.words[match.first] in tongue.demonyms
    return is_both and scene.before(match.first).lower() in {"die", "der", "den", "viele", "alle", "wir"}


def _genitive(scene: Scene, tongue: Language, at: int, word: str) -> Match | None:
    """A German name in the genitive, `Berlins`, `Deutschlands`: of countries, areas and larger towns."""
    if tongue.code != "de" or not word.endswith("s") or len(word) < len("Roms"):
        return None
    match = single(scene, at, word[:-1], scene.names)
    if match is None or not (match.name.kinds & SOFT_KINDS or match.name.population >= _TOWN_POPULATION):
        return None
    return match


def _weigh(scene: Scene, tongue: Language, found: list[Match]) -> None:
    """Give each match its points: of the name, of the words on both sides, and of the name's other mentions."""
    heads = {match.first: match for match in found}
    for match in found:
        left, right = _left(scene, tongue, match), _right(scene, tongue, match, heads)
        match.points = _prior(match.name, tongue) + left + right
    _weigh_beside(scene, found)
    best: dict[str, float] = {}
    for match in found:
        best[match.name.text] = max(best.get(match.name.text, -9.0), match.points)
    for match in found:
        if -1.5 <= match.points < ACCEPT and best[match.name.text] >= ACCEPT + 1.5:
            match.points = ACCEPT


def _weigh_beside(scene: Scene, found: list[Match]) -> None:
    """Names in a row speak for one another: `in Wien, Basel und Halle`."""
    for left, right in pairwise(found):
        if right.first - left.last == 1 and scene.words[left.last] in _JOINTS:
            if left.points >= ACCEPT:
                right.points += _BESIDE
            elif right.points >= ACCEPT:
                left.points += _BESIDE


def _prior(name: Name, tongue: Language) -> float:
    """Worth of the name alone: its kinds, and its population against how common the word is in the language."""
    if "country" in name.kinds:
        return 3.5
    size = log10(max(name.population, 100))
    points = 2.5 if name.kinds & SOFT_KINDS else 0.8 * (size - 3.5)
    # A word more frequent than a town of this size is ever mentioned means something else as a rule.
    expected = 0.9 * size - 0.8 + (_HOME if any(c.country in tongue.homes for c in name.candidates) else 0.0)
    excess = max(0.0, name.zipf - expected)
    points -= (3.0 if tongue.has_capital_nouns else 2.0) * excess if name.words == 1 else excess
    if name.words > 1:
        return points + 1.5
    if name.text in words("given_names"):
        points -= 1.5
    if name.text in words("surnames"):
        points -= 1.0
    return points


def _left(scene: Scene, tongue: Language, match: Match) -> float:
    at, is_soft = match.first, bool(match.name.kinds & SOFT_KINDS)
    before = scene.before(at)
    if not before:
        return _DATELINE if _is_dateline(scene, match) else 0.0
    if before in _SIGNS:
        return _behind_hyphen(scene, at, is_soft=is_soft)
    if before in _APOSTROPHES:
        # `d'Italie`, `l'Aquila`: what is tied to a name by an apostrophe is an article or a preposition.
        return _NEAR if is_soft or scene.before(at - 1) not in tongue.articles else 0.0
    points = _of_word(before, tongue)
    if points is not None:
        return points
    if before.lower() in tongue.near:
        return _after_particle(scene, tongue, at)
    return _behind_other(scene, tongue, at, is_soft=is_soft)


def _of_word(before: str, tongue: Language) -> float | None:
    """Points of a word that tells by itself what follows; None of one that does not."""
    if before in tongue.titles:
        return _TITLE
    if before in tongue.bodies:
        return _BODY
    return _WITHIN if before in tongue.within or before.lower() in tongue.within else None


def _behind_other(scene: Scene, tongue: Language, at: int, *, is_soft: bool) -> float:
    before = scene.before(at)
    if before.lower() in tongue.articles:
        return 0.0 if is_soft else _ARTICLE
    if not (before[0].isupper() and scene.joined(at - 1)):
        return 0.0
    if tongue.has_capital_nouns:
        return -0.3
    return -0.5 if is_soft else _CAPITAL


def _is_dateline(scene: Scene, match: Match) -> bool:
    """Whether a name opens a paragraph and is set off: `Hannover (dpa)`, `GENOVA, 14 AGO -`, `Siegen. Bei einem`."""
    is_first = match.start == 0 or scene.text[match.start - 1] == "\n"
    after = scene.words[match.last] if match.last < len(scene.words) else ""
    if not is_first or after not in _AFTER_DATELINE:
        return False
    return after != "," or scene.text[match.start : match.end].isupper()


def _behind_hyphen(scene: Scene, at: int, *, is_soft: bool) -> float:
    """Points of a hyphen before: `Météo-France` is a name of its own, `Nord-Italien` is in Italy."""
    if scene.starts[at] > scene.ends[at - 1] or at < 2 or not scene.words[at - 2][0].isupper():
        return 0.0 if is_soft else -1.0
    return 0.0 if scene.words[at - 2] in _DIRECTIONS else _COMPOUND


def _after_particle(scene: Scene, tongue: Language, at: int) -> float:
    """Points of `von`, `de`: a preposition, or a part of a name: `Universidad de Salamanca`."""
    return _BODY if scene.before(at - 1) in tongue.bodies else _NEAR


def _right(scene: Scene, tongue: Language, match: Match, heads: dict[int, Match]) -> float:
    after = scene.after(match.last)
    is_soft = bool(match.name.kinds & SOFT_KINDS)
    if after in {",", "("}:
        following = heads.get(match.last + 1)
        return _BESIDE if following is not None and following.name.kinds & SOFT_KINDS else 0.0
    if after in _SIGNS:
        is_tight = match.last < len(scene.starts) and scene.starts[match.last] == match.end
        return -1.0 if is_tight and not is_soft and not tongue.has_capital_nouns else 0.0
    if after[:1].isupper() and scene.joined(match.last - 1):
        if is_soft:
            return -0.3
        return -0.5 if tongue.has_capital_nouns or match.last in heads else _CAPITAL
    return 0.0


def _people(scene: Scene, tongue: Language) -> list[People]:
    """Demonyms: first word, last word (exclusive) and country."""
    found: list[People] = []
    known, texts = tongue.demonyms, scene.words
    for at, word in enumerate(texts):
        code, last = known.get(word), at + 1
        if at + 2 < len(texts) and texts[at + 1] == "-" and scene.ends[at] == scene.starts[at + 1]:
            compound = known.get(f"{word}-{texts[at + 2]}")
            code, last = (compound, at + 3) if compound is not None else (code, last)
        if code is None and at in scene.openers:
            code = known.get(word[0].lower() + word[1:])
        if code is not None and not (found and at < found[-1][1]) and _is_demonym(scene, tongue, at, word):
            found.append((at, last, tongue.names.country(code)))
    return found


def _is_demonym(scene: Scene, tongue: Language, at: int, word: str) -> bool:
    """Whether a demonym is no part of a name, `Deutsche Bank`, `Crédit Suisse`, and no language: `en français`."""
    if at and scene.words[at - 1].lower() in _LANGUAGE_CUES[tongue.code]:
        return False
    if word[0].islower() or tongue.code == "nl":
        return True
    # An adjective has a capital in names alone: `Deutscher Wetterdienst`.
    is_adjective = tongue.has_capital_nouns and at not in scene.openers and word.lower() in tongue.demonyms
    return scene.before(at) not in tongue.bodies and not (is_adjective and scene.after(at + 1)[:1].isupper())
