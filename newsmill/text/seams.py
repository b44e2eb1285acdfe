"""How much two neighbouring words of news prose look like a seam: small networks over the words on both sides.

One network is asked about many junctions, as a table of what each word adds; the other sees more words and is asked about
the few that are left.
"""

import itertools
import re
from array import array
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from newsmill.matrices import product
from newsmill.memory import mapped
from newsmill.text.caption_shape import DANGLING, may_be_of_mark, may_end_a_mark

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Numbers = npt.NDArray[np.uint16]

# Words on each side of a junction that the networks see: the one that searches, and the one that looks closer.
REACH: Final = 4
FAR_REACH: Final = 7
BREAK: Final = "\n\n"
# What stands for it among the pieces of a text, which white space parts: no cleaned text has such a character.
_LONE_BREAK: Final = "\0"
_SPACED_BREAK: Final = f" {_LONE_BREAK} "
# Type of a word's number: twice the vocabulary fits, and a flag beside it.
_NUMBER: Final = "H"
_MARKED: Final = 1 << 15
# The rounding of each place adds up to half a step.
_LARGEST_SUM: Final = np.iinfo(np.int16).max - 2 * REACH
_SUFFIXES: Final = ("ing", "ed", "ly", "tion", "ment", "ness", "ity", "er", "al", "'s", "s", "")
_LOW_FORMS: Final = {suffix: f"<low{suffix}>" for suffix in _SUFFIXES}
_CAPITAL_FORMS: Final = {suffix: f"<Cap{suffix}>" for suffix in _SUFFIXES}
FORMS: Final = (
    BREAK, "<number>", "<year>", "<sign>", "<acronym>", "<initial>", *_LOW_FORMS.values(), *_CAPITAL_FORMS.values(),
)  # fmt: skip
# What a junction may be, in the order of the network's outputs.
NATURAL, CAPTION_STARTS, CAPTION_ENDS, WRONG_JOIN = range(4)
# Texts are padded by the longer reach.
_LEFT_PLACES: Final = np.arange(FAR_REACH - REACH, FAR_REACH)[:, None]
_RIGHT_PLACES: Final = np.arange(FAR_REACH, FAR_REACH + REACH)[:, None]
_FAR_LEFT_PLACES: Final = np.arange(FAR_REACH)
_FAR_RIGHT_PLACES: Final = np.arange(FAR_REACH, 2 * FAR_REACH)

# Pieces met are kept up to this number: some 10 MB.
_MOST_PIECES: Final = 50_000
_TOKEN: Final = re.compile(r"\w++(?:['’.-]\w++)*+|[^\w\s]|\n\n")
_SAME: Final = {"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "£": "$", "€": "$"}


def tokens_of(text: str) -> list[str]:
    """Words, signs and paragraph breaks of a text.

    >>> tokens_of("He said: “No.”")
    ['He', 'said', ':', '“', 'No', '.', '”']
    """
    return _TOKEN.findall(text)


def token_spans(text: str, start: int, count: int) -> list[tuple[int, int]]:
    """Spans of the first tokens from a position of a text on, in code points."""
    return [match.span() for match in itertools.islice(_TOKEN.finditer(text, start), count)]


def form(word: str) -> str:
    """Name what stands for a word that the vocabulary does not hold: its form.

    >>> form("Vindman's"), form("2019"), form("zapping")
    ("<Cap's>", '<year>', '<lowing>')
    """
    first = word[0]
    if first.isdigit():
        return "<year>" if len(word) == 4 and word.isdigit() and word[:2] in {"19", "20"} else "<number>"
    if not first.isalpha():
        return "<sign>"
    if first.isupper():
        if len(word) == 1:
            return "<initial>"
        if word.isupper():
            return "<acronym>"
    of_suffix = (_CAPITAL_FORMS if first.isupper() else _LOW_FORMS).get
    return (
        of_suffix(word[-4:])
        or of_suffix(word[-3:])
        or of_suffix(word[-2:])
        or of_suffix(word[-1:])
        or of_suffix("", "")
    )


class Vocabulary(dict[str, int]):
    """Number of each word; a word known in small letters alone has that number and `size` more in capitals."""

    def __init__(self, words: list[str]) -> None:
        super().__init__({word: number for number, word in enumerate(words)})
        self.size = len(words)
        self.update({sign: self[same] for sign, same in _SAME.items() if same in self})

    def __missing__(self, word: str) -> int:
        number = None
        if "’" in word:
            word = word.replace("’", "'")
            number = self.get(word)
        if number is None and word[0].isupper() and word[1:].islower():
            number = self.get(word.lower())
            # A word that is not in the list itself stands for its form, which knows of capitals.
            number = None if number is None or number < len(FORMS) else number + self.size
        return self[form(word)] if number is None else number


class _Pieces(dict[str, bytes]):
    """Numbers of the tokens of what stands between white space, as bytes: texts are made of few different pieces.

    The first number of a piece has a flag where the piece may be of a caption's label or credit. The vocabulary's words are
    there from the start.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        numbers = array(_NUMBER, range(2 * vocabulary.size))
        self._stored: list[bytes] = np.frombuffer(numbers, f"V{numbers.itemsize}").tolist()
        words = itertools.islice(zip(vocabulary, self._stored, strict=False), len(FORMS), vocabulary.size)
        super().__init__((word, number) for word, number in words if not may_be_of_mark(word))
        self[_LONE_BREAK] = self._stored[0]
        self._edge = self[_LONE_BREAK] * FAR_REACH
        self._vocabulary = vocabulary

    def __missing__(self, piece: str) -> bytes:
        if piece.isalpha():
            numbers = self._stored[self._vocabulary[piece]]
            is_of_mark = may_be_of_mark(piece)
        elif piece[-1] in ",." and (known := self.get(piece[:-1])):
            numbers = known + self[piece[-1]]
            is_of_mark = may_end_a_mark(piece)
        else:
            numbers = array(_NUMBER, map(self._vocabulary.__getitem__, tokens_of(piece))).tobytes()
            is_of_mark = may_be_of_mark(piece)
        if is_of_mark:
            numbers = _with_mark(numbers)
        if len(self) < _MOST_PIECES:
            self[piece] = numbers
        return numbers

    def read(self, text: str) -> Numbers:
        """Numbers of the tokens of a text between those of `FAR_REACH` paragraph breaks, flagged where a piece may be of a mark."""
        pieces = text.replace(BREAK, _SPACED_BREAK).split()
        return np.frombuffer(b"".join((self._edge, *map(self.__getitem__, pieces), self._edge)), _NUMBER)


def _with_mark(numbers: bytes) -> bytes:
    flagged = array(_NUMBER, numbers)
    flagged[0] |= _MARKED
    return flagged.tobytes()


SEARCH: Final = "search"
SECOND: Final = "second"


def stored_name(network: str, array: str) -> str:
    """Name under which an array of a network is stored."""
    return f"{network}_{array}"


class _Network(NamedTuple):
    vectors: Floats
    # What a capital adds to the vector of a word.
    capital: Floats
    hidden: Floats
    bias: Floats
    # Log10 of how much likelier each kind is than a natural junction.
    outputs: Floats
    offsets: Floats

    @classmethod
    def of(cls, arrays: Mapping[str, npt.NDArray[Any]], network: str) -> "_Network":
        def stored(name: str) -> Floats:
            return arrays[stored_name(network, name)].astype(np.float32)

        outputs, offsets, log10 = stored("outputs"), stored("offsets"), np.float32(np.log(10))
        return cls(
            stored("vectors") * stored("steps"),
            stored("capital"),
            stored("hidden"),
            stored("bias"),
            (outputs - outputs[:, :1]).T / log10,
            (offsets - offsets[0]) / log10,
        )


class _Table(NamedTuple):
    """A network as a table of what each word adds to its hidden units, in steps."""

    # A block of rows a place, from the farthest left: the words as the vocabulary numbers them, without and with a capital.
    rows: npt.NDArray[np.int16]
    # First row of each block.
    blocks: Ints
    outputs: Floats
    offsets: Floats

    @classmethod
    def of(cls, network: _Network) -> "_Table":
        places = network.hidden.reshape(2 * REACH, network.vectors.shape[1], -1)
        vectors = np.concatenate((network.vectors, network.vectors + network.capital))
        blocks = [product(vectors, place) + network.bias / len(places) for place in places]
        # No sum of a row of each block is beyond 16 bits: adding such numbers is what costs most.
        step = sum(np.abs(block).max() for block in blocks) / np.float32(_LARGEST_SUM)
        return cls(
            # 24 MB, of which texts read the rows of common words.
            mapped(np.concatenate([np.round(block / step).astype(np.int16) for block in blocks])),
            np.cumsum([0, *map(len, blocks[:-1])])[:, None],
            network.outputs * step,
            network.offsets,
        )


class _Model(NamedTuple):
    vocabulary: Vocabulary
    pieces: _Pieces
    search: _Table
    second: _Network
    is_capital: Flags
    may_precede: Flags
    may_end: Flags


@lru_cache(maxsize=1)
def _model() -> _Model:
    data = files("newsmill").joinpath("data/cleaning/seams.npz").read_bytes()
    with np.load(BytesIO(data)) as stored:
        arrays: dict[str, npt.NDArray[Any]] = {name: stored[name] for name in stored.files}
    words = arrays["words"].tobytes().decode().split("\0")
    vocabulary = Vocabulary(words)
    return _Model(
        vocabulary,
        _Pieces(vocabulary),
        _Table.of(_Network.of(arrays, SEARCH)),
        _Network.of(arrays, SECOND),
        np.array([_is_capital(word) for word in words] + [True] * len(words)),
        np.array([_may_precede(word) for word in words] + [True] * len(words)),
        np.array([_may_end(word) for word in words] * 2),
    )


def _is_capital(word: str) -> bool:
    return word[0].isupper() or word.startswith("<Cap") or word in {'"', "(", "[", "<acronym>", "<initial>"}


def _may_end(word: str) -> bool:
    return word not in DANGLING and word not in {"(", "[", ",", ";", ":", "-", "$"}


def _may_precede(word: str) -> bool:
    return word[-1].islower() or word[:2] in {"<l", "<C"} or word in {",", ";", "<number>", "<year>"}


class Junctions:
    """The junctions of a text: number `i` is the one before token `i`."""

    def __init__(self, text: str) -> None:
        self._model = _model()
        numbers = self._model.pieces.read(text)
        self.may_hold_marks = int(numbers.max()) >= _MARKED
        self._numbers = numbers & (_MARKED - 1)
        self.count = len(numbers) - 2 * FAR_REACH + 1

    def may_start(self) -> Ints:
        """Junctions before a capital or a quotation mark within a sentence."""
        numbers = self._numbers[FAR_REACH - 1 : -FAR_REACH]
        may_start: Flags = self._model.may_precede[numbers[:-1]] & self._model.is_capital[numbers[1:]]
        return may_start.nonzero()[0]

    def may_end(self) -> Flags:
        """Whether a caption may end at each junction: after no article or preposition, before no break."""
        numbers = self._numbers[FAR_REACH - 1 : 1 - FAR_REACH]
        may_end: Flags = self._model.may_end[numbers[:-1]] & (numbers[1:] != 0)
        return may_end

    def paragraph_ends(self) -> Ints:
        """Of each paragraph, the junction before the break that ends it; of the last, the last."""
        return np.append((self._numbers[FAR_REACH:-FAR_REACH] == 0).nonzero()[0], self.count - 1)

    def odds(self, lefts: Ints, rights: Ints, kind: int) -> Floats:
        """Log10 of how much likelier than natural ones junctions of a kind are, by the network that searches.

        They are of the text to the left of `lefts` with that from `rights` on: two equal positions are a junction of the
        text, others one that a cut would make.
        """
        search = self._model.search
        # One look-up for all places: on so few rows each call of numpy costs more than what it does.
        at = np.concatenate((lefts + _LEFT_PLACES, rights + _RIGHT_PLACES))
        rows = self._numbers[at] + search.blocks
        hidden = np.add.reduce(search.rows.take(rows, axis=0), axis=0, dtype=np.int16)
        np.maximum(hidden, 0, out=hidden)
        odds: Floats = hidden.astype(np.float32) @ search.outputs[kind] + search.offsets[kind]
        return odds

    def closer_odds(self, lefts: Ints, rights: Ints, kinds: Ints) -> Floats:
        """As `odds`, each of its own kind, by the network that sees more words; costs some microseconds a junction."""
        second = self._model.second
        at = np.concatenate((lefts[:, None] + _FAR_LEFT_PLACES, rights[:, None] + _FAR_RIGHT_PLACES), axis=1)
        has_capital, rows = np.divmod(self._numbers[at], self._model.vocabulary.size)
        words = second.vectors[rows]
        words += has_capital.astype(np.float32)[:, :, None] * second.capital
        hidden = product(words.reshape(len(at), -1), second.hidden) + second.bias
        np.maximum(hidden, 0, out=hidden)
        odds: Floats = (hidden * second.outputs[kinds]).sum(axis=1) + second.offsets[kinds]
        return odds
