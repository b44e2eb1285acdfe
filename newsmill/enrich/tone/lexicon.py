"""VADER's word lists, read once from the files of vaderSentiment."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Valence of words (-4 to 4), boosters and dampeners, negations, idioms; all lower-case.

    One word of each idiom of several words is in `idiom_words`: without it nearby, no idiom need be looked for.
    """

    valences: dict[str, float]
    boosters: dict[str, float]
    negations: frozenset[str]
    idioms: dict[str, float]
    idiom_words: frozenset[str]


@cache
def load() -> Lexicon:
    """VADER's lists (Hutto & Gilbert 2014, MIT licence); boosters carry no valence of their own, as there."""
    from vaderSentiment.vaderSentiment import (  # noqa: PLC0415 - loaded when first needed
        BOOSTER_DICT,
        NEGATE,
        SPECIAL_CASES,
    )

    lines = files("vaderSentiment").joinpath("vader_lexicon.txt").read_text("utf-8").splitlines()
    pairs = (line.split("\t")[:2] for line in lines if line[:1].isalpha())
    return Lexicon(
        valences={word: float(valence) for word, valence in pairs},
        boosters=dict(BOOSTER_DICT),
        negations=frozenset(NEGATE),
        idioms=dict(SPECIAL_CASES),
        idiom_words=frozenset(
            max(idiom.split(), key=len) for idiom in (*SPECIAL_CASES, *BOOSTER_DICT) if " " in idiom
        ),
    )
