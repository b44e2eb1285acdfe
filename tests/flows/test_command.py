import logging
from contextlib import nullcontext

import pytest
from typer.testing import CliRunner

from flows import telling
from flows.cli import app
from flows.progress import listening
from newsmill import __version__
from newsmill.hooks import Hook, Hooks
from newsmill.lake.store import Lake
from newsmill.settings import Settings

CALL = CliRunner()


def test_the_version_is_told():
    assert CALL.invoke(app, ["--version"]).output == f"newsmill {__version__}\n"


def test_a_lake_without_a_name_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    done = CALL.invoke(app, ["status", "--lake", ""])
    assert done.exit_code == 2
    assert "no folder is named" in done.output
    assert not list(tmp_path.iterdir())


def test_the_status_of_a_lake_says_who_is_writing(tmp_path):
    lake = Lake.open(tmp_path / "lake")
    with lake.lock(1, "newsmill ingest"):
        assert (
            "under way: newsmill ingest (process"
            in CALL.invoke(app, ["status", "--lake", str(lake.root)]).output
        )
    assert "under way" not in CALL.invoke(app, ["status", "--lake", str(lake.root)]).output


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--where", " "], "--where is empty: write a condition"),
        (["--rejects", "--where", "true"], "one of --where, --rejects and --older-than-version"),
        (["--reason", "bad_json", "--where", "true"], "--reason chooses among rejects: add --rejects"),
    ],
)
def test_what_to_reprocess_is_asked_for_by_the_names_of_flags(tmp_path, words, said):
    done = CALL.invoke(app, ["reprocess", *words, "--lake", str(Lake.open(tmp_path / "lake").root)])
    assert done.exit_code == 2
    assert said in done.output


def test_a_hook_that_fails_is_told_to_whoever_runs_the_command(tmp_path, monkeypatch):
    class Heard:
        def __init__(self):
            self.words = []

        def say(self, words):
            self.words.append(words)

    monkeypatch.setattr(telling, "get_run_logger", lambda: logging.getLogger("test"))
    settings = Settings(lake=tmp_path / "lake", hooks=Hooks(on_failure=Hook(command="false")))
    heard = Heard()
    with (
        listening(heard),
        pytest.raises(OSError, match="broken"),
        telling.told(Lake.open(settings.lake), settings, "ingest", "in", nullcontext(), is_served=False),
    ):
        raise OSError("broken")
    assert len(heard.words) == 1
    assert heard.words[0].startswith("hook on failure: ")
