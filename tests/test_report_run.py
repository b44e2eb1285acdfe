"""What a real run leaves to be seen: artifacts and assets in Prefect, lineage, the description, the page."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def newsmill(folder, *words):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "NEWSMILL_"))}
    command = [sys.executable, "-m", "flows.cli", *words]
    return subprocess.run(
        command, cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=240,
        check=False,
    )  # fmt: skip


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A folder in which a run over three batches has ended."""
    folder = tmp_path_factory.mktemp("home")
    (folder / "in").mkdir()
    for n in range(3):
        (folder / "in" / f"{n}.txt").write_text(
            f"Council votes on {n}\n\nThe council of Oslo voted on case {n} today.\n"
        )
    (folder / "in" / "empty.txt").touch()
    done = newsmill(folder, "run", "in", "--set", "source.batch_files=1")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="module")
def database(home):
    with sqlite3.connect(home / "data" / ".prefect" / "prefect.db") as connection:
        yield connection


def test_prefect_shows_progress_steps_rejects_and_a_summary(database):
    artifacts = {
        key.split("-")[0]: (kind, json.loads(str(data)), words)
        for key, kind, data, words in database.execute("select key, type, data, description from artifact")
    }
    assert set(artifacts) == {"progress", "steps", "rejects", "summary"}
    kind, percent, words = artifacts["progress"]
    assert (kind, percent) == ("progress", 100)
    assert words == "Batches done: extract 4 of 4; clean 4 of 4; enrich 4 of 4"
    rows = json.loads(artifacts["steps"][1])
    assert [(row["step"], row["rows in"], row["kept"]) for row in rows] == [
        ("extract", 4, 3), ("survey", 3, 3), ("clean", 3, 3), ("enrich", 3, 3), ("deduplicate", 3, 3),
    ]  # fmt: skip
    assert json.loads(artifacts["rejects"][1]) == [{"reason": "empty", "records": 1}]
    words = artifacts["summary"][1]
    assert 'pd.read_parquet("data/lake/articles")' in words
    assert "| articles | 3 | 3 |" in words


def test_datasets_that_gained_rows_are_materialized_assets(database, home):
    query = "select resource_id, payload from events where event = 'prefect.asset.materialization.succeeded'"
    assets = {key: json.loads(payload) for key, payload in database.execute(query)}
    articles = (home / "data" / "lake" / "articles").as_uri()
    assert assets[articles]["rows_added"] == assets[articles]["rows_total"] == 3
    assert (home / "data" / "lake" / "duplicates").as_uri() not in assets
    tasks = [name for (name,) in database.execute("select name from task_run where name like 'report-%'")]
    assert len(tasks) == 1


def test_a_run_leaves_lineage_and_the_lakes_description(home):
    lines = (home / "data" / "lake.openlineage.jsonl").read_text().splitlines()
    assert [json.loads(line)["eventType"] for line in lines] == ["START", "COMPLETE"]
    assert json.loads((home / "data" / "lake" / "croissant.json").read_text())["@type"] == "sc:Dataset"


def test_the_command_writes_the_page_beside_the_lake(home):
    done = newsmill(home, "report")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("data/report.html: 0.")
    assert "3 articles in the lake" in (home / "data" / "report.html").read_text()
    done = newsmill(home, "report", "nope", "--out", "other.html")
    assert done.returncode == 2
    assert "no run has an id that begins with 'nope'" in done.stderr
    assert not (home / "other.html").exists()
