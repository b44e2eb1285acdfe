"""Matplotlib figures as SVG inside a page: colours by CSS variables, so that one picture serves light and dark."""

import io
import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Final
from xml.etree import ElementTree as ET

from markupsafe import Markup
from matplotlib import rc_context
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

# Colours that no figure has by chance; each becomes a variable of the page's style.
_VARIABLES: Final = {
    "#010201": "var(--ink)",
    "#010202": "var(--quiet)",
    "#010203": "var(--line)",
    "#010204": "var(--land)",
    "#010205": "var(--surface)",
} | {f"#0203{n:02x}": f"var(--series-{n})" for n in range(7)}
INK, QUIET, LINE, LAND, SURFACE = list(_VARIABLES)[:5]
SERIES: Final = tuple(list(_VARIABLES)[5:])

# What the page's own style sets, a plot must not.
_STYLE: Final[dict[Any, Any]] = {
    "svg.fonttype": "none",
    "text.parse_math": False,
    "font.size": 11,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": QUIET,
    "xtick.color": QUIET,
    "ytick.color": QUIET,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "axes.linewidth": 1,
    "grid.color": LINE,
    "grid.linewidth": 1,
    "savefig.transparent": True,
    "figure.dpi": 72,
}
_FONT: Final = re.compile(r"font: ([\d.]+)px [^;]*(;|$)")
_NAMESPACE: Final = re.compile(r"^\{[^}]*\}")


@contextmanager
def style() -> Iterator[None]:
    """Matplotlib's settings for a figure of the page, inside the block."""
    with rc_context(_STYLE):
        yield


def figure(width: float, height: float) -> Figure:
    """An empty figure, in CSS pixels."""
    made = Figure(figsize=(width / 72, height / 72))
    FigureCanvasSVG(made)
    return made


def inline(made: Figure, name: str, label: str, css_class: str) -> Markup:
    """A figure as an `<svg>` for the page. `name` makes its ids unique there, `label` is read to the blind."""
    out = io.StringIO()
    with rc_context({**_STYLE, "svg.hashsalt": name}), warnings.catch_warnings():
        # The browser has the letters; matplotlib only measures with its own font.
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        made.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    root = ET.fromstring(out.getvalue())  # noqa: S314 - matplotlib's own output, of this moment
    for child in list(root):
        if _local(child.tag) in {"metadata", "defs"} and not _has_shapes(child):
            root.remove(child)
    for element in root.iter():
        _localise(element, name)
    view = root.get("viewBox", "")
    root.attrib.clear()
    root.attrib.update({"viewBox": view, "role": "img", "aria-label": label, "class": css_class})
    return Markup(ET.tostring(root, encoding="unicode"))  # noqa: S704 - ElementTree has escaped all text


def _has_shapes(element: ET.Element) -> bool:
    return any(_local(child.tag) in {"path", "clipPath", "rect"} for child in element.iter())


def _localise(element: ET.Element, name: str) -> None:
    """Take a namespace off, colours to variables, ids to ids of this picture."""
    element.tag = _local(element.tag)
    element.tail = None if not (element.tail or "").strip() else element.tail
    if element.tag != "text":
        element.text = None if not (element.text or "").strip() else element.text
    for key, value in list(element.attrib.items()):
        del element.attrib[key]
        element.set(_local(key), _attribute(_local(key), value, name))


def _attribute(key: str, value: str, name: str) -> str:
    if key == "id":
        return f"{name}-{value}"
    if key == "href":
        return value.replace("#", f"#{name}-", 1)
    if key == "clip-path":
        return value.replace("url(#", f"url(#{name}-")
    if key == "style":
        value = _FONT.sub(r"font-size: \1px\2", value)
        for colour, variable in _VARIABLES.items():
            value = value.replace(colour, variable)
    return value


def _local(name: str) -> str:
    return _NAMESPACE.sub("", name)
