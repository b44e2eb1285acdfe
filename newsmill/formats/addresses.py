"""Addresses on the web: made absolute, and by whom they are."""

import re
from functools import lru_cache
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit

from newsmill.formats.fields import host

_LONGEST: Final = 4096
_WHOLE: Final = re.compile(r"https?://", re.IGNORECASE)
_SCHEMES: Final = frozenset({"http", "https"})
# Who shows what is embedded, by its domain.
_PLATFORMS: Final = {
    domain: platform
    for platform, domains in {
        "twitter": "twitter.com x.com", "instagram": "instagram.com", "facebook": "facebook.com fb.watch", "tiktok": "tiktok.com",
        "youtube": "youtube.com youtube-nocookie.com youtu.be", "vimeo": "vimeo.com", "dailymotion": "dailymotion.com dai.ly",
        "threads": "threads.net threads.com", "bluesky": "bsky.app", "reddit": "reddit.com redditmedia.com", "telegram": "t.me",
        "linkedin": "linkedin.com", "pinterest": "pinterest.com", "spotify": "spotify.com", "soundcloud": "soundcloud.com",
        "apple": "apple.com", "google": "google.com", "datawrapper": "datawrapper.de dwcdn.net", "flourish": "flourish.studio",
        "infogram": "infogram.com", "documentcloud": "documentcloud.org", "scribd": "scribd.com", "brightcove": "brightcove.net",
        "jwplayer": "jwplayer.com jwplatform.com", "twitch": "twitch.tv", "rumble": "rumble.com", "streamable": "streamable.com",
        "giphy": "giphy.com", "acast": "acast.com", "megaphone": "megaphone.fm",
    }.items()
    for domain in domains.split()
}  # fmt: skip


def absolute(address: str | None, page: str | None) -> str | None:
    """Address on the web that one on a page means; None for another kind, a place on the page itself, and one that cannot be told.

    >>> page = "https://a.example/news/1"
    >>> absolute("../b?c=1", page), absolute("#top", page), absolute("mailto:b@a.example", page), absolute("/b", None)
    ('https://a.example/b?c=1', None, None, None)
    """
    try:
        found = (address or "").strip().replace(" ", "%20")
        found = found if _WHOLE.match(found) else urljoin(page or "", found)
        parts = urlsplit(found)
        is_web = parts.scheme in _SCHEMES or (not parts.scheme and parts.netloc)
        if not address or not is_web or not parts.hostname or len(found) > _LONGEST:
            return None
    except ValueError:
        return None
    if parts.fragment and page and urldefrag(found).url == urldefrag(page).url:
        return None
    return found if parts.scheme else f"https:{found}"


@lru_cache(maxsize=20_000)
def domain_of_host(name: str) -> str:
    """Domain that was registered for a host, or the host where none is known.

    >>> domain_of_host("edition.cnn.com"), domain_of_host("news.bbc.co.uk"), domain_of_host("10.0.0.1")
    ('cnn.com', 'bbc.co.uk', '10.0.0.1')
    """
    # Reads the list of public suffixes, for sources that have links.
    from tld import get_fld  # noqa: PLC0415

    try:
        known = get_fld(f"https://{name}", fail_silently=True, search_private=True)
    except ValueError:
        known = None
    # The list's own rule for what it does not know, which no number of a host is.
    *_, second, last = ("", *name.split("."))
    return known or (name if last.isdecimal() or not second else f"{second}.{last}")


def domain_of(address: str | None) -> str | None:
    """Domain that was registered for the host of an address.

    >>> domain_of("https://www.Example.org:8080/a"), domain_of("/a")
    ('example.org', None)
    """
    name = host(address)
    return domain_of_host(name) if name else None


def platform_of(domain: str | None) -> str | None:
    """Name of the network or service whose domain it is.

    >>> platform_of("x.com"), platform_of("example.org")
    ('twitter', None)
    """
    return _PLATFORMS.get(domain or "")
