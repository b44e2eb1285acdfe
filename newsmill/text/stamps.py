"""Stamps: the line on which a page says when it was printed or published."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import Final

from newsmill.text.stamp_labels import Label, Says, first_label, labels_within
from newsmill.text.stamp_times import Reading, hour_of_day, place_numbers, read_time
from newsmill.text.titles import OUTLET

MAX_STAMP_CHARS: Final = 140

_SHORT_CHARS: Final = 40
_DIGIT: Final = re.compile(r"\d")
# A year, or a date in numbers: lines of prose with a digit in them mostly have neither.
_LONG_DATE: Final = re.compile(r"\d{4}|\d[-/.]\s?\d{1,2}[-/.]")
_PLAIN: Final = str.maketrans({
    **{chr(start + n): str(n) for start in (0x0660, 0x06F0, 0x0966, 0xFF10) for n in range(10)},
    "：": ":", "（": "(", "）": ")", "，": ",", "／": "/", "－": "-", "،": ",",
})  # fmt: skip
_PARTING: Final = " \t|/·•–—-,;"
# An outlet, or an agency or town of a word before a bar: `PTI | New Delhi | Updated: ...`.
_OUTLET_BEFORE: Final = re.compile(
    rf"{OUTLET.pattern}\s*[|·•–—-]\s*|[^\W\d]{{2,20}}\s?\|\s*(?:[^|\d]{{2,30}}\|\s*)?"
)
# The town before a full stamp: `NUORO, 18 gennaio 2024, 11:27`.
_PLACE_BEFORE: Final = re.compile(r"[^\W\d_a-zß-öø-ÿ][^\W\d_]+(?:[ '’-][^\W\d_]{2,}){0,3}\s?[,–—-]\s(?=\d)")
# `1402 GMT (2202 HKT)`: without a colon, and the same in another zone.
_TWICE_SAID: Final = re.compile(r"\b(\d\d)(\d\d)\s?GMT\s\(\d{4}\s[A-Z]{2,4}\)")
# Date or outlet, which alone may stand before the first label.
_BEFORE_LABEL: Final = re.compile(r"\d|[^\W\d_]+[.,]?\s+\d|[^|·•–—]{2,40}\s[|·•–—-]")
# How long ago the page was changed, seen from a time that it does not say.
_AGO: Final = re.compile(
    r"[\s|·,(]*(?:Last )?(?:[Uu]pdated|[Aa]tualizad[oa]|[Aa]ctualizad[oa]|[Mm]is à jour|[Aa]ggiornat[oa]|[Aa]ktualisiert|[Bb]ijgewerkt)"
    r" (?:há |hace |il y a |vor )?\d{1,2} ?\w{1,8}(?: ago| fa| geleden)?\)?$"
)
_ENDS_OF_AGO: Final = (
    "ago", "fa", "geleden", "minutos", "hora", "horas", "dias", "días", "minutes", "heure", "heures", "jours", "Minuten", "Stunde",
    "Stunden", "Tagen",
)  # fmt: skip
_REMARK_AFTER: Final = re.compile(
    r"[\s|·,]*(?:(?:来源|來源|Sources?|Quelle|Fonte|Fuente|Bron|Источник|المصدر)\s?:\s?[^\d:]{1,40}"
    r"|[|·]\s*(?:Lesedauer:\s?)?\d{1,2}\s?[Mm]in(?:ute[ns]?)?(?:\sread)?"
    r")$"
)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A stamp as read: its words, its day or the two days it may mean, its time, its zone.

    `numbers` are the two ambiguous numbers (first, second) of a numeric date whose order is open, else None.
    `says` is what its label calls the time.
    """

    raw: str
    year: int
    month: int
    day: int
    hour: int | None
    minute: int
    second: int
    zone: tzinfo | None
    says: Says
    order_is_open: bool
    order_evidence: bool | None

    @property
    def is_labelled(self) -> bool:
        """Whether a label says that it is the publication's time or an update's."""
        return self.says is not Says.PRINTED

    @property
    def has_moment(self) -> bool:
        """Whether it names an hour and a zone that is known."""
        return self.hour is not None and self.zone is not None

    @property
    def is_bare(self) -> bool:
        """Whether it is a date alone, which may head an entry of a chronology as well."""
        return not self.is_labelled and self.hour is None

    def day_of(self, *, day_first: bool) -> date:
        """Give the day, with an open order of day and month settled."""
        if self.order_is_open and not day_first:
            return date(self.year, self.day, self.month)
        return date(self.year, self.month, self.day)

    def instant(self, *, day_first: bool) -> datetime | None:
        """Give the moment in UTC; None where the stamp names no hour or no zone that is known."""
        if self.hour is None or self.zone is None:
            return None
        day = self.day_of(day_first=day_first)
        local = datetime(day.year, day.month, day.day, self.hour, self.minute, self.second, tzinfo=self.zone)
        return local.astimezone(UTC)


def read_stamp(line: str) -> Stamp | None:
    """Read a line that is a stamp and nothing else; None where any of its words has no place in a stamp.

    >>> stamp = read_stamp("25-11-2024 08:52 AM Jerusalem Timing")
    >>> stamp.instant(day_first=True).isoformat()
    '2024-11-25T06:52:00+00:00'
    >>> read_stamp("Published: Nov. 3, 2019 | 4:05 p.m. ET").instant(day_first=True).isoformat()
    '2019-11-03T21:05:00+00:00'
    >>> read_stamp("May 2024 brought 10:30 trains") is None
    True
    """
    if not _may_be_stamp(line):
        return None
    raw = line.strip()
    plain = _plain(raw)
    return _read_labelled(raw, plain, first_label(plain))


def read_stamps(line: str) -> list[Stamp]:
    """Read a line of one stamp or of several, each with its label; none where any of its words has no place in them.

    >>> [(s.says.name, s.day) for s in read_stamps("Updated: 5 June 2019 | Published: 3 June 2019")]
    [('UPDATED', 5), ('PUBLISHED', 3)]
    >>> read_stamps("13 June 2019 Last updated at 16:02 GMT")[0].instant(day_first=True).isoformat()
    '2019-06-13T16:02:00+00:00'
    >>> read_stamps("He updated his will on 3 June 2019")
    []
    """
    return list(_read_stamps(line)) if _may_be_stamp(line) else []


# Several rules ask for those of the same lines.
@lru_cache(maxsize=256)
def _read_stamps(line: str) -> tuple[Stamp, ...]:
    raw = line.strip()
    plain = _plain(raw)
    first = first_label(plain)
    one = _read_labelled(raw, plain, first)
    if one is not None:
        return (one,)
    place = _PLACE_BEFORE.match(plain)
    if (
        place is not None
        and (there := _read_time(raw, plain[place.end() :], Says.PRINTED))
        and there.hour is not None
    ):
        return (there,)
    # Prose with a number in it is told by its first word: looking for labels all over it takes ten times as long.
    may_have_labels = first is not None or _BEFORE_LABEL.match(plain) is not None
    labels = labels_within(plain) if may_have_labels else []
    return tuple(_read_several(raw, plain, labels)) if labels else ()


def _read_labelled(raw: str, plain: str, label: Label | None) -> Stamp | None:
    if label is None:
        return _read_time(raw, plain, Says.PRINTED)
    return _read_time(raw, plain[label.end :], label.says)


def _read_several(raw: str, plain: str, labels: list[Label]) -> list[Stamp]:
    ends = [label.start for label in labels[1:]] + [len(plain)]
    before = plain[: labels[0].start].rstrip(_PARTING)
    found: list[Stamp | None] = []
    if before and _OUTLET_BEFORE.fullmatch(plain[: labels[0].start]) is None:
        if len(labels) == 1 and _is_hour(plain[labels[0].end :]):
            return [s for s in [_read_time(raw, f"{before} {plain[labels[0].end :]}", labels[0].says)] if s]
        if _is_hour(before):  # of a day that only the next one names
            before = ""
    if before and _OUTLET_BEFORE.fullmatch(plain[: labels[0].start]) is None:
        # What is updated later was published then.
        says = Says.PUBLISHED if labels[0].says is Says.UPDATED else Says.PRINTED
        found.append(_read_time(raw[: len(before)], before, says))
    for label, end in zip(labels, ends, strict=True):
        body = plain[label.end : end].rstrip(_PARTING)
        if not found or not _is_hour(body):  # an hour alone is of the day before it
            found.append(_read_time(raw[label.start : end].rstrip(_PARTING), body, label.says))
    return [stamp for stamp in found if stamp is not None] if None not in found else []


def names_a_day(line: str) -> bool:
    """Whether a line is a date and nothing else, with its year or without: an entry's heading in a chronology.

    >>> names_a_day("Monday, 14 June"), names_a_day("13 June 1944"), names_a_day("14 men")
    (True, True, False)
    """
    if len(line) > _SHORT_CHARS or _DIGIT.search(line) is None:
        return False
    reading = read_time(_plain(line.strip()))
    if reading is None or reading.hour is not None:
        return False
    return reading.year is not None or (reading.month is not None and 1 <= len(reading.numbers) <= 2)


def _may_be_stamp(line: str) -> bool:
    if len(line) > MAX_STAMP_CHARS:
        return False
    return (_DIGIT if len(line) <= _SHORT_CHARS else _LONG_DATE).search(line) is not None


def _plain(line: str) -> str:
    plain = line if line.isascii() else line.translate(_PLAIN)
    if "GMT (" in plain:
        plain = _TWICE_SAID.sub(r"\1:\2 GMT", plain)
    if plain.endswith(_ENDS_OF_AGO):
        plain = _AGO.sub("", plain)
    return _REMARK_AFTER.sub("", plain) if ":" in plain or "min" in plain else plain


def _read_time(raw: str, body: str, says: Says) -> Stamp | None:
    reading = read_time(body)
    return None if reading is None else _stamp(raw, reading, says)


def _is_hour(body: str) -> bool:
    reading = read_time(body)
    return reading is not None and reading.hour is not None and reading.year is None and not reading.numbers


def _stamp(raw: str, reading: Reading, says: Says) -> Stamp | None:
    if reading.year is None and not place_numbers(reading):
        return None
    if reading.numbers and reading.day is not None:
        return None
    year, month, day = reading.year, reading.month, reading.day
    if year is None or month is None or day is None or not 1900 <= year <= 2200:
        return None
    hour = hour_of_day(reading)
    try:
        date(year, month, day)
        if hour is not None and not 0 <= hour <= 23:
            return None
    except ValueError:
        return None
    return Stamp(
        raw, year, month, day, hour, reading.minute, reading.second, reading.zone, says,
        reading.is_open, reading.evidence,
    )  # fmt: skip
