"""The address of an article's picture, in whatever shape records tell it."""

import re
from collections.abc import Mapping
from typing import Any, Final

_WEB: Final = re.compile(r"(?:https?:)?//[^/\s]", re.IGNORECASE)
# An address on the article's own site.
_PATH: Final = re.compile(r"\.{0,2}/\S+|[\w./-]+\.(?:jpe?g|png|webp|gif|avif)(?:\?\S*)?", re.IGNORECASE)
_KEYS: Final = (
    "url", "contentUrl", "href", "src", "source_url", "value", "versions", "content", "thumbnail", "thumbnailUrl", "@id",
)  # fmt: skip
_MEDIA: Final = re.compile(r"(?:audio|video|application|text)\b", re.IGNORECASE)
_DEEPEST: Final = 4


def is_web(address: str | None) -> bool:
    """Whether an address is one by itself, without that of the page it is on.

    >>> is_web("https://a.example/b.jpg"), is_web("//a.example/b.jpg"), is_web("/b.jpg"), is_web(None)
    (True, True, False, False)
    """
    return bool(_WEB.match(address or ""))


def image_address(value: Any, depth: int = _DEEPEST) -> str | None:
    """Address of a picture: a string, an object that has it, or the first that is one of a list of these.

    >>> image_address([{"type": "audio/mpeg", "url": "//a.example/b.mp3"}, {"@type": "ImageObject", "url": "//a.example/b.jpg"}])
    '//a.example/b.jpg'
    """
    if isinstance(value, str):
        address = value.strip().replace("&amp;", "&")
        return address if is_web(address) or _PATH.fullmatch(address) else None
    if not depth:
        return None
    if isinstance(value, list):
        return next((found for item in value if (found := image_address(item, depth - 1))), None)
    if not isinstance(value, Mapping):
        return None
    if any(_MEDIA.match(str(value.get(name) or "")) for name in ("type", "medium", "media-type")):
        # A video's own picture, where it has one.
        return image_address(value.get("thumbnail"), depth - 1)
    return next((found for key in _KEYS if (found := image_address(value.get(key), depth - 1))), None)
