# Everything happens in .venv, made from the lock; only python3 (3.11 or newer) with venv and make are needed.
PYTHON ?= python3
BIN := .venv/bin
LAKE ?= data/lake

.PHONY: help install run test lint types check lock clean bench-kill

help:
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

install: .venv/.installed ## set up .venv from the lock

.venv/.installed: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "installing into .venv, about a minute"
	@# The lock is complete, so dependencies need no resolving: older pips cannot resolve extras under hashes.
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

run: install ## ingest seeds/ into data/lake and show what was written
	$(BIN)/newsmill run seeds --lake $(LAKE)

test: install ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: install ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: install ## mypy --strict
	$(BIN)/mypy

check: lint types test ## all that must pass before a commit

lock: ## resolve the lock anew (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --group dev \
	  --python-version 3.11 pyproject.toml --output-file requirements.lock

clean: ## remove what runs and tools have made
	rm -rf data/lake data/.prefect build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
