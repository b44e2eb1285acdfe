"""Laws of shingles: they are the runs of five words, whatever else is hashed beside them."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from newsmill.identity import plain_words
from newsmill.steps import shingles as module
from newsmill.steps.shingles import ONE_IN, WORDS, shingles, sketches_of

TEXTS = st.lists(st.lists(st.sampled_from(["a", "b", "cd", "café", "2024"]), max_size=14), max_size=6)


def runs(words):
    return {tuple(words[at : at + WORDS]) for at in range(len(words) - WORDS + 1)}


@given(TEXTS)
def test_texts_share_a_shingle_exactly_where_they_share_a_run_of_five_words(texts):
    found = shingles([" ".join(words).encode() for words in texts])
    for i, one in enumerate(texts):
        assert len(found.of(i)) == len(runs(one))
        for j, other in enumerate(texts):
            shared = set(found.of(i).tolist()) & set(found.of(j).tolist())
            assert len(shared) == len(runs(one) & runs(other))


@given(TEXTS)
def test_a_text_has_the_same_shingles_alone_and_among_others(texts):
    plain = [" ".join(words).encode() for words in texts]
    together = shingles(plain)
    for at, text in enumerate(plain):
        assert shingles([text]).hashes.tolist() == together.of(at).tolist()


def test_a_text_longer_than_what_is_hashed_at_once_has_the_shingles_of_its_parts():
    words = [f"w{n}" for n in range(module._CHUNK // 4)]
    whole = shingles([b"short one before it all here", " ".join(words).encode(), b"and one after it all"])
    part = shingles([" ".join(words[-10:]).encode()])
    assert len(whole.of(1)) == len(words) - WORDS + 1
    assert set(part.of(0).tolist()) <= set(whole.of(1).tolist())
    assert len(whole.of(2)) == 1


def test_shingles_are_sorted_and_each_stands_once():
    found = shingles([plain_words("a b c d e f a b c d e f g")]).of(0)
    assert np.all(found[1:] > found[:-1])


def test_hashes_stay_what_they_are_since_lakes_hold_them():
    assert shingles([b"one two three four five"]).hashes.tolist() == [8747881483204222272]


def test_a_sketch_is_a_fixed_eighth_of_the_shingles():
    words = [f"w{n}" for n in range(4000)]
    plain = " ".join(words).encode()
    table = sketches_of(["a", "b"], [plain, b" ".join(plain.split()[1000:])])
    whole, rest = (set(sketch) for sketch in table["sketch"].to_pylist())
    assert rest <= whole
    assert 0.8 * len(words) / ONE_IN < len(whole) < 1.2 * len(words) / ONE_IN
    assert table["article_id"].to_pylist() == ["a", "b"]


def test_texts_without_words_have_an_empty_sketch():
    assert sketches_of(["a", "b", "c"], [b"", b"too short", b""])["sketch"].to_pylist() == [[], [], []]
    assert sketches_of([], []).num_rows == 0
