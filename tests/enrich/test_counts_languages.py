"""Sentences of six languages with their counts written in, and nothing else is a count."""

import json
import math
import re
import time
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.counts import find_counts
from newsmill.enrich.dates import find_dates
from newsmill.enrich.document import Document
from newsmill.enrich.quotes.word_lists import words

COUNT = re.compile(r"\[(?P<words>[^\]=]+)=[^\]]+\]")
SIX = ("de", "fr", "es", "it", "pt", "nl")


def document(text, language):
    return Document(text, None, language, date(2013, 3, 22), "published", None)


def sentences():
    language = ""
    path = Path(__file__).with_name("counts_by_language.txt")
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            language = line[3:]
        elif line and not line.startswith("#"):
            yield language, line


def written(line, language):
    """The sentence of a line with the counts that are found in it written in the same way."""
    text = COUNT.sub(r"\g<words>", line)
    read = document(text, language)
    pieces, at = [], 0
    for count in find_counts(read, (), find_dates(read)):
        told = [f"{count.number:.10g}", count.qualifier, count.unit, count.event, count.source]
        while told[-1] is None:
            told.pop()
        pieces += [text[at : count.start], f"[{count.surface}={'; '.join(one or '-' for one in told)}]"]
        at = count.end
    return "".join([*pieces, text[at:]])


@pytest.mark.parametrize(("language", "line"), list(sentences()))
def test_each_count_of_a_sentence_is_found_with_what_is_told_of_it_and_nothing_else(language, line):
    assert written(line, language) == line


PIECES = st.sampled_from(
    [
        *words(
            "12 1.200,5 1'200 40 000 3,2 mindestens au moins hasta fino a até ruim zwei trois siete ventuno duzentos twaalf Millionen mil "
            "millions de mille miliardi Mio. Mrd. M€ € R$ CHF % Prozent por ciento un une ein Dutzend docena dizaine halbe medio y et und e "
            "en bis à entre Menschen personnes personas persone pessoas mensen Tote morts heridos getötet ont été tuées murieron sono morti "
            "nahm fest laut Polizei selon l'ONU según la policía . , - – der des dei van de 😀 ² ٣ 99999999999999999999 et-un -"
        ),
        "\n",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=150),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.lists(PIECES, max_size=40).map("".join),
)


@settings(deadline=None, max_examples=200)
@given(TEXTS, st.sampled_from(SIX))
def test_counts_are_pieces_of_the_text_in_order_without_overlap(text, language):
    end = 0
    for count in find_counts(document(text, language)):
        assert text[count.start : count.end] == count.surface
        assert count.start >= end
        assert math.isfinite(count.number)
        assert count.source is None or count.source.strip()
        end = count.end


@pytest.mark.parametrize("language", SIX)
def test_a_text_of_numbers_is_read_in_linear_time(language):
    read = document("zwei mil et 12 de 3 Menschen un millones cento e vinte " * 3000, language)
    read.tokens  # noqa: B018
    begin = time.process_time()
    find_counts(read)
    assert time.process_time() - begin < 4.0


def test_a_year_is_no_count_where_no_date_is_known():
    assert find_counts(document("In 2012 Wahlkreisen.", "de")) == []
    assert [c.number for c in find_counts(document("Rund 2012 Menschen.", "de"))] == [2012]


def test_a_run_counts_in_spanish_and_tells_where_it_was(ingest, tmp_path):
    record = {
        "title": "Choque en Sevilla",
        "date": "2013-03-22",
        "text": "Al menos 12 personas murieron este jueves en un choque de trenes en Sevilla, según informó la policía. "
        "El servicio quedó cortado durante tres horas y los pasajeros fueron llevados a la ciudad en autobuses.",
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(record), encoding="utf-8")
    ingest(
        tmp_path / "in.jsonl",
        tmp_path / "lake",
        enrich={"enrichers": ["language", "places", "dates", "counts"]},
    )
    (count,) = pd.read_parquet(tmp_path / "lake" / "counts").to_dict("records")
    assert (count["number"], count["unit"], count["event"], count["source"]) == (
        12,
        "personas",
        "killed",
        "policía",
    )
    assert (count["place"], count["place_id"]) == ("Sevilla", "geonames:2510911")
