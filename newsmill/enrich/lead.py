"""The lead: first paragraph of the story proper, without its dateline."""

import re
from collections.abc import Iterator
from typing import Final

from newsmill.enrich.annotations import ALL_LANGUAGES, Annotation, Enricher, Options, each
from newsmill.enrich.document import Document

_BREAK: Final = re.compile(r"\n[^\S\n]*\n\s*")
# A point after a capitalised word of up to three letters belongs to it: Mr., Gen., U.S.
_SENTENCE_END: Final = re.compile(
    r"(?:[!?…]|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})\.)[\"'”’»)\]]*(?=\s|$)"
    r"|[。!?][」』”)]*|[।؟۔።][\"”»)]*"
)
_DATELINE: Final = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’ -]{2,40}(?:,[^\n()—–]{2,40}?)?(?:\s\([^()\n]{2,40}\))?"
    r"|[^\W\d_][\w.,'’ -]{1,60}?\s\([A-Z][\w/. ]{1,28}\))"
    r"\s*(?:--|[—–]|\s[-_])\s*(?=[^\W_a-z]|[\"'“‘«])"
)
_BYLINE: Final = re.compile(r"(?i:by|von|par|por|di|door|oleh)\s+[A-ZÀ-Þ]")
_SHORT_WORDS: Final = 6
_SHORT_CHARACTERS: Final = 25  # for scripts without spaces
_HEADLINE_SHARE: Final = 0.8
_BYLINE_WORDS: Final = 12


def find_lead(text: str, title: str | None, characters: int = 600) -> str | None:
    """First paragraph of the story proper, at most so many characters, cut after a whole sentence.

    A repeated title, bylines, and fragments without a full stop (a section, a stamp) are passed over; where
    nothing else is left, the first paragraph is taken as it is. A dateline is left out: it has columns of its
    own. None for a text without letters.

    >>> find_lead("By Jane Doe" + chr(10) * 2 + "PARIS (AFP) - The talks ended on Monday. More.", None, 80)
    'The talks ended on Monday. More.'
    """
    head = title and " ".join(title.split()).casefold()
    first = None
    for paragraph in _paragraphs(text, 2 * characters):
        if not any(map(str.isalpha, paragraph)) or paragraph.casefold() == head:
            continue
        if _is_story(paragraph):
            return _shortened(_without_dateline(paragraph), characters)
        first = first or paragraph
    return first and _shortened(first, characters)


def _paragraphs(text: str, characters: int) -> Iterator[str]:
    """Cut into paragraphs, each on one line and no longer than needed to judge it."""
    at = 0
    while at < len(text):
        match = _BREAK.search(text, at)
        end = match.start() if match else len(text)
        yield " ".join(text[at : min(end, at + characters)].split())
        at = match.end() if match else end


def _is_story(paragraph: str) -> bool:
    words = paragraph.count(" ") + 1
    if _BYLINE.match(paragraph) and words <= _BYLINE_WORDS and paragraph[-1] not in ".!?":
        return False
    if _is_headline(paragraph):
        return False
    ends = _SENTENCE_END.search(paragraph) is not None
    is_long = words >= _SHORT_WORDS or len(paragraph) >= _SHORT_CHARACTERS
    return is_long if ends else words >= 2 * _SHORT_WORDS or len(paragraph) >= 4 * _SHORT_CHARACTERS


def _is_headline(paragraph: str) -> bool:
    """Whether nearly all words are capitalised, as in a headline; a paragraph of one name is none."""
    words = [word for word in paragraph.split(" ") if word[0].isalpha()]
    capitalised = sum(word[0].isupper() for word in words)
    return len(words) >= _SHORT_WORDS and capitalised >= _HEADLINE_SHARE * len(words)


def _without_dateline(paragraph: str) -> str:
    match = _DATELINE.match(paragraph)
    return paragraph[match.end() :] if match else paragraph


def _shortened(paragraph: str, characters: int) -> str:
    if len(paragraph) <= characters:
        return paragraph
    ends = [m.end() for m in _SENTENCE_END.finditer(paragraph, 0, characters + 1)]
    if ends:
        return paragraph[: ends[-1]]
    space = paragraph.rfind(" ", 0, characters)
    return paragraph[: space if space > 0 else characters]


def _annotate(document: Document, annotation: Annotation, options: Options) -> Annotation:
    found = find_lead(document.text, document.title, options.lead_characters)
    return annotation._replace(lead=found)


ENRICHER: Final = Enricher("lead", 1, ALL_LANGUAGES, each(_annotate))
