import doctest
from pathlib import Path

import pytest

from newsmill.steps import clean
from newsmill.text import (
    captions,
    characters,
    encoding,
    frames,
    furniture,
    head,
    markup,
    repetition,
    wraps,
)
from newsmill.text.edits import Rule

DOCS = Path(__file__).parents[2] / "docs" / "cleaning.md"


def test_examples_in_the_documentation_hold():
    assert clean.CLEAN_VERSION
    results = doctest.testfile(str(DOCS), module_relative=False)
    assert results.attempted > 20
    assert results.failed == 0


@pytest.mark.parametrize(
    "rule",
    [
        value.name
        for module in (captions, characters, encoding, frames, furniture, head, markup, repetition, wraps)
        for value in vars(module).values()
        if isinstance(value, Rule)
    ],
)
def test_every_rule_is_documented(rule):
    assert f"**`{rule}`**" in DOCS.read_text(encoding="utf-8")
