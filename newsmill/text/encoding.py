"""Mojibake: text that was decoded with the wrong encoding, put right by ftfy where ftfy is sure."""

import difflib
import re
import unicodedata
from typing import Final

from newsmill.text.edits import Draft, Field, Rule

MOJIBAKE: Final = Rule("mojibake", 2)
# Bytes of one character read as several: two odd characters in a row, or a lead byte and a space.
# Begun with a class of characters, as that is what the engine looks for fast.
_PERHAPS_BROKEN: Final = re.compile("[^\x00-\x7f](?:[^\x00-\x7f]|(?<=[ÂÃ]) )")
# A closing quotation mark whose last byte was lost on the way, as it is a control character: ftfy would take the blank
# after it for that byte, and make of both a dagger.
_CUT_QUOTE: Final = re.compile('â€(?=[\\s.,;:!?)\\]"—–-]|$)')
_WORDS: Final = re.compile(r"\s+|\S+")
_PUNCTUATION: Final = " \t\xa0.,;:!?\"'()[]«»“”"
_END_IN_A_GRAVE: Final = frozenset({"à", "là", "déjà", "voilà", "delà", "holà"})


def repair_mojibake(draft: Draft) -> None:
    """Give back the characters that a wrong decoding broke (`CafÃ©` -> `Café`), word by word on record."""
    for name, value in (("title", draft.title), ("text", draft.text)):
        if value and not value.isascii():
            _repair(draft, "title" if name == "title" else "text", value)


def _repair(draft: Draft, name: Field, value: str) -> None:
    if _PERHAPS_BROKEN.search(value) is None:
        return
    import ftfy  # noqa: PLC0415 - only texts with other than ASCII letters need it

    changes: list[tuple[int, int, str]] = []
    at = 0
    for line in value.splitlines(keepends=True):
        if _PERHAPS_BROKEN.search(line) is not None:
            fixed = ftfy.fix_encoding(_CUT_QUOTE.sub("â€\x9d", line))
            if fixed != line:
                changes += [
                    (at + start, at + end, after)
                    for start, end, after in differences(line, fixed)
                    if _is_repair(line[start:end], after) and not ftfy.badness.is_bad(after)
                ]
        at += len(line)
    draft.replace_all(MOJIBAKE, name, changes)


def _is_repair(before: str, after: str) -> bool:
    """Whether nothing broken is left: no half of a double error, no letter whose second byte was lost (`naÃ`)."""
    word = before.strip(_PUNCTUATION)
    is_cut = word.endswith("Ã") and after.strip(_PUNCTUATION).lower() not in _END_IN_A_GRAVE
    return not is_cut and "Ã" not in unicodedata.normalize("NFC", after)


def differences(before: str, after: str) -> list[tuple[int, int, str]]:
    """Give the runs of words that differ, as (start, end, replacement) in code points of `before`.

    >>> differences("a b c", "a x c")
    [(2, 3, 'x')]
    """
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    starts = [0]
    for word in old:
        starts.append(starts[-1] + len(word))
    if len(old) == len(new):
        return [(starts[i], starts[i + 1], new[i]) for i in range(len(old)) if old[i] != new[i]]
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    return [
        (starts[i1], starts[i2], "".join(new[j1:j2]))
        for tag, i1, i2, j1, j2 in matcher.get_opcodes()
        if tag != "equal"
    ]
