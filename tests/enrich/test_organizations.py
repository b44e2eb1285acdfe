"""Organizations in German, French, Spanish, Italian, Portuguese and Dutch."""

import re
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsmill.enrich.document import Document
from newsmill.enrich.entities.by_lists import find_names
from newsmill.enrich.organizations import LANGUAGES, OrganizationSpan, find_organizations
from newsmill.enrich.organizations.words import lexicon

SENTENCES = [
    tuple(row.split(": ", 1))
    for row in Path(__file__).with_name("organizations_by_language.txt").read_text("utf-8").splitlines()
    if row and not row.startswith("#")
]


def found(code: str | None, text: str) -> list[OrganizationSpan]:
    return find_organizations(Document(text, None, code, date(2024, 3, 14), "published", None))


@pytest.mark.parametrize(("code", "marked"), SENTENCES)
def test_organizations_are_found_and_nothing_else(code: str, marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    told = "".join(piece for piece in re.split(r"([\[\]])", marked))
    spans = {one.start: one.end for one in found(code, text)}
    shown, at = [], 0
    for start, end in spans.items():
        shown += [text[at:start], "[", text[start:end], "]"]
        at = end
    assert "".join([*shown, text[at:]]) == told


@pytest.mark.parametrize(
    ("code", "text", "name"),
    [
        ("de", "Das sagte die UNO.", "United Nations"),
        ("fr", "Les Nations unies l'ont dit.", "United Nations"),
        ("es", "Lo dijo la ONU.", "United Nations"),
        ("it", "Lo ha detto l'Onu.", "United Nations"),
        ("pt", "Disseram as Nações Unidas.", "United Nations"),
        ("nl", "Dat zeiden de VN.", "United Nations"),
        ("de", "Vor dem Europäischen Gerichtshofs Tor.", "European Court of Justice"),
        ("nl", "Leden van de NAVO.", "NATO"),
        ("de", "Aktien der Deutschen Bank AG fielen.", "Deutsche Bank"),
        ("de", "Ein Sprecher des Landgerichts Essen kam.", "Landgericht Essen"),
        ("es", "La Confederación Obrera del Mar (COM) calla.", "Confederación Obrera del Mar"),
    ],
)
def test_a_body_has_one_name_in_all_languages_and_for_its_acronym(code: str, text: str, name: str) -> None:
    assert name in {one.name or text[one.start : one.end] for one in found(code, text)}


def test_a_text_in_another_language_has_none() -> None:
    assert found("sv", "FN och EU") == found(None, "UNO") == found("de", "") == []


@pytest.mark.parametrize("code", sorted(LANGUAGES))
def test_every_known_name_is_found_by_itself(code: str) -> None:
    names = {one.text for names in lexicon(code).known.values() for one in names}
    missed = {name for name in names if not found(code, f"x {name}")}
    assert missed == set()


def test_what_is_an_organization_names_no_person() -> None:
    text = "Sie las im Verlag Carl Hennings, sagt Karl Weber."
    spans = find_names(Document(text, None, "de", None, "none", None))
    assert [(one.kind, text[one.start : one.end]) for one in spans] == [
        ("organization", "Verlag Carl Hennings"),
        ("person", "Karl Weber"),
    ]


@given(
    st.sampled_from(sorted(LANGUAGES)),
    st.lists(
        st.sampled_from(
            ["der", "Konzern", "BRX", "GmbH", "Universität", "Universidad", "de", "y", "e", "et", "für", "(", ")", "CGT", "Sevilla", ",",
             "Ministerio", "ministère", "l", "'", "«", "»", "FC", "04", "-", "Bundesamt", "gruppo", "Banca", "van", ".", "Jean", "S.p.A.\n\n"]
        ),
        max_size=40,
    ),
)  # fmt: skip
def test_spans_are_in_order_and_do_not_overlap(code: str, words: list[str]) -> None:
    text = " ".join(words)
    spans = find_names(Document(text, None, code, None, "none", None))
    assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(0 <= one.start < one.end <= len(text) for one in spans)
