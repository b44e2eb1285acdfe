import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.document import Document
from newsmill.enrich.quotes import LANGUAGES, find_quotes

PIECES = st.sampled_from(
    [
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        "«",
        "»",
        "``",
        "''",
        "\n",
        "\n\n",
        " ",
        ". ",
        ", ",
        ": ",
        "? ",
        "—",
        "(",
        ")",
        "_",
        "he",
        "She",
        "said",
        "told",
        "according to",
        "Anna Berg",
        "Mr.",
        "the mayor",
        "😀",
        "Obama's",
        "asking",
        "by",
        "which",
        "„",
        "‚",
        ",,",
        "»",
        "er",
        "sagte",
        "a",
        "se",
        "dijo",
        "-t-il",
        "Le maire",
        "von der",
        "de",
        "selon",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=60).map(" ".join),
)


def document(text, language="en"):
    return Document(text, None, language, None, "none", None)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.sampled_from(sorted(LANGUAGES)))
def test_quotes_are_pieces_of_the_text_in_order_without_overlap(text, language):
    end = 0
    for quote in find_quotes(document(text, language)):
        assert text[quote.start : quote.end] == quote.quote
        assert quote.start >= end
        assert quote.speaker is None or quote.speaker.strip()
        end = quote.end


@pytest.mark.parametrize(
    "piece",
    ['"', "“", "'a ", '"a b c d e" he said. '],
)
def test_a_text_of_marks_is_read_in_linear_time(piece):
    text = piece * (1_000_000 // len(piece))
    read = document(text)
    begin = time.process_time()
    find_quotes(read)
    assert time.process_time() - begin < 2.0


@pytest.mark.parametrize(
    ("language", "piece"),
    [
        ("de", "„"),
        ("de", "„Ja, so ist das eben“, sagte er. "),
        ("de", "„Ja – sagte Anna Weber – so ist das“. "),
        ("fr", "se a il "),
        ("fr", "— Oui, dit Jean Martin à Paris\n"),
        ("es", "—Sí —dijo Ana Ruiz—. "),
        ("it", "«È così per tutti», ha detto. "),
        ("nl", ",,"),
    ],
)
def test_a_text_of_marks_in_another_language_is_read_in_linear_time(language, piece):
    read = document(piece * (300_000 // len(piece)), language)
    begin = time.process_time()
    find_quotes(read)
    assert time.process_time() - begin < 2.0
