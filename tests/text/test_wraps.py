from newsmill.text.edits import Draft
from newsmill.text.wraps import join_wrapped_lines


def joined(text: str) -> str:
    draft = Draft("T", text)
    join_wrapped_lines(draft)
    return draft.text


def test_the_last_word_of_a_sentence_is_no_tail_on_a_line_of_its_own():
    text = "Two trawlers ran aground there in the winter storms.\nThe board said on Wednesday that it would dredge\nthe channel in the spring, and the union was not there to\n{}"
    for word in ("comment.", "search.", "print."):
        assert joined(text.format(word)).endswith(f"to {word}")
    assert joined(text.format("sea.\nreuter")).endswith("to sea.\n\nreuter")
