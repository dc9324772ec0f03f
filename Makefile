# Two commands on a fresh machine: make book, then make test.

VENV := .venv
BIN := $(VENV)/bin

.NOTPARALLEL:

.PHONY: help
help: ## say what there is
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile

.PHONY: book
book: ## build the book in book/ into dist/ as HTML, EPUB and PDF
	@tools/venv.sh $(VENV) -e '.[zh]'
	$(BIN)/bookbuild build

.PHONY: test
test: ## run the tests
	@tools/venv.sh $(VENV) -e '.[zh,zh-hant,ja,ko,test]'
	@# A file's tests share what they build, so that a file goes to one process.
	$(BIN)/python -m pytest --numprocesses=auto --dist=loadfile

.PHONY: ace
ace: ## install Ace, with which the tests check accessibility; it needs Chromium
	@tools/venv.sh $(VENV) -e '.[ace]'
	@# No scripts: Puppeteer's would download a browser.
	$(BIN)/npm ci --prefix tests/ace --ignore-scripts --no-audit --no-fund --loglevel=error

.PHONY: check
check: lint test ## run formatter, linter, types and tests

.PHONY: lint
lint: ## run formatter, linter and types
	@tools/venv.sh $(VENV) -e '.[zh,zh-hant,ja,ko,dev]'
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy

.PHONY: format
format: ## format the code, and mend what the linter can mend
	@tools/venv.sh $(VENV) -e '.[zh,zh-hant,ja,ko,dev]'
	$(BIN)/ruff check --fix --exit-zero
	$(BIN)/ruff format

.PHONY: clean
clean: ## remove what make has made: the environment, the built book, caches
	rm -rf $(VENV) tests/ace/node_modules .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find dist -mindepth 1 ! -name .gitignore -delete
	find src tests -name __pycache__ -exec rm -rf {} +
