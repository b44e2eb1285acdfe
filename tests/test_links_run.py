"""What articles link to and show, through whole runs."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from newsmill import assembly, publication, query
from newsmill.exceptions import LakeError
from newsmill.inspection import query_sql
from newsmill.lake.store import Lake
from newsmill.reprocessing import Selection, gather, republish
from newsmill.schema import DATASETS
from newsmill.settings import Settings
from newsmill.verify import verify

QUICK = {"enrichers": ["language"]}
URL = "https://www.courier.example/{}"
PROSE = (
    "<p>The members of the council said that they would vote on it in the spring, when the money is there.</p>"
    * 3
)


def page(number, *links):
    linked = "".join(
        f"<p>On Monday the council of town {number} read <a href='{href}'>what was written</a> about its old bridge.</p>"
        for href in links
    )
    head = f"<title>Town {number} reads</title><link rel='canonical' href='{URL.format(number)}'><meta property='og:image' content='/{number}.jpg'>"
    return f"<html><head>{head}</head><body><nav><a href='/sport'>Sport</a></nav><article><h1>Town {number} reads</h1>{linked}{PROSE}</article></body></html>"


def put(folder: Path, number, *links):
    folder.mkdir(exist_ok=True)
    (folder / f"{number}.html").write_text(page(number, *links), encoding="utf-8")
    return folder


def rows(lake, dataset="links"):
    return pd.read_parquet(lake / dataset)


def urls(lake):
    return sorted(rows(lake).url)


def test_links_travel_with_their_articles_and_go_with_them(ingest, tmp_path):
    source, lake = put(tmp_path / "in", 1, "/old", "https://bank.example/a?utm_source=x"), tmp_path / "lake"
    put(source, 2, "https://bank.example/b")
    ingest(source, lake, enrich=QUICK)
    assert urls(lake) == [
        "https://bank.example/a?utm_source=x",
        "https://bank.example/b",
        "https://www.courier.example/old",
    ]
    articles = rows(lake, "articles")
    assert sorted(articles.image_url) == [
        "https://www.courier.example/1.jpg",
        "https://www.courier.example/2.jpg",
    ]
    outward = query.links(lake, site="courier.example").query("not internal")
    assert outward.groupby("domain").size().to_dict() == {"bank.example": 2}
    count = "select count(*) as n from links join articles using (article_id) where internal"
    assert query_sql(lake, count)["n"].to_pylist() == [1]
    # A page that changed has the links that it has now, the other keeps its own.
    ingest(put(source, 1, "/new"), lake, enrich=QUICK)
    assert urls(lake) == ["https://bank.example/b", "https://www.courier.example/new"]
    (source / "1.html").write_text("<html><body></body></html>", encoding="utf-8")
    ingest(source, lake, enrich=QUICK)
    assert urls(lake) == ["https://bank.example/b"]
    assert verify(lake) == []


@pytest.fixture
def older_lake(ingest, tmp_path):
    """A lake of a newsmill that kept neither links nor pictures, and its source."""
    source, lake = put(tmp_path / "in", 1, "/a"), tmp_path / "lake"
    articles, whole = DATASETS["articles"], dict(DATASETS)
    kept = pa.schema([field for field in articles.schema if field.name != "image_url"])
    sides = {name: step for name, step in assembly.SIDE_DATASETS.items() if name != "links"}
    groups = tuple(group for group in publication._GROUPS if "links" not in group)
    with pytest.MonkeyPatch.context() as older:
        older.setattr(assembly, "SIDE_DATASETS", sides)
        older.setattr(publication, "_GROUPS", groups)
        DATASETS.pop("links")
        DATASETS["articles"] = replace(articles, schema=kept)
        try:
            ingest(source, lake, enrich=QUICK)
        finally:
            DATASETS.clear()
            DATASETS.update(whole)
    assert "links" not in Lake.open(lake).current().manifest.datasets
    return lake


def test_a_lake_without_links_gets_them_with_what_comes_and_with_what_is_made_again(
    older_lake, ingest, begin, take_steps, tmp_path
):
    with pytest.raises(LakeError, match="no dataset links"):
        query.links(older_lake)
    assert verify(older_lake) == []
    ingest(put(tmp_path / "in", 2, "/b"), older_lake, enrich=QUICK)
    assert urls(older_lake) == ["https://www.courier.example/b"]
    assert sorted(rows(older_lake, "articles").image_url.fillna("")) == [
        "",
        "https://www.courier.example/2.jpg",
    ]
    settings = Settings(lake=older_lake, enrich=QUICK)
    with begin("reprocess", str(older_lake), settings) as (run, lake):
        gathered = gather(run, lake, Selection(where="image_url is null"))
        republish(lake, run, gathered.found, take_steps(run, gathered.found))
    assert urls(older_lake) == ["https://www.courier.example/a", "https://www.courier.example/b"]
    assert rows(older_lake, "articles").image_url.notna().all()
    assert verify(older_lake) == []
