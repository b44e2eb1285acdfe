"""The code, the word list and the models of all enrichers."""

import newsmill.work  # noqa: F401 - the code that workers run
from newsmill.enrich.registry import NAMES
from newsmill.preload.steps import run_steps

run_steps(NAMES)
