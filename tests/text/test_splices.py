import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsmill.text import splices
from newsmill.text.frequencies import zipf_table

# A small letter that goes over into a capital, a figure or an opening mark with no space between. `Â` and `Ã` are none.
SEAM = re.compile(r"[a-zà-öø-ÿ](?=[A-ZÀÁÄ-ÖØ-ÞА-ЯЁ]|[(\[\"“‘][A-Z\d]|\d)")
CHARACTERS = 'aàßyB9("“‘[ \nÂÃЖж٣😀\ud800'


ASCII = "".join(filter(str.isascii, CHARACTERS))


@given(st.text(st.sampled_from(CHARACTERS), max_size=12) | st.text(st.sampled_from(ASCII), max_size=12))
def test_seams_are_those_of_the_pattern(text):
    assert splices.seams(text) == tuple(match.start() for match in SEAM.finditer(text))


@pytest.mark.parametrize(
    ("head", "letters"), [("aft", "houser"), ("aft", "er"), ("cré", "ationer"), ("na", "ïveté"), ("zq", "xx")]
)
def test_endings_are_the_words_of_the_list_but_for_single_letters(head, letters):
    table = zipf_table("en")
    words = [(at, table.get(head + letters[at:], 0.0)) for at in range(len(letters) - 1)]
    assert table.endings(head, letters) == [(at, zipf) for at, zipf in words if zipf]


def test_one_letter_is_no_rest_of_a_word_that_the_article_uses():
    text = "Zorba danced with zorba, and zorbas. He met zorbObama and Putin in Geneva bas the end, and schwa came."
    cut = text.index("Obama")
    tails = {tail for _, tail, _ in splices._readings(text, "zorb", cut, len(text))}
    assert tails == {"as"}
