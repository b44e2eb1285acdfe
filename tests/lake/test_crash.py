"""Commits killed at every call to the system that changes names, and writers side by side."""

import json
import multiprocessing
import subprocess
import sys
import traceback
from contextlib import suppress
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from newsmill.lake.errors import ConflictError
from newsmill.lake.parts import PartWriter
from newsmill.lake.replace import rows_out
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS

# For many n: on a copy of the lake, a forked child commits and ends, as SIGKILL would end it, just
# before the n-th change of a name. Prints the state then, and the state after a rerun that is let be.
KILL_EVERYWHERE = """
import json, os, shutil, sys
from pathlib import Path
import pandas as pd, pyarrow as pa
from newsmill.lake.parts import PartWriter
from newsmill.lake.replace import rows_out
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS

def commit(root, at):
    lake, count = Lake.open(root), 0
    folder = lake.parts_folder("r2")
    def hook(event, args):
        nonlocal count
        if event in {"os.link", "os.symlink", "os.rename", "os.mkdir", "os.remove", "os.rmdir"}:
            count += 1
            if count == at:
                os._exit(9)
    with lake.lock(10, "r2"):
        out = rows_out(lake.current(), pa.array(["a"]), folder, "r2")
        with PartWriter(DATASETS["articles"], folder, "r2") as parts:
            parts.write(pa.table({"article_id": ["a", "new"], "date": pa.nulls(2, pa.date32())}))
        sys.addaudithook(hook)
        lake.commit(out.changes.adding(parts.parts), run_id="r2")
    os.write(pipe[1], b"%d " % count)

def child(root, at):
    pid = os.fork()
    if pid == 0:
        try:
            commit(root, at)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def state(root):
    ids = [pd.read_parquet(root / name, columns=["article_id"])["article_id"] for name in ("articles", "mentions")]
    return [*map(sorted, ids), os.readlink(root / ".current")[-1]]

def points(total):
    # Some of the folders and links, and all of the end, where the state changes.
    return [n for n in range(1, total + 1) if n < 4 or n % 6 == 0 or n > total - 12]

pipe = os.pipe()
whole = Path(sys.argv[1]).with_name("whole")
shutil.copytree(sys.argv[1], whole, symlinks=True)
assert child(whole, 0) == 0
for at in [*points(int(os.read(pipe[0], 10).split()[0])), 0]:
    root = Path(sys.argv[1]).with_name(f"killed{at}")
    shutil.copytree(sys.argv[1], root, symlinks=True)
    code = child(root, at)
    killed = state(root)
    again = child(root, 0) if killed[2] == "1" else 0
    with Lake.open(root).lock(1, "next"):
        left = sorted(p.name for p in [*(root / ".snapshots").iterdir(), *root.glob("*.tmp")])
    print(json.dumps([code, killed, again, state(root), left]))
"""
OLD = [["a", "b"], ["a", "b"], "1"]
NEW = [["a", "b", "new"], ["b"], "2"]


def test_a_commit_killed_anywhere_is_whole_or_not_at_all(lake, write_run):
    write_run(lake, "r1", {"a": 2013, "b": 2014})
    done = subprocess.run(
        [sys.executable, "-c", KILL_EVERYWHERE, str(lake.root)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    *kills, last = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(kills) >= 20
    assert last[:2] == [0, NEW]
    states = [killed for _, killed, _, _, _ in kills]
    assert states == [OLD] * states.count(OLD) + [NEW] * states.count(NEW)
    assert states.count(NEW) > 0
    for _, _, again, after, left in kills:
        assert (again, after, left) == (0, NEW, ["00000000", "00000001", "00000002"])


def _or_say(words, work, *args):
    try:
        work(*args)
    except BaseException:
        words.write_text(traceback.format_exc())
        raise


def _write_many(root: Path, worker: int) -> None:
    """Commits of replacements, each prepared without the lock: conflicts are met by preparing again."""
    lake = Lake(root)
    ids = [f"shared{n}" for n in range(5)] + [f"own{worker}"]
    for number in range(8):
        for attempt in range(100):
            run_id = f"w{worker}-{number}-{attempt}"
            folder = lake.parts_folder(run_id)
            out = rows_out(lake.current(), pa.array(ids), folder, run_id)
            with PartWriter(DATASETS["articles"], folder, run_id) as parts:
                parts.write(pa.table({"article_id": ids, "date": pa.nulls(len(ids), pa.date32())}))
            try:
                lake.commit(out.changes.adding(parts.parts), run_id=run_id)
            except ConflictError:
                continue
            break
        else:
            raise AssertionError("never committed")


def test_two_writers_at_once_keep_each_article_once_and_readers_see_whole_states(lake):
    # Not forked: this process may hold threads of other tests, which a fork does not survive.
    spawn = multiprocessing.get_context("spawn")
    words = lake.root.parent / "failures.txt"
    writers = [spawn.Process(target=_or_say, args=(words, _write_many, lake.root, n)) for n in range(2)]
    for process in writers:
        process.start()
    seen = []
    while any(process.is_alive() for process in writers):
        pinned = lake.current()
        ids = pinned.dataset("articles").to_table(columns=["article_id"])["article_id"].to_pylist()
        seen.append((pinned.version, len(ids), len(set(ids))))
        for path in (lake.root / ".current/").glob("articles/*/*.parquet"):
            _whole(path)
    for process in writers:
        process.join()
        assert process.exitcode == 0, words.read_text()
    assert all(rows == unique and rows in {0, 6, 7} for _, rows, unique in seen)
    articles = pd.read_parquet(lake.root / "articles", columns=["article_id"])["article_id"]
    assert sorted(articles) == sorted([f"shared{n}" for n in range(5)] + ["own0", "own1"])
    assert lake.current().version == 16


def _whole(path: Path) -> None:
    """A file that is there is complete; one that was replaced between listing and opening is gone."""
    with suppress(FileNotFoundError):
        assert pq.read_table(path, partitioning=None).num_rows >= 0
