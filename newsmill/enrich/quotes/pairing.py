"""Quotation marks as languages other than English use them: which opens, what closes it, what goes on."""

import re
from typing import Final

Span = tuple[int, int]

# Dutch newspapers set two commas where others have a low mark.
_MARK: Final = re.compile(r",,(?=\w)|[“”„\"«»‚‘’‹›']")
# Which marks close an opening one. German books write »so«, Swiss and Romance ones «so».
_CLOSERS: Final[dict[str, dict[str, str]]] = {
    "de": {"„": '“”"', ",,": '“”"', "»": "«", "«": "»", "‚": "‘’", "›": "‹", "‹": "›", "“": "”", '"': '"'},
    "fr": {"«": "»", "“": "”", '"': '"', "„": "”“"},
    "es": {"«": "»", "“": "”", '"': '"', "‘": "’"},
    "it": {"«": "»", "“": "”", '"': '"'},
    "pt": {"«": "»", "“": "”", '"': '"', "‘": "’"},
    "nl": {"„": '”“"', ",,": '”“"', "“": "”", "«": "»", '"': '"', "‘": "’", "'": "'"},
}
_BEFORE_OPEN: Final = frozenset(" \t\n\xa0([{—–-/…:;,.!?¿¡\u2009\u202f\"“„«»‚‘‹›'’")
_SPACES: Final = " \xa0\u2009\u202f"
# What only begins a word that lost its first letters: 's avonds, 't kabinet.
_CLIPPED: Final = re.compile(r"['‘’](?:s|t|n|k|m|r|ie)\b")
_PARAGRAPH_END: Final = re.compile(r"\n(?![a-zß-öø-ÿ])|\Z")
_SURE_OPENERS: Final = frozenset({"„", "“", "«", ",,"})
_MAX_PARAGRAPHS: Final = 12
_MAX_SPANS: Final = 2000


def find_marked(text: str, language: str) -> list[Span]:
    """Spans of quotations with their marks, in order, not overlapping; quotations within them are part of them.

    A quotation that runs over paragraphs, each opened anew (in Spanish by a closing mark), is one span.

    >>> text = "« C'est l'heure », dit-il. « Oui »."
    >>> [text[a:b] for a, b in find_marked(text, "fr")]
    ["« C'est l'heure »", '« Oui »']
    """
    closers = _CLOSERS[language]
    if not any(mark in text for mark in closers):
        return []
    spans: list[Span] = []
    opened: tuple[int, str] | None = None
    paragraphs = 0
    begin = 0
    while begin < len(text) and len(spans) < _MAX_SPANS:
        match = _PARAGRAPH_END.search(text, begin)
        end = match.start() if match else len(text)
        if text[begin:end].strip():
            if opened is not None and not _goes_on(text, begin, opened[1], closers):
                spans += _unclosed(text, opened)
                opened = None
            paragraphs = paragraphs + 1 if opened else 1
            opened = _read(text, (begin, end), opened, closers, spans)
            if paragraphs > _MAX_PARAGRAPHS:
                opened = None
        begin = end + 1
    return spans + (_unclosed(text, opened) if opened else [])


def _goes_on(text: str, begin: int, opener: str, closers: dict[str, str]) -> bool:
    return text.startswith((opener, *closers[opener]), begin)


def _unclosed(text: str, opened: tuple[int, str]) -> list[Span]:
    """Believe a quotation without its closing mark where it fills a paragraph and its opening mark is no other's."""
    start, mark = opened
    is_first = start == 0 or text[start - 1] == "\n"
    match = _PARAGRAPH_END.search(text, start)
    end = match.start() if match else len(text)
    return [(start, start + len(text[start:end].rstrip()))] if is_first and mark in _SURE_OPENERS else []


def _read(
    text: str,
    paragraph: Span,
    opened: tuple[int, str] | None,
    closers: dict[str, str],
    spans: list[Span],
) -> tuple[int, str] | None:
    """Pair the marks of one paragraph; give the mark that is still open at its end."""
    begin, end = paragraph
    depth = 0
    at = begin + 1 if opened else begin
    for match in _MARK.finditer(text, at, end):
        start, mark = match.start(), match.group()
        if opened is None:
            if mark in closers and _can_open(text, start, begin, end):
                opened, depth = (start, mark), 0
        elif mark in closers[opened[1]] and _can_close(text, start, end):
            if depth:
                depth -= 1
            else:
                spans.append((opened[0], start + 1))
                opened = None
        elif mark == opened[1] and mark not in closers[mark] and _can_open(text, start, begin, end):
            depth += 1
    return opened


def _can_open(text: str, at: int, begin: int, end: int) -> bool:
    if at > begin and text[at - 1] not in _BEFORE_OPEN:
        return False
    if _CLIPPED.match(text, at):
        return False
    if text[at] == ",":
        return True
    following = text[at + 1 : at + 3] if at + 1 < end else ""
    if text[at] == "«" and following[:1] in set(_SPACES):
        return bool(following.strip())
    return bool(following[:1].strip(_SPACES)) and following[0] not in ".,;:)"


def _can_close(text: str, at: int, end: int) -> bool:
    following = text[at + 1] if at + 1 < end else " "
    if text[at] in "'’":
        return not following.isalnum() and not text[at - 1].isspace()
    if text[at] == '"':
        return not following.isalnum() and not text[at - 1].isspace()
    return not following.isalnum()


def mask_marked(text: str, spans: list[Span]) -> str:
    """Blank out the words of quotations, offsets unchanged, with plain marks and the last character of the words.

    >>> mask_marked("« Bien sûr. » Il rit.", [(0, 13)])
    '"__________." Il rit.'
    """
    parts, at = [], 0
    for start, end in spans:
        words = text[start:end].rstrip("“”„\"«»‚‘’‹›'" + _SPACES)
        last = words[-1] if len(words) > 1 and not words[-1].isspace() else "_"
        parts += [text[at:start], _blank(end - start, last)]
        at = end
    return "".join([*parts, text[at:]])


def _blank(length: int, last: str) -> str:
    shown = last if last in ".,;:!?…" else "x"
    return f'"{"_" * (length - 3)}{shown}"' if length > 2 else "_" * length
