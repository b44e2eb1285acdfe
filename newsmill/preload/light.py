"""The code, the word list and the language models."""

import newsmill.work  # noqa: F401 - the code that workers run
from newsmill.preload.steps import run_steps

run_steps(("language", "lead"))
