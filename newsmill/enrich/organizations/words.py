"""What the search for organizations knows of a language: bodies by name, and the words that tell others."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Final, NamedTuple

from newsmill.enrich.document import tokenize

LANGUAGES: Final = frozenset({"de", "fr", "es", "it", "pt", "nl"})
_HERE: Final = Path(__file__).parent
_ADJECTIVE: Final = ("e", "er", "es", "en", "em")
_GENITIVE: Final = ("", "s", "es")


class Known(NamedTuple):
    """A body as a language writes it: its words, and its name that all languages have in common."""

    words: tuple[str, ...]
    text: str
    name: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names and words of one language.

    `seats` are heads that a place's name makes a name of (`Universität Leipzig`, `tribunal de Bobigny`), `topics` those that a
    subject does (`Ministerio de Sanidad y Consumo`); `before` stand before a head (`Real Federación`); `begins` are all these and `clubs`. `links` tie what
    a head governs, `topic_links` with topics alone, `joints` are the words for `and`; `adjectives` stand behind a head in small letters. `named` are what
    a name follows (`l'entreprise X`), `clubs` a club's name begins with, `forms` a company's ends in, `tails` an English one. `of_places` are seats of
    places alone (`Gobierno de Aragón`).
    """

    code: str
    known: dict[str, tuple[Known, ...]]
    seats: frozenset[str]
    topics: frozenset[str]
    before: frozenset[str]
    begins: frozenset[str]
    links: frozenset[str]
    topic_links: frozenset[str]
    joints: frozenset[str]
    adjectives: frozenset[str]
    named: frozenset[str]
    clubs: frozenset[str]
    forms: re.Pattern[str]
    marks: frozenset[str]
    suffixes: tuple[str, ...]
    named_suffixes: tuple[str, ...]
    seat_suffixes: tuple[str, ...]
    stems: tuple[str, ...]
    portfolios: tuple[str, ...]
    determiners: frozenset[str]
    not_names: frozenset[str]
    not_first: frozenset[str]
    lower: frozenset[str]
    tails: frozenset[str]
    sports: frozenset[str]
    team_articles: frozenset[str]
    not_teams: frozenset[str]
    plain: frozenset[str]
    adjective_endings: tuple[str, ...]
    of_places: frozenset[str]
    of_towns: tuple[str, ...]
    with_noun: frozenset[str]


@cache
def lexicon(code: str) -> Lexicon:
    """Load a language, once a process. Raises KeyError for one that is not known."""
    if code not in LANGUAGES:
        raise KeyError(code)
    lists = _lists(code)

    def words(name: str) -> frozenset[str]:
        return frozenset(lists.get(name, "").split())

    known = _by_first(_known(code))
    seats, topics = _with_capitals(words("seats")), _with_capitals(words("topics"))
    marks = frozenset(map(_mark, lists["forms"].split(";")))
    marks |= {f"{mark}." for mark in marks}
    forms = "|".join(re.escape(form) for form in sorted(lists["forms"].split(";"), key=len, reverse=True))
    small = (word for word in (*known, *seats, *topics) if not word[0].isupper())
    return Lexicon(
        code, known, seats, topics, words("before"), seats | topics | words("before") | words("clubs"), words("links"), words("topic_links"), words("joints"), words("adjectives"),
        words("named"), words("clubs"), re.compile(rf"(?:,? (?:{forms})(?!\w)){{1,3}}"), marks | words("tails"), tuple(sorted(words("suffixes"))), tuple(sorted(words("named_suffixes"))), tuple(sorted(words("seat_suffixes"))), tuple(sorted(words("stems"))),
        tuple(sorted(words("portfolios"))), words("determiners"), words("not_names"), words("not_first"), frozenset(small),
        words("tails"), words("sports"), words("team_articles"), words("not_teams"), words("plain"), tuple(sorted(words("adjective_endings"))), words("of_places"), tuple(sorted(words("of_towns"))), words("with_noun"),
    )  # fmt: skip


def _with_capitals(words: frozenset[str]) -> frozenset[str]:
    return words | {word[0].upper() + word[1:] for word in words}


def _by_first(names: Iterator[Known]) -> dict[str, tuple[Known, ...]]:
    """Names by their first word, the longest first."""
    found: dict[str, dict[str, Known]] = {}
    for one in names:
        found.setdefault(one.words[0], {}).setdefault(one.text, one)
    return {
        first: tuple(sorted(ones.values(), key=lambda one: -len(one.words))) for first, ones in found.items()
    }


def _mark(form: str) -> str:
    """Word of a legal form that the fewest texts have: `V` of `e.V.`."""
    return max(tokenize(form).words, key=lambda word: (word[0].isupper(), len(word)))


def _spelled(text: str, name: str) -> Known:
    return Known(tuple(tokenize(text).words), text, name)


def _rows(name: str) -> list[str]:
    return [row for row in (_HERE / name).read_text("utf-8").splitlines() if row and not row.startswith("#")]


def _lists(code: str) -> dict[str, str]:
    rows = (row.partition(": ") for row in _rows("evidence.txt"))
    heads = ((*head.split(), rest) for head, _, rest in rows)
    return {name: rest for of, name, rest in heads if of in {code, "all"}}


def _known(code: str) -> Iterator[Known]:
    for row in _rows("known.txt"):
        name, *parts = row.split(" | ")
        for part in parts:
            of, _, forms = part.partition(":")
            if of in {code, "all"}:
                for form in forms.split(","):
                    yield from (_spelled(text, name) for text in _inflected(form.strip() or name))
                    # Papers leave out the accent of a capital.
                    if code == "fr" and "É" in (form.strip() or name):
                        yield _spelled((form.strip() or name).replace("É", "E"), name)


def _inflected(form: str) -> Iterator[str]:
    """Forms that a German name has: `*` is any ending of an adjective, `+` one of the genitive or none.

    >>> sorted(_inflected("Bundestag+"))
    ['Bundestag', 'Bundestages', 'Bundestags']
    """
    endings = [
        [f"{word[:-1]}{ending}" for ending in (_ADJECTIVE if word[-1] == "*" else _GENITIVE)]
        if word[-1] in "*+"
        else [word]
        for word in form.split(" ")
    ]
    yield from map(" ".join, product(*endings))
