# The commands of the house. `make help` lists them; none needs root.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
MANAGE := $(PY) manage.py

.DEFAULT_GOAL := help
.PHONY: help demo demo-vide test check bench bench-recherche lighthouse catalogues propre

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(VENV)/.product: requirements.txt
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.product
	@$(PY) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

demo: $(VENV)/.product ## install what is needed, load Nantes, serve it on http://127.0.0.1:8000
	@$(MANAGE) demo --servir

demo-vide: $(VENV)/.product ## start the demo over: everything typed in it is lost
	@$(MANAGE) demo --vider

test: $(VENV)/.dev ## everything that must pass; the browser tests too where Chromium is found
	@$(MANAGE) catalogues
	@$(PY) -m pytest -n 2 --dist loadfile tests

check: $(VENV)/.dev ## lint, staircase, Django's checks, migrations, templates, catalogues
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .
	@$(VENV)/bin/lint-imports
	@$(MANAGE) catalogues --verifier
	@$(MANAGE) check --fail-level WARNING
	@SECRET_KEY=$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(60))') ALLOWED_HOSTS=ville.example \
		$(MANAGE) check --deploy --fail-level WARNING --settings config.settings.production
	@$(MANAGE) makemigrations --check --dry-run
	@$(VENV)/bin/djlint --lint --quiet templates

bench: $(VENV)/.dev ## queries and CPU a page type, printed
	@$(MANAGE) mesurer

bench-recherche: $(VENV)/.dev ## the search on 10,000 and 50,000 stories made up, printed; with ELASTICSEARCH_URL, both engines
	@$(MANAGE) mesurer_recherche --fiches 10000 50000

lighthouse: $(VENV)/.dev tests/lighthouse/node_modules/.pose ## what Lighthouse says of each kind of page, phone and desk; needs npm and Chromium
	@$(MANAGE) lighthouse

tests/lighthouse/node_modules/.pose: tests/lighthouse/package.json tests/lighthouse/package-lock.json
	@cd tests/lighthouse && npm ci --no-audit --no-fund --silent
	@touch $@

propre: ## forget what was installed and loaded here
	rm -rf $(VENV) var staticfiles
