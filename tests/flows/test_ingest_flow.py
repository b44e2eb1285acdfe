"""The main job on the real Prefect engine, through the real command."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """One Prefect home for the file: making its database costs more than all the runs."""
    return tmp_path_factory.mktemp("prefect")


@pytest.fixture
def newsmill(home, tmp_path):
    def call(*words: str, wait: bool = True):
        environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "NEWSMILL_"))}
        command = [sys.executable, "-m", "flows.cli", *words]
        process = subprocess.Popen(
            command, cwd=tmp_path, env=environment | {"PREFECT_HOME": str(home), "PYTHONPATH": str(ROOT)},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        if not wait:
            return process
        out, err = process.communicate(timeout=240)
        return process.returncode, out, err

    return call


def write_pages(folder: Path, count: int) -> None:
    folder.mkdir(exist_ok=True)
    for n in range(count):
        words = (
            f"The council of Harbourton voted on case {n}. It will meet again in the spring, the mayor said."
        )
        (folder / f"{n:03d}.txt").write_text(
            f"Council votes on case {n}\n\n{words}\n\nNothing else was decided on {n}.\n"
        )


def test_a_run_ends_in_a_table_and_the_line_that_reads_the_result(newsmill, tmp_path):
    write_pages(tmp_path / "in", 3)
    (tmp_path / "in" / "empty.txt").touch()
    code, out, err = newsmill("run", "in")
    assert (code, err) == (0, "")
    assert 'pd.read_parquet("data/lake/articles")' in out
    assert [line.split() for line in out.splitlines() if line.startswith("articles")] == [
        ["articles", "3", "3"]
    ]
    assert [line.split() for line in out.splitlines() if line.startswith("empty")] == [["empty", "1"]]
    assert len(pd.read_parquet(tmp_path / "data/lake/articles")) == 3
    runs = pd.read_parquet(tmp_path / "data/lake/runs")
    assert runs.flow_run_id.notna().all()
    assert json.loads(runs.steps[0])["clean"]["kept"] == 3


def test_unusable_sources_and_settings_are_refused_before_work_starts(newsmill, tmp_path):
    code, _, err = newsmill("run", "nowhere")
    assert code == 2
    assert "nowhere: no such file or folder" in err
    code, _, err = newsmill("run", "nowhere", "--set", "wrokers=2")
    assert code == 2
    assert "wrokers: no such setting (did you mean workers?)" in err
    assert not (tmp_path / "data").exists()


def test_two_runs_at_once_write_each_article_once_though_nobody_reads_what_one_says(newsmill, tmp_path):
    write_pages(tmp_path / "in", 40)
    both = [newsmill("run", "in", wait=False) for _ in range(2)]
    both[0].stdout.close()
    for process in both:
        _, err = process.communicate(timeout=240)
        assert process.returncode == 0, err
    articles = pd.read_parquet(tmp_path / "data/lake/articles")
    assert len(articles) == 40
    assert articles.article_id.is_unique
    assert sorted(pd.read_parquet(tmp_path / "data/lake/runs").articles_written) == [0, 40]


def test_a_killed_run_is_taken_up_where_it_was(newsmill, tmp_path):
    write_pages(tmp_path / "in", 60)
    process = newsmill("run", "in", "--set", "source.batch_files=10", wait=False)
    staged = tmp_path / "data/lake/.staging/batches"
    deadline = time.monotonic() + 120
    while not list(staged.glob("*/extract/_done.json")):
        assert time.monotonic() < deadline
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    done = list(staged.glob("*/extract/_done.json"))
    code, out, err = newsmill("run", "in", "--set", "source.batch_files=10")
    assert (code, err) == (0, "")
    assert "was interrupted; what it had staged is used again" in out
    articles = pd.read_parquet(tmp_path / "data/lake/articles")
    assert len(articles) == articles.article_id.nunique() == 60
    runs = pd.read_parquet(tmp_path / "data/lake/runs").sort_values("run_id")
    assert list(runs.status) == ["interrupted", "completed"]
    # A batch has the same id in both runs, unless somebody edits the code or raises a version between them.
    assert list(staged.glob("*/extract")) == [], "batches of the killed run have other ids"
    assert json.loads(runs.steps.iloc[1])["extract"]["resumed_batches"] == len(done)
