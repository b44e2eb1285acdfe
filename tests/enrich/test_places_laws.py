"""Laws of the places enricher and its gazetteer that hold for any text."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.document import Document, tokenize
from newsmill.enrich.entities import Span
from newsmill.enrich.places import find_places
from newsmill.enrich.places.gazetteer import DATA, demonyms, gazetteer, senses, words
from newsmill.enrich.places.people import find_demonyms
from newsmill.enrich.places.scene import Scene

PIECES = st.sampled_from(
    [
        "Paris", "Texas", "Syria", "Turkish", "South", "Korea", "Korean", "New", "York", "St.", "Petersburg", ",", ".",
        "in", "the", "President", "Obama", "County", "River", "U.S.", "-", "😀", "São Paulo", "İstanbul", "NEW YORK",
        "US-led", "\n\n", "(", ")", "of", "village", "'s", "ß", "Lake", "KY",
    ]
)  # fmt: skip


def document(text: str) -> Document:
    return Document(text, None, "en", None, "none", None)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30))
def test_places_are_spans_of_the_text_in_order_without_overlaps(pieces):
    text = " ".join(pieces)
    found = find_places(document(text), [])
    assert all(p.surface == text[p.start : p.end] and p.surface.strip() for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(0 <= p.confidence <= 1 for p in found)
    assert all(p.latitude is None or (-90 <= p.latitude <= 90 and -180 <= p.longitude <= 180) for p in found)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=200))
def test_no_text_is_an_error(text):
    find_places(document(text), [])


def test_an_empty_document_has_no_places():
    assert find_places(document(""), []) == []
    assert find_places(document(" \n\n "), []) == []


def test_offsets_count_code_points_beyond_the_basic_plane():
    text = "😀🏴 Floods hit Brazil 😀 and São Paulo."
    assert [(p.surface, text[p.start : p.end]) for p in find_places(document(text), [])] == [
        ("Brazil", "Brazil"),
        ("São Paulo", "São Paulo"),
    ]


def test_the_same_text_gives_the_same_places():
    text = "Talks in Geneva between Georgia, Jordan and Chad on Lebanon, Ohio, and Springfield."
    assert find_places(document(text), []) == find_places(document(text), [])


def test_each_country_has_a_code_a_point_and_a_name():
    names = gazetteer()
    codes = [
        line.split(";")[0]
        for line in (DATA / "countries.txt").read_text("utf-8").splitlines()
        if line[0] != "#"
    ]
    assert len(codes) == len(set(codes)) >= 249
    for code in codes:
        country = names.country(code)
        assert (country.kind, country.entity_id) == ("country", f"iso:{code}")
        known = names.name(" ".join(tokenize(country.name)[0]))
        assert known is not None
        assert country in known.candidates


def test_each_usual_sense_is_a_place_of_that_name():
    for text, entity_id in senses().items():
        name = gazetteer().name(text)
        assert name is not None, text
        assert entity_id in {c.entity_id for c in name.candidates}, text


@pytest.mark.parametrize(
    ("table", "column"), [("regions.txt", 0), ("subdivisions.txt", 1), ("aliases.txt", 0)]
)
def test_the_gazetteer_is_built_from_the_tables_beside_it(table, column):
    for line in (DATA / table).read_text("utf-8").splitlines():
        if not line.startswith("#"):
            name = line.split(";")[column]
            assert " ".join(tokenize(name)[0]) in gazetteer(), f"{name}: run tools/build_gazetteer.py"


def test_each_demonym_leads_to_a_place():
    for demonym in demonyms():
        scene = Scene(document(f"A {demonym} crowd."), gazetteer())
        assert [scene.words[first:last] for first, last, _ in find_demonyms(scene)] == [
            tokenize(demonym)[0]
        ], demonym


def test_an_unknown_name_is_none_and_a_known_one_stays_the_same_object():
    assert gazetteer().name("Xyzzyville") is None
    assert gazetteer().name("Aleppo") is gazetteer().name("Aleppo")


def test_cities_of_one_name_keep_their_geonames_ids():
    ids = {c.entity_id: c.country for c in gazetteer().name("London").candidates}
    assert (ids["geonames:2643743"], ids["geonames:6058560"]) == ("GB", "CA")


def test_word_lists_are_not_empty():
    for name in ("given_names", "surnames", "not_places", "titles", "strong_prepositions", "place_nouns"):
        assert words(name), name


@pytest.mark.parametrize("text", ["American Airlines", "Russian Orthodox Church School"])
def test_no_word_is_both_place_and_demonym(text):
    found = find_places(document(f"He works for {text} in Moscow."), [])
    assert len({p.start for p in found}) == len(found)


def test_a_long_article_takes_milliseconds():
    text = (
        "Police in Springfield, Ohio, said that Georgia and Jordan met near Paris, Texas, in San Antonio. "
        * 60
    )
    one = document(text)
    find_places(one, [])
    begin = time.process_time()
    find_places(one, [])
    assert time.process_time() - begin < 0.2


def test_a_company_that_is_called_by_a_town_is_no_place():
    text = "Analysts said that Ashland owns 56 percent of the refiner."
    start = text.index("Ashland")
    company = Span(start, start + len("Ashland"), "organization", 0.99)
    assert [p.surface for p in find_places(document(text), [])] == ["Ashland"]
    assert find_places(document(text), [company]) == []


def test_a_currency_is_no_place():
    assert find_places(document("It made bids worth US$600 million."), []) == []
    assert find_places(document("It made bids worth US $600 million."), []) == []
    assert [p.surface for p in find_places(document("It left the US $600 million richer."), [])] == ["US"]
    assert [p.surface for p in find_places(document("It cost Australia $600 million."), [])] == ["Australia"]
    assert [p.surface for p in find_places(document("It made bids in the US, worth $600 million."), [])] == [
        "US"
    ]


def test_behind_a_town_stands_its_state_and_elsewhere_what_is_meant_there():
    text = "Talks were held in Rochester, New York, on Monday. He flew to New York on Tuesday."
    found = [(p.surface, p.entity_id) for p in find_places(document(text), [])]
    assert found == [
        ("Rochester", "geonames:5134086"), ("New York", "iso:US-NY"), ("New York", "geonames:5128581"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["Talks were held in Beijing on Monday.", "Talks were held in Shanghai on Monday."]
)
def test_a_city_and_the_area_called_so_around_it_are_no_rivals(text):
    (place,) = find_places(document(text), [])
    assert place.confidence > 0.9


def test_towns_of_one_name_in_different_areas_are_rivals():
    (place,) = find_places(document("Talks were held in Springfield on Monday."), [])
    assert place.confidence < 0.7
