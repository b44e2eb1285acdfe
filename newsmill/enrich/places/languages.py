"""What the search for places knows of a language other than English: names, demonyms, and the words around them."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from newsmill.enrich.people import titles
from newsmill.enrich.places.gazetteer import DATA, Gazetteer
from newsmill.enrich.places.inflection import inflect

_COLUMNS: Final = ("de", "fr", "es", "it", "pt", "nl")
LANGUAGES: Final = frozenset(_COLUMNS)


@dataclass(frozen=True, slots=True)
class Language:
    """Names and words of one language.

    `within` are words right before a place and little else (`in`, `à`, `stad`), `near` those that stand before persons too,
    `articles` those that a town has not, `bodies` words that make a name of what follows (`Universität`). `lower` are the first words of names that begin with a small letter, `demonyms` codes of countries by their demonyms' forms,
    `homes` codes of the countries of its press, `main` of the one that has most of it.
    """

    code: str
    names: Gazetteer
    demonyms: dict[str, str]
    within: frozenset[str]
    near: frozenset[str]
    articles: frozenset[str]
    titles: frozenset[str]
    bodies: frozenset[str]
    homes: frozenset[str]
    main: frozenset[str]
    lower: frozenset[str]

    @property
    def has_capital_nouns(self) -> bool:
        """Whether all nouns begin with a capital: one says little of a name then."""
        return self.code == "de"


@cache
def language(code: str) -> Language:
    """Load a language, once a process (0.05 CPU-seconds). Raises KeyError for one that is not known."""
    if code not in LANGUAGES:
        raise KeyError(code)
    with np.load(DATA / f"gazetteer_{code}.npz") as archive:
        arrays = {name: archive[name] for name in archive.files}
    names = Gazetteer(arrays)
    words = _words(code)
    return Language(
        code, names, _demonyms(code), words["in"], words["near"], words["articles"], titles(code), words["bodies"],
        words["homes"], words.get("main", frozenset()),
        frozenset(name.split(" ")[0] for name in names.index.texts() if name[0].islower()),
    )  # fmt: skip


def _rows(path: Path) -> list[str]:
    return [line for line in path.read_text("utf-8").splitlines() if line and not line.startswith("#")]


def _words(code: str) -> dict[str, frozenset[str]]:
    rows = (row.partition(": ") for row in _rows(DATA / "evidence_of_languages.txt"))
    heads = ((*head.split(), rest) for head, _, rest in rows)
    return {name: frozenset(rest.split()) for of, name, rest in heads if of == code}


def _demonyms(code: str) -> dict[str, str]:
    column = 1 + _COLUMNS.index(code)
    found: dict[str, str] = {}
    for row in _rows(DATA / "people.txt"):
        fields = row.split(";")
        for form in filter(None, fields[column].split(",")):
            for one in inflect(form, code):
                found.setdefault(one, fields[0])
    return found
