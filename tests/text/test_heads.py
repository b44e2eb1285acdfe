"""What the head of a page gives, and what it leaves in the text."""

import pytest

from newsmill.text.edits import Draft
from newsmill.text.head import Head, read_foot, read_head

TITLE = "Harbour deal reached"
BODY = "The harbour board in Leith agreed on Wednesday to dredge the channel.\n\nTwo trawlers ran aground there in the gales."


def read(text: str, title: str | None = None) -> tuple[Draft, Head]:
    draft, head = Draft(title, text), Head()
    read_head(draft, head)
    read_foot(draft, head)
    return draft, head


def moments(head: Head) -> list[str]:
    return [stamp.instant(day_first=True).isoformat()[:16] for stamp in head.stamps]


@pytest.mark.parametrize(
    "below",
    ["Board votes 7-2 for new channel", "Fish stocks at risk, says union", "LEITH, Scotland (Reuters)"],
)
def test_a_byline_takes_nothing_of_the_line_below_it(below):
    draft, head = read(f"{TITLE}\n\nBy Jane Dorsey\n{below}\n\n{BODY}")
    assert (draft.text, head.authors) == (f"{below}\n\n{BODY}", ["Jane Dorsey"])


@pytest.mark.parametrize(
    "above",
    [
        "By Jane Dorsey\n", "By Jane Dorsey\n\n", "Jane Dorsey\n", "World\n\nBy Jane Dorsey\n", "3 min read\n\nBy Jane Dorsey\n\n",
        "By Jane Dorsey | ", "Jane Dorsey\n\nTransport Correspondent\n\n",
    ],
)  # fmt: skip
def test_a_stamp_is_read_below_author_section_and_reading_time(above):
    draft, head = read(f"{TITLE}\n\n{above}13 June 2019 16:02 GMT\n\n{BODY}")
    assert (draft.text, head.authors, moments(head)) == (BODY, ["Jane Dorsey"], ["2019-06-13T16:02"])


def test_a_name_above_the_hour_is_the_author_below_a_standfirst_too():
    draft, head = read(
        f"{TITLE}\n\nOur writer went to see.\n\nJane Dorsey\n\n13 June 2019 16:02 GMT\n\n{BODY}"
    )
    assert (draft.text, head.authors) == (f"Our writer went to see.\n\n{BODY}", ["Jane Dorsey"])


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        ("Posted on March 3, 2014 by Jane Dorsey", ["Jane Dorsey"], "2014-03-03"),
        ("Posted on March 3, 2014 by admin", [], "2014-03-03"),
        ("By admin | March 3, 2014", [], "2014-03-03"),
        ("PTI | New Delhi | Updated: May 29, 2024, 11:02 IST", [], "2024-05-29"),
        ("Updated 1402 GMT (2202 HKT) August 5, 2015", [], "2015-08-05"),
    ],
)
def test_a_stamp_is_read_beside_an_author_or_an_agency(line, authors, day):
    draft, head = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (draft.text, head.authors) == (BODY, authors)
    assert [str(stamp.day_of(day_first=True)) for stamp in head.stamps] == [day]


def test_an_indented_paragraph_right_below_the_headline_leaves_it_the_title():
    draft, _ = read(f"{TITLE}\n   The trawlers were pulled off in the night by two tugs of the navy. {BODY}")
    assert draft.title == TITLE


def test_a_section_between_two_headlines_goes():
    draft, _ = read(f"{TITLE}\n\nLocal\n\n{TITLE}\n\n{BODY}")
    assert draft.text == BODY


@pytest.mark.parametrize(
    "below", ["By Jane Dorsey\n\n13 June 2019", "By Jane Dorsey", "Published: 13 June 2019"]
)
def test_byline_and_stamp_are_read_below_a_standfirst_which_stays(below):
    standfirst = "The board voted 7-2, after three years."
    draft, head = read(f"{TITLE}\n\n{standfirst}\n\n{below}\n\n{BODY}")
    assert draft.text == f"{standfirst}\n\n{BODY}"
    assert head.authors or head.stamps


@pytest.mark.parametrize(
    "text",
    [
        "13 June 1944\n\nThe first V-1 falls on London.\n\n13 June 1971\n\nThe papers are printed.",
        "13 June 1944\nThe first V-1 falls on London\n\n13 June 1971\nThe papers are printed",
        "June 5, 2017\n\nFour countries cut ties\n\nMonday, June 12\n\nIran sends food",
        "We chose the best.\n\nBy Stephen King\n\nA plague comes.\n\nBy Mary Ann Lee\n\nA ship sails.",
        "The choir sings.\n\n13 June 2019, 19:30\n\nTickets are five pounds.\n\nChildren pay less.",
    ],
)
@pytest.mark.parametrize("top", ["", "13-06-2017 06:10 PM Doha Time\n\n"])
def test_the_entries_of_a_chronology_or_a_list_stay(text, top):
    draft, head = read(f"{top}On this day\n\n{text}")
    assert (draft.title, draft.text, head.authors) == ("On this day", text, [])
    assert len(head.stamps) == bool(top)


def test_the_day_of_the_story_is_read_below_the_day_of_printing():
    draft, head = read(f"25-11-2024\n\n{TITLE}\n\nJune 18, 2013\n\n{BODY}")
    assert (draft.title, draft.text) == (TITLE, BODY)
    assert [stamp.year for stamp in head.stamps] == [2024, 2013]


def test_a_labelled_stamp_is_read_at_the_end():
    draft, head = read(f"{TITLE}\n\n{BODY}\n\nPublished: 13 June 2019 16:02 GMT")
    assert (draft.text, moments(head)) == (BODY, ["2019-06-13T16:02"])


@pytest.mark.parametrize(
    "last",
    ["13 June 2019 16:02 GMT", "Release date: 13 June 2019", "Date: 13 June 2019 19:30", "Posted 3 letters."],
)
def test_no_other_time_is_taken_off_the_end(last):
    draft, head = read(f"{TITLE}\n\n{BODY}\n\n{last}")
    assert draft.text.endswith(last)
    assert head.stamps == []


@pytest.mark.parametrize(
    "top",
    [
        "World news\n\nHarbour deal reached", "SPORT\n\nHarbour deal reached", "Printable version\n\nHarbour deal reached",
        "Home > News > Scotland\n\nHarbour deal reached", "BREAKING NEWS\n\nHarbour deal reached", "HARBOURS\nHarbour deal reached",
        "World\nHarbour deal reached", "Harbour deal reached - BBC News", "Harbour deal reached | The Guardian",
        "Harbour deal reached - The New York Times", "Harbour deal reached | Scotland | The Guardian", "BBC News - Harbour deal reached",
        "www.leithpost.example.com\n\nHarbour deal reached", "Skip to content\n\nHarbour deal reached", "World\n\n13 June 2019 16:02 GMT\n\nHarbour deal reached",
    ],
)  # fmt: skip
def test_the_headline_is_the_title_without_what_the_site_puts_around_it(top):
    draft, _ = read(f"{top}\n\n{BODY}")
    assert (draft.title, draft.text) == (TITLE, BODY)


@pytest.mark.parametrize(
    "title", ["Brexit - what next", "Sport", "Opinion | The Times", "MAN BITES DOG", "Up and down - and out"]
)
def test_a_headline_of_any_form_stays_whole(title):
    draft, _ = read(f"{title}\n\n{BODY}")
    assert (draft.title, draft.text) == (title, BODY)


def test_a_headline_on_two_lines_is_one_title():
    draft, _ = read(f"Harbour board agrees to dredge\neastern channel by the spring\n\n{BODY}")
    assert (draft.title, draft.text) == ("Harbour board agrees to dredge eastern channel by the spring", BODY)


@pytest.mark.parametrize(
    "block", ["Roses are red,\nViolets are blue", "Mayor of Leith\nTown Hall", "He came.\nHe saw."]
)
def test_verse_and_addresses_are_no_titles(block):
    draft, _ = read(f"{block}\n\n{BODY}")
    assert (draft.title, draft.text) == (None, f"{block}\n\n{BODY}")


@pytest.mark.parametrize(
    "below", ["Staff Writer", "BBC News, Leith", "Leith Post Staff Writer", "jdorsey@leith.example.com"]
)
def test_the_authors_job_house_and_address_go_with_the_byline(below):
    draft, head = read(f"{TITLE}\n\nBy Jane Dorsey\n{below}\n\n{BODY}")
    assert (draft.text, head.authors) == (BODY, ["Jane Dorsey"])


def test_a_headline_right_above_its_story_is_the_title():
    story = BODY.replace("\n\n", " ")
    draft, _ = read(f"{TITLE}\n{story}\n\n{story}")
    assert (draft.title, draft.text) == (TITLE, f"{story}\n\n{story}")
