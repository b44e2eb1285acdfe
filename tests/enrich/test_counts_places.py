"""Where the event of a count was: the places of a text are written in angle brackets, `<Aleppo>`."""

import re
from dataclasses import dataclass

import pytest

from newsmill.enrich.counts import find_counts, with_places
from newsmill.enrich.document import Document

PLACE = re.compile(r"<([^>]+)>")
COUNTRIES = {"Syria": "SY", "Iraq": "IQ", "U.S.": "US", "Iran": "IR", "Aleppo": "SY", "Baghdad": "IQ"}


@dataclass(frozen=True)
class Mention:
    kind: str
    start: int
    end: int
    name: str
    entity_id: str | None
    country: str | None
    surface: str = ""


def read(marked, language="en"):
    """The text without its brackets, and the mentions of the places in them."""
    text, mentions = "", []
    for at, piece in enumerate(PLACE.split(marked)):
        if at % 2:
            country = COUNTRIES.get(piece)
            identity = f"iso:{country}" if piece in {"Syria", "Iraq", "U.S.", "Iran"} else f"geonames:{piece}"
            mentions.append(Mention("place", len(text), len(text) + len(piece), piece, identity, country))
        text += piece
    return Document(text, None, language, None, "none", None), mentions


def places(marked, language="en"):
    document, mentions = read(marked, language)
    return [count.place for count in with_places(document, find_counts(document), mentions)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A bomb in <Aleppo> killed 12 people.", ["Aleppo"]),
        ("At least 12 people were killed in the northern Syrian town of <Aleppo>.", ["Aleppo"]),
        ("In <Aleppo>, <Syria>, 12 people were killed.", ["Aleppo"]),
        ("At least 12 people were killed in <Aleppo> in northern <Syria>.", ["Aleppo"]),
        ("The attack on <Aleppo> killed 12 people.", ["Aleppo"]),
        ("A quake hit <Iran>, killing 12 people.", ["Iran"]),
        ("The <Baghdad> bombing killed 12 people.", ["Baghdad"]),
        ("It killed 12 people in <Aleppo> and wounded 30 people in <Baghdad>.", ["Aleppo", "Baghdad"]),
        ("A bomb exploded in <Aleppo>, killing 12 people and wounding 30 others.", ["Aleppo", "Aleppo"]),
        (
            "In <Aleppo> on Friday a large bomb killed 12 people and wounded 30 in <Baghdad>.",
            ["Aleppo", "Baghdad"],
        ),
        ("In <Aleppo> in northern <Syria> 12 people were killed.", ["Aleppo"]),
        ("It killed 12 soldiers in <Iran>'s week-old offensive in <Iraq>.", ["Iraq"]),
    ],
)
def test_the_place_of_an_event_is_the_nearest_that_words_lead_to(text, expected):
    assert places(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Police arrested 12 people from <Iran>.",
        "<Iran> said 12 people were killed.",
        "The attack on the <U.S.> frigate killed 12 people.",
        "Near the border with <Iran> 12 people were killed.",
        "Officials in <Baghdad> said 12 people were killed.",
        "They bought 12 houses in <Baghdad>.",
    ],
)
def test_origins_speakers_and_targets_are_no_places_of_an_event(text):
    assert places(text) == [None]


def test_who_flees_was_where_they_left():
    assert places("Some 12 people fled from <Iraq> to <Syria>.") == ["Iraq"]


def test_without_a_place_in_its_sentence_a_count_has_that_of_the_sentence_before_and_else_the_dateline():
    before = "BAGHDAD, Iraq. A bomb exploded in <Aleppo>. It killed 12 people."
    assert places(before) == ["Aleppo"]
    assert places(f"{before} He said so. The next killed 30 people.") == ["Aleppo", None]
    assert places("<Aleppo>. Bei einem Unfall auf der Autobahn 4 starben zwei Menschen.", "de") == ["Aleppo"]
    assert places("<BAGHDAD> (Reuters) - It was a bomb. It was big. A bomb killed 12 people.") == ["BAGHDAD"]


def test_peoples_and_places_in_the_names_of_bodies_are_no_places():
    document, (place,) = read("A bomb in <Baghdad> killed 12 people.")
    demonym = Mention("demonym", place.start, place.end, "Iraq", "iso:IQ", "IQ")
    body = Mention("organization", place.start, place.end + 5, "Baghdad Bank", "x", None)
    unknown = Mention("place", place.start, place.end, "Baghdad", None, None)
    for mentions in ([demonym], [body, place], [unknown], []):
        (count,) = with_places(document, find_counts(document), mentions)
        assert (count.place, count.place_id) == (None, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "In der Stadt <Aleppo> wurden 12 Menschen getötet."),
        ("de", "Bei einem Anschlag auf <Aleppo> starben 12 Menschen."),
        ("fr", "Douze personnes ont été tuées dans la ville d'<Aleppo>."),
        ("fr", "L'attentat de <Aleppo> a tué 12 personnes."),
        ("fr", "Un séisme a frappé le sud de l'<Aleppo>, tuant 12 personnes."),
        ("es", "Doce personas murieron al descarrilar un tren entre <Aleppo> y <Baghdad>."),
        ("es", "Al menos 12 personas murieron en la ciudad de <Aleppo>."),
        ("es", "El terremoto de <Aleppo> dejó 12 muertos."),
        ("it", "Almeno 12 persone sono morte ad <Aleppo>."),
        ("it", "La strage di <Aleppo> ha ucciso 12 persone."),
        ("pt", "Pelo menos 12 pessoas morreram na cidade de <Aleppo>."),
        ("nl", "Zeker 12 mensen zijn omgekomen in de stad <Aleppo>."),
    ],
)
def test_six_languages_lead_to_places_too(language, text):
    assert places(text, language) == ["Aleppo"]
