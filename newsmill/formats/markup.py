"""Markup inside a field of a record, as content systems store it: tags out, paragraphs kept."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

_MARKUP: Final = re.compile(r"</p>|<br\s*/?>|</div>|<p(?:\s[^>]*)?>", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    {
        "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "section", "article",
        "table", "tr", "figure", "figcaption", "pre", "hr", "dl", "dt", "dd", "aside", "header", "footer", "main", "nav",
        "address", "caption", "details", "summary", "form", "fieldset", "center",
    }
)  # fmt: skip
_CELLS: Final = frozenset({"td", "th"})
# Within these a blank line is none; between and around them it parts paragraphs.
_PARAGRAPHS: Final = frozenset(
    {"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "td", "th", "dt", "dd", "figcaption", "caption", "pre"}
)
# What is no tag: a name that HTML does not know, or `a<b and c>d`, a letter with words behind it and no attributes.
NAMES: Final = (
    "a|abbr|acronym|address|area|article|aside|audio|b|base|basefont|bdi|bdo|big|blink|blockquote|body|br|button|canvas|caption"
    "|center|cite|code|col|colgroup|data|datalist|dd|del|details|dfn|dialog|dir|div|dl|dt|em|embed|fieldset|figcaption"
    "|figure|font|footer|form|frame|frameset|h[1-6]|head|header|hgroup|hr|html|i|iframe|image|img|input|ins|kbd|label|legend"
    "|li|link|main|map|mark|marquee|menu|meta|meter|nav|nobr|noframes|noscript|object|ol|optgroup|option|output|p|param"
    "|path|picture|pre|progress|q|rp|rt|ruby|s|samp|script|section|select|small|source|span|strike|strong|style|sub"
    "|summary|sup|svg|table|tbody|td|template|textarea|tfoot|th|thead|time|title|tr|track|tt|u|ul|var|video|wbr"
)
_LOOSE: Final = re.compile(
    rf"<(?!!--|!doctype|!\[|\?|/?(?:{NAMES}|[a-z]\w*[:-][\w:-]+)(?![\w:-])|$)|<(?=[a-z]\s[^<>=]*>)",
    re.IGNORECASE,
)
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "iframe", "svg"})
_SPACES: Final = re.compile(r"[^\S\n]+")
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n\s*")
_GAPS: Final = re.compile(r"\s*\n\s*")


def strip_markup(text: str) -> str:
    r"""Strip text of its tags, with a blank line between blocks; text without block tags is given back as it is.

    Blank lines outside of paragraphs part them, as content systems store them.

    >>> strip_markup("<p>The <b>mayor</b> said no.</p><p>Talks go on.</p>")
    'The mayor said no.\n\nTalks go on.'
    >>> strip_markup("a < b and <i>c</i>")
    'a < b and <i>c</i>'
    """
    if not _MARKUP.search(text):
        return text
    root = fragment_of(text)
    if root is None:
        return text
    from lxml import etree  # noqa: PLC0415 - costs its import only where there is markup

    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    flat = _SPACES.sub(" ", "".join(_pieces(walk)))
    return _GAPS.sub("\n\n", flat).strip()


def fragment_of(text: str) -> Any:
    """Element that holds a piece of markup; None where it cannot be read."""
    from lxml import etree, html  # noqa: PLC0415 - costs its import only where there is markup

    try:
        safe = _LOOSE.sub("&lt;", text.replace("\0", "").replace("\r\n", "\n"))
        return html.fragment_fromstring(safe, create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def _pieces(walk: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """Words of a tree and the edges of its blocks: line ends between blocks, spaces between cells."""
    depth = 0
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else ""
        if tag in _PARAGRAPHS:
            depth += {"start": 1, "end": -1}[event]
        words = node.tail if event != "start" else "" if tag in _SILENT else node.text
        is_free = depth == 0 or (tag == "pre" and event == "start")
        edge = "\n" if tag in _BLOCKS else " " if tag in _CELLS else ""
        yield edge + (_lines(words) if is_free else _one_line(words))


def _lines(words: str | None) -> str:
    """Words with their blank lines kept, each other line end a space."""
    return _BLANK_LINE.sub("\x1d", words or "").replace("\n", " ").replace("\r", " ").replace("\x1d", "\n")


def _one_line(words: str | None) -> str:
    return (words or "").replace("\n", " ").replace("\r", " ")
