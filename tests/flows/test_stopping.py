"""What a command says when it is stopped, and how it ends."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from flows.stopping import stopping_said

ROOT = Path(__file__).parents[2]
COMMAND = """
import os, sys, time
from flows.stopping import stopping_said

with stopping_said("what is done counts"):
    print("begun", flush=True)
    try:
        time.sleep(60)
    finally:
        time.sleep(float(sys.argv[1]))
"""


def begin(*words, folder):
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT_", "NEWSMILL_"))}
    process = subprocess.Popen(
        [sys.executable, *words], cwd=folder, env=environment | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
    )  # fmt: skip
    assert process.stdout.readline()
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_stopped_says_so_at_once_and_ends_as_stopped(tmp_path, number):
    process = begin("-c", COMMAND, "0", folder=tmp_path)
    process.send_signal(number)
    assert process.stderr.readline() == "newsmill: stopping; what is done counts\n"
    # Python itself ends by the signal after a KeyboardInterrupt that nobody takes.
    assert process.wait(30) == -number


def test_a_second_ctrl_c_ends_it_there_and_then(tmp_path):
    process = begin("-c", COMMAND, "60", folder=tmp_path)
    process.send_signal(signal.SIGINT)
    assert process.stderr.readline() == "newsmill: stopping; what is done counts\n"
    process.send_signal(signal.SIGINT)
    assert process.wait(30) == -signal.SIGINT
    assert process.stderr.read() == ""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -signal.SIGTERM)])
def test_a_run_that_is_stopped_says_what_becomes_of_its_batches(tmp_path, number, code):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Harbourton votes\n\nThe council voted on Monday.\n")
    process = begin("-m", "flows.cli", "run", "in", folder=tmp_path)
    os.killpg(process.pid, number)
    _, said = process.communicate(timeout=30)
    assert process.returncode == code
    assert said == "newsmill: stopping; the next run takes up the batches done so far\n"


def test_what_runs_in_the_background_ignores_ctrl_c_as_its_shell_has_it(tmp_path):
    background = f"import signal; signal.signal(signal.SIGINT, signal.SIG_IGN){COMMAND}"
    process = begin("-c", background.replace("sleep(60)", "sleep(1)"), "0", folder=tmp_path)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=30)
    assert (process.returncode, said) == (0, "")


def interrupted():
    try:
        signal.raise_signal(signal.SIGINT)
    except KeyboardInterrupt:
        raise ValueError("wrapped") from None


def test_an_interrupt_that_comes_out_as_another_error_is_one():
    with pytest.raises(KeyboardInterrupt), stopping_said("what is done counts"):
        interrupted()
    with pytest.raises(ValueError, match="of its own"), stopping_said("what is done counts"):
        raise ValueError("of its own")
