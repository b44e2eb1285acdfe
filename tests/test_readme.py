"""The README's commands and code do what they say."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import matplotlib as mpl
import pandas as pd
import pytest

from newsmill.settings import Settings

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


DUPLICATES = (ROOT / "docs/deduplication.md").read_text(encoding="utf-8")


def blocks(language: str, page: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page, re.DOTALL)


@pytest.fixture(scope="module")
def folder(tmp_path_factory, ingest):
    """A folder with seeds/ and data/lake, as a fresh clone has after `make run`."""
    folder = tmp_path_factory.mktemp("clone")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    ingest(folder / "seeds", folder / "data/lake")
    return folder


@pytest.mark.parametrize("code", blocks("python"))
def test_the_code_runs_and_shows_something(code, folder, monkeypatch):
    monkeypatch.chdir(folder)
    mpl.use("Agg")
    before = "import pandas as pd\n"
    *statements, last = code.strip().splitlines()
    scope: dict[str, object] = {}
    exec(before + "\n".join(statements), scope)
    shown = eval(last, scope)
    assert len(shown) if hasattr(shown, "__len__") else shown is not None


@pytest.mark.parametrize("code", blocks("python", DUPLICATES))
def test_the_code_about_duplicates_runs_as_it_stands(code, folder, monkeypatch):
    monkeypatch.chdir(folder)
    exec(code, {})


def test_the_figures_shown_are_those_of_a_fresh_clone(folder):
    (shown,) = blocks("text")
    datasets, _, rejects = shown.partition("rejects by reason")
    rows = re.findall(r"^(\w+) +(\d+) +(\d+)$", datasets, re.MULTILINE)
    assert rows
    for name, added, total in rows:
        assert len(pd.read_parquet(folder / "data/lake" / name)) == int(added) == int(total), name
    reasons = pd.read_parquet(folder / "data/lake/rejects")["reason"].value_counts()
    for reason, number in re.findall(r"^(\w+) +(\d+)$", rejects, re.MULTILINE):
        assert reasons[reason] == int(number), reason


def test_the_commands_run(folder):
    commands = [line.split("  #")[0].strip() for line in "\n".join(blocks("console")).splitlines()]
    ours = [
        command for command in commands if command.startswith("newsmill") and command != "newsmill run seeds"
    ]
    assert len(ours) >= 4
    for command in ours:
        words = re.findall(r'"([^"]*)"|(\S+)', command.removeprefix("newsmill "))
        arguments = [quoted or plain for quoted, plain in words]
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", *arguments], cwd=folder, capture_output=True, text=True, check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, ""), command
        assert done.stdout, command


def test_the_settings_shown_are_settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for block in blocks("toml"):
        Settings(**tomllib.loads(block))


def test_files_the_readme_names_are_there():
    for target in re.findall(r"\]\((?!http)([^)#]+)\)", README):
        assert (ROOT / target).exists(), target
