# Everything a newcomer needs: `make run` starts the product, `make test` tests it. `make help` explains the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= $(firstword $(foreach v,3.11 3.12 3.13,$(shell command -v python$(v) 2>/dev/null)) python3)
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
PYTEST := $(BIN)/pytest -q
# Tests run side by side; each process has a database server of its own.
WORKERS ?= 2
TYPED := brightthread platform_service agent_service policy_ingest local_stack

.PHONY: help
help: ## Explain the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z0-9-]+:.*## / {printf "  \033[1m%-16s\033[0m %s\n", $$1, $$2} /^##@/ {printf "\n%s\n", substr($$0, 5)}' $(MAKEFILE_LIST)

##@ Use it
.PHONY: run
run: setup ## Install what is needed and start everything (Ctrl-C stops); ARGS="--port-base 18080" and the like
	@$(BIN)/brightthread up $(ARGS)

.PHONY: demo
demo: setup ## Play one change from request to receipt on a throw-away stack
	@$(BIN)/brightthread demo $(ARGS)

.PHONY: chat
chat: setup ## Talk to the assistant of a running stack in the terminal
	@$(BIN)/brightthread chat $(ARGS)

.PHONY: down status reset doctor
down: setup ## Stop a stack that was started with --detach
	@$(BIN)/brightthread down
status: setup ## Say what is running
	@$(BIN)/brightthread status
reset: setup ## Wipe the local data
	@$(BIN)/brightthread reset
doctor: setup ## Say what is missing on this machine, and what to do
	@$(BIN)/brightthread doctor

##@ Work on it
.PHONY: setup
setup: $(VENV)/.ready ## Make .venv with everything in it (needs Python 3.11 to 3.13, nothing else)

# The marker is newer than the lock file once the environment holds what it says.
$(VENV)/.ready: pyproject.toml uv.lock
	@PYTHON="$(PYTHON)" .ci/setup

.PHONY: check
check: lint types imports unit ## Lint, types, import rules and unit tests: before every commit

.PHONY: lint
lint: setup ## ruff
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

.PHONY: types
types: setup ## mypy, strict
	@$(BIN)/mypy --strict $(addprefix -p ,$(TYPED))

.PHONY: imports
imports: setup ## import-linter
	@$(BIN)/lint-imports

.PHONY: unit
unit: setup ## Unit and architecture tests
	@$(PYTEST) -n $(WORKERS) tests/unit tests/architecture $(ARGS)

.PHONY: test
test: test-parts e2e ## All tests, those against running processes too
	@echo "test: all passed."

.PHONY: test-parts
test-parts: setup browser ## All tests but those against the running stack, side by side
	@echo "test: everything but the running stack …"
	@$(PYTEST) -n $(WORKERS) --dist loadfile tests --ignore tests/e2e $(ARGS)

.PHONY: e2e
e2e: setup browser ## Tests against the running stack only, one after the other
	@echo "test: the running stack, one test after the other …"
	@$(PYTEST) tests/e2e $(ARGS)

.PHONY: browser
browser: setup ## Get Chromium for browser tests where this machine has none
	@.ci/browser

.PHONY: format
format: setup ## Let ruff format and mend
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

.PHONY: clean
clean: ## Remove the environment and caches, not the local data
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
