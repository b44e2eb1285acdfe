"""What all worker processes hold alike: the code and the models of the steps, loaded when this module is imported.

`multiprocessing`'s fork server imports it before its first fork; nothing else does. The steps are run once over a
made-up page, so that whatever they load at first use is loaded here, once, and is shared by all workers. What
cannot be loaded is left to the worker that needs it, whose error says what is missing.
"""

import gc
from contextlib import suppress
from typing import Final

import pyarrow as pa

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


def _run_steps() -> None:
    columns = dict.fromkeys(schema.RAW_ARTICLES.names)
    rows = [
        columns | {"article_id": str(at), "source_uri": f"{at}.txt", "source_format": "text", "text": page}
        for at, page in enumerate((_PAGE, _HEADLINE))
    ]
    enrich(clean(pa.Table.from_pylist(rows, schema.RAW_ARTICLES), CleanParams()).kept, EnrichParams())


with suppress(Exception):
    _run_steps()
# What is loaded by now is no garbage: no collection need look at it, and so write to the pages that workers share.
gc.collect()
gc.freeze()
