"""HTML pages -> raw records: the article's text, and what trafilatura reads of the markup beside it."""

import codecs
import logging
import re
from datetime import datetime
from itertools import islice
from typing import Any, Final

from newsmill.formats.decode import NotTextError, decode, well_formed
from newsmill.formats.fields import host, language_code
from newsmill.formats.found import Found, Limits, reject
from newsmill.formats.page_authors import authors_of
from newsmill.formats.page_linked import (
    Object,
    linked_article,
    linked_authors,
    linked_data,
    linked_image,
    paragraphs_of,
)
from newsmill.formats.page_names import without_site_name
from newsmill.formats.timestamps import parse_timestamp
from newsmill.records import RawRecord

_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_XML_ENCODING: Final = re.compile(rb"<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,30})", re.IGNORECASE)
# Python knows codecs that are no encodings of pages (punycode, unicode_escape).
_LEGACY: Final = re.compile(r"cp\d|iso|koi8|mac|gb|hz|big5|shift|euc|johab|tis|ptcp|kz")
_MARKS: Final = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
_PUBLISHED: Final = (
    (
        "//meta[@property='article:published_time' or @property='og:article:published_time'"
        " or @name='article:published_time' or @itemprop='datePublished' or @name='pubdate'"
        " or @name='parsely-pub-date' or @name='date' or @name='DC.date.issued']/@content"
    ),
    "//time[@itemprop='datePublished' or @pubdate]/@datetime",
)
# What browsers write above a page that they save.
_SAVED_FROM: Final = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+?)\s*-->")
_LINKED_DATE: Final = re.compile(r'"datePublished"\s*:\s*"([^"]{8,40})"')
_CAPTIONS: Final = (
    "//figcaption | //*[contains(concat(' ', normalize-space(@class), ' '), ' wp-caption-text ')]"
)
_SHOWN: Final = re.compile(r"^(?:first\s+)?(?:published|posted|written)(?:\s+on)?:?\s+|^on\s+", re.IGNORECASE)
_CHANGED: Final = re.compile(r"updated|modified|reviewed", re.IGNORECASE)
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_MAX_STAMP: Final = 120
_SPACES: Final = re.compile(r"\s+")
_WORD: Final = re.compile(r"\w+")
_MIN_TITLE_SHARE: Final = 0.5
_MAX_CAPTION: Final = 1000
_MAX_SITE: Final = 100
_HEAD_CHARACTERS: Final = 4096


def decode_page(data: bytes, charset: str | None = None) -> tuple[str, str]:
    """Text of a page in the encoding it declares, if that fits its bytes, else as any text is decoded.

    `charset` is what its server declared, which counts more.

    Bytes that make sense as UTF-8 are UTF-8, whatever a page declares: saved pages keep the declaration they had.

    Raises `NotTextError` for binary data.

    >>> decode_page('<meta charset="windows-1251"><p>Мир'.encode("cp1251"))
    ('<meta charset="windows-1251"><p>Мир', 'cp1251')
    """
    inside = _CHARSET.search(data[:4096]) or _XML_ENCODING.match(data[:200])
    for declared in (charset, inside and inside[1].decode("ascii", "replace")):
        if declared and not data.startswith(_MARKS):
            try:
                name = codecs.lookup(declared).name
                # What browsers do: pages that say Latin-1 are in Windows-1252.
                name = "cp1252" if name in {"iso8859-1", "ascii"} else name
                if _LEGACY.match(name) and not _is_utf_8(data):
                    return well_formed(data.decode(name)), name
            except (LookupError, ValueError):
                pass
    return decode(data)


def _is_utf_8(data: bytes) -> bool:
    try:
        return not data.isascii() and bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def read_html(data: bytes, limits: Limits, charset: str | None = None) -> Found:
    """Read the one record of a page, which its server declared to be in `charset`; a page without text that can be told from its frame is rejected."""
    if len(data) > limits.max_html_bytes:
        yield reject(data, "too_large", f"a page over {limits.max_html_bytes} bytes (extract.max_html_bytes)")
        return
    try:
        text, encoding = decode_page(data, charset)
        article = read_page(text, encoding)
    except NotTextError as failure:
        yield reject(data, "not_text", failure)
    except (Exception, RecursionError) as failure:
        yield reject(data, "bad_html", f"{type(failure).__name__}: {failure}")
    else:
        yield article or reject(data, "no_text", "no text apart from the page's frame")


def read_page(page: str, encoding: str) -> RawRecord | None:
    """Record of a decoded page, which was in this encoding; None where it has no text apart from its frame."""
    # Half a second of imports, for sources that have pages.
    from trafilatura.metadata import extract_metadata  # noqa: PLC0415

    from newsmill.formats.page_body import body_of, parse_page  # noqa: PLC0415

    for name in ("trafilatura", "htmldate"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    page = page.replace("\0", "")
    tree = parse_page(page)
    captions = _captions(tree)
    linked = linked_data(tree)
    article = linked_article(linked)
    published_at, said = _published(tree, article)
    paragraphs, links = body_of(tree)
    paragraphs = paragraphs or paragraphs_of(article)
    if not paragraphs:
        return None
    found: Any = extract_metadata(tree, date_config={"original_date": True, "extensive_search": False})
    title = _title(found.title, found.sitename, tree)
    saved_from = _SAVED_FROM.search(page, 0, _HEAD_CHARACTERS)
    found.url = found.url or (saved_from[1] if saved_from else None)
    found.title = without_site_name(title, found.sitename, found.hostname) if title else title
    text = _joined(paragraphs, found.title, captions)
    if not text:
        return None
    published_at = published_at or parse_timestamp(found.date)[0] or _shown_day(tree)
    record = _record(
        found, text, captions, (published_at, said), linked_authors(tree, linked), encoding, tree
    )
    image = found.image or linked_image(article)
    return record.model_copy(update={"image_url": image, "links": links})


def _record(
    found: Any, text: str, captions: list[str], published: tuple[datetime | None, str | None], linked: list[str], encoding: str,
    tree: Any,
) -> RawRecord:  # fmt: skip
    import orjson  # noqa: PLC0415

    site = found.sitename or found.hostname or host(found.url)
    sections = list(found.categories or ())
    extra = {"description": found.description, "tags": list(found.tags or ()), "published": published[1]}
    known = {key: value for key, value in extra.items() if value}
    return RawRecord(
        record=0,
        source_format="html",
        encoding=encoding,
        text=text,
        url=found.url or None,
        site=site[:_MAX_SITE] if site else None,
        title=found.title or None,
        authors=authors_of(tree, linked, found.author, site),
        section=sections[0] if sections and sections[0] else None,
        captions=captions,
        language=language_code(tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")),
        published_at=published[0],
        extra=orjson.dumps(known).decode("utf-8") if known else None,
    )


def _title(said: str | None, site: str | None, tree: Any) -> str | None:
    """Choose the headline on the page that the page's title repeats, with or without a site name; else that title."""
    words = set(_WORD.findall((said or "").lower()))
    best, most = said or None, 1
    for node in tree.iterfind(".//h1"):
        heading = _SPACES.sub(" ", "".join(node.itertext())).strip()
        mine = set(_WORD.findall(heading.lower()))
        shared = len(mine & words) if words else len(mine)
        if heading != site and shared > most and shared >= _MIN_TITLE_SHARE * min(len(mine), len(words) or 1):
            best, most = heading, shared
    return best


def _shown_day(tree: Any) -> datetime | None:
    """Day that the page shows by itself between its headline and its first paragraph, where no markup says when it was published."""
    is_below = False
    for node in tree.iter("h1", "p", "div", "span", "time", "li", "small", "em", "address"):
        if node.tag == "h1":
            is_below = True
        elif is_below:
            words = _SPACES.sub(" ", node.text or "").strip()
            if node.tag == "p" and len(words) > _MAX_STAMP:
                return None
            moment, _ = parse_timestamp(_SHOWN.sub("", words)) if _YEAR.search(words) else (None, False)
            if moment is not None and not any(
                _CHANGED.search(parent.text or "") for parent in islice(node.iterancestors(), 1)
            ):
                return moment
    return None


def _captions(tree: Any) -> list[str]:
    found = (_SPACES.sub(" ", "".join(node.itertext())).strip() for node in tree.xpath(_CAPTIONS))
    return [caption for caption in dict.fromkeys(found) if 0 < len(caption) <= _MAX_CAPTION]


def _published(tree: Any, article: Object) -> tuple[datetime | None, str | None]:
    """Time of publication as the markup says it, and its words where they say more than the time."""
    said = [str(value) for path in _PUBLISHED for value in tree.xpath(path)]
    said.append(str(article.get("datePublished") or ""))
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        said += _LINKED_DATE.findall(script.text or "")
    for words in said:
        moment, is_whole = parse_timestamp(words)
        if moment is not None:
            return moment, None if is_whole else words
    return None, None


def _joined(paragraphs: list[str], title: str | None, captions: list[str]) -> str:
    """Join paragraphs, without the headline above them and without what the markup marks as captions."""
    taken = set(captions)
    kept = [paragraph for paragraph in paragraphs if _SPACES.sub(" ", paragraph) not in taken]
    return "\n\n".join(kept[1:] if len(kept) > 1 and _SPACES.sub(" ", kept[0]) == title else kept)
