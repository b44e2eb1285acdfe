"""The news industry's XML and feeds -> raw records, by the same mapping as JSON: NITF, NewsML, RSS, Atom, Reuters' corpus."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any, Final, NamedTuple

from lxml import etree

from newsmill.formats import feeds, newsml, nitf
from newsmill.formats.decode import NotTextError
from newsmill.formats.found import Found, Limits, Reject, reject
from newsmill.formats.html_page import decode_page
from newsmill.formats.json_records import read_record
from newsmill.formats.xml_root import UNITS
from newsmill.formats.xml_tree import Tree, local, trees_of

# What the publisher takes back, or does not give out; an embargo is over by the time that it is read.
_NOT_FOR_USE: Final = frozenset({"canceled", "withheld"})


class _Item(NamedTuple):
    """One element that holds records: how their fields are read, or the reason why it gives none."""

    element: Any
    source_format: str
    read: Callable[[], Iterable[dict[str, Any]]]
    refusal: tuple[str, str] | None = None


def read_xml(data: bytes, limits: Limits) -> Found:
    """Read the records of a file of news in XML; what is broken or not for use is a reject, and costs no other record."""
    try:
        text, encoding = decode_page(data)
    except NotTextError as failure:
        yield reject(data, "not_text", failure)
        return
    record = 0
    for tree in trees_of(text):
        for found in _read(tree, record, encoding, limits):
            yield found
            record += 1


def _read(tree: Tree, record: int, encoding: str, limits: Limits) -> Found:
    first = record
    if tree.root is not None:
        for item in _items(tree.root):
            for found in _records(item, record, encoding, limits):
                yield _with_content(found, item, tree) if isinstance(found, Reject) else found
                record += 1
    for broken in tree.broken:
        yield reject(_bytes(broken), "bad_xml", tree.error, record, None)
        record += 1
    if record == first:
        yield reject(_bytes(tree.text), "no_text", "no element holds a record", record, None)


def _records(item: _Item, record: int, encoding: str, limits: Limits) -> Found:
    if item.refusal is not None:
        yield reject(b"", *item.refusal, record=record)
        return
    try:
        found = list(item.read())
    except Exception as failure:
        # What an element holds that no reader expects costs this element, never its neighbours.
        yield reject(b"", "bad_record", f"{type(failure).__name__}: {failure}", record)
        return
    for rank, fields in enumerate(found):
        yield read_record(fields, b"", record + rank, item.source_format, encoding, limits)


def _with_content(found: Reject, item: _Item, tree: Tree) -> Reject:
    is_all = item.element is tree.root
    content = _bytes(tree.text) if is_all else etree.tostring(item.element, encoding="utf-8", with_tail=False)
    return replace(found, content=content, content_bytes=len(content), offset=None)


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def _items(root: Any) -> Iterator[_Item]:
    """Elements that hold records, in their order."""
    name = local(root)
    units, feed = UNITS.get(name, frozenset()), feeds.feed_of(root)
    for each in root.iter():
        if local(each) in units:
            yield _item(name, each, feed)


def _item(root: str, element: Any, feed: feeds.Feed) -> _Item:
    if root == "nitf":
        return _Item(element, "nitf", lambda: [nitf.fields_of(element)], _refusal(nitf.status_of(element)))
    if root == "newsitem":
        return _Item(element, "reuters", lambda: [nitf.newsitem_fields(element)])
    if root == "NewsML":
        return _Item(
            element, "newsml", lambda: newsml.fields_of_1(element), _refusal(newsml.status_of(element))
        )
    if root in {"newsItem", "newsMessage"}:
        refusal = _refusal(newsml.status_of(element))
        if local(element) != "newsItem":
            refusal = ("no_text", f"a {local(element)}, which has no text of its own")
        return _Item(element, "newsml", lambda: [newsml.fields_of(element)], refusal)
    return _Item(element, "feed", lambda: [feeds.fields_of(element, feed)])


def _refusal(status: str | None) -> tuple[str, str] | None:
    word = (status or "").lower()
    return (word, "its publisher says that it is not for use") if word in _NOT_FOR_USE else None
