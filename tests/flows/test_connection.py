import gc
import os
import socket

import pytest

from flows.connection import ServerNotUpError, connect
from flows.server import free_port

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


@pytest.fixture
def configured(monkeypatch):
    """Address of a server that is configured, where somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/api"
        monkeypatch.setenv("PREFECT_API_URL", address)
        yield address


def test_a_configured_server_is_used_and_none_is_started(lake, configured):
    connection = connect(lake)
    connection.start()
    connection.wait()
    assert connection.words == f"Prefect server at {configured}"


def test_a_configured_server_that_is_not_there_is_told_before_work_starts(lake, monkeypatch):
    monkeypatch.setenv("PREFECT_API_URL", f"http://127.0.0.1:{free_port(0)}/api")
    with pytest.raises(ServerNotUpError, match=r"no Prefect server answers at http.*start it, or unset"):
        connect(lake).start()
    assert gc.isenabled()


def test_a_profile_of_the_users_is_left_to_prefect(lake, tmp_path, monkeypatch):
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    (tmp_path / "profiles.toml").write_text(
        'active = "work"\n[profiles.work]\nPREFECT_API_URL = "http://there/api"\n'
    )
    connection = connect(lake)
    connection.start()
    connection.wait()
    assert "PREFECT_API_URL" not in os.environ


@pytest.mark.usefixtures("configured")
def test_the_collector_is_off_only_while_modules_are_imported(lake):
    connection = connect(lake)
    connection.start()
    assert not gc.isenabled()
    connection.wait()
    assert gc.isenabled()
