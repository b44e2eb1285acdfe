"""Markup inside a field of a record, as content systems store it: tags out, paragraphs kept."""

import re
from typing import Final

_MARKUP: Final = re.compile(r"</p>|<br\s*/?>|</div>|<p(?:\s[^>]*)?>", re.IGNORECASE)
_BLOCKS: Final = frozenset(
    {
        "p", "div", "br", "h1", "h2", "h3", "h4", "h5", "h6", "li", "ul", "ol", "blockquote", "section", "article",
        "table", "tr", "figure", "figcaption", "pre", "hr",
    }
)  # fmt: skip
_SILENT: Final = frozenset({"script", "style", "noscript", "template", "iframe", "svg"})
_SPACES: Final = re.compile(r"[^\S\n]+")
_GAPS: Final = re.compile(r"\s*\n\s*")


def strip_markup(text: str) -> str:
    r"""Strip text of its tags, with a blank line between blocks; text without block tags is given back as it is.

    >>> strip_markup("<p>The <b>mayor</b> said no.</p><p>Talks go on.</p>")
    'The mayor said no.\n\nTalks go on.'
    >>> strip_markup("a < b and <i>c</i>")
    'a < b and <i>c</i>'
    """
    if not _MARKUP.search(text):
        return text
    from lxml import etree, html  # noqa: PLC0415 - costs its import only where there is markup

    try:
        root = html.fragment_fromstring(text.replace("\0", ""), create_parent="div")
    except (etree.LxmlError, ValueError, AssertionError):
        return text
    pieces: list[str] = []
    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        _add(pieces, event, node)
    flat = _SPACES.sub(" ", "".join(pieces))
    return _GAPS.sub("\n\n", flat).strip()


def _add(pieces: list[str], event: str, node: "object") -> None:
    tag = getattr(node, "tag", None)
    is_element = isinstance(tag, str)
    edge = "\n" if tag in _BLOCKS else ""
    if event == "start":
        words = getattr(node, "text", None) if tag not in _SILENT else None
        pieces.append(edge + _one_line(words))
    else:
        pieces.append((edge if is_element else "") + _one_line(getattr(node, "tail", None)))


def _one_line(words: str | None) -> str:
    return (words or "").replace("\n", " ").replace("\r", " ")
