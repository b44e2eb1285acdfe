import pytest

from newsmill.text.stamp_labels import Says
from newsmill.text.stamps import read_stamp, read_stamps
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
    "27 OCT 2017 - 22:06 CEST": "2017-10-27T20:06",
    "16:02 GMT - 7 Oct 2017": "2017-10-07T16:02",
    "10:00 GMT - 07/10/2017": "2017-10-07T10:00",
    "June 13, 2019 4:02 pm PT": "2019-06-13T23:02",
    "June 13, 2019 16:02 UK time": "2019-06-13T15:02",
    "Sat, May 23, 2015, 19:04 (Irish time)": "2015-05-23T18:04",
    "Publié le 21/05/2013 à 08:05 (heure de Paris)": "2013-05-21T06:05",
    "Опубликовано: 2 сентября 2021, 09:47 (МСК)": "2021-09-02T06:47",
    "2 сентября 2021, 09:47 по московскому времени": "2021-09-02T06:47",
    "12 Haziran 2019 09:47 TSİ": "2019-06-12T06:47",
    "آخر تحديث: 26 مارس 2015 - 09:40 (توقيت مكة)": "2015-03-26T06:40",
    "CBC News · Posted: Jun 13, 2019 4:00 PM ET": "2019-06-13T20:00",
    "13 June 2019 Last updated at 16:02 GMT": "2019-06-13T16:02",
}
DAYS = {
    "05.03.2013 14:05": "2013-03-05",
    "3 апреля 2019, 12:30": "2019-04-03",
    "Monday, January 3, 2022": "2022-01-03",
    "2019年11月3日": "2019-11-03",
    "3 de mayo de 2019 10:30": "2019-05-03",
    "Jan 3 2022 3pm local time": "2022-01-03",
    "25-11-2024 08:52 AM Russia time": None,
    "13/06/2019 - 16:02": "2019-06-13",
    "13-Jun-2019 16:02": "2019-06-13",
    "5-MAR-1987 10:21:14.37": "1987-03-05",
    "16:02 - 13 June 2019": "2019-06-13",
    "Publicado: 8 de septiembre de 2022 a las 19:38": "2022-09-08",
    "Publicado em 12/03/2020 às 18h30": "2020-03-12",
    "Le 24 janv. 2020 à 19 h 08": "2020-01-24",
    "Veröffentlicht am 28.06.2018 | Lesedauer: 3 Minuten": "2018-06-28",
    "Uploaded: 13 June 2019": "2019-06-13",
    "17 juli 2014 om 18:21": "2014-07-17",
    "Opublikowano: 10.04.2010, 10:12": "2010-04-10",
    "Gepubliceerd: 17-07-2014 18:21": "2014-07-17",
    "Güncelleme Tarihi: 30 Ekim 2020 16:05": "2020-10-30",
    "Yayınlanma: 30 Ekim 2020 16:05": "2020-10-30",
    "Modifié le 24/01/2020 à 19:08": "2020-01-24",
    "Ultimo aggiornamento: 24 agosto 2016 ore 13:25": "2016-08-24",
    "Дата публикации: 2 сентября 2021 09:47": "2021-09-02",
    "Δημοσίευση: 3 Ιουνίου 2019, 16:02": "2019-06-03",
    "פורסם: 27.03.23, 20:07": "2023-03-27",
    "प्रकाशित: 13 जून 2019 16:02": "2019-06-13",
    "Publish Date: 13 June 2019": "2019-06-13",
    "发布时间：2019年05月20日 10:22": "2019-05-20",
    "2019年05月20日 10:22 来源：新华网": "2019-05-20",
    "公開日: 2019年5月20日": "2019-05-20",
    "2022년 10월 30일 09:12": "2022-10-30",
    "29 آذار 2021": "2021-03-29",
}
HOURS = {
    "29 مارس 2021 04:35 م": (16, 35),
    "٢٩ مارس ٢٠٢١ ٠٤:٣٥": (4, 35),
    "2011年3月12日（土）15時36分": (15, 36),
    "2022.10.30. 오후 3:20": (15, 20),
    "2022.10.30. 오전 3:20": (3, 20),
    "19 mai 2019 à 18h": (18, 0),
    "3 Ιουνίου 2019 4:02 μ.μ.": (16, 2),
}
NONE = [
    "May 2024 brought 10:30 trains", "1987", "2004 2005", "Reuters 3 June 2014", "31-02-2024 10:00 GMT", "25:61 GMT 3 June 2014",
    "Tuesday", "On 3 June 2014 he left", "9/11", "Chapter 11", "3-2", "10:30", "Windows 95", "June 3", "2 2 2 2", "",
    "The White House updated its plan on 13 June 2019", "He was posted 13 June 2019 to Rome", "Updated guidance for 2019", "Published in 1987",
    "13 June 2019 - 20 June 2019", "Score 3-2 on 13 June 2019", "Updated: 3", "Jane Dorsey · Posted: 13 June 2019",
]  # fmt: skip


@pytest.mark.parametrize(("line", "moment"), MOMENTS.items())
def test_a_stamp_with_a_zone_is_read_to_its_minute_in_utc(line, moment):
    (stamp,) = read_stamps(line)
    assert stamp.instant(day_first=True).isoformat()[:16] == moment


@pytest.mark.parametrize(("line", "day"), DAYS.items())
def test_a_stamp_without_a_known_zone_gives_its_day_alone(line, day):
    stamp = read_stamp(line)
    assert (str(stamp.day_of(day_first=True)) if stamp else None) == day
    assert stamp is None or stamp.instant(day_first=True) is None


@pytest.mark.parametrize("line", NONE)
def test_no_stamp_is_invented(line):
    assert read_stamp(line) is None
    assert read_stamps(line) == []


@pytest.mark.parametrize(("line", "clock"), HOURS.items())
def test_half_days_and_digits_of_other_scripts_give_the_hour(line, clock):
    (stamp,) = read_stamps(line)
    assert (stamp.hour, stamp.minute) == clock


@pytest.mark.parametrize(
    "line",
    [
        "Published: 3 June 2019 16:02 | Updated: 5 June 2019 18:02",
        "Updated: 5 June 2019 18:02 / Published: 3 June 2019 16:02",
        "Publié le 3 juin 2019 à 19h08 - Mis à jour le 5 juin 2019 à 11h35",
        "3 June 2019 16:02, updated 5 June 2019 18:02",
    ],
)
def test_stamps_of_one_line_are_told_apart_by_their_labels(line):
    assert sorted((stamp.is_labelled and stamp.says, stamp.day) for stamp in read_stamps(line)) in (
        [(Says.PUBLISHED, 3), (Says.UPDATED, 5)],
        [(False, 3), (Says.UPDATED, 5)],
    )


def test_an_open_order_of_day_and_month_is_left_open():
    stamp = read_stamp("05/06/2024 10:00 GMT")
    assert stamp.order_is_open
    assert str(stamp.day_of(day_first=True)) == "2024-06-05"
    assert str(stamp.day_of(day_first=False)) == "2024-05-06"


@pytest.mark.parametrize("words", ["Page", "Share", "Russia time", "local time", "Obama", "GMT+25"])
def test_words_that_name_no_one_zone_give_none(words):
    assert zone(words) is None
