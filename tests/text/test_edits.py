import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.text.edits import Draft, Rule, undo

RULE = Rule("some_rule", 3)


@st.composite
def changes(draw, length: int):
    cuts = sorted(draw(st.lists(st.integers(0, length), min_size=2, max_size=8)))
    spans = list(zip(cuts[::2], cuts[1::2], strict=False))
    return [(start, end, draw(st.text(max_size=4))) for start, end in spans]


@settings(deadline=None)
@given(st.data(), st.text(max_size=40), st.text(max_size=20))
def test_any_edits_are_undone_exactly(data, text, title):
    draft = Draft(title, text)
    for _ in range(3):
        draft.replace_all(RULE, "text", data.draw(changes(len(draft.text))))
        draft.replace_all(RULE, "title", data.draw(changes(len(draft.title))))
    assert undo(draft.title, draft.text, draft.edits) == (title, text)


@settings(deadline=None)
@given(st.data(), st.lists(st.text("ab \n", max_size=6), min_size=1, max_size=6).map("\n\n".join))
def test_a_removed_paragraph_takes_one_separator_along(data, text):
    draft = Draft(None, text)
    spans = draft.paragraphs()
    index = data.draw(st.integers(0, len(spans) - 1))
    left = [text[slice(*span)] for n, span in enumerate(spans) if n != index]
    draft.remove_paragraph(RULE, index)
    assert draft.text == "\n\n".join(left)
    assert undo(None, draft.text, draft.edits) == (None, text)


def test_a_change_that_changes_nothing_is_no_edit():
    draft = Draft("T", "abc")
    draft.replace_all(RULE, "text", [(0, 1, "a"), (1, 2, "x")])
    assert [tuple(edit) for edit in draft.edits] == [("some_rule", 3, "text", 1, "b", "x")]


def test_changes_that_overlap_are_refused():
    with pytest.raises(ValueError, match="before the end 2"):
        Draft("T", "abc").replace_all(RULE, "text", [(0, 2, "x"), (1, 3, "y")])
