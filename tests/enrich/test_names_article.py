"""Canonical names within one article."""

from dataclasses import dataclass
from time import process_time

import pytest

from newsmill.enrich.document import Document
from newsmill.enrich.names import canonicalise, entity_id


@dataclass(frozen=True)
class Mention:
    kind: str
    surface: str
    start: int = 0
    end: int = 0


def resolved(*surfaces: str, kind: str = "person", text: str = "") -> dict[str, tuple[str, str]]:
    document = Document(text, None, "en", None, "none", None)
    found = canonicalise([Mention(kind, s) for s in surfaces], document)
    return {s: (c.name, c.method) for s, c in zip(surfaces, found, strict=True)}


def names(*surfaces: str, kind: str = "person", text: str = "") -> list[str]:
    return [name for name, _ in resolved(*surfaces, kind=kind, text=text).values()]


def test_full_name_surname_and_title_are_one_person():
    document = Document("", None, "en", None, "none", None)
    surfaces = [
        "Barack Obama",
        "Obama",
        "President Obama",
        "Mr. Obama",
        "Obama's",
        "US President Barack Obama",
    ]
    found = canonicalise([Mention("person", s) for s in surfaces[:5]], document)
    assert {c.name for c in found} == {"Barack Obama"}
    assert len({c.entity_id for c in found}) == 1


@pytest.mark.parametrize(
    ("surfaces", "expected"),
    [
        (("Bashar al-Assad", "Assad", "al-Assad"), ["Bashar al-Assad"] * 3),
        (("George W. Bush", "George Bush", "Bush"), ["George W. Bush"] * 3),
        (("Mohammed bin Salman", "bin Salman"), ["Mohammed bin Salman"] * 2),
        (("Angela Merkel", "Angela"), ["Angela Merkel"] * 2),
        (("Prime Minister Tony Blair", "Blair"), ["Tony Blair"] * 2),
        (("Kim Jong-un", "Kim"), ["Kim Jong-un"] * 2),
    ],
)
def test_short_forms_take_the_full_name(surfaces, expected):
    assert names(*surfaces) == expected


@pytest.mark.parametrize(
    "surfaces",
    [
        ("Barack Obama", "Michelle Obama", "Obama"),
        ("John Smith", "Joan Smith"),
        ("Maria Gomez", "Marie Gomez"),
        ("Peter Johnson", "Peter Johnston"),
        ("Anders Hansen", "Anders Jansen"),
        ("Kim Jong-il", "Kim Jong-un"),
        ("George H. W. Bush", "George W. Bush"),
    ],
)
def test_different_persons_stay_different(surfaces):
    assert names(*surfaces) == list(surfaces)


def test_a_misspelt_name_is_the_better_attested_one_with_its_distance():
    assert resolved("Vladimir Putin", "Vladidmir Putin", "Putin") == {
        "Vladimir Putin": ("Vladimir Putin", "surface"),
        "Vladidmir Putin": ("Vladimir Putin", "typo:1"),
        "Putin": ("Vladimir Putin", "surname"),
    }


def test_a_surname_is_not_taken_from_another_kind():
    document = Document("", None, "en", None, "none", None)
    found = canonicalise([Mention("person", "Henry Ford"), Mention("organization", "Ford")], document)
    assert [c.name for c in found] == ["Henry Ford", "Ford"]
    assert found[0].entity_id != found[1].entity_id


def test_company_suffixes_and_articles_go():
    assert names("Boeing Co.", "The Boeing Company", "Boeing", "Apple Inc.", kind="organization") == [
        "Boeing", "Boeing", "Boeing", "Apple",
    ]  # fmt: skip


def test_acronyms_are_what_the_text_defines():
    text = "The Syrian Observatory for Human Rights (SOHR) wrote to the European Union (EU)."
    assert resolved("SOHR", "EU", "European Union", kind="organization", text=text) == {
        "SOHR": ("Syrian Observatory for Human Rights", "acronym"),
        "EU": ("European Union", "acronym"),
        "European Union": ("European Union", "surface"),
    }


def test_an_acronym_nothing_spells_stays():
    assert names("NATO", "UN", kind="organization") == ["NATO", "UN"]


def test_an_acronym_is_the_one_organization_with_its_initials():
    assert resolved("Federal Bureau of Investigation", "FBI", kind="organization")["FBI"] == (
        "Federal Bureau of Investigation",
        "initials",
    )


def test_no_mentions_give_no_names():
    assert names() == []


@pytest.mark.parametrize("surface", ["'s", "Mr.", "The", "...", " ", "Inc.", "”"])
def test_odd_surfaces_still_have_a_name_and_an_id(surface):
    document = Document("", None, "en", None, "none", None)
    for kind in ("person", "organization", "place", "demonym"):
        (found,) = canonicalise([Mention(kind, surface)], document)
        assert len(found.entity_id) == 32


def test_ids_ignore_case_accents_and_points_but_not_kinds():
    assert entity_id("person", "José Aznar") == entity_id("person", "Jose AZNAR")
    assert entity_id("organization", "S.E.C.") == entity_id("organization", "SEC")
    assert entity_id("person", "Ford") != entity_id("organization", "Ford")


def test_the_order_of_mentions_does_not_matter():
    surfaces = ["Vladidmir Putin", "Putin", "Vladimir Putin", "Obama", "Barack Obama", "Vladimir Putin"]
    document = Document("", None, "en", None, "none", None)
    forward = canonicalise([Mention("person", s) for s in surfaces], document)
    backward = canonicalise([Mention("person", s) for s in reversed(surfaces)], document)
    assert [c.name for c in forward] == [c.name for c in reversed(backward)]


@pytest.mark.parametrize(
    ("surfaces", "expected"),
    [
        (("Northrop Grumman", "Northrop"), ["Northrop Grumman"] * 2),
        (("European Commission", "the Commission"), ["European Commission"] * 2),
        (("U.S. Air Force", "Air Force"), ["U.S. Air Force"] * 2),
        (("House Intelligence Committee", "Intelligence Committee"), ["House Intelligence Committee"] * 2),
        (("European Union", "EU"), ["European Union"] * 2),
        (("General Electric Co", "GE"), ["General Electric"] * 2),
        # The story began with the short name: the longer one is another's.
        (("Boeing", "Boeing Enterprises"), ["Boeing", "Boeing Enterprises"]),
        (("Commission", "European Commission"), ["Commission", "European Commission"]),
        (("Lycos Europe", "Lycos"), ["Lycos Europe", "Lycos"]),
        (("Starbucks Foundation", "Starbucks"), ["Starbucks Foundation", "Starbucks"]),
        (("Florida Democratic Party", "Democratic Party"), ["Florida Democratic Party", "Democratic Party"]),
        (("House Banking Committee", "House"), ["House Banking Committee", "House"]),
        (("White House", "House"), ["White House", "House"]),
        (("Northrop Grumman", "Northrop Works", "Northrop"), ["Northrop Grumman", "Northrop Works", "Northrop"]),
        (("CE Electric", "CE", "Electric"), ["CE Electric"] * 3),
        (("E Royalty Trust", "E"), ["E Royalty Trust", "E"]),
        (("CE", "CE Electric"), ["CE", "CE Electric"]),
        (("National Express Rail", "National"), ["National Express Rail", "National"]),
    ],
)  # fmt: skip
def test_an_organization_named_in_full_before_is_meant_by_its_short_name(surfaces, expected):
    assert names(*surfaces, kind="organization") == expected


@pytest.mark.parametrize(
    ("surfaces", "expected"),
    [
        (("Timothy D. Cook", "Tim Cook", "Tim"), ["Timothy D. Cook"] * 3),
        (("William Gates", "Bill Gates", "Gates"), ["William Gates"] * 3),
        (("Tim Cook", "Tina Cook"), ["Tim Cook", "Tina Cook"]),
        (("Robert Dole", "Bob Hope"), ["Robert Dole", "Bob Hope"]),
        (("Al Gore", "Alan Gore", "Albert Gore"), ["Al Gore", "Alan Gore", "Albert Gore"]),
        (("Al Gore", "Alan Gore"), ["Al Gore", "Alan Gore"]),
        (("Daniel Ek", "Dan Ek", "Dana Ek"), ["Daniel Ek", "Daniel Ek", "Dana Ek"]),
        (("Paul Ryan", "Paula Ryan"), ["Paul Ryan", "Paula Ryan"]),
        (("Victor Ek", "Victoria Ek"), ["Victor Ek", "Victoria Ek"]),
    ],
)
def test_a_given_name_may_be_short_for_another(surfaces, expected):
    assert names(*surfaces) == expected


def letters(number: int) -> str:
    return "".join(chr(97 + number // 26**place % 26) for place in range(3))


@pytest.mark.parametrize(
    "surfaces",
    [
        [name for n in range(3000) for name in (f"Acme{letters(n)} Corp.", f"IBM{n}")],
        [name for n in range(1500) for name in (f"{letters(7 * n)}el {letters(n)}son", f"{letters(n)}sen")],
    ],
    ids=["organizations", "persons"],
)
def test_thousands_of_different_names_in_one_text_cost_no_more_a_name_than_a_few(surfaces):
    kind = "organization" if " Corp." in surfaces[0] else "person"
    surfaces = [surface.title() for surface in surfaces]
    before = process_time()
    names(*surfaces, kind=kind)
    assert process_time() - before < 1.5


def test_ranks_of_the_police_and_letters_behind_a_name_are_no_part_of_it():
    assert names("Det Supt Jane Ford", "Sarah Smith KC", "Anna Hill MBE") == [
        "Jane Ford",
        "Sarah Smith",
        "Anna Hill",
    ]
