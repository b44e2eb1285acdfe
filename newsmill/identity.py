"""Digests and keys: what makes a source, a record or a content the same one."""

import unicodedata
from collections.abc import Container
from hashlib import blake2b
from typing import Final

DIGEST_BYTES: Final = 16
# Small letters and figures stay, the rest of ASCII becomes spaces, bytes of other characters stay.
_ASCII_WORDS: Final = bytes(
    [ord(c.lower()) if c.isalnum() else ord(" ") for c in map(chr, range(128))] + list(range(128, 256))
)


def digest(*parts: bytes | str | None) -> str:
    """BLAKE2b-128 of the parts as 32 hex digits; parts are framed, so that ("a", "b") differs from ("ab",).

    Text is encoded as UTF-8, lone surrogates included. One part of bytes gives the plain BLAKE2b-128 of it.
    """
    state = blake2b(digest_size=DIGEST_BYTES)
    if len(parts) == 1 and isinstance(parts[0], bytes):
        state.update(parts[0])
        return state.hexdigest()
    for part in parts:
        data = (
            b""
            if part is None
            else part
            if isinstance(part, bytes)
            else part.encode("utf-8", "surrogatepass")
        )
        state.update(b"%d:" % (-1 if part is None else len(data)))
        state.update(data)
    return state.hexdigest()


def digest64(text: str) -> int:
    """BLAKE2b-64 of a text as a signed integer, for keys that stand in lists by the million."""
    return int.from_bytes(
        blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little", signed=True
    )


def site_key(site: str | None, source_uri: str | None) -> str:
    """Name what pages of one site have in common: the site, else the folder or archive of the source.

    >>> site_key("daily.example", "/in/a.txt"), site_key(None, "/in/a.txt")
    ('daily.example', '/in')
    """
    return site or (source_uri or "").rpartition("/")[0]


def is_folder(site: str) -> bool:
    """Whether a `site_key` names a folder and no site.

    >>> is_folder(site_key("daily.example", "/in/a.txt")), is_folder(site_key(None, "/in/a.txt"))
    (False, True)
    """
    return not site or "/" in site


def article_id(source_uri: str, key: str) -> str:
    """Key of an article: its source and its own id there, or `#` and its position."""
    return digest("article", source_uri, key)


def free_article_id(taken: Container[str], source_uri: str, external_id: str | None, record: int) -> str:
    """Key of the record at a position: by its own id if any, with `#` and the position added until none of `taken` is met.

    Taken one after the other, in the order of the source, records have the same keys however a run is cut into batches.
    """
    key = external_id or f"#{record}"
    while (found := article_id(source_uri, key)) in taken:
        key += f"#{record}"
    return found


def raw_digest(title: str | None, text: str) -> str:
    """Digest of a record's title and text as they were before cleaning."""
    return digest("raw", title, text)


def content_digest(title: str | None, text: str) -> str:
    """Digest of the words of title and text, without case, punctuation and spacing: equal for exact duplicates.

    Digits are kept: two reports that differ in a number differ.
    """
    return digest_of_words(plain_words(title or ""), plain_words(text))


def digest_of_words(title: bytes, text: bytes) -> str:
    """Content digest of the `plain_words` of a title and a text."""
    return digest("content", b" ".join(words for words in (title, text) if words))


def plain_words(text: str) -> bytes:
    """Words of a text, one space apart, as UTF-8: without case and punctuation.

    >>> plain_words("The U.S. said: 3.5%")
    b'the u s said 3 5'
    """
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold()
        for character in set(text):
            if not (character.isascii() or character.isalnum()):
                text = text.replace(character, " ")
    return b" ".join(text.encode("utf-8", "surrogatepass").translate(_ASCII_WORDS).split())
