# `make` prints this help. Two commands are all a newcomer needs: `make up` and `make test`.
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev up test check lint types imports bench locks clean

VENV := .venv/bin
SETUP = python=$$(sh scripts/find-python.sh) && "$$python" scripts/setup.py

help: ## This list
	@echo "Sahulat: the help desk of a government in a chat."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "SAHULAT_HOME=folder keeps all state elsewhere, SAHULAT_PORT=8010 moves the page (Rasa and the actions follow)."

up: setup ## Set up what is missing, start everything, print the address; Ctrl-C stops it all
	@exec $(VENV)/sahulat up

test: setup-dev ## Set up with the development tools, then run the tests (ARGS="-k web" picks some)
	@$(VENV)/python -m pytest $(ARGS)

setup: ## Build both environments and train the dialogue model, whatever is out of date
	@$(SETUP)

setup-dev:
	@$(SETUP) --dev

check: lint ## What CI runs: style, types, import directions, then the tests
	@$(VENV)/python -m pytest $(ARGS)

lint: setup-dev ## Style (ruff), types (mypy) and import directions (import-linter)
	@$(VENV)/ruff check .
	@$(VENV)/ruff format --check .
	@$(VENV)/mypy
	@$(VENV)/lint-imports

bench: setup-dev ## Measure start, latency, memory and search; prints JSON and a table
	@$(VENV)/python -m tests.benchmarks $(ARGS)

locks: ## Compile requirements/main.lock and dev.lock from their short lists
	@$(VENV)/python scripts/lock.py

clean: ## Remove environments, trained models and caches; your data in var/ stays
	rm -rf .venv .venv-rasa models build *.egg-info .mypy_cache .ruff_cache .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
