"""The words of a document as the readers of names by lists see them."""

from typing import Final

from newsmill.enrich.document import Document

_TIES: Final = frozenset("-‐'’")


class NameWords:
    """Words with their offsets, and which of them stand together."""

    def __init__(self, document: Document) -> None:
        self.text = document.text
        self.words = document.words
        self.starts: list[int] = document.starts.tolist()
        self.ends: list[int] = document.ends.tolist()
        self.openers = set(document.sentences.tolist())
        self.capitals = document.capitals()

    def word(self, at: int) -> str:
        """Word at an index, empty beyond the ends."""
        return self.words[at] if 0 <= at < len(self.words) else ""

    def follows(self, at: int) -> bool:
        """Whether a word follows the one before in the same sentence, a space apart."""
        return (
            0 < at < len(self.words) and at not in self.openers and self.starts[at] - self.ends[at - 1] <= 1
        )

    def is_tight(self, at: int) -> bool:
        """Whether no space stands before a word."""
        return 0 < at < len(self.words) and self.starts[at] == self.ends[at - 1]

    def tied(self, last: int) -> int:
        """Go on over what a hyphen or an apostrophe ties to a name: `Jean-Luc`, `D'Alema`."""
        while (
            last + 1 < len(self.words)
            and self.words[last] in _TIES
            and self.starts[last] == self.ends[last - 1]
            and self.starts[last + 1] == self.ends[last]
            and self.words[last + 1][0].isupper()
        ):
            last += 2
        return last
