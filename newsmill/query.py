"""Reading the lake with pandas, from one pinned snapshot.

>>> from newsmill import query
>>> recent = query.articles(language="en", since="2013-01-01", columns=["title", "date"])  # doctest: +SKIP
>>> snapshot = query.open_snapshot()  # doctest: +SKIP
>>> len(snapshot.articles()), len(snapshot.mentions())  # one state, whatever is committed meanwhile
... # doctest: +SKIP

Plain pandas reads the same files: `pd.read_parquet("data/lake/articles", filters=[("year", "=", 2024)])`.
What this module adds: a state that holds still, conditions on language, site and date for every dataset, and
dates as `datetime64`.
"""

import os
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypedDict, Unpack

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from newsmill.exceptions import LakeError
from newsmill.lake.snapshot import Snapshot
from newsmill.lake.store import Lake
from newsmill.stories import ALL_KINDS, KINDS, grouped, of_one_time

DEFAULT_LAKE: Final = "data/lake"
ENVIRONMENT: Final = "NEWSMILL_LAKE"

LakePath = str | os.PathLike[str] | None
Day = str | date | datetime | None
Columns = Sequence[str] | None


class Conditions(TypedDict, total=False):
    """What every dataset can be asked for; see `mentions`."""

    language: str | None
    since: Day
    until: Day
    site: str | None
    columns: Columns


@dataclass(frozen=True)
class SnapshotReader:
    """One state of the lake, as pandas frames. Nothing that is committed later changes what it gives."""

    snapshot: Snapshot

    def articles(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Articles; conditions as for `newsmill.query.articles`."""
        return self.read("articles", **conditions)

    def mentions(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Entity mentions; see `newsmill.query.mentions`."""
        return self.read("mentions", **conditions)

    def quotes(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Direct quotes; conditions as for `newsmill.query.mentions`."""
        return self.read("quotes", **conditions)

    def dates(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Date expressions; conditions as for `newsmill.query.mentions`."""
        return self.read("dates", **conditions)

    def counts(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Give counted things; conditions as for `newsmill.query.mentions`."""
        return self.read("counts", **conditions)

    def links(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Give what articles link to and show; conditions as for `newsmill.query.mentions`."""
        return self.read("links", **conditions)

    def topics(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Topics of the articles; conditions as for `newsmill.query.mentions`."""
        return self.read("topics", **conditions)

    def edits(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Edits of titles and texts; conditions as for `newsmill.query.mentions`."""
        return self.read("edits", **conditions)

    def duplicates(self, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Give verified pairs of duplicates; conditions as for `newsmill.query.mentions`."""
        return self.read("duplicates", **conditions)

    def stories(
        self, *, kinds: Collection[str] = KINDS, jaccard: float = 0, days: int | None = None
    ) -> pd.DataFrame:
        """Place every article in its story; see `newsmill.query.stories`."""
        articles = self.articles(columns=["article_id", "date", "word_count"])
        pairs = self.duplicates(columns=["article_id", "other_id", "kind", "jaccard"])
        is_wanted = pairs["kind"].isin(_known(kinds)) & (
            (pairs["kind"] != "near") | (pairs["jaccard"] >= jaccard)
        )
        wanted = pairs[is_wanted]
        return grouped(articles, wanted if days is None else of_one_time(articles, wanted, days))

    def runs(self, *, columns: Columns = None) -> pd.DataFrame:
        """List the runs, one row each."""
        return self.read("runs", columns=columns)

    def inputs(self, *, columns: Columns = None) -> pd.DataFrame:
        """Input files, a row for each run that read one."""
        return self.read("inputs", columns=columns)

    def rejects(self, *, columns: Columns = None) -> pd.DataFrame:
        """List the records not written, each with its reason."""
        return self.read("rejects", columns=columns)

    def read(self, dataset: str, **conditions: Unpack[Conditions]) -> pd.DataFrame:
        """Any dataset by name; conditions are those of the articles that its rows belong to."""
        frame: pd.DataFrame = self.table(dataset, **conditions).to_pandas(date_as_object=False)
        return frame

    def table(
        self,
        dataset: str,
        *,
        language: str | None = None,
        since: Day = None,
        until: Day = None,
        site: str | None = None,
        columns: Columns = None,
    ) -> pa.Table:
        """Read what `read` reads, as an Arrow table."""
        schema = self.snapshot.schema(dataset)
        first, last = _day(since, "since"), _day(until, "until")
        condition = _condition(language, first, last, site)
        years = _years(self.snapshot, first, last)
        wanted = _checked(columns, self.snapshot.dataset(dataset, years).schema.names, dataset)
        if condition is not None and dataset != "articles":
            if "article_id" not in schema.names:
                raise LakeError(f"{dataset} has no articles: language, since, until and site do not apply")
            ids = self.snapshot.table("articles", ["article_id"], years, condition)
            condition = pc.field("article_id").isin(ids["article_id"].combine_chunks())
        return self.snapshot.table(dataset, wanted, years, condition)


def open_snapshot(lake: LakePath = None) -> SnapshotReader:
    """Pin the newest snapshot of the lake, to read several datasets of one state.

    `lake` is the lake's folder; without it the environment's NEWSMILL_LAKE, else data/lake. Raises `LakeError`
    where there is no lake. A snapshot stays readable for a day after a newer one took its place (the setting
    `keep_hours`).
    """
    root = Path(lake if lake is not None else os.environ.get(ENVIRONMENT) or DEFAULT_LAKE).expanduser()
    return SnapshotReader(Lake.open(root, create=False).current())


def articles(
    lake: LakePath = None,
    *,
    language: str | None = None,
    since: Day = None,
    until: Day = None,
    site: str | None = None,
    columns: Columns = None,
) -> pd.DataFrame:
    """Articles, newest revision of each, with column `year`.

    `language` is an ISO 639-1 code. `since` and `until` are days, both included, as "2013-06-19", `date` or
    `datetime`; with either, undated articles are left out and only the year partitions concerned are read.
    `site` is matched exactly. `columns` names those to read: much faster without `text`. Column `date` is
    `datetime64`. Raises `LakeError` for a column that does not exist, naming those that do.

    >>> query.articles(language="en", since="2013-01-01", columns=["title"])  # doctest: +SKIP
    """
    return open_snapshot(lake).articles(
        language=language, since=since, until=until, site=site, columns=columns
    )


def mentions(
    lake: LakePath = None,
    *,
    language: str | None = None,
    since: Day = None,
    until: Day = None,
    site: str | None = None,
    columns: Columns = None,
) -> pd.DataFrame:
    """Mentions of persons, organizations and places; `start` and `end` count code points in the text.

    The conditions are those of `articles`, and are put to the article of each row.

    >>> query.mentions(since="2013-06-01", until="2013-06-30").groupby("name").size()  # doctest: +SKIP
    """
    return open_snapshot(lake).read(
        "mentions", language=language, since=since, until=until, site=site, columns=columns
    )


def quotes(lake: LakePath = None, **conditions: Unpack[Conditions]) -> pd.DataFrame:
    """Direct quotes and who said them; conditions as for `mentions`.

    >>> query.quotes(language="en").query("speaker == 'Barack Obama'")  # doctest: +SKIP
    """
    return open_snapshot(lake).quotes(**conditions)


def dates(lake: LakePath = None, **conditions: Unpack[Conditions]) -> pd.DataFrame:
    """Date expressions in the texts and the dates they mean; conditions as for `mentions`.

    >>> query.dates(columns=["surface", "value"])  # doctest: +SKIP
    """
    return open_snapshot(lake).dates(**conditions)


def counts(lake: LakePath = None, **conditions: Unpack[Conditions]) -> pd.DataFrame:
    """Give counted things: numbers, what they count, what happened; conditions as for `mentions`.

    >>> query.counts().query("event == 'killed'")  # doctest: +SKIP
    """
    return open_snapshot(lake).counts(**conditions)


def links(lake: LakePath = None, **conditions: Unpack[Conditions]) -> pd.DataFrame:
    """Give what the bodies of articles link to, and the pictures, videos and embeds in them; conditions as for `mentions`.

    >>> query.links().query("kind == 'link' and not internal")["domain"].value_counts()  # doctest: +SKIP
    """
    return open_snapshot(lake).links(**conditions)


def topics(lake: LakePath = None, **conditions: Unpack[Conditions]) -> pd.DataFrame:
    """What articles are about, in the IPTC Media Topics; conditions as for `mentions`.

    >>> query.topics(since="2024-01-01").query("broader.isna()").name.value_counts()  # doctest: +SKIP
    """
    return open_snapshot(lake).topics(**conditions)


def edits(lake: LakePath = None, **conditions: Unpack[Conditions]) -> pd.DataFrame:
    """Edits that cleaning made, by rule; conditions as for `mentions`.

    >>> query.edits()["rule"].value_counts()  # doctest: +SKIP
    """
    return open_snapshot(lake).edits(**conditions)


def duplicates(lake: LakePath = None, **conditions: Unpack[Conditions]) -> pd.DataFrame:
    """Give verified pairs of duplicates; conditions as for `mentions`, put to the later article.

    >>> query.duplicates().query("kind == 'near' and jaccard > 0.9")  # doctest: +SKIP
    """
    return open_snapshot(lake).duplicates(**conditions)


def stories(
    lake: LakePath = None, *, kinds: Collection[str] = KINDS, jaccard: float = 0, days: int | None = None
) -> pd.DataFrame:
    """Place every article in its story: articles connected by pairs of duplicates, directly or through others.

    Columns are `article_id`, `story_id`, which is the `article_id` of the story's earliest article (of several of one
    day the longest), and `members`, the number of its articles. It is made from `duplicates` when asked, so it does not
    depend on the order in which articles came, and changes as stories grow. `kinds` are those of the pairs that connect;
    near ones do from a similarity of `jaccard` on, above what the lake was made with; with `days`, only articles that are no more
    days apart, so that a report which comes every week in the same words is a story a week. Raises `LakeError` for a kind that
    does not exist.

    >>> wide = query.stories().query("members > 3")  # doctest: +SKIP
    >>> query.articles().merge(wide, on="article_id").groupby("story_id")["site"].unique()  # doctest: +SKIP
    """
    return open_snapshot(lake).stories(kinds=kinds, jaccard=jaccard, days=days)


def runs(lake: LakePath = None, *, columns: Columns = None) -> pd.DataFrame:
    """List the runs, one row each.

    >>> query.runs(columns=["run_id", "status", "articles_written"])  # doctest: +SKIP
    """
    return open_snapshot(lake).runs(columns=columns)


def inputs(lake: LakePath = None, *, columns: Columns = None) -> pd.DataFrame:
    """Input files, a row for each run that read one; the newest row of a `source_uri` counts.

    Rows are in no order, run ids sort by time.

    >>> query.inputs().sort_values("run_id").drop_duplicates("source_uri", keep="last")  # doctest: +SKIP
    """
    return open_snapshot(lake).inputs(columns=columns)


def rejects(lake: LakePath = None, *, columns: Columns = None) -> pd.DataFrame:
    """List the records that were not written, each with the step, the reason and its bytes.

    >>> query.rejects(columns=["reason"]).value_counts()  # doctest: +SKIP
    """
    return open_snapshot(lake).rejects(columns=columns)


def _day(value: Day, name: str) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if not isinstance(value, str):
        return value
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise LakeError(f"{name}={value!r} is no day: write it like 2013-06-19") from None


def _condition(
    language: str | None, since: date | None, until: date | None, site: str | None
) -> pc.Expression | None:
    terms = []
    if language is not None:
        terms.append(pc.field("language") == language)
    if site is not None:
        terms.append(pc.field("site") == site)
    if since is not None:
        terms.append(pc.field("date") >= pa.scalar(since, pa.date32()))
    if until is not None:
        terms.append(pc.field("date") <= pa.scalar(until, pa.date32()))
    whole = None
    for term in terms:
        whole = term if whole is None else whole & term
    return whole


def _years(snapshot: Snapshot, since: date | None, until: date | None) -> list[int] | None:
    """Year partitions that can hold articles of these days; None for all."""
    if since is None and until is None:
        return None
    first, last = (since or date.min).year, (until or date.max).year
    present = {entry.year for entry in snapshot.files("articles")}
    return sorted(year for year in present if year is not None and first <= year <= last)


def _known(kinds: Collection[str]) -> list[str]:
    unknown = sorted(set(kinds) - set(ALL_KINDS))
    if unknown:
        raise LakeError(f"no kind of duplicates: {', '.join(unknown)}; there are {', '.join(ALL_KINDS)}")
    return list(kinds)


def _checked(columns: Columns, known: list[str], dataset: str) -> list[str] | None:
    unknown = [] if columns is None else [name for name in columns if name not in known]
    if unknown:
        raise LakeError(f"{dataset} has no column {', '.join(unknown)}; it has {', '.join(known)}")
    return None if columns is None else list(columns)
