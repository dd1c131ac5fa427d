# What can be asked of this repository: `make help`. It needs python3 (3.11 to 3.13, with venv) and a package index
# that pip reaches; everything lands in .venv/ and var/, both ignored by git.

VENV    := .venv
BIN     := $(VENV)/bin
READY   := $(VENV)/ready
PYTHONS := python3 python3.13 python3.12 python3.11
# What is imported is compiled then, and kept: a fifth of the set-up's time goes into compiling all that is installed.
PIP     := $(BIN)/python -m pip --disable-pip-version-check --quiet
unexport PYTHONDONTWRITEBYTECODE
say     := printf '── %s\n'
# What the HTTP doors refuse and show, and steps that touch few rows, do not hang on the database: but for some files they
# are walked over SQLite. `make test MOST=` walks all of them over PostgreSQL too.
DOORS   := test_api_ or test_sign_in_
STEPS   := test_holders or test_by_hand or test_resumed or test_objections or test_certificates or test_endings or \
           test_ended_told or test_wordings or test_messages or test_audit_export or test_every_ or test_proposals or \
           test_figures or test_deliver or test_retention or test_batches or test_claims or test_review or test_pages or \
           test_take_back or test_removal_proof or test_personal_data or test_joint_debtors
KEPT    := looks or once or match
MOST    := and not (postgresql and ($(DOORS) or $(STEPS)) and not ($(KEPT)))
# The recogniser is 1 GB, and optional: `make test LISTENS=` sets it up and asks what it hears. PESQ is compiled for it.
LISTENS := and not listens
ALONE   := $(shell grep -lrF mark.alone --include='test_*.py' tests)

.DEFAULT_GOAL := help
.PHONY: help demo run test lint bench clean

help: ## list what can be asked
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-6s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(READY) ## the whole story with real calls on a real Asterisk; its report lands in var/demo/
	@$(BIN)/ivr demo

run: $(READY) ## the service: API on 127.0.0.1:8000, embedded Asterisk, a sample court
	@$(BIN)/ivr run

test: lint ## everything that must hold: lint, then every test
	@$(say) 'tests that may run side by side (pytest)' # three for two cores: some wait for disks, servers and mirrors
	@$(BIN)/pytest --ignore=tests/bench -m 'not alone $(LISTENS)' -k 'test $(MOST)' --numprocesses=3 --dist=loadfile --no-loadscope-reorder
	@$(say) 'tests with real calls and clocks, two files at a time (pytest)'
	@$(BIN)/pytest $(ALONE) -m 'alone $(LISTENS)' --numprocesses=2 --dist=loadfile --no-loadscope-reorder

lint: $(READY) ## style, format, types, and the arrows between the rooms
	@$(say) 'style (ruff check)'
	@$(BIN)/ruff check --quiet .
	@$(say) 'format (ruff format --check)'
	@$(BIN)/ruff format --check --quiet .
	@$(say) 'types (mypy --strict)'
	@$(BIN)/mypy
	@$(say) 'arrows (import-linter)'
	@$(BIN)/lint-imports --no-logo

bench: $(READY) ## the measurements, as ratios in one run
	@$(BIN)/python -m tests.bench

clean: ## remove .venv, caches and the demo's output; the gateway's data and keys in var/ stay
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache *.egg-info build dist var/demo

# May be cut short anywhere and run again; a set-up that is there and complete is left alone.
$(READY): config/pip.lock config/requirements.lock pyproject.toml
	@for name in $(PYTHON) $(PYTHONS); do \
	    $$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && break; name=; \
	 done; \
	 if [ -z "$$name" ]; then \
	    echo 'No Python 3.11, 3.12 or 3.13 was found. Install one (Debian: apt-get install python3 python3-venv),' >&2; \
	    echo 'or say where it is: make PYTHON=/path/to/python3' >&2; exit 1; \
	 fi; \
	 if ! $$name -c 'import ensurepip, venv' 2>/dev/null; then \
	    echo "$$name cannot make virtual environments: apt-get install python3-venv, then make again." >&2; exit 1; \
	 fi; \
	 $(say) "set-up 1/3: $$($$name --version) in $(VENV)"; \
	 $$name -m venv $(VENV)
	@$(say) 'set-up 2/3: libraries, pinned by hash in config/requirements.lock (a few minutes the first time)'
	@$(PIP) install --no-compile --require-hashes -r config/pip.lock
	@$(PIP) install --no-compile --require-hashes -r config/requirements.lock
	@$(say) 'set-up 3/3: the gateway itself'
	@$(PIP) install --no-deps --editable .
	@touch $@
