"""Places and demonyms in German, French, Spanish, Italian, Portuguese and Dutch."""

from datetime import date
from itertools import pairwise

import pytest

from newsmill.enrich.document import Document
from newsmill.enrich.entities.by_lists import find_names
from newsmill.enrich.places import Place, find_places
from newsmill.enrich.places.inflection import inflect
from newsmill.enrich.places.languages import LANGUAGES, language


def found(code: str, text: str) -> list[Place]:
    return find_places(Document(text, None, code, date(2024, 3, 14), "published", None), ())


def names(code: str, text: str, kind: str = "place") -> list[tuple[str, str | None]]:
    return [(place.name, place.country) for place in found(code, text) if place.kind == kind]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Sie reiste von Mailand über Genf nach Warschau.", [("Milan", "IT"), ("Geneva", "CH"), ("Warsaw", "PL")]),
        ("de", "Deutschlands Nachbarn und Berlins Theater", [("Germany", "DE"), ("Berlin", "DE")]),
        ("de", "In Nordrhein-Westfalen und Bayern", [("North Rhine-Westphalia", "DE"), ("Bavaria", "DE")]),
        ("de", "SINGEN (dpa) - Der Zug", [("Singen", "DE")]),
        ("fr", "Le cargo venu du Havre traverse la mer Noire vers l'Ukraine.", [("Le Havre", "FR"), ("Black Sea", None), ("Ukraine", "UA")]),
        ("fr", "Les Etats-Unis et les États-Unis", [("United States", "US"), ("United States", "US")]),
        ("fr", "Le club de Brest a gagné à Lyon.", [("Brest", "FR"), ("Lyon", "FR")]),
        ("es", "Viajó de Nueva York a Pekín y a la Franja de Gaza.", [("New York City", "US"), ("Beijing", "CN"), ("Gaza", "PS")]),
        ("es", "En Santiago de Chile, Santiago Pérez calla.", [("Santiago", "CL")]),
        ("it", "Da Monaco di Baviera a Torino, attraverso la Svizzera", [("Munich", "DE"), ("Turin", "IT"), ("Switzerland", "CH")]),
        ("it", "COMO - Come ogni anno la città si riempie.", [("Como", "IT")]),
        ("pt", "O navio saiu de Lisboa e parou no Porto.", [("Lisbon", "PT"), ("Porto", "PT")]),
        ("nl", "De trein van Den Haag naar Keulen en Parijs", [("The Hague", "NL"), ("Köln", "DE"), ("Paris", "FR")]),
    ],
)  # fmt: skip
def test_names_of_places_are_read_in_the_language_of_the_article(
    code: str, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert names(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Das Essen war kalt, und der Regen hielt an."),
        ("de", "Am Abend kam Dirk Hamm. Hamm lachte."),
        ("de", "Die Universität Bremen und der FC Augsburg"),
        ("fr", "Jean Tours était nice, disait Tours."),
        ("fr", "Météo-France annonce de la pluie."),
        ("es", "El doctor León y Rubén Mérida hablaron de ello."),
        ("it", "Come va? Sandro Verona non lo sa."),
        ("pt", "O economista Renato Salvador e a vitória do Sporting"),
        ("nl", "Gerrit van Bergen en Van Bergen zwegen."),
    ],
)
def test_words_persons_and_organisations_are_no_places(code: str, text: str) -> None:
    assert names(code, text) == []


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Ein französischer Minister traf die Ungarn.", ["FR", "HU"]),
        ("fr", "Les Grecs et une entreprise allemande", ["GR", "DE"]),
        ("es", "los alemanes y una empresa marroquí", ["DE", "MA"]),
        ("it", "le imprese tedesche e i greci", ["DE", "GR"]),
        ("pt", "as empresas alemãs e os israelitas", ["DE", "IL"]),
        ("nl", "Franse boeren en de Belgen", ["FR", "BE"]),
    ],
)
def test_demonyms_are_told_in_their_inflected_forms(code: str, text: str, expected: list[str]) -> None:
    assert [country for _, country in names(code, text, "demonym")] == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Der Bericht ist auf Deutsch erschienen, die Deutsche Bank schweigt."),
        ("fr", "Elle l'a dit en français."),
        ("nl", "Hij zei het in het Duits."),
    ],
)
def test_languages_and_firms_are_no_demonyms(code: str, text: str) -> None:
    assert names(code, text, "demonym") == []


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("pt", "Choveu em Vera Cruz ontem.", ["Vera Cruz"]),
        ("de", "Nicole Hamm gräbt in Hamm.", ["Hamm"]),
        ("de", "Nicole Hamm gräbt. Dann ging Hamm.", []),
        ("it", "A Siena vince il Torino: un gol, una partita.", ["Siena"]),
        ("de", "Das sagte Nokia in Helsinki.", ["Helsinki"]),
    ],
)
def test_what_persons_and_bodies_are_called_is_no_place_but_behind_a_preposition_of_place(
    code: str, text: str, expected: list[str]
) -> None:
    document = Document(text, None, code, date(2024, 3, 14), "published", None)
    assert [one.surface for one in find_places(document, find_names(document))] == expected


def test_spans_are_of_the_text_and_in_order() -> None:
    text = "Zwischen Köln und Mülheim an der Ruhr, in der Türkei und in „Zürich“: dänische Gäste aus Århus."
    places = found("de", text)
    assert [text[place.start : place.end] for place in places] == [place.surface for place in places]
    assert [place.start for place in places] == sorted(place.start for place in places)
    assert all(a.end <= b.start for a, b in pairwise(places))


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_each_demonym_is_of_a_country_of_the_gazetteer(code: str) -> None:
    tongue = language(code)
    assert all(tongue.names.country(country) for country in set(tongue.demonyms.values()))
    assert len(set(tongue.demonyms.values())) > 90


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(KeyError):
        language("sv")


def test_feminine_and_plural_forms_are_those_of_grammar() -> None:
    assert {"turque", "turques", "grecque", "norvégienne"} <= {
        form for word in ("turc", "grec", "norvégien") for form in inflect(word, "fr")
    }
    assert {"Italienerin", "Italienern"} <= set(inflect("Italiener", "de"))
    assert {"espanhóis", "franceses", "alemães", "letões"} <= {
        form for word in ("espanhol", "francês", "alemão", "letão") for form in inflect(word, "pt")
    }
