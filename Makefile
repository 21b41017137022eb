# run: the portal at http://127.0.0.1:8000 - test: everything - check: lint and types - bench - assets
SHELL := /bin/bash
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
NODE_BIN := $(shell command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1 && echo system || echo wheel)

.PHONY: run test test-sqlite test-postgres check bench assets setup setup-tests clean

setup: $(VENV)/.run-ready assets
setup-tests: $(VENV)/.tests-ready assets

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: requirements/base.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	touch $@

$(VENV)/.tests-ready: requirements/dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@ $(VENV)/.run-ready
