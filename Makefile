# run: the portal at http://127.0.0.1:8000 - test: everything - check: lint and types - bench - assets
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(abspath $(VENV))/bin
export PATH := $(BIN):$(PATH)

.PHONY: run test test-sqlite test-postgres check bench assets setup setup-tests translations words lock

run: setup
	@$(BIN)/python -m portal.serve

test: check
	@$(BIN)/python -m tests.run

check: setup-tests
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --quiet --check .
	@$(BIN)/mypy
	@$(BIN)/bandit --quiet --recursive portal config.py wsgi.py --configfile pyproject.toml

bench: setup-tests
	@$(BIN)/python -m tests.bench

setup: $(VENV)/.ready-to-run assets translations
setup-tests: $(VENV)/.ready-to-test assets translations

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready-to-run: requirements/base.txt | $(BIN)/python
	@echo "Installing the Python parts (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

$(VENV)/.ready-to-test: requirements/dev.txt | $(BIN)/python
	@echo "Installing the Python parts for tests (once) ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/.ready-to-run

# Node 20 or newer: the machine's own, else the one that comes as a Python package
$(VENV)/.ready-node: requirements/node.txt | $(BIN)/python
	@if node -e 'process.exit(+process.versions.node.split(".")[0] < 20 ? 1 : 0)' 2>/dev/null && command -v npm >/dev/null; then :; else \
	  echo "Installing Node (once) ..."; \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/node.txt; fi
	@touch $@

node_modules/.ready: package-lock.json .npmrc | $(VENV)/.ready-node
	@echo "Installing the front-end parts (once) ..."
	@npm ci --no-audit --no-fund --ignore-scripts --loglevel=error
	@touch $@

assets: node_modules/.ready
	@node static/src/build.mjs

# compile the translations that have changed
translations: | $(VENV)/.ready-to-run
	@$(BIN)/python -m portal.languages.extracting

# after a change of any words on a page: list them anew and bring the translations up to date
words: | $(VENV)/.ready-to-run
	@$(BIN)/python -m portal.languages.extracting words

# write the lock files anew after a change of requirements/*.in (needs uv)
lock:
	cd requirements && for name in base node; do uv pip compile --universal --generate-hashes --no-header --python-version 3.11 $$name.in -o $$name.txt -q; done
	cd requirements && uv pip compile --universal --generate-hashes --no-header --python-version 3.11 dev.in -o dev.txt -q -c base.txt
