"""Who wrote a page: by its markup, and by what it shows."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from newsmill.formats.page_names import is_desk, is_house, split_authors
from newsmill.text.bylines import MAX_BYLINE_CHARS, name_of, read_byline

_META: Final = frozenset({
    "author", "authors", "article:author", "article_author", "og:author", "og:article:author", "creator", "dc.creator",
    "dcterms.creator", "parsely-author", "sailthru.author", "cxenseparse:author", "byl",
})  # fmt: skip
# Google Scholar's, one a name, as `Doe, Jane` or `Jane Doe`.
_SCHOLAR: Final = "citation_author"
_WRITTEN_BY: Final = re.compile(r"(?:written|posted)\s+by", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?:|\S+@\S|@|\d+$")
_BY: Final = re.compile(r"\s*(?:(?:written|posted|words|story|text)\s+)?by\b", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"\W*(?:authors?|contributors?|(?:written|words|reported)\s+by)\W*(?:s\W*)?", re.IGNORECASE
)
_BYLINES: Final = frozenset({
    "p", "div", "span", "a", "li", "address", "em", "strong", "small", "h3", "h4", "h5", "h6",
})  # fmt: skip
_LABELS: Final = frozenset({"h3", "h4", "h5", "h6", "strong", "b", "span", "dt", "div", "p"})
_LONG_PARAGRAPH: Final = 80
_LONG_PARAGRAPHS: Final = 3
_SIGNS: Final = re.compile(r"\s*[⋅•·∙]\s*")
_OF_AUTHOR: Final = re.compile(r"/(?:authors?|contributors?|profiles?|by|people)/[^/?#]", re.IGNORECASE)
_SPACES: Final = re.compile(r"\s+")


def authors_of(tree: Any, linked: list[str], said: str | None, site: str | None) -> list[str]:
    """Authors by the first mark that names a person, else as the page shows them, else by the first mark that names anyone.

    `linked` is whom the linked data names, `said` what trafilatura found, names parted by semicolons. A house, an account or
    the site itself is often marked where the page shows who wrote it: near its beginning, as lists of other stories name
    their authors too. Where nothing is marked, what is shown anywhere counts.
    """
    nobody: list[str] = []
    for source in (linked, _of_meta(tree), _of_scholar(tree), [said or ""]):
        names = split_authors(source)
        if any(not is_house(name, site) for name in names):
            return [name for name in names if not is_desk(name, site)]
        nobody = nobody or names
    nodes = list(tree.iter())
    story = _story(nodes)
    return _of_page(_beginning(story)) or nobody or _of_page(story) or _of_page(nodes)


def _story(nodes: list[Any]) -> list[Any]:
    """Elements of a page from its headline on, or all: menus above it have entries such as `By Company Type`."""
    headline = next((number for number, node in enumerate(nodes) if node.tag == "h1"), 0)
    return nodes[headline:]


def _beginning(nodes: list[Any]) -> list[Any]:
    """Elements up to the third long paragraph: a banner and a summary may stand above who wrote it."""
    long = 0
    for number, node in enumerate(nodes):
        long += node.tag == "p" and len(node.text or "") > _LONG_PARAGRAPH
        if long == _LONG_PARAGRAPHS:
            return nodes[:number]
    return nodes


def _of_page(nodes: list[Any]) -> list[str]:
    return _of_bylines(nodes) or _of_labels(nodes) or _of_links(nodes)


def _of_meta(tree: Any) -> Iterator[str]:
    content = {}
    for node in tree.iter("meta"):
        key = (node.get("name") or node.get("property") or node.get("itemprop") or "").lower()
        value = (node.get("content") or "").strip()
        content[key] = value
        if key in _META and value and not _ADDRESS.match(value):
            yield value
    for number in "12":
        if _WRITTEN_BY.fullmatch(content.get(f"twitter:label{number}", "")):
            yield content.get(f"twitter:data{number}", "")


def _of_scholar(tree: Any) -> Iterator[str]:
    for node in tree.iter("meta"):
        if node.get("name") == _SCHOLAR:
            surname, _, given = (node.get("content") or "").partition(",")
            yield f"{given.strip()} {surname.strip()}".strip()


def _of_bylines(nodes: list[Any]) -> list[str]:
    """Names on the first line that is a byline."""
    for node in nodes:
        if node.tag not in _BYLINES or _BY.match(node.text or "") is None:
            continue
        for holder in (node, *islice(node.iterancestors(), 1)):
            line = _SIGNS.sub(" | ", _shown(holder))
            if len(line) <= MAX_BYLINE_CHARS and (names := read_byline(line)) is not None:
                return split_authors([", ".join(names)])
    return []


def _of_labels(nodes: list[Any]) -> list[str]:
    """Names right behind a label such as `Author` that stands in an element of its own."""
    for node in nodes:
        if node.tag not in _LABELS or len(node) or _LABEL.fullmatch(node.text or "") is None:
            continue
        behind = node.getnext()
        lines = [node.tail or ""] + ([] if behind is None else [_shown(child) for child in (*behind, behind)])
        names = [name for line in lines if len(line) <= MAX_BYLINE_CHARS and (name := name_of(line.strip()))]
        if names:
            return list(dict.fromkeys(names))
    return []


def _of_links(nodes: list[Any]) -> list[str]:
    """The name on the first link below the headline to a page of an author."""
    is_below = False
    for node in nodes:
        if node.tag == "h1":
            is_below = True
        elif (
            is_below
            and node.tag == "a"
            and (node.get("rel") == "author" or _OF_AUTHOR.search(node.get("href") or ""))
        ):
            name = name_of(_shown(node))
            if name is not None:
                return [name]
    return []


def _shown(node: Any) -> str:
    """Words of an element; only their beginning where they are too many for a byline, as it may hold the whole page."""
    shown = ""
    for words in node.itertext():
        shown = _SPACES.sub(" ", shown + words).lstrip()
        if len(shown) > MAX_BYLINE_CHARS + 1:
            break
    return shown.strip()
