import datetime as dt
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.report.timeline import OTHERS, timeline

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2030, 12, 31))
LANGUAGES = st.sampled_from(["en", "de", "fr", "it", "es", "ru", "ar", "zh", ""])


def rows(counted):
    return [
        {"date": date, "language": language, "articles": number}
        for (date, language), number in sorted(counted.items())
    ]


@settings(deadline=None)
@given(st.dictionaries(st.tuples(DAYS, LANGUAGES), st.integers(1, 1000), max_size=40))
def test_every_article_is_in_one_bar_or_said_to_be_outside(counted):
    line = timeline(rows(counted))
    inside = sum(line.total(at) for at in range(len(line.periods)))
    assert inside + line.outside == sum(counted.values())
    assert line.outside <= 0.01 * sum(counted.values())
    assert line.periods == sorted(set(line.periods))
    assert len(line.periods) <= 131
    assert len(line.languages) <= 6
    if line.periods:
        assert line.total(0)
        assert line.total(-1)


@pytest.mark.parametrize(
    ("first", "last", "unit", "bars"),
    [
        (dt.date(2024, 2, 28), dt.date(2024, 3, 1), "day", 3),
        (dt.date(2024, 1, 1), dt.date(2024, 4, 29), "day", 120),
        (dt.date(2024, 1, 1), dt.date(2024, 4, 30), "month", 4),
        (dt.date(2015, 1, 1), dt.date(2024, 12, 31), "month", 120),
        (dt.date(2015, 1, 1), dt.date(2025, 1, 1), "year", 11),
    ],
)
def test_the_period_follows_from_the_span_and_none_is_left_out(first, last, unit, bars):
    line = timeline(rows({(first, "en"): 1, (last, "en"): 1}))
    assert (line.unit, len(line.periods)) == (unit, bars)


def test_one_stray_date_does_not_squeeze_the_rest():
    counted = {(dt.date(2024, 1, day), "en"): 100 for day in range(1, 31)} | {(dt.date(1970, 1, 1), "en"): 1}
    line = timeline(rows(counted))
    assert (line.unit, len(line.periods), line.outside) == ("day", 30, 1)


def test_the_languages_of_fewest_articles_are_shown_together():
    counted = Counter({(dt.date(2024, 1, 1), f"l{n}"): 10 - n for n in range(8)})
    line = timeline(rows(counted))
    assert line.languages == ["l0", "l1", "l2", "l3", "l4", OTHERS]
    assert line.counts[OTHERS] == [5 + 4 + 3]
