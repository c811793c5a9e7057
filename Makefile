# Five verbs, and one for the documents. The first call sets everything up; a second one starts at once, for every step leaves a stamp that is
# older than nothing it depends on.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
SHELL := /bin/bash
MAKEFLAGS += --no-print-directory --no-builtin-rules

PYTHON ?= python3
BIN := .venv/bin
STAMPS := build/stamps
# Folders too: a file that was deleted shows only in the time of its folder.
CONTENT := $(shell find content kiosk/packs kiosk/core kiosk/stats/metrics.yaml -not -name __pycache__ -not -name '*.pyc' 2>/dev/null | tr ' ' '?')
# The longest comes first: two hands take from the list until it is empty.
MACHINES := $(addprefix tests/boot/test_qemu_,cuts.py use.py faults.py strangers.py)
SPEECH := $(shell find kiosk/voice -name '*.py' 2>/dev/null)

.PHONY: help run lessons test test-cuts test-boot test-boot-images test-provision bench setup clean pictures

help: ## these lines
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' Makefile | expand -t 22

run: $(STAMPS)/voice ## set up what is missing, then the kiosk in a window; without a display the tour, into out/
	@provision/packages --remind
	@if [ -n "$${DISPLAY:-}$${WAYLAND_DISPLAY:-}" ]; then exec $(BIN)/kiosk desk; \
	else echo "No display: playing the tour into out/"; exec $(BIN)/kiosk tour; fi

lessons: $(STAMPS)/voice ## set up what is missing, then lessons and speech: what a kiosk is given

test: $(STAMPS)/test-packages $(STAMPS)/voice ## set up what is missing, then everything that can be checked
	@provision/packages --tests --remind
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

test-cuts: $(STAMPS)/test-packages $(STAMPS)/voice ## pull the plug at every point of an update, and a storm of touches: a quarter of an hour
	EVERY_CUT=1 $(BIN)/pytest -n 2 tests/update/cuts tests/stats/cuts tests/setup/test_kills.py tests/test_storm.py

test-boot-tree: $(STAMPS)/test-packages ## the small Debian that the tests boot, as root; built once, kept outside of the checkout
	@$(BIN)/python -m tests.boot.nspawn_tree

test-boot-images: $(STAMPS)/test-packages $(STAMPS)/voice ## what test-boot boots, as root: two minutes, a quarter of an hour for another processor
	@$(BIN)/python -m tests.boot.qemu_images

# First one machine at a time, for their starts are timed; then two side by side. What fails keeps nothing else from being tried.
test-boot: test-boot-images ## whole machines in QEMU, as root: the first picture, a lesson, sticks, a plug pulled fifty times; an hour
	export BOOT_TEST=1; $(BIN)/pytest -vv --durations=0 tests/boot/test_qemu_start.py; started=$$?; \
	$(BIN)/pytest -vv --durations=0 -n 2 --dist worksteal $(MACHINES) && exit $$started

test-provision: $(STAMPS)/test-packages $(STAMPS)/voice ## from a bare Debian to a kiosk that boots, and the guide followed to the letter, as root, with a network: ten minutes
	@$(BIN)/python -m tests.provision.machines
	PROVISION_TEST=1 $(BIN)/pytest --durations=5 tests/provision

bench: $(STAMPS)/test-packages $(STAMPS)/voice ## measure, into out/bench.json and a table
	$(BIN)/python -m tests.bench

pictures: $(STAMPS)/test-packages $(STAMPS)/voice ## redraw what the documents show: pictures of the tour, diagrams and tables of the program
	@$(BIN)/python -m tests.pictures
	@$(BIN)/python -m tests.report_pictures
	@$(BIN)/python -m tests.mounting
	@$(BIN)/python -m tests.redraw

setup: ## try everything again, also what could not be installed before
	@rm -rf $(STAMPS) .venv/.ready
	@$(MAKE) $(STAMPS)/voice

clean: ## remove what was made, the virtual environment too
	rm -rf build out .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis *.egg-info

$(STAMPS)/packages: provision/packages
	@provision/packages
	@mkdir -p $(@D) && touch $@

$(STAMPS)/test-packages: provision/packages $(STAMPS)/packages .venv/.ready-tests
	@provision/packages --tests
	@touch $@

# Inside the environment, so that deleting the environment deletes the stamp.
.venv/.ready: pyproject.toml provision/python | $(STAMPS)/packages
	@PYTHON="$(PYTHON)" provision/python

# What only tests import is five times as much: whoever looks at the kiosk, or makes one, does not wait for it.
.venv/.ready-tests: .venv/.ready
	@provision/python --tests

$(STAMPS)/content: .venv/.ready $(CONTENT)
	@$(BIN)/kiosk packs compile content
	@touch $@

# Without a synthesiser the kiosk runs with captions, so a failure here is said and does not stop anything.
$(STAMPS)/voice: $(STAMPS)/content $(SPEECH)
	@if $(BIN)/kiosk packs voice content; then touch $@; \
	else echo "Speech was not rendered: the kiosk shows captions. Remedy: sudo apt-get install espeak-ng, then make setup"; fi
