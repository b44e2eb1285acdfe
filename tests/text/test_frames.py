import pytest

from newsmill.text import frames
from newsmill.text.edits import Draft, undo
from newsmill.text.head import Head, read_head

PROSE = "The harbour board in Leith agreed on Wednesday to dredge the eastern channel by the spring."
MORE = "The boats need two metres more, said the chairwoman, and the money is there for them at last."
HEADLINE = "Harbour board agrees to dredge channel"


def framed(text, title=None):
    draft, head = Draft(title, text), Head()
    frames.part_lines(draft)
    frames.remove_above_title(draft, head)
    read_head(draft, head)
    frames.remove_between_prose(draft, head)
    frames.remove_below_story(draft)
    assert undo(title, draft.text, draft.edits)[1] == text
    return draft, head


def page(*lines):
    return "\n\n".join(lines)


def test_the_menu_above_a_headline_goes():
    draft, _ = framed(page("Home", "News", "Scotland", HEADLINE, PROSE, MORE))
    assert (draft.title, draft.text) == (HEADLINE, page(PROSE, MORE))


def test_the_menu_of_a_site_whose_sections_nobody_knows_goes_above_a_headline_with_a_byline():
    draft, head = framed(page("The Leith Packet", HEADLINE, "By Jane Dorsey", PROSE, MORE))
    assert (draft.title, draft.text, head.authors) == (HEADLINE, page(PROSE, MORE), ["Jane Dorsey"])


@pytest.mark.parametrize(
    "lines",
    [
        (
            "Leith v Hibernian",
            "Easter Road",
            "Saturday, 26 February",
            "1600 GMT",
            "Live on radio and on this website",
        ),
        ("Harbour deal", "Board agrees to dredge the channel"),
        (
            "Harbour deal",
            "Harbour deal",
            "By Jane Dorsey",
            "Who is playing politics with the harbour of the town?",
        ),
    ],
)
def test_a_short_headline_over_longer_lines_stays_the_headline(lines):
    draft, _ = framed(page(*lines, PROSE, MORE))
    assert draft.title == lines[0]
    assert all(line in draft.text for line in lines[1:] if line != lines[0] and not line.startswith("By "))


def test_byline_stamp_and_buttons_go_wherever_they_stand_above_the_prose():
    lines = (
        "Share",
        "Save",
        "Jane Dorsey",
        "BBC News, Leith",
        "A boat in the harbour on Sunday",
        "3 June 2019 10:00 GMT",
    )
    draft, head = framed(page(*lines, PROSE, MORE), title=HEADLINE)
    assert draft.text == page("A boat in the harbour on Sunday", PROSE, MORE)
    assert (head.authors, head.stamps[0].day) == (["Jane Dorsey"], 3)


def test_one_line_of_the_template_between_paragraphs_is_not_enough():
    text = page(PROSE, "Culture", MORE)
    assert framed(text, title=HEADLINE)[0].text == text


def test_the_name_of_who_is_quoted_is_no_author():
    text = page(PROSE, MORE, "Jane Dorsey", "Chairwoman of the board", PROSE + " ", MORE)
    draft, head = framed(text, title=HEADLINE)
    assert (draft.text, head.authors) == (text, [])


def test_what_follows_the_story_goes_from_the_first_line_of_the_template_on():
    foot = (
        "The Leith list",
        "Most read",
        "Fees rise again in the harbour",
        "Subscribe to our newsletter",
        "Leith",
        "About us",
    )
    assert framed(page(PROSE, MORE, *foot), title=HEADLINE)[0].text == page(PROSE, MORE, "The Leith list")


def test_readers_comments_go_with_their_sentences():
    comments = (
        "12 Comments",
        "Max",
        "That will be dear, and who is to pay for all of it in the end I wonder.",
        "Reply",
    )
    assert framed(page(PROSE, MORE, *comments), title=HEADLINE)[0].text == page(PROSE, MORE)


@pytest.mark.parametrize(
    "end",
    [
        ("The boats:", "Anna of Leith", "Two Brothers"),
        ("Read also: Fees rise again", "The boats:", "Anna of Leith"),
        ("Réactions", MORE),
        ("Sources close to the club deny it.",),
    ],
)
def test_lists_headings_and_sentences_at_the_end_of_a_story_stay(end):
    text = page(PROSE, MORE, *end)
    assert framed(text, title=HEADLINE)[0].text == text


def test_lines_without_blank_lines_are_parted_where_the_template_s_are_among_them():
    draft, _ = framed(f"Home\nNews\n{HEADLINE}\n{PROSE}\n{MORE}\nShare")
    assert (draft.title, draft.text) == (HEADLINE, page(PROSE, MORE))


def test_a_table_above_an_agency_s_name_is_not_parted():
    text = f"{PROSE}\n\n    Net 1,000 vs 2,000\n    Revs 12.4 mln vs 11.6 mln\n Reuter"
    draft = Draft(HEADLINE, text)
    frames.part_lines(draft)
    assert draft.text == text


def test_a_stamp_alone_above_a_headline_is_left_to_the_rule_of_stamps():
    draft, head = framed(page("3 June 2019 10:00 GMT", HEADLINE, PROSE, MORE))
    assert (draft.title, head.stamps[0].day) == (HEADLINE, 3)
    assert {edit.rule for edit in draft.edits} == {"stamp", "title"}


def test_a_name_beside_buttons_between_paragraphs_is_no_author():
    draft, head = framed(page(PROSE, "Share", "Save", "Jane Dorsey", MORE), title=HEADLINE)
    assert (draft.text, head.authors) == (page(PROSE, "Jane Dorsey", MORE), [])


def test_a_stamp_above_a_short_headline_does_not_make_the_lead_the_headline():
    draft, _ = framed(
        page(
            "3 June 2019 10:00 GMT",
            "Prime minister's questions",
            "Who is playing politics with the harbour?",
            PROSE,
        )
    )
    assert draft.title == "Prime minister's questions"
