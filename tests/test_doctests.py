"""The examples in docstrings hold."""

import doctest
import importlib
import pkgutil

import pytest

import newsmill

MODULES = [module.name for module in pkgutil.walk_packages(newsmill.__path__, "newsmill.")]


@pytest.mark.parametrize("name", MODULES)
def test_examples_hold(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
