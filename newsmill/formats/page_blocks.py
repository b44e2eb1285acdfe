"""An HTML page cut into blocks: runs of text between the tags that break a line."""

import re
from collections.abc import Sequence
from typing import Any, Final, NamedTuple

_INLINE: Final = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd",
    "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_UNSEEN: Final = frozenset({
    "script", "style", "noscript", "template", "svg", "iframe", "select", "textarea", "head", "object", "embed", "video",
    "audio", "canvas", "map", "math", "datalist", "dialog", "input", "option", "figcaption",
})  # fmt: skip
_BOLD: Final = frozenset({"b", "strong"})
_MEDIA: Final = frozenset({"img", "iframe", "video", "blockquote"})
_CELLS: Final = frozenset({"td", "th"})
# What may stand in a row of data. Anything else makes the row a part of the page's layout.
_BREAKS: Final = frozenset({"br", "p"})
_IN_ROWS: Final = _INLINE | _CELLS | _BREAKS
# Of these more a cell are paragraphs.
_MOST_BREAKS: Final = 2
# Marks which are always the caption's or the readers' own part of a page.
_CAPTION: Final = "wp-caption-text"
_COMMENTS: Final = re.compile(
    r"(?:js-|the-|post-|article-|all-|user-|wp-block-)?(?:comments?|respond|replies|disqus|commentlist|commenter|discussion)"
    r"(?:$|[-_].*|list|s?area|section|thread|text|body|wrap\w*|block|content|item)"
)
_MAYBE_COMMENTS: Final = re.compile(r"comment|respond|replies|disqus|discussion", re.IGNORECASE)
_MAYBE_ELSEWHERE: Final = re.compile(
    r"relat|recommend|recirc|trending|most.?read|read.?more|also|more[_-]|you.?may", re.IGNORECASE
)
_ELSEWHERE: Final = re.compile(
    r"(?:.*-)?(?:related|recommended|recommendations?|read-?more|also-?read|read-?also|recirc\w*|most-?read|trending"
    r"|more-(?:stories|articles|news|on|from)|you-may-\w+|see-also)(?:-.*|posts?|articles?|stories|links?|content|news)?"
)
# Share of such a part's text that is in links.
_LEAST_LINKED: Final = 0.5
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")
# Deeper than any page that people wrote, and as deep as two calls a level may go.
_DEEPEST: Final = 400


class Block(NamedTuple):
    """Text of a page without a line break of the layout; `<br>` is a line end within it.

    `element` is what holds the block's first words. `linked` and `bold` count the text's characters in links and in bold
    type, `links` the links; `anchors` are the links that have words in it.
    """

    element: Any
    text: str
    linked: int
    bold: int
    links: int
    anchors: Sequence[Any]


class Cut(NamedTuple):
    """A page's blocks, and elements that may be pictures, videos and embeds, each with the rank of the block after it."""

    blocks: list[Block]
    media: list[tuple[int, Any]]


def is_comments(element: Any) -> bool:
    """Whether an element's id or class says that readers' comments are in it.

    >>> from lxml.html import fromstring
    >>> [is_comments(fromstring(f"<div class='{name}'></div>")) for name in ("commentList", "no-comments", "content")]
    [True, False, False]
    """
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    return bool(_MAYBE_COMMENTS.search(names)) and any(
        _COMMENTS.match(_CAMEL.sub("-", name).lower()) for name in names.split()
    )


def is_elsewhere(element: Any) -> bool:
    """Whether an element's id or class says that it holds links to other stories, and it does.

    >>> from lxml.html import fromstring
    >>> box = "<div class='related'><h3>Read more</h3><a href='/'>Dredger captain cleared</a></div>"
    >>> is_elsewhere(fromstring(box)), is_elsewhere(fromstring(box.replace("a href='/'", "b")))
    (True, False)
    """
    names = f"{element.get('id') or ''} {element.get('class') or ''}"
    if not _MAYBE_ELSEWHERE.search(names) or not any(
        _ELSEWHERE.fullmatch(_CAMEL.sub("-", name).lower().replace("_", "-")) for name in names.split()
    ):
        return False
    linked = sum(_length(link) for link in element.iter("a"))
    return linked > 0 and linked >= _LEAST_LINKED * _length(element)


def _length(element: Any) -> int:
    return len("".join("".join(element.itertext()).split()))


def blocks_of(tree: Any) -> list[Block]:
    r"""Blocks of a page's body in its order, without captions, readers' comments and boxes of links to other stories.

    >>> from lxml.html import fromstring
    >>> page = fromstring("<body><p>One <b>two</b><br>three<div>Four <a href='/'>five</a></div><table><tr><td>6<td>7")
    >>> [(block.text, block.linked, block.bold) for block in blocks_of(page)]
    [('One two\nthree', 0, 3), ('Four five', 4, 0), ('6 | 7', 0, 0)]
    """
    return cut(tree).blocks


def cut(tree: Any) -> Cut:
    """Blocks of a page's body as `blocks_of` gives them, and what stands between them."""
    cutter = _Cutter()
    body = tree.find("body")
    cutter.walk(tree if body is None else body, None, None, is_bold=False, depth=0)
    cutter.end_block()
    return Cut(cutter.blocks, cutter.media)


class _Cutter:
    """Walks a tree and gathers its blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.media: list[tuple[int, Any]] = []
        self._rows: dict[Any, bool] = {}
        self._begin()

    def _begin(self) -> None:
        self._pieces: list[str] = []
        self._anchors: list[Any] | None = None
        self._holder: Any = None
        self._linked = self._bold = self._links = self._breaks = 0

    def end_block(self) -> None:
        lines = "".join(self._pieces).split("\n")
        text = "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)
        if text:
            size = len(text)
            linked, bold = min(self._linked, size), min(self._bold, size)
            anchors = self._anchors or ()
            self.blocks.append(Block(self._holder, text, linked, bold, self._links, anchors))
        self._begin()

    def _add(self, text: str | None, block: Any, link: Any, is_bold: bool) -> None:
        if not text:
            return
        words = text.strip()
        if words:
            if self._holder is None:
                self._holder = block
            self._breaks = 0
            if link is not None:
                self._linked += len(words)
                if self._anchors is None:
                    self._anchors = [link]
                elif self._anchors[-1] is not link:
                    self._anchors.append(link)
            self._bold += len(words) * is_bold
        self._pieces.append(text if block is not None and block.tag == "pre" else text.replace("\n", " "))

    def walk(self, element: Any, block: Any, link: Any, *, is_bold: bool, depth: int) -> None:
        """Take up an element: `block` and `link` are the nearest ones around it that break lines and that lead elsewhere."""
        tag = element.tag
        if tag in _MEDIA or (tag == "div" and element.get("data-href")):
            self.media.append((len(self.blocks) + (self._holder is not None), element))
        if not isinstance(tag, str) or tag in _UNSEEN or depth > _DEEPEST:
            return
        if tag == "br":
            self._breaks += 1
            if self._breaks > 1:
                self.end_block()
            else:
                self._pieces.append("\n")
            return
        if tag in _INLINE:
            is_bold |= tag in _BOLD
            self._links += tag == "a"
            self._walk_into(element, block, element if tag == "a" else link, is_bold, depth)
        elif tag not in {"body", "main", "article"} and _is_left_out(element):
            self.end_block()
        elif self._is_in_row(element):
            # Cells of a row are one block.
            self._pieces.append(" | " if tag in _CELLS and self._holder is not None else " ")
            self._walk_into(element, element, link, is_bold, depth)
        else:
            self.end_block()
            self._walk_into(element, element, link, is_bold, depth)
            self.end_block()

    def _walk_into(self, element: Any, block: Any, link: Any, is_bold: bool, depth: int) -> None:
        self._add(element.text, block, link, is_bold)
        for child in element:
            self.walk(child, block, link, is_bold=is_bold, depth=depth + 1)
            self._add(child.tail, block, link, is_bold)

    def _is_in_row(self, element: Any) -> bool:
        cell = element if element.tag in _CELLS else element.getparent() if element.tag == "p" else None
        row = cell.getparent() if cell is not None and cell.tag in _CELLS else None
        if row is None or row.tag != "tr":
            return False
        if row not in self._rows:
            inside = [each.tag for each in row.iterdescendants() if isinstance(each.tag, str)]
            breaks = sum(tag in _BREAKS for tag in inside)
            self._rows[row] = (
                len(row) > 1 and breaks <= _MOST_BREAKS * len(row) and _IN_ROWS.issuperset(inside)
            )
        return self._rows[row]


def _is_left_out(element: Any) -> bool:
    if _is_caption(element):
        return True
    # What holds the headline holds the article, though its class says `comments-open`.
    return (is_comments(element) or is_elsewhere(element)) and element.find(".//h1") is None


def _is_caption(element: Any) -> bool:
    return _CAPTION in (element.get("class") or "")
