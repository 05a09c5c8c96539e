# One command each: `make run` builds the graph of seeds/, `make test` passes the tests. Both set up .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check

run: .venv/made
	$(BIN)/kg build seeds -o output

test: .venv/made check
	$(BIN)/python -m pytest

check: .venv/made
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/mypy

.venv/made: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	touch $@
