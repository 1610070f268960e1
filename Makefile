# Bare `make` lists what one can do. Everything runs in .venv, which is made at need.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
DEV_READY := .venv/.ready-dev
# Processes that run the tests; `make test WORKERS=0` is one after another.
WORKERS ?= auto

.PHONY: help e2e up test prove bench web wheel filmstrip lint format clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

e2e: $(READY) ## the main job: the features against the reference backend, in a real browser where tagged
	@$(BIN)/amocrm-e2e install-browser >/dev/null
	@$(BIN)/amocrm-e2e run features $(ARGS)

up: web ## mock amoCRM, backend, phone and dashboard for your own browser
	@$(BIN)/amocrm-e2e up $(ARGS)

test: $(DEV_READY) lint ## everything that must be true of this repository
	@$(BIN)/amocrm-e2e install-browser >/dev/null
	@$(BIN)/python tests/prerequisites.py
	$(BIN)/python -m pytest tests -n $(WORKERS) --dist worksteal $(ARGS)
	@# Plays every feature as it is, too, and is red where one of them is.
	$(BIN)/amocrm-e2e prove

prove: $(READY) ## run the features against every known bug and print who kills whom
	@$(BIN)/amocrm-e2e install-browser >/dev/null
	@$(BIN)/amocrm-e2e prove $(ARGS)

bench: $(DEV_READY) ## side by side against peers, ratios within one run
	@$(BIN)/python tests/prerequisites.py
	@$(BIN)/python -m benchmarks $(ARGS)

web: $(READY) ## build the pages of the phone that runs in a browser; needs Node, and fetches it if there is none
	@$(BIN)/python tests/prerequisites.py web

wheel: web ## build the wheel, with those pages in it
	@$(BIN)/pip wheel -q --disable-pip-version-check --no-deps -w dist .

filmstrip: $(DEV_READY) web ## press the six steps in Chromium and draw docs/images/journey.png
	@$(BIN)/python -m tests.pages.filmstrip docs/images/journey.png

lint: $(DEV_READY) ## ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

format: $(DEV_READY) ## let ruff mend what it can
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean: ## remove what runs have left
	rm -rf runs build dist .pytest_cache .mypy_cache .ruff_cache

$(READY): requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "amocrm-e2e needs Python 3.11 or newer, this is " + sys.version.split()[0])'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "python3 has no venv module; on Debian: apt-get install python3-venv"; exit 2; }
	@echo "installing into .venv …"
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt -e .
	@touch $@

$(DEV_READY): requirements-dev.txt $(READY)
	@$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@
