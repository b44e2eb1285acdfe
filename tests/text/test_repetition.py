import pytest

from newsmill.text.edits import Draft
from newsmill.text.repetition import remove_repeated_paragraphs

LEAD = "Sales rose 5 percent in the quarter to March, the company said on Monday in Geneva."


def without_copies(*paragraphs: str) -> list[str]:
    draft = Draft("T", "\n\n".join(paragraphs))
    remove_repeated_paragraphs(draft)
    return draft.text.split("\n\n")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("The minister said on Monday that the law would pass.", "The minister said on Monday that the law would not pass."),
        ("The dollar rose against the euro on Monday in thin trade.", "The dollar fell against the euro on Monday in thin trade."),
        ("The bill passed the lower house by a large majority on Monday.", "The bill passed the upper house by a large majority on Monday."),
        ("Police in Leith arrested two men on Monday.", "Police in Leith arrested two men on Tuesday."),
        ("A bomb killed soldiers at a checkpoint near Mosul on Sunday, the army said.", "A bomb killed soldiers at a checkpoint near Kirkuk on Sunday, the army said."),
        ("Work began on the north bank of the river at Perth on Monday.", "Work began on the south bank of the river at Perth on Monday."),
        ("The firm lost three million pounds in the year to April, it said.", "The firm lost three billion pounds in the year to April, it said."),
        ("Die Gesellschaft hält den Plan für möglich, hieß es am Montag.", "Die Gesellschaft hält den Plan für unmöglich, hieß es am Montag."),
    ],
)  # fmt: skip
def test_leads_that_differ_in_a_word_are_two_statements(first, second):
    assert without_copies(first, second, "It gave no reason.") == [first, second, "It gave no reason."]


@pytest.mark.parametrize(
    "copy",
    [
        LEAD.replace("Geneva.", "Geneva"),
        LEAD.upper(),
        LEAD.replace("quarter", "quartter"),
        LEAD.replace("the company", "company"),
        LEAD.removesuffix(" in Geneva.") + " in",
        "GENEVA - " + LEAD.replace("the company", "company"),
    ],
)
def test_a_lead_in_another_spelling_or_cut_off_stands_once(copy):
    assert len(without_copies(LEAD, copy, "It gave no reason.")) == 2


def test_a_lead_in_the_spelling_of_england_stands_once():
    lead = "The defence minister opened the new theatre at the labour centre in Geneva on Monday."
    american = lead.replace("theatre", "theater").replace("labour", "labor").replace("centre", "center")
    assert without_copies(lead, american, "He left.") == [lead, "He left."]


def test_a_question_put_to_two_people_stays():
    asked = "What would you do first about housing in this city?"
    page = ["Mary Cole", asked, "Build on the docks.", "Peter Hume", asked, "Nothing; the market will do it."]
    assert without_copies(*page) == page


def test_a_transcript_stays_as_it_was_said():
    asked = "Prosecutor: Did you see the defendant at the house on Friday night?"
    page = [asked, "Witness: I do not remember.", asked, "Witness: Yes."]
    assert without_copies(*page) == page


@pytest.mark.parametrize("end", ["\n", "\n\n"])
def test_a_refrain_stays(end):
    refrain = [
        "Oh the tide comes in at seven, love",
        "and the tide goes out at ten",
        "and the boats lie down in Leith, love",
        "till the tide comes in again",
    ]
    page = ["The song goes:", end.join(refrain), "He went to sea in summer, with a crew", end.join(refrain)]
    assert without_copies(*page) == "\n\n".join(page).split("\n\n")


def test_what_only_templates_repeat_stands_once():
    third = "The bank, which is based in Zurich, gave no other figures and said that its results will be out in full in June."
    other = "Its shares had fallen by a tenth since the chairman left it in the spring after a row over what he was paid."
    assert without_copies(LEAD, "A view of Geneva", LEAD, third) == [LEAD, "A view of Geneva", third]
    assert without_copies("A view.", "He left at noon today.", "He left at noon today.") == ["A view.", "He left at noon today."]  # fmt: skip
    assert without_copies(LEAD, third, other, "He left.", third, other) == [LEAD, third, other, "He left."]
