"""Sectors kept by the network, and who is missing in a hub."""

import pytest
from kit.program import Program
from playwright.sync_api import expect

from conftest import Site

COMMUNES = """code_insee,nom,departement,epci_siren,epci_nom,pop_municipale,pays_code,pays_nom
22050,Guingamp,22,200067981,Guingamp-Paimpol,7000,10,Guingamp
22162,Paimpol,22,200067981,Guingamp-Paimpol,7000,10,Guingamp
"""
STRUCTURES = """nom,famille,code_commune,ville,activite,employeur
Théâtre des Deux Rives,association,22050,Guingamp,90.01Z,oui
Amicale sans secteur,association,22050,Guingamp,94.99Z,non
Club nautique du Trieux,association,22162,Paimpol,93.12Z,oui
"""
BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


@pytest.fixture(scope="module")
def known(tmp_path_factory, executable):
    """The fictional network with two communes and three organisations that take part in no hub."""
    folder = tmp_path_factory.mktemp("manquants")
    program = Program(folder / "donnees", executable)
    links = program.initialise(True)
    (folder / "communes.csv").write_text(COMMUNES)
    (folder / "structures.csv").write_text(STRUCTURES)
    program.run("importer", "territoires", folder / "communes.csv")
    program.run("importer", "structures", folder / "structures.csv")
    program.start()
    yield Site(program, links)
    program.stop()


@BOTH
def test_ranging_an_activity_moves_the_organisations_that_have_it(known, browse, javascript):
    sector = "Associations familiales" if javascript else "Tourisme"
    with browse(known, role="animator", javascript=javascript, allowed=(422,)) as page:
        page.goto("/reseau/pilotage/secteurs")
        page.get_by_label("Début du code d’activité").fill("04")
        page.get_by_label("Secteur suggéré").select_option(label=sector)
        page.locator("#preuve").fill("Plénière de mars")
        page.get_by_role("button", name="Enregistrer cette correspondance").click()
        expect(page.get_by_role("alert")).to_contain_text("ne commence ainsi")
        expect(page.locator("#preuve")).to_have_value("Plénière de mars")
        page.get_by_label("Début du code d’activité").fill("94.99Z")
        page.get_by_role("button", name="Enregistrer cette correspondance").click()
        expect(page.get_by_role("status")).to_contain_text("change de secteur")
        page.goto("/annuaire/amicale-sans-secteur")
        expect(page.get_by_role("link", name=sector)).to_be_visible()
        expect(page.locator("main")).to_contain_text("Suggéré par son code d’activité 94.99Z")


def test_a_hub_sees_whom_it_misses_and_remembers_a_call(known, browse):
    with browse(known, role="coordinator", allowed=(422,)) as page:
        page.goto("/poles/deux-rivieres/pilotage")
        page.get_by_role("link", name="Qui manque").click()
        rows = page.locator("#a-appeler tbody tr")
        expect(rows).to_have_count(3)
        # An employer in an empty sector and an empty commune comes before the others.
        expect(rows.first).to_contain_text("premier en")
        rows.filter(has_text="Club nautique").get_by_role("link", name="Noter un appel").click()
        page.get_by_role("button", name="Noter").click()
        expect(page.get_by_role("alert")).to_contain_text("Dites ce que l’appel a donné")
        page.get_by_role("radio", name="à rappeler").check()
        page.get_by_label("À rappeler le").fill("2027-01-15")
        page.get_by_role("button", name="Noter").click()
        expect(rows.filter(has_text="Club nautique")).to_contain_text("à rappeler")
        page.get_by_label("Suite").select_option(label="jamais appelée")
        page.get_by_role("button", name="Choisir").click()
        expect(rows).to_have_count(2)
        page.get_by_role("link", name="Feuille d’appels").click()
        expect(page.locator("h1")).to_contain_text("Feuille d’appels")
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
