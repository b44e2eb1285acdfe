"""What speaks for and against each block of an HTML page being a part of its article, as numbers."""

import json
import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from newsmill.formats.page_blocks import Block

Floats = npt.NDArray[np.float32]

_TAGS: Final = (
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "td", "th", "div", "blockquote", "pre", "dt", "dd", "button", "section",
    "article", "aside", "header", "footer", "figure", "caption", "address", "form", "label",
)  # fmt: skip
_AROUND: Final = (
    "article", "main", "aside", "footer", "header", "nav", "form", "figure", "ul", "ol", "table", "blockquote", "button", "section",
)  # fmt: skip
# What the names (class, id, itemprop, role) that templates give their parts mean.
_NAMES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"article-?body|post-?body|post-?content|entry-?content|article-?content|story-?body|story-?content|content-?body"
            r"|article-?text|rich-?text|blog-?content|body-?copy|prose|wysiwyg|markdown"
        ),
        r"article|story|post|entry|blog",
        r"content|main|text|body|copy",
        r"paragraph|\bp\b|text-block|para\b",
        r"comment|disqus|respond|reply|discussion",
        r"side-?bar|aside|rail|widget|column-?right|secondary",
        (
            r"relat|recommend|recirc|popular|trending|more-|also|latest|suggest|similar|next|prev|teaser|card|listing|archive|carousel"
            r"|slider|promo|featured|collection"
        ),
        r"share|social|follow|facebook|twitter|whatsapp|linkedin|pinterest",
        r"nav|menu|breadcrumb|crumb|pagination|pager|tabs?\b|toolbar|skip|masthead",
        r"foot|copyright|legal|disclaimer|colophon",
        r"header|banner|hero|\btop\b",
        r"\bads?\b|advert|sponsor|adslot|dfp|outbrain|taboola|affiliate|commercial|\bcta\b|promo",
        r"newsletter|subscri|sign-?up|paywall|login|register|form|modal|popup|overlay|cookie|consent|gdpr|banner|alert|notice|toast",
        r"author|byline|\bbio\b|contributor|writer|profile|avatar",
        r"meta|date|time\b|timestamp|published|tag|categor|topic|label|kicker|eyebrow|read-?time|info|credit|source",
        r"caption|credit|figure|image|photo|gallery|media|video|thumb|picture",
        r"title|headline|heading|deck|dek|standfirst|summary|intro|lead|lede|excerpt|description|subhead",
        r"toc\b|table-of|contents\b|jump|anchor|outline|index",
        r"faq|accordion|question|answer|collaps|toggle",
        r"hidden|hide|sr-only|visually|screen-reader|d-none|invisible|print-only",
        r"quote|pull|callout|highlight|tip|note|box|takeaway",
        r"product|price|shop|buy|cart|review|rating|deal|store",
        r"list|grid|row|items?\b",
    )
)
# Signs are counted in a block's beginning.
_HEARD: Final = 160
_WORD: Final = re.compile(r"\w+")
# Scripts without spaces between words: two letters count as a word.
_WIDE: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff\u1780-\u17ff]{2}")
_ENDS: Final = tuple('.!?…。！？؟।"”’»)')
_MARKED_BODY: Final = re.compile(r'"articleBody"\s*:\s*("(?:[^"\\]|\\.)*")')
_TAG: Final = re.compile(r"<[^>]+>")
_LEAST_BODY: Final = 50
# A block of prose: so many words, most of them in no link.
_LONG: Final = 12
_MOST_LINKED: Final = 0.4
_SHARES: Final = (0.5, 0.75, 0.9)
_LEVELS: Final = 5
# What an element's own name counts for those below it, a level.
_FADING: Final = np.float32(0.6)
_FAR: Final = 20
# Of a block's tags, the first of these many are told of its neighbours too.
_TOLD_TAGS: Final = 8
_NEIGHBOURS: Final = (-2, -1, 1, 2)


def evidence_of(tree: Any, blocks: list[Block]) -> Floats:
    """Evidence for each block of a page: one row a block."""
    words = [_words_in(block.text) for block in blocks]
    is_long = np.array(
        [
            count >= _LONG and block.linked < _MOST_LINKED * len(block.text)
            for count, block in zip(words, blocks, strict=True)
        ],
        bool,
    )
    tags = _one_of(_TAGS, [block.element.tag for block in blocks])
    text = _of_texts(blocks, words)
    own = [tags, text, is_long[:, None]]
    told = np.hstack([tags[:, :_TOLD_TAGS], text, is_long[:, None]])
    return np.hstack(
        [*own, _of_layout(blocks, words, is_long), _of_page(tree, blocks), _of_place(tree, blocks, is_long), _of_neighbours(told, blocks)]
    ).astype(np.float32)  # fmt: skip


def _words_in(text: str) -> int:
    return len(_WORD.findall(text)) + (0 if text.isascii() else len(_WIDE.findall(text)))


def _one_of(choices: tuple[str, ...], values: list[str]) -> Floats:
    places = {choice: place for place, choice in enumerate(choices)}
    table = np.zeros((len(values), len(choices)), np.float32)
    for row, value in enumerate(values):
        if value in places:
            table[row, places[value]] = 1
    return table


_TEXT_MEASURES: Final = 19


def _of_texts(blocks: list[Block], words: list[int]) -> Floats:
    rows = []
    for (_, text, linked, bold, links, _), count in zip(blocks, words, strict=True):
        size, least = len(text), max(1, count)
        first, last = text[0], text[-1]
        begin = text[:_HEARD]
        rows.append(
            (
                size, count, links, linked / size, bold / size, size / least,
                sum(map(text.count, ",;，、،")) / least, sum(map(text.count, ".!?。！？")) / least,
                text.endswith(_ENDS), last == ":", last == "?", first.isupper(), first.islower(), first.isdigit(),
                sum(map(str.isupper, begin)) / len(begin), sum(map(str.isdigit, begin)) / len(begin),
                text.isupper(), "|" in text, "/" in text,
            )
        )  # fmt: skip
    table = np.array(rows, np.float32).reshape(len(rows), _TEXT_MEASURES)
    table[:, :3] = np.log1p(table[:, :3])
    return table


_NOWHERE: Final = np.zeros(len(_AROUND), np.float32)
_NAMELESS: Final = np.zeros(len(_NAMES), np.float32)


class _Facts:
    """What a block inherits from an element around it."""

    __slots__ = ("around", "depth", "in_best", "in_cores", "is_hidden", "linked", "names", "nearest")

    def __init__(
        self, element: Any, parent: "_Facts | None", best: Any, cores: tuple[Any, ...], linked: float
    ) -> None:
        if parent is None:
            self.around, self.names, self.nearest, self.linked = _NOWHERE, _NAMELESS, _NAMELESS, _NAMELESS
            self.depth, self.is_hidden, self.in_best, self.in_cores = 0, False, False, (False,) * len(_SHARES)
            return
        self.depth = parent.depth + 1
        self.around, self.names, self.nearest = parent.around, parent.names, parent.nearest
        self.linked = parent.linked
        if element.tag in _AROUND:
            self.around = self.around + _place_of(element.tag)
        if element.tag != "body":
            mine = _meanings(" ".join(filter(None, map(element.get, ("class", "id", "itemprop", "role")))))
            self.names = self.names + mine
            self.nearest = np.maximum(mine, self.nearest * _FADING)
            # Boxes of links by their names.
            self.linked = np.maximum(mine * np.float32(linked), self.linked)
        self.is_hidden = (
            parent.is_hidden or element.get("hidden") is not None or element.get("aria-hidden") == "true"
            or "display:none" in (element.get("style") or "").replace(" ", "")
        )  # fmt: skip
        self.in_best = parent.in_best or element is best
        self.in_cores = tuple(
            was or element is core for was, core in zip(parent.in_cores, cores, strict=True)
        )


@lru_cache(maxsize=20_000)
def _meanings(names: str) -> Floats:
    mask = 0
    for name in names.lower().split():
        mask |= _mask(name)
    return _as_measures(mask)


@lru_cache(maxsize=20_000)
def _mask(name: str) -> int:
    return sum(1 << place for place, pattern in enumerate(_NAMES) if pattern.search(name))


@lru_cache(maxsize=4096)
def _as_measures(mask: int) -> Floats:
    return np.array([mask >> place & 1 for place in range(len(_NAMES))], np.float32)


@lru_cache(maxsize=len(_AROUND))
def _place_of(tag: str) -> Floats:
    place: Floats = _one_of(_AROUND, [tag])[0]
    return place


class _Sums:
    """Of an element: characters in it, those in links, words of blocks of prose, blocks."""

    __slots__ = ("blocks", "linked", "prose", "size")

    def __init__(self) -> None:
        self.size = self.linked = self.prose = self.blocks = 0

    def add(self, size: int, linked: int, prose: int, blocks: int) -> None:
        self.size += size
        self.linked += linked
        self.prose += prose
        self.blocks += blocks


def _of_layout(blocks: list[Block], words: list[int], is_long: npt.NDArray[np.bool_]) -> Floats:
    """Where blocks stand in the tree: what is around them, how it is called, and how much prose it holds."""
    parents = _parents_first(blocks)
    sums = {element: _Sums() for element in parents}
    direct: Counter[Any] = Counter()
    for block, count, long in zip(blocks, words, is_long.tolist(), strict=True):
        prose = count if long else 0
        sums[block.element].add(len(block.text), block.linked, prose, 1)
        above = parents[block.element]
        if prose and above is not None:
            direct[above] += 2 * prose
            if parents[above] is not None:
                direct[parents[above]] += prose
    for element, above in reversed(parents.items()):
        if above is not None:
            held = sums[element]
            sums[above].add(held.size, held.linked, held.prose, held.blocks)
    all_prose = max(1, *(each.prose for each in sums.values()))
    best = max(direct, key=direct.__getitem__, default=None)
    cores = tuple(_smallest(sums, share * all_prose) for share in _SHARES)
    facts: dict[Any, _Facts] = {}
    levels: dict[Any, tuple[float, ...]] = {}
    for element, above in parents.items():
        held = sums[element]
        linked = held.linked / max(1, held.size)
        facts[element] = _Facts(element, facts.get(above), best, cores, linked)
        levels[element] = (held.size, linked, held.prose / all_prose, held.blocks)
    rows = []
    for block in blocks:
        mine, above = facts[block.element], parents[block.element]
        row: list[float] = [mine.is_hidden, mine.depth, *mine.in_cores, mine.in_best, above is best]
        level = levels[block.element]
        for _ in range(_LEVELS):
            if above is not None and above.tag != "html":
                level, above = levels[above], parents[above]
            row += level
        rows.append(row)
    table = np.array(rows, np.float32)
    first = table.shape[1] - 4 * _LEVELS
    table[:, first::4] = np.log1p(table[:, first::4])
    table[:, first + 3 :: 4] = np.log1p(table[:, first + 3 :: 4])
    inherited = [facts[block.element] for block in blocks]
    return np.hstack(
        [
            np.minimum(np.stack([each.around for each in inherited]), 2),
            np.minimum(np.stack([each.names for each in inherited]), 4),
            np.stack([each.nearest for each in inherited]),
            np.stack([each.linked for each in inherited]), table,
        ]
    )  # fmt: skip


def _parents_first(blocks: list[Block]) -> dict[Any, Any]:
    """Elements around blocks, and theirs, each after its own parent, which is the value: none for the root."""
    parents: dict[Any, Any] = {}
    for block in blocks:
        chain, element = [], block.element
        while element is not None and element not in parents:
            chain.append(element)
            element = element.getparent()
        for each in reversed(chain):
            parents[each] = element
            element = each
    return parents


def _smallest(sums: dict[Any, _Sums], least: float) -> Any:
    """The element of fewest blocks that holds so much prose."""
    holders = [element for element, each in sums.items() if each.prose >= least]
    return min(holders, key=lambda element: (sums[element].blocks, -sums[element].prose), default=None)


def _plain(text: str) -> str:
    return " ".join(_WORD.findall(text.lower()))


def _of_page(tree: Any, blocks: list[Block]) -> Floats:
    """What the page says of itself: its title, headlines, description, and the article's text for search engines."""
    title = _plain(tree.findtext(".//title") or "")
    title_words = set(title.split())
    headlines = {_plain("".join(node.itertext())) for node in tree.iter("h1")}
    said = [
        _plain(words)
        for words in tree.xpath("//meta[@name='description' or @property='og:description']/@content")
    ]
    descriptions = [words for words in said if words]
    marked = _marked_body(tree)
    plain = [_plain(block.text) for block in blocks]
    seen = Counter(plain)
    rows = []
    for text in plain:
        words = text.split()
        different = set(words)
        in_body = -1.0
        if marked:
            runs = list(zip(words, words[1:], words[2:], strict=False))
            in_body = sum(run in marked for run in runs) / len(runs) if runs else -0.5
        rows.append(
            (
                bool(text) and text in title, text in headlines, len(different & title_words) / max(1, len(different)),
                bool(text) and any(text in words or words in text for words in descriptions), seen[text] > 1, bool(marked), in_body,
            )
        )  # fmt: skip
    return np.array(rows, np.float32)


def _marked_body(tree: Any) -> set[tuple[str, str, str]]:
    """Runs of three words of the text that schema.org's markup gives, if it is an article's whole."""
    runs: set[tuple[str, str, str]] = set()
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        for quoted in _MARKED_BODY.findall(script.text or ""):
            try:
                words = _plain(_TAG.sub(" ", json.loads(quoted, strict=False))).split()
            except ValueError:
                continue
            if len(words) > _LEAST_BODY:
                runs.update(zip(words, words[1:], words[2:], strict=False))
    return runs


def _of_place(tree: Any, blocks: list[Block], is_long: npt.NDArray[np.bool_]) -> Floats:
    """Where blocks stand in the page's order: from its headline, and from blocks of prose before and after."""
    count = len(blocks)
    at = np.arange(count)
    sizes = np.array([len(block.text) for block in blocks])
    before = np.cumsum(sizes) - sizes
    headlines = {_plain("".join(node.itertext())) for node in tree.iter("h1")} - {""}
    headline = (
        next((i for i, block in enumerate(blocks) if _plain(block.text) in headlines), -1)
        if headlines
        else -1
    )
    prose = np.cumsum(is_long)
    longs = np.flatnonzero(is_long)
    left = np.searchsorted(longs, at) - 1
    right = np.searchsorted(longs, at, side="right")
    since = np.where(left >= 0, at - longs[np.maximum(left, 0)], _FAR) if len(longs) else np.full(count, _FAR)
    until = (
        np.where(right < len(longs), longs[np.minimum(right, len(longs) - 1)] - at, _FAR)
        if len(longs)
        else since
    )
    return np.column_stack(
        [
            at / count, before / max(1, sizes.sum()), np.full(count, headline >= 0), (headline >= 0) & (at < headline),
            np.clip(at - headline, -50, 50) if headline >= 0 else np.full(count, -60),
            prose / max(1, prose[-1]), prose[-1] - prose, np.minimum(since, _FAR), np.minimum(until, _FAR),
        ]
    ).astype(np.float32)  # fmt: skip


def _of_neighbours(told: Floats, blocks: list[Block]) -> Floats:
    parents = [block.element.getparent() for block in blocks]
    kin = np.array([one is other for one, other in pairwise(parents)], np.float32)
    alike = np.array([one.element.tag == other.element.tag for one, other in pairwise(blocks)], np.float32)
    parts = []
    for shift in _NEIGHBOURS:
        moved = np.full_like(told, -1)
        if shift < 0:
            moved[-shift:] = told[:shift]
        else:
            moved[:-shift] = told[shift:]
        parts.append(moved)
    padded = np.pad(
        np.column_stack([kin, alike]) if len(blocks) > 1 else np.zeros((0, 2), np.float32), ((1, 1), (0, 0))
    )
    return np.hstack([*parts, padded[:-1], padded[1:]])
