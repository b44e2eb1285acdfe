"""The figures of a report, counted by DuckDB from columns alone."""

import json
from dataclasses import dataclass
from typing import Any, Final

from newsmill.report.tables import Row, Tables

TOP: Final = 15
MAP_PLACES: Final = 150
PAIRS: Final = 5
RUNS: Final = 10
STEPS: Final = ("discover", "extract", "survey", "clean", "enrich", "publish")

_TOTALS: Final = """
select count(*) as articles, count(date) as dated, coalesce(sum(word_count), 0)::bigint as words,
       count(distinct language) as languages, count(distinct site) as sites,
       count(duplicate_kind) as duplicates, coalesce(sum(edit_count), 0)::bigint as edits
from articles"""
_DAYS: Final = """
select date, coalesce(language, '') as language, count(*) as articles
from articles where date is not null group by all order by date, language"""
_LANGUAGES: Final = """
select language, count(*) as articles, coalesce(sum(word_count), 0)::bigint as words
from articles group by all order by articles desc, language"""
_SITES: Final = """
select site, count(*) as articles, min(date) as first, max(date) as last
from articles group by all order by articles desc, site nulls last limit ?"""
_FORMATS: Final = (
    "select source_format as name, count(*) as articles from articles group by all order by 2 desc, 1"
)
_REJECTS: Final = """
select reason, step, count(*) as records, min(source_uri) as example
from rejects group by all order by records desc, reason, step"""
# Of an entity's spellings one that is not all capitals, as datelines and headlines are. A place that its mentions
# put here and there (each near its neighbours, no gazetteer knows it) is nowhere on the map.
_ENTITIES: Final = """
select entity_id, coalesce(min(name) filter (name <> upper(name)), min(name)) as name, min(country) as country, count(*) as mentions,
       count(distinct article_id) as articles,
       case when count(distinct (latitude, longitude)) filter (latitude is not null) = 1 then min(latitude) end as latitude,
       case when count(distinct (latitude, longitude)) filter (latitude is not null) = 1 then min(longitude) end as longitude
from mentions where kind = ? and name is not null group by entity_id
order by articles desc, mentions desc, name, entity_id limit ?"""
_ENTITY_COUNT: Final = "select kind, count(distinct entity_id) as entities from mentions group by kind"
# Named speakers: known entities, and persons in brackets after their pronoun, as in `he [Olena Kovalchuk]`.
_SPEAKERS: Final = """
with names as (
    select entity_id, coalesce(min(name) filter (name <> upper(name)), min(name)) as name
    from mentions where kind <> 'demonym' group by entity_id),
said as (
    select q.article_id, q.quote,
           coalesce(n.name, nullif(regexp_extract(q.speaker, '\\[(.+)\\]', 1), '')) as speaker
    from quotes q left join names n on n.entity_id = q.speaker_id)
select speaker, count(*) as quotes, count(distinct article_id) as articles,
       arg_min(quote, (abs(length(quote) - 80), quote)) as example
from said where speaker is not null group by speaker order by quotes desc, articles desc, speaker limit ?"""
_QUOTES: Final = "select count(*) as quotes, count(speaker) as attributed from quotes"
_DUPLICATE_KINDS: Final = """
select duplicate_kind as kind, count(*) as articles from articles
where duplicate_kind is not null group by all order by articles desc, kind"""
_PAIRS: Final = """
with chosen as (
    select kind, article_id, other_id, jaccard, containment,
           row_number() over (partition by kind order by jaccard, article_id, other_id) as place
    from duplicates qualify place <= 2)
select c.kind, c.jaccard, c.containment, a.title, b.title as other_title
from chosen c join every_article a on a.article_id = c.article_id
     left join every_article b on b.article_id = c.other_id
order by c.place, c.kind, c.article_id, c.other_id limit ?"""
_RUNS: Final = """
select run_id, started_at, epoch(finished_at - started_at) as seconds, status, flow, files_read, articles_written,
       rejects_written, snapshot from runs order by run_id desc limit ?"""
_RUN: Final = "select * from runs where run_id = ?"


@dataclass(frozen=True)
class Figures:
    """Everything that the page shows, but for the examples of edits."""

    run: Row | None
    totals: Row
    days: list[Row]
    languages: list[Row]
    sites: list[Row]
    formats: list[Row]
    rejects: list[Row]
    people: list[Row]
    organizations: list[Row]
    places: list[Row]
    map_places: list[Row]
    entities: dict[str, int]
    speakers: list[Row]
    quotes: Row
    duplicate_kinds: list[Row]
    pairs: list[Row]
    runs: list[Row]


def count_figures(tables: Tables, run_id: str | None) -> Figures:
    """Count everything; `run_id` is the run whose own figures stand at the head, None where there is none yet."""
    runs = tables.rows(_RUN, run_id) if run_id is not None else []
    entities = {row["kind"]: row["entities"] for row in tables.rows(_ENTITY_COUNT)}
    places = tables.rows(_ENTITIES, "place", MAP_PLACES)
    return Figures(
        run=_decoded(runs[0]) if runs else None,
        totals=tables.rows(_TOTALS)[0],
        days=tables.rows(_DAYS),
        languages=tables.rows(_LANGUAGES),
        sites=tables.rows(_SITES, TOP),
        formats=tables.rows(_FORMATS),
        rejects=tables.rows(_REJECTS),
        people=tables.rows(_ENTITIES, "person", TOP),
        organizations=tables.rows(_ENTITIES, "organization", TOP),
        places=places[:TOP],
        map_places=[
            place for place in places if place["latitude"] is not None and place["longitude"] is not None
        ],
        entities=entities,
        speakers=tables.rows(_SPEAKERS, TOP),
        quotes=tables.rows(_QUOTES)[0],
        duplicate_kinds=tables.rows(_DUPLICATE_KINDS),
        pairs=tables.rows(_PAIRS, PAIRS),
        runs=tables.rows(_RUNS, RUNS),
    )


def _decoded(run: Row) -> Row:
    """A row of `runs`, its JSON columns as dictionaries."""
    run["seconds"] = (run["finished_at"] - run["started_at"]).total_seconds()
    for name in ("rejects_by_reason", "steps", "versions"):
        run[name] = _object(run[name])
    # JSON sorted them by name; the reader thinks in the pipeline's order. Steps of a maintenance have no rows.
    steps = [name for name, step in run["steps"].items() if "rows_in" in step]
    run["steps"] = {name: run["steps"][name] for name in sorted(steps, key=_place)}
    return run


def _place(step: str) -> tuple[int, str]:
    return (STEPS.index(step) if step in STEPS else len(STEPS), step)


def _object(words: str | None) -> dict[str, Any]:
    return dict(json.loads(words)) if words else {}
