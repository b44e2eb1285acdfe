"""What a lake costs after many runs: a run that finds nothing, one that brings ten articles, the readers, the disk.

`python bench/long_lake.py --runs 2000 --at 100,500,2000` makes a source and a lake in a temporary folder by the library's
own steps, without Prefect and without the wait; every fifth run brings ten articles, the others nothing.
`--files 500000` puts so many small files into the source once, as if earlier runs had read them (their rows of `inputs`
are written, their articles not). `--maintain 96` maintains after every 96 runs.
"""

import argparse
import os
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from newsmill import query, work
from newsmill.discovery import discover
from newsmill.identity import digest
from newsmill.inspection import inspect, query_sql
from newsmill.lake.compact import compact
from newsmill.lake.expire import expire
from newsmill.lake.store import Lake
from newsmill.maintenance import tidy
from newsmill.publication import Publication
from newsmill.publishing import deduplicate, publish
from newsmill.run import Run, new_run_id
from newsmill.settings import Settings
from newsmill.source import list_source
from newsmill.surveying import survey_run
from newsmill.verify import verify

WORDS = [
    "the",
    "minister",
    "said",
    "on",
    "that",
    "talks",
    "with",
    "neighbours",
    "about",
    "water",
    "trade",
    "and",
    "borders",
    "would",
    "go",
    "on",
    "until",
    "spring",
]


def begun(settings: Settings, source: Path, flow: str = "ingest") -> Run:
    """A run that begins now."""
    now = datetime.now(UTC)
    return Run(
        run_id=new_run_id(now), started_at=now, flow=flow, source=str(source), trigger="schedule",
        flow_run_id=None, settings=settings,
    )  # fmt: skip


def ingest(settings: Settings, source: Path) -> None:
    """What flows/ingest.py does, in this process."""
    lake = Lake.open(settings.lake)
    with lake.lock(10, "bench"):
        tidy(lake, settings.keep_hours)
        run = begun(settings, source)
        found = discover(run, lake.current(), lake.staging)
        ids = [batch.id for batch in found.batches]
        results = [work.run_step(run.lake, run.run_id, one, "extract", settings.extract) for one in ids]
        results.append(survey_run(lake, run, results))
        for one in ids:
            results += [
                work.run_step(run.lake, run.run_id, one, "clean", settings.clean),
                work.run_step(run.lake, run.run_id, one, "enrich", settings.enrich),
            ]
        publish(lake, run, found, [*results, deduplicate(lake, run, results)])


def maintain(settings: Settings, source: Path) -> None:
    """What flows/maintain.py does, but for `verify` and its row."""
    lake = Lake.open(settings.lake)
    with lake.lock(10, "bench"):
        compact(lake, begun(settings, source, "maintain").run_id)
        expire(lake, settings.keep_hours)


def add_articles(source: Path, number: int, count: int) -> None:
    """Files of a day: new articles, each of its own words."""
    day = datetime(2024, 1, 1, tzinfo=UTC) + timedelta(days=number // 20)
    folder = source / f"{day:%Y/%m/%d}"
    folder.mkdir(parents=True, exist_ok=True)
    for rank in range(count):
        chance = random.Random(number * 1000 + rank)
        words = " ".join(chance.choice(WORDS) + str(chance.randrange(99)) for _ in range(150))
        text = f"Story {number} of {rank}\n\nPublished: {day:%d %B %Y}\n\n{words}.\n"
        (folder / f"{number:06d}-{rank:03d}.txt").write_text(text, encoding="utf-8")


def add_seen(settings: Settings, source: Path, count: int) -> None:
    """Small files that an earlier run has read, by `inputs`."""
    for number in range(count):
        folder = source / f"old/{number // 1000:04d}"
        if number % 1000 == 0:
            folder.mkdir(parents=True, exist_ok=True)
        (folder / f"{number:07d}.txt").write_bytes(b"seen before: %d" % number)
    lake = Lake.open(settings.lake)
    with lake.lock(10, "bench"):
        publication = Publication(lake, begun(settings, source))
        publication.write_rows("inputs", [
            {"source_uri": entry.uri, "size": entry.size, "modified_at": entry.modified_at, "status": "new",
             "digest": digest(Path(entry.path).read_bytes()), "records": 0, "articles": 0, "rejects": 0}
            for entry in list_source(str(source))
        ])  # fmt: skip
        publication.commit()


def cost(what: str, job: Callable[[], object]) -> None:
    """Print CPU and wall seconds of a job, and the peak memory, done in a child so that each begins alike."""
    child = os.fork()
    if not child:
        wall = time.perf_counter()
        before = work.peak_memory_bytes()
        job()
        grown = work.peak_memory_bytes() - before
        print(
            f"  {what:<26} {time.process_time():7.2f} CPU-s {time.perf_counter() - wall:7.2f} s  +{grown >> 20} MB",
            flush=True,
        )
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        print(f"  {what:<26} failed", flush=True)


def disk(folder: Path) -> str:
    """Bytes, files (by inode) and names under a folder."""
    seen, names, size = set(), 0, 0
    for root, folders, files in os.walk(folder):
        names += len(folders) + len(files)
        for name in (*folders, *files):
            found = Path(root, name).lstat()
            if found.st_ino not in seen:
                seen.add(found.st_ino)
                size += found.st_blocks * 512
    return f"{size / 1e6:,.0f} MB, {len(seen):,} inodes, {names:,} names"


def shown(settings: Settings, source: Path, number: int) -> None:
    """All costs at one moment."""
    root = settings.lake
    snapshot = Lake.open(root).current()
    files = sum(len(entries) for entries in snapshot.manifest.datasets.values())
    print(
        f"{number} runs: {len(Lake.open(root).snapshots())} snapshots, {files} files, lake {disk(root)}",
        flush=True,
    )
    manifest = (snapshot.path / "_manifest.json").stat().st_size
    print(f"  manifest {manifest:,} B; snapshot folder {disk(snapshot.path)}", flush=True)
    first = query.open_snapshot(root).articles(columns=["article_id"])["article_id"].iloc[0]
    cost("run that finds nothing", lambda: ingest(settings, source))
    add_articles(source, 900_000 + number, 10)
    cost("run with 10 articles", lambda: ingest(settings, source))
    cost("status: runs", lambda: query.open_snapshot(root).table("runs").sort_by("run_id"))
    cost("show", lambda: inspect(root, first))
    cost("sql count", lambda: query_sql(root, "select language, count(*) from articles group by 1"))
    cost("query.articles since", lambda: query.articles(lake=root, since="2024-01-02", columns=["title"]))
    cost("verify", lambda: verify(root))


def main() -> None:
    """Make the lake and print its costs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--at", default="20,100,500")
    parser.add_argument("--files", type=int, default=0)
    parser.add_argument("--maintain", type=int, default=0)
    parser.add_argument("--keep-hours", type=float, default=24)
    parser.add_argument("--folder", type=Path)
    given = parser.parse_args()
    base = given.folder or Path(tempfile.mkdtemp(prefix="long-lake-"))
    source, lake = base / "in", base / "lake"
    settings = Settings(
        lake=lake,
        workers=1,
        keep_hours=given.keep_hours,
        enrich={"enrichers": ["language", "lead"]},
        lineage=False,
    )  # type: ignore[arg-type] # pydantic reads it
    add_articles(source, 0, 10)
    ingest(settings, source)
    if given.files:
        add_seen(settings, source, given.files)
    moments = {int(at) for at in given.at.split(",")}
    for number in range(1, given.runs + 1):
        if number % 5 == 0:
            add_articles(source, number, 10)
        ingest(settings, source)
        if given.maintain and number % given.maintain == 0:
            cost("maintain", lambda: maintain(settings, source))
        if number in moments:
            shown(settings, source, number)
    cost("maintain", lambda: maintain(settings, source))
    cost("run that finds nothing", lambda: ingest(settings, source))
    print(f"after maintain: {disk(lake)}", flush=True)
    if given.folder is None:
        shutil.rmtree(base)


if __name__ == "__main__":
    sys.exit(main())
