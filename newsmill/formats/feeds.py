"""RSS and Atom: the items of a feed, each with what the feed says for all of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urljoin

from newsmill.formats.xml_text import LANGUAGE, add, child, children, markup_of, words_of
from newsmill.formats.xml_tree import local

_PREFIXES: Final = {
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dcterms:",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://search.yahoo.com/mrss/": "media:",
    "http://www.w3.org/2005/Atom": "atom:",
    "http://www.w3.org/1999/xhtml": "",
}
_ABOUT: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about"
_BASE: Final = "{http://www.w3.org/XML/1998/namespace}base"
_PROSE: Final = frozenset(
    {"title", "description", "summary", "content", "body", "content:encoded", "dc:description"}
)
# `jane@a.example (Jane Doe)`, as RSS asks for authors.
_MAILBOX: Final = re.compile(r"\S+@\S+\s*\((?P<name>[^()]+)\)")
# When an item changed, which is when it was published where nothing else says it.
_CHANGED: Final = ("updated", "modified", "dcterms:modified", "atom:updated")
_DATES: Final = frozenset({"pubDate", "published", "issued", "dc:date", "dcterms:issued", "date"})
_DEEPEST: Final = 8


@dataclass(frozen=True)
class Feed:
    """What a feed says for those of its items that say nothing of it."""

    authors: list[Any]
    language: str | None
    site: str | None
    base: str | None


def feed_of(root: Any) -> Feed:
    """What the feed with this root says of itself."""
    channel = child(root, "channel")
    channel = root if channel is None else channel
    said = {name: children(channel, name) for name in ("author", "language", "link", "title")}
    # The address of the feed's page, before that of the feed itself.
    links = sorted(said["link"], key=lambda each: each.get("rel", "alternate") != "alternate")
    address = _first(words_of(each) or each.get("href") for each in links)
    return Feed(
        authors=[_value(each) for each in said["author"]],
        language=channel.get(LANGUAGE) or root.get(LANGUAGE) or _first(map(words_of, said["language"])),
        site=address or _first(map(words_of, said["title"])),
        base=channel.get(_BASE) or root.get(_BASE) or address,
    )


def _first(values: Iterable[str | None]) -> str | None:
    return next(filter(None, values), None)


def fields_of(item: Any, feed: Feed) -> dict[str, Any]:
    """Fields of an item under the names that records have them."""
    fields: dict[str, Any] = {}
    for each in item:
        if local(each) == "link":
            _take_link(fields, each)
        else:
            key = _key(each, item)
            value = markup_of(each).strip() if key in _PROSE else _value(each)
            add(fields, key, " ".join(value.split()) if key == "title" else value)
    add(fields, "captions", list(_captions(item)))
    if not fields.keys() & {"guid", "id"}:
        add(fields, "id", item.get(_ABOUT) or fields.get("link"))
    _take_address(fields, item, item.get(_BASE) or feed.base)
    _take_authors(fields)
    _take_categories(fields)
    _take_date(fields)
    if not fields.keys() & {"author", "dc:creator"}:
        add(fields, "author", feed.authors)
    if not fields.keys() & {"language", "dc:language"}:
        add(fields, "language", item.get(LANGUAGE) or feed.language)
    if "link" not in fields:
        add(fields, "site", feed.site)
    return fields


def _key(element: Any, item: Any) -> str:
    """Name of a field, with the prefix that its namespace has by custom where it is not the feed's own."""
    namespace, _, name = str(element.tag).rpartition("}")
    if namespace == item.tag.rpartition("}")[0]:
        return name
    prefix = _PREFIXES.get(namespace[1:])
    return f"{element.prefix}:{name}" if prefix is None and element.prefix else f"{prefix or ''}{name}"


def _value(element: Any, depth: int = _DEEPEST) -> Any:
    """Text of an element; where it has others in it, or nothing but attributes, an object of these."""
    if not len(element):
        text = (element.text or "").strip()
        attributes = {local_name(name): value for name, value in element.attrib.items()}
        if not attributes or (text and local(element) != "source"):
            return text
        return {"value": text, **attributes} if text else attributes
    if not depth:
        return words_of(element)
    found: dict[str, Any] = {local_name(name): value for name, value in element.attrib.items()}
    for each in element:
        add(found, local(each), _value(each, depth - 1))
    return found


def local_name(name: str) -> str:
    """Name of an attribute without its namespace."""
    return name.rpartition("}")[2]


def _take_link(fields: dict[str, Any], link: Any) -> None:
    """Take the address of the article's page; links to other things are kept as links."""
    address = (link.text or "").strip() or link.get("href") or ""
    relation = link.get("rel") or "alternate"
    if relation == "alternate" and "link" not in fields:
        add(fields, "link", address)
    elif relation == "enclosure" and (link.get("type") or "").startswith("image/"):
        add(fields, "enclosure", {"url": address, "type": link.get("type")})
    elif address and address != fields.get("link"):
        add(fields, "links", {"rel": relation, "href": address})


def _take_address(fields: dict[str, Any], item: Any, base: str | None) -> None:
    guid = child(item, "guid")
    if "link" not in fields and guid is not None and (guid.get("isPermaLink") or "true") == "true":
        address = words_of(guid)
        add(fields, "link", address if address.startswith(("http://", "https://")) else "")
    link = fields.get("link")
    if base and isinstance(link, str) and "://" not in link:
        fields["link"] = urljoin(base, link)


def _take_authors(fields: dict[str, Any]) -> None:
    author = fields.get("author")
    if isinstance(author, str) and "@" in author:
        named = _MAILBOX.fullmatch(author)
        fields["author_mail"] = fields.pop("author")
        add(fields, "author", named["name"].strip() if named else "")


def _take_categories(fields: dict[str, Any]) -> None:
    found = fields.pop("category", [])
    names = [_category(each) for each in (found if isinstance(found, list) else [found])]
    names = list(dict.fromkeys(name for name in names if name))
    if names:
        fields["category"] = names[0]
        if len(names) > 1:
            fields["categories"] = names


def _category(value: Any) -> str:
    return str(value.get("label") or value.get("term") or "") if isinstance(value, dict) else str(value)


def _take_date(fields: dict[str, Any]) -> None:
    if fields.keys() & _DATES:
        return
    changed = next((key for key in _CHANGED if key in fields), None)
    if changed:
        fields["date"] = fields.pop(changed)


def _captions(item: Any) -> Iterator[str]:
    for each in item.iter("{http://search.yahoo.com/mrss/}description"):
        if words := words_of(each):
            yield words
