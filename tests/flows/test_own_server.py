"""A command's own server ends with it, however the command ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
COMMAND = """
import os, sys, time
from pathlib import Path
from flows.connection import connect
if __name__ == "__main__":
    connection = connect(Path(sys.argv[1]))
    connection.start()
    import prefect
    print(connection._own.pid, flush=True)
    connection.wait()
    print("up", flush=True)
    time.sleep(float(sys.argv[2]))
"""


def begin(folder, *, seconds=60, **environment):
    script = folder / "command.py"
    script.write_text(COMMAND)
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    return subprocess.Popen(
        [sys.executable, script, folder / "lake", str(seconds)],
        env=kept | {"PYTHONPATH": str(ROOT), "PREFECT_HOME": str(folder / "prefect")} | environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip


def is_gone(pid):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        try:
            # A process that has ended and that nobody has asked after is no longer there either.
            if Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z":
                return True
            os.kill(pid, 0)
        except (ProcessLookupError, FileNotFoundError):
            return True
        time.sleep(0.1)
    return False


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def test_it_ends_when_the_command_is_done(tmp_path):
    command = begin(tmp_path, seconds=0)
    said, trouble = command.communicate(timeout=60)
    assert (said.split()[1], command.returncode) == ("up", 0), trouble
    assert is_gone(int(said.split()[0]))


def test_it_ends_when_the_command_is_killed(tmp_path):
    command = begin(tmp_path)
    server = int(command.stdout.readline())
    assert command.stdout.readline() == "up\n"
    command.kill()
    command.communicate()
    assert is_gone(server)


def test_ctrl_c_reaches_the_command_alone_which_then_ends_it(tmp_path):
    command = begin(tmp_path)
    server = int(command.stdout.readline())
    assert command.stdout.readline() == "up\n"
    assert os.getpgid(server) == server != os.getpgid(command.pid)
    os.killpg(command.pid, signal.SIGINT)
    _, trouble = command.communicate(timeout=30)
    assert "KeyboardInterrupt" in trouble
    assert is_gone(server)


def test_a_server_that_does_not_start_is_told_with_where_its_log_is(tmp_path):
    command = begin(tmp_path, PREFECT_API_DATABASE_CONNECTION_URL="nonsense://")
    _, trouble = command.communicate(timeout=60)
    assert "Prefect's server did not start" in trouble
    assert "newsmill-server.log says why" in trouble
    assert "nonsense" in (tmp_path / "prefect" / "newsmill-server.log").read_text()
