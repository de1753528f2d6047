"""Keeping a record right: by its own organisation through a mailed link, by strangers who propose, by hubs that approve."""

import re
import sqlite3

import pytest
from playwright.sync_api import expect

BOTH = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


def record(site, number, address=None):
    """The address of a record of the demonstration; its mailbox is set straight in the file, as an import would."""
    with sqlite3.connect(site.program.data / "maillage.db", timeout=30) as database:
        slug = database.execute(
            "SELECT slug FROM organisation WHERE publication = 'publiee' ORDER BY id LIMIT 1 OFFSET ?", (number,)
        ).fetchone()[0]
        if address:
            database.execute("UPDATE organisation SET email = ? WHERE slug = ?", (address, slug))
    return f"/annuaire/{slug}"


def mailed(site, address, pattern):
    """The link in the last letter to an address, read where the program keeps what has not left."""
    with sqlite3.connect(site.program.data / "maillage.db", timeout=30) as database:
        body = database.execute(
            "SELECT body FROM outbox WHERE recipient = ? ORDER BY id DESC LIMIT 1", (address,)
        ).fetchone()[0]
    return re.search(pattern, body).group(0)


@BOTH
def test_an_organisation_corrects_its_record_through_a_mailed_link(site, browse, javascript):
    path = record(site, 3 if javascript else 4, f"boite-{javascript}@example.org".lower())
    with browse(site, javascript=javascript, allowed=(410, 422)) as page:
        page.goto(path)
        page.get_by_role("link", name="Vous êtes cette organisation").click()
        page.get_by_role("button", name="Envoyer le lien").click()
        expect(page.get_by_role("status")).to_contain_text("un lien vient de lui être envoyé")
        link = mailed(site, f"boite-{javascript}@example.org".lower(), r"/fiche\?cle=\S+")
        page.goto(link)
        page.get_by_label("Téléphone").fill("pas de numéro")
        page.get_by_label("Activité en quelques mots").fill("relue par elle-même")
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.get_by_role("alert")).to_contain_text("numéro de téléphone")
        expect(page.get_by_label("Activité en quelques mots")).to_have_value("relue par elle-même")
        page.get_by_label("Téléphone").fill("02 98 00 00 00")
        page.get_by_role("button", name="Enregistrer").click()
        expect(page.locator("h1")).to_have_text("Merci")
        page.goto(path)
        expect(page.locator("main")).to_contain_text("02 98 00 00 00")
        expect(page.locator("#historique")).to_contain_text("l’organisation elle-même")
        expect(page.locator(".fraicheur")).to_contain_text("Fiche à jour")
        page.goto(link)
        expect(page.locator("h1")).to_have_text("Ce lien ne sert plus")


@BOTH
def test_a_stranger_proposes_and_the_network_keeps_one_field_of_two(site, browse, javascript):
    path = record(site, 6 if javascript else 7)
    acronym = "OUI" if javascript else "NON"
    with browse(site, javascript=javascript, allowed=(422,)) as page:
        page.goto(path)
        page.get_by_role("link", name="Proposer une correction").click()
        page.get_by_label("Sigle").fill(acronym)
        page.get_by_label("Téléphone").fill("02 96 00 00 00")
        page.get_by_label("Un mot pour qui lira").fill(f"Vu sur leur porte ({acronym}).")
        page.get_by_role("button", name="Envoyer la proposition").click()
        expect(page.locator("h1")).to_have_text("Merci")
        page.goto(path)
        expect(page.locator("main")).not_to_contain_text("02 96 00 00 00")
    with browse(site, role="animator", javascript=javascript, allowed=(422,)) as page:
        page.goto("/reseau/pilotage")
        page.get_by_role("link", name="À décider").click()
        item = page.locator(".proposition").filter(has_text=f"({acronym})")
        expect(item.locator("ins").filter(has_text=acronym)).to_be_visible()
        item.get_by_role("button", name="Refuser").click()
        item = page.locator(".proposition").filter(has_text=f"({acronym})")
        expect(item.get_by_role("alert")).to_contain_text("Dites pourquoi")
        item.get_by_label("Téléphone").uncheck()
        item.get_by_role("button", name="Appliquer ce qui est coché").click()
        expect(page.locator(".proposition").filter(has_text=f"({acronym})")).to_have_count(0)
        page.goto(path)
        expect(page.locator("#historique")).to_contain_text(acronym)
        expect(page.locator("main")).not_to_contain_text("02 96 00 00 00")
        page.get_by_role("button", name="Annuler ce changement").first.click()
        expect(page.get_by_role("status")).to_contain_text("Le changement est annulé")


@BOTH
def test_an_organisation_shows_under_a_hub_once_the_hub_has_approved(site, browse, javascript):
    name = f"Voilerie du {'Nord' if javascript else 'Sud'}"
    with browse(site, role="animator", javascript=javascript) as page:
        page.goto("/reseau/pilotage/annuaire/nouvelle")
        page.get_by_label("Nom (obligatoire)").fill(name)
        page.get_by_role("button", name="Créer la fiche").click()
        expect(page.locator("h1")).to_have_text(name)
        path = page.url
        page.get_by_role("link", name="Prendre part à un pôle").click()
        page.locator("#pole").select_option(value=hub_number(site, "deux-rivieres"))
        page.get_by_role("button", name="Demander").click()
        expect(page.get_by_role("status")).to_contain_text("quand il l’aura approuvée")
        page.goto("/poles/deux-rivieres")
        expect(page.locator("main")).not_to_contain_text(name)
    with browse(site, role="coordinator", javascript=javascript) as page:
        page.goto("/poles/deux-rivieres/pilotage")
        page.get_by_role("link", name="À décider").click()
        page.locator(".proposition").filter(has_text=name).get_by_role("button", name="Approuver").click()
        page.goto("/poles/deux-rivieres")
        expect(page.locator("#organisations")).to_contain_text(name)
        page.goto(path)
        expect(page.locator("main")).to_contain_text("Pôle")


def hub_number(site, slug):
    with sqlite3.connect(site.program.data / "maillage.db", timeout=30) as database:
        return str(database.execute("SELECT id FROM hub WHERE slug = ?", (slug,)).fetchone()[0])
