"""Throughput, memory and fixed cost of the main job: `python bench/main_job.py SOURCE [--set key=value ...]`.

Runs `newsmill run` as a user would, in a fresh folder: SOURCE once, then again with nothing new. Prints CPU
seconds (user + sys) of the whole process tree, documents per CPU second, and the tree's peak memory: the sum of
resident sizes, which counts shared pages once a process, and of proportional sizes, which counts them once.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pandas as pd


class Memory(threading.Thread):
    """Samples the memory of a process and all its descendants."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self.root, self.resident, self.proportional, self.largest, self.is_over = root, 0, 0, 0, False

    def run(self) -> None:
        """Sample until told to stop."""
        while not self.is_over:
            sizes = [self._size(pid) for pid in self._tree()]
            self.resident = max(self.resident, sum(rss for rss, _ in sizes))
            self.proportional = max(self.proportional, sum(pss for _, pss in sizes))
            self.largest = max([self.largest, *(rss for rss, _ in sizes)])
            time.sleep(0.2)

    def _tree(self) -> list[int]:
        children: dict[int, list[int]] = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit():
                try:
                    parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
                except OSError:
                    continue
                children.setdefault(parent, []).append(int(entry.name))
        found, waiting = [], [self.root]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            waiting += children.get(pid, [])
        return found

    @staticmethod
    def _size(pid: int) -> tuple[int, int]:
        try:
            lines = dict(
                line.split(":", 1) for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]
            )
        except OSError:
            return 0, 0
        return int(lines["Rss"].split()[0]), int(lines["Pss"].split()[0])


def run(source: Path, lake: Path, settings: list[str]) -> tuple[float, float, Memory]:
    """CPU seconds and wall seconds of a run, and its memory."""
    before, began = os.times(), time.monotonic()
    words = [sys.executable, "-m", "flows.cli", "run", str(source), "--lake", str(lake)]
    process = subprocess.Popen(
        words + [word for one in settings for word in ("--set", one)], stdout=subprocess.DEVNULL
    )
    memory = Memory(process.pid)
    memory.start()
    assert process.wait() == 0
    memory.is_over = True
    memory.join()
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return cpu, time.monotonic() - began, memory


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", type=Path)
    parser.add_argument("--set", action="append", default=[], dest="settings")
    args = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="newsmill-bench-"))
    os.environ["PREFECT_HOME"] = str(folder / "prefect")
    (folder / "in").mkdir()
    (folder / "in" / "one.txt").write_text(
        "A title of some words\n\nA text of some words that is long enough to be read.\n"
    )
    fresh, _, _ = run(folder / "in", folder / "small", args.settings)
    fixed, _, _ = run(folder / "in", folder / "small", args.settings)
    print(f"one file, fresh Prefect database: {fresh:.1f} CPU-s; nothing new: {fixed:.1f} CPU-s")
    cpu, wall, memory = run(args.source, folder / "lake", args.settings)
    again, _, _ = run(args.source, folder / "lake", args.settings)
    articles = len(pd.read_parquet(folder / "lake" / "articles", columns=["article_id"]))
    print(f"{articles} articles: {cpu:.1f} CPU-s, {wall:.1f} s; nothing new: {again:.1f} CPU-s")
    print(
        f"{articles / (cpu - fixed):.0f} articles per CPU-second apart from the fixed cost; {cpu / wall:.2f} cores busy"
    )
    print(
        f"peak memory of the tree: {memory.resident >> 10} MB resident, {memory.proportional >> 10} MB proportional; "
        f"largest process {memory.largest >> 10} MB"
    )
    runs = pd.read_parquet(folder / "lake" / "runs").sort_values("run_id")
    print(runs.steps.iloc[0])
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
