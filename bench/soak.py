"""An hour of `newsmill schedule` under fire: files arrive, a random process is killed every few minutes.

    python bench/soak.py --minutes 60

At the end every article must be in the lake exactly once, no process may be left, no run may stand as Running in
Prefect, memory must be flat and `newsmill verify` clean. Prints its figures; exit code 1 where a check fails.
"""

import argparse
import contextlib
import json
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from collections import Counter
from pathlib import Path

from newsmill.lake.store import Lake

KINDS = ("worker", "flow", "server", "runner")
WORDS = (  # noqa: SIM905 - a text reads better than a list
    "minister river harbour election budget talks president police hospital village farmers market prices storm "
    "ferry bridge court judge trial school students union strike border army aid water energy bank growth council"
).split()
MOST_GROWTH = 1.25


class Processes:
    """The processes of one soak, found by a mark in their environment."""

    def __init__(self) -> None:
        self.mark = f"SOAK_MARK={uuid.uuid4().hex}"

    def environment(self) -> dict[str, str]:
        """Environment of what the soak starts."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("PREFECT", "NEWSMILL"))}
        name, value = self.mark.split("=")
        return kept | {name: value, "PYTHONPATH": str(Path(__file__).parents[1])}

    def find(self) -> dict[int, str]:
        """All processes with the mark: {pid: kind}."""
        found = {}
        for folder in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                if self.mark.encode() in (folder / "environ").read_bytes():
                    found[int(folder.name)] = _kind((folder / "cmdline").read_text().replace("\0", " "))
        return found

    def of(self, kind: str) -> list[int]:
        """Processes of a kind."""
        return [pid for pid, name in self.find().items() if name == kind]


def _kind(command: str) -> str:
    marks = {"flows.cli schedule": "parent", "flows.server": "server", "flows.schedule": "runner",
             "prefect.engine": "flow", "spawn_main": "worker", "resource_tracker": "tracker"}  # fmt: skip
    return next((kind for mark, kind in marks.items() if mark in command), "other")


def memory_mb(pid: int) -> float:
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


class Arrivals:
    """Writes files of made-up articles, each with a web address of its own."""

    def __init__(self, source: Path, seed: int) -> None:
        self.source, self.random, self.urls, self.files = source, random.Random(seed), [], 0
        source.mkdir(parents=True)

    def add(self) -> None:
        """Write one file, whole or not at all."""
        self.files += 1
        rows = []
        for number in range(self.random.randint(5, 60)):
            url = f"http://example.org/{self.files}/{number}"
            self.urls.append(url)
            paragraphs = [" ".join(self.random.choices(WORDS, k=50)).capitalize() + "." for _ in range(4)]
            date = f"2024-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"
            rows.append(
                {
                    "url": url,
                    "title": f"Story {self.files} {number}",
                    "text": "\n\n".join(paragraphs),
                    "date": date,
                }
            )
        draft = self.source.parent / "draft"
        draft.write_text("\n".join(json.dumps(row) for row in rows))
        draft.rename(self.source / f"wire-{self.files:05}.jsonl")


class Soak:
    """One soak: a schedule, arrivals, kills, and what must hold at the end."""

    def __init__(self, folder: Path, options: argparse.Namespace) -> None:
        self.folder, self.options = folder, options
        self.lake = folder / "lake"
        self.arrivals = Arrivals(folder / "in", options.seed)
        self.processes = Processes()
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.kills: Counter[str] = Counter()
        self.memory: list[tuple[float, dict[str, float]]] = []
        self.random = random.Random(options.seed)

    def newsmill(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start a newsmill command; its output goes to a log."""
        log = (self.folder / f"{arguments[0]}.log").open("a")
        command = [sys.executable, "-m", "flows.cli", *arguments, "--lake", str(self.lake)]
        return subprocess.Popen(
            command, stdout=log, stderr=log, cwd=self.folder, env=self.processes.environment()
        )

    def run(self) -> None:
        """Let files arrive and processes be killed, for as long as was asked."""
        self.parent = self.newsmill(
            "schedule", str(self.arrivals.source), "--every", self.options.every, "--port", str(self.port),
            "--set", "source.batch_bytes=20000", "--maintain-cron", "*/5 * * * *",
        )  # fmt: skip
        began = time.monotonic()
        next_kill, next_sample = self.options.kill_every * 60, 60.0
        while (now := time.monotonic() - began) < self.options.minutes * 60:
            self.arrivals.add()
            time.sleep(self.random.uniform(2, 5))
            if now > next_kill:
                next_kill += self.options.kill_every * 60
                self.kill_one()
            if now > next_sample:
                next_sample += 60
                self.sample(now)

    def kill_one(self) -> None:
        """Kill a process of the next kind; one of a run is waited for."""
        kind = KINDS[self.kills.total() % len(KINDS)]
        until = time.monotonic() + 90
        # A run is killed at work, which is when it has workers, rather than while it still imports.
        while not (self.processes.of("worker") and self.processes.of(kind)) and time.monotonic() < until:
            time.sleep(0.1)
        time.sleep(self.random.uniform(0, 4))
        if pids := self.processes.of(kind):
            pid = self.random.choice(pids)
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                self.kills[kind] += 1
                self.say(f"killed {kind} {pid}")

    def sample(self, now: float) -> None:
        """Note how much memory the long-lived processes hold."""
        sizes = {}
        for kind in ("parent", "server", "runner"):
            with contextlib.suppress(OSError, IndexError):
                sizes[kind] = memory_mb(self.processes.of(kind)[0])
        self.memory.append((now, sizes))
        self.say(
            f"memory {' '.join(f'{k} {v:.0f} MB' for k, v in sizes.items())}; {self.arrivals.files} files"
        )

    def say(self, words: str) -> None:
        """A line with the time."""
        print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)

    def urls_in_lake(self) -> list[str]:
        """Web addresses of all articles in the lake."""
        if not (self.lake / ".current").exists():
            return []
        table = Lake.open(self.lake, create=False).current().dataset("articles").to_table(columns=["url"])
        urls: list[str] = table["url"].to_pylist()
        return urls

    def states(self) -> Counter[str]:
        """Flow runs by state, as Prefect believes; scheduled ones left out."""
        request = urllib.request.Request(
            f"http://127.0.0.1:{self.port}/api/flow_runs/filter",
            data=json.dumps({"limit": 200, "sort": "EXPECTED_START_TIME_ASC",
                             "flow_runs": {"state": {"type": {"not_any_": ["SCHEDULED"]}}}}).encode(),
            headers={"Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(request, timeout=30) as answer:
            return Counter(run["state_name"] for run in json.load(answer))

    def settle(self) -> None:
        """Wait until all that arrived is in the lake and nothing runs."""
        until = time.monotonic() + 300
        while time.monotonic() < until:
            if len(self.urls_in_lake()) >= len(self.arrivals.urls) and not self.processes.of("flow"):
                break
            time.sleep(2)
        time.sleep(3)

    def check(self) -> list[str]:
        """End the schedule; what does not hold."""
        urls = Counter(self.urls_in_lake())
        states = self.states()
        self.sample(time.monotonic())
        self.parent.send_signal(signal.SIGTERM)
        code = self.parent.wait(90)
        time.sleep(1)
        left = self.processes.find()
        verify = self.newsmill("verify").wait()
        statuses = Counter(
            Lake.open(self.lake, create=False)
            .current()
            .dataset("runs")
            .to_table(columns=["status"])["status"]
            .to_pylist()
        )
        print(f"files {self.arrivals.files}, articles {len(self.arrivals.urls)}, kills {dict(self.kills)}")
        print(f"runs in the lake {dict(statuses)}; in Prefect {dict(states)}")
        missing, twice = set(self.arrivals.urls) - set(urls), [url for url, n in urls.items() if n > 1]
        problems = {
            f"{len(missing)} articles are missing": bool(missing),
            f"{len(twice)} articles are there twice": bool(twice),
            f"processes are left: {left}": bool(left),
            f"the schedule left with code {code}": code != 0,
            f"Prefect has runs that stand still: {dict(states)}": bool(
                states["Running"] or states["Pending"]
            ),
            "newsmill verify found something": verify != 0,
        }
        return [words for words, is_true in problems.items() if is_true] + self.growth()

    def growth(self) -> list[str]:
        """Processes whose highest memory in the second half is well above that in the first."""
        found = []
        for kind in ("parent", "server", "runner"):
            sizes = [sample[kind] for _, sample in self.memory if kind in sample]
            if not sizes:
                continue
            half = max(1, len(sizes) // 2)
            early, late = max(sizes[:half]), max(sizes[half:] or sizes)
            print(
                f"memory of the {kind}: first {sizes[0]:.0f} MB, last {sizes[-1]:.0f} MB, peaks of the halves {early:.0f} and {late:.0f} MB"
            )
            if late > MOST_GROWTH * early:
                found.append(f"the {kind} grew from {early:.0f} to {late:.0f} MB")
        return found


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--kill-every", type=float, default=5, help="minutes")
    parser.add_argument("--every", default="1m")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--folder", type=Path, help="new folder for source, lake and logs; default: a temporary one"
    )
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="newsmill-soak-"))
    print(f"folder {folder}")
    soak = Soak(folder, options)
    try:
        soak.run()
        soak.settle()
        problems = soak.check()
    finally:
        for pid in soak.processes.find():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
    print("\n".join(problems) or "all checks hold")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
