import pytest

from newsmill.text.stamps import read_stamp
from newsmill.text.zones import zone

MOMENTS = {
    "25-11-2024 08:52 AM Jerusalem Timing": "2024-11-25T06:52",
    "25-07-2024 08:52 AM Jerusalem Timing": "2024-07-25T05:52",
    "2012/03/04 18:22 GMT": "2012-03-04T18:22",
    "Tue, 03 Jun 2014 10:11:12 +0200": "2014-06-03T08:11",
    "05 March 2013, 14:05 MSK": "2013-03-05T11:05",
    "March 05, 2013 12:05 AM UTC": "2013-03-05T00:05",
    "Published: Nov. 3, 2019 | 4:05 p.m. ET": "2019-11-03T21:05",
    "Last updated on Monday, 12 August 2019 at 10:30 BST": "2019-08-12T09:30",
    "12/31/2019 11:59 PM EST": "2020-01-01T04:59",
    "12/31/2019 11:59 PM EDT": "2020-01-01T03:59",
    "Updated: 2:30 PM Beirut Time, 4 June 2015": "2015-06-04T11:30",
    "2019-11-03T10:00:00Z": "2019-11-03T10:00",
    "11:30 GMT, Monday 3 June 2014": "2014-06-03T11:30",
    "3 апреля 2019, 12:30 (GMT+3)": "2019-04-03T09:30",
    "3. Oktober 2019, 14.30 Uhr MEZ": "2019-10-03T13:30",
    "le 3 août 2019 à 10h30 GMT": "2019-08-03T10:30",
    "Posted 5:30 PM Lebanon time, May 3, 2014": "2014-05-03T14:30",
    "25-11-2024 08:52 Tel Aviv time": "2024-11-25T06:52",
}
DAYS = {
    "05.03.2013 14:05": "2013-03-05",
    "3 апреля 2019, 12:30": "2019-04-03",
    "Monday, January 3, 2022": "2022-01-03",
    "2019年11月3日": "2019-11-03",
    "3 de mayo de 2019 10:30": "2019-05-03",
    "Jan 3 2022 3pm local time": "2022-01-03",
    "25-11-2024 08:52 AM Russia time": None,
}
NONE = [
    "May 2024 brought 10:30 trains", "1987", "2004 2005", "Reuters 3 June 2014", "31-02-2024 10:00 GMT", "25:61 GMT 3 June 2014",
    "Tuesday", "On 3 June 2014 he left", "9/11", "Chapter 11", "3-2", "10:30", "Windows 95", "June 3", "2 2 2 2", "",
]  # fmt: skip


@pytest.mark.parametrize(("line", "moment"), MOMENTS.items())
def test_a_stamp_with_a_zone_is_read_to_its_minute_in_utc(line, moment):
    assert read_stamp(line).instant(day_first=True).isoformat()[:16] == moment


@pytest.mark.parametrize(("line", "day"), DAYS.items())
def test_a_stamp_without_a_known_zone_gives_its_day_alone(line, day):
    stamp = read_stamp(line)
    assert (str(stamp.day_of(day_first=True)) if stamp else None) == day
    assert stamp is None or stamp.instant(day_first=True) is None


@pytest.mark.parametrize("line", NONE)
def test_no_stamp_is_invented(line):
    assert read_stamp(line) is None


def test_an_open_order_of_day_and_month_is_left_open():
    stamp = read_stamp("05/06/2024 10:00 GMT")
    assert stamp.order_is_open
    assert str(stamp.day_of(day_first=True)) == "2024-06-05"
    assert str(stamp.day_of(day_first=False)) == "2024-05-06"


@pytest.mark.parametrize("words", ["Page", "Share", "Russia time", "local time", "Obama", "GMT+25"])
def test_words_that_name_no_one_zone_give_none(words):
    assert zone(words) is None
