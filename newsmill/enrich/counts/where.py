"""Where it happened: the place of the event of a count, by the words around the places that an article names."""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final, Protocol

from newsmill.enrich.counts.count import Count
from newsmill.enrich.document import Document
from newsmill.enrich.quotes.word_lists import words
from newsmill.text.datelines import read_dateline

Span = tuple[int, int]

_BEFORE_CHARACTERS: Final = 90
# `Siegen. Bei einem Unfall ...`, `PALMI (Italie), 3 mars (AFP) - ...`
_DATED: Final = re.compile(
    r"\.\s+[A-ZÀ-Þ]|(?:\s\([^()\n]{2,30}\))?(?:,[^\n.()]{2,30})?(?:\s\([^()\n]{2,30}\))?\s*[-–—]+\s"
)
# What stands between a count and a place, in code points, and what more counts as such.
_BEFORE: Final = 20
_OTHER_COUNT: Final = 120
_CLAUSE: Final = 40
_OWNER: Final = 60
_NEAR: Final = 110  # farther than this the sentence before knows better
_CLAUSE_MARK: Final = re.compile(
    r"[;:—–]|,\s(?:while|but|whereas|während|aber|tandis|alors|mais|mientras|pero|mentre|ma|enquanto|mas|terwijl|maar)\b"
)
_NOUN_BEHIND: Final = re.compile(
    r"\s[a-z]+(?<!ed)(?<!\sin)(?<!\son)(?<!\sand)(?<!\sthat)(?<!\swhich)(?<!\sleft)(?<!\sis)(?<!\swas)\b"
)
_COUNTRY: Final = "iso:"
# Events that lead away from where they happen, or to it.
_LEAVING: Final = frozenset({"fled", "evacuated", "displaced", "rescued", "deported"})
_SENT: Final = frozenset({"deployed"})


class PlaceMention(Protocol):
    """What a mention must have; see the schema of dataset `mentions`."""

    @property
    def kind(self) -> str: ...  # noqa: D102 - described in the schema
    @property
    def start(self) -> int: ...  # noqa: D102 - described in the schema
    @property
    def end(self) -> int: ...  # noqa: D102 - described in the schema
    @property
    def name(self) -> str | None: ...  # noqa: D102 - described in the schema
    @property
    def entity_id(self) -> str | None: ...  # noqa: D102 - described in the schema
    @property
    def country(self) -> str | None: ...  # noqa: D102 - described in the schema


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """The words that lead to a place: prepositions, kinds of places with `of`, attacks on one."""

    at: str
    leaving: str = ""
    sent: str = ""
    kinds: str
    of: str
    attacks: str
    on: str
    hits: str  # what strikes a place
    apart: str  # what no place is led to over: `the border with Iran`
    follows: bool = False  # `the Madrid bombing`


_WORDS: Final[Mapping[str, _Words]] = {
    "en": _Words(
        at="between in at near outside around across throughout inside within off along on",
        leaving="from fled fleeing flee leaving",
        sent="to",
        kinds="city cities town towns village villages province region district state area suburb capital island outskirts part parts port north south east west "
        "centre center neighborhood neighbourhood coast county territory enclave republic streets miles km kilometers kilometres northeast northwest southeast southwest airport",
        of="of from",
        attacks="attack attacks raid raids assault strike strikes bombing bombings bombardment shelling offensive siege massacre battle blast earthquake invasion "
        "explosion shooting airstrike airstrikes air-strikes",
        on="on of in against at",
        hits="hit hits hitting struck strikes striking rocked rocks rocking swept devastated devastating ravaged shook jolted battered",
        apart="of with against between by for after before to about as over under since during until and or than but that which who said said",
        follows=True,
    ),
    "de": _Words(
        at="zwischen in im bei nahe an am auf vor um nördlich südlich östlich westlich nordöstlich nordwestlich südöstlich südwestlich",
        leaving="aus von",
        sent="nach in",
        kinds="stadt ort dorf provinz region bezirk kreis hauptstadt insel nähe umgebung hafen hafenstadt norden süden osten westen gemeinde gebiet",
        of="von",
        attacks="unfall unglücks anschlag anschlägen anschläge angriff angriffen angriffe attentat massaker schlacht belagerung beben erdbeben unglück brand",
        on="auf von in",
        hits="erschütterte erschütterten traf trafen verwüstete heimsuchte",
        apart="von mit gegen zwischen durch für nach zu über unter seit während und oder als dass zum zur wegen auf vor",
    ),
    "fr": _Words(
        at="entre à au aux en dans sur vers près",
        leaving="de du des d'",
        sent="à au en",
        kinds="ville villes village province région département commune capitale île banlieue périphérie centre port nord sud est ouest quartier large près aéroport",
        of="de du d' des la le l'",
        attacks="accident incendie catastrophe naufrage fusillade tuerie attentat attentats attaque attaques massacre bataille siège séisme tremblement bombardement bombardements raid raids",
        on="de à du en contre sur d'",
        hits="frappé frappe frappant touché secoué secoue dévasté",
        apart="de du des avec contre entre par pour après avant sous depuis pendant et ou que qui",
    ),
    "es": _Words(
        at="entre en cerca",
        leaving="de desde",
        sent="a",
        kinds="ciudad localidad municipio provincia región estado capital isla barrio pueblo afueras centro puerto norte sur este oeste departamento cerca aeropuerto",
        of="de del la el los",
        attacks="accidente incendio tragedia tiroteo naufragio atentado atentados ataque ataques matanza masacre batalla asedio terremoto sismo bombardeo bombardeos",
        on="de en a contra del",
        hits="sacudió golpeó azotó sacude azota devastó",
        apart="de del con contra entre por para tras antes sobre desde durante y o que",
    ),
    "it": _Words(
        at="tra fra a ad in nel nella nello nei nelle negli al alla vicino presso su sul",
        leaving="da dal dalla dall'",
        sent="in a",
        kinds="città provincia regione comune capitale isola periferia centro porto nord sud est ovest quartiere paese vicino pressi aeroporto",
        of="di del della dell' a",
        attacks="incidente incendio tragedia naufragio sparatoria attentato attentati attacco attacchi strage massacro battaglia assedio terremoto sisma bombardamento raid",
        on="di a in del della contro su",
        hits="colpito colpì colpisce scosso sconvolto devastato",
        apart="di del della dei con contro tra per dopo prima sotto da durante e o che",
    ),
    "pt": _Words(
        at="entre em no na nos nas perto junto",
        leaving="de do da dos das",
        sent="para",
        kinds="cidade localidade município província região estado capital ilha bairro concelho distrito arredores centro porto norte sul leste oeste perto aeroporto",
        of="de do da dos das a",
        attacks="acidente incêndio tragédia naufrágio tiroteio atentado atentados ataque ataques massacre batalha cerco sismo terramoto terremoto bombardeamento",
        on="de em a contra do da no na",
        hits="atingiu abalou atinge abala devastou",
        apart="de do da dos com contra entre por para após antes sob desde durante e ou que",
    ),
    "nl": _Words(
        at="tussen in bij te op nabij rond ten",
        leaving="uit van",
        sent="naar",
        kinds="stad dorp provincie regio hoofdstad eiland gemeente gebied haven havenstad noorden zuiden oosten westen buurt noorden omgeving",
        of="van",
        attacks="ongeluk brand ramp aanslag aanslagen aanval aanvallen bloedbad slag beleg aardbeving bombardement",
        on="op in van",
        hits="trof troffen teisterde trof",
        apart="van met tegen tussen door voor na naar over onder sinds tijdens en of dat die",
    ),
}  # fmt: skip


@cache
def _leads(language: str, event: str) -> tuple[re.Pattern[str], ...]:
    """Give the patterns of what stands before a place where an event happened."""
    known = _WORDS[language]
    at = f"{known.at} {known.leaving if event in _LEAVING else ''} {known.sent if event in _SENT else ''}"
    space = r"[^\S\n]+"
    # Articles, adjectives, peoples: `in the northern Syrian`; and the kind of place: `town of`.
    small = rf"(?:(?!{_either(known.apart)})[^\W\d_][\w’'-]*[^\S\n]+|[^\W\d_]{{1,6}}['’])"
    of = _either(known.of)
    kind = rf"(?:{_either(known.kinds)}{space}(?:{of}[^\S\n]*){{0,2}})"
    return (
        re.compile(rf"(?<!\w)(?P<attack>{_either(known.attacks)}){space}{_either(known.on)}[^\S\n]*(?:{small}?)$", re.IGNORECASE),
        re.compile(rf"(?<![\w-]){_either(at)}{space}(?:[\d.,]+{space})?(?:{small}{{0,4}}?{kind}?{small}{{0,2}}?)$", re.IGNORECASE),
        re.compile(rf"(?<!\w){_either(known.hits)}{space}{small}{{0,2}}?{kind}?{small}?$", re.IGNORECASE),
    )  # fmt: skip


@cache
def _follows(language: str) -> re.Pattern[str]:
    known = _WORDS[language]
    attacks = rf"[^\S\n]+(?:\w+[^\S\n]+)?{_either(known.attacks)}\b"
    return re.compile(attacks if known.follows else r"(?!)", re.IGNORECASE)


def _either(text: str) -> str:
    pieces = sorted(set(words(text)), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(piece) + r"\b" * piece[-1].isalnum() for piece in pieces) + ")"


def with_places(document: Document, counts: Sequence[Count], mentions: Sequence[PlaceMention]) -> list[Count]:
    """Give the counts that have an event the place where it was, as far as one is told."""
    if all(count.event is None for count in counts):
        return list(counts)
    scenes = _Scenes(document, mentions)
    events = [(count.start, count.end) for count in counts if count.event is not None]
    return [scenes.with_place(count, events) if count.event is not None else count for count in counts]


class _Scenes:
    """The places of an article where the event of a count may have been."""

    def __init__(self, document: Document, mentions: Sequence[PlaceMention]) -> None:
        self._text = document.text
        self._language = document.language or ""
        self._sentences = document.starts[document.sentences]
        # A place in the name of a body is none of an event.
        bodies = {
            at for m in mentions if m.kind in {"organization", "person"} for at in range(m.start, m.end)
        }
        self._places = [m for m in mentions if m.kind == "place" and m.entity_id and m.start not in bodies]
        self._starts = [m.start for m in self._places]

    def with_place(self, count: Count, events: Sequence[Span]) -> Count:
        """Give a count with the place of its event."""
        place = self._place_of(count, events)
        return count if place is None else replace(count, place=place.name, place_id=place.entity_id)

    def _place_of(self, count: Count, events: Sequence[Span]) -> PlaceMention | None:
        at = max(0, int(self._sentences.searchsorted(count.start, "right")) - 1)
        begin, stop = self._span(at)
        here = [(self._distance(place, count, events), place) for place in self._told(begin, stop, count)]
        distance, nearest = min(here, key=lambda one: one[0], default=(0, None))
        if nearest is not None and distance <= _NEAR:
            return nearest
        before = self._told(*self._span(at - 1), count) if at else []
        return before[-1] if before else nearest or self._dateline()

    def _span(self, sentence: int) -> Span:
        following = sentence + 1
        stop = int(self._sentences[following]) if following < len(self._sentences) else len(self._text)
        return int(self._sentences[sentence]), stop

    def _told(self, begin: int, stop: int, count: Count) -> list[PlaceMention]:
        """Find the places between two offsets that words lead to, of a country and a place in it the place."""
        low, high = bisect_left(self._starts, begin), bisect_left(self._starts, stop)
        found = [place for place in self._places[low:high] if self._is_told(place, begin, count)]
        countries = {p.country for p in found if not _is_country(p)}
        return [p for p in found if not (_is_country(p) and p.country in countries)]

    def _is_told(self, place: PlaceMention, begin: int, count: Count) -> bool:
        before = self._text[max(begin, place.start - _BEFORE_CHARACTERS) : place.start]
        match = next((m for p in _leads(self._language, count.event or "") if (m := p.search(before))), None)
        is_attack = match is not None and self._language == "en" and "attack" in match.groupdict()
        if is_attack and _NOUN_BEHIND.match(self._text, place.end):
            # `the attack on the U.S. frigate`
            return False
        if match is not None:
            return not (count.source and before[: match.start()].rstrip().endswith(count.source))
        return _follows(self._language).match(self._text, place.end) is not None

    def _distance(self, place: PlaceMention, count: Count, events: Sequence[Span]) -> int:
        """How far a place is: those behind another count belong to that, `Iran's offensive in Iraq` is in Iraq."""
        clauses = _CLAUSE_MARK.findall(self._text, min(place.end, count.end), max(place.start, count.start))
        distance = _CLAUSE * len(clauses) + _OWNER * self._text.startswith(("'s", "’s"), place.end)
        if place.start < count.end:
            return distance + max(0, count.start - place.end) + _BEFORE
        others = sum(1 for start, end in events if count.end <= start and end <= place.start)
        return distance + place.start - count.end + _OTHER_COUNT * others

    def _dateline(self) -> PlaceMention | None:
        """Find the place that the article is dated from."""
        first = self._places[0] if self._places else None
        if first is None or self._text[: first.start].strip():
            return None
        is_dated = read_dateline(self._text).place is not None or _DATED.match(self._text, first.end)
        return first if is_dated else None


def _is_country(place: PlaceMention) -> bool:
    return (place.entity_id or "").startswith(_COUNTRY)
