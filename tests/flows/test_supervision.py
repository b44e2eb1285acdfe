import os
import threading

import pytest

from flows import supervision
from flows.children import Child
from flows.plan import check_times
from flows.server import free_port, is_healthy
from flows.supervision import Supervisor
from newsmill.exceptions import SettingsError


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


def test_a_configured_server_that_does_not_answer_is_told_before_it_is_waited_for(tmp_path):
    said = []
    address = f"http://127.0.0.1:{free_port(0)}/api"
    supervisor = Supervisor(tmp_path, "{}", said.append, port=0, address=address)
    waiting = threading.Thread(target=supervisor.run, args=(lambda: None,))
    waiting.start()
    while not said:
        assert waiting.is_alive()
    supervisor.stop()
    waiting.join()
    assert said == [f"Prefect's server at {address} (PREFECT_API_URL) does not answer; waiting up to 180 s"]


@pytest.mark.parametrize("zone", ["Mars/X", "Europe", "../x"])
def test_a_zone_that_is_none_is_refused(zone):
    with pytest.raises(SettingsError, match=r"no such zone; write it as Europe/Rome"):
        check_times("1h", {"--cron": None}, zone)
