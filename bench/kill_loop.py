"""SIGKILL a run at random moments and run it again: `python bench/kill_loop.py --kills 100 --files 2000`.

A source of `--files` pages is ingested once undisturbed. Then, `--kills` times: a fresh lake, a run that is
killed with its whole process tree at a random moment of its life, and a second run to the end. Beside them a
reader loops over `pd.read_parquet`. Checked each time: the row sets equal the undisturbed run's (without run ids
and times), no article twice, the reader never saw an error or anything but none or all of the articles.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pandas as pd

from newsmill.verify import verify

DATASETS = (
    "articles",
    "mentions",
    "quotes",
    "dates",
    "counts",
    "links",
    "topics",
    "edits",
    "duplicates",
    "fingerprints",
    "inputs",
    "rejects",
)
OF_THE_RUN = ("run_id", "first_seen_at")


def make_source(folder: Path, files: int) -> None:
    rng = random.Random(1)
    verbs = ["voted", "agreed", "refused", "promised", "failed", "began"]
    places = ["Paris", "Nairobi", "Lima", "Oslo", "Osaka", "Cairo"]
    folder.mkdir(parents=True)
    for n in range(files):
        title = f"Council {n} {rng.choice(verbs)} to act in {rng.choice(places)}"
        body = "\n\n".join(
            f'The council of {rng.choice(places)} {rng.choice(verbs)} on case {n}.{k}. "We will not wait," said Ana Sousa {n}.'
            for k in range(6)
        )
        (folder / f"{n:05d}.txt").write_text(
            f"25-11-2024 08:{n % 60:02d} AM Jerusalem Timing\n\n{title}\n\n{title}\n\n{body}\n"
        )
    (folder / "empty.txt").touch()


def start(source: Path, lake: Path) -> subprocess.Popen[bytes]:
    command = [
        sys.executable,
        "-m",
        "flows.cli",
        "run",
        str(source),
        "--lake",
        str(lake),
        "--set",
        "source.batch_files=100",
    ]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def kill_tree(process: subprocess.Popen[bytes]) -> None:
    # The embedded server and the workers are in the run's process group.
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def frames(lake: Path) -> dict[str, pd.DataFrame]:
    found = {}
    for name in DATASETS:
        frame = pd.read_parquet(lake / name).drop(columns=[*OF_THE_RUN], errors="ignore")
        frame = frame.astype(str)
        found[name] = frame.sort_values(list(frame.columns)).reset_index(drop=True)
    return found


class Reader(threading.Thread):
    """Reads the lake again and again; what it sees must be none or all of the articles."""

    def __init__(self, lake: Path, expected: int) -> None:
        super().__init__(daemon=True)
        self.lake, self.expected, self.reads, self.bad, self.is_over = lake, expected, 0, [], False

    def run(self) -> None:
        """Read until told to stop."""
        while not self.is_over:
            time.sleep(0.05)
            if not (self.lake / "articles").exists():
                continue
            try:
                rows = len(pd.read_parquet(self.lake / "articles", columns=["article_id"]))
            except Exception as error:
                self.bad.append(repr(error))
            else:
                self.reads += 1
                if rows not in (0, self.expected):
                    self.bad.append(f"{rows} rows")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--work", type=Path, default=Path("/tmp/newsmill-kill-loop"))
    parser.add_argument("--seed", type=int, default=1)
    args = parser.parse_args()
    shutil.rmtree(args.work, ignore_errors=True)
    source = args.work / "in"
    make_source(source, args.files)

    began = time.monotonic()
    assert start(source, args.work / "undisturbed" / "lake").wait() == 0
    life = time.monotonic() - began
    expected = frames(args.work / "undisturbed" / "lake")
    articles = len(expected["articles"])
    print(f"undisturbed: {articles} articles in {life:.1f} s")

    rng = random.Random(args.seed)
    kills = reads = differing = duplicated = unreadable = before_commit = unlawful = 0
    lake = args.work / "killed" / "lake"
    while kills < args.kills:
        shutil.rmtree(lake, ignore_errors=True)
        reader = Reader(lake, articles)
        reader.start()
        victim = start(source, lake)
        try:
            victim.wait(timeout=rng.uniform(0.2, life))
        except subprocess.TimeoutExpired:
            kill_tree(victim)
            kills += 1
            is_written = (lake / "articles").exists()
            before_commit += not (
                is_written and len(pd.read_parquet(lake / "articles", columns=["article_id"]))
            )
        began = time.monotonic()
        assert start(source, lake).wait() == 0
        # The machine may be faster or slower than at the beginning: kills must fall within a run's life.
        life = 0.7 * life + 0.3 * (time.monotonic() - began)
        reader.is_over = True
        reader.join()
        found = frames(lake)
        differs = [name for name in DATASETS if not found[name].equals(expected[name])]
        differing += bool(differs)
        duplicated += len(found["articles"]) - found["articles"].article_id.nunique()
        reads, unreadable = reads + reader.reads, unreadable + len(reader.bad)
        unlawful += bool(verify(lake))
        if differs or reader.bad:
            print(f"kill {kills}: differs in {differs}, reader {reader.bad[:3]}")
        print(
            f"{kills} kills, {before_commit} before the commit; {differing} differing, {duplicated} twice, "
            f"{reads} reads, {unreadable} bad, {unlawful} unlawful; a run takes {life:.1f} s"
        )
    print(f"{args.kills} kills ({before_commit} before the commit), {reads} reads beside them")
    print(
        f"{differing} runs with other rows, {duplicated} articles twice, {unreadable} bad reads, {unlawful} lakes that fail verify"
    )
    return int(bool(differing or duplicated or unreadable or unlawful))


if __name__ == "__main__":
    sys.exit(main())
