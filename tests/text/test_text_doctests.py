import doctest
import importlib
import pkgutil

import pytest

import newsmill.text

MODULES = [module.name for module in pkgutil.iter_modules(newsmill.text.__path__)]


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_the_docstrings_hold(name):
    assert doctest.testmod(importlib.import_module(f"newsmill.text.{name}")).failed == 0
