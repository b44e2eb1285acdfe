import gc
import os
import socket
import subprocess
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from flows.connection import ServerNotUpError, connect
from flows.server import free_port

ROOT = Path(__file__).parents[2]
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


class Failing(BaseHTTPRequestHandler):
    """A server that says that it is well, unless it is none of Prefect's, and can do nothing."""

    def do_GET(self):
        if not self.server.is_prefect or not self.path.endswith(("/health", "/version")):
            return self.send_error(500 if self.server.is_prefect else 404)
        self.send_response(200)
        self.end_headers()
        return self.wfile.write(b'"3.8.8"')

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_error(500)

    def log_message(self, *_):
        """Nothing."""


@pytest.mark.parametrize(
    ("is_prefect", "words"),
    [(True, "Prefect's server failed: Server error '500"), (False, "Failed to reach API at http")],
)
def test_a_server_that_fails_is_told_in_a_line_with_what_to_do(tmp_path, is_prefect, words):
    (tmp_path / "a.txt").write_text("A story of Harbourton.")
    with ThreadingHTTPServer(("127.0.0.1", 0), Failing) as server:
        server.is_prefect = is_prefect
        Thread(target=server.serve_forever, daemon=True).start()
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
        address = f"http://127.0.0.1:{server.server_port}/api"
        done = subprocess.run(
            [sys.executable, "-m", "flows.cli", "run", "a.txt"], cwd=tmp_path, capture_output=True, text=True, check=False,
            env=kept | {"PREFECT_API_URL": address, "PREFECT_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        server.shutdown()
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"newsmill: {words}")
