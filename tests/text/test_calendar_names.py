import json
import subprocess
import sys
from pathlib import Path

import pytest

from newsmill.text.zones import zone

ROOT = Path(__file__).parents[2]
CLEANING = ROOT / "newsmill/data/cleaning"


def made_by(tool: str) -> str:
    return subprocess.run(
        [sys.executable, f"tools/{tool}"], cwd=ROOT, env={"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip


def test_the_names_are_those_of_the_locked_cldr_and_zones():
    assert json.loads(made_by("calendar_names.py")) == json.loads((CLEANING / "calendar.json").read_bytes())


def test_the_zones_of_towns_are_those_of_the_locked_geonames():
    assert made_by("town_zones.py") == (CLEANING / "town_zones.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("Haifa time", "Asia/Jerusalem"),
        ("Saint-Étienne time", "Europe/Paris"),
        ("Springfield time", "America/Chicago"),  # the largest of them is in Missouri
        ("Abengourou time", "Africa/Abidjan"),  # the first of its line
    ],
)
def test_a_town_of_no_zone_of_its_own_has_the_zone_it_lies_in(words, key):
    assert str(zone(words)) == key


@pytest.mark.parametrize("words", ["Nowhereton time", "Springfield", "Europe/Paris time", "Overtime"])
def test_what_is_no_town_has_no_zone(words):
    assert zone(words) is None
