"""Photo captions that ended up in the running text: found by evidence, taken out whole, kept."""

from bisect import bisect_left
from typing import Final

from newsmill.text.caption_sentences import (
    SENTENCE_MARKS,
    find_caption_sentence,
    has_caption_sign,
    is_credited_line,
    may_hold_caption_sentence,
)
from newsmill.text.edits import Draft, Rule, Span
from newsmill.text.insertions import Insertion, find_insertion, may_hold_any_mark
from newsmill.text.splices import Splice, find_splice, seams

CAPTION_IN_WORD: Final = Rule("caption_in_word", 1)
CAPTION_BETWEEN_WORDS: Final = Rule("caption_between_words", 4)
CAPTION_SENTENCE: Final = Rule("caption_sentence", 2)
CAPTION_LINE: Final = Rule("caption_line", 1)

_MIN_CHARS: Final = 8
_MAX_CAPTIONS: Final = 20


def remove_captions(draft: Draft, threshold: float, *, is_page: bool = True) -> list[str]:
    """Take captions out of the text where the evidence reaches the threshold; give them back, stripped.

    Between words, captions without a label or a credit are looked for in pages alone: in records, whose text no
    template has set, what looked like one never was.
    """
    captions: list[str] = []
    _remove_from_words(draft, threshold, captions)
    if is_page or has_caption_sign(draft.text):
        _remove_between_words(draft, threshold, captions)
    if (not is_page or may_hold_any_mark(draft.text)) and may_hold_caption_sentence(draft.text):
        _remove_sentences(draft, captions)
    return captions


def remove_credited_lines(draft: Draft) -> list[str]:
    """Take captions that are a paragraph and end with whose picture it is out of a page; give them back."""
    spans, text = draft.paragraphs(), draft.text
    found = [
        index
        for index, (start, end) in enumerate(spans)
        # Nearly all end in a full stop, which costs least to see.
        if text[end - 1 : end] not in SENTENCE_MARKS and is_credited_line(text[start:end])
    ]
    if len(found) == len(spans):
        return []
    captions = [text[slice(*spans[index])] for index in found]
    draft.remove_paragraphs([(CAPTION_LINE, index) for index in reversed(found)])
    return captions


def _remove_from_words(draft: Draft, threshold: float, captions: list[str]) -> None:
    found, at = seams(draft.text), 0
    while len(captions) < _MAX_CAPTIONS:
        index = bisect_left(found, at)
        if index == len(found):
            return
        start, end = _paragraph_at(draft.text, found[index])
        if _take(draft, CAPTION_IN_WORD, find_splice(draft.text, start, end), threshold, captions):
            found, at = seams(draft.text), start
        else:
            at = end


def _remove_between_words(draft: Draft, threshold: float, captions: list[str]) -> None:
    while len(captions) < _MAX_CAPTIONS:
        found = find_insertion(draft.text)
        if not _take(draft, CAPTION_BETWEEN_WORDS, found, threshold, captions):
            return


def _remove_sentences(draft: Draft, captions: list[str]) -> None:
    index = len(draft.paragraphs()) - 1
    while index >= 0:
        start, end = draft.paragraphs()[index]
        found = find_caption_sentence(draft.text, start, end)
        if found is None or (found == (start, end) and len(draft.paragraphs()) == 1):
            index -= 1
            continue
        captions.append(draft.text[slice(*found)].strip())
        if found == (start, end):
            draft.remove_paragraph(CAPTION_SENTENCE, index)
            index -= 1
            continue
        first, last = found
        # The space that parts the caption from its neighbour goes with it.
        if last < end:
            last += 1
        elif first > start:
            first -= 1
        draft.replace(CAPTION_SENTENCE, "text", first, last)


def _take(
    draft: Draft, rule: Rule, found: Splice | Insertion | None, threshold: float, captions: list[str]
) -> bool:
    """Take a caption out where the evidence reaches the threshold; whether it did."""
    if found is None or found.score < threshold or not _is_long_enough(draft.text[found.start : found.end]):
        return False
    captions.append(draft.text[found.start : found.end].strip())
    draft.replace(rule, "text", found.start, found.end)
    return True


def _paragraph_at(text: str, at: int) -> Span:
    start, end = text.rfind("\n\n", 0, at), text.find("\n\n", at)
    return (start + 2 if start >= 0 else 0), (end if end >= 0 else len(text))


def _is_long_enough(caption: str) -> bool:
    return len(caption) >= _MIN_CHARS and len(caption.split()) >= 2
