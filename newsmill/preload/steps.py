"""Runs the steps once, so that what they load at first use is loaded."""

import gc
from contextlib import suppress
from typing import Final

import pyarrow as pa

from newsmill import schema
from newsmill.memory import give_back
from newsmill.steps.clean import CleanParams, clean
from newsmill.steps.enrich import EnrichParams, enrich

# Captions in a word (word lists) and between two (networks), a doubled letter in a wrong encoding, a stamp of a town; a headline
# too short for one language model alone.
_PAGE: Final = (
    "25-11-2024 08:52 AM Jerusalem Timing\n\nTalks in Geneva\n\nOfficials of the United Nations met on Sept. 3 in Bern, and the "
    "cafÃ© closed. “We agreed,” said President Jane Doe of Northern Ireland, who won't name at least 40 people "
    "killed two weeks ago. The talks went on days aftObama and Putin on the sidelines of the summit er the vote. "
    "The club said it had been Workers leave the plant in Ohio (AP Photo/Ann Lee) unable to agree a new contract with the player.\n"
)
_HEADLINE: Final = "Oil prices rise\n\nOil.\n"


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
    # Articles leave next to no cycles behind; looked for as often as Python does, they cost a twentieth of enrichment.
    gc.set_threshold(10_000, 20, 100)
    # What is loaded by now is no garbage: no collection need look at it, and so write to the pages that workers share.
    gc.collect()
    gc.freeze()
    # What is free here would be copied by each worker that uses it.
    give_back()
