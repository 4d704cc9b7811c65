# The five verbs of Daylight. Each prepares what it needs; `make` alone lists them.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# uv from the PATH, or one of our own in var/tools.
UV := $(shell command -v uv || echo var/tools/bin/uv)
PYTHON ?= $(shell command -v python3.11 || command -v python3.12 || command -v python3.13 || echo python3)
BIN := .venv/bin

.PHONY: help run test check fix bench

help:
	@echo "make run     start Daylight on this machine, with a fictional council to try"
	@echo "make test    run the whole suite: SQLite + file broker, then PostgreSQL + Redis"
	@echo "make check   lint, types, layers, templates, migrations, settings; changes nothing"
	@echo "make fix     mend what lint and formatting can mend"
	@echo "make bench   measure"

run: .venv/for-run
	@DAYLIGHT_DEMO=$${DAYLIGHT_DEMO:-1} exec $(BIN)/python -m workspace.embedded

test: .venv/for-work
	@exec $(BIN)/python -m tests.everything $(ARGS)

check: .venv/for-work
	$(UV) lock --check
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djhtml --tabwidth 2 --check templates
	@$(BIN)/python -m tests.deployment

fix: .venv/for-work
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djhtml --tabwidth 2 templates

bench: .venv/for-work
	@for script in $$(grep -l __main__ bench/*.py); do echo "== $$script"; $(BIN)/python "$$script"; done

# The environment, made again when the lock changes. `run` takes only what it needs, and leaves
# the tools of development where they are if they are there.
.venv/for-run: uv.lock pyproject.toml | uv
	@$(UV) sync --locked --no-dev --inexact
	@touch $@

.venv/for-work: uv.lock pyproject.toml | uv
	@$(UV) sync --locked
	@touch $@ .venv/for-run

.PHONY: uv
uv:
	@if ! command -v $(UV) >/dev/null; then \
		echo "Getting uv into var/tools …"; \
		mkdir -p -m 700 var; \
		$(PYTHON) -m venv var/tools || { echo "Install python3-venv, or uv itself."; exit 1; }; \
		var/tools/bin/python -m pip install --quiet 'uv>=0.9,<1'; \
	fi
