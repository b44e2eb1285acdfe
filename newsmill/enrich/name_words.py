"""The words of a document as the readers of names by lists see them."""

from typing import Final

import numpy as np

from newsmill.enrich.document import Document

_TIES: Final = frozenset("-‐'’")
# Readers look so far beyond the last word, and before the first, at most.
_BEYOND: Final = 8


class NameWords:
    """Words with their offsets, and which of them stand together."""

    def __init__(self, document: Document) -> None:
        starts, ends, count = document.starts, document.ends, len(document.words)
        self.text = document.text
        self.words = document.words
        self.starts: list[int] = starts.tolist()
        self.ends: list[int] = ends.tolist()
        self.openers = set(document.sentences.tolist())
        self.capitals = document.capitals()
        self._padded = [*document.words, *[""] * _BEYOND]
        follows = np.zeros(count + _BEYOND, np.bool_)
        follows[1:count] = starts[1:] - ends[:-1] <= 1
        follows[document.sentences] = False
        self._follows: list[bool] = follows.tolist()

    def word(self, at: int) -> str:
        """Word at an index, empty beyond the ends."""
        return self._padded[at]

    def follows(self, at: int) -> bool:
        """Whether a word follows the one before in the same sentence, a space apart."""
        return self._follows[at]

    def is_tight(self, at: int) -> bool:
        """Whether no space stands before a word."""
        return 0 < at < len(self.words) and self.starts[at] == self.ends[at - 1]

    def tied(self, last: int) -> int:
        """Go on over what a hyphen or an apostrophe ties to a name: `Jean-Luc`, `D'Alema`."""
        while (
            self._padded[last] in _TIES
            and last + 1 < len(self.words)
            and self.starts[last] == self.ends[last - 1]
            and self.starts[last + 1] == self.ends[last]
            and self.words[last + 1][0].isupper()
        ):
            last += 2
        return last
