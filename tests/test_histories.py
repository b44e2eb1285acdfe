"""Whatever happens to a source and its lake, in whatever order: nothing is lost, nothing is there twice."""

import csv
import json
import os
import random
import shutil
from pathlib import Path

import pandas as pd
import pytest

from newsmill import query, work
from newsmill.discovery import discover
from newsmill.exceptions import GateError
from newsmill.lake.compact import compact
from newsmill.lake.expire import expire
from newsmill.lake.staging import Staging
from newsmill.lake.store import Lake
from newsmill.maintenance import record
from newsmill.publication import Publication
from newsmill.publishing import deduplicate, publish
from newsmill.reprocessing import Selection, gather, republish
from newsmill.settings import Settings
from newsmill.verify import verify

QUICK = {"enrichers": ["language"]}
WORDS = [
    "harbour",
    "council",
    "ferry",
    "winter",
    "storm",
    "mayor",
    "vote",
    "bridge",
    "budget",
    "school",
    "river",
    "market",
]
OF_ARTICLES = [
    "edits",
    "mentions",
    "quotes",
    "dates",
    "counts",
    "links",
    "topics",
    "fingerprints",
    "duplicates",
]


class History:
    """A source that changes and its lake, and how many articles each file has to give."""

    def __init__(self, seed, folder, ingest, begin, take_steps):
        self.draw = random.Random(seed)
        self.source, self.lake = folder / "in", folder / "lake"
        self.source.mkdir()
        self.ingest, self.begin, self.take_steps = ingest, begin, take_steps
        self.stories = [[self.sentence() for _ in range(8)] for _ in range(3)]
        self.articles: dict[str, int] = {}
        self.pinned: list[tuple[query.SnapshotReader, pd.DataFrame]] = []
        self.made = 0

    def happens(self):
        """Something happens; whether it was a run that had nothing to hinder it."""
        names = list(self.articles)
        what = self.draw.choice([
            self.add, self.add, self.change, self.delete, self.touch, self.copy, self.rename, self.spoil, self.run, self.run,
            self.run_and_lose_a_batch, self.run_while_it_changes, self.crash, self.crash_while_publishing, self.be_refused,
            self.reprocess, self.maintain, self.pin,
        ])  # fmt: skip
        if names:
            what(self.draw.choice(names))
        else:
            self.add("")
        return bool(names) and what == self.run

    def sentence(self):
        return " ".join(self.draw.choices(WORDS, k=12)).capitalize() + "."

    def story(self):
        """One of a few stories, whole, revised, told in part or within another."""
        told = list(self.draw.choice(self.stories))
        for _ in range(self.draw.choice([0, 0, 1, 2])):
            told[self.draw.randrange(len(told))] = self.sentence()
        more = self.draw.choice([[], [], self.draw.choice(self.stories)])
        return " ".join([*told[: self.draw.choice([5, 8, 8, 8])], *more])

    def new_name(self, suffix):
        self.made += 1
        return f"f{self.made}{suffix}"

    def add(self, _):
        self.change(self.new_name(self.draw.choice([".txt", ".jsonl", ".json", ".csv"])))

    def change(self, name):
        path = self.source / name
        rows = [
            # Some without an id, some with one that comes twice.
            {"id": self.draw.choice(["", "", "a", "b", "c"]), "title": self.draw.choice(WORDS).capitalize(), "text": self.story()}
            for _ in range(self.draw.randint(1, 4))
        ]  # fmt: skip
        if path.suffix == ".txt":
            rows = rows[:1]
            path.write_text(f"{rows[0]['title']}\n\n{rows[0]['text']}\n")
        elif path.suffix == ".csv":
            with path.open("w", newline="") as file:
                table = csv.DictWriter(file, list(rows[0]))
                table.writeheader()
                table.writerows(rows)
        elif path.suffix == ".json":
            path.write_text(json.dumps(rows))
        else:
            path.write_text("\n".join([*map(json.dumps, rows), '{"text": "cut']))
        self.articles[name] = len(rows)

    def spoil(self, name):
        (self.source / name).write_bytes(bytes(range(256)))
        self.articles[name] = 0

    def delete(self, name):
        (self.source / name).unlink()
        del self.articles[name]

    def touch(self, name):
        os.utime(self.source / name)

    def copy(self, name):
        new = self.new_name(Path(name).suffix)
        shutil.copy(self.source / name, self.source / new)
        self.articles[new] = self.articles[name]

    def rename(self, name):
        self.copy(name)
        self.delete(name)

    def run(self, _, **options):
        batch_bytes = self.draw.choice([1024, 4096, 1 << 20])
        self.ingest(self.source, self.lake, enrich=QUICK, source={"batch_bytes": batch_bytes}, **options)

    def run_and_lose_a_batch(self, name):
        self.run(name, lose=1)

    def crash(self, name):
        steps = self.draw.randint(0, 6)

        def step(*args, **options):
            nonlocal steps
            steps -= 1
            if steps < 0:
                raise KeyboardInterrupt
            return work.run_step(*args, **options)

        try:
            self.run(name, run_step=step)
        except KeyboardInterrupt:
            return

    def crash_while_publishing(self, name):
        owner, method = self.draw.choice(
            [(Publication, "replace"), (Publication, "commit"), (Lake, "_swap"), (Staging, "discard")]
        )
        is_done = self.draw.random() < 0.5
        real = getattr(owner, method)

        def broken(*args):
            if is_done:
                real(*args)
            raise KeyboardInterrupt

        with pytest.MonkeyPatch.context() as patch:
            if self.has_articles:
                patch.setattr(owner, method, broken)
            try:
                self.run(name)
            except KeyboardInterrupt:
                return

    def run_while_it_changes(self, name):
        # What is new of it is listed, and then gone or another.
        self.change(name)
        settings = Settings(lake=self.lake, enrich=QUICK, source={"batch_bytes": 1024})
        with self.begin("ingest", str(self.source), settings) as (run, lake):
            found = discover(run, lake.current(), lake.staging)
            self.draw.choice([self.change, self.delete, self.spoil])(name)
            results = self.take_steps(run, found)
            publish(lake, run, found, [*results, deduplicate(lake, run, results)])

    def pin(self, _):
        if self.has_articles:
            snapshot = query.open_snapshot(self.lake)
            self.pinned.append((snapshot, snapshot.articles()))

    def be_refused(self, name):
        try:
            self.run(name, gates={"max_duplicate_share": 0})
        except GateError:
            return

    def reprocess(self, name):
        self.make_again(
            self.draw.choice(
                [
                    Selection(where="true"),
                    Selection(where=f"source_uri like '%{name}'"),
                    Selection(rejects=True),
                ]
            ),
            lose=self.draw.choice([0, 1]),
        )

    def make_again(self, selection, *, lose):
        if not self.has_articles:
            return
        before, pairs = self.contents(), self.pairs()
        settings = Settings(lake=self.lake, enrich=QUICK, source={"batch_bytes": 1024})
        with self.begin("reprocess", selection.words, settings) as (run, lake):
            gathered = gather(run, lake, selection)
            results = self.take_steps(run, gathered.found, lose)
            republish(lake, run, gathered.found, results)
        # The bytes of all that gave a row are kept.
        assert not set(gathered.lost) & set(before.source_uri)
        pd.testing.assert_frame_equal(self.contents(), before)
        pd.testing.assert_frame_equal(self.pairs(), pairs)

    def maintain(self, _):
        if not self.has_articles:
            return
        before = self.contents()
        with self.begin("maintain", "", Settings(lake=self.lake)) as (run, lake):
            compacted = compact(lake, run.run_id)
            keep_hours = self.draw.choice([0, 24])
            record(lake, run, compacted, expire(lake, keep_hours), verify(self.lake))
        if keep_hours == 0:
            self.pinned = []
        pd.testing.assert_frame_equal(self.contents(), before)

    @property
    def has_articles(self):
        return (self.lake / "articles").exists()

    def contents(self):
        columns = [
            "article_id",
            "source_uri",
            "title",
            "text",
            "duplicate_kind",
            "duplicate_of",
            "duplicate_score",
        ]
        articles = pd.read_parquet(self.lake / "articles", columns=columns)
        return articles.sort_values("article_id").reset_index(drop=True)

    def pairs(self):
        pairs = pd.read_parquet(self.lake / "duplicates").drop(columns=["run_id", "pipeline_version", "year"])
        return pairs.sort_values(["article_id", "other_id"]).reset_index(drop=True)

    def check(self, *, is_up_to_date):
        if not self.has_articles:
            return
        assert verify(self.lake) == []
        articles = self.contents()
        assert articles["article_id"].is_unique
        assert len(query.articles(self.lake)) == len(articles)
        for name in OF_ARTICLES:
            assert set(pd.read_parquet(self.lake / name)["article_id"]) <= set(articles["article_id"]), name
        assert len(pd.read_parquet(self.lake / "fingerprints")) == len(articles)
        runs = pd.read_parquet(self.lake / "runs").query("status == 'completed' and flow == 'ingest'")
        assert (runs.input_records == runs.articles_written + runs.rejects_written).all()
        for snapshot, frame in self.pinned:
            pd.testing.assert_frame_equal(snapshot.articles(), frame)
        if is_up_to_date:
            of_file = articles["source_uri"].str.rsplit("/", n=1).str[1].value_counts()
            assert {name: of_file.get(name, 0) for name in self.articles} == self.articles


@pytest.mark.parametrize("seed", range(4))
def test_nothing_is_lost_and_nothing_is_there_twice_whatever_happens(
    seed, tmp_path, ingest, begin, take_steps
):
    history = History(seed, tmp_path, ingest, begin, take_steps)
    for _ in range(35):
        history.check(is_up_to_date=history.happens())
    # Duplicates are those of a run that brings all articles of the lake at once.
    history.make_again(Selection(where="true"), lose=0)
