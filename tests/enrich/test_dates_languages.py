"""Sentences of six languages with their dates written in: `[letzte Woche=2013-W11]`, and nothing else is a date."""

import json
import re
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.dates import LANGUAGES, find_dates
from newsmill.enrich.document import Document

DAY = date(2013, 3, 22)
EXPRESSION = re.compile(r"\[(?P<words>[^\]=]+)=[^\]]+\]")


def document(text, language, day=DAY, source="published"):
    return Document(text, None, language, day, source, None)


def sentences():
    language = ""
    path = Path(__file__).with_name("dates_by_language.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            language = line[3:]
        elif line and not line.startswith("#"):
            yield language, line


def written(line, language):
    """The sentence of a line with the dates that are found in it written in the same way."""
    text = EXPRESSION.sub(r"\g<words>", line)
    pieces, at = [], 0
    for found in find_dates(document(text, language)):
        value = found.value if found.value_end is None else f"{found.value}/{found.value_end}"
        pieces += [text[at : found.start], f"[{found.surface}={value}]"]
        at = found.end
    return "".join([*pieces, text[at:]])


@pytest.mark.parametrize(("language", "line"), list(sentences()))
def test_each_date_of_a_sentence_is_found_with_its_value_and_nothing_else(language, line):
    assert written(line, language) == line


LINES = {
    "de": "Freitag, 22. März 2013",
    "fr": "vendredi 22 mars 2013",
    "es": "22 de marzo de 2013",
    "it": "Venerdì, 22 marzo 2013",
    "pt": "Sexta-feira, 22 de março de 2013",
    "nl": "22-03-2013",
}
YESTERDAY = {
    "de": "Er starb gestern in Köln.",
    "fr": "Il est mort hier à Nice.",
    "es": "Murió ayer en Lugo.",
    "it": "È morto ieri a Bari.",
    "pt": "Morreu ontem em Faro.",
    "nl": "Hij stierf gisteren in Ede.",
}
PIECES = st.sampled_from(
    [
        "am",
        "3.",
        "vom",
        "bis",
        "zum",
        "Mai",
        "März",
        "Montag",
        "Nacht",
        "auf",
        "Ende",
        "der",
        "letzten",
        "Woche",
        "vor",
        "zwei",
        "Jahren",
        "heute",
        "Abend",
        "90er",
        "Jahre",
        "18",
        "Uhr",
        "im",
        "Sommer",
        "le",
        "1er",
        "du",
        "au",
        "mai",
        "mardi",
        "dernier",
        "il",
        "y",
        "a",
        "trois",
        "an",
        "fin",
        "siècle",
        "XIXe",
        "h",
        "30",
        "à",
        "midi",
        "été",
        "el",
        "de",
        "la",
        "mañana",
        "hace",
        "años",
        "80",
        "próximo",
        "mes",
        "que",
        "viene",
        "a",
        "las",
        "9",
        "tra",
        "il",
        "e",
        "anni",
        "'80",
        "Novecento",
        "alle",
        "15",
        "fa",
        "na",
        "segunda",
        "(3)",
        "dia",
        "31",
        "há",
        "às",
        "19h",
        "om",
        "uur",
        "jaren",
        "tachtig",
        "geleden",
        "half",
        "2013",
        "2000",
        "99",
        "31/12/99",
        "3.9.",
        "31",
        "Februar",
        "9999",
        ",",
        ".",
        "(",
        ")",
        "-",
        "/",
        "’",
        "\n",
        "😀",
        "erstes",
        "Quartal",
        "Ostern",
        "Noël",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=120),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)
DAYS = st.one_of(st.none(), st.dates(), st.sampled_from([date.min, date.max]))
SIX = st.sampled_from(sorted(LINES))


def test_english_and_six_languages_are_known():
    assert frozenset({"en", *LINES}) == LANGUAGES


@pytest.mark.parametrize("language", LINES)
def test_without_a_date_the_unknown_parts_stay_open(language):
    (found,) = find_dates(document(YESTERDAY[language], language, day=None, source="none"))
    assert found.value == "XXXX-XX-XX"


@pytest.mark.parametrize("language", LINES)
def test_a_date_line_is_the_anchor_where_nothing_else_is_known_and_no_expression_where_it_is(language):
    text = f"{LINES[language]}\n\n{YESTERDAY[language]}"
    (repeated,) = find_dates(document(text, language))
    line, told = find_dates(document(text, language, day=None, source="none"))
    assert (line.value, told.value, repeated.value) == ("2013-03-22", "2013-03-21", "2013-03-21")
    assert told.confidence <= 0.6


@pytest.mark.parametrize("source", ["printed", "file"])
@pytest.mark.parametrize("language", LINES)
def test_nothing_hangs_on_a_mere_stamp_without_saying_so(language, source):
    text = f"{YESTERDAY[language]} 1989."
    told, year = find_dates(document(text, language, source=source))
    assert told.confidence <= 0.3
    assert year.confidence > 0.3


def test_a_year_is_that_of_the_date_told_before_where_the_sentence_looks_back():
    text = "Am 9. November 1989 fiel die Mauer. Schon am 1. Oktober waren die Züge eingetroffen. Am 1. Oktober wird gefeiert."
    assert [d.value for d in find_dates(document(text, "de"))] == ["1989-11-09", "1989-10-01", "2013-10-01"]


@pytest.mark.parametrize("text", ["Vom 5. bis 3. Mai 2012.", "Von Mai bis Mai 2012.", "Die Jahre 2013-2010."])
def test_an_end_before_the_begin_is_none(text):
    assert [d.value_end for d in find_dates(document(text, "de"))] == [None]


def test_a_time_of_day_is_on_the_day_told_before_where_that_is_near():
    near = "El choque ocurrió el lunes. A las 17.42 horas llegó la policía."
    far = f"El choque ocurrió el lunes. {'La calle es larga. ' * 20}A las 17.42 horas llegó la policía."
    assert find_dates(document(near, "es"))[-1].value == "2013-03-18T17:42"
    assert find_dates(document(far, "es"))[-1].value == "2013-03-22T17:42"


@settings(deadline=None, max_examples=200)
@given(TEXTS, DAYS, SIX)
def test_dates_are_pieces_of_the_text_in_order_without_overlap(text, day, language):
    end = 0
    for found in find_dates(document(text, language, day, "published" if day else "none")):
        assert text[found.start : found.end] == found.surface
        assert found.start >= end
        assert found.value
        assert found.value_end is None or found.value_end > found.value
        assert 0 <= found.confidence <= 1
        end = found.end


@pytest.mark.parametrize("language", LINES)
def test_a_text_of_triggers_is_read_in_linear_time(language):
    read = document("3 mai et a 10 fin de anni vor zwei noche del " * 6000, language)
    read.tokens  # noqa: B018
    begin = time.process_time()
    find_dates(read)
    assert time.process_time() - begin < 2.0


def test_a_run_resolves_the_dates_of_german_articles(ingest, tmp_path):
    record = {
        "title": "Brand in Kiel",
        "date": "2013-03-22",
        "text": "Bei einem Brand in Kiel ist am Mittwochabend ein Mann verletzt worden, wie die Feuerwehr mitteilte. "
        "Vor zwei Jahren hatte es in demselben Haus schon einmal gebrannt, der Schaden war damals gering.",
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(record), encoding="utf-8")
    ingest(tmp_path / "in.jsonl", tmp_path / "lake", enrich={"enrichers": ["language", "dates"]})
    dates = pd.read_parquet(tmp_path / "lake" / "dates")
    assert list(zip(dates.surface, dates.value, strict=True)) == [
        ("Mittwochabend", "2013-03-20TEV"),
        ("Vor zwei Jahren", "2011"),
    ]
