import gc
import os

import pytest

from flows.connection import connect

NAMES = ("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_PROFILE")


@pytest.fixture
def lake(tmp_path, monkeypatch):
    """A lake in an environment where nothing of Prefect is configured, which is as before afterwards."""
    before = dict(os.environ)
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    yield tmp_path / "data" / "lake"
    gc.enable()
    os.environ.clear()
    os.environ.update(before)


def test_a_configured_server_is_used_and_none_is_started(lake, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    connection = connect(lake)
    connection.start()
    connection.wait()
    assert connection.words == "Prefect server at http://127.0.0.1:9/api"


def test_a_profile_of_the_users_is_left_to_prefect(lake, tmp_path, monkeypatch):
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    (tmp_path / "profiles.toml").write_text(
        'active = "work"\n[profiles.work]\nPREFECT_API_URL = "http://there/api"\n'
    )
    connection = connect(lake)
    connection.start()
    connection.wait()
    assert "PREFECT_API_URL" not in os.environ


def test_the_collector_is_off_only_while_modules_are_imported(lake, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:9/api")
    connection = connect(lake)
    connection.start()
    assert not gc.isenabled()
    connection.wait()
    assert gc.isenabled()
