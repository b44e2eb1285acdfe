"""The root of an XML file: whether it is one of the forms in which news is passed on."""

import re
from typing import Final

_PROLOGUE: Final = r"(?>\s+|\ufeff|<\?.*?\?>|<!--.*?-->|<!DOCTYPE\s[^\[>]*(?:\[.*?\]\s*)?>)*+"
ROOT: Final = re.compile(
    rf"{_PROLOGUE}(?P<tag><(?P<name>(?:[\w.-]+:)?(?P<local>[A-Za-z][\w.-]*))(?=[\s/>])[^>]*>)",
    re.DOTALL | re.IGNORECASE,
)
# Behind a root stands an element; behind `<rss>` in a sentence, words.
_ELEMENT: Final = re.compile(r"\s*(?:<|\Z)")
_PACKED: Final = frozenset(
    {"newsItem", "packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"}
)
UNITS: Final[dict[str, frozenset[str]]] = {
    "nitf": frozenset({"nitf"}),
    "newsitem": frozenset({"newsitem"}),
    "newsItem": frozenset({"newsItem"}),
    "newsMessage": _PACKED,
    "NewsML": frozenset({"NewsItem"}),
    "rss": frozenset({"item"}),
    "RDF": frozenset({"item"}),
    "feed": frozenset({"entry"}),
    "entry": frozenset({"entry"}),
}
"""For each root that is read the elements below it, or itself, that are a record each."""
_ATOM: Final = ("http://www.w3.org/2005/Atom", "http://purl.org/atom/ns#")
# Roots with names that others have too, and what tells them.
_MARKS: Final = {
    "RDF": ("http://purl.org/rss/1.0/", "netscape.com/rdf/simple/0.9"),
    "feed": _ATOM,
    "entry": _ATOM,
    "newsitem": ("itemid",),
}


def news_root(head: str) -> str | None:
    """Name of the root, without its prefix, where it is one of news; `head` is the beginning of a file.

    >>> news_root('<?xml version="1.0"?><!-- a --><rss version="2.0"><channel>'), news_root("<rss> is a tag.")
    ('rss', None)
    >>> news_root('<rdf:RDF xmlns="http://xmlns.com/foaf/0.1/"><Person>') is None
    True
    """
    root = ROOT.match(head)
    if root is None or root["local"] not in UNITS or not _ELEMENT.match(head, root.end()):
        return None
    marks = _MARKS.get(root["local"])
    return root["local"] if marks is None or any(mark in root["tag"] for mark in marks) else None
