"""What a German word with a capital may be in the name of an organization."""

from functools import lru_cache
from typing import Final, NamedTuple

from newsmill.enrich.keywords.vocabulary import vocabulary
from newsmill.enrich.organizations.words import lexicon

ADJECTIVE_ENDINGS: Final = ("e", "er", "es", "en", "em")
_ADJECTIVES: Final = ("isch", "lich", "al")
_GENITIVES: Final = ("", "s", "es")
_MINISTRIES: Final = ("ministerium", "gericht", "gerichtshof")
_TOPICS: Final = ("institut", "verband", "amt", "gesellschaft", "zentrum")
_WITH_MEMBERS: Final = ("verband", "vereinigung", "zentralrat", "bund")


class Noun(NamedTuple):
    """A word: without the genitive where that makes a head of it, and what it may be.

    `is_unique`: a name by itself, `Bundesinnenministerium`; `is_topic`: a subject makes a name of it; `has_members` in the
    genitive, `Verband der Automobilindustrie`; `is_body`: an adjective with a capital makes a name of it; `is_kind`: it
    says what is named behind it; `is_of_town`: the town before it makes a name of it; `is_rare`: no list of common words has it.
    """

    bare: str
    is_seat: bool
    is_unique: bool
    is_topic: bool
    has_members: bool
    is_body: bool
    is_adjective: bool
    is_kind: bool
    is_of_town: bool
    is_rare: bool


@lru_cache(maxsize=1 << 16)
def noun(word: str) -> Noun:
    """What a word may be.

    >>> noun("Bundesamtes").bare, noun("Deutscher").is_adjective, noun("Chemiekonzerns").is_kind
    ('Bundesamt', True, True)
    """
    words = lexicon("de")
    bare = next(filter(_is_head, _without_genitive(word)), word)
    low = bare.lower()
    is_ministry = bare.startswith(words.portfolios) and bare.endswith(_MINISTRIES) and word[0].isupper()
    is_federal = bare.startswith("Bundes") and bare.endswith(words.suffixes) and bare not in words.topics
    kinds = {word, word.removesuffix("s")}
    return Noun(
        bare,
        is_seat=bare in words.seats or low.endswith(words.seat_suffixes),
        is_unique=is_ministry or is_federal,
        is_topic=bare in words.topics or bare.endswith(_TOPICS),
        has_members=low.endswith(_WITH_MEMBERS),
        is_body=low.endswith(words.suffixes),
        is_adjective=any(map(_is_stem, _without_ending(word))),
        is_kind=any(one in words.named or one.lower().endswith(words.named_suffixes) for one in kinds),
        is_of_town=low.endswith(words.of_towns),
        is_rare=word.lower() not in vocabulary("de").weights,
    )


def _without_genitive(word: str) -> list[str]:
    return [word[: len(word) - len(ending)] for ending in _GENITIVES if word.endswith(ending)]


def _without_ending(word: str) -> list[str]:
    return [word[: len(word) - len(ending)] for ending in ADJECTIVE_ENDINGS if word.endswith(ending)]


def _is_head(word: str) -> bool:
    words = lexicon("de")
    return word in words.seats or word in words.topics or word.endswith(words.suffixes + words.seat_suffixes)


def _is_stem(stem: str) -> bool:
    return stem in lexicon("de").stems or stem.endswith(_ADJECTIVES)
