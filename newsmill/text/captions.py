"""Photo captions that ended up in the running text: found by evidence, taken out whole, kept."""

from typing import Final

from newsmill.text.edits import Draft, Rule
from newsmill.text.insertions import find_insertion, may_hold_insertion
from newsmill.text.splices import SEAM, find_splice, words_of

CAPTION_IN_WORD: Final = Rule("caption_in_word", 1)
CAPTION_BETWEEN_WORDS: Final = Rule("caption_between_words", 1)
CAPTION_PARAGRAPH: Final = Rule("caption_paragraph", 1)

_MIN_CHARS: Final = 8
_MAX_CAPTIONS: Final = 20


def remove_captions(draft: Draft, threshold: float) -> list[str]:
    """Take captions out of the text where the evidence reaches the threshold; give them back, stripped."""
    captions: list[str] = []
    if SEAM.search(draft.text) is not None:
        _remove_from_words(draft, threshold, captions)
    if may_hold_insertion(draft.text):
        _remove_between_words(draft, threshold, captions)
    return captions


def _remove_from_words(draft: Draft, threshold: float, captions: list[str]) -> None:
    words = words_of(draft.text)
    index = 0
    while index < len(draft.paragraphs()) and len(captions) < _MAX_CAPTIONS:
        start, end = draft.paragraphs()[index]
        found = find_splice(draft.text, start, end, words) if SEAM.search(draft.text, start, end) else None
        if found is None or found.score < threshold or not _is_long_enough(draft.text[found.start : found.end]):
            index += 1
            continue
        captions.append(draft.text[found.start : found.end].strip())
        draft.replace(CAPTION_IN_WORD, "text", found.start, found.end)


def _remove_between_words(draft: Draft, threshold: float, captions: list[str]) -> None:
    index = 0
    while index < len(draft.paragraphs()) and len(captions) < _MAX_CAPTIONS:
        start, end = draft.paragraphs()[index]
        found = find_insertion(draft.text, start, end)
        if found is None or found.score < threshold:
            index += 1
            continue
        captions.append(draft.text[found.start : found.end].strip())
        draft.replace(CAPTION_BETWEEN_WORDS, "text", found.start, found.end)


def _is_long_enough(caption: str) -> bool:
    return len(caption) >= _MIN_CHARS and len(caption.split()) >= 2
