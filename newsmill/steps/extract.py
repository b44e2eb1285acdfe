"""Extract: the bytes of sources -> raw articles, and a reject with a reason for every record that gives none."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

import pyarrow as pa
from pydantic import ConfigDict, Field, NonNegativeInt

from newsmill import schema
from newsmill.formats.addresses import absolute
from newsmill.formats.columnar import read_part
from newsmill.formats.found import Finding, Limits, Reject, Skipped, reject
from newsmill.formats.json_records import read_json_lines
from newsmill.formats.parse import parse
from newsmill.formats.row_groups import FilePart
from newsmill.formats.warc import read_warc
from newsmill.formats.warc_units import is_warc
from newsmill.identity import free_article_id
from newsmill.members import Member, SourceBytes
from newsmill.records import RawRecord
from newsmill.steps.links import links_of
from newsmill.steps.outcome import Outcome
from newsmill.steps.survey import edges_of

STEP: Final = "extract"
EXTRACT_VERSION: Final = 11
# Reasons that may heal: the file's digest is not put on record, so that the next run reads it again.
UNSETTLED: Final = frozenset({"vanished", "unreadable", "changed_while_reading"})
_ZSTD_LEVEL: Final = 3


class ExtractParams(Limits):
    """Settings of the step: the limits of the formats, and what is kept of the bytes."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    keep_raw: bool = Field(
        default=True, description="Keep every source's bytes, compressed, in dataset `raw`."
    )
    reject_content_bytes: NonNegativeInt = Field(
        default=64 << 10, description="How much of a rejected record's bytes is kept."
    )


@dataclass
class _Rows:
    """What is found so far, as columns would have it."""

    params: ExtractParams
    articles: list[tuple[Member, str, str, RawRecord]] = field(default_factory=list)
    rejects: list[dict[str, Any]] = field(default_factory=list)
    inputs: list[dict[str, Any]] = field(default_factory=list)
    raw: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)


def extract(sources: Iterable[SourceBytes], params: ExtractParams) -> Outcome:
    """Raw articles of sources whose bytes are in memory.

    `kept` has `schema.RAW_ARTICLES`, `rejected` `schema.REJECTS` without lineage. `side["inputs"]` has one row a
    member: records = articles + rejects, `skipped` those that are no articles by their kind (rows of one `source_uri` are
    to be summed; `digest` is null where reading may heal); `side["edges"]` one row of `survey.EDGES` an article;
    `side["links"]` rows of `links.LINKS`; `side["raw"]` the bytes where `keep_raw`. An unreadable or empty source counts as one record. An id that comes twice in one source counts once; the second
    record's key is another, see `free_article_id`.
    """
    rows = _Rows(params)
    for source in sources:
        _take(rows, source)
    articles = _articles(rows.articles)
    side = {
        "inputs": _table(rows.inputs, _without(schema.INPUTS.schema, "run_id", "status")),
        "edges": edges_of(articles),
        "links": links_of((key, record) for _, _, key, record in rows.articles),
    }
    if params.keep_raw:
        side["raw"] = _table(list(rows.raw.values()), _without(schema.RAW.schema, "run_id"))
    records = sum(row["records"] for row in rows.inputs)
    return Outcome(articles, _table(rows.rejects, schema.REJECTS.schema), side).account(records)


def _take(rows: _Rows, source: SourceBytes) -> None:
    member = source.member
    articles, rejects = len(rows.articles), len(rows.rejects)
    position, skipped = -1, Counter[str]()
    try:
        for uri, found in _records(source, rows.params):
            if isinstance(found, RawRecord):
                rows.articles.append((member, uri, _key(rows.keys, uri, found), found))
            elif isinstance(found, Skipped):
                skipped[found.kind] += 1
            else:
                rows.rejects.append(_reject_row(member, uri, found, rows.params))
            position = max(position, found.record)
    except Exception as failure:
        # A defect of a reader costs what is left of this source, on record; never the batch.
        words = f"{type(failure).__name__}: {failure}"
        defect = reject(source.data or b"", "failed", words, max(position + 1, member.first_record), None)
        rows.rejects.append(_reject_row(member, member.uri, defect, rows.params))
    found_articles, found_rejects = len(rows.articles) - articles, len(rows.rejects) - rejects
    rows.inputs.append({
        "source_uri": member.uri,
        "size": member.size,
        "modified_at": member.modified_at,
        "digest": None if source.reason in UNSETTLED else member.digest,
        "records": found_articles + found_rejects,
        "articles": found_articles,
        "rejects": found_rejects,
        "skipped": json.dumps(skipped, sort_keys=True) if skipped else None,
    })  # fmt: skip
    if rows.params.keep_raw and source.data is not None and source.reason is None:
        _keep_raw(rows, member, source.data)


def _records(source: SourceBytes, params: ExtractParams) -> Iterable[tuple[str, Finding]]:
    member, data = source.member, source.data
    if data is None or source.reason is not None:
        size = member.end - member.start
        words = source.error or "no bytes"
        yield (
            member.uri,
            Reject(
                member.first_record, source.reason or "unreadable", words, data or b"", size, member.start
            ),
        )
    elif member.is_whole:
        yield from parse(data, member.uri, params)
    elif source.footer:
        part = FilePart(member.start, member.end, member.first_record, source.footer, member.size)
        for row in read_part(data, part, member.uri, params):
            yield member.uri, row
    else:
        read = read_warc if is_warc(data, member.uri) else read_json_lines
        for found in read(data, params, member.start, member.first_record):
            yield member.uri, found


def _key(keys: set[str], uri: str, found: RawRecord) -> str:
    key = free_article_id(keys, uri, found.external_id, found.record)
    keys.add(key)
    return key


def _reject_row(member: Member, uri: str, found: Reject, params: ExtractParams) -> dict[str, Any]:
    return {
        "source_uri": uri,
        "source_record": found.record,
        "source_digest": member.digest,
        "offset": found.offset,
        "step": STEP,
        "reason": found.reason,
        "error": found.error[:1000].encode("utf-8", "replace").decode("utf-8"),
        "content": found.content[: params.reject_content_bytes],
        "content_bytes": found.content_bytes,
    }


def _keep_raw(rows: _Rows, member: Member, data: bytes) -> None:
    if member.digest is None or (member.digest, member.part) in rows.raw:
        return
    packed = pa.Codec("zstd", compression_level=_ZSTD_LEVEL).compress(data, asbytes=True)
    rows.raw[member.digest, member.part] = {
        "digest": member.digest, "source_uri": member.uri, "part": member.part, "size": len(data), "bytes": packed,
    }  # fmt: skip


def _articles(found: Sequence[tuple[Member, str, str, RawRecord]]) -> pa.Table:
    columns: dict[str, list[Any]] = {
        "article_id": [key for _, _, key, _ in found],
        "source_uri": [uri for _, uri, _, _ in found],
        "source_record": [record.record for *_, record in found],
        "source_digest": [member.digest for member, *_ in found],
        "published_on": [record.published_at and record.published_at.date() for *_, record in found],
        "image_url": [absolute(record.image_url, record.url) for *_, record in found],
        "modified_at": [record.modified_at or member.modified_at for member, *_, record in found],
    }
    for name in schema.RAW_ARTICLES.names:
        if name not in columns:
            columns[name] = [getattr(record, name) for *_, record in found]
    return pa.table(
        [pa.array(columns[field.name], field.type) for field in schema.RAW_ARTICLES],
        schema=schema.RAW_ARTICLES,
    )


def _table(rows: Sequence[dict[str, Any]], kind: pa.Schema) -> pa.Table:
    return pa.table(
        [pa.array([row.get(field.name) for row in rows], field.type) for field in kind], schema=kind
    )


def _without(kind: pa.Schema, *names: str) -> pa.Schema:
    return pa.schema([column for column in kind if column.name not in names])
