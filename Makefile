# Everything a reader or a contributor types. `make` alone lists the targets.
# The environment in .venv/ is made from hash-locked files, and made again only when they change.

PYTHON ?= python3
PORT ?= 8000
OUT ?= public
SECONDS ?= 60
SIZES ?= 100 1000
RUN := .venv/bin/python -m generator
.DEFAULT_GOAL := help
.PHONY: help build serve check test lint golden browser bench fuzz screenshots font lock explain clean ner

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1 \t\2/' | expand -t 22

build: .venv/run ## publish the archive to public/
	@$(RUN) build --out $(OUT) $(if $(ADDRESS),--address $(ADDRESS))

serve: .venv/run ## serve it on this machine and reload what changes (PORT=8000)
	@$(RUN) serve --port $(PORT)

check: .venv/run ## list what is wrong with the archive, publish nothing
	@$(RUN) check

explain: .venv/run ## say what became of every line of an article (ID=…)
	@$(RUN) explain $(ID)

# A file of tests is one process's, since its tests share a site and a browser; browsers come first.
test: .venv/test browser-there lint ## run every check that CI runs
	@.venv/bin/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

lint: .venv/test ## format and types
	@.venv/bin/ruff format --check generator tests
	@.venv/bin/ruff check generator tests
	@.venv/bin/mypy

golden: .venv/test ## write the golden cases anew; review the difference
	@GOLDEN=write .venv/bin/python -m pytest tests/golden

browser: .venv/test browser-there ## only the tests that drive Chromium
	@.venv/bin/python -m pytest -m browser

ner: .venv/ner ## install the model that `annotators = ["lac"]` asks

bench: .venv/bench .venv/ner ## time each stage and whole builds beside their peers (SIZES="100 1000")
	@.venv/bin/python -m tests.bench
	@.venv/bin/python -m tests.bench.scale $(SIZES)
	@.venv/bin/python -m tests.bench.search $(SIZES)

fuzz: .venv/fuzz ## feed every parser what nobody writes (SECONDS=60 for each, ONLY=…)
	@.venv/bin/python -m tests.fuzz $(SECONDS) $(ONLY)

screenshots: .venv/test browser-there ## pictures of every page kind into build/screenshots/
	@.venv/bin/python -m tests.browser.screenshots build/screenshots

font: .venv/font ## make the type of preview pictures again, from Debian's packages
	@.venv/bin/python -m tests.preview_font

lock: .venv/uv ## resolve the dependencies anew
	@.venv/bin/uv pip compile -q --system-certs --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url pyproject.toml --group build -o requirements/run.txt
	@.venv/bin/uv pip compile -q --system-certs --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url pyproject.toml --group build --group test -o requirements/test.txt
	@.venv/bin/uv pip compile -q --system-certs --universal --python-version 3.11 --generate-hashes --no-header \
	  --no-annotate --no-emit-index-url pyproject.toml --extra ner --group build -c requirements/run.txt \
	  -o requirements/ner.txt
	@for group in bench fuzz font; do .venv/bin/uv pip compile -q --system-certs --universal --python-version 3.11 \
	  --generate-hashes --no-header --no-annotate --no-emit-index-url --group $$group \
	  -c requirements/test.txt -o requirements/$$group.txt; done

clean: ## remove what was made: the environment, the cache, the site
	@rm -rf .venv .cache $(OUT) build *.egg-info

# A file in .venv/ stands for each state of the environment.
.venv/made:
	@echo "making the environment in .venv/"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "$(PYTHON): Python 3.11 or newer is needed"; echo "  name one: make build PYTHON=python3.12"; exit 2; }
	@rm -rf .venv
	@$(PYTHON) -m venv .venv || { echo "the environment cannot be made"; \
	  echo "  on Debian: apt-get install python3-venv"; rm -rf .venv; exit 2; }
	@touch $@

.venv/uv: .venv/made requirements/uv.txt
	@.venv/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@touch $@

.venv/run: .venv/uv requirements/run.txt pyproject.toml
	@echo "installing what the generator needs"
	@.venv/bin/uv pip install -q --system-certs --require-hashes -r requirements/run.txt
	@.venv/bin/uv pip install -q --system-certs --no-deps --no-build-isolation -e .
	@touch $@

.venv/test: .venv/run requirements/test.txt
	@echo "installing what the tests need"
	@.venv/bin/uv pip install -q --system-certs --require-hashes -r requirements/test.txt
	@touch $@

.venv/ner: .venv/run requirements/ner.txt
	@echo "installing the model"
	@.venv/bin/uv pip install -q --system-certs --require-hashes -r requirements/ner.txt
	@touch $@

.venv/bench: .venv/test requirements/bench.txt
	@echo "installing the peers of the bench"
	@.venv/bin/uv pip install -q --system-certs --require-hashes -r requirements/bench.txt
	@touch $@

.venv/fuzz: .venv/test requirements/fuzz.txt
	@echo "installing what fuzzing needs"
	@.venv/bin/uv pip install -q --system-certs --require-hashes -r requirements/fuzz.txt
	@touch $@

.venv/font: .venv/test requirements/font.txt
	@echo "installing what cuts the font"
	@.venv/bin/uv pip install -q --system-certs --require-hashes -r requirements/font.txt
	@touch $@

# Browser tests need Chromium and a Chinese font. On Debian we can fetch them ourselves.
.PHONY: browser-there
browser-there:
	@tests/browser/install
