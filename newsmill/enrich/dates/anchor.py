"""Calendar arithmetic on the date an article is anchored to; TIMEX3 values, `X` where no anchor is known."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Anchor:
    """The day an article speaks from; `day` None when nothing tells.

    >>> Anchor(date(2013, 6, 18)).weekday(0, is_ahead=False), Anchor(None).month_day(9, 3, is_ahead=False)
    ('2013-06-17', 'XXXX-09-03')
    """

    day: date | None

    def shift(self, unit: str, count: int) -> str:
        """Value of the day, week, month ... `count` units from the anchor.

        Raises `ValueError` or `OverflowError` outside of the years 1 to 9999.
        """
        if self.day is None:
            return {
                "D": "XXXX-XX-XX",
                "W": "XXXX-WXX",
                "WE": "XXXX-WXX-WE",
                "M": "XXXX-XX",
                "Q": "XXXX-QX",
            }.get(unit, "XXXX")
        return _SHIFTS[unit](self.day, count)

    def weekday(self, number: int, *, is_ahead: bool, is_strict: bool = False) -> str:
        """Find the nearest such weekday, today included unless `is_strict`, before the anchor or ahead of it."""
        if self.day is None:
            return f"XXXX-WXX-{number + 1}"
        away = (number - self.day.weekday()) % 7 if is_ahead else -((self.day.weekday() - number) % 7)
        if away == 0 and is_strict:
            away = 7 if is_ahead else -7
        return (self.day + timedelta(away)).isoformat()

    def month_day(self, month: int, day: int, *, is_ahead: bool) -> str:
        """Find that day of the nearest year; ahead of the anchor when something says so.

        Raises `ValueError` for a day that is in no calendar.
        """
        if self.day is None:
            return date(2000, month, day).isoformat().replace("2000", "XXXX", 1)
        near = []
        for year in (self.day.year - 1, self.day.year, self.day.year + 1):
            try:
                near.append(date(year, month, day))
            except ValueError:
                continue
        if not near:
            # 29 February: the last leap year.
            near = [date(self.day.year // 4 * 4, month, day)]
        anchor = self.day
        if is_ahead:
            near = [d for d in near if d >= anchor] or near
        return min(near, key=lambda d: abs((d - anchor).days)).isoformat()

    def month(self, month: int, *, is_ahead: bool, is_strict: bool = False) -> str:
        """Find that month, this year's or the one before; the next when something says so."""
        if self.day is None:
            return f"XXXX-{month:02d}"
        year = self.day.year
        if is_ahead:
            year += month < self.day.month or (is_strict and month == self.day.month)
        else:
            year -= month > self.day.month or (is_strict and month == self.day.month)
        return f"{year:04d}-{month:02d}"

    def weekday_of_week(self, number: int, weeks: int) -> str:
        """Find that weekday (Monday 0) of the week so many weeks from the anchor's."""
        if self.day is None:
            return f"XXXX-WXX-{number + 1}"
        return (self.day + timedelta(number - self.day.weekday() + 7 * weeks)).isoformat()

    def day_of_month(self, day: int, *, is_ahead: bool) -> str:
        """Find that day of this month or the one before; of the next when something says so.

        Raises `ValueError` for a day that is in no calendar.
        """
        if self.day is None:
            return f"XXXX-XX-{date(2000, 1, day).day:02d}"
        count = (day < self.day.day) if is_ahead else -(day > self.day.day)
        return date.fromisoformat(f"{_month(self.day, count)}-{day:02d}").isoformat()

    def quarter(self, number: int, *, is_ahead: bool = False) -> str:
        """Find that quarter, the latest one begun; when something says so the next to end, but for the one just over."""
        if self.day is None:
            return f"XXXX-Q{number}"
        now = (self.day.month + 2) // 3
        is_just_over = number % 4 == (now - 1) % 4
        count = number < now if is_ahead and not is_just_over else -(number > now)
        return f"{self.day.year + count:04d}-Q{number}"

    def season(self, code: str, count: int) -> str:
        """Find that season `count` years on; without a count the latest one begun."""
        if self.day is None:
            return f"XXXX-{code}"
        return f"{self.day.year + count:04d}-{code}"


def _week(day: date, count: int) -> str:
    year, week, _ = (day + timedelta(7 * count)).isocalendar()
    return f"{year:04d}-W{week:02d}"


def _month(day: date, count: int) -> str:
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    return f"{_checked(year):04d}-{month + 1:02d}"


def _quarter(day: date, count: int) -> str:
    year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 + count, 4)
    return f"{_checked(year):04d}-Q{quarter + 1}"


def _checked(year: int) -> int:
    if not 0 < year < 10000:
        raise ValueError(f"year {year} is in no calendar")
    return year


_SHIFTS: Final[dict[str, Callable[[date, int], str]]] = {
    "D": lambda day, count: (day + timedelta(count)).isoformat(),
    "W": _week,
    "WE": lambda day, count: _week(day, count) + "-WE",
    "M": _month,
    "Q": _quarter,
    "Y": lambda day, count: f"{_checked(day.year + count):04d}",
    "DE": lambda day, count: f"{_checked(day.year + 10 * count) // 10:03d}",
    "CE": lambda day, count: f"{_checked(day.year + 100 * count) // 100:02d}",
}
