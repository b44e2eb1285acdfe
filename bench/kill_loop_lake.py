"""SIGKILL a writer of a lake at random moments, look at the lake after each, with readers beside it.

    python bench/kill_loop_lake.py [KILLS] [SEED]

The writer replaces articles, compacts and expires without end. Each run is on record in dataset `runs`, in the
same commit as its rows, so that the runs found in a snapshot say exactly which rows must be in it.
"""

import multiprocessing
import random
import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pandas as pd
import pyarrow as pa

from newsmill.lake.changes import Part
from newsmill.lake.compact import compact
from newsmill.lake.expire import expire
from newsmill.lake.parts import PartWriter
from newsmill.lake.replace import rows_out
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS

ARTICLES, IDS, MENTIONS = 40, 400, 3


def articles_of(run: int) -> dict[str, int]:
    """Choose the articles a run writes, and their years: some of them were there before, in another year."""
    chance = random.Random(run)
    return {f"a{n}": chance.choice([0, 2011, 2012, 2013]) for n in chance.sample(range(IDS), ARTICLES)}


def write_forever(root: Path) -> None:
    lake = Lake.open(root)
    while True:
        done = lake.current().dataset("runs").to_table(columns=["run_id"])["run_id"].to_pylist()
        run = len(done) + 1
        write_run(lake, run)
        if run % 7 == 0:
            compact(lake, f"c{run}-{time.time_ns()}")
        if run % 11 == 0:
            expire(lake, 0.001, datetime.now(UTC))


def write_run(lake: Lake, run: int) -> None:
    articles = articles_of(run)
    run_id = f"r{run:06d}"
    days = [date(year, 1 + run % 12, 1) if year else None for year in articles.values()]
    table = pa.table({"article_id": list(articles), "date": pa.array(days, pa.date32())})
    mentions = pa.table({"article_id": [i for i in articles for _ in range(MENTIONS)]})
    folder = lake.parts_folder(run_id)
    with lake.lock(30, run_id):
        out = rows_out(lake.current(), table["article_id"].combine_chunks(), folder, run_id)
        parts: list[Part] = []
        for name, rows in (
            ("articles", table),
            ("mentions", mentions),
            ("runs", pa.table({"run_id": [run_id]})),
        ):
            with PartWriter(DATASETS[name], folder, run_id, constants={"run_id": run_id}) as writer:
                writer.write(rows, table if name == "mentions" else None)
            parts += writer.parts
        lake.commit(out.changes.adding(parts), run_id=run_id)


def broken(snapshot: Snapshot) -> str | None:
    """Say what is wrong with a snapshot, given the runs it has on record."""
    runs = snapshot.dataset("runs").to_table(columns=["run_id"])["run_id"].to_pylist()
    wanted: dict[str, tuple[int, str]] = {}
    for run_id in sorted(runs):
        wanted |= {i: (year, run_id) for i, year in articles_of(int(run_id[1:])).items()}
    for name, times in (("articles", 1), ("mentions", MENTIONS)):
        rows = snapshot.dataset(name).to_table(columns=["article_id", "year", "run_id"]).to_pylist()
        found = Counter((row["article_id"], row["year"], row["run_id"]) for row in rows)
        if found != Counter({(i, *state): times for i, state in wanted.items()}):
            return f"{name} of snapshot {snapshot.version}: {len(rows)} rows for {len(wanted)} articles"
    if sorted(runs) != [f"r{n + 1:06d}" for n in range(len(runs))]:
        return f"runs of snapshot {snapshot.version}: {runs}"
    return None


def read_forever(root: Path, results: "multiprocessing.Queue[tuple[str, str]]") -> None:
    """Pinned reads must be right; plain reads must never meet half a file."""
    lake = Lake.open(root)
    while True:
        try:
            what = broken(lake.current())
            results.put(("pinned: wrong" if what else "pinned: right", what or ""))
        except Exception as error:  # noqa: BLE001, RUF100 - whatever it is, it is a finding
            results.put((f"pinned: {type(error).__name__}", str(error)))
        try:
            ids = pd.read_parquet(root / "articles", columns=["article_id"])["article_id"]
            results.put(("plain: whole" if ids.is_unique else "plain: two states mixed", ""))
        except FileNotFoundError:
            results.put(("plain: a file was replaced while reading", ""))
        except Exception as error:  # noqa: BLE001, RUF100 - whatever it is, it is a finding
            results.put((f"plain: {type(error).__name__}", str(error)))


def main(kills: int, seed: int) -> int:
    chance = random.Random(seed)
    fork = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[tuple[str, str]] = fork.Queue()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "lake"
        lake = Lake.open(root)
        reader = fork.Process(target=read_forever, args=(root, results), daemon=True)
        reader.start()
        bad, reads = [], Counter[str]()
        for _ in range(kills):
            writer = fork.Process(target=write_forever, args=(root,))
            writer.start()
            time.sleep(chance.uniform(0.05, 1.5))
            writer.kill()
            writer.join()
            what = broken(lake.current())
            bad += [what] if what else []
            while not results.empty():
                kind, detail = results.get()
                reads[kind] += 1
                bad += [detail] if kind == "pinned: wrong" else []
        reader.kill()
        with lake.lock(30, "the end"):
            garbage = [p.name for p in (root / ".snapshots").iterdir() if not p.name.isdigit()]
        runs = lake.current().rows("runs")
        expire(lake, 0, datetime.now(UTC) + timedelta(hours=1))
    print(f"{kills} kills, {runs} runs committed, {len(bad)} bad states, garbage left: {garbage}")
    for kind, times in sorted(reads.items()):
        print(f"  {kind}: {times}")
    for what in bad[:10]:
        print(" ", what)
    return 1 if bad or garbage else 0


if __name__ == "__main__":
    arguments = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*[*arguments, *[100, 1][len(arguments) :]]))
