"""What all worker processes hold alike: the code and the models of the steps, loaded in the process they fork from.

`multiprocessing`'s fork server takes names of modules and imports them before its first fork: `light` or `full`,
which nothing else imports. What cannot be loaded is left to the worker that needs it, whose error says what is missing.
"""

import gc
from collections.abc import Collection
from contextlib import suppress
from typing import Final

import pyarrow as pa
from babel import localedata

from newsmill import schema
from newsmill.steps.clean import CleanParams, clean
from newsmill.steps.enrich import EnrichParams, enrich

# A seam in a word (word list), a doubled letter in a wrong encoding, a headline too short for one language model alone.
_PAGE: Final = (
    "Talks in Geneva\n\nOfficials of the United Nations met on Sept. 3 in Genev\nAP: Ann Lee in Bern a, and the "
    "cafÃ© closed. “We agreed,” said President Jane Doe of Northern Ireland, who won't name at least 40 people "
    "killed two weeks ago. The talksObama and Putin on the sidelines of the summit of Geneva went on.\n"
)
_HEADLINE: Final = "Oil prices rise\n\nOil.\n"


def module(enrichers: Collection[str]) -> str:
    """Name of the module to import for a run with these enrichers: the large models only where one needs them.

    >>> module(["language", "lead"]), module(["language", "entities"])
    ('newsmill.preload.light', 'newsmill.preload.full')
    """
    return f"newsmill.preload.{'full' if {'entities', 'places'} & set(enrichers) else 'light'}"


def run_steps(enrichers: tuple[str, ...]) -> None:
    """Run the steps once over a made-up page, so that whatever they load at first use is loaded."""
    columns = dict.fromkeys(schema.RAW_ARTICLES.names)
    rows = [
        columns | {"article_id": str(at), "source_uri": f"{at}.txt", "source_format": "text", "text": page}
        for at, page in enumerate((_PAGE, _HEADLINE))
    ]
    with suppress(Exception):
        cleaned = clean(pa.Table.from_pylist(rows, schema.RAW_ARTICLES), CleanParams())
        enrich(cleaned.kept, EnrichParams(enrichers=enrichers))
    # The months and zones of a dozen languages have been read from it: 30 MB that nobody asks for again.
    localedata._cache.clear()  # noqa: SLF001
    # What is loaded by now is no garbage: no collection need look at it, and so write to the pages that workers share.
    gc.collect()
    gc.freeze()
