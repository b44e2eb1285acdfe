from newsmill.enrich.annotations import Mention
from newsmill.enrich.consistency import one_kind_a_name


def mentions(*named):
    return [
        Mention(kind, surface, 10 * i, 10 * i + len(surface), sure, "test")
        for i, (kind, surface, sure) in enumerate(named)
    ]


def kinds(*named):
    return [m.kind for m in one_kind_a_name(mentions(*named))]


def test_a_full_name_that_ends_in_a_persons_name_is_a_person():
    assert kinds(("organization", "Barack Obama", 0.9), ("person", "Obama", 0.9)) == ["person", "person"]


def test_the_surer_kind_of_the_same_name_wins_everywhere():
    assert kinds(("person", "Ford", 0.5), ("organization", "Ford", 0.9)) == ["organization"] * 2
    assert kinds(("person", "Ford", 0.9), ("organization", "Ford", 0.5), ("place", "Ford", 0.9)) == [
        "person",
        "person",
        "place",
    ]


def test_what_does_not_conflict_stays_as_it_is():
    found = mentions(
        ("person", "Tony Blair", 0.9),
        ("organization", "Bank of England", 0.9),
        ("place", "England", 0.9),
        ("organization", "Foundation for the Study of Blair", 0.9),
        ("person", "Blair", 0.2),
    )
    assert one_kind_a_name(found) == tuple(found)


def test_no_mentions_are_none():
    assert one_kind_a_name([]) == ()
