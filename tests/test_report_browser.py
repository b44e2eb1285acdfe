"""The page of `newsmill report` in a real browser. Runs where there is a chromium, which CI may not have."""

import html
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from newsmill.report import build_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium here: apt-get install chromium")

# Fewest words that tell how the page is laid out; the copy it stands in has no Content-Security-Policy.
PROBE = """<script>addEventListener("load", () => {
  const shown = document.querySelectorAll("svg"), ink = getComputedStyle(document.body);
  const box = (element) => element.getBoundingClientRect();
  parent.postMessage(JSON.stringify({
    width: innerWidth, scroll_width: document.documentElement.scrollWidth,
    background: ink.backgroundColor, ink: ink.color,
    plots: [...shown].map((svg) => box(svg).width).filter((width) => width > 0),
    bar: getComputedStyle(document.querySelector(".plot:not([hidden]) [style*=series]")).fill,
    letters: Math.min(...[...document.querySelectorAll("svg text")].map((text) => box(text).height).filter((tall) => tall > 0)),
  }), "*");
});</script></head>"""
# No window of a browser is as narrow as a phone's: the page stands in a frame of that width.
FRAME = """<!DOCTYPE html><meta name="color-scheme" content="light dark"><title>nothing</title>
<script>addEventListener("message", (event) => { document.title = event.data; });</script>
<iframe src="probed.html" width="%d" height="800" style="border: 0"></iframe>"""


def browse(file: Path, profile: Path, *, is_dark: bool = False) -> tuple[str, list[str]]:
    """The page's elements as text after loading, and what the console said."""
    command = [
        CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
        "--disable-background-networking", "--disable-component-update", "--disable-sync",
        f"--user-data-dir={profile}", "--window-size=1400,900", "--enable-logging=stderr",
        f"--blink-settings=preferredColorScheme={0 if is_dark else 1}", "--dump-dom", file.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
    return done.stdout, [line for line in done.stderr.splitlines() if "CONSOLE" in line]


def probe(page: str, folder: Path, width: int, *, is_dark: bool = False) -> dict:
    copy = folder / "probed.html"
    without_policy = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    assert without_policy != page
    copy.write_text(without_policy.replace("</head>", PROBE, 1), encoding="utf-8")
    frame = folder / "frame.html"
    frame.write_text(FRAME % width, encoding="utf-8")
    elements, console = browse(frame, folder / "profile", is_dark=is_dark)
    assert console == []
    return json.loads(html.unescape(re.search(r"<title>(.*?)</title>", elements, re.DOTALL)[1]))


@pytest.fixture(scope="module")
def seeds_page(tmp_path_factory, ingest, seeds):
    root = tmp_path_factory.mktemp("lake") / "lake"
    ingest(seeds, root)
    return build_page(root)


def brightness(colour: str) -> float:
    return sum(int(part) for part in re.findall(r"\d+", colour)[:3]) / 3


def test_the_page_as_it_is_leaves_the_console_silent(seeds_page, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(seeds_page, encoding="utf-8")
    elements, console = browse(file, tmp_path / "profile")
    assert console == []
    assert "Edits by rule" in elements


def test_a_script_in_the_page_would_be_refused(seeds_page, tmp_path):
    file = tmp_path / "page.html"
    file.write_text(
        seeds_page.replace("<main>", "<main><script>document.title = 'owned'</script>"), encoding="utf-8"
    )
    elements, console = browse(file, tmp_path / "profile")
    assert "<title>owned</title>" not in elements
    assert any("Content Security Policy" in line for line in console)


@pytest.mark.parametrize("width", [390, 1280])
def test_light_and_dark_are_both_readable_at_any_width(seeds_page, tmp_path, width):
    light = probe(seeds_page, tmp_path, width)
    dark = probe(seeds_page, tmp_path, width, is_dark=True)
    assert brightness(light["background"]) > 200
    assert brightness(light["ink"]) < 100
    assert brightness(dark["background"]) < 60
    assert brightness(dark["ink"]) > 180
    assert light["bar"] != dark["bar"]
    for seen in (light, dark):
        assert seen["scroll_width"] <= seen["width"] == width
        assert len(seen["plots"]) == 2
        assert max(seen["plots"]) <= width
        assert seen["letters"] >= 10
