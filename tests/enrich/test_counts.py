from dataclasses import dataclass

import pytest

from newsmill.enrich.counts import LANGUAGES, find_counts
from newsmill.enrich.document import Document


@dataclass(frozen=True)
class Mention:
    kind: str
    surface: str
    start: int
    end: int
    name: str
    entity_id: str


def document(text):
    return Document(text, None, "en", None, "none", None)


def one(text):
    (count,) = find_counts(document(text))
    return count


def test_the_sample_page_has_its_count():
    count = one(
        "The vicious civil war that has killed at least 90,000 people according to the United Nations must end."
    )
    assert (count.surface, count.number, count.qualifier, count.unit, count.event, count.source) == (
        "at least 90,000 people", 90000, "at least", "people", "killed", "United Nations",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("There were 12 soldiers.", 12, "soldiers"),
        ("There were twenty-one soldiers.", 21, "soldiers"),
        ("There were 1,234,567 voters.", 1234567, "voters"),
        ("There were 2.5 million people.", 2_500_000, "people"),
        ("There were three hundred and five men.", 305, "men"),
        ("There were a dozen armed men.", 12, "men"),
        ("There were half a million refugees.", 500_000, "refugees"),
        ("There were 15 elite government soldiers there.", 15, "soldiers"),
        ("There were two police officers.", 2, "officers"),
        ("It fell by 12 percent.", 12, "percent"),
        ("It fell by 12%.", 12, "percent"),
        ("It fell by 12.5 per cent.", 12.5, "percent"),
        ("It fell by 2 percentage points.", 2, "percentage points"),
        ("It cost $40 billion.", 40e9, "USD"),
        ("It cost £4.3bn.", 4.3e9, "GBP"),
        ("It cost €3m.", 3e6, "EUR"),
        ("It cost HK$50.", 50, "HKD"),
        ("It cost 30,000 Canadian dollars.", 30000, "CAD"),
        ("It cost 500 million yen.", 5e8, "JPY"),
        ("It cost 50 cents.", 0.5, "USD"),
        ("It cost 5,000 won.", 5000, "KRW"),
        ("It cost 120 pounds.", 120, "GBP"),
        ("It held 120 pounds of dynamite.", 120, "pounds"),
        ("It cost 77 cts a share.", 0.77, "USD"),
        ("It cost around 112 pence a share.", 1.12, "GBP"),
        ("It closed at 286p.", 2.86, "GBP"),
        ("It closed at 477 1/2p.", 4.775, "GBP"),
        ("It bears 8-3/4 pct interest.", 8.75, "percent"),
        ("It left a nine billion dlr deficit.", 9e9, "USD"),
        ("He won 36 of his 50 matches.", 36, "matches"),
        ("He won two of their three matches.", 2, "matches"),
        ("The price rose 90.12 pence.", 0.9012, "GBP"),
    ],
)
def test_number_and_unit(text, number, unit):
    count = one(text)
    assert (count.number, count.unit) == (pytest.approx(number), unit)


@pytest.mark.parametrize(
    ("text", "number", "qualifier"),
    [
        ("There were more than 50 men.", 50, "more than"),
        ("There were up to 50 men.", 50, "up to"),
        ("There were nearly 50 men.", 50, "nearly"),
        ("There were an estimated 50 men.", 50, "an estimated"),
        ("There were 50 or more men.", 50, "or more"),
        ("There were dozens of men.", 12, "dozens of"),
        ("There were tens of thousands of men.", 10000, "tens of thousands of"),
        ("There were hundreds of thousands of men.", 100_000, "hundreds of thousands of"),
        ("There were between 50 and 60 men.", 50, "between"),
        ("There were 2 to 3 million people.", 2e6, "between"),
    ],
)
def test_qualifiers(text, number, qualifier):
    count = one(text)
    assert (count.number, count.qualifier) == (number, qualifier)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("The blast killed 12 people and wounded 30 others.", ["killed", "wounded"]),
        ("Twelve people were killed and 30 injured.", ["killed", "wounded"]),
        ("At least 40 dead after the storm.", ["killed"]),
        ("A fire, killing 40, broke out.", ["killed"]),
        ("The death toll rose to 45.", ["killed"]),
        ("Police arrested 15 protesters.", ["arrested"]),
        ("More than 15,000 people have been displaced.", ["displaced"]),
        ("Ten miners are still missing.", ["missing"]),
        ("Twelve people, including three children, were killed.", ["killed", None]),
        ("The army deployed 500 soldiers.", ["deployed"]),
        ("They bought 500 apples.", [None]),
    ],
)
def test_events_of_the_clause(text, events):
    assert [count.event for count in find_counts(document(text))] == events


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Police said 12 people were killed.", "Police"),
        ("Twelve people were killed, officials said.", "officials"),
        ("Twelve people were killed, said Anna Berg, a doctor.", "Anna Berg"),
        ("According to the Red Cross, 12 people were killed.", "Red Cross"),
        ("He said 12 people were killed.", None),
        ("Twelve people were killed.", None),
        ("The damage was estimated at $19 million.", None),
    ],
)
def test_sources_of_the_sentence(text, source):
    assert one(text).source == source


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n ",
        "He was born on 12 March 2012, in 1998, at 10:30.",
        "A 34-year-old man, aged 34, is 34 years old; Smith, 34, left.",
        "They won 2-1 after 3 hours and two weeks.",
        "Call 555-1234 or 020 7946 0958.",
        "The G8 met for the 3rd time, first in Article 5 of Chapter 11.",
        "Flight 370 left Room 12 on Route 66 with a Boeing 747.",
        "The 2012 elections and the 1990s crises.",
        "One of the best projects.",
        "The Six Nations and the Four Seasons.",
        "He has three.",
        "The index passed the 775 mark, and 12 won.",
        "September 3-4 in St Petersburg.",
    ],
)
def test_years_times_ages_scores_and_names_are_no_counts(text):
    assert find_counts(document(text)) == []


def test_offsets_count_code_points():
    text = "😀😀 At least 12 people 😀 paid $5 million."
    for count in find_counts(document(text)):
        assert text[count.start : count.end] == count.surface
    assert [c.surface for c in find_counts(document(text))] == ["At least 12 people", "$5 million"]


def test_english_and_six_languages_are_known():
    assert frozenset({"en", "de", "fr", "es", "it", "pt", "nl"}) == LANGUAGES


def found(text):
    return [(count.number, count.unit) for count in find_counts(document(text))]


def test_an_amount_without_its_money_has_that_of_the_sentence():
    text = "Orders came to 788 mln dlrs, up 1.2 pct from 780 mln in January. Sales came to 90 mln."
    assert found(text) == [(788e6, "USD"), (1.2, "percent"), (780e6, "USD")]
    assert found("He sold 3 mln barrels and 2 mln more.") == [(3e6, "barrels")]


def test_what_an_amount_rose_by_and_what_it_rose_to_are_two_counts():
    assert found("Turnover rose $7.2bn to $170.8bn.") == [(7.2e9, "USD"), (170.8e9, "USD")]
    assert found("It will pay $10m to $15m.") == [(10e6, "USD")]
    assert found("It rose 5 to 7 percent.") == [(5, "percent")]


def test_lives_claimed_are_people_killed():
    assert one("The quake claimed some 2,400 lives.").event == "killed"
    assert one("The film shows 40 lives in a town.").event is None


@pytest.mark.parametrize(
    "text",
    [
        "It closed lower ($1=.6337 Pound).",
        "It closed lower ($1=123 yen).",
        "They lean on all 2016 campaigns.",
        "It came in the run-up to the 2014 elections.",
        "It came after the 11 September attacks.",
        "It is for all iPhone 4 buyers.",
        "See page 3p.m. today.",
    ],
)
def test_rates_years_dates_and_models_are_no_counts(text):
    assert found(text) == []


def test_a_year_may_be_a_number_where_it_is_qualified():
    assert found("He met about 2,000 people and some 2000 voters.") == [(2000, "people"), (2000, "voters")]


@pytest.mark.parametrize(
    "text",
    [
        "No one was hurt in the crash.",
        '"No one died," he said.',
        "Not one person was killed.",
        "Nobody was killed, and no one was arrested.",
        "No two people are alike.",
    ],
)
def test_nobody_is_no_count(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("None of the 45 passengers died.", None),
        ("Neither of the two men was hurt.", None),
        ("The 45 passengers were not seriously hurt.", None),
        ("It fell without killing any of the 45 passengers.", None),
        ("At least 45 passengers died, and not only there.", "killed"),
        ("Hundreds if not thousands of people died.", "killed"),
        ("The blast killed no fewer than 45 passengers.", "killed"),
    ],
)
def test_what_did_not_happen_befell_nobody(text, event):
    assert [count.event for count in find_counts(document(text))][-1] == event


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("They recruit 25,000 people who can't arrest anyone.", None),
        ("Three gunmen killed the mayor.", None),
        ("Three bus bombs killed 12.", None),
        ("Six races are dead heats.", None),
        ("Six men on death row died.", "killed"),
        ("Two clubs launched an injury audit.", None),
        ("Ten voters said that banks hurt the economy.", None),
        ("Three soldiers were killed the day before.", "killed"),
        ("Three soldiers killed a week ago were buried.", "killed"),
        ("Three soldiers are believed to have been killed.", "killed"),
        ("Twelve men, shot dead by the army, were buried.", None),
    ],
)
def test_an_event_befalls_those_counted_not_others(text, event):
    assert find_counts(document(text))[0].event == event


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("Gold cost between $40 and $50 an ounce.", 40, "USD"),
        ("It is worth between A$146 million and A$160 million.", 146e6, "AUD"),
        ("Shares rose C$2.00 to C$106.00 by noon.", 2, "CAD"),
    ],
)
def test_a_range_may_have_its_sign_twice(text, number, unit):
    count = find_counts(document(text))[0]
    assert (count.number, count.unit) == (number, unit)
    assert (count.qualifier == "between") == ("between" in text)


@pytest.mark.parametrize(
    "text",
    [
        "She won the 400m hurdles.",
        "He won as 100m champion Dwain Chambers fell.",
        "He led the 10k runners.",
    ],
)
def test_metres_run_are_no_millions(text):
    assert found(text) == []


def test_millions_of_people_things_and_money_may_be_short():
    assert found("It sold 4m copies to 300k people for £2m and a fee of 3m euros.") == [
        (4e6, "copies"), (300e3, "people"), (2e6, "GBP"), (3e6, "EUR"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "One in four voters stayed away.",
        "It causes one in every five deaths.",
        "Nearly 8 in 10 voters backed him.",
        "Two out of three homes stood empty.",
        "(1 US dollar = 0.6 British pound)",
        "Wear N95 masks on the N7 road to see the R18 films.",
    ],
)
def test_bases_of_shares_roads_and_exchange_rates_are_no_counts(text):
    assert find_counts(document(text)) == []


def test_people_counted_in_attacks_are_no_share():
    assert [count.number for count in find_counts(document("Bombs killed 20 people in two attacks."))] == [
        20,
        2,
    ]


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("The state gave N50m to them.", 50e6, "NGN"),
        ("Some R3.2bn left the market.", 3.2e9, "ZAR"),
        ("A fine of R1,500 was set.", 1500, "ZAR"),
        ("It will cost Rs500 crore.", 5e9, "INR"),
        ("They set aside Sh4 billion for it.", 4e9, "KES"),
        ("More than 3 000 officers came.", 3000, "officers"),
        ("In 2019 300 people left.", 300, "people"),
        ("She weighed 100 pounds.", 100, "pounds"),
    ],
)
def test_money_thousands_and_weights_as_the_press_of_many_lands_writes_them(text, number, unit):
    count = one(text)
    assert (count.number, count.unit) == (number, unit)


@pytest.mark.parametrize(
    ("text", "events"),
    [
        ("He is survived by two children.", [None]),
        ("The index shot up 300 points.", [None]),
        ("They were suspended for missing three tests.", [None]),
        ("Protesters stood in three groups.", [None]),
        ("Some 800 displaced people slept in 40 camps.", ["displaced", None]),
        ("They said 155 had died.", ["killed"]),
        ("Officials said 49 were reported missing.", ["missing"]),
    ],
)
def test_figures_of_speech_and_what_befell_others_are_no_events(text, events):
    assert [count.event for count in find_counts(document(text))] == events


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Stora AB <SKPS.ST> said it sold 12 mills.", "Stora AB"),
        ("<Chase-AMP Bank Ltd> said it sold 12 mills.", "Chase-AMP Bank Ltd"),
        ("Seattle-based Pyramid said it sold 12 mills.", "Pyramid"),
        ("The Fund last week said it sold 12 mills.", "Fund"),
        ("Analysts were stunned by results reported for 12 mills.", None),
        ("Some 20 percent of people in a recent poll said they believe it; 29 percent do not.", None),
        ("The U.S. said it sold 12 mills.", "U.S."),
    ],
)
def test_sources_are_those_who_speak_and_nothing_else(text, source):
    assert find_counts(document(text))[-1].source == source


def test_a_source_has_the_whole_name_that_was_recognised():
    text = "First Boston said it sold 12 mills. The Office for National Statistics (ONS) said 15 mills were sold."
    names = ("First Boston", "Office for National Statistics")
    mentions = [Mention("organization", n, text.index(n), text.index(n) + len(n), n, n) for n in names]
    assert [count.source for count in find_counts(document(text), mentions)] == list(names)
