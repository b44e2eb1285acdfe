"""Laws of the token pass that the recogniser reads."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.document import tokenize


def sentences(text):
    words, _, _, begins = tokenize(text)
    return [" ".join(words[a:b]) for a, b in pairwise([*begins.tolist(), len(words)])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opens on Jan. 5. He left.", ["It opens on Jan. 5 .", "He left ."]),
        ("He was No. 1. She was not.", ["He was No. 1 .", "She was not ."]),
        ("At 7 p.m. EST it began.", ["At 7 p.m. EST it began ."]),
        (
            "He lives in Frankfort, Ky., with Sgt. Joe Smith.",
            ["He lives in Frankfort , Ky. , with Sgt. Joe Smith ."],
        ),
        ("No. He did not. In May. So it is.", ["No .", "He did not .", "In May .", "So it is ."]),
        ("Mr. Obama met Gen. Smith of the U.S. Army.", ["Mr. Obama met Gen. Smith of the U.S. Army ."]),
        ("One line\nanother line", ["One line", "another line"]),
    ],
)
def test_an_abbreviation_ends_no_sentence_and_a_full_stop_does(text, expected):
    assert sentences(text) == expected


@settings(deadline=None)
@given(st.text(max_size=60))
def test_words_stand_where_their_offsets_say(text):
    words, starts, ends, begins = tokenize(text)
    assert [text[a:b] for a, b in zip(starts, ends, strict=True)] == words
    assert sorted(set(begins.tolist())) == begins.tolist()
    assert not words or begins[0] == 0
