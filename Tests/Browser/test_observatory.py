"""The observatory: from the command to the page, the comparison and the perimeter."""

import pytest
from kit.program import Program
from playwright.sync_api import expect

from conftest import Site

COMMUNES = """code_insee,nom,departement,epci_siren,epci_nom,pop_municipale,pays_code,pays_nom
22050,Guingamp,22,200067981,Guingamp-Paimpol,7000,10,Guingamp
22162,Paimpol,22,200067981,Guingamp-Paimpol,7000,10,Guingamp
22113,Lannion,22,200065928,Lannion-Trégor,20000,18,Trégor-Goëlo
"""
UNITS = "siren,categorieJuridiqueUniteLegale,denominationUniteLegale,economieSocialeSolidaireUniteLegale\n"
PLACES = (
    "siren,nic,siret,dateCreationEtablissement,trancheEffectifsEtablissement,etablissementSiege,"
    "codeCommuneEtablissement,dateDebut,etatAdministratifEtablissement,activitePrincipaleEtablissement,"
    "nomenclatureActivitePrincipaleEtablissement,caractereEmployeurEtablissement\n"
)


@pytest.fixture(scope="module")
def counted(tmp_path_factory, executable):
    """The network of 2010 with three communes and a month of the register."""
    folder = tmp_path_factory.mktemp("observatoire")
    program = Program(folder / "donnees", executable)
    links = program.initialise(False)
    (folder / "communes.csv").write_text(COMMUNES)
    program.run("importer", "territoires", folder / "communes.csv")
    units, places = UNITS, PLACES
    for number in range(40):
        siren = 100000000 + number
        commune = ["22050", "22162", "22113", "22113"][number % 4]
        units += f"{siren},{'9220' if number % 3 else '5499'},Nom,\n"
        places += f"{siren},00001,{siren}00001,2015-01-01,12,true,{commune},2015-01-01,A,88.99B,NAFRev2,O\n"
    (folder / "StockUniteLegale_2026-01.csv").write_text(units)
    (folder / "StockEtablissement_2026-01.csv").write_text(places)
    files = [folder / "StockUniteLegale_2026-01.csv", folder / "StockEtablissement_2026-01.csv"]
    program.run("importer", "panorama", *files)
    program.start()
    yield Site(program, links)
    program.stop()


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_somebody_reads_compares_and_chooses(counted, browse, javascript):
    with browse(counted, javascript=javascript) as page:
        page.goto("/")
        page.get_by_role("navigation", name="Rubriques").get_by_role("link", name="Observatoire").click()
        page.locator("#territoires").get_by_role("link", name="Pays de Guingamp").click()
        expect(page.locator("main")).to_contain_text("établissements actifs de l’ESS")
        page.locator("#familles summary").click()
        expect(page.locator("#tableau-familles")).to_contain_text("Association")
        page.get_by_label("Limites des territoires au").fill("2020-01-01")
        page.get_by_role("button", name="Voir").click()
        expect(page.locator("main")).to_contain_text("Dans les limites des territoires au")
        page.get_by_role("link", name="Revenir aux limites d’aujourd’hui").click()
        page.get_by_role("link", name="Comparer", exact=True).click()
        expect(page.locator("#tableau-ensemble")).to_contain_text("Part de l’ESS")
        page.goto("/observatoire/perimetre")
        page.get_by_role("checkbox", name="Pays de Guingamp").check()
        page.get_by_role("button", name="Voir ce périmètre").click()
        expect(page.locator("main")).to_contain_text("Le périmètre tient en un territoire")
        assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
