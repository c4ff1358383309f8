# Two commands on a fresh machine with Python 3.11 and make: `make run`, `make test`.
PYTHON ?= python3.11
BIN := .venv/bin
PORT ?= 8501

.PHONY: run setup test bench truth words docs clean

run: .venv/app
	@test -e $${DUZE_HOME:-var}/duze.db || $(BIN)/python -m supervision demo
	$(BIN)/streamlit run streamlit_app.py --server.port $(PORT)

setup: .venv/app

test: .venv/test
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m tests

bench: .venv/test
	$(BIN)/python -m benchmarks

truth: .venv/test
	$(BIN)/python -m benchmarks.truth

words: .venv/test
	@mkdir -p build
	PYTHONPATH=. $(BIN)/pybabel -q extract -F pyproject.toml -o build/duze.pot --no-location --sort-output supervision dashboard
	$(BIN)/pybabel -q update -i build/duze.pot -d supervision/locale -D duze -l en --no-fuzzy-matching --ignore-obsolete

docs: .venv/test
	$(BIN)/python -m tests.draw_workflows > docs/workflows.md
	$(BIN)/python -m tests.draw_rules

.venv/bin/python:
	$(PYTHON) -m venv .venv

.venv/app: requirements.lock | .venv/bin/python
	$(call install,requirements.lock)
	@touch .venv/app

.venv/test: requirements-test.lock | .venv/bin/python
	$(call install,requirements-test.lock)
	@touch .venv/test .venv/app

define install
	@$(BIN)/python -m pip install -q --disable-pip-version-check uv 2>/dev/null \
	  && $(BIN)/uv pip install -q --require-hashes --python $(BIN)/python -r $(1) \
	  || $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r $(1)
endef

clean:
	rm -rf build .venv
