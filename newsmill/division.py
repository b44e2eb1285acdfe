"""Parts of large files: ranges of bytes, each with its digest."""

from dataclasses import dataclass
from hashlib import blake2b

from newsmill.identity import DIGEST_BYTES

Digest = blake2b


@dataclass(frozen=True, slots=True)
class Part:
    """A range of a file's bytes, its digest, and the position of its first record."""

    start: int
    end: int
    digest: str
    first_record: int


def fresh_digest() -> Digest:
    """The digest of no bytes yet."""
    return blake2b(digest_size=DIGEST_BYTES)


class Divider:
    """Takes the digests of parts whose beginnings (byte and record) are known, from the bytes as they come."""

    def __init__(self, starts: list[tuple[int, int]]) -> None:
        self._starts = starts
        self._ends = [start for start, _ in starts[1:]]
        self._parts: list[Part] = []
        self._base, self._state = 0, fresh_digest()

    def feed(self, block: bytes) -> None:
        """Take the next bytes of the file."""
        at = 0
        while len(self._parts) < len(self._ends) and self._ends[len(self._parts)] <= self._base + len(block):
            end = self._ends[len(self._parts)] - self._base
            self._state.update(block[at:end])
            self._cut(self._base + end)
            at = end
        self._state.update(block[at:])
        self._base += len(block)

    def finish(self) -> list[Part]:
        """Give the parts, once all bytes are taken."""
        self._cut(self._base)
        return self._parts

    def _cut(self, end: int) -> None:
        start, record = self._starts[len(self._parts)]
        self._parts.append(Part(start, end, self._state.hexdigest(), record))
        self._state = fresh_digest()
