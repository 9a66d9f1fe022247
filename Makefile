# What a person does with this project. Every target sets up what it needs.

PYTHON ?= python3

ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif

# Texts and paths are UTF-8, whatever the terminal says.
export PYTHONUTF8 := 1

.DEFAULT_GOAL := help
.PHONY: help setup run test check coverage catalogues lock screenshots pictures bench torture fuzz package clean

help:
	@echo "make setup        make .venv with the program in it"
	@echo "make run          open the program on a demonstration desk; headless without a screen"
	@echo "make test         run the tests"
	@echo "make check        format, lint, types, imports, catalogues, house rules"
	@echo "make coverage     run the tests and tell which lines none of them reaches"
	@echo "make catalogues   collect the texts after adding or changing one"
	@echo "make lock         choose versions anew after changing pyproject.toml"
	@echo "make screenshots  draw every page into screenshots/; one of them: PAGE=today"
	@echo "make pictures     draw the pictures of the help again"
	@echo "make bench        measure against the plain tools"
	@echo "make scale        the figures of a year on DuckDB, PostgreSQL and Spark; needs Java"
	@echo "make torture      kill, fill and damage until something gives; half an hour, on Linux"
	@echo "make fuzz         read thousands of spoiled files in; twenty minutes, on Linux"
	@echo "make package      what people install: a folder, a package for Debian, and its trial"
	@echo "make clean        remove what was made, except .venv"

setup:
	@$(PYTHON) -m scripts.bootstrap

run: setup
	@$(PYTHON) -m scripts.run

test:
	@$(PYTHON) -m scripts.bootstrap --tests
	$(BIN)/python -m pytest -n auto --dist worksteal

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m scripts.catalogues check
	$(BIN)/python -m scripts.data_model check
	$(BIN)/python -m scripts.import_picture check
	$(BIN)/python -m scripts.house_rules

coverage:
	@$(PYTHON) -m scripts.bootstrap --tests
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report

catalogues: setup
	$(BIN)/python -m scripts.catalogues update

# Hashes of every file for every system, and no address of where they come from.
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header

lock: setup
	$(COMPILE) --output-file requirements/run.txt
	$(COMPILE) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt

screenshots: setup
	$(BIN)/python -m meedoenbalie.ui.screenshots screenshots $(PAGE)

pictures: setup
	$(BIN)/python -m meedoenbalie.ui.help_pictures

bench: setup
	$(BIN)/python -m benchmarks

fuzz: setup
	$(BIN)/python -m torture.fuzz

# Installs the package on this computer for its trial and removes it again; as root on Debian.
package: setup
	@$(PYTHON) -m scripts.bootstrap --tests
	$(BIN)/python -m scripts.bundle

# Spark has a lock file and a place of its own: nothing else needs it.
scale:
	@$(PYTHON) -m scripts.bootstrap --tests
	$(BIN)/uv pip install --quiet --target .venv/scale --require-hashes -r requirements/scale.txt
	PYTHONPATH=.venv/scale $(BIN)/python -m benchmarks.scale

torture: setup
	@$(PYTHON) -m scripts.bootstrap --tests
	$(BIN)/python -m torture

clean:
	rm -rf build dist demo .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache
	rm -rf .hypothesis .import_linter_cache translations/*/LC_MESSAGES/*.mo
	find . -path ./.venv -prune -o -name __pycache__ -type d -exec rm -rf {} +
