"""Lines that sites' templates print, in German, French, Spanish, Italian, Portuguese, Dutch and a few in others.

A file a language holds its phrases in small letters: `(...)` may be missing, `{a|b}` is one of these, `…` is
anything, `#` a number, `_` a word, a colon and an apostrophe are those of any typesetter. What stands before and behind the letters of a line
does not count.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

POINTERS: Final = "pointers"
MARKS: Final = "marks"
LINES: Final = "lines"
_SECTIONS: Final = "sections"
_NO_LETTERS: Final = r"[\W\d_]*"
_NOTHING: Final = r"(?!)"
_ANYTHING: Final = ".{0,100}"
_END_OF_POINTER: Final = r"[\s.…!]*(?:[:：\-–—»>|].*|)$"
_AS_PATTERN: Final = {
    "( …)": rf"(?:\W{_ANYTHING})?", " … ": rf"\s+(?:{_ANYTHING}\s)?", "…": _ANYTHING, " ": r"\s+", ":": r"\s?[:：]\s?", "'": "['’]", "(": "(?:", ")": ")?",
    "{": "(?:", "}": ")", "|": "|", "#": r"\d+", "_": r"[\w.]+", r"\w+": r"\w+",
}  # fmt: skip
_PART: Final = re.compile("|".join(map(re.escape, _AS_PATTERN)) + "|.")
_FIRST_WORD: Final = re.compile(rf"{_NO_LETTERS}([^\W\d_]+)")
_ALTERNATIVES: Final = re.compile(r"\{([^}]*)\}")
# What a line of the template that is a sentence speaks of: others are the story's.
_SITE_WORD: Final = re.compile(
    r"newsletter|bolet[ií]n|nieuwsbrief|facebook|twitter|whatsapp|instagram|telegram|abonn|suscri|iscri|inscri|registr|assinant|reserv"
    r"|réserv|vorbehalten|voorbehouden|copyright|©|e-?mail|\bapp\b|reda[kcz]|cookie|comment|kommentar|reacti|coment|canale?\b|publici",
    re.IGNORECASE,
)
_FEWEST_WORDS: Final = 3
_FEWEST_SAID: Final = 5
_SENTENCE_END: Final = re.compile(r"[.!?…][\"'”’»)\]]*$")
# What parts a pointer from the headline that it points to.
_LABEL: Final = re.compile(r"[:：>»|]|\s[–—-]\s")
_MOST_CHARS: Final = 200


@lru_cache(maxsize=1)
def _phrases() -> dict[str, dict[str, list[str]]]:
    """Phrases by kind and first word."""
    found: dict[str, dict[str, list[str]]] = {POINTERS: {}, MARKS: {}, LINES: {}, _SECTIONS: {}}
    for kind, phrase in of_files():
        for word in first_words(phrase):
            found[kind].setdefault(word, []).append(phrase)
    return found


def of_files() -> Iterator[tuple[str, str]]:
    """Yield kind and phrase of all languages."""
    for file in files("newsmill").joinpath("data/cleaning/furniture").iterdir():
        kind = ""
        for line in file.read_text(encoding="utf-8").splitlines():
            if line.startswith("["):
                kind = line.strip("[]")
            elif not line.startswith(";"):
                yield kind, line


def first_words(phrase: str) -> set[str]:
    """Words that a phrase may begin with, as far as they are of letters.

    >>> sorted(first_words("{s'abonner|je m'abonne}( …)"))
    ['je', 's']
    """
    alternatives = _ALTERNATIVES.match(phrase)
    starts = alternatives[1].split("|") if alternatives else [phrase]
    return {match[1] for start in starts if (match := _FIRST_WORD.match(start))}


def pattern_of(phrase: str) -> str:
    """Write a phrase as a regular expression."""
    return _PART.sub(lambda part: _AS_PATTERN.get(part[0]) or re.escape(part[0]), phrase)


@lru_cache(maxsize=1)
def section_names() -> frozenset[str]:
    """Names of sections and of the front page, without case."""
    return frozenset(phrase.casefold() for phrases in _phrases()[_SECTIONS].values() for phrase in phrases)


@lru_cache(maxsize=1)
def _words_of_all_kinds() -> frozenset[str]:
    return frozenset(word for kind in (POINTERS, MARKS, LINES) for word in _phrases()[kind])


def begins_as_any(line: str) -> bool:
    """Whether a line begins with the first word of a phrase: most do not, and are of no template as far as phrases tell."""
    return _first_word(line) in _words_of_all_kinds()


def points_elsewhere(line: str) -> bool:
    """Whether a line points to other stories.

    >>> points_elsewhere("LEIA TAMBÉM: Homem é morto"), points_elsewhere("Leggi tutto quello che vuoi, disse.")
    (True, False)
    """
    word = _first_word(line)
    if word not in _phrases()[POINTERS] or _pattern(POINTERS, word).match(line) is None:
        return False
    return (
        _SENTENCE_END.search(line) is None
        or len(line.split()) < _FEWEST_SAID
        or _LABEL.search(line) is not None
    )


def marks_advertisement(line: str) -> bool:
    """Whether a line marks an advertisement or says that the story goes on below.

    >>> marks_advertisement("Advertentie"), marks_advertisement("Lees verder onder de foto")
    (True, True)
    """
    word = _first_word(line)
    return word in _phrases()[MARKS] and _pattern(MARKS, word).fullmatch(line) is not None


def is_of_template(line: str) -> bool:
    """Whether a line at the edge of a page shares, prints, subscribes, comments or names rights and sources.

    >>> is_of_template("Artikel teilen: Facebook Twitter"), is_of_template("Fuente: EFE"), is_of_template("Compartir es vivir, dijo el alcalde.")
    (True, True, False)
    """
    word = _first_word(line) if len(line) <= _MOST_CHARS else ""
    if word not in _phrases()[LINES]:
        return False
    said = line.rstrip()
    is_sentence = said.endswith(".") and not said.endswith("..")
    if is_sentence and len(line.split()) < _FEWEST_WORDS:
        return False
    if _pattern(LINES, word).fullmatch(line) is not None:
        return True
    if is_sentence and _SITE_WORD.search(line, line.lower().find(word) + len(word)) is None:
        return False
    return _pattern(LINES, word, is_open=True).fullmatch(line) is not None


def speaks_of_site(line: str) -> bool:
    """Whether a line has a word that is rather the site's than the story's: of newsletters, comments, rights."""
    return _SITE_WORD.search(line) is not None


def _first_word(line: str) -> str:
    found = _FIRST_WORD.match(line)
    return found[1].lower() if found else ""


@cache
def _pattern(kind: str, word: str, *, is_open: bool = False) -> re.Pattern[str]:
    """What lines with a first word must match, its open ends left out or not; compiled when the first such line comes."""
    phrases = _phrases()[kind][word]
    if kind == LINES and not is_open:
        phrases = [bare for phrase in phrases if "…" not in (bare := phrase.removesuffix("( …)"))]
    any_of = "|".join(map(pattern_of, phrases)) or _NOTHING
    end = _END_OF_POINTER if kind == POINTERS else _NO_LETTERS
    return re.compile(rf"{_NO_LETTERS}(?:{any_of}){end}", re.IGNORECASE)
