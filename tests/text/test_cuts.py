import pytest

from newsmill.text.cuts import remove_cut_mark
from newsmill.text.edits import Draft, undo


@pytest.mark.parametrize("mark", ["… [+2345 chars]", "... [+1 chars]\n", "[+77 chars]", "…\r\n[+2345 chars]"])
def test_the_mark_of_a_text_that_is_cut_goes_on_record(mark):
    draft = Draft("Rain", f"It rained.\n\nThe mayor sa{mark}")
    assert remove_cut_mark(draft)
    assert draft.text == "It rained.\n\nThe mayor sa"
    assert undo("Rain", draft.text, draft.edits)[1] == f"It rained.\n\nThe mayor sa{mark}"


@pytest.mark.parametrize(
    "text",
    ["The mark [+2345 chars] says that a text is cut.", "[+2345 chars]", "It rained...", "It rained […]", ""],
)
def test_what_is_no_mark_at_an_end_stays(text):
    draft = Draft("Rain", text)
    assert not remove_cut_mark(draft)
    assert draft.text == text
