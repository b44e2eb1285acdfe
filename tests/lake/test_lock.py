import fcntl
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time

import pytest

from newsmill.exceptions import LakeBusyError
from newsmill.lake.lock import holder_of
from newsmill.lake.store import Lake

HOLD = """
import sys, time
from pathlib import Path
from newsmill.lake.store import Lake
with Lake.open(Path(sys.argv[1])).lock(30, "run 42"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(lake):
    """Another process that holds the lake."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(lake.root)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_who_waits_is_told_who_holds_the_lake(lake, holder):
    told = []
    with (
        pytest.raises(LakeBusyError, match=rf"held by run 42 \(process {holder.pid}, since 20"),
        lake.lock(0.3, "me", told.append),
    ):
        pytest.fail("two holders")
    assert len(told) == 1
    assert "run 42" in told[0]
    assert "run 42" in holder_of(lake.root / ".lock")


def test_a_killed_holder_lets_go(lake, holder):
    holder.send_signal(signal.SIGKILL)
    with lake.lock(5, "me"):
        assert json.loads((lake.root / ".lock").read_text())["holder"] == "me"
        assert json.loads((lake.root / ".lock").read_text())["pid"] == os.getpid()
    assert "another process" in holder_of(lake.root / ".lock")


def test_the_lock_does_not_outlive_its_holder_in_children(lake):
    """Neither a forked worker nor a spawned command may keep the lake locked."""
    started = multiprocessing.get_context("fork").Event()
    with lake.lock(1, "me"):
        forked = multiprocessing.get_context("fork").Process(target=lambda: (started.set(), time.sleep(30)))
        forked.start()
        spawned = subprocess.Popen(["sleep", "30"], close_fds=False)
        assert started.wait(10)
    try:
        with Lake(lake.root).lock(1, "next"):
            pass
    finally:
        for process in (forked, spawned):
            process.kill()
        forked.join()
        spawned.wait()


def test_a_forked_child_does_not_commit_on_its_parents_lock(lake, no_changes, monkeypatch, tmp_path):
    monkeypatch.setattr("newsmill.lake.store.COMMIT_WAIT_SECONDS", 0.2)
    outcome = tmp_path / "outcome"

    def commit():
        try:
            lake.commit(no_changes, run_id="child")
        except BaseException as failure:
            outcome.write_text(type(failure).__name__)
            raise

    with lake.lock(1, "parent"):
        child = multiprocessing.get_context("fork").Process(target=commit)
        child.start()
        child.join()
        # Not its exit code: what Prefect has left in a process that ran flows ends a forked child with 1.
        assert outcome.read_text() == LakeBusyError.__name__
        # What the child closed is not what the parent holds.
        with pytest.raises(LakeBusyError, match="parent"), Lake(lake.root).lock(0, "other"):
            pytest.fail("two holders")


def test_a_lock_file_deleted_between_opening_and_locking_is_opened_anew(lake, monkeypatch):
    path, real = lake.root / ".lock", fcntl.flock
    deleted = []

    def delete_first(descriptor, how):
        if not deleted:
            deleted.append(path.unlink())
        real(descriptor, how)

    with monkeypatch.context() as patch:
        patch.setattr(fcntl, "flock", delete_first)
        with lake.lock(1, "first"):
            assert deleted
            with pytest.raises(LakeBusyError, match="first"), Lake(lake.root).lock(0, "second"):
                pytest.fail("two holders")


def test_an_error_inside_lets_go(lake):
    with pytest.raises(ZeroDivisionError), lake.lock(1, "me"):
        raise ZeroDivisionError
    with lake.lock(0, "next"):
        pass


def test_a_commit_inside_the_lock_uses_it_and_one_outside_takes_it(lake, no_changes):
    with lake.lock(1, "me"):
        assert lake.commit(no_changes, run_id="r1").version == 1
    assert lake.commit(no_changes, run_id="r2").version == 2
