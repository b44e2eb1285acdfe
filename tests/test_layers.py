"""Imports run flows -> tasks -> newsmill, never back; Prefect appears in the first two only."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ALLOWED = {"newsmill": {"newsmill"}, "tasks": {"newsmill", "tasks"}, "flows": {"newsmill", "tasks", "flows"}}


def imported(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            found.add(node.module.split(".")[0])
    return found


@pytest.mark.parametrize("layer", ALLOWED)
def test_imports_never_run_back(layer):
    for file in (ROOT / layer).rglob("*.py"):
        ours = imported(file) & set(ALLOWED)
        assert ours <= ALLOWED[layer], file


def test_prefect_appears_in_flows_and_tasks_only():
    for file in (ROOT / "newsmill").rglob("*.py"):
        assert "prefect" not in imported(file), file


def test_workers_do_not_import_what_only_a_flow_needs():
    code = "import sys, newsmill.work; print([m for m in ('prefect', 'typer', 'duckdb', 'trafilatura') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
