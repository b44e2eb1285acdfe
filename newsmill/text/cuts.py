"""Marks that a source puts where it gives a text no further."""

import re
from typing import Final

from newsmill.text.edits import Draft, Rule

CUT_MARK: Final = Rule("cut_mark", 1)
TRUNCATED: Final = "truncated"
"""The quality flag of a text that had one."""

# NewsAPI's: `… [+2345 chars]`.
_MARK: Final = re.compile(r"(?<=\S)\s*(?:…|\.\.\.)?\s*\[\+\d{1,9} chars\]\s*\Z")


def remove_cut_mark(draft: Draft) -> bool:
    """Take the mark off the end of a text; whether there was one."""
    found = _MARK.search(draft.text, max(0, len(draft.text) - 100))
    if found is None:
        return False
    draft.replace(CUT_MARK, "text", *found.span())
    return True
