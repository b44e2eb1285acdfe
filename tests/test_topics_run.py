"""Topics through whole runs: as rows and as a column, when articles change, in lakes of a newsmill that had none."""

import json
from dataclasses import replace

import pandas as pd
import pyarrow as pa
import pytest

from newsmill import publication, query
from newsmill.exceptions import LakeError
from newsmill.lake.compact import compact
from newsmill.lake.store import Lake
from newsmill.reprocessing import Selection, gather, republish
from newsmill.schema import DATASETS
from newsmill.settings import Settings
from newsmill.verify import verify

ENRICH = {"enrichers": ["language", "topics"]}
RATES = "The Federal Reserve cut interest rates by a quarter point on Tuesday as inflation eased, the central bank said."
SOCCER = (
    "The striker scored twice as the club won the match 3-1 on Saturday, its goalkeeper saving a penalty."
)
FINNISH = "Hallitus kertoi keskiviikkona, että eduskunta äänestää uudesta laista ensi viikolla Helsingissä."


def put(folder, name, *texts):
    folder.mkdir(exist_ok=True)
    records = [{"id": f"{name}{at}", "text": text, "date": "2024-09-18"} for at, text in enumerate(texts)]
    (folder / f"{name}.jsonl").write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    return folder


def tops(lake):
    """Names of top topics by the record's own id."""
    articles = query.articles(lake, columns=["article_id", "external_id"])
    rows = query.topics(lake).merge(articles)
    return rows[rows.broader.isna()].groupby("external_id").name.agg(list).to_dict()


def test_topics_are_rows_and_a_column_and_follow_their_articles(ingest, tmp_path):
    source, lake = put(tmp_path / "in", "a", RATES, SOCCER, FINNISH), tmp_path / "lake"
    ingest(source, lake, enrich=ENRICH)
    economy = "economy, business and finance"
    assert tops(lake) == {"a0": [economy], "a1": ["sport"]}
    articles = pd.read_parquet(lake / "articles").set_index("external_id")
    assert list(articles.topics["a0"]) == [economy, "economy"]
    assert articles.topics["a2"] is None
    assert set(articles.explode("topics").topics.dropna()) >= {economy, "sport", "soccer"}
    rows = pd.read_parquet(lake / "topics", filters=[("topic", "=", "medtop:20000344")])
    assert list(rows.article_id) == [articles.article_id["a0"]]
    assert set(rows.terms.iloc[0]) >= {"Federal Reserve", "interest rates"}
    assert len(query.topics(lake, language="fi")) == 0
    put(source, "a", SOCCER)
    ingest(source, lake, enrich=ENRICH)
    assert tops(lake) == {"a0": ["sport"]}
    assert verify(lake) == []


def test_a_lake_of_a_newsmill_without_topics_gets_them_with_what_comes_and_what_is_made_again(
    ingest, begin, take_steps, tmp_path
):
    source, lake = put(tmp_path / "in", "a", RATES), tmp_path / "lake"
    articles = DATASETS["articles"]
    kept = pa.schema([field for field in articles.schema if field.name != "topics"])
    with pytest.MonkeyPatch.context() as older:
        older.setitem(DATASETS, "articles", replace(articles, schema=kept))
        older.delitem(DATASETS, "topics")
        older.setattr(publication, "_GROUPS", tuple(g for g in publication._GROUPS if g != ("topics",)))
        ingest(source, lake, enrich=ENRICH)
    assert not (lake / "topics").exists()
    assert verify(lake) == []
    with pytest.raises(LakeError, match=r"no dataset topics.*next run"):
        query.topics(lake)
    ingest(put(source, "b", SOCCER), lake, enrich=ENRICH)
    assert tops(lake) == {"b0": ["sport"]}
    assert query.articles(lake).topics.isna().sum() == 1
    compact(Lake.open(lake), "c1")
    assert verify(lake) == []
    everything = Selection(where="true")
    with begin("reprocess", everything.words, Settings(lake=lake, enrich=ENRICH)) as (run, opened):
        found = gather(run, opened, everything).found
        republish(opened, run, found, take_steps(run, found))
    assert tops(lake) == {"a0": ["economy, business and finance"], "b0": ["sport"]}
    assert verify(lake) == []
