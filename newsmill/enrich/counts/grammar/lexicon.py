"""What a language lends to the grammar of counts: its words, and nothing of how counts are built."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

NOTHING: Final = "(?!)"


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Lexicon:
    """The words of one language for counts.

    Word lists are running text, `_` stands for a space within one entry; mappings of words have lower-case keys. Fields
    that end in `_pattern` are regular expressions, matched without regard to case.
    """

    language: str
    # Numerals. `numbers` has all below a thousand that are one word, but one, which is an article as well.
    numbers: Mapping[str, int]
    one: str
    both: str = ""  # between tens and ones: `treinta y uno`
    hundred: str = ""  # what stands behind two to nine as a word of its own: `deux cents`
    fused_thousand: str = ""  # `dreitausend`, `tremila`
    scales: Mapping[str, float]
    half: str
    and_half: str = ""
    mixed: Mapping[str, float] = field(default_factory=dict)
    dozens: Mapping[str, float]  # exact: `una docena`
    collectives: Mapping[str, float] = field(default_factory=dict)  # about so many: `une vingtaine`
    several: str  # before a scale: `mehrere tausend`
    plurals: Mapping[str, str]  # vague ones to the English: `Hunderte`
    has_comma_thousands: bool = False  # `3,200` in Mexico
    # Qualifiers, the English one to those of the language.
    qualifiers: Mapping[str, str]
    after_qualifiers: Mapping[str, str]
    between: str
    to: str
    # Units.
    of: str  # `von`; what ends in an apostrophe is written to its noun
    of_the: str = ""  # with the article in it: `der`, `dei`
    articles: str
    adjectives: str  # that stand between a number and its noun
    adjective_pattern: str = NOTHING  # the forms of others
    noun_pattern: str  # a noun in the plural
    plural_nouns: str = ""  # those that do not look so
    singular_persons: str
    joints: str  # between a count and another of the same: `178 votos y 172 en contra`
    copula: str = ""  # before a number and the noun with its article: `sono 12 i morti`
    others: str  # those that stand for a noun too: `otros`
    stops: str  # what no unit is or reaches over
    time_units: str
    measures: str  # what nothing befalls
    percent: str
    percentage_points: str
    # Money, the ISO 4217 code to its coins; of a country to its code by the adjective.
    money: Mapping[str, str]
    money_of: Mapping[str, str] = field(default_factory=dict)  # `pesos_argentinos`
    cents: Mapping[str, str] = field(default_factory=dict)
    # What no count is.
    label_pattern: str  # right before a number in a name: `Artikel 5`
    no_count_after_pattern: str  # right behind: `Uhr`
    # Events: what those counted suffer (`died`), what is done to them, what somebody does to them.
    suffered: Mapping[str, str]
    befallen: Mapping[str, str]
    active: Mapping[str, str]
    parted: Mapping[str, str] = field(default_factory=dict)  # verbs with a particle: `nahm_fest`
    victims: Mapping[str, str]  # nouns for those it befell
    deeds: Mapping[str, str] = field(default_factory=dict)  # nouns that `of` and the number follow: `mort de`
    toll_pattern: str = NOTHING  # words before a number of dead that has no unit
    have: str  # makes what is done to them what they do: `ont arrêté`
    passive: str  # which it does not with these: `ont été arrêtés`
    not_pattern: str
    none_of_pattern: str
    is_verb_final: bool = False  # `der 12 Menschen tötete`
    # Clauses.
    clause_end: str  # conjunctions
    aside: str  # `including`
    among: str  # `unter den`, before those it befell
    # Verbs that give a number its source, and their participles.
    source_verbs: str
    source_participles: str
    bodies: str  # which may do so
    as_told: str = ""  # `wie` the police told, the verb at the end
    source_according: str = ""  # beside those of quotations
