import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_names_are_those_of_the_locked_cldr():
    made = subprocess.run(
        [sys.executable, "tools/calendar_names.py"], cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
        capture_output=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip
    kept = json.loads((ROOT / "newsmill/data/cleaning/calendar.json").read_text(encoding="utf-8"))
    fresh = json.loads(made)
    assert {name: kept[name] for name in ("months", "weekdays")} == {
        name: fresh[name] for name in ("months", "weekdays")
    }
    # Zones are of the machine's own zone database where it has one: newer ones know more cities.
    assert kept["cities"].items() <= fresh["cities"].items()
    assert kept["countries"] == fresh["countries"]
