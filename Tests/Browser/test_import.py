"""Real contours and communes, when the public files are there; they are never part of the project."""

import json
import re
import sqlite3

import pytest

from kit.program import Program, real_data

DATA = real_data()
pytestmark = pytest.mark.skipif(DATA is None, reason="no folder of real data: set MAILLAGE_DONNEES_REELLES")


@pytest.fixture
def program(tmp_path, executable):
    program = Program(tmp_path / "donnees", executable)
    program.initialise()
    return program


def files(*names):
    return [DATA / "geo" / name for name in names]


def contents(program):
    """Everything about territories that the database holds."""
    with sqlite3.connect(program.data / "maillage.db") as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        told = [name for name in tables if re.match("territory|membership|population|topology", name)]
        assert len(told) >= 3, tables
        return {name: list(database.execute(f'SELECT * FROM "{name}"')) for name in told}


def test_real_contours_come_in_twice_without_change(program):
    everything = files(
        "communes_bretagne_2026.csv", "communes_bretagne_2026.geojson", "epci_bretagne_2026.csv", "pays_bretagne.geojson")
    program.run("importer", "territoires", *everything, timeout=900)
    features = json.loads(program.run("situation", "--au", "2026-01-01", "--format", "geojson").stdout)["features"]
    assert len(features) == 21
    before = contents(program)
    again = program.run("importer", "territoires", *everything, timeout=900).stdout.replace("\u00a0", " ")
    assert "Créés : 0" in again and "Modifiés : 0" in again, again[-2000:]
    assert contents(program) == before
    program.run("journal", "verifier")


def test_a_broken_file_names_its_defect_and_changes_nothing(program, tmp_path):
    before = program.run("situation", "--au", "2026-01-01", "--format", "geojson").stdout
    whole = (DATA / "geo" / "pays_bretagne.geojson").read_text()
    broken = tmp_path / "pays.geojson"
    broken.write_text(whole[: len(whole) // 2])
    refused = program.run("importer", "territoires", broken, check=False, timeout=900)
    assert refused.returncode == 1
    assert "ligne" in refused.stderr or "octet" in refused.stderr or "caractère" in refused.stderr, refused.stderr
    assert program.run("situation", "--au", "2026-01-01", "--format", "geojson").stdout == before
