"""What the words of a language do around a quotation: small lists by hand, one file a language."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from newsmill.enrich.people import given_names
from newsmill.enrich.quotes.pronouns import first_names
from newsmill.enrich.quotes.word_lists import words

OTHER_LANGUAGES: Final = frozenset({"de", "fr", "es", "it", "pt", "nl"})
# Where the subject may be left out, and where the verb stands second.
_DROPPING: Final = frozenset({"es", "it", "pt"})
_VERB_SECOND: Final = frozenset({"de", "nl"})
# What a verb of the third person ends in, for verbs that no list has.
_ENDINGS: Final = {
    "de": ("t", "te", "ten"),
    "fr": ("e", "t", "d", "a"),
    "es": ("a", "e", "ó", "an", "en", "on"),
    "it": ("a", "e", "ò", "ì", "no"),
    "pt": ("a", "e", "ou", "eu", "iu", "am", "em"),
    "nl": ("t", "de", "te", "den", "ten"),
}
# What a participle that no list has ends in, behind an auxiliary.
_PARTICIPLE: Final = {
    "de": re.compile(r"(?:\w{2,4})?ge\w+(?:t|en)$"),
    "fr": re.compile(r"\w{2,}(?:(?:é|i|u)e?s?|ite?|ise?)$"),
    "es": re.compile(r"\w{2,}(?:ado|ido|cho|to)$"),
    "it": re.compile(r"\w{2,}(?:ato|ito|uto|tto|sto|so)$"),
    "pt": re.compile(r"\w{2,}(?:ado|ido|to)$"),
    "nl": re.compile(r"(?:\w{2,4})?ge\w+(?:t|d|en)$"),
}
# What an adjective behind its noun ends in; languages not listed put it before.
_ADJECTIVE: Final = {
    "fr": re.compile(
        r"(?:ais|aise|ois|oise|ain|aine|ien|ienne|[aei]l|[ae]lle|ale|if|ive|eux|euse|[iï]que|iste|aire|ier|ière|ol|ole"
        r"|é|ée|ant|ante|ent|ente|and|ande|eur|rice|ble|proche|belge|russe|suisse|turc|turque|grec|arabe|corse)s?$"
    ),
    "es": re.compile(
        r"(?:és|es[ao]|[aei]n[ao]|ñ[ao]|ol|ola|[ai]l|ista|ic[ao]|iv[ao]|os[ao]|ari[ao]|er[ao]|án|nte|or|ora|ad[ao]|id[ao]"
        r"|ense|ón|ble|í|ar|y[ao]|ac[ao]|rus[ao]|belga|suiz[ao]|turc[ao]|sueca|checa|croata|grieg[ao])s?$"
    ),
    "it": re.compile(
        r"(?:[aei]n[aoei]|es[ei]|al[ei]|ic[ao]|ci|iv[aoi]|ist[aei]|os[aoi]|ari[ao]|or[ei]|nte|nti|at[aoi]|ut[aoi]|il[ei]|er[aoi]|nol[aoei]"
        r"|esc[aoi]|russ[aoi]|belga|polacc[aoi]|turc[ao]|grec[ao]|croat[ao]|cec[ao])$"
    ),
    "pt": re.compile(
        r"(?:ês|es[ae]s?|[aei]n[ao]|eir[ao]|ol|ola|[ai]l|ista|ic[ao]|iv[ao]|os[ao]|ári[ao]|or|ora|ad[ao]|id[ao]|nte|ense|ão"
        r"|ã|ar|vel|ai[ao]|russ[ao]|belga|suíç[ao]|turc[ao]|greg[ao]|suec[ao]|polac[ao])s?$"
    ),
}
# Languages that write a role and what it belongs to as one word.
_COMPOUNDING: Final = frozenset({"de", "nl"})


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Lower-case words of one language by what they do.

    `verbs` are finite forms of verbs of saying, `participles` theirs after `auxiliaries`; `according` words lead to
    the source; `nobody` are subjects that name none. `masculine` and `feminine` are pronouns (`objects` those behind a preposition), the `_marks` words
    before a noun that tell its gender. `hearer_determiners` begin a phrase that is no subject, `complements` one
    that belongs to the noun before, `origins` one that does so behind a role. `anaphora` say hardly more of a person
    named before than a pronoun. `opinion` leads to who thinks so. `function`
    are all words that end a name.
    """

    language: str
    verbs: frozenset[str]
    participles: frozenset[str]
    auxiliaries: frozenset[str]
    according: tuple[tuple[str, ...], ...]
    nobody: frozenset[str]
    pronouns: dict[str, str]
    objects: dict[str, str]
    marks: dict[str, str]
    determiners: frozenset[str]
    definite: frozenset[str]
    hearer_determiners: frozenset[str]
    prepositions: frozenset[str]
    complements: frozenset[str]
    origins: frozenset[str]
    conjunctions: frozenset[str]
    fillers: frozenset[str]
    time: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    role_endings: tuple[str, ...]
    anaphora: frozenset[str]
    opinion: frozenset[str]
    hearers: frozenset[str]
    first_names: dict[str, str]
    function: frozenset[str]

    @property
    def is_german(self) -> bool:
        """Whether all nouns are written with capitals."""
        return self.language == "de"

    @property
    def drops_subjects(self) -> bool:
        """Whether a verb alone may tell who speaks: `dijo`."""
        return self.language in _DROPPING

    @property
    def is_verb_second(self) -> bool:
        """Whether the subject follows the verb where the sentence begins with something else."""
        return self.language in _VERB_SECOND

    def ends_like_verb(self, word: str) -> bool:
        """Whether a lower-case word that no list has may be a verb of the third person."""
        return (
            len(word) > 3
            and word.isalpha()
            and word.endswith(_ENDINGS[self.language])
            and not (word in self.function or word in self.roles or word in self.hearers)
        )

    def is_role(self, word: str) -> bool:
        """Whether a lower-case word names what somebody is: `Außenministerin`, `porte-parole`."""
        if word in self.roles or word.rpartition("-")[2] in self.roles:
            return True
        return self.language in _COMPOUNDING and word.endswith(self.role_endings)

    def ends_like_participle(self, word: str) -> bool:
        """Whether a word that no list has may be a participle behind an auxiliary."""
        return bool(_PARTICIPLE[self.language].match(word)) and word not in self.function

    def ends_like_adjective(self, word: str) -> bool:
        """Whether a word may be an adjective behind its noun."""
        pattern = _ADJECTIVE.get(self.language)
        return pattern is not None and bool(pattern.search(word))

    def gender_of(self, first_name: str) -> str:
        """m, f or empty, by the lists, else by the ending where endings tell."""
        known = self.first_names.get(first_name)
        if known is None:
            known = self.first_names.get(first_name.partition("-")[0], "")
        by_ending = {"a": "f", "o": "m"} if self.drops_subjects else {}
        return known or by_ending.get(first_name[-1:], "")

    def is_first_name(self, word: str) -> bool:
        """Whether a lower-case word is a first name, or begins with one: `jean-luc`."""
        return word in self.first_names or word.partition("-")[0] in self.first_names


_SHORTEST_ENDING: Final = 4
# Sections whose words end a name.
_CLOSED: Final = words(
    "auxiliaries nobody determiners prepositions complements origins conjunctions clitics adverbs time stops"
)


def _sections(language: str) -> dict[str, list[str]]:
    lines = files("newsmill.enrich.quotes").joinpath("lexicons", f"{language}.txt").read_text("utf-8")
    found: dict[str, list[str]] = {}
    section = ""
    for line in lines.splitlines():
        if line.startswith("["):
            section = line[1:-1]
        elif not line.startswith("#"):
            found.setdefault(section, []).extend(line.split())
    return found


@cache
def _first_names(language: str) -> dict[str, str]:
    """First names of all languages to their gender where known; the own language decides: Andrea."""
    names = dict.fromkeys((name.lower() for name in given_names(language)), "") | first_names()
    for other in (*sorted(OTHER_LANGUAGES - {language}), language):
        listed = _sections(other)
        male, female = listed["male_names"], listed["female_names"]
        names |= dict.fromkeys(male, "m") | dict.fromkeys(female, "f")
        names |= dict.fromkeys(set(male) & set(female), "")
    return names


@cache
def lexicon_of(language: str) -> Lexicon:
    """Read the lexicon of one of the `OTHER_LANGUAGES`."""
    listed = _sections(language)

    def section(name: str) -> frozenset[str]:
        return frozenset(listed.get(name, ()))

    pronouns = dict.fromkeys(listed["masculine"], "m") | dict.fromkeys(listed["feminine"], "f")
    function = frozenset(word for name in _CLOSED for word in listed.get(name, ())) | pronouns.keys()
    return Lexicon(
        language=language,
        verbs=section("verbs"),
        participles=section("participles"),
        auxiliaries=section("auxiliaries"),
        according=tuple(tuple(entry.split("_")) for entry in listed["according"]),
        nobody=section("nobody"),
        pronouns=pronouns,
        objects=dict.fromkeys(section("masculine_objects"), "m")
        | dict.fromkeys(section("feminine_objects"), "f"),
        marks=dict.fromkeys(listed["masculine_marks"], "m") | dict.fromkeys(listed["feminine_marks"], "f"),
        determiners=section("determiners"),
        definite=section("definite"),
        hearer_determiners=section("hearer_determiners"),
        prepositions=section("prepositions"),
        complements=section("complements"),
        origins=section("origins"),
        conjunctions=section("conjunctions"),
        fillers=section("clitics") | section("adverbs"),
        time=section("time"),
        titles=section("titles"),
        roles=section("roles") | section("anaphora"),
        role_endings=tuple(sorted(role for role in section("roles") if len(role) >= _SHORTEST_ENDING)),
        anaphora=section("anaphora"),
        opinion=section("opinion"),
        hearers=section("hearers"),
        first_names=_first_names(language),
        function=function,
    )
