"""Words and marks of the languages other than English, with what an apostrophe or a hyphen parts."""

import re
from typing import Final, NamedTuple

from newsmill.enrich.quotes.lexicon import Lexicon

# An elided word, a word, a mark. The point of an abbreviation is a `·` here, which never ends a sentence.
_TOKEN: Final = re.compile(r"[^\W\d_]{1,7}['’](?=\w)|\w+(?:[-.&/]\w+)*·?|[^\w\s]")
_WHOLE: Final = re.compile(r"\w+(?:['’.&/-]\w+)*·?|[^\w\s]")
_INVERTED: Final = {
    "fr": re.compile(r"-(?:t-)?(il|elle|on|ils|elles|je|nous|vous)$"),
    "pt": re.compile(r"-(se|me|lhe|lhes|nos)$"),
}
_ABBREVIATION: Final = re.compile(
    r"\b(?:\d{1,2}|[A-ZÀ-Ý]|Dr|Prof|Mr|Mme|St|Sr|Sra|Dra|On|Dott|Avv|drs|Nr|ca|bzw|Abs|Art|z|[Mm]ons|mevr|dhr)(\.)(?= ?[^\W_])"
)
_ELIDED: Final = frozenset({"fr", "it"})


class Token(NamedTuple):
    """A word or a mark with its offsets; `low` in small letters with plain apostrophes."""

    text: str
    low: str
    start: int
    end: int

    @property
    def is_word(self) -> bool:
        """Whether it is no mark and no blanked-out quotation."""
        return self.text[0].isalnum() and "_" not in self.text


NO_TOKEN: Final = Token(".", ".", -1, -1)


def with_abbreviations(masked: str) -> str:
    """Replace the points of abbreviations and ordinals, which end no sentence.

    >>> with_abbreviations("Am 5. August kam Dr. Weber. Sie ging.")
    'Am 5· August kam Dr· Weber. Sie ging.'
    """
    return _ABBREVIATION.sub(lambda found: found.group()[:-1] + "·", masked)


def tokens_of(text: str, begin: int, end: int, lexicon: Lexicon) -> list[Token]:
    """Read the tokens between two offsets; a verb and the pronoun tied to it by a hyphen are two."""
    pattern = _TOKEN if lexicon.language in _ELIDED else _WHOLE
    attached = _INVERTED.get(lexicon.language)
    found: list[Token] = []
    for match in pattern.finditer(text, begin, end):
        word, start, stop = match.group(), match.start(), match.end()
        inverted = attached.search(word) if attached is not None and "-" in word else None
        if inverted is not None and inverted.start():
            found.append(
                Token(
                    word[: inverted.start()],
                    word[: inverted.start()].lower(),
                    start,
                    start + inverted.start(),
                )
            )
            word, start = inverted.group(1), start + inverted.start(1)
        found.append(Token(word, word.lower().replace("’", "'").rstrip("·"), start, stop))
    return found
