import json
import sys
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from newsmill.delivery import deliver
from newsmill.hooks import Hook, Notice

PAYLOAD = {"event": "failure", "finished_at": datetime(2024, 5, 1, tzinfo=UTC), "error": "Überlauf"}
RECEIVED = {"event": "failure", "finished_at": "2024-05-01T00:00:00+00:00", "error": "Überlauf"}


class Receiver(ThreadingHTTPServer):
    """Keeps what is posted; answers with the codes it is given, then 200; may be slow."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.codes, self.bodies, self.delay = [], [], 0.0

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}/hook"


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.bodies.append((self.headers["Content-Type"], json.loads(body)))
        time.sleep(self.server.delay)
        self.send_response(self.server.codes.pop(0) if self.server.codes else 200)
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def receiver():
    with Receiver() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def _deliver(**hook):
    return deliver(Notice("failure", Hook(**hook), PAYLOAD), delays_seconds=(0.01, 0.01))


def test_a_webhook_gets_the_payload_as_json(receiver):
    assert _deliver(webhook=receiver.address) == []
    assert receiver.bodies == [("application/json", RECEIVED)]


def test_a_webhook_is_tried_again_twice(receiver):
    receiver.codes = [500, 503]
    assert _deliver(webhook=receiver.address) == []
    assert len(receiver.bodies) == 3


def test_a_webhook_that_stays_broken_is_reported_and_raises_nothing(receiver):
    receiver.codes = [500, 500, 500, 500]
    assert "500" in _deliver(webhook=receiver.address)[0]
    assert len(receiver.bodies) == 3


def test_a_slow_webhook_is_given_up(receiver):
    receiver.delay = 5
    before = time.monotonic()
    assert _deliver(webhook=receiver.address, timeout_seconds=0.2)
    assert time.monotonic() - before < 3
    receiver.delay = 0


def test_an_address_where_nobody_listens_is_reported():
    assert "URLError" in _deliver(webhook="http://127.0.0.1:9/")[0]


def test_a_command_gets_the_payload_on_its_standard_input(tmp_path):
    target = tmp_path / "told.json"
    script = tmp_path / "tell.py"
    script.write_text(f"import sys; open({str(target)!r}, 'w').write(sys.stdin.read())")
    assert _deliver(command=f"{sys.executable} {script}") == []
    assert json.loads(target.read_text()) == RECEIVED


def test_a_command_that_fails_is_reported_with_its_words_and_run_once(tmp_path):
    script = tmp_path / "fail.sh"
    script.write_text(f"echo x >> {tmp_path}/calls; echo no mail today >&2; exit 3")
    [problem] = _deliver(command=f"sh {script}")
    assert "code 3" in problem
    assert "no mail today" in problem
    assert (tmp_path / "calls").read_text() == "x\n"


def test_a_command_that_hangs_or_is_missing_is_reported():
    assert "TimeoutExpired" in _deliver(command="sleep 30", timeout_seconds=0.2)[0]
    assert "FileNotFoundError" in _deliver(command="/nonexistent/command")[0]


def test_a_command_that_hangs_ends_with_all_that_it_started(tmp_path):
    script, pid_file = tmp_path / "hang.sh", tmp_path / "pid"
    script.write_text(f"sleep 30 & echo $! > {pid_file}; wait")
    assert "TimeoutExpired" in _deliver(command=f"sh {script}", timeout_seconds=0.4)[0]
    state, deadline = Path(f"/proc/{pid_file.read_text().strip()}/stat"), time.monotonic() + 5
    # Killed it may still wait for somebody to take its exit code.
    while state.exists() and state.read_text().rpartition(")")[2].split()[0] != "Z":
        assert time.monotonic() < deadline, "it outlived its command"
        time.sleep(0.02)


def test_a_command_gets_no_shell(tmp_path):
    _deliver(command=f"true; touch {tmp_path}/made")
    assert not (tmp_path / "made").exists()
    assert _deliver(command=f"echo $(touch {tmp_path}/made)") == []
    assert not (tmp_path / "made").exists()


def test_a_webhook_that_fails_does_not_keep_the_command_from_running(tmp_path):
    problems = _deliver(webhook="http://127.0.0.1:9/", command=f"touch {tmp_path}/made")
    assert len(problems) == 1
    assert (tmp_path / "made").exists()
