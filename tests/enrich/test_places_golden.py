"""Golden cases of the places enricher: what must be found, where it must lie, and what must not be a place."""

from dataclasses import dataclass

import pytest

from newsmill.enrich.document import Document
from newsmill.enrich.places import Place, find_places

STORY = """The US and Russian presidents faced off on the sidelines of the G8 summit in Northern Ireland, days after the White House signaled it would begin arming militants fighting the Syrian government.

They announced Obama would go to Moscow on September 3-4 for a full-scale summit, expanding a previously announced trip that includes the G20 summit in St Petersburg.

Washington and Moscow have agreed in principle to host a conference in Geneva on ending the violence in Syria."""


@dataclass(frozen=True)
class Span:
    start: int
    end: int
    kind: str
    confidence: float = 0.99


def places(text: str, *spans: tuple[str, str]) -> list[Place]:
    document = Document(text, None, "en", None, "none", None)
    found = [Span(text.index(surface), text.index(surface) + len(surface), kind) for surface, kind in spans]
    return find_places(document, sorted(found, key=lambda s: s.start))


def countries(text: str, *spans: tuple[str, str]) -> list[tuple[str, str | None]]:
    return [(p.surface, p.country) for p in places(text, *spans) if p.kind == "place"]


def one(text: str, surface: str) -> Place:
    return next(p for p in places(text) if p.surface == surface)


def test_the_sample_story_lies_where_it_happened():
    assert countries(STORY) == [
        ("US", "US"),
        ("Northern Ireland", "GB"),
        ("Moscow", "RU"),
        ("St Petersburg", "RU"),
        ("Washington", "US"),
        ("Moscow", "RU"),
        ("Geneva", "CH"),
        ("Syria", "SY"),
    ]


def test_the_capital_is_meant_by_washington_where_no_state_is():
    washington = one(STORY, "Washington")
    assert washington.entity_id == "geonames:4140963"
    assert (round(washington.latitude), round(washington.longitude)) == (39, -77)


def test_demonyms_are_evidence_of_their_own_kind():
    found = [(p.surface, p.kind, p.entity_id, p.method) for p in places(STORY) if p.method == "demonym"]
    assert found == [
        ("Russian", "demonym", "iso:RU", "demonym"),
        ("Syrian", "demonym", "iso:SY", "demonym"),
    ]


@pytest.mark.parametrize(
    ("text", "surface", "country", "area"),
    [
        ("A man was shot in Paris, Texas. Police in Paris said so.", "Paris", "US", "Texas"),
        ("The fire broke out in Paris on Monday.", "Paris", "FR", "Île-de-France"),
        ("He lives in London, Ontario.", "London", "CA", "Ontario"),
        ("LONDON (Reuters) - Shares fell on Friday.", "LONDON", "GB", "England"),
        ("CHARLESTON, W.Va. -- A man pleaded guilty.", "CHARLESTON", "US", "West Virginia"),
        ("Lawmakers from Atlanta and Savannah met in Georgia.", "Georgia", "US", "Georgia"),
        ("Russia bombed Gori and Tbilisi as Georgia withdrew.", "Georgia", "GE", None),
        ("Fighting went on in Donetsk and in Crimea.", "Crimea", "UA", None),
        ("Flood waters rose in Sichuan Province on Friday.", "Sichuan Province", "CN", "Sichuan"),
        ("Gunmen attacked a town in Kano State on Monday.", "Kano State", "NG", "Kano"),
        ("A fire broke out in Fresno, Calif., on Sunday.", "Calif.", "US", "California"),
        ("He was born in Huntington, W.Va., in 1950.", "W.Va.", "US", "West Virginia"),
        ("Stars met in LA on Sunday.", "LA", "US", "California"),
        ("He was born in Monroe, LA, in 1950.", "Monroe", "US", "Louisiana"),
        ("He was born in Mobile, Alabama.", "Mobile", "US", "Alabama"),
        ("A train derailed near Reading, Pennsylvania.", "Reading", "US", "Pennsylvania"),
        ("The attack in Nice, France, killed 86.", "Nice", "FR", None),
    ],
)
def test_a_name_means_the_place_its_surroundings_say(text, surface, country, area):
    place = one(text, surface)
    assert place.country == country
    assert area is None or place.admin_area == area


@pytest.mark.parametrize(
    ("text", "surface", "country"),
    [
        ("Ebola spread from Guinea to Sierra Leone.", "Guinea", "GN"),
        ("Cases rose in the Democratic Republic of Congo.", "Democratic Republic of Congo", "CD"),
        ("He flew from South Korea to North Korea.", "North Korea", "KP"),
        ("Shells fell on Gaza.", "Gaza", "PS"),
        ("Russia's ambassador to Turkey was shot in Ankara.", "Russia", "RU"),
        ("Talks in Côte d'Ivoire failed.", "Côte d'Ivoire", "CI"),
        ("Boats landed in Pointe Noire.", "Pointe Noire", "CG"),
        ("The Canada-EU deal was signed.", "Canada", "CA"),
        ("A US-led coalition bombed Raqqa.", "US", "US"),
        ("Kiev and Bombay have other names now; he left Bombay.", "Bombay", "IN"),
    ],
)
def test_names_of_countries_and_cities_are_found_in_their_usual_forms(text, surface, country):
    assert (surface, country) in countries(text)


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan scored 40 points. Jordan said he was tired.",
        "We ate roast turkey. Turkey is best served cold, and turkey soup too.",
        "In May, Theresa May spoke. May said she would stay.",
        "Reading books is fun, and reading them aloud too.",
        "Mobile phones were sold. Every mobile has a camera.",
        "Nice weather is expected; the nice days are back.",
        "Mr. Houston and Mrs. Lincoln met Sen. Cleveland.",
        "She met Charlotte Brown and Austin Powers.",
        "Santa Claus came on Christmas Eve.",
        "The West Nile virus and Lassa fever were found.",
        "The Islamic State group and State Police were there.",
        "Shares of Bristol-Myers rose.",
        "Most of the day was lost. Split the bill. Of course.",
    ],
)
def test_names_of_persons_and_common_words_are_not_places(text):
    assert countries(text) == []


def test_the_white_house_is_not_in_casablanca():
    found = countries("The White House said it had seen Casablanca, which is in Morocco.")
    assert ("White House", "MA") not in found
    assert "White House" not in [surface for surface, _ in found]
    known = places("They met at the White House.", ("White House", "place"))
    assert [(p.surface, p.country, round(p.latitude)) for p in known] == [("White House", "US", 39)]


def test_paris_hilton_is_no_place_but_paris_is():
    text = "Paris Hilton arrived. She said that in Paris it rained."
    assert [p.start for p in places(text, ("Paris Hilton", "person"))] == [text.index("Paris it")]


def test_a_person_span_keeps_a_town_of_that_name_out():
    text = "Then Lincoln spoke to the crowd."
    assert places(text, ("Lincoln", "person")) == []


def test_a_place_span_that_the_gazetteer_does_not_know_lies_at_its_neighbour():
    text = "Shots were fired on Xyzzy Street in Aleppo on Monday."
    street = next(p for p in places(text, ("Xyzzy Street", "place")) if p.surface == "Xyzzy Street")
    assert (street.country, street.method, street.entity_id) == ("SY", "nearby", None)
    assert street.confidence <= 0.5


def test_a_place_span_alone_in_the_text_has_no_coordinates():
    found = places("They walked along Xyzzy Heath.", ("Xyzzy Heath", "place"))
    assert [(p.latitude, p.longitude, p.method) for p in found] == [(None, None, "recogniser")]


def test_an_unsure_place_span_is_not_enough():
    text = "They met Xyzzy again."
    document = Document(text, None, "en", None, "none", None)
    assert find_places(document, [Span(9, 14, "place", 0.5)]) == []


def test_a_village_the_text_calls_one_is_found():
    assert [p.surface for p in places("They fled the village of Meliandou in Guinea.")] == [
        "Meliandou",
        "Guinea",
    ]


def test_the_kind_of_demonyms_is_the_callers_choice():
    text = "A Turkish officer spoke."
    document = Document(text, None, "en", None, "none", None)
    assert [(p.surface, p.kind) for p in find_places(document, [], "place")] == [("Turkish", "place")]
