"""The one token pass that all enrichers share."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

# Line ends and spaces are tokens of their own here, so that the lengths of all tokens add up to the offsets.
# The two commonest tokens are tried first, which halves the time; the later patterns would give the same.
_TOKEN: Final = re.compile(
    r"[a-z]+(?=[ ,\n])| (?=\S)|\n\s*|[^\S\n]+|\d+(?:[.,:/]\d+)*(?:st|nd|rd|th)?|W\.Va\.|(?:[A-Z]\.){2,}|[ap]\.m\.|e\.g\.|i\.e\."
    r"|(?:Jan|Feb|Mar|Apr|Aug|Sept|Sep|Oct|Nov|Dec|No)\.(?=\s?\d)"
    r"|(?<=,\ )(?:Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev"
    r"|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis|Wyo)\."
    r"|(?:Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Lt|Col|Maj|Capt|Sgt|Cpl|Adm|Cmdr|Inc|Corp|Co|Ltd|Jr|Sr|Prof|Rev|vs|[A-Z])\.(?=\s)"
    r"|\w+(?:['’-]\w+)*?(?=['’]s\b|\b)|['’]s\b|[^\w\s]"
)
_CLOSERS: Final = frozenset("\"'”’)]")
_LAST_ASCII: Final = 127
_STOPS: Final = frozenset(".!?")


class Tokens(NamedTuple):
    """Word and punctuation tokens, no spaces, with their offsets in code points.

    `sentences` holds the index of each sentence's first token. A line end always ends a sentence.
    """

    words: list[str]
    starts: Ints
    ends: Ints
    sentences: Ints


@dataclass(frozen=True)
class Document:
    """An article as the enrichers see it: its text, what is known of it, its tokens, made at first use."""

    text: str
    title: str | None
    language: str | None
    date: date | None
    date_source: str
    site: str | None

    @cached_property
    def tokens(self) -> Tokens:
        """The tokens that all enrichers share."""
        return tokenize(self.text)

    def capitals(self) -> list[int]:
        """Indices of the words that begin with a capital letter."""
        codes = np.frombuffer(self.text.encode("utf-32-le", "surrogatepass"), np.uint32)
        firsts = codes[self.starts]
        is_capital = (firsts >= ord("A")) & (firsts <= ord("Z"))
        for at in np.flatnonzero(firsts > _LAST_ASCII).tolist():
            is_capital[at] = self.words[at][0].isupper()
        found: list[int] = np.flatnonzero(is_capital).tolist()
        return found

    @property
    def words(self) -> list[str]:
        """The words of `tokens`."""
        return self.tokens.words

    @property
    def starts(self) -> Ints:
        """Offset of each word's first code point."""
        return self.tokens.starts

    @property
    def ends(self) -> Ints:
        """Offset one past each word's last code point."""
        return self.tokens.ends

    @property
    def sentences(self) -> Ints:
        """Index of each sentence's first word."""
        return self.tokens.sentences


def tokenize(text: str) -> Tokens:
    """Words, their starts and ends in code points, and the index of each sentence's first word.

    >>> words, starts, ends, sentences = tokenize('Mr. Obama met Putin. "Yes," he said.')
    >>> words
    ['Mr.', 'Obama', 'met', 'Putin', '.', '"', 'Yes', ',', '"', 'he', 'said', '.']
    >>> sentences.tolist()
    [0, 5]
    """
    words: list[str] = []
    starts: list[int] = []
    sentences: list[int] = []
    at, is_new, is_over = 0, True, False
    for piece in _TOKEN.findall(text):
        if piece == " ":
            is_new = is_new or is_over
            at += 1
            continue
        first = piece[0]
        if first == "\n":
            is_new, is_over = True, False
        elif first.isspace():
            is_new = is_new or is_over
        else:
            if is_new:
                sentences.append(len(words))
                is_new = is_over = False
            elif is_over and first not in _CLOSERS:
                is_over = False
            words.append(piece)
            starts.append(at)
            if piece in _STOPS:
                is_over = True
        at += len(piece)
    begin = np.array(starts, np.int32)
    lengths = np.fromiter(map(len, words), np.int32, len(words))
    return Tokens(words, begin, begin + lengths, np.array(sentences, np.int32))
