"""Real contours and communes, when the public files are there; they are never part of the project."""

import json

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


def test_real_contours_come_in_twice_without_change(program):
    everything = files("communes_bretagne_2026.csv", "pays_bretagne.geojson", "communes_bretagne_2026.geojson")
    for file in everything:
        program.run("importer", "territoires", file, timeout=900)
    features = json.loads(program.run("situation", "--au", "2026-01-01", "--format", "geojson").stdout)["features"]
    assert len(features) == 21
    for file in everything:
        again = program.run("importer", "territoires", file, "--essai", timeout=900).stdout
        assert "0 à créer" in again.replace("\u00a0", " ") or "aucun changement" in again.lower(), again[-2000:]
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
