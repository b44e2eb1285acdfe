"""How much two neighbouring words of news prose look like a seam: a small network over the words on both sides."""

import itertools
import re
from array import array
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from newsmill.memory import mapped
from newsmill.text.caption_shape import DANGLING, may_be_of_mark

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

# Words on each side of a junction that the network sees.
REACH: Final = 4
BREAK: Final = "\n\n"
# Type of a word's number: twice the vocabulary fits, and a flag beside it.
_NUMBER: Final = "H"
_MARKED: Final = 1 << 15
_SUFFIXES: Final = ("ing", "ed", "ly", "tion", "ment", "ness", "ity", "er", "al", "'s", "s")
FORMS: Final = (
    BREAK, "<number>", "<year>", "<sign>", "<acronym>", "<initial>",
    *(f"<low{suffix}>" for suffix in _SUFFIXES), "<low>", *(f"<Cap{suffix}>" for suffix in _SUFFIXES), "<Cap>",
)  # fmt: skip
# What a junction may be, in the order of the network's outputs.
NATURAL, CAPTION_STARTS, CAPTION_ENDS, WRONG_JOIN = range(4)
_LEFT_PLACES: Final = np.arange(REACH)
_RIGHT_PLACES: Final = np.arange(REACH, 2 * REACH)

# Pieces met are kept up to this number: some 8 MB.
_MOST_PIECES: Final = 40_000
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
    case = "Cap" if first.isupper() else "low"
    if not word.endswith(_SUFFIXES):
        return f"<{case}>"
    return next(f"<{case}{suffix}>" for suffix in _SUFFIXES if word.endswith(suffix))


class Vocabulary(dict[str, int]):
    """Number of each word; a word known in small letters alone has that number and `size` more in capitals."""

    def __init__(self, words: list[str]) -> None:
        super().__init__({word: number for number, word in enumerate(words)})
        self.size = len(words)
        self.update({sign: self[same] for sign, same in _SAME.items() if same in self})

    def __missing__(self, word: str) -> int:
        word = word.replace("’", "'")
        number = self.get(word)
        if number is None and word[1:].islower():
            number = self.get(word.lower())
            # A word that is not in the list itself stands for its form, which knows of capitals.
            number = None if number is None or number < len(FORMS) else number + self.size
        return self[form(word)] if number is None else number


class _Pieces(dict[str, bytes]):
    """Numbers of the tokens of what stands between white space, as bytes: texts are made of few different pieces.

    The first number of a piece has a flag where the piece may be of a caption's label or credit.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary
        self._break = self[BREAK]

    def __missing__(self, piece: str) -> bytes:
        numbers = array(_NUMBER, map(self._vocabulary.__getitem__, tokens_of(piece)))
        if may_be_of_mark(piece):
            numbers[0] |= _MARKED
        if len(self) < _MOST_PIECES:
            self[piece] = numbers.tobytes()
        return numbers.tobytes()

    def read(self, text: str) -> tuple[Ints, bool]:
        """Numbers of the tokens of a text, and whether any may be of a caption's label or credit."""
        number_of = self.__getitem__
        paragraphs = [b"".join(map(number_of, paragraph.split())) for paragraph in text.split(BREAK)]
        numbers = np.frombuffer(self._break.join(paragraphs), _NUMBER)
        has_mark = len(numbers) > 0 and int(numbers.max()) >= _MARKED
        return (numbers & (_MARKED - 1)).astype(np.int64), has_mark


class _Network(NamedTuple):
    vocabulary: Vocabulary
    pieces: _Pieces
    # What each word adds to the hidden units, in steps: a block of rows a place, from the farthest left.
    projected: npt.NDArray[np.int16]
    step: np.float32
    # What a capital adds, a row a place.
    capitals: Floats
    first_rows: Ints
    bias: Floats
    outputs: Floats
    offsets: Floats
    is_capital: Flags
    may_precede: Flags
    may_end: Flags


@lru_cache(maxsize=1)
def _network() -> _Network:
    data = files("newsmill").joinpath("data/cleaning/seams.npz").read_bytes()
    with np.load(BytesIO(data)) as stored:
        arrays: dict[str, npt.NDArray[Any]] = {name: stored[name] for name in stored.files}
    words = arrays["words"].tobytes().decode().split("\0")
    vectors = arrays["vectors"].astype(np.float32) * arrays["steps"].astype(np.float32)
    hidden = arrays["hidden"].astype(np.float32)
    places = hidden.reshape(2 * REACH, vectors.shape[1], -1)
    outputs, offsets = arrays["outputs"].astype(np.float32), arrays["offsets"].astype(np.float32)
    log10 = np.float32(np.log(10))
    vocabulary = Vocabulary(words)
    projected = np.concatenate([vectors @ place for place in places])
    step = np.abs(projected).max() / np.float32(np.iinfo(np.int16).max)
    return _Network(
        vocabulary,
        _Pieces(vocabulary),
        # 17 MB, of which texts read the rows of common words; as floats they would take longer to read.
        mapped(np.round(projected / step).astype(np.int16)),
        step,
        np.stack([arrays["capital"].astype(np.float32).reshape(-1) @ place for place in places]),
        np.arange(2 * REACH, dtype=np.int64) * len(vectors),
        arrays["bias"].astype(np.float32),
        (outputs - outputs[:, :1]).T / log10,
        (offsets - offsets[0]) / log10,
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
        self._network = _network()
        numbers, self.may_hold_marks = self._network.pieces.read(text)
        self._rows = np.zeros(len(numbers) + 2 * REACH, np.int64)
        self._rows[REACH:-REACH] = numbers
        self.count = len(numbers) + 1

    def may_start(self) -> Ints:
        """Junctions before a capital or a quotation mark within a sentence."""
        is_capital, may_precede = self._network.is_capital, self._network.may_precede
        rows = self._rows[REACH - 1 : -REACH]
        return (may_precede[rows[:-1]] & is_capital[rows[1:]]).nonzero()[0]

    def may_end(self) -> Flags:
        """Whether a caption may end at each junction: after no article or preposition, before no break."""
        rows = self._rows[REACH - 1 : 1 - REACH]
        may_end: Flags = self._network.may_end[rows[:-1]] & (rows[1:] != 0)
        return may_end

    def paragraph_ends(self) -> Ints:
        """Of each paragraph, the junction before the break that ends it; of the last, the last."""
        return np.append((self._rows[REACH:-REACH] == 0).nonzero()[0], self.count - 1)

    def odds(self, lefts: Ints, rights: Ints, kind: int) -> Floats:
        """Log10 of how much likelier than natural junctions of a kind are, of the text to the left of `lefts` with that from `rights` on.

        Two equal positions are a junction of the text, others one that a cut would make.
        """
        # One look-up for all places: on so few rows each call of numpy costs more than what it does.
        at = np.concatenate((lefts[:, None] + _LEFT_PLACES, rights[:, None] + _RIGHT_PLACES), axis=1)
        words = self._rows[at]
        has_capital = words >= self._network.vocabulary.size
        rows = words - has_capital * self._network.vocabulary.size + self._network.first_rows
        steps = np.add.reduce(self._network.projected.take(rows, axis=0), axis=1, dtype=np.int32)
        hidden = steps.astype(np.float32) * self._network.step
        hidden += has_capital.astype(np.float32) @ self._network.capitals + self._network.bias
        np.maximum(hidden, 0, out=hidden)
        odds: Floats = hidden @ self._network.outputs[kind] + self._network.offsets[kind]
        return odds
