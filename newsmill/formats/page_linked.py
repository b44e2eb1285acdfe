"""What a page's linked data (JSON-LD in the vocabulary of schema.org) says of its article."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from newsmill.formats.images import image_address
from newsmill.formats.markup import strip_markup
from newsmill.formats.people import people

_ARTICLE: Final = re.compile(r"(?:^|.*[/:])\w*(?:Article|Posting|Report)")
# What may name who wrote it besides.
_WORK: Final = re.compile(r"(?:^|.*[/:])(?:Recipe|HowTo|\w*Column|WebPage|CreativeWork)")
# These hold other pages and what readers wrote.
_OTHERS: Final = frozenset({"itemListElement", "hasPart", "mentions", "citation", "comment", "review"})
_BLANK_LINES: Final = re.compile(r"\s*\n\s*")
# JSON-LD within a script that builds the page, as Next.js sends it.
_ESCAPED: Final = re.compile(
    r'\\"author\\":\[?\{\\"@type\\":\\"Person\\",\\"name\\":\\"(?P<name>[^"\\]{2,80})\\"'
)

Object = Mapping[str, Any]


def linked_data(tree: Any) -> list[Object]:
    """Objects in a page's JSON-LD that are of the page itself, outer ones first."""
    found: list[Object] = []
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found += _objects(json.loads(script.text or "", strict=False))
        except (ValueError, RecursionError):
            continue
    return found


def linked_article(objects: Sequence[Object]) -> Object:
    """The object that describes the page's article; an empty one where there is none.

    >>> from lxml.html import fromstring
    >>> data = '[{"@type": "ItemList"}, {"@graph": [{"@type": "NewsArticle", "headline": "Tram opens"}]}]'
    >>> linked_article(linked_data(fromstring(f'<html><script type="application/ld+json">{data}</script>')))["headline"]
    'Tram opens'
    """
    return next((each for each in objects if _is(each, _ARTICLE)), {})


def linked_authors(tree: Any, objects: Sequence[Object]) -> list[str]:
    """Who the linked data says wrote the article, else the page; also where a script holds it as a string."""
    for kind in (_ARTICLE, _WORK):
        for each in objects:
            names = people(_resolved(each.get("author"), objects)) if _is(each, kind) else None
            if names:
                return names
    for script in tree.iter("script"):
        found = _ESCAPED.search(script.text or "")
        if found is not None:
            return [found["name"]]
    return []


def paragraphs_of(article: Object) -> list[str]:
    """Paragraphs of the body that an article gives, for pages that scripts fill."""
    body = article.get("articleBody")
    if not isinstance(body, str):
        return []
    return [line for line in _BLANK_LINES.split(strip_markup(body).strip()) if line]


def linked_image(article: Object) -> str | None:
    """Address of an article's picture, the first of several."""
    return image_address(article.get("image"))


def _objects(value: Any) -> Iterator[Object]:
    waiting = [value]
    for item in waiting:
        if isinstance(item, dict):
            yield item
            waiting += (inner for key, inner in item.items() if key not in _OTHERS)
        elif isinstance(item, list):
            waiting += item


def _is(found: Object, kind: re.Pattern[str]) -> bool:
    said = found.get("@type")
    names = said if isinstance(said, list) else [said]
    return any(isinstance(name, str) and kind.fullmatch(name) for name in names)


def _resolved(author: Any, objects: Sequence[Object]) -> Any:
    """An author, and for a mere reference to an object elsewhere (`{"@id": ...}`) that object."""
    if isinstance(author, list):
        return [_resolved(one, objects) for one in author]
    if not isinstance(author, dict) or "name" in author:
        return author
    return next((each for each in objects if each.get("@id") == author.get("@id") and "name" in each), None)
