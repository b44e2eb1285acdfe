import pytest

from newsmill.enrich.annotations import Mention
from newsmill.enrich.merging import merged

TEXT = "The Bank of England and Paris Hilton met in Paris near Foobarville."


def mention(kind, surface, confidence=0.9, start=None):
    start = TEXT.index(surface) if start is None else start
    return Mention(kind, surface, start, start + len(surface), confidence, "test")


def test_a_place_within_an_organization_stands_beside_it():
    bank, england = mention("organization", "Bank of England"), mention("place", "England")
    assert merged([bank], [england]) == (bank, england)


def test_a_place_within_a_person_is_dropped():
    hilton, paris = mention("person", "Paris Hilton"), mention("place", "Paris")
    assert merged([hilton], [paris]) == (hilton,)


@pytest.mark.parametrize(
    "name", ["New York Times", "Norfolk Southern Corp.", "Placer Pacific Ltd", "Hong Kong Exchange"]
)
def test_a_place_within_a_company_or_a_medium_is_dropped(name):
    whole = Mention("organization", name, 0, len(name), 0.9, "test")
    place = name.rpartition(" ")[0]
    assert merged([whole], [Mention("place", place, 0, len(place), 0.9, "test")]) == (whole,)


def test_a_place_within_an_airline_is_dropped():
    airline = Mention("organization", "Air France", 0, 10, 0.9, "test")
    assert merged([airline], [Mention("place", "France", 4, 10, 0.9, "test")]) == (airline,)


def test_the_same_words_go_to_the_place_since_it_has_been_weighed_against_the_recogniser():
    place = mention("place", "England", 0.7)
    assert merged([mention("organization", "England", 0.95)], [place]) == (place,)
    assert merged([mention("person", "England", 0.95)], [place]) == (place,)


def test_of_names_that_overlap_in_part_the_one_on_the_map_stays():
    place = mention("place", "Paris Hilton")
    assert merged([mention("organization", "England and Paris")], [place]) == (place,)


def test_a_place_on_the_map_takes_the_place_of_the_recognised_one():
    recognised, placed = mention("place", "Paris", 0.99), mention("place", "Paris", 0.5)
    assert merged([recognised], [placed]) == (placed,)


def test_a_place_that_is_on_no_map_must_be_certain():
    certain, doubtful = mention("place", "Foobarville", 0.9), mention("place", "Foobarville", 0.7)
    assert merged([certain], []) == (certain,)
    assert merged([doubtful], []) == ()


def test_mentions_are_in_order_of_the_text():
    later = mention("place", "Paris", start=TEXT.rindex("Paris"))
    bank = mention("organization", "Bank of England")
    assert merged([bank], [later]) == (bank, later)
