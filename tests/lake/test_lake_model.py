import datetime as dt
import shutil
import tempfile
from pathlib import Path

import pyarrow as pa
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from newsmill.lake.compact import compact
from newsmill.lake.expire import expire
from newsmill.lake.parts import PartWriter
from newsmill.lake.replace import rows_out
from newsmill.lake.store import Lake
from newsmill.schema import DATASETS

ids = st.sampled_from("abcdefgh")
years = st.none() | st.integers(2012, 2014)


class LakeMachine(RuleBasedStateMachine):
    """A lake against a dict of article to (year, run): whatever is committed, it holds what the dict holds."""

    @initialize()
    def make(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.lake = Lake.open(self.folder / "lake")
        self.model: dict[str, tuple[int, str]] = {}
        self.runs = 0
        self.pinned = (self.lake.current(), dict(self.model))

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            shutil.rmtree(self.folder)

    @rule(articles=st.dictionaries(ids, years, max_size=4), gone=st.sets(ids, max_size=2))
    def write(self, articles, gone) -> None:
        """A run: some articles come, new or again, and some go."""
        run_id = self._next_run()
        folder = self.lake.parts_folder(run_id)
        days = [None if year is None else dt.date(year, 3, 1) for year in articles.values()]
        dates = pa.table({"article_id": pa.array(articles, pa.string()), "date": pa.array(days, pa.date32())})
        with self.lake.lock(5, run_id):
            out = rows_out(self.lake.current(), pa.array({*articles, *gone}, pa.string()), folder, run_id)
            assert out.rows["articles"] == out.rows["mentions"] == len({*articles, *gone} & {*self.model})
            changes = out.changes
            for name in ("articles", "mentions"):
                with PartWriter(DATASETS[name], folder, run_id, constants={"run_id": run_id}) as parts:
                    parts.write(dates if name == "articles" else dates.select(["article_id"]), dates)
                changes = changes.adding(parts.parts)
            self.lake.commit(changes, run_id=run_id)
        for article in gone:
            self.model.pop(article, None)
        self.model |= {article: (year or 0, run_id) for article, year in articles.items()}

    @rule()
    def compact(self) -> None:
        compact(self.lake, self._next_run())

    @rule()
    def expire_everything_old(self) -> None:
        self.pinned = (self.lake.current(), dict(self.model))
        expire(self.lake, 0, dt.datetime.now(dt.UTC) + dt.timedelta(hours=1))
        assert self.lake.snapshots() == [self.lake.current().version]

    @rule()
    def pin(self) -> None:
        self.pinned = (self.lake.current(), dict(self.model))

    @rule()
    def open_again(self) -> None:
        self.lake = Lake.open(self.lake.root, create=False)

    @invariant()
    def the_lake_holds_what_the_model_holds(self) -> None:
        for snapshot, model in [(self.lake.current(), self.model), self.pinned]:
            for name in ("articles", "mentions"):
                rows = snapshot.dataset(name).to_table(columns=["article_id", "year", "run_id"]).to_pylist()
                assert len(rows) == len(model) == snapshot.rows(name)
                assert {row["article_id"]: (row["year"], row["run_id"]) for row in rows} == model

    def _next_run(self) -> str:
        self.runs += 1
        return f"r{self.runs}"


LakeMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=12, deadline=None)
TestLakeModel = LakeMachine.TestCase
