"""Poison that kills its worker, by a real plugin of the group newsmill.ner and by a real file; Prefect's part is not needed."""

import multiprocessing
import textwrap
import threading
from contextlib import contextmanager
from functools import partial
from multiprocessing.context import ForkServerProcess

import pandas as pd
import pyarrow as pa
import pytest

from newsmill import isolation
from newsmill.exceptions import WorkerDiedError
from newsmill.lake.staging import Staging
from newsmill.steps.enrich import EnrichParams
from newsmill.verify import verify
from newsmill.workers import Workers

MARK = "Poisonville"
PLUGIN = """
    import ctypes, os, signal

    def _where_marked(act):
        def recognise(documents):
            if any("Poisonville" in document.text for document in documents):
                act()
            return [[] for _ in documents]
        return recognise

    def crash():
        return _where_marked(lambda: ctypes.string_at(0))

    def hang():
        # One call in C that keeps the interpreter's lock: no exception, signal handler or thread gets a turn.
        return _where_marked(lambda: ctypes.PyDLL(None).sleep(3600))

    def devour():
        def act():
            blocks = []
            while True:
                blocks.append(bytearray(64 << 20))
        return _where_marked(act)

    def murder():
        return lambda documents: os.kill(os.getpid(), signal.SIGKILL)
"""
NAMES = ("crash", "hang", "devour", "murder")


@pytest.fixture
def plugin(tmp_path, monkeypatch):
    """A distribution as pip would leave it, on the path of this process and of those it spawns."""
    site = tmp_path / "site"
    info = site / "poison_ner-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "poison_ner.py").write_text(textwrap.dedent(PLUGIN))
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: poison-ner\nVersion: 1.0\n")
    lines = [f"poison-{name} = poison_ner:{name}" for name in NAMES]
    (info / "entry_points.txt").write_text("\n".join(["[newsmill.ner]", *lines, ""]))
    monkeypatch.syspath_prepend(str(site))


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    for n, town in enumerate(["Harbourton", "Ashford", MARK, "Millbrook", "Kelsey"]):
        story = (
            f"The council of {town} voted on Monday to rebuild the old ferry landing after the storms of {n}."
        )
        (folder / f"{town}.txt").write_text(
            f"{town} votes on landing {n}\n\n{story}\n\n{story} It was late.\n"
        )
    return folder


def alive():
    """Worker processes, and not a server of Prefect's that other tests left to the end of this process."""
    return [child for child in multiprocessing.active_children() if isinstance(child, ForkServerProcess)]


@contextmanager
def counted(workers):
    """The most worker processes there were at once."""
    most, is_over = [0], threading.Event()

    def watch():
        while not is_over.wait(0.02):
            most[0] = max(most[0], len(alive()))

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield most
    finally:
        is_over.set()
        thread.join()
        workers.close()


def settings_of(name):
    return {
        "enrich": {"enrichers": ["entities"], "ner_backend": f"poison-{name}", "assumed_language": "en"},
        "source": {"batch_files": 5},
    }


def names_of(frame):
    return sorted(frame.source_uri.str.rsplit("/", n=1).str[-1].str.removesuffix(".txt"))


@pytest.mark.usefixtures("plugin")
@pytest.mark.parametrize(
    ("name", "seconds"), [("crash", 60.0), pytest.param("hang", 5.0, marks=pytest.mark.slow)]
)
def test_an_article_that_ends_its_worker_is_alone_in_rejects(ingest, source, tmp_path, name, seconds):
    lake = tmp_path / "lake"
    workers = Workers(1, seconds)
    with counted(workers) as most:
        summary = ingest(source, lake, run_step=partial(isolation.run_step, workers), **settings_of(name))
    assert names_of(pd.read_parquet(lake / "articles")) == ["Ashford", "Harbourton", "Kelsey", "Millbrook"]
    rejects = pd.read_parquet(lake / "rejects")
    assert names_of(rejects) == [MARK]
    reject = rejects.iloc[0]
    assert (reject.step, reject.reason) == ("enrich", "worker_died")
    assert MARK in reject.content.decode()
    assert summary.steps["enrich"].rows_in == 5
    assert (summary.input_records, summary.rejects_by_reason) == (5, {"worker_died": 1})
    assert verify(lake) == []
    assert 1 <= most[0] <= 2  # the pool's, and one that runs again alone
    assert alive() == []


@pytest.mark.usefixtures("plugin")
def test_an_article_that_eats_all_memory_lacks_only_its_entities(ingest, source, tmp_path):
    lake = tmp_path / "lake"
    workers = Workers(1, 60, memory_bytes=1 << 30)
    with counted(workers):
        ingest(source, lake, run_step=partial(isolation.run_step, workers), **settings_of("devour"))
    articles = pd.read_parquet(lake / "articles").set_index("title")
    assert len(articles) == 5
    failures = articles.enrichment_failures.map(list)
    assert len(pd.read_parquet(lake / "rejects")) == 0
    assert {title: found for title, found in failures.items() if found} == {
        f"{MARK} votes on landing 2": ["entities: MemoryError"]
    }
    assert verify(lake) == []


def test_a_file_that_takes_more_memory_than_a_worker_has_is_alone_in_rejects(ingest, source, tmp_path):
    lake = tmp_path / "lake"
    with (source / "huge.txt").open("wb") as file:
        file.truncate(600 << 20)
    workers = Workers(1, 120, memory_bytes=1 << 29)
    with counted(workers):
        ingest(
            source, lake, run_step=partial(isolation.run_step, workers),
            extract={"max_file_bytes": 1 << 30}, enrich={"enrichers": ["lead"]}, source={"batch_bytes": 128 << 20},
        )  # fmt: skip
    assert len(pd.read_parquet(lake / "articles")) == 5
    reject = pd.read_parquet(lake / "rejects").iloc[0]
    assert reject.source_uri.endswith("huge.txt")
    assert (reject.step, reject.content_bytes, len(reject.content)) == ("extract", 600 << 20, 64 << 10)
    assert reject.reason in {"failed", "worker_died"}
    assert verify(lake) == []


@pytest.mark.slow
@pytest.mark.usefixtures("plugin")
def test_what_kills_every_worker_is_no_poison(tmp_path):
    # Else a machine that is short of memory would reject all it reads.
    staging = Staging(tmp_path)
    names = ["title", "text", "language", "date", "date_source", "site", "article_id"]
    rows = pa.table({name: pa.array(["x"] * 20, pa.string()) for name in names})
    staging.write("aa", "clean", {"articles": rows})
    workers = Workers(1, 60)
    with counted(workers), pytest.raises(WorkerDiedError):
        isolation.run_step(
            workers, tmp_path, "run", "aa", "enrich",
            EnrichParams(enrichers=("entities",), ner_backend="poison-murder", assumed_language="en"),
        )  # fmt: skip
    assert not staging.has("aa", "enrich")
