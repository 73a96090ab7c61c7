# `make demo` and `make test` need nothing but Python 3.11 or later: everything runs in .venv, which is set up first.
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/python -m pip install --disable-pip-version-check --quiet

.PHONY: help demo test quick long verify build pictures requirements
.DEFAULT_GOAL := help

help:
	@echo "make demo          from the text of a notebook to a table of grades, on a sample class (about 3 minutes)"
	@echo "make test          all tests, a real browser and the real nbgrader included"
	@echo "make quick         the tests that take moments"
	@echo "make long          what takes many minutes: the whole hostile class, the grader killed twenty times"
	@echo "make verify        proves the whole course consistent, over 20 seeds"
	@echo "make build         makes source/ and release/ from notebooks/"
	@echo "make pictures      takes the pictures of docs/demos.md, in a real browser"
	@echo "make requirements  pins the dependencies of pyproject.toml in requirements.txt"

demo: .venv/installed
	@$(BIN)/course-lib demo

test: .venv/installed
	@echo "Running all tests"
	@$(BIN)/python -m pytest

quick: .venv/installed
	@echo "Running the tests that take moments"
	@$(BIN)/python -m pytest -m "not slow and not browser and not long"

long: .venv/installed
	@echo "Running the whole hostile class, and killing the grader twenty times"
	@COURSE_LIB_KILLS=20 $(BIN)/python -m pytest -m long tests/grading/hostile
	@COURSE_LIB_KILLS=20 $(BIN)/python -m pytest tests/grading/batch/test_killed.py

verify: .venv/installed
	@$(BIN)/course-lib verify

build: .venv/installed
	@$(BIN)/course-lib build

pictures: .venv/installed
	@COURSE_LIB_SCREENSHOTS=docs/demos $(BIN)/python -m pytest tests/browser/test_demos.py -k "picture_taken and light"

# The file is a stamp: set up again only where the pins or the package's own settings are newer.
.venv/installed: requirements.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 is needed: make PYTHON=...")'
	@echo "Setting up .venv with the packages of requirements.txt (some minutes, some gigabytes: torch above all)"
	@$(PYTHON) -m venv .venv
	@$(INSTALL) --require-hashes --requirement requirements.txt
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# By uv, which pins for all platforms and Python versions at once. Pins that fit stay; UPGRADE=--upgrade renews them.
requirements: pyproject.toml
	@echo "Pinning the dependencies of pyproject.toml in requirements.txt"
	@test -x $(BIN)/uv || { $(PYTHON) -m venv .venv && $(INSTALL) uv; }
	@echo "setuptools>=77" | $(BIN)/uv pip compile pyproject.toml - --all-extras --universal --python-version 3.11 \
		--generate-hashes --no-annotate --custom-compile-command "make requirements" --quiet $(UPGRADE) \
		--output-file requirements.txt
