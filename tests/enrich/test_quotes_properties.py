import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.document import Document
from newsmill.enrich.quotes import find_quotes

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
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=60).map("".join),
    st.lists(PIECES, max_size=60).map(" ".join),
)


def document(text):
    return Document(text, None, "en", None, "none", None)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_quotes_are_pieces_of_the_text_in_order_without_overlap(text):
    end = 0
    for quote in find_quotes(document(text)):
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
