# Atelier. `make run` and `make test` do everything on a fresh machine; `make help` lists the rest.
PORT ?= 8866
PY := .venv/bin/python
# Bytecode is wanted here even where a machine turns it off.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help env run test test-slow soak bench lint batch screenshots lab lock clean

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## / — /'

env:
	@.ci/environment

run: env  ## environment, demo data, the server; prints where to click
	@exec .venv/bin/atelier serve --demo --port $(PORT)

test: env  ## all tests but the slow part, browser tests included
	@.ci/browser || true
	@.ci/tests "not slow and not soak" $(ARGS)

test-slow: env  ## the slow part
	@.ci/browser || true
	@.ci/tests "slow" $(ARGS)

soak: env  ## long counts, run by hand
	@$(PY) -m pytest -q -s -m "soak" $(ARGS)

bench: env  ## medians and ratios against the stock way
	@$(PY) -m benchmarks.run $(ARGS)

lint: env  ## style and the house's import contracts
	@$(PY) -m ruff check .
	@.venv/bin/lint-imports --no-cache

batch: env  ## the example batch, into out/
	@.venv/bin/atelier batch data/examples/members.csv --page simulation --out out/members

screenshots: env  ## pictures of all pages in three languages on two widths, into out/screenshots
	@.ci/browser || true
	@$(PY) -m tests.screenshots $(ARGS)

lab: env  ## JupyterLab on the notebooks, for advisers
	@JUPYTER_CONFIG_PATH=$(CURDIR)/widgets/lab exec .venv/bin/jupyter lab $(ARGS)

lock:  ## write requirements.lock anew (needs uv)
	@uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-package rfc3987-syntax \
		--no-emit-package lark --no-header --no-emit-index-url --extra test --extra cluster pyproject.toml -o requirements.lock

clean:  ## take away what was built
	@rm -rf .venv .bench out .pytest_cache .ruff_cache .hypothesis
