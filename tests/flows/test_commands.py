"""What the commands show and refuse, where no run begins: no server is needed."""

import json
import os
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from flows.cli import app
from flows.commands.options import flow_parameters
from flows.rows import show_rows
from flows.terminal import RunProgress, console
from newsmill.settings import load_settings

ROOT = Path(__file__).parents[2]
QUICK = {"enrichers": ["lead"], "assumed_language": "en"}
STORY = "The council of Harbourton voted on Monday to rebuild the old ferry landing after the storms."


@pytest.fixture(scope="module")
def lake(ingest, tmp_path_factory):
    """A lake of one page."""
    folder = tmp_path_factory.mktemp("commands")
    (folder / "in").mkdir()
    (folder / "in" / "[live] a.txt").write_text(f"Harbourton votes\n\n{STORY}\n", encoding="utf-8")
    ingest(folder / "in", folder / "lake", enrich=QUICK)
    return folder / "lake"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path, monkeypatch):
    """An empty folder, with nothing of Prefect configured; the environment is as before afterwards."""
    before = dict(os.environ)
    monkeypatch.chdir(tmp_path)
    for name in ("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_PROFILE"):
        os.environ.pop(name, None)
    yield
    os.environ.clear()
    os.environ.update(before)


def newsmill(*words):
    return CliRunner().invoke(app, [str(word) for word in words])


def refused(*words):
    """The one line that says why a command can do nothing."""
    result = newsmill(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    [line] = result.stderr.splitlines()
    return line


def test_columns_of_equal_names_are_shown_side_by_side(lake):
    query = "select a.title, b.title, 7 as n, 8 as n from articles a join articles b using (article_id)"
    words = newsmill("sql", query, "--lake", lake).stdout.split()
    assert words == ["title", "title", "n", "n", "Harbourton", "votes", "Harbourton", "votes", "7", "8"]
    assert newsmill("sql", "--csv", "select 1 as a, 2 as a", "--lake", lake).stdout == "a,a\n1,2\n"


def test_an_empty_query_is_refused(lake):
    assert "the query says nothing" in refused("sql", "", "--lake", lake)


@pytest.mark.parametrize(
    "words", [["run"], ["schedule", "--every", "15m"], ["schedule", "--cron", "* * * * *"]]
)
def test_a_lake_below_a_file_is_refused(lake, tmp_path, words):
    (tmp_path / "afile").touch()
    assert "/afile/.prefect" in refused(*words, lake.parent / "in", "--lake", "afile/lake")


def test_a_page_that_cannot_be_written_is_refused(lake, tmp_path):
    (tmp_path / "afile").touch()
    assert "cannot write afile/a.html" in refused("report", "--lake", lake, "--out", "afile/a.html")
    assert "cannot write ." in refused("report", "--lake", lake, "--out", ".")


def test_times_that_are_none_are_refused_before_anything_starts(lake):
    words = ["schedule", lake.parent / "in", "--lake", "lake", "--maintain-cron", "99 * * * *"]
    said = '--maintain-cron "99 * * * *": no such times; write minute hour day month weekday'
    assert said in refused(*words, "--cron", "0 6 * * mon-fri")
    assert '--cron "bad": five fields are asked for' in refused(*words, "--cron", "bad")
    assert not list(Path().iterdir())


@contextmanager
def nobody_reads(monkeypatch):
    """Standard output is a pipe whose reader has left."""
    reader, writer = os.pipe()
    os.close(reader)
    with monkeypatch.context() as patch, suppress(BrokenPipeError), os.fdopen(writer, "w") as out:
        patch.setattr(sys, "stdout", out)
        yield


def test_a_command_goes_on_when_its_reader_has_left(monkeypatch):
    with nobody_reads(monkeypatch):
        out = console()
        with RunProgress(out) as progress:
            progress.step("clean", 1, 1)
            progress.say("one batch failed")
        show_rows(out, ["a"], [["b"]])
        assert out.quiet


@pytest.mark.parametrize(
    "words",
    [
        ["show", "{id}"],
        ["status"],
        ["verify"],
        ["sql", "select * from articles"],
        ["sql", "--csv", "select 1"],
    ],
)
def test_a_reader_that_leaves_ends_a_command_without_a_word(lake, words, monkeypatch, capsys):
    (article,) = pd.read_parquet(lake / "articles").article_id
    with nobody_reads(monkeypatch), pytest.raises(SystemExit):
        app([*(word.format(id=article) for word in words), "--lake", str(lake)])
    assert capsys.readouterr().err == ""


def test_a_port_that_is_taken_or_none_is_refused(lake):
    words = ["schedule", lake.parent / "in", "--every", "15m", "--lake", "lake", "--port"]
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert f"--port {port}: Address already in use; name another" in refused(*words, port)
    for port in ("99999", "-1"):
        assert f"--port {port}: a port is a number from 1 to 65535" in refused(*words, port)


@pytest.mark.parametrize("words", ["[live] x.txt", "a[/b].txt", ":dog:.txt", "[bold red]"])
def test_text_of_the_users_is_shown_as_it_is(lake, words):
    out = console()
    with out.capture() as captured:
        out.print(f"1 of {words}\n{words} is new")
        show_rows(out, [words], [[words]])
    assert [line.strip() for line in captured.get().splitlines()] == [
        f"1 of {words}", f"{words} is new", words, words,
    ]  # fmt: skip
    assert newsmill("sql", f'select 1 as "{words}"', "--lake", lake).stdout.split("\n")[0].strip() == words


def test_files_that_would_be_made_again_are_named_as_they_are(lake):
    shown = newsmill("reprocess", "--where", "true", "--dry-run", "--lake", lake).stdout
    assert "/in/[live] a.txt\n" in shown


def test_a_schedule_checks_the_source_that_its_runs_will_read(tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    line = refused("schedule", "~/nowhere", "--every", "15m", "--lake", "lake")
    assert f"{tmp_path}/home/nowhere: no such file or folder" in line
    assert "no source named" in refused("schedule", "", "--every", "15m", "--lake", "lake")
    assert "s3://a: only files and folders" in refused(
        "schedule", "s3://a", "--every", "15m", "--lake", "lake"
    )


def test_a_dry_run_where_a_lake_would_be_made_finds_all_new_and_makes_nothing(lake, tmp_path):
    (tmp_path / "empty").mkdir()
    for place in ("empty", "nowhere"):
        result = newsmill("run", lake.parent / "in", "--dry-run", "--lake", place)
        assert (result.exit_code, result.stdout.splitlines()[-1]) == (
            0, "1 of 1 files are new or changed; nothing was written."
        )  # fmt: skip
    assert [path.name for path in tmp_path.rglob("*")] == ["empty"]
    (tmp_path / "afile").touch()
    assert "no lake at afile" in refused("run", lake.parent / "in", "--dry-run", "--lake", "afile")


SECRET = "https://chat.example.org/hooks/T0P53CR37"
COMMAND = "tell-desk --urgent"


@pytest.mark.parametrize(
    "assignments",
    [
        [f"hooks.on_failure.webhook={SECRET}", "hooks.on_no_new_input=null", "retries=3"],
        [f'hooks={{"on_failure": {{"webhook": "{SECRET}"}}}}', "source.batch_files=7", "lake=elsewhere"],
        ["workers=1", "worker_memory_bytes=null"],
        [],
    ],
)
def test_a_flow_gets_all_settings_and_its_parameters_no_hook(tmp_path, monkeypatch, assignments):
    (tmp_path / "newsmill.toml").write_text(
        "retries = 5\nlake = 'there'\n"
        f"[hooks.on_failure]\ncommand = '{COMMAND}'\n[hooks.on_no_new_input]\nhours = 2\nwebhook = '{SECRET}'\n"
    )
    monkeypatch.setenv("NEWSMILL_HOOKS__ON_FAILURE__TIMEOUT_SECONDS", "7")
    monkeypatch.setenv("NEWSMILL_HOOKS__ON_FAILURE__WEBHOOK", "https://example.org/")
    checked = load_settings(assignments)
    parameters = flow_parameters(checked, assignments)
    assert set(parameters) == {"lake", "settings"}
    assert not {SECRET, "hooks"} & set(json.dumps(parameters).replace('"', " ").split())
    assert load_settings(values=parameters["settings"], lake=parameters["lake"]) == checked


def test_what_the_file_says_is_read_by_each_run_anew(tmp_path):
    parameters = flow_parameters(load_settings(["workers=2"]), ["workers=2"])
    (tmp_path / "newsmill.toml").write_text("retries = 5\nworkers = 3\n")
    found = load_settings(values=parameters["settings"], lake=parameters["lake"])
    assert (found.retries, found.workers) == (5, 2)


@pytest.mark.parametrize("words", [["run", "."], ["reprocess", "--where", "true"], ["maintain"]])
def test_prefect_is_set_up_before_it_is_imported(lake, tmp_path, words):
    (tmp_path / "a.txt").write_text(STORY)
    asked = (
        "import sys, flows.cli, flows.connection\n"
        "flows.connection.connect = lambda *_, **__: sys.exit('prefect' in sys.modules)\n"
        "flows.cli.main()"
    )
    command = [sys.executable, "-c", asked, *words, "--lake", lake]
    done = subprocess.run(
        command, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
