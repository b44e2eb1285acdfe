"""The step over tables: schemas, accounting, failures, determinism."""

import datetime as dt

import pyarrow as pa
import pytest
from pydantic import ValidationError

from newsmill import schema
from newsmill.enrich import registry
from newsmill.enrich.annotations import Enricher
from newsmill.steps.enrich import (
    _SLICE,
    ENRICH_VERSION,
    ENRICHED_ARTICLES,
    SIDE_SCHEMAS,
    EnrichParams,
    enrich,
    versions,
)

STORY = (
    "PARIS (AFP) - The French government said on Monday that it would raise taxes on petrol.\n\n"
    "Drivers protested in Lyon, where police used tear gas against a violent crowd.\n\n"
    "The government hopes the new taxes will pay for better schools."
)


def table(*rows):
    full = [
        {f.name: None for f in schema.CLEAN_ARTICLES} | {"article_id": f"a{i}"} | r
        for i, r in enumerate(rows)
    ]
    return pa.Table.from_pylist(full, schema=schema.CLEAN_ARTICLES)


def test_an_article_gets_language_lead_keywords_and_tone():
    out = enrich(
        table({"title": "France raises petrol taxes", "text": STORY, "date_source": "none"}), EnrichParams()
    )
    (row,) = out.kept.to_pylist()
    assert row["language"] == "en"
    assert row["language_confidence"] > 0.8
    assert row["lead"] == "The French government said on Monday that it would raise taxes on petrol."
    assert "taxes" in row["keywords"]
    assert -1 < row["tone"] < 0
    assert row["enrichment_failures"] == []
    assert row["text"] == STORY


def test_no_rows_give_typed_tables():
    out = enrich(schema.empty(schema.CLEAN_ARTICLES), EnrichParams())
    assert out.kept.schema.equals(ENRICHED_ARTICLES, check_metadata=True)
    assert out.rejected.schema.equals(schema.REJECTS.schema)
    assert {name: t.schema for name, t in out.side.items()} == SIDE_SCHEMAS


def test_side_tables_lack_only_what_publication_fills_in():
    for name, columns in SIDE_SCHEMAS.items():
        lacking = set(schema.DATASETS[name].schema.names) - set(columns.names)
        assert lacking == {"run_id", "pipeline_version"}


def test_articles_without_anything_are_kept_with_nulls():
    out = enrich(
        table({}, {"text": ""}, {"title": "Only a title stands here today", "text": ""}), EnrichParams()
    )
    rows = out.kept.to_pylist()
    assert [r["article_id"] for r in rows] == ["a0", "a1", "a2"]
    assert all(r["enrichment_failures"] == [] for r in rows)
    assert rows[0]["lead"] is rows[0]["language"] is rows[0]["tone"] is None
    assert rows[2]["language"] == "en"


def test_the_order_and_number_of_articles_stay_over_many_slices():
    rows = [{"text": f"{STORY}\n\nStory number {i}."} for i in range(2 * _SLICE + 3)]
    out = enrich(table(*rows), EnrichParams(enrichers=("lead",)))
    assert out.kept.column("article_id").to_pylist() == [f"a{i}" for i in range(len(rows))]


def test_the_same_batch_gives_the_same_tables():
    rows = table({"text": STORY}, {"title": "Taxes", "text": STORY, "date": dt.date(2024, 1, 2)})
    first, again = (enrich(rows, EnrichParams()) for _ in range(2))
    assert first.kept.equals(again.kept)
    assert {n: t.to_pylist() for n, t in first.side.items()} == {
        n: t.to_pylist() for n, t in again.side.items()
    }


def test_an_enricher_that_is_off_leaves_its_columns_null():
    (row,) = enrich(
        table({"text": STORY, "language": "en"}), EnrichParams(enrichers=("lead",))
    ).kept.to_pylist()
    assert row["lead"]
    assert row["keywords"] is row["tone"] is row["language_confidence"] is None
    assert row["language"] == "en"


def test_a_failing_enricher_costs_its_columns_of_that_article_only(monkeypatch):
    tone = next(e for e in registry.ENRICHERS if e.name == "tone")

    def fails_on_the_second(documents, annotations, options):
        if any("second" in d.text for d in documents):
            raise ZeroDivisionError("by\nzero")
        return tone.annotate(documents, annotations, options)

    broken = Enricher("tone", 1, tone.languages, fails_on_the_second)
    monkeypatch.setattr(registry, "ENRICHERS", tuple(broken if e is tone else e for e in registry.ENRICHERS))
    first, second = enrich(
        table({"text": STORY}, {"text": STORY + " A second."}), EnrichParams()
    ).kept.to_pylist()
    assert first["tone"] is not None
    assert first["enrichment_failures"] == []
    assert second["tone"] is None
    assert second["enrichment_failures"] == ["tone: ZeroDivisionError: by zero"]
    assert second["keywords"] == first["keywords"]


def test_an_unknown_enricher_is_refused_with_the_names_allowed():
    with pytest.raises(ValidationError, match=r"unknown enricher entitys: allowed are .*keywords"):
        EnrichParams(enrichers=("entitys",))


def test_the_order_of_the_setting_does_not_matter():
    assert EnrichParams(enrichers=("tone", "lead")) == EnrichParams(enrichers=("lead", "tone"))


def test_versions_name_the_step_and_the_enrichers_that_run():
    assert set(versions(EnrichParams(enrichers=("lead",)))) == {"enrich", "lead"}
    assert set(versions()) == {"enrich", *registry.NAMES}


def test_the_version_in_the_lineage_rises_with_that_of_any_enricher():
    assert sum(versions().values()) == ENRICH_VERSION


def test_an_assumed_language_stands_in_where_none_is_known():
    params = EnrichParams(enrichers=("tone",), assumed_language="en")
    (row,) = enrich(table({"text": STORY}), params).kept.to_pylist()
    assert row["tone"] is not None
    assert row["language"] == "en"


@pytest.mark.parametrize("name", ["", "spacy", "spacy:", "spacy:a b", "../x"])
def test_a_backend_that_cannot_be_is_refused_with_the_forms_allowed(name):
    with pytest.raises(ValidationError, match="allowed are native, spacy:<pipeline>"):
        EnrichParams(ner_backend=name)


@pytest.mark.parametrize("name", ["native", "spacy:en_core_web_sm", "my_backend"])
def test_backends_are_named_by_their_forms(name):
    assert EnrichParams(ner_backend=name).ner_backend == name


def test_all_enrichers_find_what_the_story_says():
    text = (
        'MOSCOW (Reuters) - "We will not leave Syria," President Vladimir Putin said on Monday.\n\n'
        "At least 90,000 people have been killed, according to the United Nations. Putin will visit Paris on 3 May."
    )
    day = dt.date(2013, 4, 30)
    out = enrich(table({"text": text, "date": day, "date_source": "published"}), EnrichParams())
    assert out.kept.column("enrichment_failures").to_pylist() == [[]]
    side = {name: rows.to_pylist() for name, rows in out.side.items()}
    assert {(m["kind"], m["name"]) for m in side["mentions"]} >= {
        ("person", "Vladimir Putin"),
        ("place", "Syria"),
    }
    assert [q["speaker"].split()[-1] for q in side["quotes"]] == ["Putin"]
    assert "2013-05-03" in {d["value"] for d in side["dates"]}
    assert (90_000, "killed") in {(c["number"], c["event"]) for c in side["counts"]}
    topics = side.pop("topics")
    assert [t["name"] for t in topics if t["broader"] is None] == ["politics"]
    assert out.kept.column("topics").to_pylist() == [[t["name"] for t in topics]]
    for name, rows in side.items():
        for row in rows:
            assert row["article_id"] == "a0"
            assert text[row["start"] : row["end"]] == row["quote" if name == "quotes" else "surface"]


def test_a_declared_language_tag_becomes_its_code_even_where_detection_is_off():
    params = EnrichParams(enrichers=("tone",))
    rows = enrich(
        table({"text": STORY, "language": "EN-us"}, {"text": STORY, "language": "n/a"}), params
    ).kept
    assert rows.column("language").to_pylist() == ["en", None]
    assert [t is None for t in rows.column("tone").to_pylist()] == [False, True]


def test_a_recogniser_that_is_not_installed_costs_the_entities_and_says_how_to_get_it():
    out = enrich(table({"text": STORY, "language": "en"}), EnrichParams(ner_backend="no_such_backend"))
    (row,) = out.kept.to_pylist()
    (failure,) = row["enrichment_failures"]
    assert failure.startswith(
        "entities: SettingsError: No entity backend 'no_such_backend': choose one of native"
    )
    assert row["keywords"]
    assert {m["surface"] for m in out.side["mentions"].to_pylist()} >= {"Lyon"}


def test_a_recogniser_is_asked_only_in_its_language():
    out = enrich(table({"text": STORY, "language": "en"}), EnrichParams(ner_backend="spacy:de_core_news_sm"))
    assert out.kept.column("enrichment_failures").to_pylist() == [[]]


def test_a_speaker_without_an_entity_keeps_the_name_that_the_text_gives():
    text = '"We will not go to Paris this year," said Barack Obama. Vladimir Putin was silent.'
    params = EnrichParams(enrichers=tuple(n for n in registry.NAMES if n != "names"))
    (quote,) = enrich(table({"text": text, "language": "en"}), params).side["quotes"].to_pylist()
    assert (quote["speaker_id"], quote["speaker_name"]) == (None, "Barack Obama")


def test_a_speaker_is_named_canonically():
    text = 'Barack Obama met Vladimir Putin. "We will not go to Paris this year," said Obama.'
    (quote,) = enrich(table({"text": text, "language": "en"}), EnrichParams()).side["quotes"].to_pylist()
    assert (quote["speaker"], quote["speaker_name"]) == ("Obama", "Barack Obama")
