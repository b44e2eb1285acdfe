"""The clean step: raw articles in, articles as their journalists wrote them out, every edit on record."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final

import pyarrow as pa
from pydantic import BaseModel, ConfigDict, Field

from newsmill import identity, schema
from newsmill.enrich.language import detect, sample
from newsmill.steps.outcome import Outcome
from newsmill.steps.shingles import SKETCHES, sketches_of
from newsmill.steps.survey import SHARED
from newsmill.text import characters, frames, furniture, hyphenation, markup, quality, wraps
from newsmill.text.captions import remove_captions, remove_credited_lines
from newsmill.text.cuts import TRUNCATED, remove_cut_mark
from newsmill.text.datelines import read_dateline
from newsmill.text.edits import Draft, Edit
from newsmill.text.encoding import repair_mojibake
from newsmill.text.head import (
    BYLINE,
    REPEATED_TITLE,
    STAMP,
    TITLE,
    Head,
    may_hold_head_below,
    read_foot,
    read_head,
)
from newsmill.text.repetition import REPEATED_LEAD, remove_repeated_paragraphs
from newsmill.text.stamps import Stamp

CLEAN_VERSION: Final = "9"

EDITS_SCHEMA: Final = pa.schema(
    [f for f in schema.EDITS.schema if f.name not in {"run_id", "pipeline_version"}]
)
_DATES: Final = pa.schema([
    schema.CLEAN_ARTICLES.field(name)
    for name in ("published_at", "printed_at", "printed_raw", "date", "date_source")
])  # fmt: skip
_UNDATED: Final = pa.schema([f for f in schema.CLEAN_ARTICLES if f.name not in _DATES.names])
_MAX_ROUNDS: Final = 12
# Formats whose texts no page template has set.
_RECORDS: Final = frozenset({"json", "jsonl", "csv", "parquet", "arrow", "feed", "nitf", "newsml", "reuters"})
_LINE_ENDS: Final = frozenset({wraps.LINE_WRAPS.name, hyphenation.HYPHENATION.name, wraps.PARAGRAPHS.name})
_IN_ORDER: Final = frozenset(
    {
        STAMP.name,
        TITLE.name,
        REPEATED_TITLE.name,
        BYLINE.name,
        REPEATED_LEAD.name,
        furniture.TAIL.name,
        frames.BELOW_STORY.name,
    }
)
_MAY_BE_FIRST: Final = frozenset({REPEATED_LEAD.name, furniture.TAIL.name})
_MAX_PLAIN_EDITS: Final = 8
_SLICE: Final = 256
_CONTENT_CAP: Final = 64 * 1024
_NOTHING_SHARED: Final = SHARED.empty_table()


class CleanParams(BaseModel):
    """What steers cleaning; recorded with each run."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    day_first_default: bool = Field(
        default=True,
        description="Reading of a numeric date such as 05/06/2024 where nothing shows the order: day first.",
    )
    splice_threshold: float = Field(
        default=1.0,
        description="Least evidence (log10 of likelihood) for taking a caption out of running text.",
    )
    record_splice_evidence: float = Field(
        default=1.5,
        ge=0,
        description="Evidence asked for beyond splice_threshold in JSON records, whose text no page template has set.",
    )
    unescape_entities: bool = Field(
        default=True,
        description="Turn HTML entities left in the text (`caf&eacute;`) into the characters they stand for.",
    )
    page_repeat_min: int = Field(
        default=5,
        ge=2,
        description="Pages of one site, of the run and the lake, that must share a line at their edge for it to be boilerplate; four times as many for sentences.",
    )
    page_repeat_share: float = Field(
        default=0.002,
        ge=0,
        le=1,
        description="Share of the site's articles, in the run or with the lake, that these pages must be at least; half for sentences and in folders of no known site.",
    )
    use_file_time: bool = Field(
        default=False,
        description="Take the date from the file's modification time where nothing better is known.",
    )


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What an article's dates follow from, once the evidence of the whole batch is in."""

    published_at: datetime | None
    published_on: date | None
    modified_at: datetime | None
    stamps: list[Stamp]
    order_key: str


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """A cleaned article: its row has all columns but its dates."""

    row: dict[str, Any]
    edits: list[Edit]
    evidence: _Evidence
    # Words of the text, as `identity.plain_words` gives them.
    plain: bytes


def clean(articles: pa.Table, params: CleanParams, shared: pa.Table = _NOTHING_SHARED) -> Outcome:
    """Clean raw articles (`schema.RAW_ARTICLES`); kept rows have `schema.CLEAN_ARTICLES`.

    `shared` has the lines that the survey found on many pages of a site (`survey.SHARED`).
    `side["edits"]` has the columns of dataset `edits` but for the run's, `side["sketches"]` a row of
    `shingles.SKETCHES` for each kept one. An article with no text left is
    rejected as `empty_after_cleaning`, one that a rule fails on as `clean_failed`: one bad article never
    costs the batch. The order of day and month is what the site's dates in the batch show.
    """
    boilerplate = _boilerplate(shared)
    evidence: list[_Evidence] = []
    rejected: list[dict[str, Any]] = []
    undated, edits = [_UNDATED.empty_table()], [EDITS_SCHEMA.empty_table()]
    sketches = [SKETCHES.empty_table()]
    # Each slice becomes Arrow at once: as Python objects, a batch would take twice the memory.
    for at in range(0, articles.num_rows, _SLICE):
        cleaned: list[_Cleaned] = []
        for row in articles.slice(at, _SLICE).to_pylist():
            try:
                article = _clean_one(row, boilerplate, params)
            except Exception as error:
                rejected.append(_reject(row, "clean_failed", f"{type(error).__name__}: {error}"))
                continue
            if article.row["text"]:
                cleaned.append(article)
            else:
                rejected.append(_reject(row, "empty_after_cleaning", "no text is left after cleaning"))
        undated.append(pa.Table.from_pylist([article.row for article in cleaned], _UNDATED))
        edits.append(_edits(cleaned))
        ids = [article.row["article_id"] for article in cleaned]
        sketches.append(sketches_of(ids, [article.plain for article in cleaned]))
        evidence += [article.evidence for article in cleaned]
    return Outcome(
        _dated(pa.concat_tables(undated), evidence, params),
        pa.Table.from_pylist(rejected, schema.REJECTS.schema),
        {"edits": pa.concat_tables(edits), "sketches": pa.concat_tables(sketches)},
    ).account(articles.num_rows)


def _clean_one(
    row: Mapping[str, Any], boilerplate: Mapping[str, frozenset[int]], params: CleanParams
) -> _Cleaned:
    site = identity.site_key(row["site"], row["source_uri"])
    of_site = boilerplate.get(site, frozenset())
    raw_text = row["text"] or ""
    draft = Draft(row["title"], raw_text)
    is_record = row["source_format"] in _RECORDS
    threshold = params.splice_threshold + (params.record_splice_evidence if is_record else 0)
    head, captions = Head(), list(row["captions"] or [])

    def language() -> str | None:
        return detect(sample(draft.title, draft.text), row["language"]).language

    def restructure() -> None:
        wraps.join_wrapped_lines(draft, language)
        wraps.normalize_paragraphs(draft)
        if not is_record:
            frames.part_lines(draft)
            captions.extend(remove_credited_lines(draft))
            frames.remove_above_title(draft, head)
        _read_top(draft, head)
        if not is_record:
            frames.remove_between_prose(draft, head)
            frames.remove_below_story(draft)
        furniture.remove_furniture(draft)
        furniture.remove_tails(draft, of_site)
        read_foot(draft, head)

    _until_settled(draft, lambda: _clean_characters(draft, params))
    is_cut = remove_cut_mark(draft)
    for _ in range(_MAX_ROUNDS):
        _until_settled(draft, restructure)
        # The costliest search comes last, when all else is settled, and most often once.
        found = remove_captions(draft, threshold, is_page=not is_record)
        captions += found
        if not found:
            break
    dateline = read_dateline(draft.text)
    cut = [TRUNCATED] if is_cut else []
    words, plain = draft.text.split(), identity.plain_words(draft.text)
    columns = {
        "authors": list(row["authors"] or []) or head.authors,
        "captions": captions,
        "dateline_place": dateline.place,
        "dateline_agency": dateline.agency,
        "title": draft.title,
        "text": draft.text,
        "word_count": len(words),
        "quality_flags": sorted(quality.quality_flags(draft.text, words, row["language"]) + cut),
        "edit_count": len(draft.edits),
        "raw_digest": identity.raw_digest(row["title"], raw_text),
        "content_digest": identity.digest_of_words(identity.plain_words(draft.title or ""), plain),
    }
    evidence = _Evidence(row["published_at"], row["published_on"], row["modified_at"], head.stamps, site)
    return _Cleaned({**row, **columns}, draft.edits, evidence, plain)


def _read_top(draft: Draft, head: Head) -> None:
    """Read the head again when a repeated lead has gone: a byline may stand right below the lead now."""
    for _ in range(_MAX_ROUNDS):
        read_head(draft, head)
        before = len(draft.edits)
        remove_repeated_paragraphs(draft)
        edits = draft.edits[before:]
        if not edits or (all(edit.position for edit in edits) and not may_hold_head_below(draft)):
            return


def _until_settled(draft: Draft, rules: Callable[[], None]) -> None:
    """Run rules again as long as they find something that may uncover what another rule is for."""
    for _ in range(_MAX_ROUNDS):
        before = len(draft.edits)
        rules()
        if not _may_uncover(draft, draft.edits[before:]):
            return


def _may_uncover(draft: Draft, edits: list[Edit]) -> bool:
    """Whether edits may have given an earlier rule something to do.

    What the rules take off a page in the order in which pages print it, from the stamp to the tail, does not,
    unless a new first line comes to light; nor do line ends, which come first, once none is left in the middle
    of a paragraph.
    """
    if edits and wraps.has_single_breaks(draft.text):
        return True
    others = [edit for edit in edits if edit.rule not in _LINE_ENDS]
    return len(others) > _MAX_PLAIN_EDITS or any(
        edit.rule not in _IN_ORDER or (edit.rule in _MAY_BE_FIRST and edit.position == 0) for edit in others
    )


def _clean_characters(draft: Draft, params: CleanParams) -> None:
    repair_mojibake(draft)
    characters.clean_characters(draft)
    if params.unescape_entities:
        markup.unescape_entities(draft)
    markup.remove_tags(draft)
    characters.remove_invisible_characters(draft)


def _dated(undated: pa.Table, evidence: list[_Evidence], params: CleanParams) -> pa.Table:
    """The rows with their dates, which take the evidence of the whole batch."""
    day_first = _day_first(evidence, default=params.day_first_default)
    dates = [_dates(one, day_first=day_first[one.order_key], params=params) for one in evidence]
    made = pa.Table.from_pylist(dates, _DATES)
    columns = [(made if f.name in _DATES.names else undated)[f.name] for f in schema.CLEAN_ARTICLES]
    return pa.table(columns, schema=schema.CLEAN_ARTICLES)


def _dates(evidence: _Evidence, *, day_first: bool, params: CleanParams) -> dict[str, Any]:
    published_at = evidence.published_at
    printed_at: datetime | None = None
    day = evidence.published_on
    source = "published" if published_at else "none"
    for stamp in sorted(evidence.stamps, key=lambda stamp: stamp.says):
        at = stamp.instant(day_first=day_first)
        if stamp.is_labelled:
            published_at = published_at or at
        else:
            printed_at = printed_at or at
        if day is None:
            day = stamp.day_of(day_first=day_first)
            source = "published" if stamp.is_labelled else "printed"
    if day is None and params.use_file_time and evidence.modified_at is not None:
        day, source = evidence.modified_at.astimezone(UTC).date(), "file"
    return {
        "published_at": published_at,
        "printed_at": printed_at,
        "printed_raw": "\n".join(stamp.raw for stamp in evidence.stamps) or None,
        "date": day,
        "date_source": source,
    }


def _boilerplate(shared: pa.Table) -> dict[str, frozenset[int]]:
    """The shared lines of each site."""
    lines: dict[str, set[int]] = {}
    for row in shared.to_pylist():
        lines.setdefault(row["site"], set()).add(row["line"])
    return {site: frozenset(mine) for site, mine in lines.items()}


def _day_first(evidence: list[_Evidence], *, default: bool) -> dict[str, bool]:
    """Order of day and month of each site's numeric dates: as its dates with a number over 12 show."""
    votes: dict[str, Counter[bool]] = {}
    for one in evidence:
        counter = votes.setdefault(one.order_key, Counter())
        counter.update(stamp.order_evidence for stamp in one.stamps if stamp.order_evidence is not None)
    return {
        key: default if counter[True] == counter[False] else counter[True] > counter[False]
        for key, counter in votes.items()
    }


def _edits(cleaned: list[_Cleaned]) -> pa.Table:
    rows = [
        (article.row["article_id"], sequence, *edit)
        for article in cleaned
        for sequence, edit in enumerate(article.edits)
    ]
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(EDITS_SCHEMA)
    return pa.Table.from_arrays(
        [pa.array(column, kind.type) for column, kind in zip(columns, EDITS_SCHEMA, strict=True)],
        schema=EDITS_SCHEMA,
    )


def _reject(row: Mapping[str, Any], reason: str, error: str) -> dict[str, Any]:
    content = (row["text"] or "").encode("utf-8", "replace")
    return {
        "source_uri": row["source_uri"],
        "source_record": row["source_record"],
        "source_digest": row["source_digest"],
        "step": "clean",
        "reason": reason,
        "error": error,
        "content": content[:_CONTENT_CAP],
        "content_bytes": len(content),
    }
