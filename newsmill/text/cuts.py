"""Marks that a source puts where it gives a text no further."""

import re
from typing import Final

from newsmill.text.edits import Draft, Rule

CUT_MARK: Final = Rule("cut_mark", 1)
TRUNCATED: Final = "truncated"
"""The quality flag of a text that had one."""

_REACH: Final = 100
_END: Final = " chars]"
# NewsAPI's: `… [+2345 chars]`.
_MARK: Final = re.compile(r"(?<=\S)\s*(?:…|\.\.\.)?\s*\[\+\d{1,9} chars\]\s*\Z")


def remove_cut_mark(draft: Draft) -> bool:
    """Take the mark off the end of a text; whether there was one."""
    begin = max(0, len(draft.text) - _REACH)
    # Nearly no text has one: told by a look for its end.
    found = _MARK.search(draft.text, begin) if draft.text.find(_END, begin) >= 0 else None
    if found is None:
        return False
    draft.replace(CUT_MARK, "text", *found.span())
    return True
