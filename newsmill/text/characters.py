"""Characters that are no text: byte order marks, controls, zero-width characters, odd line ends."""

import re
from typing import Final

from newsmill.text.edits import Draft, Field, Rule

LINE_ENDS: Final = Rule("line_ends", 1)
CONTROL_CHARACTERS: Final = Rule("control_characters", 1)
INVISIBLE_CHARACTERS: Final = Rule("invisible_characters", 1)

_LINE_END: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028]|\u2029")
_CONTROL: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]+")
# Zero-width joiners are letters' business in Arabic, Persian and Indic scripts and in emoji: taken out only
# between Latin, Greek or Cyrillic letters, digits, punctuation and spaces. Marks of direction stay: without
# them a line of mixed scripts would be shown in another order.
_INVISIBLE: Final = re.compile(
    "[\u00ad\ufeff\u200b\u2060\u180e]+|(?<![^\x00-\u052f\u2010-\u205e\u20a0-\u20bf])[\u200c\u200d]+(?![^\x00-\u052f\u2010-\u205e\u20a0-\u20bf])"
)
_INVISIBLE_CHARACTERS: Final = "\u00ad\ufeff\u200b\u2060\u180e\u200c\u200d"
_ANY: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")


def clean_characters(draft: Draft) -> None:
    """Line ends and control characters, where there are any; nearly all texts have none but CR."""
    if _ANY.search(draft.text) is not None or _ANY.search(draft.title or "") is not None:
        normalize_line_ends(draft)
        remove_control_characters(draft)


def normalize_line_ends(draft: Draft) -> None:
    r"""End lines with `\n` alone: CRLF, CR, form feeds and Unicode's line and paragraph separators."""
    _each(draft, LINE_ENDS, _LINE_END, {"\u2029": "\n\n"}, "\n")


def remove_control_characters(draft: Draft) -> None:
    """Take out control characters; a tab or a line end is none."""
    _each(draft, CONTROL_CHARACTERS, _CONTROL, {}, "")


def remove_invisible_characters(draft: Draft) -> None:
    """Take out byte order marks, soft hyphens and zero-width characters that part no letters of their script."""
    if not draft.text.isascii() or not (draft.title or "").isascii():
        whole = f"{draft.title or ''}{draft.text}"
        # Looked for one by one they cost a tenth of what the pattern does.
        if not any(map(whole.__contains__, _INVISIBLE_CHARACTERS)):
            return
        _each(draft, INVISIBLE_CHARACTERS, _INVISIBLE, {}, "")


def _each(draft: Draft, rule: Rule, pattern: re.Pattern[str], special: dict[str, str], usual: str) -> None:
    names: tuple[Field, ...] = ("title", "text")
    for name in names:
        value = draft.title if name == "title" else draft.text
        if value and pattern.search(value):
            draft.replace_all(
                rule,
                name,
                [(m.start(), m.end(), special.get(m.group(), usual)) for m in pattern.finditer(value)],
            )
