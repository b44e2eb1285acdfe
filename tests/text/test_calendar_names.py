import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_names_are_those_of_the_locked_cldr_and_zones():
    made = subprocess.run(
        [sys.executable, "tools/calendar_names.py"], cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
        capture_output=True, check=True, encoding="utf-8",
    ).stdout  # fmt: skip
    assert json.loads(made) == json.loads((ROOT / "newsmill/data/cleaning/calendar.json").read_bytes())
