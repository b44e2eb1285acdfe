"""Which single-byte encoding a text in a Latin alphabet is in: the one in which its odd letters make a language.

Statistical detectors mistake the neighbours of Windows-1252 for it and for each other, since a page has few letters
beyond ASCII. An alphabet is stronger evidence: `è` and `é` beside each other are French, `č` and `é` with `à` nothing.
"""

import re
from collections import Counter
from typing import Final

# The commoner encoding first: it is taken where several fit equally well.
ENCODINGS: Final = (
    "cp1252",
    "cp1250",
    "cp1254",
    "cp1257",
    "mac_roman",
    "cp850",
    "cp852",
    "mac_latin2",
    "iso8859_2",
)
_ALPHABETS: Final = {
    "western": (
        "äöüß",  # German
        "àâæçéèêëîïôœùûüÿ",  # French
        "áéíóúüñºª",  # Spanish
        "ãõáéíóúâêôàçºª",  # Portuguese
        "àèéìíòóù",  # Italian
        "åäöé",  # Swedish, Finnish
        "æøåé",  # Danish, Norwegian
        "ëïéèöüóáê",  # Dutch
        "áðéíóúýþæö",  # Icelandic
        "àéèíïóòúüç·",  # Catalan
    ),
    "central": (
        "ąćęłńóśźż",  # Polish
        "áčďéěíňóřšťúůýž",  # Czech
        "áäčďéíĺľňóôŕšťúýž",  # Slovak
        "áéíóöőúüű",  # Hungarian
        "ăâîşţșț",  # Romanian
        "čćđšž",  # Croatian, Slovene
    ),
    "turkish": ("çğıöşüâîİ",),
    "baltic": ("ąčęėįšųūž", "āčēģīķļņšūž", "äõöüšž"),
}
_REGIONS: Final = {
    "cp1252": "western", "mac_roman": "western", "cp850": "western", "cp1250": "central", "cp852": "central",
    "mac_latin2": "central", "iso8859_2": "central", "cp1254": "turkish", "cp1257": "baltic",
}  # fmt: skip
_SIGNS: Final = frozenset("“”„‘’‚‹›«»–—…•·€£¥§°©®™¡¿½¼¾×±²³\xa0\xad")
_IN_WORDS: Final = frozenset("’\xad·")
_ODD: Final = re.compile(r"[^\x00-\x7f]")
_MAX_ODD: Final = 500


def guess_latin(data: bytes) -> str:
    """Tell the encoding in which most of the bytes over 127 make letters of one language, or signs outside of words.

    >>> guess_latin("Le ministère a été à l’école".encode("cp1252")), guess_latin("żołnierze w piątek".encode("cp1250"))
    ('cp1252', 'cp1250')
    """
    return max(ENCODINGS, key=lambda encoding: _fit(data.decode(encoding, "replace"), _REGIONS[encoding]))


def _fit(text: str, region: str) -> int:
    letters: Counter[str] = Counter()
    signs = 0
    for match, _ in zip(_ODD.finditer(text), range(_MAX_ODD), strict=False):
        letter = match.group()
        if letter.isupper() and text[match.start() - 1 : match.start()].islower():
            signs -= 1
        elif letter.isalpha():
            letters[letter if letter == "İ" else letter.lower()] += 1
        else:
            signs += 1 if letter in _SIGNS and not _is_inside_word(text, match.start(), letter) else -1
    every = letters.total()
    return signs + max(
        2 * sum(letters[letter] for letter in alphabet) - every for alphabet in _ALPHABETS[region]
    )


def _is_inside_word(text: str, at: int, sign: str) -> bool:
    return sign not in _IN_WORDS and text[at - 1 : at].isalpha() and text[at + 1 : at + 2].isalpha()
