"""What a run reads of the lake is read in pieces: memory does not grow with the corpus, and the results stay."""

from datetime import UTC, datetime

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from newsmill.arrivals import Arrivals, meet
from newsmill.assembly import names_known
from newsmill.enrich.names.register import count_names
from newsmill.lake.changes import Changes
from newsmill.lake.parts import PartWriter
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS
from newsmill.steps.resemblance import DeduplicateParams

RUNS, ARTICLES_A_RUN, MENTIONS_AN_ARTICLE = 24, 1_000, 5
NOBODY = Arrivals(
    pa.schema([("batch", pa.int32()), ("article_id", pa.string())]).empty_table(),
    pa.array([f"{n:032}" for n in range(0, 20_000, 3)], pa.string()),
    pa.table({}),
    pa.table({}),
)


@pytest.fixture(scope="module")
def lake(tmp_path_factory):
    """A lake of small files whose articles, or mentions, would take some 50 MB at once."""
    lake = Lake.open(tmp_path_factory.mktemp("scale") / "lake")
    constants = {"run_id": "r", "pipeline_version": "1"}
    parts = []
    for run in range(RUNS):
        ids = [f"{run * ARTICLES_A_RUN + n:032}" for n in range(ARTICLES_A_RUN)]
        articles = pa.table(
            {"article_id": ids, "source_uri": [f"/{n % 9}{'long' * 500}" for n in range(len(ids))],
             "date": pa.nulls(len(ids), pa.date32())}
        )  # fmt: skip
        each = [one for one in ids for _ in range(MENTIONS_AN_ARTICLE)]
        mentions = pa.table(
            {"article_id": each, "kind": ["person"] * len(each),
             "name": [f"{n * n % 97} {'long' * 100}" for n in range(len(each))]}
        )  # fmt: skip
        for name, table in (("articles", articles), ("mentions", mentions)):
            folder = lake.parts_folder(str(run))
            dates = articles.select(["article_id", "date"]) if name == "mentions" else None
            with PartWriter(DATASETS[name], folder, f"r{run}", constants=constants) as writer:
                writer.write(table, dates)
            parts += writer.parts
    lake.commit(Changes(tuple(parts)), run_id="r")
    return lake


@pytest.fixture
def peak_memory():
    pool, before = pa.proxy_memory_pool(pa.default_memory_pool()), pa.default_memory_pool()
    pa.set_memory_pool(pool)
    yield pool.max_memory
    pa.set_memory_pool(before)


def test_names_are_counted_in_pieces_to_what_the_whole_lake_gives(lake, peak_memory, monkeypatch):
    monkeypatch.setattr("newsmill.assembly._NAMES_AT_ONCE", 2_003, raising=False)
    counts = names_known(lake.staging, [], NOBODY, lake.current())
    assert peak_memory() < 20 << 20
    mentions = lake.current().dataset("mentions").to_table(columns=["article_id", "name", "kind"])
    is_gone = pc.is_in(mentions["article_id"], value_set=NOBODY.replaced)
    whole = count_names(mentions.filter(pc.invert(is_gone)))
    assert counts.sort_by("name").equals(whole.sort_by("name"))


def test_articles_that_are_replaced_are_sought_in_pieces(lake, peak_memory):
    inputs = pa.table({"source_uri": [f"/3{'long' * 500}"], "status": ["changed"]})
    arrivals = meet(
        lake.current(), lake.staging, [], inputs, datetime.now(UTC), DeduplicateParams(near=False)
    )
    assert len(arrivals.replaced) == sum(n % 9 == 3 for n in range(ARTICLES_A_RUN)) * RUNS
    assert peak_memory() < 20 << 20
