"""The lookup answers as a dict would, in a part of its memory."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.places import lookup
from newsmill.enrich.places.lookup import Lookup, slots_of

NAMES = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n"), min_size=1, max_size=6)


def made(names: list[str]) -> Lookup:
    return Lookup(np.frombuffer("\n".join(names).encode(), np.uint8), slots_of(names))


@settings(max_examples=200, deadline=None)
@given(st.lists(NAMES, min_size=1, max_size=40, unique=True), st.lists(NAMES, max_size=20))
def test_a_lookup_answers_as_a_dict_does(names, others):
    found, known = made(names), {name: number for number, name in enumerate(names)}
    for text in (*names, *others, *names):
        assert found.get(text) == known.get(text)
        assert (text in found) == (text in known)
    assert found.texts() == names


def test_a_lone_surrogate_is_no_name_and_no_error():
    assert made(["Paris"]).get("\ud800") is None


def test_answers_kept_do_not_grow_without_end(monkeypatch):
    monkeypatch.setattr(lookup, "_REMEMBERED", 10)
    found = made(["Paris", "Texas"])
    assert [found.get(f"{number}") for number in range(100)] == [None] * 100
    assert len(found._answers) <= 10
    assert found.get("Texas") == 1
