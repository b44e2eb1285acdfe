import pytest

from newsmill.text import caption_sentences
from newsmill.text.insertions import may_hold_any_mark


@pytest.mark.parametrize("sign", caption_sentences._SIGNS)
def test_no_sign_of_a_caption_is_overlooked(sign):
    text = f"It was said{sign}by whom"
    assert caption_sentences.has_caption_sign(text)
    assert may_hold_any_mark(text)
    assert may_hold_any_mark(f"It was said {sign.strip()} by whom")


def test_a_stem_alone_is_no_sign():
    assert not caption_sentences.has_caption_sign("The image of a photographer whose credit is good")
