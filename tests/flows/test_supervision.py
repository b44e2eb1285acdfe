import os

import pytest

from flows import supervision
from flows.children import Child
from flows.server import free_port, is_healthy
from flows.supervision import Supervisor


@pytest.fixture
def supervise(tmp_path, monkeypatch):
    """Supervisors whose server is a plain web server over a folder, and what they say."""
    monkeypatch.setattr(supervision, "_HEALTH_SECONDS", 0.0)
    made = []

    def supervise(said):
        port = free_port(0)
        supervisor = Supervisor(tmp_path, "{}", said.append, port=port, address=None)
        server = Child(
            "the server", ["http.server", str(port), "--directory", str(tmp_path)], dict(os.environ)
        )
        supervisor._server = server
        server.start()
        made.append(server)
        return supervisor

    yield supervise
    for server in made:
        server.clear_away()


def test_a_server_that_runs_and_does_not_answer_is_ended_to_be_started_anew(supervise):
    said = []
    supervisor = supervise(said)
    for _ in range(supervision._MOST_SILENT_CHECKS):
        assert supervisor._server.is_running
        supervisor._end_hung_server()
    assert not supervisor._server.is_running
    assert said == ["the server runs and does not answer; it is ended"]


def test_a_server_that_answers_again_is_left_alone(supervise, tmp_path):
    said = []
    supervisor = supervise(said)
    for _ in range(3):
        for _ in range(supervision._MOST_SILENT_CHECKS - 1):
            supervisor._end_hung_server()
        (tmp_path / "api").mkdir()
        (tmp_path / "api" / "health").touch()
        while not is_healthy(supervisor.address):
            pass
        supervisor._end_hung_server()
        (tmp_path / "api" / "health").unlink()
        (tmp_path / "api").rmdir()
    assert supervisor._server.is_running
    assert said == []
