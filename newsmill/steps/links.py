"""What articles link to and show, as rows: addresses absolute, each once for its kind."""

from collections.abc import Iterable
from typing import Any, Final

import pyarrow as pa

from newsmill import schema
from newsmill.formats.addresses import absolute, domain_of, domain_of_host, platform_of
from newsmill.records import RawRecord

MOST_LINKS: Final = 300
"""Rows kept an article: lists of thousands of links are no story's."""
LINKS: Final = pa.schema([f for f in schema.LINKS.schema if f.name not in {"run_id", "pipeline_version"}])


def links_of(records: Iterable[tuple[str, RawRecord]]) -> pa.Table:
    """Rows of `LINKS` for records with their article_ids; addresses that only a page's own would complete stay out where it is not known."""
    rows = [row for key, record in records if record.links for row in _rows(key, record)]
    return pa.Table.from_pylist(rows, LINKS)


def _rows(key: str, record: RawRecord) -> list[dict[str, Any]]:
    own = domain_of(record.url) or (domain_of_host(record.site) if _is_host(record.site) else None)
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for link in record.links:
        url = absolute(link.address, record.url)
        if url is None or url == record.url or (link.kind, url) in rows:
            continue
        domain = domain_of(url)
        rows[link.kind, url] = {
            "article_id": key,
            "kind": link.kind,
            "url": url,
            "domain": domain,
            "anchor": link.anchor,
            "caption": link.caption,
            "platform": platform_of(domain) if link.kind in {"embed", "video"} else None,
            "position": len(rows),
            "internal": None if own is None else own == domain,
        }
        if len(rows) == MOST_LINKS:
            break
    return list(rows.values())


def _is_host(site: str | None) -> bool:
    return bool(site) and "." in (site or "") and " " not in (site or "")
