"""The survey step: which lines at the edges of pages are a site's own, by how many of its pages share them."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from newsmill.identity import is_folder, site_key
from newsmill.text.furniture import edge_lines, page_digest

STEP: Final = "survey"

# What extract stages of each article: its site, and digests of a page's middle and of the lines at its edges.
EDGES: Final = pa.schema(
    [
        ("article_id", pa.string()),
        ("site", pa.string()),
        ("page", pa.int64()),
        ("lines", pa.list_(pa.int64())),
    ]
)
# What the survey gives to clean: digests of the lines that a site's template puts on its pages.
SHARED: Final = pa.schema([("site", pa.string()), ("line", pa.int64())])

# Of what a site is not known for, or what a story might say, half of the articles must have it; and of the latter more.
_HALF: Final = 0.5
_STATEMENT_LEAST: Final = 4

Numbers = npt.NDArray[np.int64]


def edges_of(articles: pa.Table) -> pa.Table:
    """Rows of `EDGES` for raw articles (`schema.RAW_ARTICLES`)."""
    texts = [text or "" for text in articles["text"].to_pylist()]
    sources = zip(articles["site"].to_pylist(), articles["source_uri"].to_pylist(), strict=True)
    return pa.table(
        [
            articles["article_id"],
            pa.array([site_key(site, uri) for site, uri in sources], pa.string()),
            pa.array([page_digest(text) for text in texts], pa.int64()),
            pa.array([edge_lines(text) for text in texts], pa.list_(pa.int64())),
        ],
        schema=EDGES,
    )


def survey(arriving: pa.Table, known: Iterable[pa.Table], least: int, share: float) -> pa.Table:
    """Lines that enough different pages of a site share, as rows of `SHARED` in order.

    `arriving` holds the pages of this run, `known` those of the lake that stay (columns site, page and lines of
    `EDGES`); only lines that arrive on the site count. Enough are `least` pages, and `share` of the site's articles, among
    those that arrive or among all: a new template shows in the run long before it does in a large lake. Statements
    (`furniture.is_statement`) take four times as many pages and half of the site's articles. Pages of no known site
    have their folder for one, which may hold pages of many: there half of them must share a line, and no statement counts.
    """
    sites = pc.unique(arriving["site"])
    pairs, articles = _pairs(arriving, sites), _articles(arriving, sites)
    asked = _Asked(least, share, np.array([is_folder(site) for site in sites.to_pylist()], bool))
    found = [_repeated(pairs, articles, asked)]
    rest = list(_wanted(known, sites, pairs, articles))
    if rest:
        found.append(_repeated(pa.concat_tables([pairs, *rest]), articles, asked))
    keys = ["site", "line"]
    shared = pa.concat_tables(found).group_by(keys).aggregate([])
    # Of a line that only another site's pages bring, the lake was asked too.
    shared = shared.join(pairs.select(keys), keys, join_type="left semi")
    named = pa.table([sites.take(shared["site"]), shared["line"]], schema=SHARED)
    return named.sort_by([("site", "ascending"), ("line", "ascending")])


def _wanted(
    known: Iterable[pa.Table], sites: pa.Array, pairs: pa.Table, articles: Numbers
) -> Iterator[pa.Table]:
    """Pairs of the lake whose line arrives too; counts the articles they are of."""
    wanted = np.unique(pairs["line"].to_numpy())
    for pages in known:
        articles += _articles(pages, sites)
        those = _pairs(pages, sites)
        lines = those["line"].to_numpy()
        at = np.searchsorted(wanted, lines)
        is_wanted = np.zeros(len(lines), bool)
        is_inside = at < len(wanted)
        is_wanted[is_inside] = wanted[at[is_inside]] == lines[is_inside]
        yield those.filter(pa.array(is_wanted))


def _pairs(pages: pa.Table, sites: pa.Array) -> pa.Table:
    """One row a line of a page: `site` as its place in `sites`, `page` and `line`."""
    lines = pages["lines"].combine_chunks()
    row = pc.list_parent_indices(lines)
    site = pc.index_in(pages["site"], value_set=sites).combine_chunks()
    page = pages["page"].combine_chunks()
    return pa.table({"site": site.take(row), "page": page.take(row), "line": pc.list_flatten(lines)})


def _articles(pages: pa.Table, sites: pa.Array) -> Numbers:
    """Articles of each site."""
    site = pc.index_in(pages["site"], value_set=sites).to_numpy()
    return np.bincount(site, minlength=len(sites)).astype(np.int64)


class _Asked(NamedTuple):
    """What is asked of a line: so many pages, so large a share of the articles; and which sites are mere folders."""

    least: int
    share: float
    is_folder: npt.NDArray[np.bool_]


def _repeated(pairs: pa.Table, articles: Numbers, asked: _Asked) -> pa.Table:
    """Sites (as numbers) and lines that enough pages share."""
    counted = pairs.group_by(["site", "line"]).aggregate([("page", "count_distinct")])
    site = counted["site"].to_numpy()
    is_statement, in_folder = counted["line"].to_numpy() % 2 == 1, asked.is_folder[site]
    share = np.where(is_statement | in_folder, max(asked.share, _HALF), asked.share)
    least = np.where(is_statement, _STATEMENT_LEAST * asked.least, asked.least)
    is_shared = counted["page_count_distinct"].to_numpy() >= np.maximum(least, share * articles[site])
    return counted.filter(pa.array(is_shared & ~(is_statement & in_folder))).select(["site", "line"])
