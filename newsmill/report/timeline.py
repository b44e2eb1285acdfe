"""Articles over time, stacked by language: by day where the span is short, else by month or year."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from markupsafe import Markup
from matplotlib.ticker import MaxNLocator

from newsmill.report import svg
from newsmill.report.tables import Row

_MOST_BARS: Final = 120
_SHOWN_LANGUAGES: Final = 6
OTHERS: Final = "others"
# A stray article of 1970 must not squeeze all others into one bar.
_OUTSIDE_SHARE: Final = 0.01


@dataclass(frozen=True)
class Timeline:
    """Articles by period and language; `periods` has every period of the span, also those without articles."""

    unit: str
    periods: list[str]
    languages: list[str]
    counts: dict[str, list[int]]
    outside: int

    def total(self, at: int) -> int:
        """Articles of a period."""
        return sum(counts[at] for counts in self.counts.values())


def timeline(days: Sequence[Row]) -> Timeline:
    """Bin articles by day, month or year, whichever gives at most 120 bars; rows have date, language, articles."""
    span = _span(days)
    inside = [row for row in days if span is not None and span[0] <= row["date"] <= span[1]]
    outside = sum(row["articles"] for row in days) - sum(row["articles"] for row in inside)
    if span is None:
        return Timeline("day", [], [], {}, 0)
    unit, periods = _periods(*span)
    sizes: Counter[str] = Counter()
    for row in inside:
        sizes[row["language"]] += row["articles"]
    ranked = sorted(sizes, key=lambda language: (-sizes[language], language))
    shown = ranked if len(ranked) <= _SHOWN_LANGUAGES else ranked[: _SHOWN_LANGUAGES - 1]
    languages = shown if len(shown) == len(ranked) else [*shown, OTHERS]
    place = {period: at for at, period in enumerate(periods)}
    counts = {language: [0] * len(periods) for language in languages}
    for row in inside:
        language = row["language"] if row["language"] in shown else OTHERS
        counts[language][place[_key(row["date"], unit)]] += row["articles"]
    return Timeline(unit, periods, languages, counts, outside)


def draw(line: Timeline, width: float, height: float, name: str, label: str, css_class: str) -> Markup:
    """The stacked bars as an inline SVG."""
    with svg.style():
        figure = svg.figure(width, height)
        axes = figure.add_axes((34 / width, 26 / height, 1 - 38 / width, 1 - 36 / height))
        base = [0] * len(line.periods)
        positions = range(len(line.periods))
        for at, language in enumerate(line.languages):
            values = line.counts[language]
            axes.bar(positions, values, bottom=base, width=0.82, color=svg.SERIES[at], linewidth=0)
            base = [low + value for low, value in zip(base, values, strict=True)]
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        axes.grid(axis="y")
        axes.set_axisbelow(True)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=4, integer=True, min_n_ticks=1))
        axes.set_xlim(-0.6, len(line.periods) - 0.4)
        axes.set_ylim(0, max([1, *base]) * 1.05)
        ticks = _ticks(len(line.periods), int(width // 90))
        axes.set_xticks(ticks, [line.periods[at] for at in ticks])
        return svg.inline(figure, name, label, css_class)


def _ticks(count: int, most: int) -> list[int]:
    step = -(-count // max(1, most))
    return list(range(0, count, step))


def _span(days: Sequence[Row]) -> tuple[date, date] | None:
    """First and last day shown: the whole span, or where that is too long for months, without its outliers."""
    if not days:
        return None
    first, last = days[0]["date"], days[-1]["date"]
    if _months(first, last) <= _MOST_BARS:
        return first, last
    by_day: Counter[date] = Counter()
    for row in days:
        by_day[row["date"]] += row["articles"]
    spare = int(sum(by_day.values()) * _OUTSIDE_SHARE / 2)
    ordered = sorted(by_day)
    return _skip(ordered, by_day, spare), _skip(ordered[::-1], by_day, spare)


def _skip(ordered: list[date], by_day: Counter[date], spare: int) -> date:
    for day in ordered:
        spare -= by_day[day]
        if spare < 0:
            return day
    return ordered[-1]


def _periods(first: date, last: date) -> tuple[str, list[str]]:
    days = (last - first).days + 1
    if days <= _MOST_BARS:
        return "day", [_key(first + timedelta(days=n), "day") for n in range(days)]
    if _months(first, last) <= _MOST_BARS:
        start = first.year * 12 + first.month - 1
        months = range(start, start + _months(first, last))
        return "month", [f"{month // 12:04d}-{month % 12 + 1:02d}" for month in months]
    return "year", [f"{year:04d}" for year in range(first.year, last.year + 1)]


def _months(first: date, last: date) -> int:
    return (last.year - first.year) * 12 + last.month - first.month + 1


def _key(day: date, unit: str) -> str:
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]
