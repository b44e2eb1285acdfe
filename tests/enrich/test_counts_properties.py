import math
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.counts import find_counts
from newsmill.enrich.document import Document

PIECES = st.sampled_from(
    [
        "at least",
        "12",
        "1,000",
        "2.5",
        "million",
        "dozens",
        "of",
        "tens of thousands",
        "a",
        "half",
        "dozen",
        "and",
        "to",
        "between",
        "people",
        "soldiers",
        "killed",
        "wounded",
        "said",
        "police",
        "according to",
        "the",
        "$",
        "€",
        "%",
        "percent",
        "US$",
        "dollars",
        "-",
        "–",
        ".",
        ",",
        "\n",
        "😀",
        "twenty-one",
        "hundred",
        "One",
        "years",
        "old",
        "٣",
        "²",
        "999999999999999999999",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


def document(text):
    return Document(text, None, "en", None, "none", None)


@settings(deadline=None, max_examples=250)
@given(TEXTS)
def test_counts_are_pieces_of_the_text_in_order_without_overlap(text):
    end = 0
    for count in find_counts(document(text)):
        assert text[count.start : count.end] == count.surface
        assert count.start >= end
        assert math.isfinite(count.number)
        assert count.source is None or count.source.strip()
        end = count.end


@pytest.mark.parametrize(
    "piece",
    ["1", "one ", "one hundred and "],
)
def test_a_text_of_digits_is_read_in_linear_time(piece):
    text = piece * (1_000_000 // len(piece))
    read = document(text)
    begin = time.process_time()
    find_counts(read)
    assert time.process_time() - begin < 2.0
