# Two commands do everything on a fresh machine with Python 3.11 or newer:
#   make run    environment, gazetteer, then the page in the browser
#   make test   environment, a browser if none is there, then every test

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin

.PHONY: run env test check browser clean

run: env
	$(BIN)/python -m dashboard serve $(ARGS)

env: .venv/installed

.venv/installed: requirements.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "Dateline needs Python 3.11 or newer; none was found." >&2; exit 1; }
	$(PYTHON) -m venv .venv || { echo "On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

browser: env
	$(BIN)/python -m tests.browser

test: env browser
	$(BIN)/python -m pytest

check: env
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) test

# what a user added to the gazetteer stays
clean:
	rm -rf .venv
	find data/build -mindepth 1 -maxdepth 1 ! -name added -exec rm -rf {} + 2>/dev/null || true
