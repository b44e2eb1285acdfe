"""What a page's linked data (JSON-LD in the vocabulary of schema.org) says of its article."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from newsmill.formats.markup import strip_markup

_ARTICLE: Final = re.compile(r"(?:^|.*[/:])\w*(?:Article|Posting|Report)")
# What holds the page's own article; a list of items holds those of others.
_HOLDERS: Final = ("@graph", "mainEntity", "mainEntityOfPage")
_BLANK_LINES: Final = re.compile(r"\s*\n\s*")


def linked_article(tree: Any) -> Mapping[str, Any]:
    """The object that describes the page's article; an empty one where there is none.

    >>> from lxml.html import fromstring
    >>> data = '[{"@type": "ItemList"}, {"@graph": [{"@type": "NewsArticle", "headline": "Tram opens"}]}]'
    >>> linked_article(fromstring(f'<html><script type="application/ld+json">{data}</script>'))["headline"]
    'Tram opens'
    """
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            found = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for article in _articles(found, len(_HOLDERS)):
            return article
    return {}


def paragraphs_of(article: Mapping[str, Any]) -> list[str]:
    """Paragraphs of the body that an article gives, for pages that scripts fill."""
    body = article.get("articleBody")
    return (
        [line for line in _BLANK_LINES.split(strip_markup(body).strip()) if line]
        if isinstance(body, str)
        else []
    )


def _articles(found: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(found, list):
        for each in found:
            yield from _articles(each, depth)
    elif isinstance(found, Mapping):
        if any(_ARTICLE.fullmatch(name) for name in _types(found)):
            yield found
        elif depth:
            for holder in _HOLDERS:
                yield from _articles(found.get(holder), depth - 1)


def _types(found: Any) -> list[str]:
    said = found.get("@type") if isinstance(found, Mapping) else None
    return [name for name in (said if isinstance(said, list) else [said]) if isinstance(name, str)]
