"""What an article links to and shows: links in the blocks of its body, pictures, videos and embeds between them."""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Any, Final
from urllib.parse import urljoin

from newsmill.formats.page_blocks import Block, cut
from newsmill.records import Link, LinkKind

_SPACES: Final = re.compile(r"\s+")
_MOST_WORDS: Final = 300
# Who wrote the page and what it is filed under; what its reader may do with it.
_FRAME: Final = frozenset({"author", "tag", "category", "bookmark"})
_NOT_SHOWN: Final = re.compile(
    r"(?:^|[\s_-])(?:avatar|author|byline|logo|icons?|emoji|share|sharing|social|badge|spacer|pixel|placeholder|ads?|advert\w*)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ICON: Final = re.compile(r"[/_-](?:icons?|avatars?|spacer|pixel|blank)[/_.-]", re.IGNORECASE)
_SIZE: Final = re.compile(r"\s*(\d+)(?:px)?\s*")
_LEAST_SIZE: Final = 50
# Where scripts that load a picture late keep its address, and where those of several sizes are.
_LATE: Final = re.compile(r".+-src|data-original")
_SETS: Final = ("srcset", "data-srcset", "data-lazy-srcset")
_IN_SET: Final = re.compile(r"\s*(?P<first>[^\s,]\S*[^\s,])")
# What embeds of networks are by their class, before a script makes a frame of them, and where these keep their address.
_POSTS: Final = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|reddit-(?:embed|card)|fb-(?:post|video)|text-post-media"
)
_PERMALINKS: Final = ("data-instgrm-permalink", "data-text-post-permalink", "data-href", "cite")
_NOT_EMBEDS: Final = re.compile(
    r"doubleclick|googlesyndication|googletagmanager|recaptcha|amazon-adsystem|adservice|taboola|outbrain|/ads?[/.]"
    r"|facebook\.com/(?:plugins/(?:like|share|follow|page)|tr\b)|tweet_button|about:|javascript:",
    re.IGNORECASE,
)
_VIDEO: Final = re.compile(
    r"youtube|youtu\.be|vimeo|dailymotion|brightcove|jwplatform|jwplayer|rumble\.com|streamable|twitch\.tv",
    re.IGNORECASE,
)
# So many blocks between a picture and the article's next are its caption, its credit and what stands above it.
_MOST_BETWEEN: Final = 3

Media = Sequence[tuple[int, Any]]


def links_of(tree: Any, blocks: Sequence[Block], media: Media, taken: Sequence[int]) -> list[Link]:
    """Links in the blocks of the ranks that are taken, and the pictures, videos and embeds among them, in the page's order."""
    headline = next((rank for rank, block in enumerate(blocks) if block.element.tag == "h1"), len(blocks))
    shown = [each for each in media if _is_among(*each, headline, taken)]
    links = _in_order([(rank, blocks[rank]) for rank in taken], shown)
    base = next((each.get("href") for each in tree.iter("base") if each.get("href")), None)
    return [_based(link, base) for link in links] if base else links


def all_links(tree: Any) -> list[Link]:
    """Links, pictures, videos and embeds of a tree that is nothing but an article."""
    blocks, media = cut(tree)
    return _in_order(list(enumerate(blocks)), media)


def _in_order(blocks: Sequence[tuple[int, Block]], media: Media) -> list[Link]:
    posts = {element for _, element in media if _is_post(element)}
    found = [(rank, link) for rank, element in media if (link := _shown(element))]
    found += [(rank, link) for rank, block in blocks for link in _anchors(block, posts)]
    return [link for _, link in sorted(found, key=itemgetter(0))]


def _based(link: Link, base: str) -> Link:
    try:
        return Link(link.kind, urljoin(base, link.address), link.anchor, link.caption)
    except ValueError:
        return link


def _is_among(rank: int, element: Any, headline: int, taken: Sequence[int]) -> bool:
    """Whether what stands before the block of this rank is the article's: blocks of it follow and go before, or its headline does."""
    at = bisect_left(taken, rank)
    if at == len(taken):
        return rank - taken[-1] == 1 and _is_figure(element)
    between = taken[at] - rank
    if at == 0:
        return headline < rank and (not between or (between <= _MOST_BETWEEN and _is_figure(element)))
    return taken[at] - taken[at - 1] - 1 <= _MOST_BETWEEN


def _is_figure(element: Any) -> bool:
    return element.tag != "img" or any(each.tag in {"figure", "picture"} for each in element.iterancestors())


def _anchors(block: Block, posts: set[Any]) -> Iterator[Link]:
    for element in block.anchors:
        address = (element.get("href") or "").strip()
        said = {*(element.get("rel") or "").lower().split(), (element.get("itemprop") or "").lower()}
        if not address or said & _FRAME or (posts and not posts.isdisjoint(element.iterancestors())):
            continue
        yield Link("link", address, _words("".join(element.itertext())))


def _shown(element: Any) -> Link | None:
    return _SHOWN.get(element.tag, _post)(element)


def _image(element: Any) -> Link | None:
    if any(_size(element.get(name)) < _LEAST_SIZE for name in ("width", "height")) or _is_furniture(element):
        return None
    address = _address(element) or _address_of_source(next(element.iterancestors("picture"), None))
    if address is None or _ICON.search(address):
        return None
    return Link("image", address, _words(element.get("alt")), _caption(element))


def _is_furniture(element: Any) -> bool:
    around = [element]
    for each in element.iterancestors():
        if len(around) > _MOST_BETWEEN or each.tag in {"article", "main", "body", "section"}:
            break
        around.append(each)
    return any(_NOT_SHOWN.search(f"{each.get('class') or ''} {each.get('id') or ''}") for each in around)


def _size(said: str | None) -> int:
    found = _SIZE.fullmatch(said or "")
    return int(found[1]) if found else _LEAST_SIZE


def _address(element: Any) -> str | None:
    """Address of a picture, that which is loaded late before what holds its place."""
    late = [value for name, value in element.items() if _LATE.fullmatch(name)]
    for value in (*late, element.get("src") or ""):
        address = value.strip()
        if address and not address.lower().startswith("data:"):
            return str(address)
    for name in _SETS:
        found = _IN_SET.match(element.get(name) or "")
        if found and not found["first"].lower().startswith("data:"):
            return found["first"]
    return None


def _address_of_source(element: Any) -> str | None:
    """Address of the first of the forms in which a picture or a video is there."""
    sources = () if element is None else element.iter("source")
    return next(filter(None, map(_address, sources)), None)


def _frame(element: Any) -> Link | None:
    address = _address(element)
    is_hidden = any(_size(element.get(name)) < _LEAST_SIZE for name in ("width", "height"))
    if address is None or is_hidden or _NOT_EMBEDS.search(address):
        return None
    kind: LinkKind = "video" if _VIDEO.search(address) else "embed"
    return Link(kind, address, _words(element.get("title")), _caption(element))


def _video(element: Any) -> Link | None:
    address = _address(element) or _address_of_source(element)
    if address is None or address.startswith("blob:"):
        return None
    return Link("video", address, _words(element.get("title")), _caption(element))


def _is_post(element: Any) -> bool:
    return bool(_POSTS.search(element.get("class") or ""))


def _post(element: Any) -> Link | None:
    """A post of a network: its address, else its last link, which is that."""
    if not _is_post(element):
        return None
    links = [each.get("href") for each in element.iter("a") if each.get("href")]
    said = [element.get(name) for name in _PERMALINKS if element.get(name)]
    address = (said or links[-1:] or [None])[0]
    return Link("embed", address.strip()) if address else None


def _caption(element: Any) -> str | None:
    figure = next((each for each in element.iterancestors("figure", "div") if _is_figure_box(each)), None)
    if figure is None:
        return None
    inner = figure.xpath(
        ".//figcaption | .//*[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')]"
    )
    return _words("".join(inner[0].itertext())) if inner else None


def _is_figure_box(element: Any) -> bool:
    return element.tag == "figure" or "wp-caption" in (element.get("class") or "").split()


def _words(text: str | None) -> str | None:
    words = _SPACES.sub(" ", text or "").strip()
    return words[:_MOST_WORDS] or None


_SHOWN: Final[dict[str, Callable[[Any], Link | None]]] = {"img": _image, "iframe": _frame, "video": _video}
