"""One Arrow schema a dataset, every column with its description: the contract with whoever reads the lake.

Columns are only ever added. The descriptions are stored in the Parquet files (field metadata `description`)
and `docs/schema.md` is made from them. Offsets (`start`, `end`, `position`) count Unicode code points.
"""

from dataclasses import dataclass
from typing import Final

import pyarrow as pa

UTC_TIME: Final = pa.timestamp("us", tz="UTC")
TEXTS: Final = pa.list_(pa.string())

Column = tuple[str, pa.DataType, str]


@dataclass(frozen=True)
class Dataset:
    """A dataset of the lake: what a row is, its schema, its key, and whether it is partitioned by year."""

    name: str
    row: str
    schema: pa.Schema
    key: tuple[str, ...]
    is_partitioned: bool


def _schema(*columns: Column) -> pa.Schema:
    return pa.schema([pa.field(name, kind, metadata={"description": words}) for name, kind, words in columns])


_LINEAGE: Final[tuple[Column, ...]] = (
    ("article_id", pa.string(), "Key of the article: digest of its source_uri and its id or position there."),
    ("run_id", pa.string(), "The run that wrote this row."),
    ("pipeline_version", pa.string(), "Version of the steps that made this row."),
)

# What extract gives to clean: a record as its source has it. `text` is the decoded text, markup removed.
RAW_ARTICLES: Final = _schema(
    ("article_id", pa.string(), "Key of the article: digest of its source_uri and its id or position there."),
    ("source_uri", pa.string(), "File or URL the record came from; `archive!/member` inside an archive."),
    (
        "source_record",
        pa.int64(),
        "Position of the record in its source, from 0; further records of one line add 2**32 each.",
    ),
    ("source_digest", pa.string(), "BLAKE2b-128 of the source's bytes."),
    (
        "source_format",
        pa.string(),
        "text, html, json, jsonl, csv, parquet, arrow, feed, nitf, newsml or reuters.",
    ),
    ("encoding", pa.string(), "Encoding the bytes were decoded with."),
    ("external_id", pa.string(), "The record's own id, if any."),
    ("url", pa.string(), "Address of the article, if the record has one."),
    ("site", pa.string(), "Site or publisher: named by the record, else the host of its url."),
    ("title", pa.string(), "Title as the record has it; null where only the text may hold it."),
    ("text", pa.string(), "Text as the record has it, decoded, before any cleaning."),
    ("authors", TEXTS, "Authors as the record has them."),
    ("section", pa.string(), "Section or category, as the record has it."),
    ("captions", TEXTS, "Captions the markup marks as such."),
    ("image_url", pa.string(), "Address of the article's main picture."),
    ("language", pa.string(), "Language the record declares (ISO 639-1), not yet checked."),
    ("published_at", UTC_TIME, "Publication time by the record's metadata or markup."),
    ("published_on", pa.date32(), "Day of it in the zone that the record names, else in UTC."),
    (
        "modified_at",
        UTC_TIME,
        "When the record was fetched, where its source says so, else when the file was modified.",
    ),
    ("extra", pa.string(), "Fields of the record that newsmill does not know, as a JSON object."),
)

# What clean gives to deduplicate and enrich.
CLEAN_ARTICLES: Final = _schema(
    *[
        (f.name, f.type, f.metadata[b"description"].decode())
        for f in RAW_ARTICLES
        if f.name not in {"text", "published_on"}
    ],
    ("text", pa.string(), "Cleaned text; paragraphs joined by a blank line."),
    ("printed_at", UTC_TIME, "The page's own stamp, where nothing says it is the publication."),
    ("printed_raw", pa.string(), "The stamp's own words."),
    ("dateline_place", pa.string(), "Place named by the dateline, which stays in the text."),
    ("dateline_agency", pa.string(), "Agency named by the dateline."),
    ("date", pa.date32(), "Best known date of the article, in the zone that its source names, else in UTC."),
    ("date_source", pa.string(), "Where `date` is from: published, printed, file or none."),
    ("word_count", pa.int32(), "Words in `text`."),
    ("quality_flags", TEXTS, "Quality signals that fired; nothing is dropped for them."),
    ("edit_count", pa.int32(), "Edits that cleaning made; see dataset `edits`."),
    ("raw_digest", pa.string(), "Digest of title and text before cleaning: what edits undone must give."),
    ("content_digest", pa.string(), "Digest of the normalised title and text: equal for exact duplicates."),
)

ARTICLES: Final = Dataset(
    "articles",
    "one article, newest revision",
    _schema(
        *_LINEAGE,
        ("external_id", pa.string(), "The record's own id, if any."),
        ("source_uri", pa.string(), "File or URL the record came from; `archive!/member` inside an archive."),
        (
            "source_record",
            pa.int64(),
            "Position of the record in its source, from 0; further records of one line add 2**32 each.",
        ),
        ("source_digest", pa.string(), "BLAKE2b-128 of the source's bytes."),
        (
            "source_format",
            pa.string(),
            "text, html, json, jsonl, csv, parquet, arrow, feed, nitf, newsml or reuters.",
        ),
        ("encoding", pa.string(), "Encoding the bytes were decoded with."),
        ("url", pa.string(), "Address of the article, if known."),
        ("site", pa.string(), "Site or publisher."),
        ("title", pa.string(), "Title, cleaned."),
        ("authors", TEXTS, "Authors, from the record or the byline."),
        ("section", pa.string(), "Section or category."),
        ("text", pa.string(), "Cleaned text; paragraphs joined by a blank line."),
        ("lead", pa.string(), "First paragraph of the story proper."),
        ("captions", TEXTS, "Photo captions taken out of the text or marked as such by the source."),
        ("image_url", pa.string(), "Address of the article's main picture, as page or record names it."),
        ("language", pa.string(), "Language of the text (ISO 639-1)."),
        ("language_confidence", pa.float32(), "Confidence of `language`, 0 to 1."),
        ("published_at", UTC_TIME, "When the article was published, where something says so."),
        ("printed_at", UTC_TIME, "The page's own stamp, where nothing says it is the publication."),
        ("printed_raw", pa.string(), "The stamp's own words."),
        ("dateline_place", pa.string(), "Place named by the dateline, which stays in the text."),
        ("dateline_agency", pa.string(), "Agency named by the dateline."),
        (
            "date",
            pa.date32(),
            "Best known date of the article, in the zone that its source names, else in UTC.",
        ),
        ("date_source", pa.string(), "Where `date` is from: published, printed, file or none."),
        ("word_count", pa.int32(), "Words in `text`."),
        ("keywords", TEXTS, "Key words and phrases, best first."),
        (
            "topics",
            TEXTS,
            "Names of the topics (IPTC Media Topics) of the article, best first; see dataset `topics`.",
        ),
        ("tone", pa.float32(), "Mean tone of the sentences, -1 (negative) to 1 (positive)."),
        ("quality_flags", TEXTS, "Quality signals that fired; nothing is dropped for them."),
        ("edit_count", pa.int32(), "Edits that cleaning made; see dataset `edits`."),
        ("raw_digest", pa.string(), "Digest of title and text before cleaning: what edits undone must give."),
        ("content_digest", pa.string(), "Digest of the normalised title and text."),
        (
            "duplicate_kind",
            pa.string(),
            "exact, near, contained, contains or null, in the lake as it stands.",
        ),
        ("duplicate_of", pa.string(), "article_id of the earlier article."),
        ("duplicate_score", pa.float32(), "Similarity to it, 0 to 1."),
        ("first_seen_at", UTC_TIME, "Start of the run that first wrote this article."),
        ("enrichment_failures", TEXTS, "Enrichers that failed on this article, with the reason."),
        ("extra", pa.string(), "Fields of the record that newsmill does not know, as a JSON object."),
    ),
    ("article_id",),
    is_partitioned=True,
)

MENTIONS: Final = Dataset(
    "mentions",
    "one mention of an entity",
    _schema(
        *_LINEAGE,
        ("kind", pa.string(), "person, organization or place; demonym for `Russian` and the like."),
        ("surface", pa.string(), "The mention as the text has it."),
        ("start", pa.int32(), "First code point in `text`."),
        ("end", pa.int32(), "One past the last code point in `text`."),
        ("name", pa.string(), "Canonical name."),
        ("entity_id", pa.string(), "Id of the entity: `geonames:N`, `iso:CC` or a digest of kind and name."),
        ("country", pa.string(), "Country of a place, ISO 3166-1 alpha-2."),
        ("admin_area", pa.string(), "First-level subdivision of a place, where known."),
        ("latitude", pa.float64(), "Latitude in degrees, WGS 84."),
        ("longitude", pa.float64(), "Longitude in degrees, WGS 84."),
        ("confidence", pa.float32(), "Confidence, 0 to 1."),
        ("method", pa.string(), "How the mention was found and resolved."),
    ),
    ("article_id", "start", "end", "kind"),
    is_partitioned=True,
)

QUOTES: Final = Dataset(
    "quotes",
    "one direct quote",
    _schema(
        *_LINEAGE,
        ("quote", pa.string(), "The quoted words, with their quotation marks."),
        ("start", pa.int32(), "First code point in `text`."),
        ("end", pa.int32(), "One past the last code point in `text`."),
        (
            "speaker",
            pa.string(),
            "Who said it, in the text's words; a pronoun with whom it means: `he [Putin]`.",
        ),
        (
            "speaker_name",
            pa.string(),
            "Who said it, by canonical name where known; null where only a pronoun is.",
        ),
        ("speaker_id", pa.string(), "entity_id of the speaker, if a known entity."),
        ("verb", pa.string(), "The verb of saying."),
        ("method", pa.string(), "How the speaker was found."),
    ),
    ("article_id", "start"),
    is_partitioned=True,
)

DATES: Final = Dataset(
    "dates",
    "one date expression",
    _schema(
        *_LINEAGE,
        ("surface", pa.string(), "The expression as the text has it."),
        ("start", pa.int32(), "First code point in `text`."),
        ("end", pa.int32(), "One past the last code point in `text`."),
        ("value", pa.string(), "ISO 8601 or TIMEX3 value; of a range, its begin."),
        ("value_end", pa.string(), "End of a range, inclusive."),
        (
            "granularity",
            pa.string(),
            "time, day, week, month, quarter, half, season, year, decade, century or reference (now, recently).",
        ),
        ("confidence", pa.float32(), "0 to 1; low where resolved against a mere print stamp."),
    ),
    ("article_id", "start"),
    is_partitioned=True,
)

COUNTS: Final = Dataset(
    "counts",
    "one counted thing",
    _schema(
        *_LINEAGE,
        ("surface", pa.string(), "The expression as the text has it."),
        ("start", pa.int32(), "First code point in `text`."),
        ("end", pa.int32(), "One past the last code point in `text`."),
        ("number", pa.float64(), "The number."),
        ("qualifier", pa.string(), "at least, about, more than ..."),
        ("unit", pa.string(), "What is counted; an ISO 4217 code for money, percent for shares."),
        ("event", pa.string(), "killed, wounded, arrested ... where said."),
        ("source", pa.string(), "Who gives the number, where said."),
        ("place", pa.string(), "Where the event was, by canonical name, where told."),
        ("place_id", pa.string(), "entity_id of the place."),
    ),
    ("article_id", "start"),
    is_partitioned=True,
)

LINKS: Final = Dataset(
    "links",
    "one address that the body of an article links to or shows, the first 300",
    _schema(
        *_LINEAGE,
        (
            "kind",
            pa.string(),
            "link, image, video or embed (a post, chart, map, sound or document of elsewhere).",
        ),
        ("url", pa.string(), "Absolute address, with its tracking parameters."),
        (
            "domain",
            pa.string(),
            "Domain registered for its host, in lower case: bbc.co.uk of news.bbc.co.uk; one of a public suffix such as blogspot.com is its own.",
        ),
        (
            "anchor",
            pa.string(),
            "Words of a link, alternative text of an image, title of a frame; at most 300 characters.",
        ),
        ("caption", pa.string(), "Caption of the figure it stands in."),
        (
            "platform",
            pa.string(),
            "Of videos and embeds: twitter (also x.com), youtube, facebook ... where known.",
        ),
        ("position", pa.int32(), "Order in the article, from 0."),
        ("internal", pa.bool_(), "Whether its domain is that of the article; null where that is not known."),
    ),
    ("article_id", "kind", "url"),
    is_partitioned=True,
)

TOPICS: Final = Dataset(
    "topics",
    "one topic of an article",
    _schema(
        *_LINEAGE,
        ("topic", pa.string(), "Id of the topic in the IPTC Media Topics: `medtop:15000000`."),
        ("name", pa.string(), "Its name in English: `sport`."),
        ("broader", pa.string(), "Id of the top topic that it is under; null for a top topic."),
        ("confidence", pa.float32(), "0 to 1; not a probability."),
        ("terms", TEXTS, "Words of the article that told, best first."),
        ("method", pa.string(), "How it was found: lexicon."),
    ),
    ("article_id", "topic"),
    is_partitioned=True,
)

EDITS: Final = Dataset(
    "edits",
    "one edit of the text",
    _schema(
        *_LINEAGE,
        (
            "sequence",
            pa.int32(),
            "Order of the edits of one article, from 0; undo from the last to the first.",
        ),
        ("rule", pa.string(), "The rule that made the edit."),
        ("rule_version", pa.int32(), "Its version."),
        ("field", pa.string(), "title or text."),
        ("position", pa.int32(), "First code point of the edit, in the field before this edit."),
        ("before", pa.string(), "What stood there."),
        ("after", pa.string(), "What stands there now."),
    ),
    ("article_id", "sequence"),
    is_partitioned=True,
)

DUPLICATES: Final = Dataset(
    "duplicates",
    "one verified pair of duplicates",
    _schema(
        *_LINEAGE,
        ("other_id", pa.string(), "article_id of the earlier article."),
        ("kind", pa.string(), "exact, near, contained or contains."),
        (
            "jaccard",
            pa.float32(),
            "Share of all runs of five words of the two that both have (Jaccard), 0 to 1.",
        ),
        (
            "containment",
            pa.float32(),
            "Share of the shorter text's runs of five words that the longer has, 0 to 1.",
        ),
    ),
    ("article_id", "other_id"),
    is_partitioned=True,
)

FINGERPRINTS: Final = Dataset(
    "fingerprints",
    "what comparing articles across runs needs of one: the join for duplicates, the survey of a site's pages",
    _schema(
        *_LINEAGE,
        ("content_digest", pa.string(), "Digest of the normalised title and text."),
        ("first_seen_at", UTC_TIME, "Start of the run that first wrote this article."),
        ("source_uri", pa.string(), "File or URL the record came from."),
        (
            "source_record",
            pa.int64(),
            "Position of the record in its source, from 0; further records of one line add 2**32 each.",
        ),
        (
            "site",
            pa.string(),
            "Site whose pages are compared; where none is known, the folder of the source.",
        ),
        (
            "page",
            pa.int64(),
            "Digest of a line in the middle of the text, as extracted: copies have the same.",
        ),
        (
            "edge_lines",
            pa.list_(pa.int64()),
            "Digests of the short lines at the start and the end of the text.",
        ),
        (
            "sketch",
            pa.list_(pa.int32()),
            "Hashes of one in eight runs of five words of the text: near duplicates have most of them in common.",
        ),
    ),
    ("article_id",),
    is_partitioned=True,
)

RAW: Final = Dataset(
    "raw",
    "one source's bytes",
    _schema(
        ("digest", pa.string(), "BLAKE2b-128 of the bytes."),
        ("source_uri", pa.string(), "Where they were read."),
        ("run_id", pa.string(), "The run that kept them."),
        ("part", pa.int32(), "Part of the source, from 0, in order; large sources are kept in parts."),
        ("size", pa.int64(), "Bytes of this part before compression."),
        ("bytes", pa.binary(), "The bytes, compressed with zstd."),
    ),
    ("digest", "part"),
    is_partitioned=False,
)

REJECTS: Final = Dataset(
    "rejects",
    "one record not written",
    _schema(
        ("run_id", pa.string(), "The run that rejected it."),
        ("pipeline_version", pa.string(), "Version of the steps that rejected it."),
        ("source_uri", pa.string(), "File or URL the record came from."),
        (
            "source_record",
            pa.int64(),
            "Position of the record in its source, from 0; further records of one line add 2**32 each.",
        ),
        ("source_digest", pa.string(), "BLAKE2b-128 of the source's bytes; null where it could not be read."),
        ("offset", pa.int64(), "First byte of the record in its source, where known."),
        ("step", pa.string(), "The step that rejected it."),
        ("reason", pa.string(), "Why, as a fixed word: empty, not_text, bad_json ..."),
        ("error", pa.string(), "The error's own words."),
        ("content", pa.binary(), "The record's bytes, capped."),
        ("content_bytes", pa.int64(), "Size of the record before the cap."),
    ),
    ("run_id", "source_uri", "source_record", "step"),
    is_partitioned=False,
)

INPUTS: Final = Dataset(
    "inputs",
    "one input file as one run saw it; the newest row of a source_uri counts",
    _schema(
        ("run_id", pa.string(), "The run that read it."),
        ("source_uri", pa.string(), "File or URL."),
        ("size", pa.int64(), "Bytes."),
        ("modified_at", UTC_TIME, "Modification time."),
        ("digest", pa.string(), "BLAKE2b-128 of the bytes."),
        ("records", pa.int64(), "Records found in it: articles written and rejects."),
        ("articles", pa.int64(), "Articles written."),
        ("rejects", pa.int64(), "Rejects written."),
        (
            "skipped",
            pa.string(),
            "JSON object: records of a web archive that are no articles by their kind (request, image/png, status 404 ...) to their number.",
        ),
        ("status", pa.string(), "new, changed or reprocessed."),
    ),
    ("run_id", "source_uri"),
    is_partitioned=False,
)

RUNS: Final = Dataset(
    "runs",
    "one run",
    _schema(
        ("run_id", pa.string(), "Key of the run; sorts by time."),
        ("started_at", UTC_TIME, "Start."),
        ("finished_at", UTC_TIME, "End."),
        (
            "status",
            pa.string(),
            "completed, failed (some batches left out), refused (by a gate), interrupted.",
        ),
        ("error", pa.string(), "What went wrong, where something did."),
        ("trigger", pa.string(), "cli, schedule, api or test."),
        ("flow", pa.string(), "ingest, reprocess or maintain."),
        ("flow_run_id", pa.string(), "Prefect's flow run."),
        ("source", pa.string(), "What was read."),
        ("code_version", pa.string(), "Version of newsmill."),
        ("pipeline_version", pa.string(), "Version of the steps."),
        ("settings", pa.string(), "Settings, as JSON."),
        ("files_listed", pa.int64(), "Files found in the source."),
        ("files_read", pa.int64(), "Files new or changed."),
        ("input_records", pa.int64(), "Records found in them = articles_written + rejects_written."),
        ("articles_written", pa.int64(), "Articles written."),
        ("articles_replaced", pa.int64(), "Rows of earlier revisions taken out."),
        ("rejects_written", pa.int64(), "Records rejected."),
        ("rejects_by_reason", pa.string(), "JSON object: reason to number."),
        ("failed_batches", pa.int64(), "Batches left out; the next run takes them up."),
        ("steps", pa.string(), "JSON object: step to rows in, kept, rejected, seconds and CPU seconds."),
        ("peak_memory_bytes", pa.int64(), "Peak resident memory of the run's largest process."),
        ("versions", pa.string(), "JSON object: versions of the main dependencies."),
        ("snapshot", pa.int64(), "The snapshot this run committed."),
    ),
    ("run_id",),
    is_partitioned=False,
)

DATASETS: Final[dict[str, Dataset]] = {
    dataset.name: dataset
    for dataset in (
        ARTICLES, MENTIONS, QUOTES, DATES, COUNTS, LINKS, TOPICS, EDITS, DUPLICATES, FINGERPRINTS, RAW, REJECTS, INPUTS, RUNS,
    )
}  # fmt: skip


def empty(schema: pa.Schema) -> pa.Table:
    """Zero rows of a schema, every column typed."""
    return schema.empty_table()
