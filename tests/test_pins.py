"""Pins without which a fresh install is broken, in ways that show late or only in a server's log."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# Prefect 3.8's server fails at start with newer FastAPIs; with SQLAlchemy 2.1 its scheduler creates no runs.
TOO_NEW = {"fastapi": (0, 151), "sqlalchemy": (2, 1), "prefect": (3, 9)}


@pytest.mark.parametrize("name", TOO_NEW)
def test_the_lock_and_the_environment_keep_below_what_breaks_prefect(name):
    locked = re.search(
        rf"^{name}==([\d.]+)", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE
    )
    for found in (locked[1], version(name)):
        assert tuple(int(part) for part in found.split(".")[:2]) < TOO_NEW[name]


def test_the_lock_names_no_index_and_has_a_hash_for_everything():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "index-url" not in lock.replace("--no-emit-index-url", "")
    assert "://" not in lock
    requirements = re.findall(r"^[a-z0-9][^\n]*==.*?(?=^[a-z0-9#]|\Z)", lock, re.MULTILINE | re.DOTALL)
    assert len(requirements) > 100
    assert all("--hash=sha256:" in requirement for requirement in requirements)
