"""Clean articles -> enriched articles, with their mentions, quotes, dates, counts and topics."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from operator import attrgetter
from typing import Any, Final, Self

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field, field_validator

from newsmill import schema
from newsmill.enrich import registry
from newsmill.enrich.annotations import Annotation, Options
from newsmill.enrich.document import Document
from newsmill.enrich.language import primary_code
from newsmill.enrich.runner import annotate
from newsmill.steps.outcome import Outcome

# Raise it with every change of this module, and by an enricher's version when that is taken out.
_STEP_VERSION: Final = 1
# The part of the pipeline's version that is the enrichment's: it rises with the version of any enricher.
ENRICH_VERSION: Final = _STEP_VERSION + sum(registry.versions().values())

# Articles tokenised at a time: enough for the enrichers' vectorised parts, little enough to bound memory.
_SLICE: Final = 128
_ARTICLE_COLUMNS: Final = ("lead", "language_confidence", "keywords", "topics", "tone", "enrichment_failures")
_SIDE_DATASETS: Final = (schema.MENTIONS, schema.QUOTES, schema.DATES, schema.COUNTS, schema.TOPICS)
_BACKEND: Final = re.compile(r"spacy:[\w.-]+|(?!spacy$)[A-Za-z][\w.-]*")
_LINEAGE: Final = frozenset({"run_id", "pipeline_version"})


def _enriched_schema() -> pa.Schema:
    articles = schema.ARTICLES.schema
    known = [articles.field(f.name) if f.name == "language" else f for f in schema.CLEAN_ARTICLES]
    return pa.schema([*known, *(articles.field(name) for name in _ARTICLE_COLUMNS)])


# What enrich gives to publication: the clean articles, `language` checked, and the columns found.
ENRICHED_ARTICLES: Final = _enriched_schema()

# Rows of the other datasets as the step gives them: run_id and pipeline_version come at publication.
SIDE_SCHEMAS: Final[dict[str, pa.Schema]] = {
    dataset.name: pa.schema([f for f in dataset.schema if f.name not in _LINEAGE])
    for dataset in _SIDE_DATASETS
}


class EnrichParams(BaseModel):
    """Settings of the enrichment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    enrichers: tuple[str, ...] = Field(
        registry.NAMES, description=f"Enrichers that run: any of {', '.join(registry.NAMES)}."
    )
    ner_backend: str = Field(
        "native",
        description="Recogniser of entities: native, spacy:<pipeline> or the name of an entry point newsmill.ner.",
    )
    keyword_count: int = Field(10, ge=1, le=50, description="Keywords kept an article, at most.")
    lead_characters: int = Field(
        600, ge=80, le=5000, description="Longest lead in characters; a longer one ends at a sentence."
    )
    assumed_language: str | None = Field(
        None,
        pattern="^[a-z]{2,3}$",
        description="Language (ISO 639-1) of articles that declare none, where detection is off or cannot tell.",
    )

    @field_validator("enrichers")
    @classmethod
    def _are_known(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        unknown = sorted(set(names) - set(registry.NAMES))
        if unknown:
            raise ValueError(
                f"unknown enricher {', '.join(unknown)}: allowed are {', '.join(registry.NAMES)}"
            )
        return tuple(name for name in registry.NAMES if name in names)

    @field_validator("ner_backend")
    @classmethod
    def _names_a_backend(cls, name: str) -> str:
        if not _BACKEND.fullmatch(name):
            raise ValueError(
                f"{name!r} names no backend: allowed are native, spacy:<pipeline> (as spacy:en_core_web_sm) "
                "and the name of an installed entry point newsmill.ner"
            )
        return name

    @property
    def options(self: Self) -> Options:
        """The part that the enrichers read."""
        return Options(
            ner_backend=self.ner_backend,
            keyword_count=self.keyword_count,
            lead_characters=self.lead_characters,
            assumed_language=self.assumed_language,
        )


def versions(params: EnrichParams | None = None) -> dict[str, int]:
    """Versions for the lineage: of the step and of each enricher that runs."""
    names = registry.NAMES if params is None else params.enrichers
    return {"enrich": _STEP_VERSION} | {n: v for n, v in registry.versions().items() if n in names}


def enrich(articles: pa.Table, params: EnrichParams) -> Outcome:
    """Enrich a batch of clean articles (schema `CLEAN_ARTICLES`); every article is kept.

    `kept` has the schema `ENRICHED_ARTICLES`; `side` holds mentions, quotes, dates, counts and topics, schemas in
    `SIDE_SCHEMAS`. What an enricher could not do is in the article's `enrichment_failures`.
    """
    enrichers = registry.chosen(params.enrichers, params.ner_backend)
    # Each slice becomes Arrow at once: a batch's mentions as Python objects would take ten times the memory.
    columns, sides = [_columns(())], [_sides((), ())]
    for ids, documents in _slices(articles):
        found = annotate(documents, enrichers, params.options)
        columns.append(_columns(found))
        sides.append(_sides(ids, found))
    made = pa.concat_tables(columns).combine_chunks()
    return Outcome(
        kept=_kept(articles, made),
        rejected=schema.empty(schema.REJECTS.schema),
        side={
            d.name: pa.concat_tables([side[d.name] for side in sides]).combine_chunks()
            for d in _SIDE_DATASETS
        },
    ).account(articles.num_rows)


def _slices(articles: pa.Table) -> Iterator[tuple[list[str], list[Document]]]:
    columns = articles.select(["title", "text", "language", "date", "date_source", "site"])
    for at in range(0, articles.num_rows, _SLICE):
        ids = articles.column("article_id").slice(at, _SLICE).to_pylist()
        yield ids, [_document(row) for row in columns.slice(at, _SLICE).to_pylist()]


def _document(row: dict[str, Any]) -> Document:
    text: str = row["text"] or ""
    when: date | None = row["date"]
    return Document(
        text=text,
        title=row["title"],
        language=primary_code(row["language"]),
        date=when,
        date_source=row["date_source"] or "none",
        site=row["site"],
    )


def _columns(found: Sequence[Annotation]) -> pa.Table:
    """The columns of articles that enrichment makes."""
    fields = [ENRICHED_ARTICLES.field(name) for name in ("language", *_ARTICLE_COLUMNS)]
    values = {
        "language": [a.language for a in found],
        "language_confidence": [a.language_confidence for a in found],
        "lead": [a.lead for a in found],
        "keywords": [a.keywords for a in found],
        "topics": [a.topics and [topic.name for topic in a.topics] for a in found],
        "tone": [a.tone for a in found],
        "enrichment_failures": [a.failures for a in found],
    }
    return pa.table([pa.array(values[f.name], f.type) for f in fields], schema=pa.schema(fields))


def _kept(articles: pa.Table, made: pa.Table) -> pa.Table:
    columns = [
        made.column(f.name) if f.name in made.column_names else articles.column(f.name).cast(f.type)
        for f in ENRICHED_ARTICLES
    ]
    return pa.table(columns, schema=ENRICHED_ARTICLES)


def _sides(ids: Sequence[str], found: Sequence[Annotation]) -> dict[str, pa.Table]:
    return {d.name: _side(d.name, ids, found) for d in _SIDE_DATASETS}


def _side(name: str, ids: Sequence[str], found: Sequence[Annotation]) -> pa.Table:
    columns = SIDE_SCHEMAS[name]
    own = [f.name for f in columns if f.name != "article_id"]
    of_row = attrgetter(*own)
    rows = [(key, *of_row(row)) for key, a in zip(ids, found, strict=True) for row in getattr(a, name) or ()]
    values = dict(zip(["article_id", *own], zip(*rows, strict=True), strict=True)) if rows else {}
    return pa.table([pa.array(values.get(f.name, ()), f.type) for f in columns], schema=columns)
