# One command each: `make run` builds the graph of seeds/, `make test` passes the tests. Both set up .venv first.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check lock

run: .venv/made
	$(BIN)/kg build seeds -o output

test: .venv/made check
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: .venv/made
	$(BIN)/ruff check kg tests benchmarks
	$(BIN)/mypy

# The versions that development was last seen to work with; where one of them is not to be had, the ranges of pyproject.toml count.
.venv/made: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e '.[dev]' \
		|| $(BIN)/python -m pip install -q --disable-pip-version-check -e '.[dev]'
	touch $@

# The newest versions that pyproject.toml allows become the locked ones; the licences of what they bring are listed anew.
lock:
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	.venv-lock/bin/python -m pip install -q --disable-pip-version-check -U --upgrade-strategy eager -e '.[dev]'
	(echo "# Locked versions for development, by make lock. Users' ranges are in pyproject.toml."; \
		.venv-lock/bin/python -m pip freeze --exclude-editable --all --exclude pip) > constraints.txt
	.venv-lock/bin/python -m tests.licences > LICENSES.md
	rm -rf .venv-lock
