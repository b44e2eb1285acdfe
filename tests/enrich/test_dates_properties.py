import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.dates import find_dates
from newsmill.enrich.document import Document

PIECES = st.sampled_from(
    [
        "last",
        "next",
        "the",
        "of",
        "early",
        "May",
        "March",
        "Sept.",
        "Monday",
        "Sun",
        "3",
        "31",
        "2010",
        "1999",
        "99",
        "0",
        "-",
        "/",
        "years",
        "week",
        "ago",
        "two",
        "a",
        "century",
        "quarter",
        "first",
        "1990s",
        "18:00",
        "p.m.",
        "now",
        "9999",
        "day",
        "weekend",
        "past",
        "future",
        "later",
        "summer",
        "\n",
        ",",
        ".",
        "today",
        "morning",
        "😀",
        "twenty-one",
        "31/12/99",
        "noon",
        "midnight",
        "Christmas",
        "Easter",
        "Good",
        "Friday",
        "9/11",
        "22nd",
        "on",
        "1830",
        "GMT",
        "that",
        "following",
        "before",
        "Q3",
        "recent",
        "1.1.1",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))


def document(text, day=None):
    return Document(text, None, "en", day, "published" if day else "none", None)


@settings(deadline=None, max_examples=250)
@given(TEXTS, DAYS)
def test_dates_are_pieces_of_the_text_in_order_without_overlap(text, day):
    end = 0
    for found in find_dates(document(text, day)):
        assert text[found.start : found.end] == found.surface
        assert found.start >= end
        assert found.value
        assert found.value_end is None or found.value_end > found.value
        assert 0 <= found.confidence <= 1
        end = found.end


@pytest.mark.parametrize(
    "piece",
    ["2010-", "a year "],
)
def test_a_text_of_digits_is_read_in_linear_time(piece):
    text = piece * (1_000_000 // len(piece))
    read = document(text, date(2013, 6, 18))
    begin = time.process_time()
    find_dates(read)
    assert time.process_time() - begin < 2.0
