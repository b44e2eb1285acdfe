"""The names under which dumps keep the fields of an article, best first."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

# Names are compared in lower case and without punctuation: publishedAt, published_at and published-at are one.
# From schema.org, news-please, newspaper, Fundus, trafilatura, NewsAPI, GDELT, WordPress, Guardian, Reuters sets, RSS, Atom,
# NITF, NewsML.
ALIASES: Final[dict[str, tuple[str, ...]]] = {
    "text": (
        "text", "body", "content", "maintext", "articlebody", "plaintext", "fulltext", "articletext", "bodytext",
        "cleanedtext", "textcontent", "articlecontent", "contenttext", "contenthtml", "contentencoded", "rawtext", "paragraphs", "story",
        "article", "document",
        "leadparagraph", "description", "dcdescription", "lead", "summary", "abstract", "standfirst", "excerpt",
    ),
    "external_id": (
        "id", "externalid", "guid", "uuid", "articleid", "docid", "documentid", "storyid", "newsid", "itemid",
        "identifier", "uid",
    ),
    "url": (
        "url", "link", "articleurl", "canonicalurl", "canonicallink", "weburl", "permalink", "targeturi",
        "warctargeturi", "pageurl", "originalurl", "requestedurl", "mainentityofpage", "uri", "href",
    ),
    "title": ("title", "headline", "articletitle", "newstitle", "webtitle", "heading", "head", "dctitle", "name"),
    "authors": (
        "authors", "author", "byline", "creator", "dccreator", "writers", "writer", "journalists", "reporter",
    ),
    "published_at": (
        "publishedat", "published", "datepublished", "datepublish", "publishdate", "publisheddate", "publishedtime",
        "pubdate", "publicationdate", "publishingdate", "webpublicationdate", "firstpublicationdate",
        "firstpublished", "dateposted", "displaydate", "pubtime", "datepublication", "firstcreated", "versioncreated", "dateissue",
        "daterelease", "issued", "dctermsissued", "dcdate", "date", "storydate", "datetime", "dategmt", "postdategmt", "timestamp",
    ),
    "section": ("section", "articlesection", "sectionname", "category", "categories", "channel", "desk", "topic"),
    "language": ("language", "lang", "inlanguage", "languagecode", "dclanguage", "locale"),
    "site": (
        "site", "sitename", "publisher", "source", "sourcename", "sourcedomain", "sourcehostname", "domain", "hostname", "outlet",
        "publication", "newspaper", "dcpublisher", "sourceurl",
    ),
    "image_url": (
        "imageurl", "image", "topimage", "mainimage", "urltoimage", "leadimage", "featuredimage", "heroimage", "coverimage", "ogimage",
        "sharingimage", "twitterimage", "socialimage", "bannerimage", "jetpackfeaturedmediaurl", "metaimg", "photo", "picture",
        "mediacontent", "mediagroup", "images", "thumbnail", "thumbnailurl", "mediathumbnail", "enclosure",
    ),
    "captions": ("captions", "caption", "imagecaptions", "imagecaption", "photocaptions", "photocaption"),
}  # fmt: skip
CONTAINERS: Final = frozenset(
    {
        "articles", "items", "data", "results", "docs", "documents", "records", "entries", "hits", "stories", "news",
        "posts", "response", "graph", "rows", "edges",
    }
)  # fmt: skip
# Names of what is told about a text or about a whole list of them, and is the text only where there is no other.
SUMMARIES: Final = frozenset(
    {
        "leadparagraph",
        "description",
        "dcdescription",
        "lead",
        "summary",
        "abstract",
        "standfirst",
        "excerpt",
    }
)
WRAPPERS: Final = frozenset(
    {"article", "story", "content", "fields", "document", "data", "item", "record", "attributes", "node"}
)

_NOT_NAME: Final = re.compile(r"[\W_]+")
_RANK: Final = {name: (field, rank) for field, names in ALIASES.items() for rank, name in enumerate(names)}

Plan = tuple[tuple[tuple[str, tuple[str, ...]], ...], tuple[str, ...]]


def plain_name(key: str) -> str:
    """Key without case and punctuation.

    >>> plain_name("datePublished"), plain_name("_source"), plain_name("WARC-Target-URI")
    ('datepublished', 'source', 'warctargeturi')
    """
    return _NOT_NAME.sub("", key).lower()


@lru_cache(maxsize=4096)
def plan(keys: tuple[str, ...]) -> Plan:
    """For each field the keys that may hold it, best first; and the keys that hold none.

    >>> plan(("id", "body", "summary", "views"))
    ((('external_id', ('id',)), ('text', ('body', 'summary'))), ('views',))
    """
    found: dict[str, list[tuple[int, str]]] = {}
    unknown: list[str] = []
    for key in keys:
        if (place := _RANK.get(plain_name(key))) is None:
            unknown.append(key)
        else:
            found.setdefault(place[0], []).append((place[1], key))
    return tuple((field, _best_first(ranked)) for field, ranked in found.items()), tuple(unknown)


def name_a_text(names: Sequence[str]) -> bool:
    """Whether one of the columns' names is that of a text, and not of a summary."""
    return any(plain_name(key) not in SUMMARIES for key in dict(plan(tuple(names))[0]).get("text", ()))


def column_names(names: Sequence[str]) -> list[str]:
    """The names, each once.

    >>> column_names(["text", "views", "text", "text.1"])
    ['text', 'views', 'text.1', 'text.1.1']
    """
    taken: dict[str, None] = {}
    repeats = Counter[str]()
    for name in names:
        unique = name
        while unique in taken:
            repeats[name] += 1
            unique = f"{name}.{repeats[name]}"
        taken[unique] = None
    return list(taken)


@lru_cache(maxsize=4096)
def lists_of(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Of the keys those that may hold records."""
    return tuple(key for key in keys if plain_name(key) in CONTAINERS)


@lru_cache(maxsize=4096)
def wrappers_of(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Of the keys those that may hold the record itself; `source` names a site unless it is written `_source`.

    >>> wrappers_of(("_id", "_source", "source", "article"))
    ('_source', 'article')
    """
    return tuple(key for key in keys if key == "_source" or plain_name(key) in WRAPPERS)


def _best_first(ranked: Sequence[tuple[int, str]]) -> tuple[str, ...]:
    return tuple(key for _, key in sorted(ranked, key=lambda pair: pair[0]))
