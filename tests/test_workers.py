import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsmill.exceptions import WorkerDiedError, WorkersClosedError
from newsmill.workers import Workers


def double(number: int) -> int:
    return number * 2


def die(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


def die_once(marker: Path) -> str:
    if marker.exists():
        return "alive"
    marker.touch()
    os.kill(os.getpid(), signal.SIGKILL)
    return "never"


def slow(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def mark_and_sleep(marker: Path) -> None:
    marker.touch()
    time.sleep(60)


@pytest.fixture
def workers():
    pool = Workers(2, timeout_seconds=60)
    yield pool
    pool.close()


def test_a_killed_worker_costs_a_retry(workers, tmp_path):
    assert workers.call(die_once, tmp_path / "died") == "alive"


def test_what_kills_its_worker_is_told_from_the_innocent(workers):
    with ThreadPoolExecutor(4) as threads:
        bad = threads.submit(workers.call, die, 1)
        good = [threads.submit(workers.call, double, n) for n in range(8)]
        assert [future.result() for future in good] == [n * 2 for n in range(8)]
        with pytest.raises(WorkerDiedError):
            bad.result()


def test_a_call_that_takes_too_long_ends_its_worker():
    workers = Workers(1, timeout_seconds=0.5)
    began = time.monotonic()
    with pytest.raises(WorkerDiedError):
        workers.call(slow, 60)
    workers.close()
    assert time.monotonic() - began < 30


@pytest.mark.parametrize("how", ["call", "call_alone"])
def test_closing_breaks_off_what_is_under_way_and_what_waits(tmp_path, how):
    workers = Workers(1, timeout_seconds=60)
    call, marker = getattr(workers, how), tmp_path / "marker"
    with ThreadPoolExecutor(3) as threads:
        calls = [threads.submit(call, mark_and_sleep, marker) for _ in range(3)]
        while not marker.exists():
            time.sleep(0.01)
        began = time.monotonic()
        workers.close()
        for broken_off in calls:
            with pytest.raises(WorkersClosedError):
                broken_off.result(timeout=30)
        assert time.monotonic() - began < 20
    assert workers.call(double, 2) == 4
    workers.close()


def test_ctrl_c_is_for_the_parent_alone():
    workers = Workers(1, timeout_seconds=60)
    worker = workers.call(os.getpid)
    os.kill(worker, signal.SIGINT)
    time.sleep(0.2)
    assert workers.call(os.getpid) == worker
    workers.close()


def test_workers_die_with_their_parent(tmp_path):
    (tmp_path / "shown.py").write_text(
        "import os, time\n"
        "from pathlib import Path\n"
        "def show(path):\n"
        "    Path(path).write_text(str(os.getpid()))\n"
        "    time.sleep(60)\n"
    )
    script = (
        "import sys\n"
        "sys.path.insert(0, sys.argv[2])\n"
        "from newsmill.workers import Workers\n"
        "from shown import show\n"
        "Workers(1, 120).call(show, sys.argv[1])\n"
    )
    program, pid_file = tmp_path / "parent.py", tmp_path / "pid"
    program.write_text(script)
    parent = subprocess.Popen([sys.executable, str(program), str(pid_file), str(Path(__file__).parents[1])])
    deadline = time.monotonic() + 30
    while not (pid_file.exists() and pid_file.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    worker = int(pid_file.read_text())
    parent.kill()
    parent.wait()
    while (
        Path(f"/proc/{worker}").exists()
        and "Z" not in Path(f"/proc/{worker}/stat").read_text().split(")")[1][:3]
    ):
        assert time.monotonic() < deadline, "the worker outlived its parent"
        time.sleep(0.05)


@pytest.mark.parametrize("way", ["script", "stdin", "module"])
def test_a_program_without_a_main_guard_runs_once(way, tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "print('begun', flush=True)\n"
        "import math\n"
        "from newsmill.workers import Workers\n"
        "workers = Workers(1, 20)\n"
        "print(workers.call(math.sqrt, 9.0), flush=True)\n"
        "workers.close()\n"
        "print(__spec__ is None, globals().get('__file__'), flush=True)\n"
    )
    arguments = {"script": [str(program)], "stdin": ["-"], "module": ["-m", "program"]}[way]
    done = subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, check=False, timeout=60, cwd=tmp_path,
        input=program.read_text() if way == "stdin" else None,
        env=os.environ | {"PYTHONPATH": f"{Path(__file__).parents[1]}{os.pathsep}{tmp_path}"},
    )  # fmt: skip
    named = "<stdin>" if way == "stdin" else program
    assert done.stdout.splitlines() == ["begun", "3.0", f"{way != 'module'} {named}"], done.stderr


def holds(module: str) -> tuple[bool, int]:
    return module in sys.modules, os.getppid()


def test_what_is_preloaded_is_in_every_worker_and_goes_with_the_pool():
    workers = Workers(1, timeout_seconds=60, preload=["newsmill.enrich.tone.lexicon"])
    is_loaded, forked_from = workers.call(holds, "newsmill.enrich.tone.lexicon")
    assert is_loaded
    assert forked_from != os.getpid()
    workers.close()
    assert not Path(f"/proc/{forked_from}").exists()
    assert workers.call(double, 2) == 4
    workers.close()
