import subprocess
import sys

LOADED = """
from newsmill.preload.steps import run_steps
run_steps(())
from newsmill.text import calendar_names, frequencies, grammar, insertions, seams, splices
for load in (calendar_names.tables, frequencies.zipf_table, grammar._table, insertions._weights, seams._model, splices._classes):
    print(load.__name__, load.cache_info().currsize)
"""


def test_what_cleaning_loads_at_first_use_is_loaded_once_before_workers_are_forked():
    found = subprocess.run([sys.executable, "-c", LOADED], capture_output=True, text=True, check=True).stdout
    assert {line.split()[1] for line in found.splitlines()} == {"1"}, found
