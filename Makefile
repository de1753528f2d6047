# Everything that is checked can be run from here; ./verifier installs what is missing, then calls these.
SHELL := /bin/bash
.DEFAULT_GOAL := check
.PHONY: check lint format build test tools api browser powercut screenshots run deb deb-essai bench bench-lecture \
	bench-annuaire bench-scrutin fuzz verificateurs depouillements clean

# Warnings of our own targets are errors here (see Package.swift), not for those who only build the program.
build test: export MAILLAGE_STRICT := 1

venv := .build-outils/venv
python := $(venv)/bin/python
cuts ?= 12
formatted := Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources/Benchmarks Benchmarks/Sources/Reading

check: lint build test api browser powercut

# The lines that the formatter leaves too long are sentences and HTML in literals: not cutting them is right.
lint:
	@swift format lint --parallel --recursive $(formatted) 2>&1 | { ! grep -v '\[LineLength\]'; }

format:
	swift format --in-place --parallel --recursive $(formatted)

build:
	swift build --build-tests

test:
	swift test --skip-build

tools: $(venv)/ready

$(venv)/ready: Tests/requirements.txt
	python3 -m venv $(venv)
	$(python) -m pip install --quiet --disable-pip-version-check --retries 2 -r Tests/requirements.txt
	touch $@

api: tools
	$(python) -m pytest -c Tests/pytest.ini Tests/Api

browser: tools
	$(python) -m pytest -c Tests/pytest.ini Tests/Browser

powercut:
	python3 Tests/Resilience/cuts.py power --cuts $(cuts)
	python3 Tests/Resilience/cuts.py kill --cuts $(cuts)
	python3 Tests/Resilience/urne.py power --cuts $(cuts)
	python3 Tests/Resilience/urne.py kill --cuts $(cuts)
	python3 Tests/Resilience/urne.py wal

screenshots: tools
	$(python) Tests/Browser/screenshots.py .build-images

run:
	./lancer

deb:
	packaging/build-deb

deb-essai:
	packaging/essai

bench:
	swift run --package-path Benchmarks -c release Benchmarks

# Beside DuckDB and wc; lines=1000000 for a short one.
lines ?= 10000000
bench-lecture:
	python3 Benchmarks/lecture.py $(lines)

# Votes on line: durable votes a second through HTTP.
bench-scrutin:
	python3 Benchmarks/scrutin/mesurer.py $(if $(binaire),--binaire $(binaire))

# The directory beside Datasette, at three sizes; geo=DOSSIER names the folder of communes.
geo ?= ../shared/data/geo
bench-annuaire:
	swift build -c release --product maillage
	python3 Benchmarks/annuaire/comparer.py --geo $(geo)
	python3 Benchmarks/annuaire/volumes.py --geo $(geo)

seconds ?= 60
fuzz:
	Tests/Fuzz/run $(seconds)
	Tests/Fuzz/analyseurs $(seconds)

# The program and the verifiers in tools/ on a thousand assemblies, and a thousand votes on line, drawn by chance.
tirages ?= 1000
verificateurs:
	MAILLAGE_TIRAGES=$(tirages) MAILLAGE_SCRUTINS=$(tirages) swift test --skip-build --filter ProofTests

# Our tallies beside those of other people's programs, installed from PyPI: for development, not part of the checks.
others := .build-outils/depouillements
elections ?= 3000
depouillements: $(others)/ready
	$(others)/bin/python Tests/Conformance/compare.py .build/debug/maillage --petites $(elections)

$(others)/ready: Tests/Conformance/requirements.txt
	python3 -m venv $(others)
	$(others)/bin/python -m pip install --quiet --disable-pip-version-check --retries 2 -r $<
	touch $@

clean:
	rm -rf .build .build-deb .build-outils .build-images .build-fuzz
