from datetime import date

import pytest

from newsmill.enrich.dates import find_dates
from newsmill.enrich.document import Document

# A Tuesday.
DAY = date(2013, 6, 18)


def document(text, day=DAY, source="published"):
    return Document(text, None, "en", day, source, None)


def values(text, day=DAY):
    return [(d.surface, d.value) for d in find_dates(document(text, day))]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("It began on 3 September 2013 in Rome.", "3 September 2013", "2013-09-03"),
        ("It began on September 3rd, 2013.", "September 3rd, 2013", "2013-09-03"),
        ("It began on Tuesday, Sept. 3, 2013.", "Tuesday, Sept. 3, 2013", "2013-09-03"),
        ("It began in September 2013.", "September 2013", "2013-09"),
        ("It began in early September 2013.", "early September 2013", "2013-09"),
        ("It began on the 3rd of March 2010.", "the 3rd of March 2010", "2010-03-03"),
        ("It began on 2013-09-03.", "2013-09-03", "2013-09-03"),
        ("It began on 9/23/2013.", "9/23/2013", "2013-09-23"),
        ("It began on 23/9/2013.", "23/9/2013", "2013-09-23"),
        ("It began on 23.9.2013.", "23.9.2013", "2013-09-23"),
        ("It began on 05-09-2013.", "05-09-2013", "2013-09-05"),
        ("It began in 1998.", "1998", "1998"),
        ("It began in mid-2011.", "mid-2011", "2011"),
        ("It began in the summer of 1998.", "the summer of 1998", "1998-SU"),
        ("It began in fiscal 2012.", "fiscal 2012", "FY2012"),
        ("It began in the 1990s.", "the 1990s", "199"),
        ("It began in the late 1980s.", "the late 1980s", "198"),
        ("It began in the 19th century.", "the 19th century", "18"),
        ("It began in the third quarter of 2012.", "the third quarter of 2012", "2012-Q3"),
        ("It began at 18:00 UTC.", "18:00 UTC", "2013-06-18T18:00Z"),
        ("It began at sunset (16:30 UTC).", "16:30 UTC", "2013-06-18T16:30Z"),
        ("It began at 6:40 p.m. (GMT +8).", "6:40 p.m. (GMT +8)", "2013-06-18T18:40"),
        ("It began at 6:40 p.m. in Rome.", "6:40 p.m.", "2013-06-18T18:40"),
    ],
)
def test_dates_that_name_a_year_or_an_hour(text, surface, value):
    assert values(text) == [(surface, value)]


@pytest.mark.parametrize(
    ("text", "surface", "value"),
    [
        ("He came today.", "today", "2013-06-18"),
        ("He came yesterday.", "yesterday", "2013-06-17"),
        ("He came yesterday morning.", "yesterday morning", "2013-06-17TMO"),
        ("He will come tomorrow.", "tomorrow", "2013-06-19"),
        ("He came last night.", "last night", "2013-06-17TNI"),
        ("He came this morning.", "this morning", "2013-06-18TMO"),
        ("He came on Monday.", "Monday", "2013-06-17"),
        ("He came on Tuesday.", "Tuesday", "2013-06-18"),
        ("He came last Tuesday.", "last Tuesday", "2013-06-11"),
        ("He came on Friday night.", "Friday night", "2013-06-14TNI"),
        ("He will come on Friday.", "Friday", "2013-06-21"),
        ("He said on Friday it was late.", "Friday", "2013-06-14"),
        ("He came last week.", "last week", "2013-W24"),
        ("He will come next month.", "next month", "2013-07"),
        ("He came last year.", "last year", "2012"),
        ("He came earlier this year.", "earlier this year", "2013"),
        ("He came at the beginning of the year.", "the beginning of the year", "2013"),
        ("He came two weeks ago.", "two weeks ago", "2013-W23"),
        ("He came three days ago.", "three days ago", "2013-06-15"),
        ("He came a year ago.", "a year ago", "2012"),
        ("He came several years ago.", "several years ago", "PAST_REF"),
        ("He came over the weekend.", "the weekend", "2013-W24-WE"),
        ("He came in March.", "March", "2013-03"),
        ("He came in October.", "October", "2012-10"),
        ("He will come in October.", "October", "2013-10"),
        ("It will be shipped in October.", "October", "2013-10"),
        ("In a March 16 talk, Jobs said he will go.", "March 16", "2013-03-16"),
        ("He came on December 20.", "December 20", "2012-12-20"),
        ("He came in December last year.", "December last year", "2012-12"),
        ("He came last quarter.", "last quarter", "2013-Q1"),
        ("He came in the fourth quarter.", "the fourth quarter", "2012-Q4"),
        ("He came in the first half of this year.", "the first half of this year", "2013-H1"),
        ("He came last summer.", "last summer", "2012-SU"),
        ("He is here now.", "now", "PRESENT_REF"),
    ],
)
def test_dates_told_from_the_day_of_writing(text, surface, value):
    assert values(text) == [(surface, value)]


@pytest.mark.parametrize(
    ("text", "value", "value_end"),
    [
        ("He will go to Moscow on September 3-4 for a summit.", "2013-09-03", "2013-09-04"),
        ("It ran from 3 to 5 May 2010.", "2010-05-03", "2010-05-05"),
        ("It ran June 30-July 2, 2012.", "2012-06-30", "2012-07-02"),
        ("The war of 1950-53 ended.", "1950", "1953"),
    ],
)
def test_a_range_has_its_end(text, value, value_end):
    assert [(d.value, d.value_end) for d in find_dates(document(text))] == [(value, value_end)]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "He may march on the capital, if June Carter agrees.",
        "He waited three years for two days of work.",
        "The 34-year-old ran 2012 miles for $1999 on flight 1900.",
        "It won 2-1, 3-2-2001-4, at room 2010, with 15,000 fans.",
        "On 31 February nothing happened.",
        "Half of the first half was lost.",
        "He is the second man, every day, five years after the war.",
        "A second opinion in the spring of the watch.",
        "Call 555-1234 or 1-800-2000.",
    ],
)
def test_numbers_durations_and_names_are_no_dates(text):
    assert values(text) == []


def test_without_a_date_the_unknown_parts_stay_open():
    text = "He came on September 3, on Tuesday, today and in May 2010."
    assert values(text, None) == [
        ("September 3", "XXXX-09-03"),
        ("Tuesday", "XXXX-WXX-2"),
        ("today", "XXXX-XX-XX"),
        ("May 2010", "2010-05"),
    ]


def test_what_counts_from_an_unknown_day_stays_open_too():
    text = (
        "He came on Christmas Day, on Good Friday, on the 15th and at 9 a.m. Monday, and left the next day."
    )
    assert [value for _, value in values(text, None)] == [
        "XXXX-12-25",
        "XXXX-XX-XX",
        "XXXX-XX-15",
        "XXXX-WXX-1T09:00",
        "XXXX-XX-XX",
    ]


def test_a_date_line_of_the_text_is_the_anchor_where_nothing_else_is_known():
    found = find_dates(document("A title\n\nMarch 01, 2008\n\nHe came yesterday.", None))
    assert [(d.value, d.confidence <= 0.6) for d in found] == [("2008-03-01", False), ("2008-02-29", True)]


def test_a_line_that_repeats_the_date_of_the_article_is_no_expression():
    assert values("A title\n\nJune 18, 2013\n\nHe came yesterday.") == [("yesterday", "2013-06-17")]


@pytest.mark.parametrize("source", ["printed", "file"])
def test_nothing_hangs_on_a_mere_stamp_without_saying_so(source):
    text = "He came yesterday, on March 3, at 9 a.m. Monday, on Christmas Day, on the 3rd, and on 4 May 2010."
    found = find_dates(document(text, DAY, source))
    assert [d.confidence <= 0.3 for d in found] == [True, True, True, True, True, False]
    published = find_dates(document("He came yesterday.", DAY, "published"))
    assert published[0].confidence > 0.7


def test_granularity_follows_the_value():
    text = "On 3 May 2010, in May 2010, in 2010, last week, last quarter, in the 1990s, at 18:00, now, last summer."
    assert [d.granularity for d in find_dates(document(text))] == [
        "day", "month", "year", "week", "quarter", "decade", "time", "reference", "season",
    ]  # fmt: skip


def test_two_days_later_counts_from_the_date_told_before():
    assert values("He came on 3 May 2010. Two days later, he left.")[1] == ("Two days later", "2010-05-05")


def test_offsets_count_code_points():
    text = "😀😀 He came on 3 May 2010 😀 and last week."
    for found in find_dates(document(text)):
        assert text[found.start : found.end] == found.surface
    assert len(find_dates(document(text))) == 2


@pytest.mark.parametrize(
    "line",
    [
        "March 1, 2008",
        "MARCH 1, 2008",
        "Saturday, March 1, 2008",
        "1 March 2008",
        "1st March 2008",
        "2008-03-01",
        "Published: Mar. 1, 2008",
    ],
)
def test_a_date_line_is_read_in_any_common_form(line):
    assert values(f"A title\n\n{line}\n\nHe came yesterday.", None)[-1] == ("yesterday", "2008-02-29")


def test_numbers_after_a_dash_or_and_are_no_part_of_the_date():
    assert [
        d.value_end for d in find_dates(document("In 2008 - 12 people - on May 3 and 12 people left."))
    ] == [None, None]


def test_a_winter_is_this_winter_until_it_ends_and_the_last_one_after_that():
    january, april = date(2014, 1, 10), date(2014, 4, 10)
    assert values("It snowed last winter.", january) == [("last winter", "2012-WI")]
    assert values("It snows this winter.", january) == [("this winter", "2013-WI")]
    assert values("It snowed last winter.", april) == [("last winter", "2013-WI")]


def test_the_second_of_two_weekdays_joined_is_after_the_first():
    assert values("Rain fell on Thursday and Friday.") == [
        ("Thursday", "2013-06-13"),
        ("Friday", "2013-06-14"),
    ]
    assert values("They will meet on Monday and Tuesday.") == [
        ("Monday", "2013-06-24"),
        ("Tuesday", "2013-06-25"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "value_end"),
    [
        ("Profit rose in FY2012.", "FY2012", None),
        ("Profit rose in FY12.", "FY2012", None),
        ("Profit rose in FY2011-12.", "FY2011", "2012"),
        ("Output fell in 2011/12 by a third.", "2011", "2012"),
    ],
)
def test_business_years_and_seasons(text, value, value_end):
    (found,) = find_dates(document(text))
    assert (found.value, found.value_end) == (value, value_end)
