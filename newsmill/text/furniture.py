"""Furniture: what the page's template puts around a story, and tails after its end."""

import re
import zlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from newsmill.identity import digest64
from newsmill.text.edits import Draft, Rule, Span

FURNITURE: Final = Rule("furniture", 1)
TAIL: Final = Rule("tail", 1)
BOILERPLATE: Final = Rule("boilerplate", 2)

MAX_LINE_CHARS: Final = 320
_EDGE_PARAGRAPHS: Final = 6
_MIDDLE_CHARS: Final = 60

_LABEL_END: Final = r"\s*(?:[:\-–—»>|].*|)$"
# Pointers to other stories: a whole paragraph, at any place in the story.
_POINTER: Final = re.compile(
    r"\W*(?:(?:(?:also\s+)?read|see|watch|listen)\s+(?:also|more|next|related)|also\s+(?:read|see|watch|on)|related"
    r"(?:\s+(?:news|articles?|stor(?:y|ies)|topics?|links?|content|coverage|reading|posts?|items?|video))?"
    r"|(?:you\s+(?:may|might)\s+(?:also\s+)?(?:like|be\s+interested\s+in))|recommended(?:\s+(?:for\s+you|stories|reading))?"
    r"|more\s+(?:news|stories|from\s+[\w .]{2,30}|on\s+this(?:\s+story)?|like\s+this)|must[- ]read|most\s+(?:read|popular|viewed)"
    r"|trending(?:\s+now)?|up\s+next|don['’]t\s+miss|in\s+case\s+you\s+missed\s+it|top\s+stories|editor['’]?s['’]?\s+(?:picks?|choice)"
    r"|lire\s+aussi|à\s+lire|leia\s+(?:também|mais)|lea\s+también|leggi\s+anche|lesen\s+sie\s+auch|mehr\s+zum\s+thema|lees\s+ook"
    rf"|читайте\s+также|اقرأ\s+أيضا){_LABEL_END}",
    re.IGNORECASE,
)
_ADVERTISEMENT: Final = re.compile(
    r"\W*(?:advertisement|advertising|sponsored(?:\s+content)?|(?:(?:story|article)\s+)?continues?\s+(?:below|after)"
    r"(?:\s+(?:the\s+)?(?:advert|ad)[\w]*)?|continue\s+reading(?:\s+the\s+main\s+story)?|scroll\s+(?:down\s+)?(?:for|to\s+continue)[^.]{0,40}"
    r"|anzeige|publicité|publicidad|реклама|loading\s*[.…]*|javascript\s+(?:is\s+)?(?:required|disabled)[^\n]{0,80})\W*$",
    re.IGNORECASE,
)
_SOCIAL: Final = r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube|reddit|pinterest|e-?mail|google\+?|messenger|tiktok|rss|vk)"
_PIECE: Final = re.compile(
    r"(?:"
    rf"share(?:\s+(?:this|the|it|on|via|with|your|article|story|page)\b.{{0,60}})?|tweet(?:\s+this)?|{_SOCIAL}"
    rf"|(?:follow|like|find|join)\s+us\b.{{0,80}}|follow\s+(?:@\w+|[\w .]{{2,30}}\s+on\s+{_SOCIAL}\b).{{0,60}}|.{{0,20}}\bon\s+{_SOCIAL}(?:\s+and\s+{_SOCIAL})?"
    r"|(?:send|email|e-mail|forward)\s+(?:this|to|it)\b.{0,40}|print(?:\s+(?:this|page|article|story|version|friendly)\b.{0,30})?"
    r"|printer[- ]friendly(?:\s+(?:version|page))?|save|bookmark|copy\s+link|comments?(?:\s*\(?\d+\)?)?|\d+\s+comments?|no\s+comments?(?:\s+yet)?"
    r"|(?:leave|post|add|write)\s+(?:a|your)\s+(?:comment|reply)\b.{0,40}|(?:back\s+to\s+)?top|home|next|previous|menu|search|close|reply"
    r"|(?:click|tap)\s+here\b.{0,80}|report\s+(?:an?\s+)?(?:error|typo|abuse)|text\s+size.{0,20}|a\s?[+-]"
    r"|(?:please\s+)?(?:subscribe|sign\s+up|register|log\s*in|sign\s+in|donate)(?:\s+(?:to|for|now|here|today|free|and|or)\b.{0,120})?"
    r"|(?:get|receive)\s+.{0,60}\b(?:newsletter|inbox|alerts?|notifications?)\b.{0,60}|.{0,40}\bnewsletter"
    r"|download\s+(?:the|our)\b.{0,40}\bapp\b.{0,40}|support\s+(?:us|our\s+(?:work|journalism))\b.{0,60}"
    r")[\s.!:»>]*",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(
    r"^\W*(?:copyright\b|\(c\)\s*(?:copyright|\d{4})|©)|all\s+rights\s+reserved|\bmay\s+not\s+be\s+(?:published|reproduced|republished)\b"
    r"|\btous\s+droits\s+réservés|\balle\s+rechte\s+vorbehalten|\btodos\s+(?:los\s+derechos|os\s+direitos)\s+reservados|все\s+права\s+защищены",
    re.IGNORECASE,
)
_AGENCY: Final = re.compile(
    r"\W*(?:(?:sources?|via|agenc(?:y|ies)|credits?)\s*:\s*[^.!?\n]{2,60}|reuters?|ap|afp|upi|dpa|ansa|efe|tass|itar-tass|interfax|xinhua"
    r"|irna|fars|mehr|agencies|pa|newscore|associated\s+press|the\s+associated\s+press|bloomberg|with\s+agencies|with\s+(?:reuters|afp|ap)"
    r"(?:\s+inputs?)?|\(?(?:additional\s+)?(?:reporting|editing|writing|compiled)\s+by\b[^\n]{3,200})\W*",
    re.IGNORECASE,
)
_SEPARATOR: Final = re.compile(r"[|•·/\n]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LETTERS_AND_DIGITS: Final = re.compile(r"[^\W_]+")
_SENTENCE_WORDS: Final = 6
_SENTENCE_ENDS: Final = (".", "!", "?", "…")
_CLOSING: Final = "\"'”’)]"
_TERMINAL: Final = re.compile(r"[.!?…][\"'”’)\]]*$")


def is_pointer(paragraph: str) -> bool:
    """Whether a paragraph only points to other stories, or is an advertisement's mark.

    >>> is_pointer("Read also: Oil falls"), is_pointer("Advertisement"), is_pointer("Related parties sold shares.")
    (True, True, False)
    """
    if len(paragraph) > MAX_LINE_CHARS:
        return False
    return _POINTER.match(paragraph) is not None or _ADVERTISEMENT.match(paragraph) is not None


def is_tail(paragraph: str) -> bool:
    """Whether a paragraph at the edge of a page is the template's and not the story's.

    >>> is_tail("Print | Send to a friend"), is_tail("Share prices rose.")
    (True, False)
    """
    if len(paragraph) > MAX_LINE_CHARS:
        return False
    if is_pointer(paragraph) or _AGENCY.fullmatch(paragraph) is not None or _is_rights_notice(paragraph):
        return True
    pieces = [bare for piece in _SEPARATOR.split(paragraph) if (bare := piece.strip())]
    return bool(pieces) and all(_PIECE.fullmatch(piece) for piece in pieces)


def _is_rights_notice(paragraph: str) -> bool:
    lower = paragraph.lower()
    # One of these is in every such notice; written out, as a loop over them would take twice as long.
    has_sign = (
        "right" in lower or "©" in lower or "(c)" in lower or "may not be" in lower or "réserv" in lower
        or "vorbehalten" in lower or "reservados" in lower or "защищены" in lower
    )  # fmt: skip
    return has_sign and _RIGHTS.search(paragraph) is not None


def remove_furniture(draft: Draft) -> None:
    """Take out whole paragraphs that only point to other stories or mark advertisements, wherever they stand."""
    spans, text = draft.paragraphs(), draft.text
    removed: list[tuple[Rule, int]] = []
    for index in range(len(spans) - 1, -1, -1):
        start, end = spans[index]
        if end - start > MAX_LINE_CHARS or not is_pointer(text[start:end]):
            continue
        # A bare heading (`Related news`) with lines below that go with it is left for the tail rule.
        has_lines_below = index + 1 < len(spans) - len(removed)
        if ":" in text[start:end] or not has_lines_below:
            removed.append((FURNITURE, index))
    draft.remove_paragraphs(removed)


def remove_tails(draft: Draft, boilerplate: AbstractSet[int] = frozenset()) -> None:
    """Take the template's lines off the end and the start of a text, from the outside in.

    `boilerplate` holds the `line_digest`s of lines that repeat across pages of the site.
    """
    spans, text = draft.paragraphs(), draft.text
    removed: list[tuple[Rule, int]] = []
    start, end = 0, len(spans)
    while end > 1:
        paragraph = text[slice(*spans[end - 1])]
        if (rule := _edge_rule(paragraph, boilerplate)) is not None:
            end -= 1
            removed.append((rule, end))
        elif (heading := _related_list(text, spans, end)) is not None:
            removed += [(TAIL, index) for index in range(end - 1, heading - 1, -1)]
            end = heading
        else:
            break
    head: list[tuple[Rule, int]] = []
    while end - start > 1:
        rule = _edge_rule(text[slice(*spans[start])], boilerplate)
        if rule is None:
            break
        head.append((rule, start))
        start += 1
    draft.remove_paragraphs(removed + head[::-1])


def _edge_rule(paragraph: str, boilerplate: AbstractSet[int]) -> Rule | None:
    if len(paragraph) > MAX_LINE_CHARS:
        return None
    if is_tail(paragraph):
        return TAIL
    return BOILERPLATE if boilerplate and line_digest(paragraph) in boilerplate else None


def _related_list(text: str, spans: Sequence[Span], end: int) -> int | None:
    """Index of a heading such as `Related news` that ends a text with the headlines under it; `end` is after the last."""
    for index in range(end - 1, max(0, end - 12), -1):
        paragraph = text[slice(*spans[index])]
        if len(paragraph) <= 60 and _POINTER.match(paragraph) and ":" not in paragraph[:-1]:
            return index
        if len(paragraph) > 160 or _TERMINAL.search(paragraph):
            return None
    return None


def boilerplate_key(paragraph: str) -> str:
    """Write a line without case, digits and punctuation: equal on pages that share it.

    A sentence keeps its digits: reports in set words differ in nothing else.

    >>> boilerplate_key("Printed 12:30 | page 7"), boilerplate_key("Shares of the bank rose 3 percent on Monday.")
    ('printed page', 'shares of the bank rose 3 percent on monday')
    """
    folded = paragraph.casefold()
    if folded.rstrip().rstrip(_CLOSING).endswith(_SENTENCE_ENDS):
        words = _LETTERS_AND_DIGITS.findall(folded)
        if len(words) >= _SENTENCE_WORDS:
            return " ".join(words)
    return " ".join(_LETTERS.findall(folded))


def line_digest(paragraph: str) -> int:
    """Digest of a line's `boilerplate_key`."""
    return digest64(boilerplate_key(paragraph))


def edge_lines(text: str) -> list[int]:
    """Digests of the short paragraphs at the start and the end of a text, where templates put their lines."""
    paragraphs = text.replace("\r\n", "\n").strip().split("\n\n")
    edge = (
        paragraphs
        if len(paragraphs) <= 2 * _EDGE_PARAGRAPHS
        else paragraphs[:_EDGE_PARAGRAPHS] + paragraphs[-_EDGE_PARAGRAPHS:]
    )
    keys = {key for line in edge if len(line) <= MAX_LINE_CHARS and (key := boilerplate_key(line))}
    return [digest64(key) for key in sorted(keys)]


def page_digest(text: str) -> int:
    """Digest of a line in the middle half of a text, chosen by its contents: revisions of a page mostly share it.

    Where no whole line of some length stands there, of the characters in the very middle.
    """
    middle = text[len(text) // 4 : len(text) - len(text) // 4]
    whole = [line for line in middle.split("\n")[1:-1] if len(line) >= _MIDDLE_CHARS]
    if whole:
        # A place in the text or the length of a line would change with what is added; the checksum is as good as drawn.
        return digest64(min(whole, key=_checksum))
    return digest64(text[len(text) // 2 : len(text) // 2 + _MIDDLE_CHARS])


def _checksum(line: str) -> int:
    return zlib.crc32(line.encode("utf-8", "surrogatepass"))
