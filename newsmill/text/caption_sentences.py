"""Captions that stand as a sentence or a paragraph of their own, known by their label or their credit."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from newsmill.text.credits import NOT_SAID
from newsmill.text.edits import Span
from newsmill.text.splices import seams

MAX_CAPTION_WORDS: Final = 45
_MAX_CAPTION_CHARS: Final = 1000
_MAX_LINE_CHARS: Final = 320
SENTENCE_MARKS: Final = frozenset(".!?…")
_CLOSING: Final = "\"'”’»"

_ABROAD: Final = r"(?:Fotos?|FOTOS?|Bild(?:quelle)?|Imagen|Imagem|Immagine|Beeld|Photos?|PHOTO|Fotografía|Crédits?(?:\s[Pp]hotos?)?|Créditos?)"
# Only what no journalist writes in a story: `(AP Photo/Jane Doe)`, `Photo: Jane Doe`, `Image caption`.
_CREDIT: Final = re.compile(
    r"(?:[(\[](?:AP|AFP|Reuters|EPA|Getty)?\s?/?\s?(?:[Pp]hoto|PHOTO|[Ii]mage|[Pp]icture|[Cc]redit|[Ff]ile)[^()\[\]]{0,60}[)\]]"
    r"|\b(?:[Pp]hoto(?:graph)?|[Ii]mage|[Pp]icture)(?:\s[Cc]redit)?:\s?[A-Z@][^.!?\n]{1,50}|\bCredit:\s?[A-Z][^.!?\n]{1,50}"
    # In other languages; where no sentence goes on, as the word may be a newspaper's name (`Bild`).
    rf"|(?:^|(?<=\n)|(?<=[.!?…)–—|/-]\s))(?:{_ABROAD}\s?:\s?(?:[^\W\d_a-zß-öø-ÿ]|[@©])[^.!?\n]{{1,50}}|\({_ABROAD}\s?:[^()\n]{{1,60}}\))"
    r"|\b(?:Submitted|File|Handout)\s[Pp]hoto)\.?(?=\s|$)"
)
_LABEL: Final = re.compile(r"(?:^|(?<=[.!?…\"”)] ))(?:Image|Media|Picture|Photo|Video)\scaption\s")
_SENTENCE_START: Final = re.compile(r"^|(?<=\n)|[.!?…][\"”)\]]*\s(?=[A-ZÀ-Þ\"“(\[])")
_SENTENCE_END: Final = re.compile(r"[.!?…][\"”)\]]*(?=\s[A-ZÀ-Þ\"“(\[]|$)")
_NOT_SPACE: Final = re.compile(r"\S")
_SIGNS: Final = (
    "Photo", "photo:", "hoto)", "PHOTO", "mage:", "icture:", "redit:", " caption ", "(File", "[File", "(Image", "(Picture",
    "(Credit", "(image", "(credit", "(file", "Foto", "FOTO", "Bild:", "Bildquelle:", "magen:", "magem:", "mmagine:", "Beeld:", "Crédit", "rédito",
)  # fmt: skip
# Each sign has one of these: most texts have none, and are told by fewer searches.
_STEMS: Final = (
    "hoto",
    "PHOTO",
    "mage",
    "icture",
    "redit",
    " caption ",
    "(File",
    "[File",
    "(file",
    "Foto",
    "FOTO",
    "Bild",
    "mmagine:",
    "Beeld:",
    "rédit",
)


_AGENCIES: Final = (
    "ANP", "AFP", "EPA", "EFE", "ANSA", "REUTERS", "Reuters", "Belga", "Lusa", "LUSA", "dpa", "APA", "Keystone", "IMAGO", "Imago", "Getty",
    "Getty Images",
)  # fmt: skip
_CREDIT_END: Final = re.compile(
    r"(?:(?:\|\s?|©\s?|[(]|[.»\"”]\s|\s[–—-]\s)(?:[Ff]otos?|FOTO|[Pp]hotos?|PHOTO|Bild|Imagen|Imagem|Beeld|[Cc]r[ée]dit(?:os?)?|[Vv]ideo)\b[^.!?\n]{0,60}"
    rf"|\s[|©]\s?\w[^.!?|©\n]{{1,40}}|\s{NOT_SAID}(?:{'|'.join(_AGENCIES)}))$"
)
_CLOCK: Final = re.compile(r"\d[:h]\d\d")
_LEAST_CREDITED_WORDS: Final = 4


def is_credited_line(line: str) -> bool:
    """Whether a line that is no sentence ends with whose picture it is under.

    >>> is_credited_line("Ein Boot im Hafen von Split. | picture alliance / dpa"), is_credited_line("Ein Foto sorgt für Streit")
    (True, False)
    """
    if len(line) > _MAX_LINE_CHARS or line.rstrip(_CLOSING)[-1:] in SENTENCE_MARKS:
        return False
    credit = _CREDIT_END.search(line) if _may_be_credited(line) else None
    if credit is None or line.isupper() or _CLOCK.search(line) is not None:
        return False
    return len(line[: credit.start() + 1].split()) >= _LEAST_CREDITED_WORDS


def _may_be_credited(line: str) -> bool:
    # Written out, as a loop over them would take twice as long.
    return (
        "|" in line or "©" in line or "oto" in line or "OTO" in line or "Bild" in line or "mage" in line or "Beeld" in line
        or "redit" in line or "rédit" in line or "ideo" in line or line.endswith(_AGENCIES)
    )  # fmt: skip


def has_caption_sign(text: str) -> bool:
    """Whether a text has a word that labels or credits a picture."""
    return any(map(text.__contains__, _STEMS)) and any(map(text.__contains__, _SIGNS))


# The text that was looked at last is mostly the next one again.
@lru_cache(maxsize=1)
def may_hold_caption_sentence(text: str) -> bool:
    """Whether a text has any sign of a caption with a label or a credit; costs little."""
    return has_caption_sign(text) and (" caption " in text or _CREDIT.search(text) is not None)


def find_caption_sentence(text: str, start: int, end: int) -> Span | None:
    """Span of a caption that is a whole sentence, or some, of the paragraph `text[start:end]`; None where there is none.

    >>> text = "They left. Image caption The two leaders in Geneva"
    >>> text[slice(*find_caption_sentence(text, 0, len(text)))]
    'Image caption The two leaders in Geneva'
    """
    paragraph = text[start:end]
    for first, last in _candidates(paragraph):
        found = paragraph[first:last]
        # A seam in it shows words of the story before the caption.
        if len(found.split()) <= MAX_CAPTION_WORDS and not seams(found):
            return start + first, start + last
    return None


def _candidates(paragraph: str) -> Iterator[Span]:
    # Most have none, and the search for one goes over all of the paragraph.
    labels = _LABEL.finditer(paragraph) if "caption" in paragraph else ()
    for label in labels:
        ending = _SENTENCE_END.search(paragraph, label.end())
        yield label.start(), ending.end() if ending else len(paragraph)
    for credit in _CREDIT.finditer(paragraph):
        following = _NOT_SPACE.search(paragraph, credit.end())
        if credit.end() < len(paragraph) and not (following and following.group().isupper()):
            continue  # the sentence goes on
        begin, end = max(0, credit.start() - _MAX_CAPTION_CHARS), credit.start()
        starts = [match.end() for match in _SENTENCE_START.finditer(paragraph, begin, end + 1)]
        # A full stop right before the credit ends the caption's own sentence.
        before = [at for at in starts if len(paragraph[at:end].split()) > 1]
        if before:
            yield before[-1], credit.end()
        elif credit.start() in starts:
            yield credit.span()
