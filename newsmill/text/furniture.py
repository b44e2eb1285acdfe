"""Furniture: what the page's template puts around a story, and tails after its end."""

import re
import zlib
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Final

from newsmill.identity import digest64
from newsmill.text.edits import Draft, Rule, Span
from newsmill.text.phrases import (
    begins_as_any,
    is_of_template,
    marks_advertisement,
    points_elsewhere,
    speaks_of_site,
)

FURNITURE: Final = Rule("furniture", 3)
TAIL: Final = Rule("tail", 3)
BOILERPLATE: Final = Rule("boilerplate", 2)

MAX_LINE_CHARS: Final = 320
_EDGE_PARAGRAPHS: Final = 6
_MIDDLE_CHARS: Final = 60

_MAX_HEADLINE_CHARS: Final = 160
_MAX_HEADING_CHARS: Final = 60
_MOST_BUTTONS: Final = 8
_MOST_HEADING_WORDS: Final = 5

_ADVERTISEMENT: Final = re.compile(
    r"\W*(?:(?:(?:advertisement|advertising|sponsored(?:\s+content)?)\b\W*)?(?:(?:story|article)\s+)?continues?\s+(?:below|after)"
    r"(?:\s+(?:the\s+)?(?:advert|ad)[\w]*)?|advertisement|advertising|sponsored(?:\s+content)?"
    r"|continue\s+reading(?:\s+(?:below|the\s+main\s+story))?|scroll\s+(?:down\s+)?(?:for|to\s+continue)[^.]{0,40}"
    r"|anzeige|publicité|publicidad|реклама|loading\s*[.…]*|javascript\s+(?:is\s+)?(?:required|disabled)[^\n]{0,80})\W*$",
    re.IGNORECASE,
)
_SOCIAL: Final = r"(?:facebook|twitter|x|whatsapp|telegram|linkedin|instagram|youtube|reddit|pinterest|e-?mail|google\+?|messenger|tiktok|rss|vk)"
# What the story is filed under, whatever parts the names.
_FILED: Final = re.compile(
    r"\W*(?:(?:topics?|tags?|keywords?|filed\s+under|categor(?:y|ies)|archivado\s+en|schlagworte|temas)\s*:.{1,160}"
    r"|(?:posted|filed)\s+(?:in|under)\s[^.|]{1,60}[|][^.]{1,120})",
    re.IGNORECASE,
)
_OFFER: Final = r"\b(?:newsletters?|e-?mails?|inbox|alerts?|notifications?|stor(?:y|ies)|articles?|news|headlines?|updates?|accounts?|journalism|comments?|reading|access|digest|briefing)\b"
_PIECE: Final = re.compile(
    r"(?:"
    rf"share(?:\s+(?:the\s+)?(?:this|it|on|via|with|your|article|story|page|post|link|video)\b.{{0,60}})?|tweet(?:\s+this)?|{_SOCIAL}"
    rf"|(?:follow|like|find|join)\s+us\b.{{0,80}}|follow\s+(?:@\w+|[\w .]{{2,30}}\s+on\s+{_SOCIAL}\b).{{0,60}}"
    r"|like\s+(?:this|loading)|click\s+to\s+(?:share|e?-?mail|print|tweet)\b.{0,80}"
    r"|terms(?:\s+(?:of|and|&)\s+(?:use|service|conditions))?|privacy(?:\s+(?:policy|notice|statement))?|cookies?(?:\s+(?:policy|settings|notice))?"
    r"|comments\s+(?:are\s+(?:now\s+)?closed|below)|join\s+the\s+(?:conversation|discussion)|show\s+comments"
    r"|(?:we|th(?:is|e)\s+(?:web)?site|our\s+(?:web)?site)\s+uses?\s+cookies\b.{0,250}"
    r"|contact\s+us|about\s+us|advertise(?:\s+with\s+us)?|site\s*map|accessibility(?:\s+statement)?|disclaimer"
    # The same in other languages.
    rf"|(?:(?:jetzt|(?:diesen\s+)?artikel|beitrag|seite|auf\s+{_SOCIAL})\s+)?(?:teilen|drucken|versenden|empfehlen|ausdrucken)(?:\s+(?:auf|per|bei|über)\s+{_SOCIAL})?"
    rf"|(?:partage[rz]|imprimer|envoyer|commenter|compartir|comparte|imprimir|enviar|compartilh(?:ar|e)|partilh(?:ar|e)|condividi|stampa|invia|delen|deel|afdrukken)"
    rf"(?:\s+(?:cet\s+|l['’]\s*|este\s+|o\s+|el\s+|dit\s+|quest['’]\s*)?art[ií](?:cle|culo|go|colo|kel))?(?:\s+(?:sur|par|en|por|no|na|su|via|op)\s+{_SOCIAL})?"
    rf"|поделиться(?:\s+(?:ссылкой|статьей|новостью|в\s+.{{2,20}}))?|распечатать|печать|версия\s+для\s+печати|(?:{_SOCIAL}['’]\w{{1,3}}\s+)?paylaş|yazdır"
    r"|udostępnij|drukuj|分享(?:到.{1,8})?|打印(?:本页)?|责任编辑\s*[:：].{1,20}|シェア(?:する)?|印刷|مشاركة|شارك|طباعة"
    r"|(?:send|email|e-mail|forward)\s+(?:this|to|it)\b.{0,40}|print(?:\s+(?:this|page|article|story|version|friendly)\b.{0,30})?"
    r"|printer[- ]friendly(?:\s+(?:version|page))?|save|bookmark|copy\s+link|comments?(?:\s*\(?\d+\)?)?|\d+\s+comments?|no\s+comments?(?:\s+yet)?"
    r"|(?:leave|post|add|write)\s+(?:a|your)\s+(?:comment|reply)\b.{0,40}|(?:back\s+to\s+)?top|home|next|previous|menu|search|close|reply"
    r"|(?:click|tap)\s+here\b.{0,80}|report\s+(?:an?\s+)?(?:error|typo|abuse)|text\s+size.{0,20}|a\s?[+-]"
    r"|(?:please\s+)?(?:subscribe|log\s*in|sign\s+in)(?:\s+(?:to|for|now|here|today|free|and|or)\b.{0,120})?"
    # Races, courses and appeals are registered for and donated to as well.
    rf"|(?:please\s+)?(?:sign\s+up|register|donate)(?:\s+(?:now|here|today|for\s+free)|\s+(?:to|for|now|here|today|free|and|or)\b(?=.*{_OFFER}).{{0,120}})?"
    r"|(?:get|receive)\s+.{0,60}\b(?:newsletter|inbox|alerts?|notifications?)\b.{0,60}"
    r"|download\s+(?:the|our)\b.{0,40}\bapp\b.{0,40}|support\s+(?:us|our\s+(?:work|journalism))\b.{0,60}"
    r")[\s.…!:»>]*",
    re.IGNORECASE,
)
# Apart from the others, as they are looked for at many places of a line; each has one of the signs.
_NAMED_PIECE: Final = re.compile(
    rf"(?:.{{0,20}}\bon\s+{_SOCIAL}(?:\s+and\s+{_SOCIAL})?(?!\s*[.!])|.{{0,40}}\bnewsletter)[\s.…!:»>]*",
    re.IGNORECASE,
)
_RIGHTS: Final = re.compile(
    r"^\W*(?:copyright\s*(?:©|\(c\)|[:\-–—\d]|by\b|notice|(?-i:[A-ZÀ-Þ])|$)|\(c\)\s*(?:copyright|\d{4})|©)|all\s+rights\s+reserved"
    r"|\b(?:this|these|our|all|any|no\s+part|contents?|materials?)\b[^.]{0,160}\bmay\s+not\s+be\s+(?:published|reproduced|republished)\b"
    r"|\b(?:story|article|report|copy)\s+(?:has|is|was)\b[^.]{0,60}\b(?:not\s+(?:been\s+)?edited\s+by|auto-?generated|syndicated\s+feed)\b"
    r"|\btous\s+droits\s+réservés|\balle\s+rechte\s+vorbehalten|\btodos\s+(?:los\s+derechos|os\s+direitos)\s+reservados|все\s+права\s+защищены",
    re.IGNORECASE,
)
_OWNER: Final = re.compile(r"©|\(c\)|\bcopyright\s+\d", re.IGNORECASE)
_AGENCY: Final = re.compile(
    r"\W*(?:(?:sources?|via|agenc(?:y|ies)|credits?)\s*:\s*[^.!?\n]{2,60}|reuters?|ap|afp|upi|dpa|ansa|efe|tass|itar-tass|interfax|xinhua"
    r"|irna|fars|mehr|agencies|pa|newscore|associated\s+press|the\s+associated\s+press|bloomberg|with\s+agencies|with\s+(?:reuters|afp|ap)"
    r"(?:\s+inputs?)?|(?-i:ENDS?)|\((?:additional\s+)?(?:reporting|editing|writing|compiled)\s+by\b[^\n]{3,200}"
    # Each word can be read in one way only: else long lines would take for ever.
    r"|(?:additional\s+)?(?:reporting|editing|writing|compiled)\s+by\b(?-i:\W|\b[A-ZÀ-Þ]\w*|\b(?:additional|reporting|editing|writing|compiled|by|in|and|at|for"
    r"|from|with|of|the|our|staff|writers?|agenc(?:y|ies)|bureaux?|bureaus|desk|newsroom|de|da|del|der|van|von|el|al|bin|la|le|du)\b){2,200})\W*",
    re.IGNORECASE,
)
# A sentence of the story that begins as the template's do: it has a speaker, or nothing of a site.
_PROSE_WORDS: Final = 4
_SPEECH: Final = re.compile(
    r"\b(?:he|she|his|her|who|said|says|told|asked|ruled|added|wrote|argued|announced|warned)\b",
    re.IGNORECASE,
)
_SITE_WORD: Final = re.compile(
    r"\b(?:newsletters?|e-?mails?|inbox|alerts?|notifications?|apps?|facebook|twitter|whatsapp|telegram|linkedin|instagram|youtube|google|tiktok"
    r"|articles?|stor(?:y|ies)|pages?|posts?|(?:web)?sites?|online|here|subscribers?|subscriptions?|free|accounts?|updates?|comments?|journalism"
    r"|daily|weekly|latest|breaking|news|headlines?|channel|feed|our|us\s+on|friends?|now|today)\b|@\w|https?:|www\.",
    re.IGNORECASE,
)
# What parts a pointer from the headline that it points to.
_LABELS: Final = re.compile(r"[:：>»|]|\s[–—-]\s")
_SEPARATOR: Final = re.compile(r"[|•·/\n]")
_LETTERS: Final = re.compile(r"[^\W\d_]+")
_LETTERS_AND_DIGITS: Final = re.compile(r"[^\W_]+")
_SENTENCE_ENDS: Final = (".", "!", "?", "…", "。", "！", "？", "؟", "।")
# What a page says of itself.
_NOTICE: Final = re.compile(
    r"\bresponsible for the content of external sites\b|"
    r"\b(?:our|your|this|us)\b[^.]{0,30}\b(?:articles?|stor(?:y|ies)|(?:web)?sites?|pages?|newsletters?|inbox|apps?|experience|journalism|newsroom|reports?)\b"
    r"|\bcookies\b|\bsubscri|\bnewsletter|\bcopyright\b|©|\brights\s+reserved\b|\bclick\b|https?:|www\.|@\w",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"[^\W\d][^\d\n]*\b\d{1,3}\b[^\d\n]*")
_COUNTER: Final = re.compile(
    r"\b(?:pages?|print(?:ed)?|updated|published|posted|comments?|views?|shares?|likes?|read|edition|issue|vol(?:ume)?|photos?|tags?|copyright)\b|©",
    re.IGNORECASE,
)
_CLOSING: Final = "\"'”’)]"
_TERMINAL: Final = re.compile(r"[.!?…][\"'”’)\]]*$")


def is_pointer(paragraph: str) -> bool:
    """Whether a paragraph only points to other stories, or is an advertisement's mark.

    >>> is_pointer("Read also: Oil falls"), is_pointer("Advertisement"), is_pointer("Related parties sold shares.")
    (True, True, False)
    """
    if len(paragraph) > MAX_LINE_CHARS:
        return False
    if begins_as_any(paragraph) and (points_elsewhere(paragraph) or marks_advertisement(paragraph)):
        return True
    return _ADVERTISEMENT.match(paragraph) is not None


# Several rules ask this of the same lines.
@lru_cache(maxsize=512)
def is_tail(paragraph: str) -> bool:
    """Whether a paragraph at the edge of a page is the template's and not the story's.

    >>> is_tail("Print | Send to a friend"), is_tail("Share prices rose.")
    (True, False)
    """
    if len(paragraph) > MAX_LINE_CHARS:
        return False
    return (
        is_pointer(paragraph)
        or _AGENCY.fullmatch(paragraph) is not None
        or _is_rights_notice(paragraph)
        or _says_where_filed(paragraph)
        or (begins_as_any(paragraph) and is_of_template(paragraph))
        or _is_made_of_pieces(paragraph)
        or ("\n" in paragraph and _is_block_of_tails(paragraph.split("\n")))
    )


def _says_where_filed(paragraph: str) -> bool:
    has_sign = ":" in paragraph or "|" in paragraph
    return has_sign and _FILED.fullmatch(paragraph) is not None and not _is_prose(paragraph)


def _is_made_of_pieces(paragraph: str) -> bool:
    pieces = [bare for piece in _SEPARATOR.split(paragraph) if (bare := piece.strip())]
    if len(pieces) == 1:
        return _is_piece(pieces[0])
    return bool(pieces) and all(_is_piece(piece) or is_of_template(piece) for piece in pieces)


def _is_block_of_tails(lines: list[str]) -> bool:
    return _is_list_of_links(lines) or all(map(is_tail, lines))


def _is_piece(piece: str) -> bool:
    if _PIECE.fullmatch(piece) is not None and not _is_prose(piece):
        return True
    lower = piece.lower()
    has_sign = "on " in lower or "newsletter" in lower
    if has_sign and _NAMED_PIECE.fullmatch(piece) is not None and not _is_prose(piece):
        return True
    return _is_row_of_buttons(piece)


def _is_row_of_buttons(piece: str) -> bool:
    """Whether each of some words is a line of the template itself.

    >>> _is_row_of_buttons("Facebook Twitter E-Mail Drucken"), _is_row_of_buttons("Print media")
    (True, False)
    """
    words = piece.split(None, _MOST_BUTTONS)
    return 2 <= len(words) <= _MOST_BUTTONS and all(map(_is_button, words))


# The same words begin most lines.
@lru_cache(maxsize=4096)
def _is_button(word: str) -> bool:
    return _PIECE.fullmatch(word) is not None or is_of_template(word)


def _is_prose(piece: str) -> bool:
    """Whether what begins like a line of the template is a sentence of a story.

    >>> _is_prose("Share the load, the mayor asked."), _is_prose("Share this story with your friends.")
    (True, False)
    """
    if " " not in piece:
        return piece.endswith(".") and not piece.endswith("..")
    if _TERMINAL.search(piece) is None or len(piece.split()) < _PROSE_WORDS:
        return False
    return _SPEECH.search(piece) is not None or _SITE_WORD.search(piece) is None


def _is_list_of_links(lines: list[str]) -> bool:
    """Whether a heading such as `Most popular` stands over headlines."""
    heading, *links = (line.strip() for line in lines)
    return _is_heading(heading) and all(map(_may_be_headline, links))


def _is_heading(line: str) -> bool:
    return (
        len(line) <= _MAX_HEADING_CHARS
        and _LABELS.search(line, 0, len(line) - 1) is None
        and points_elsewhere(line)
    )


def _is_rights_notice(paragraph: str) -> bool:
    lower = paragraph.lower()
    # One of these is in every such notice; written out, as a loop over them would take twice as long.
    has_sign = (
        "right" in lower or "©" in lower or "(c)" in lower or "may not be" in lower or "réserv" in lower
        or "edited" in lower or "generated" in lower or "syndicated" in lower
        or "vorbehalten" in lower or "reservados" in lower or "защищены" in lower
    )  # fmt: skip
    if not has_sign or _RIGHTS.search(paragraph) is None:
        return False
    return _SPEECH.search(paragraph) is None or _OWNER.search(paragraph) is not None


def remove_furniture(draft: Draft) -> None:
    """Take out whole paragraphs that only point to other stories or mark advertisements, wherever they stand."""
    spans, text = draft.paragraphs(), draft.text
    removed: list[tuple[Rule, int]] = []
    last = len(spans)
    for index in range(len(spans) - 1, -1, -1):
        start, end = spans[index]
        if end - start > MAX_LINE_CHARS or not _may_be_furniture(text[start:end]):
            continue
        if is_of_template(text[start:end]) and speaks_of_site(text[start:end]):
            removed.append((FURNITURE, index))
            last = index
            continue
        if not is_pointer(text[start:end]):
            continue
        # A bare heading (`Related news`) with headlines below to the end is left for the tail rule.
        is_above_links = index + 1 < last and _is_heading(text[start:end])
        below = _end_of_links(text, spans, index + 1, last) if is_above_links else index + 1
        if below is not None:
            removed += [(FURNITURE, number) for number in range(below - 1, index - 1, -1)]
        last = index
    draft.remove_paragraphs(removed)


def _may_be_furniture(paragraph: str) -> bool:
    return begins_as_any(paragraph) or _ADVERTISEMENT.match(paragraph) is not None


def _end_of_links(text: str, spans: Sequence[Span], start: int, end: int) -> int | None:
    """Index after the link that begins at `start`; None where there is none, or headlines go on from there to `end`.

    A few words, and what stands below the first link, may be the story's own headings and lists.
    """
    index = start
    while index < end and _may_be_headline(text[slice(*spans[index])]):
        index += 1
    is_link = start < index < end and len(text[slice(*spans[start])].split()) > _MOST_HEADING_WORDS
    return start + 1 if is_link else None


def _may_be_headline(paragraph: str) -> bool:
    return len(paragraph) <= _MAX_HEADLINE_CHARS and _TERMINAL.search(paragraph) is None


def remove_tails(draft: Draft, boilerplate: AbstractSet[int] = frozenset()) -> None:
    """Take the template's lines off the end and the start of a text, from the outside in.

    `boilerplate` holds the `line_digest`s of lines that repeat across pages of the site.
    """
    spans, text = draft.paragraphs(), draft.text
    removed = _tails(text, spans, boilerplate)
    start, end = 0, len(spans) - len(removed)
    _remove_last_lines(draft, spans[end - 1], boilerplate)
    head: list[tuple[Rule, int]] = []
    while end - start > 1:
        rule = _edge_rule(text[slice(*spans[start])], boilerplate)
        if rule is None:
            break
        head.append((rule, start))
        start += 1
    draft.remove_paragraphs(removed + head[::-1])


def _tails(text: str, spans: Sequence[Span], boilerplate: AbstractSet[int]) -> list[tuple[Rule, int]]:
    """Rule and index of each of the last spans that is the template's, from the last on; the first is never one."""
    removed: list[tuple[Rule, int]] = []
    end = len(spans)
    while end > 1:
        if (rule := _edge_rule(text[slice(*spans[end - 1])], boilerplate)) is not None:
            end -= 1
            removed.append((rule, end))
        elif (heading := _related_list(text, spans, end)) is not None:
            removed += [(TAIL, index) for index in range(end - 1, heading - 1, -1)]
            end = heading
        else:
            break
    return removed


def _remove_last_lines(draft: Draft, paragraph: Span, boilerplate: AbstractSet[int]) -> None:
    """Take the template's lines off the end of a paragraph of several lines; a word alone may end a verse."""
    start, end = paragraph
    if draft.text.find("\n", start, end) < 0:
        return
    lines: list[Span] = []
    for line in draft.text[start:end].split("\n"):
        lines.append((start, start + len(line)))
        start += len(line) + 1
    removed = _tails(draft.text, lines, boilerplate)
    kept_end = lines[-len(removed) - 1][1]
    if removed and len(draft.text[kept_end:end].split()) > 1:
        draft.replace(TAIL, "text", kept_end, end)


def _edge_rule(paragraph: str, boilerplate: AbstractSet[int]) -> Rule | None:
    if len(paragraph) > MAX_LINE_CHARS:
        return None
    if is_tail(paragraph):
        return TAIL
    return BOILERPLATE if boilerplate and is_boilerplate(paragraph, boilerplate) else None


def _related_list(text: str, spans: Sequence[Span], end: int) -> int | None:
    """Index of a heading such as `Related news` that ends a text with the headlines under it; `end` is after the last."""
    for index in range(end - 1, max(0, end - 12), -1):
        paragraph = text[slice(*spans[index])]
        if _is_heading(paragraph):
            return index
        if not _may_be_headline(paragraph):
            return None
    return None


def is_statement(line: str) -> bool:
    """Whether a line says something, as a story does: a sentence, or words with one number; not a notice of the page.

    >>> is_statement("No one was hurt."), is_statement("Serves 4"), is_statement("The Daily, a paper since 1901")
    (True, True, False)
    >>> is_statement("Read our newsletter."), is_statement("Page 4")
    (False, False)
    """
    if line.rstrip().rstrip(_CLOSING).endswith(_SENTENCE_ENDS):
        return not is_notice(line)
    return _COUNT.fullmatch(line) is not None and _COUNTER.search(line) is None


def is_notice(line: str) -> bool:
    """Whether a line speaks of the page itself: its newsletter, its articles, its readers' rights."""
    lower = line.lower()
    # One of these is in every notice; written out, as a loop over them would take twice as long.
    has_sign = (
        "stor" in lower or "article" in lower or "site" in lower or "page" in lower or "newsletter" in lower
        or "inbox" in lower or "app" in lower or "experience" in lower or "journalism" in lower or "newsroom" in lower
        or "report" in lower or "cookies" in lower or "subscri" in lower or "right" in lower or "©" in lower
        or "click" in lower or "http" in lower or "www" in lower or "@" in lower
    )  # fmt: skip
    return has_sign and _NOTICE.search(line) is not None


def boilerplate_key(paragraph: str) -> str:
    """Write a line without case, digits and punctuation: equal on pages that share it.

    A statement keeps its digits: reports in set words differ in nothing else.

    >>> boilerplate_key("Printed 12:30 | page 7"), boilerplate_key("Shares rose 3 percent on Monday.")
    ('printed page', 'shares rose 3 percent on monday')
    """
    return _key(paragraph, keeps_digits=is_statement(paragraph))


def line_digest(paragraph: str) -> int:
    """Digest of a line's `boilerplate_key`; odd for statements, of which the survey asks more."""
    is_said = is_statement(paragraph)
    return _digest(_key(paragraph, keeps_digits=is_said), is_said=is_said)


def is_boilerplate(paragraph: str, lines: AbstractSet[int]) -> bool:
    """Whether the `line_digest` of a paragraph is among these.

    Which of two digests it is takes longest to tell, and is asked only where one is there.
    """
    for is_said in (False, True):
        if _digest(_key(paragraph, keeps_digits=is_said), is_said=is_said) in lines:
            return line_digest(paragraph) in lines
    return False


def _key(paragraph: str, *, keeps_digits: bool) -> str:
    return " ".join((_LETTERS_AND_DIGITS if keeps_digits else _LETTERS).findall(paragraph.casefold()))


def _digest(key: str, *, is_said: bool) -> int:
    return digest64(key) & ~1 | is_said


def edge_lines(text: str) -> list[int]:
    """Digests of the short paragraphs at the start and the end of a text, where templates put their lines."""
    paragraphs = text.replace("\r\n", "\n").strip().split("\n\n")
    edge = (
        paragraphs
        if len(paragraphs) <= 2 * _EDGE_PARAGRAPHS
        else paragraphs[:_EDGE_PARAGRAPHS] + paragraphs[-_EDGE_PARAGRAPHS:]
    )
    return sorted(
        {line_digest(line) for line in edge if len(line) <= MAX_LINE_CHARS and _LETTERS.search(line)}
    )


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
