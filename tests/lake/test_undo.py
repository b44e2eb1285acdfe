import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsmill.lake.undo import Edit, undo_edits


@given(
    st.text(max_size=20),
    st.text(max_size=40),
    st.lists(
        st.tuples(st.booleans(), st.integers(0, 40), st.integers(0, 5), st.text(max_size=5)), max_size=8
    ),
)
def test_undoing_edits_gives_what_was_there_before_them(title, text, changes):
    fields = {"title": title, "text": text}
    edits = []
    for sequence, (is_title, position, length, after) in enumerate(changes):
        name = "title" if is_title else "text"
        value = fields[name]
        at = min(position, len(value))
        before = value[at : at + length]
        fields[name] = value[:at] + after + value[at + length :]
        edits.append(Edit(sequence, name, at, before, after))
    assert undo_edits(fields["title"], fields["text"], reversed(edits)) == (title, text)


@pytest.mark.parametrize(
    "edit",
    [
        Edit(0, "text", 1, "", "x"),
        Edit(0, "text", -1, "", "c"),
        Edit(0, "text", 9, "", "x"),
        Edit(0, "lead", 0, "", ""),
    ],
)
def test_an_edit_that_does_not_fit_is_an_error(edit):
    with pytest.raises(ValueError, match="edit 0"):
        undo_edits(None, "abc", [edit])
