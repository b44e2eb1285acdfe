import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.enrich.lead import find_lead

FIRST = "The government said on Monday that it would raise taxes on petrol."
NEXT = "Drivers protested in Lyon."


@pytest.mark.parametrize(
    "dateline",
    [
        "",
        "PARIS (AFP) - ",
        "PARIS, June 18 (Reuters) – ",
        "PARIS — ",
        "Paris (AP) -- ",
        "NEW YORK, Nov. 3 (Reuters) - ",
        "ST. PETERSBURG, Russia (AP) _ ",
    ],
)
def test_the_dateline_is_left_out(dateline):
    assert find_lead(f"{dateline}{FIRST}\n\n{NEXT}", None) == FIRST


@pytest.mark.parametrize(
    "before",
    [
        "By Jane Doe",
        "By JANE DOE and John Smith",
        "Taxes to rise",
        "World news",
        "25-11-2024 08:52",
        "Government To Raise Taxes On Petrol From The New Year.",
        "***",
        "TAXES TO RISE",
    ],
)
def test_bylines_stamps_and_the_repeated_title_are_passed_over(before):
    assert find_lead(f"{before}\n\n{FIRST}\n\n{NEXT}", "Taxes to rise") == FIRST


@pytest.mark.parametrize(
    "text",
    [
        "A well-known critic - one of many - said the plan was bad for the city.",
        "NATO - the alliance of 32 states - met on Monday to talk about its budget.",
        "By Friday the river had reached its highest level in forty years, officials said.",
        "Profits fell (by 3 percent) - the third fall in a row, the company said.",
        "The U.S. said Mr. Smith would visit Gen. Lee in St. Louis.",
    ],
)
def test_what_looks_like_a_dateline_or_byline_but_is_none_stays(text):
    assert find_lead(text, None) == text


def test_a_long_paragraph_ends_at_a_sentence():
    text = " ".join([FIRST] * 20)
    lead = find_lead(text, None, 190)
    assert lead == " ".join([FIRST] * 2)


def test_an_abbreviation_is_no_end_of_a_sentence():
    text = "The visit of Mr. Smith, whom the U.S. had sent to see Gen. Lee, ended without a result after nine long hours"
    assert (
        find_lead(text, None, 90)
        == "The visit of Mr. Smith, whom the U.S. had sent to see Gen. Lee, ended without a result"
    )


def test_a_script_without_spaces_has_a_lead():
    text = "政府明年将削减道路开支，财政部长星期一在首都表示。反对派批评了这一计划。"
    assert find_lead(text, None) == text
    assert find_lead(text * 30, None, 100).endswith("。")


@pytest.mark.parametrize("text", ["", "  \n\n ", "12:30\n\n***"])
def test_a_text_without_letters_has_no_lead(text):
    assert find_lead(text, "Title") is None


def test_where_nothing_is_a_story_the_first_fragment_stands():
    assert find_lead("Result\n\nTable", None) == "Result"


@settings(deadline=None)
@given(st.text(alphabet=" \n.Aa(-)—é", max_size=300), st.integers(80, 120))
def test_a_lead_never_exceeds_its_length_and_is_made_of_the_text(text, characters):
    lead = find_lead(text, None, characters)
    if lead is not None:
        assert 0 < len(lead) <= characters
        assert lead in " ".join(text.split())
