# The commands of this house. `make` alone prints them.
PYTHON ?= python3
BIN := .venv/bin
SUDO := $(shell [ "$$(id -u)" = 0 ] || command -v sudo)
# Most tests wait for processes and clocks: four at a time keep two cores busy.
MANY := $(BIN)/python -m pytest -n 4 --dist loadgroup
# A test that fails is run again and named: emulated robots and real browsers live by the wall clock,
# and a shared machine now and then holds them up for longer than a child would wait.
AGAIN := --reruns 2 -rR
# Stories in real browsers, two at a time.
STORIES := $(BIN)/python -m pytest -n 2 --dist loadgroup
# What is tried with random programs and files; RIBAMBELLE_TRIES times as many as usual.
LONG := $(addprefix tests/robots/program/,test_three_faces.py test_fuzz.py test_python_refusals.py test_python_whole.py test_blocks_random.py)
SOURCES := robots web lessons tests hatch_build.py

help: ## print this list
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: .venv/.ready client ## make .venv with everything the product needs
.venv/.ready: requirements/run.txt requirements/build.txt pyproject.toml
	@tools/venv $(PYTHON)
	$(BIN)/python -m pip install -q --require-hashes -r requirements/build.txt
	$(BIN)/python -m pip install -q --require-hashes -r requirements/run.txt
	$(BIN)/python hatch_build.py
	$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.ready requirements/dev.txt
	$(BIN)/python -m pip install -q --require-hashes -r requirements/dev.txt
	@touch $@

client: .venv/.ready
	@$(BIN)/python hatch_build.py

run: setup ## start a class with six simulated robots and open the page
	$(BIN)/ribambelle start

test: .venv/.dev client ## every test (installs the Debian packages it needs)
	@$(SUDO) tools/debian-packages
	$(MANY) $(AGAIN) -m "not browser and not foreign" $(ARGS)
	$(STORIES) $(AGAIN) -m "browser or foreign" $(ARGS)

test-fast: .venv/.dev client ## the quick ones: no browser, no foreign program, no restart, no random programs
	$(MANY) -m "not browser and not foreign and not process and not node and not random" $(ARGS)

test-long: .venv/.dev ## thousands of random programs and files, with low priority: minutes
	RIBAMBELLE_TRIES=$(or $(TRIES),40) nice $(BIN)/python -m pytest -q --timeout 1800 \
	  --hypothesis-show-statistics $(LONG) $(ARGS)

check: .venv/.dev client ## formatting, lint, types, layers
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/mypy
	$(BIN)/python hatch_build.py check
	$(BIN)/lint-imports

bench: .venv/.dev client ## the published figures
	$(BIN)/ribambelle bench

watch: .venv/.dev ## build the client again at each change
	$(BIN)/python hatch_build.py watch

screenshots: .venv/.dev client ## take the published pictures of every page again
	$(BIN)/python tools/screenshots $(ARGS)

generate: .venv/.dev ## write the TypeScript types, docs/language.md and the README's robots again
	$(BIN)/python -m web.server.generate

locks: ## pin and hash the requirements again (needs uv)
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate pyproject.toml -o requirements/run.txt
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate requirements/build.in -o requirements/build.txt
	uv pip compile -q --universal --generate-hashes --python-version 3.11 --no-header --no-annotate requirements/dev.in -c requirements/run.txt -o requirements/dev.txt

.PHONY: help setup client run test test-fast test-long check bench watch screenshots generate locks
