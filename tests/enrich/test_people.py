"""Persons in German, French, Spanish, Italian, Portuguese and Dutch."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsmill.enrich.document import Document
from newsmill.enrich.people import LANGUAGES, find_persons, given_names


def persons(code: str | None, text: str) -> list[str]:
    document = Document(text, None, code, date(2024, 3, 14), "published", None)
    return [text[one.start : one.end] for one in find_persons(document)]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Kanzler Olaf Scholz traf Ursula von der Leyen.", ["Olaf Scholz", "Ursula von der Leyen"]),
        (
            "de",
            "Annegret Kramp-Karrenbauer und Hans-Peter Klein",
            ["Annegret Kramp-Karrenbauer", "Hans-Peter Klein"],
        ),
        ("fr", "Marine Le Pen a répondu à Jean-Luc Mélenchon.", ["Marine Le Pen", "Jean-Luc Mélenchon"]),
        ("es", "Isabel Díaz Ayuso y María de la Fuente", ["Isabel Díaz Ayuso", "María de la Fuente"]),
        ("it", "Il regista Massimo D'Alema tace.", ["Massimo D'Alema"]),
        ("pt", "Luiz Inácio Lula da Silva falou.", ["Luiz Inácio Lula da Silva"]),
        ("nl", "Jan Peter Balkenende sprak.", ["Jan Peter Balkenende"]),
        ("de", "Sie las Texte von John F. Kennedy.", ["John F. Kennedy"]),
        ("de", "Der Angeklagte Mehmet K. schweigt.", ["Mehmet K."]),
    ],
)
def test_a_given_name_tells_a_full_name(code: str, text: str, expected: list[str]) -> None:
    assert persons(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Das sagte Frau Kowalczyk am Abend.", ["Kowalczyk"]),
        ("fr", "Pour la ministre Aïssatou Diallo, oui.", ["Aïssatou Diallo"]),
        ("es", "El presidente Lula viajó.", ["Lula"]),
        ("it", "Il ministro Salvini parte.", ["Salvini"]),
        ("nl", "Minister Van der Wal zweeg.", ["Van der Wal"]),
        ("fr", "Le ministre indien Xyvrat Qonda a parlé.", ["Xyvrat Qonda"]),
        ("es", "Habla la interventora, Xyvrata Qonda.", ["Xyvrata Qonda"]),
        ("it", "Ieri papa Francesco tace.", ["Francesco"]),
        ("it", "Il ministro Xyvrat Qonda parte; Qonda tace.", ["Xyvrat Qonda", "Qonda"]),
        ("it", "L'assessore alla Cultura Ottone De Vecchi parte.", ["Ottone De Vecchi"]),
    ],
)
def test_a_title_tells_a_surname(code: str, text: str, expected: list[str]) -> None:
    assert persons(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("it", "Ecco l'idraulico Xyvrat Qonda di Prato.", ["Xyvrat Qonda"]),
        ("pt", "Segundo Xyvrata Qonda, vereadora em Braga, chove.", ["Xyvrata Qonda"]),
        ("es", "«Ya está», cuenta Xyvrata Qonda.", ["Xyvrata Qonda"]),
        ("nl", "'Klaar', zegt Xyvrat Qonda.", ["Xyvrat Qonda"]),
        ("nl", "'Klaar', aldus Xyvrat Qonda.", ["Xyvrat Qonda"]),
        ("fr", "« Non », explique Mme Qonda.", ["Qonda"]),
        ("es", "Nadie cuenta Nueva Galicia como propia.", []),
        ("de", "„Ja“, sagt Polizeisprecher Qonda.", ["Qonda"]),
    ],
)
def test_a_role_or_a_verb_of_saying_tells_a_full_name(code: str, text: str, expected: list[str]) -> None:
    assert persons(code, text) == expected


def test_where_somebody_is_from_is_no_part_of_the_name() -> None:
    assert persons("it", "Mario Rossi di Prato") == ["Mario Rossi"]
    assert persons("nl", "Jan Smit van Ajax") == ["Jan Smit"]
    assert persons("it", "Luca di Montalto") == ["Luca di Montalto"]


def test_a_name_ends_at_a_conjunction() -> None:
    assert persons("it", "Mario Rossi e Anna Verdi") == ["Mario Rossi", "Anna Verdi"]
    assert persons("es", "Juan Pérez y María Ruiz") == ["Juan Pérez", "María Ruiz"]


def test_a_surname_behind_a_preposition_of_place_is_no_person() -> None:
    assert persons("de", "Nicole Hamm gräbt in Hamm; Hamm lacht.") == ["Nicole Hamm", "Hamm"]


def test_a_name_in_a_language_is_one_in_papers_of_the_others() -> None:
    shared = {"Ademir", "Márcia", "Xabier", "Jaap", "Rossella", "Pierre", "Sebastian"}
    assert all(shared <= given_names(code) for code in ("fr", "es", "it", "pt", "nl"))


@pytest.mark.parametrize("text", ["Falou Xyvrata Qonda, 52, ontem.", "Falou Xyvrata Qonda (52) ontem."])
def test_an_age_tells_a_full_name(text: str) -> None:
    assert persons("pt", text) == ["Xyvrata Qonda"]


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "Olaf Scholz kam. Später ging Scholz; Scholz' Wagen und Scholz sah man.", ["Olaf Scholz", "Scholz", "Scholz", "Scholz"]),
        ("de", "Angela Merkel ging, Merkels Nachfolger kam.", ["Angela Merkel", "Merkel"]),
        ("fr", "Marine Le Pen parle. Puis Le Pen se tait.", ["Marine Le Pen", "Le Pen"]),
        ("nl", "Piet van Dijk won. Van Dijk juichte.", ["Piet van Dijk", "Van Dijk"]),
        (
            "nl",
            "Madeleine van Toorenburg sprak eerst. Dat is niet zo, aldus van Toorenburg. Van Toorenburg zweeg.",
            ["Madeleine van Toorenburg", "van Toorenburg", "Van Toorenburg"],
        ),
    ],
)  # fmt: skip
def test_a_surname_is_found_again_by_itself(code: str, text: str, expected: list[str]) -> None:
    assert persons(code, text) == expected


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("de", "Die Konrad-Adenauer-Stiftung und der Präsident des Bundestags"),
        ("de", "Im April Kirschen, im Mai Rosen."),
        ("fr", "La France Insoumise et la Marine nationale"),
        ("es", "En La Paz hubo lluvia; el presidente de Perú calla."),
        ("it", "Il presidente del Consiglio e la Donna del lago"),
        ("it", "Arriva a Santa Maria Maggiore."),
        ("de", "Das sagte die Vorsitzende Richterin am Abend."),
        ("pt", "Chegaram ao Rio Doce, 52 dias depois."),
        ("nl", "De minister van Financiën en het Rode Kruis"),
        ("sv", "Anna Lindh och Olof Palme"),
        (None, "Anna Weber"),
    ],
)
def test_what_is_no_person_is_left_alone(code: str | None, text: str) -> None:
    assert persons(code, text) == []


@given(
    st.sampled_from(sorted(LANGUAGES)),
    st.lists(
        st.sampled_from(
            [
                "Anna",
                "Jean",
                "van",
                "de",
                "D",
                "'",
                "-",
                "Le",
                "Pen",
                "Scholz",
                ".",
                "J.",
                "y",
                "Präsident",
                "12",
                "é",
                "Maria\n\n",
            ]
        ),
        max_size=40,
    ),
)
def test_spans_are_in_order_and_do_not_overlap(code: str, words: list[str]) -> None:
    text = " ".join(words)
    spans = find_persons(Document(text, None, code, None, "none", None))
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
