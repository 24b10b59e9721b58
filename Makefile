# Everyday commands. They assume Python 3.11 or newer, git and make; everything else is set up on first use.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help run test check bench shots assets translations lock wheel clean ready-to-run ready-to-work

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
WORKERS ?= 2
# A browser test gets one more try (tests/conftest.py), others only when their browser did not come up or lost its page.
# What was tried twice is listed.
SECOND_TRY := -rR --reruns 1 --only-rerun "Timeout [0-9]+ms exceeded" --only-rerun "Target .*(closed|crashed)" --only-rerun "net::ERR_"

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "make %-14s %s\n", $$1, $$2 }'

run: ready-to-run ## Set up what is missing, load the demo office and serve it at http://127.0.0.1:8000
	@exec $(BIN)/coopevents demo $(ARGS)

test: ready-to-work ## Set up what is missing and run all tests (ARGS="tests/mail -k outbox" for some)
	@$(BIN)/python -m pytest -n $(WORKERS) --dist loadgroup $(SECOND_TRY) $(ARGS)

check: ready-to-work ## Lint, types, floors, templates and translations
	@$(BIN)/python -m scripts.check

bench: ready-to-work ## Measure the promises: one line each, figure, reference, met or missed
	@$(BIN)/python -m benchmarks $(ARGS)

shots: ready-to-work ## Take the screenshots of every page into shots/
	@$(BIN)/python -m pytest -m shots --shots=shots $(ARGS)

assets: ready-to-run ## Build the front end, if it changed

translations: ready-to-work ## Bring the catalogues up to date with the strings in code and templates
	@$(BIN)/python -m scripts.translations update
	@$(BIN)/python -m scripts.translations compile

lock: ready-to-work ## Resolve the dependencies anew and write the lock files
	@$(BIN)/python -m scripts.lock

wheel: ready-to-work ## Build the wheel into dist/
	@rm -rf dist
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist .

clean: ## Remove everything that can be made again, the demo office's data included
	@rm -rf .venv dist build shots coopevents/static/build frontend/node_modules tests/*/node_modules var
	@rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage
	@find coopevents/translations -name '*.mo' -delete

ready-to-run:
	@$(if $(PYTHON),,echo "coopevents needs Python 3.11 or newer" >&2; exit 1;) $(PYTHON) -m scripts.bootstrap run

ready-to-work:
	@$(if $(PYTHON),,echo "coopevents needs Python 3.11 or newer" >&2; exit 1;) $(PYTHON) -m scripts.bootstrap dev
