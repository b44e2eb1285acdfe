from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsmill.formats.timestamps import parse_timestamp

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAY = datetime(2024, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "expected", "is_whole"),
    [
        ("2024-03-05", DAY, False),
        ("20240305", DAY, False),
        (20240305, DAY, False),
        ("5 mars 2024", DAY, False),
        ("5. März 2024", DAY, False),
        ("5 de marzo de 2024, 10:00", DAY + timedelta(hours=10), False),
        ("5 марта 2024", DAY, False),
        ("2024年3月5日", DAY, False),
        ("05.03.2024", DAY, False),
        ("2024-3-5", DAY, False),
        ("Published: 5 March 2024", DAY, False),
        ("Updated: 5 March 2024", None, False),
        ("05-03-2024", None, False),
        ("2024-03-05T10:00:00Z", DAY + timedelta(hours=10), True),
        ("2024-03-05T10:00:00+0530", DAY + timedelta(hours=4, minutes=30), True),
        ("2024-03-05 10:00:00 UTC", DAY + timedelta(hours=10), True),
        ("2024-03-05 10:00:00", DAY + timedelta(hours=10), False),
        ("20240305100000", DAY + timedelta(hours=10), False),
        (20240305100000, DAY + timedelta(hours=10), False),
        ("202403051000", DAY + timedelta(hours=10), False),
        (202403051000, DAY + timedelta(hours=10), False),
        # No month 13, no year 3024: milliseconds of 1976 and 1979.
        ("202413051000", EPOCH + timedelta(milliseconds=202413051000), True),
        (302403051000, EPOCH + timedelta(milliseconds=302403051000), True),
        ("18990305100000", datetime(1899, 3, 5, 10, tzinfo=UTC), False),
        ("Tue, 05 Mar 2024 10:00:00 -0500", DAY + timedelta(hours=15), True),
        ("Tue, 05 Mar 2024 10:00:00 GMT", DAY + timedelta(hours=10), True),
        ("March 5, 2024", DAY, False),
        ("5th March 2024", DAY, False),
        ("Mar. 5, 2024 at 3:30 p.m.", DAY + timedelta(hours=15, minutes=30), False),
        ("Tuesday, March 5, 2024 12:05 AM", DAY + timedelta(minutes=5), False),
        ("05-MAR-2024 15:01:01.79", DAY + timedelta(hours=15, minutes=1, seconds=1, milliseconds=790), False),
        ("25/03/2024", DAY + timedelta(days=20), False),
        ("03/25/2024 18:30", DAY + timedelta(days=20, hours=18, minutes=30), False),
        (1709596800, DAY, True),
        (1709596800123, DAY + timedelta(milliseconds=123), True),
        ("1709596800", DAY, True),
        ({"$date": "2024-03-05T00:00:00Z"}, DAY, True),
        ({"$date": {"$numberLong": "1709596800000"}}, DAY, True),
        (["2024-03-05"], DAY, False),
        ("1709596800.5", DAY + timedelta(seconds=0.5), True),
        ("2024/03/05", DAY, False),
        ("2024.03.05", DAY, False),
        ("2024/3/5 10:11:12", DAY + timedelta(hours=10, minutes=11, seconds=12), False),
        ("Tue Mar 05 10:11:12 +0000 2024", DAY + timedelta(hours=10, minutes=11, seconds=12), True),
        ("Tue Mar  5 10:11:12 2024", DAY + timedelta(hours=10, minutes=11, seconds=12), False),
        ("2024-03-05 10:11:12 EST", DAY + timedelta(hours=15, minutes=11, seconds=12), True),
        ("2024-03-05 10:11:12 +0000 UTC", DAY + timedelta(hours=10, minutes=11, seconds=12), True),
        ("2024-03-05T10:00:00 +01:00", DAY + timedelta(hours=9), True),
        ("Mar 5, 2024, 10:11 AM ET", DAY + timedelta(hours=15, minutes=11), True),
        ("July 5, 2024 10:11 ET", datetime(2024, 7, 5, 14, 11, tzinfo=UTC), True),
    ],
)
def test_times_are_read_as_they_are_written(value, expected, is_whole):
    assert parse_timestamp(value) == (expected, is_whole)


@pytest.mark.parametrize(
    "value",
    ["", "soon", "03/04/2024", "2024", "31 February 2024", "25:61", None, True, [], {}, [[]], "2024/13/05",
     "2024-03-05 10:11:12 QQQ", "March 5, 2024 10:11 XQ", ["2024-03-05", "2024-03-06"], float("nan"),
     float("inf"), -5, "20241305100000", 20241305100000, 10**30, "9" * 40, "0001-01-01T00:00:00+14:00", "Tue, 99 Foo 2024 10:00:00", "²⁵ March 2024"],
)  # fmt: skip
def test_what_is_no_time_or_an_ambiguous_one_gives_none(value):
    assert parse_timestamp(value)[0] is None


@given(
    st.datetimes(min_value=datetime(1900, 1, 2), max_value=datetime(2100, 1, 1)),  # noqa: DTZ001 - hypothesis wants naive bounds
    st.integers(-14 * 60, 14 * 60),
)
@settings(deadline=None, max_examples=100)
def test_iso_times_with_an_offset_survive_exactly(moment, minutes):
    aware = moment.replace(tzinfo=timezone(timedelta(minutes=minutes)))
    assert parse_timestamp(aware.isoformat()) == (aware, True)
    assert parse_timestamp(aware.isoformat())[0].utcoffset() == aware.utcoffset()


@given(st.text(max_size=40) | st.integers() | st.floats())
@settings(deadline=None, max_examples=200)
def test_no_value_raises(value):
    parse_timestamp(value)
