"""Speech after a dash at the start of a paragraph, as Spanish, Portuguese and French newspapers print dialogue."""

import re
from typing import Final

from newsmill.enrich.quotes.lexicon import Lexicon
from newsmill.enrich.quotes.pairing import Span
from newsmill.enrich.quotes.telling import Teller
from newsmill.enrich.quotes.tokens import tokens_of, with_abbreviations

_SPEECH: Final = re.compile(r"^[—–―][ \xa0\u202f]?(?=[¿¡A-ZÀ-Ý])[^\n]*", re.MULTILINE)
_ASIDE: Final = re.compile(r"\s[—–―]\s?(?=\w)")
_ASIDE_END: Final = re.compile(r"[—–―]\s?[.,;:]?\s*")
_INVERTED: Final = re.compile(r"(?<=[,?!…])\s(?=\w)")
_INVERTING: Final = frozenset({"fr"})
_SPEAKING: Final = frozenset({"fr", "es", "pt"})
_REACH: Final = 120
# No article holds so many; what does is none.
_MAX_SPANS: Final = 2000


def find_spoken(text: str, lexicon: Lexicon) -> list[Span]:
    """Spans of speech after dashes, only where a verb of saying with its subject tells them from a list.

    >>> from newsmill.enrich.quotes.lexicon import lexicon_of
    >>> text = "—Firmaba —contestó León—. Como todos."
    >>> [text[a:b] for a, b in find_spoken(text, lexicon_of("es"))]
    ['—Firmaba', 'Como todos.']
    """
    if lexicon.language not in _SPEAKING:
        return []
    spans: list[Span] = []
    for match in _SPEECH.finditer(text):
        if len(spans) > _MAX_SPANS:
            break
        read = _inverted if lexicon.language in _INVERTING else _with_asides
        spans += read(text, match.start(), match.end(), lexicon)
    return spans


def _is_told(text: str, begin: int, end: int, lexicon: Lexicon) -> bool:
    told = with_abbreviations(text[begin : min(end, begin + _REACH)])
    found = Teller(tokens_of(told, 0, len(told), lexicon), lexicon, frozenset()).after(is_set_off=False)
    return found is not None and found.method == "cue_after"


def _with_asides(text: str, begin: int, end: int, lexicon: Lexicon) -> list[Span]:
    spans: list[Span] = []
    at = begin
    while len(spans) < _MAX_SPANS and (aside := _ASIDE.search(text, at + 1, end)) is not None:
        closing = _ASIDE_END.search(text, aside.end(), end)
        stop = closing.start() if closing else end
        if not _is_told(text, aside.end(), stop, lexicon):
            return spans
        spans.append((at, aside.start()))
        if closing is None or closing.end() >= end:
            return spans
        at = closing.end()
    if spans:
        spans.append((at, at + len(text[at:end].rstrip())))
    return spans


def _inverted(text: str, begin: int, end: int, lexicon: Lexicon) -> list[Span]:
    for match in _INVERTED.finditer(text, begin, end):
        if _is_told(text, match.end(), end, lexicon):
            stop = match.start() - (text[match.start() - 1] == ",")
            return [(begin, begin + len(text[begin:stop].rstrip()))]
    return []
