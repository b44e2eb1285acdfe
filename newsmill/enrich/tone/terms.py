"""Fixed terms of news whose words say nothing of feelings: `crude oil`, `gross domestic product`, `interest rates`.

They are the commonest pairs of a word of the lexicon and its neighbour in some 27,000 news articles, those left out in
which the word praises or blames (`net loss`, `strong growth`, `job cuts`, `trade deficit`).
"""

from typing import Final

from newsmill.enrich.quotes.word_lists import words

# Words that are always terms in news.
TERMS: Final = frozenset(words("shares securities asset assets treasury"))
# A word, the words before it and the words behind it that make a term of it.
_BEFORE_AND_BEHIND: Final = {
    "crude": ("brent heavy light", "oil palm price prices futures exports output imports production"),
    "gross": ("", "domestic national profit profits margin margins income sales revenue revenues dividend"),
    "interest": ("accrued", "rate rates payment payments income charges cost costs expense expenses"),
    "security": ("national social homeland", "council forces services officials adviser guards guard software firm"),
    "energy": ("", "price prices minister ministry secretary sector company companies costs industry agency futures market"),
    "defence": ("", "minister ministry secretary department industry electronics spending officials lawyer lawyers contract"),
    "defense": ("", "minister ministry secretary department industry electronics spending officials lawyer lawyers contract"),
    "credit": ("tax", "card cards line lines rating ratings facility union unions guarantee guarantees market markets"),
    "party": (
        "political opposition democratic communist labour republican conservative liberal third ruling",
        "leader leaders chief congress officials member members conference chairman",
    ),
    "parties": ("political opposition both third coalition", ""),
    "care": ("health medical child intensive", ""),
    "natural": ("", "gas rubber resource resources"),
    "trust": ("investment unit", "fund funds bank banks"),
    "value": ("market par book face asset nominal carrying", "added"),
    "outstanding": ("share shares stock loans debt total", "share shares common stock debt loans"),
    "share": ("per market a", "price prices index capital offer offering issue buyback"),
    "free": ("", "trade market markets"),
    "intelligence": ("", "agency agencies officials service services committee community"),
    "special": ("", "meeting committee prosecutor administrative drawing"),
    "hard": ("", "drive drives disk disks currency"),
    "lower": ("", "house court"),
    "hand": ("other left right second", ""),
    "demand": ("domestic consumer oil market", ""),
}  # fmt: skip
PAIRS: Final = frozenset(
    pair
    for word, (before, behind) in _BEFORE_AND_BEHIND.items()
    for pair in [*((one, word) for one in words(before)), *((word, one) for one in words(behind))]
)
HEADS: Final = frozenset(_BEFORE_AND_BEHIND)
