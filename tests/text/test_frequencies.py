import pytest
import wordfreq

from newsmill.text.frequencies import Frequencies, zipf, zipf_table


def test_frequencies_are_those_of_wordfreq():
    for word in ("the", "government", "aft", "putin", "zyzzyva"):
        assert zipf(word) == pytest.approx(wordfreq.zipf_frequency(word, "en", "best"), abs=0.01)


def test_no_word_of_a_list_is_lost_and_each_has_its_frequency():
    table = zipf_table("en")
    lists = wordfreq.read_cBpack(wordfreq.available_languages("best")["en"])
    assert sum(map(len, lists)) > 300_000
    assert not [
        word
        for at, words in enumerate(lists)
        for word in words
        if abs(table.get(word, 0.0) - (9 - at / 100)) > 1e-9
    ]


def test_a_word_is_not_taken_for_another_of_the_same_bytes():
    # In UTF-16 the one character has the bytes of "kp".
    table = Frequencies([["火"], ["the"]])
    assert table.get("火", 0.0) == 9.0
    assert table.get("kp", 0.0) == 0.0


def test_an_empty_list_knows_nothing():
    assert Frequencies([]).get("the", -1.0) == -1.0


def test_a_language_without_a_list_has_the_list_of_english():
    assert zipf_table("xx") is zipf_table("en")
