"""The article's text on an HTML page: the blocks that small networks take for a part of it."""

import re
from functools import lru_cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt

from newsmill.formats.page_blocks import Block, cut
from newsmill.formats.page_evidence import evidence_of
from newsmill.formats.page_links import links_of
from newsmill.matrices import product
from newsmill.records import Link

Floats = npt.NDArray[np.float32]

# The odds above which a block is the article's, where precision and recall balance on pages of other sites.
THRESHOLD: Final = 0.35
_LARGEST_INPUT: Final = 5.0
# Browsers go on after a page's supposed end, libxml2 does not. Neither tag need be there.
_ENDS: Final = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"^\s*<\?xml[^>]*\?>")


class Network(NamedTuple):
    """One hidden layer of rectified units and one output: weights and biases of both."""

    hidden: Floats
    hidden_bias: Floats
    output: Floats
    output_bias: Floats


class Networks(NamedTuple):
    """Networks whose mean is asked, and what their inputs are scaled by."""

    means: Floats
    spreads: Floats
    networks: list[Network]

    def scaled(self, evidence: Floats) -> Floats:
        """Evidence by its usual mean and spread, without outliers."""
        scaled: Floats = np.clip((evidence - self.means) / self.spreads, -_LARGEST_INPUT, _LARGEST_INPUT)
        return scaled

    def odds(self, evidence: Floats) -> Floats:
        """Odds, 0 to 1, that each block is the article's, from its evidence (blocks x measures)."""
        if not len(evidence):
            return np.zeros(0, np.float32)
        inputs = self.scaled(evidence)
        said = [
            np.maximum(0, product(inputs, net.hidden) + net.hidden_bias) @ net.output + net.output_bias
            for net in self.networks
        ]
        odds: Floats = np.mean([1 / (1 + np.exp(-logit)) for logit in said], axis=0, dtype=np.float32)
        return odds

    def save(self, path: Path) -> None:
        """Write them to a file of arrays, weights in half precision."""
        parts = {
            f"{name}_{i}": part.astype(np.float16)
            for i, net in enumerate(self.networks)
            for name, part in net._asdict().items()
        }
        np.savez_compressed(path, means=self.means, spreads=self.spreads, **parts)

    @classmethod
    def read(cls, data: bytes) -> "Networks":
        """Read what `save` wrote."""
        with np.load(BytesIO(data)) as stored:
            count = sum(name.startswith("output_bias_") for name in stored.files)
            networks = [
                Network(*(stored[f"{name}_{i}"].astype(np.float32) for name in Network._fields))
                for i in range(count)
            ]
            return cls(stored["means"], stored["spreads"], networks)


@lru_cache(maxsize=1)
def _shipped() -> Networks:
    return Networks.read((files("newsmill.data") / "pages" / "body.npz").read_bytes())


def parse_page(page: str) -> Any:
    """Parse a page as browsers do, as far as libxml2 goes.

    Raises `lxml.etree.ParserError` for a page without any element.
    """
    from lxml import html  # noqa: PLC0415

    parser = html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=True)
    return html.document_fromstring(_ENDS.sub("", _DECLARATION.sub("", page)), parser=parser)


def article_of(tree: Any) -> list[str]:
    """Paragraphs of a parsed page's article, in the page's order; none where the page has no text but its frame."""
    return body_of(tree)[0]


def body_of(tree: Any) -> tuple[list[str], list[Link]]:
    """Paragraphs of a parsed page's article, and what it links to and shows; no links where rules find the paragraphs."""
    blocks, media = cut(tree)
    if not blocks:
        return [], []
    odds = _shipped().odds(evidence_of(tree, blocks))
    is_taken = odds > THRESHOLD
    if not is_taken.any():
        return _by_rules(tree, blocks), []
    _take_edges(blocks, is_taken)
    paragraphs = [block.text for block, taken in zip(blocks, is_taken, strict=True) if taken]
    return paragraphs, links_of(tree, blocks, media, np.flatnonzero(is_taken).tolist())


def _take_edges(blocks: list[Block], is_taken: npt.NDArray[np.bool_]) -> None:
    """Take what leads from the article to an edge of the page in elements like its own.

    Such a page has no frame there, as the networks expect: it is a fragment, or was saved for reading.
    """
    places = np.flatnonzero(is_taken)
    for end, beyond in (
        (places[0], range(places[0])),
        (places[-1], range(places[-1] + 1, len(blocks))),
    ):
        rest = [place for place in beyond if blocks[place].element.tag != "h1"]
        if all(_is_alike(blocks[end], blocks[place]) for place in rest):
            is_taken[rest] = True


def _is_alike(one: Block, other: Block) -> bool:
    """Whether a block stands beside another, in the same sort of element, and is no list of links."""
    kin = one.element.tag == other.element.tag and one.element.getparent() is other.element.getparent()
    return kin and not _is_linked(other)


def _is_linked(block: Block) -> bool:
    return 2 * block.linked > len(block.text)


def _by_rules(tree: Any, blocks: list[Block]) -> list[str]:
    """What trafilatura takes for the article: its rules know pages of a few lines, such as no network has seen.

    Not where it is links for the most part: those are a page of other stories.
    """
    from trafilatura import bare_extraction  # noqa: PLC0415
    from trafilatura.xml import xmltotxt  # noqa: PLC0415

    found: Any = bare_extraction(tree, include_comments=False, with_metadata=False)
    lines = xmltotxt(found.body, include_formatting=False).split("\n") if found is not None else []
    links = {line for block in blocks if _is_linked(block) for line in block.text.split("\n")}
    kept = [line.strip() for line in lines if line.strip()]
    linked = sum(len(line) for line in kept if line.removeprefix("- ") in links)
    return [] if 2 * linked > sum(map(len, kept)) else kept
