# What can be done here. `make` alone lists it; each target sets up what it needs in .venv.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet install -c constraints.txt
# Modules are compiled once, as pip does with all that it does not install in place.
COMPILED := $(BIN)/python -m compileall -q src
SHARED ?= ../shared
OUT := out/demo
WORDS := src/alinea/presenting/catalogues
# What answers within a minute on two cores: no browser, no word processor, no long comparison, no library of many texts.
FAST := tests/architecture tests/vocab tests/segmenting tests/analysing tests/linking tests/linting tests/test_pipeline.py

.DEFAULT_GOAL := help
.PHONY: help demo check test lint score bench warnings words docs clean

help: ## list what can be done
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 16

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Alinéa needs Python 3.11 or later: install it, or say make PYTHON=/path/to/python3"; exit 1; }
	@echo "Setting up $(VENV) with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "On Debian and Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e '.[web]' && $(COMPILED) && touch $@

$(VENV)/.installed-dev: pyproject.toml constraints.txt | $(VENV)/bin/python
	@$(PIP) -e '.[dev]' && $(COMPILED) && touch $@ $(VENV)/.installed

demo: $(VENV)/.installed ## read the four sample resolutions, and show what to try next
	@$(BIN)/alinea read samples --lang fr
	@for form in jsonl akn csv; do $(BIN)/alinea read samples --to $$form --out $(OUT) || exit 1; done
	@sh tools/demo_end.sh $(BIN) $(OUT)

check: $(VENV)/.installed-dev lint ## run the fast checks: style, types, tests of the stages
	@$(BIN)/pytest -n 2 --dist worksteal $(FAST)

test: $(VENV)/.installed-dev lint ## run all checks: style, types, tests
	@$(BIN)/pytest -n 2 --dist worksteal -rs

lint: $(VENV)/.installed-dev ## check style and types
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet
	@$(BIN)/mypy

score: $(VENV)/.installed ## measure against annotated texts, where ../shared is there
	@$(BIN)/python bench/score.py --shared $(SHARED)

bench: $(VENV)/.installed ## measure speed, start-up and memory
	@$(COMPILED)
	@$(BIN)/python bench/bench.py --shared $(SHARED)

warnings: $(VENV)/.installed ## count what was not read with confidence in the whole of ../shared/corpus/fr
	@$(BIN)/python bench/warnings_table.py --shared $(SHARED)

words: $(VENV)/.installed ## bring the catalogue of each language up to the English one
	@for po in $(WORDS)/*.po; do $(BIN)/pybabel --quiet update -i $(WORDS)/alinea.pot -o $$po -l $$(basename $$po .po) \
		--no-wrap --ignore-obsolete --ignore-pot-creation-date || exit 1; done

docs: $(VENV)/.installed ## draw the picture of the README and write the schema anew
	@$(BIN)/python tools/picture.py
	@$(BIN)/alinea schema > docs/record.schema.json
	@$(BIN)/alinea schema --document > docs/document.schema.json

clean: ## remove what the targets made
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis
