"""What an article's body links to and shows, where it is HTML in a field of a record."""

import re
from typing import Final

from newsmill.formats.markup import fragment_of
from newsmill.records import Link

_MAY_LINK: Final = re.compile(r"<(?:a|img|iframe|video)\s", re.IGNORECASE)


def links_in(text: str) -> list[Link]:
    """Links, pictures, videos and embeds in markup, but for those in boxes of links to other stories.

    >>> [(link.kind, link.address, link.anchor) for link in links_in("<p>See <a href='/b'>the bridge</a>.</p>")]
    [('link', '/b', 'the bridge')]
    """
    root = fragment_of(text) if _MAY_LINK.search(text) else None
    if root is None:
        return []
    # Half a second of imports, for sources that have links.
    from newsmill.formats.page_links import all_links  # noqa: PLC0415

    return all_links(root)
