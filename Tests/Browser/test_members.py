"""An organisation asks to join, the hub decides, the register shows it: from the public page to the receipt."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])
HUB = "/poles/deux-rivieres"
PRINCIPLES = ["gouvernance", "personnes", "adhesion", "autonomie"]


def mailed(site, address):
    """The link in the last letter to an address, read where the program keeps what has not left."""
    with sqlite3.connect(site.program.data / "maillage.db", timeout=30) as database:
        body = database.execute(
            "SELECT body FROM outbox WHERE recipient = ? ORDER BY id DESC LIMIT 1", (address,)
        ).fetchone()[0]
    return re.search(r"/poles/\S+/adherer/suivi\?cle=\S+", body).group(0)


def ask(page, name, address):
    page.goto(HUB)
    page.get_by_role("link", name="Adhérer à ce pôle").click()
    page.locator("#forme").select_option("association")
    page.get_by_role("button", name="Voir ce qu’elle garantit déjà").click()
    expect(page.locator(".garantie.acquis")).to_contain_text("ne partage pas de bénéfices")
    page.locator("#nom").fill(name)
    page.locator("#salaries").fill("4")
    for key in PRINCIPLES:
        page.locator(f"#charte-{key}").fill("Nos statuts le disent.")
        page.locator(f"#accord-{key}").check()
    page.locator("#motivation").fill("Ne plus travailler seuls.")
    page.locator("#apporte").fill("Un atelier, le samedi.")
    page.locator("#titulaire").fill("Rose Le Bris")
    page.locator("#titulaire-courriel").fill(address)
    page.locator("#contact").fill("Rose Le Bris")
    page.get_by_role("button", name="Envoyer la demande").click()
    # The address was forgotten: nothing of the rest is lost.
    expect(page.get_by_role("alert")).to_contain_text("votre adresse")
    expect(page.locator("#apporte")).to_have_value("Un atelier, le samedi.")
    page.locator("#courriel").fill(address)
    page.get_by_role("button", name="Envoyer la demande").click()
    expect(page.locator("h1")).to_have_text("Regardez votre boîte aux lettres")


@BOTH
def test_an_organisation_joins_pays_and_appears_in_the_register(fresh, browse, javascript):
    name, address = "Lutherie du Barrage", "lutherie@example.org"
    with browse(fresh, javascript=javascript, allowed=(422,)) as page:
        ask(page, name, address)
        page.goto(mailed(fresh, address))
        page.get_by_role("button", name="Confirmer et transmettre").click()
        expect(page.locator("h1 + p")).to_contain_text("à décider")
    with browse(fresh, role="coordinator", javascript=javascript, allowed=(422,)) as page:
        page.goto(HUB + "/pilotage")
        page.get_by_role("link", name="Demandes d’adhésion", exact=True).click()
        page.get_by_role("link", name=name).click()
        expect(page.locator("main")).to_contain_text("Un atelier, le samedi.")
        page.locator("#instance").fill("conseil d’administration")
        page.locator("#college").select_option("associations")
        page.locator("form[action$='/admission'] button").click()
        expect(page.locator(".avis").first).to_contain_text("conseil d’administration")
        page.get_by_role("link", name="Sa fiche de membre").click()
        expect(page.locator(".constats")).to_contain_text("Rose Le Bris parle en son nom")
        page.get_by_role("link", name="Appels, versements et reçus").click()
        page.locator("summary", has_text="Inscrire un versement").click()
        page.get_by_role("button", name="Inscrire et numéroter le reçu").click()
        page.get_by_role("link", name=re.compile("^reçu ")).click()
        expect(page.locator("article.recu-cotisation")).to_contain_text(name)
        page.goto(f"{HUB}/pilotage/membres?q=lutherie")
        row = page.locator("#registre tbody tr")
        expect(row).to_have_count(1)
        for words in ["Associations", "réglée", "Rose Le Bris"]:
            expect(row).to_contain_text(words)
        page.goto(f"{HUB}/pilotage/membres?au=2023-03-17")
        expect(page.locator("main")).not_to_contain_text(name)
    with browse(fresh, javascript=javascript) as page:
        page.goto(HUB)
        expect(page.locator("#organisations")).to_contain_text(name)
        expect(page.locator("main")).not_to_contain_text("Rose Le Bris")
