"""Records of crawlers that hold a whole page: `{"url": ..., "html": "<!doctype html> ..."}`."""

import re
from collections.abc import Mapping
from typing import Any, Final

import orjson

from newsmill.formats.aliases import plain_name
from newsmill.formats.fields import has_own_text, host, record_of
from newsmill.records import RawRecord

_PAGE: Final = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).){0,500}-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
# Where the page has a date of its own, these say when it was fetched.
_FETCHED: Final = frozenset({"timestamp", "date", "datetime"})
# What the page says where the record says nothing.
_FIELDS: Final = (
    "url",
    "site",
    "title",
    "authors",
    "section",
    "captions",
    "image_url",
    "links",
    "language",
    "published_at",
)


def page_key(found: Mapping[str, Any]) -> str | None:
    """Key under which a record holds a whole page; None where there is none, or the article's text stands beside it."""
    pages = [
        key
        for key, value in found.items()
        if isinstance(value, str) and "<" in value[:1000] and _PAGE.match(value)
    ]
    return pages[0] if pages and not has_own_text(found, pages) else None


def record_of_page(
    found: Mapping[str, Any], key: str, record: int, source_format: str, encoding: str
) -> RawRecord | None:
    """Raw record of the page under a key, and what the record says beside it, which counts more; None where it has no text."""
    # Half a second of imports, for sources that have pages.
    from newsmill.formats.html_page import read_page  # noqa: PLC0415

    read = read_page(found[key], encoding)
    if read is None:
        return None
    fetched = {
        name: value for name, value in found.items() if read.published_at and plain_name(name) in _FETCHED
    }
    beside = {name: value for name, value in found.items() if name != key and name not in fetched}
    said = record_of({**beside, "text": "-"}, record, source_format, encoding)
    if said is None:
        return None
    filled = {field: getattr(said, field) or getattr(read, field) for field in _FIELDS}
    if said.site == host(said.url):
        filled["site"] = read.site or said.site
    extra = {**orjson.loads(read.extra or "{}"), **fetched, **orjson.loads(said.extra or "{}")}
    return said.model_copy(
        update={**filled, "text": read.text, "extra": orjson.dumps(extra).decode("utf-8") if extra else None}
    )
